import { defineApi, int16, int32, int64, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface AddOffsetsToTxnRequest {
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly groupId: string
}

export interface AddOffsetsToTxnResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
}

export const addOffsetsToTxnApi: ApiSchema<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse> = defineApi({
  apiKey: 25,
  name: 'AddOffsetsToTxn',
  versionMin: 0,
  versionMax: 4,
  flexibleSince: 3,
  request: struct<AddOffsetsToTxnRequest>({
    transactionalId: string(),
    producerId: int64(),
    producerEpoch: int16(),
    groupId: string(),
  }),
  response: struct<AddOffsetsToTxnResponse>({ throttleTimeMs: int32(), errorCode: int16() }),
})
