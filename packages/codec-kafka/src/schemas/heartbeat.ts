import { defineApi, int16, int32, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface HeartbeatRequest {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  /** From v3. */
  readonly groupInstanceId?: string | null
}

export interface HeartbeatResponse {
  /** From v1. */
  readonly throttleTimeMs?: number
  readonly errorCode: number
}

export const heartbeatApi: ApiSchema<HeartbeatRequest, HeartbeatResponse> = defineApi({
  apiKey: 12,
  name: 'Heartbeat',
  versionMin: 0,
  versionMax: 4,
  flexibleSince: 4,
  request: struct<HeartbeatRequest>({
    groupId: string(),
    generationId: int32(),
    memberId: string(),
    groupInstanceId: nullableString({ since: 3 }),
  }),
  response: struct<HeartbeatResponse>({ throttleTimeMs: int32({ since: 1 }), errorCode: int16() }),
})
