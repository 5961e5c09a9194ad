import { defineApi, int16, int32, int64, nullableString, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface InitProducerIdRequest {
  /** Null for an idempotent producer without transactions. */
  readonly transactionalId: string | null
  readonly transactionTimeoutMs: number
  /** From v3 (KIP-360): the id the producer has, -1 for none. */
  readonly producerId?: number
  readonly producerEpoch?: number
}

export interface InitProducerIdResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly producerId: number
  readonly producerEpoch: number
}

export const initProducerIdApi: ApiSchema<InitProducerIdRequest, InitProducerIdResponse> = defineApi({
  apiKey: 22,
  name: 'InitProducerId',
  versionMin: 0,
  versionMax: 5,
  flexibleSince: 2,
  request: struct<InitProducerIdRequest>({
    transactionalId: nullableString(),
    transactionTimeoutMs: int32(),
    producerId: int64({ since: 3, default: -1 }),
    producerEpoch: int16({ since: 3, default: -1 }),
  }),
  response: struct<InitProducerIdResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    producerId: int64({ default: -1 }),
    producerEpoch: int16(),
  }),
})
