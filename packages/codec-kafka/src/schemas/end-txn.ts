import { bool, defineApi, int16, int32, int64, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface EndTxnRequest {
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly committed: boolean
}

export interface EndTxnResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  /** From v5. */
  readonly producerId?: number
  /** From v5. */
  readonly producerEpoch?: number
}

/** v5 answers with the next epoch (KIP-890). */
export const endTxnApi: ApiSchema<EndTxnRequest, EndTxnResponse> = defineApi({
  apiKey: 26,
  name: 'EndTxn',
  versionMin: 0,
  versionMax: 5,
  flexibleSince: 3,
  request: struct<EndTxnRequest>({
    transactionalId: string(),
    producerId: int64(),
    producerEpoch: int16(),
    committed: bool(),
  }),
  response: struct<EndTxnResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    producerId: int64({ since: 5, default: -1 }),
    producerEpoch: int16({ since: 5, default: -1 }),
  }),
})
