import { array, bool, bytes, defineApi, int16, int32, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface JoinGroupRequest {
  readonly groupId: string
  readonly sessionTimeoutMs: number
  /** From v1. */
  readonly rebalanceTimeoutMs?: number
  readonly memberId: string
  /** From v5. */
  readonly groupInstanceId?: string | null
  readonly protocolType: string
  readonly protocols: readonly JoinGroupProtocol[]
  /** From v8. */
  readonly reason?: string | null
}

export interface JoinGroupProtocol {
  readonly name: string
  readonly metadata: Buffer
}

export interface JoinGroupResponse {
  /** From v2. */
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly generationId?: number
  /** From v7. */
  readonly protocolType?: string | null
  readonly protocolName?: string | null
  readonly leader: string
  /** From v9. */
  readonly skipAssignment?: boolean
  readonly memberId: string
  readonly members: readonly JoinGroupMember[]
}

export interface JoinGroupMember {
  readonly memberId: string
  /** From v5. */
  readonly groupInstanceId?: string | null
  readonly metadata: Buffer
}

/** v4 asks for a member id first (KIP-394), v5 static members (KIP-345), v8 reasons (KIP-800), v9 skips the assignment. */
export const joinGroupApi: ApiSchema<JoinGroupRequest, JoinGroupResponse> = defineApi({
  apiKey: 11,
  name: 'JoinGroup',
  versionMin: 0,
  versionMax: 9,
  flexibleSince: 6,
  request: struct<JoinGroupRequest>({
    groupId: string(),
    sessionTimeoutMs: int32(),
    rebalanceTimeoutMs: int32({ since: 1, default: -1 }),
    memberId: string(),
    groupInstanceId: nullableString({ since: 5 }),
    protocolType: string(),
    protocols: array(struct<JoinGroupProtocol>({ name: string(), metadata: bytes() })),
    reason: nullableString({ since: 8 }),
  }),
  response: struct<JoinGroupResponse>({
    throttleTimeMs: int32({ since: 2 }),
    errorCode: int16(),
    generationId: int32({ default: -1 }),
    protocolType: nullableString({ since: 7 }),
    protocolName: nullableString({ nullableSince: 7, default: '' }),
    leader: string(),
    skipAssignment: bool({ since: 9 }),
    memberId: string(),
    members: array(struct<JoinGroupMember>({ memberId: string(), groupInstanceId: nullableString({ since: 5 }), metadata: bytes() })),
  }),
})
