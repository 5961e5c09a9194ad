import { array, bytes, defineApi, int16, int32, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface SyncGroupRequest {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  /** From v3. */
  readonly groupInstanceId?: string | null
  /** From v5. */
  readonly protocolType?: string | null
  /** From v5. */
  readonly protocolName?: string | null
  readonly assignments: readonly SyncGroupAssignment[]
}

export interface SyncGroupAssignment {
  readonly memberId: string
  readonly assignment: Buffer
}

export interface SyncGroupResponse {
  /** From v1. */
  readonly throttleTimeMs?: number
  readonly errorCode: number
  /** From v5. */
  readonly protocolType?: string | null
  /** From v5. */
  readonly protocolName?: string | null
  readonly assignment: Buffer
}

/** v5 repeats protocol type and name (KIP-559). */
export const syncGroupApi: ApiSchema<SyncGroupRequest, SyncGroupResponse> = defineApi({
  apiKey: 14,
  name: 'SyncGroup',
  versionMin: 0,
  versionMax: 5,
  flexibleSince: 4,
  request: struct<SyncGroupRequest>({
    groupId: string(),
    generationId: int32(),
    memberId: string(),
    groupInstanceId: nullableString({ since: 3 }),
    protocolType: nullableString({ since: 5 }),
    protocolName: nullableString({ since: 5 }),
    assignments: array(struct<SyncGroupAssignment>({ memberId: string(), assignment: bytes() })),
  }),
  response: struct<SyncGroupResponse>({
    throttleTimeMs: int32({ since: 1 }),
    errorCode: int16(),
    protocolType: nullableString({ since: 5 }),
    protocolName: nullableString({ since: 5 }),
    assignment: bytes(),
  }),
})
