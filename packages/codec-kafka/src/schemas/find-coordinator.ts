import { array, defineApi, int16, int32, int8, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface FindCoordinatorRequest {
  /** Until v3. */
  readonly key?: string
  /** 0 group, 1 transaction, 2 share group. */
  readonly keyType?: number
  /** From v4 (KIP-699). */
  readonly coordinatorKeys?: readonly string[]
}

export interface FindCoordinatorResponse {
  readonly throttleTimeMs?: number
  readonly errorCode?: number
  readonly errorMessage?: string | null
  readonly nodeId?: number
  readonly host?: string
  readonly port?: number
  /** From v4. */
  readonly coordinators?: readonly FoundCoordinator[]
}

export interface FoundCoordinator {
  readonly key: string
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly errorCode: number
  readonly errorMessage?: string | null
}

export const findCoordinatorApi: ApiSchema<FindCoordinatorRequest, FindCoordinatorResponse> = defineApi({
  apiKey: 10,
  name: 'FindCoordinator',
  versionMin: 0,
  versionMax: 6,
  flexibleSince: 3,
  request: struct<FindCoordinatorRequest>({
    key: string({ until: 3 }),
    keyType: int8({ since: 1 }),
    coordinatorKeys: array(string(), { since: 4 }),
  }),
  response: struct<FindCoordinatorResponse>({
    throttleTimeMs: int32({ since: 1 }),
    errorCode: int16({ until: 3 }),
    errorMessage: nullableString({ since: 1, until: 3 }),
    nodeId: int32({ until: 3 }),
    host: string({ until: 3 }),
    port: int32({ until: 3 }),
    coordinators: array(
      struct<FoundCoordinator>({
        key: string(),
        nodeId: int32(),
        host: string(),
        port: int32(),
        errorCode: int16(),
        errorMessage: nullableString(),
      }),
      { since: 4 },
    ),
  }),
})
