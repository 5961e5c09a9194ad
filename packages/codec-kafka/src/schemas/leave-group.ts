import { array, defineApi, int16, int32, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface LeaveGroupRequest {
  readonly groupId: string
  /** Until v2. */
  readonly memberId?: string
  /** From v3. */
  readonly members?: readonly LeaveGroupMember[]
}

export interface LeaveGroupMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  /** From v5. */
  readonly reason?: string | null
}

export interface LeaveGroupResponse {
  /** From v1. */
  readonly throttleTimeMs?: number
  readonly errorCode: number
  /** From v3. */
  readonly members?: readonly LeaveGroupMemberResult[]
}

export interface LeaveGroupMemberResult {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly errorCode: number
}

/** v3 several members (KIP-345), v5 reasons (KIP-800). */
export const leaveGroupApi: ApiSchema<LeaveGroupRequest, LeaveGroupResponse> = defineApi({
  apiKey: 13,
  name: 'LeaveGroup',
  versionMin: 0,
  versionMax: 5,
  flexibleSince: 4,
  request: struct<LeaveGroupRequest>({
    groupId: string(),
    memberId: string({ until: 2 }),
    members: array(struct<LeaveGroupMember>({
      memberId: string(),
      groupInstanceId: nullableString(),
      reason: nullableString({ since: 5 }),
    }), { since: 3 }),
  }),
  response: struct<LeaveGroupResponse>({
    throttleTimeMs: int32({ since: 1 }),
    errorCode: int16(),
    members: array(struct<LeaveGroupMemberResult>({ memberId: string(), groupInstanceId: nullableString(), errorCode: int16() }), { since: 3 }),
  }),
})
