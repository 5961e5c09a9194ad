import { array, defineApi, int16, int32, int64, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface ListTransactionsRequest {
  readonly stateFilters: readonly string[]
  readonly producerIdFilters: readonly number[]
  /** From v1. */
  readonly durationFilter?: number
  /** From v2. */
  readonly transactionalIdPattern?: string | null
}

export interface ListTransactionsResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly unknownStateFilters: readonly string[]
  readonly transactionStates: readonly ListedTransaction[]
}

export interface ListedTransaction {
  readonly transactionalId: string
  readonly producerId: number
  readonly transactionState: string
}

/** v1 filters by duration (KIP-994), v2 by name (KIP-1152). */
export const listTransactionsApi: ApiSchema<ListTransactionsRequest, ListTransactionsResponse> = defineApi({
  apiKey: 66,
  name: 'ListTransactions',
  versionMin: 0,
  versionMax: 2,
  flexibleSince: 0,
  request: struct<ListTransactionsRequest>({
    stateFilters: array(string()),
    producerIdFilters: array(int64()),
    durationFilter: int64({ since: 1, default: -1 }),
    transactionalIdPattern: nullableString({ since: 2 }),
  }),
  response: struct<ListTransactionsResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    unknownStateFilters: array(string()),
    transactionStates: array(struct<ListedTransaction>({ transactionalId: string(), producerId: int64(), transactionState: string() })),
  }),
})
