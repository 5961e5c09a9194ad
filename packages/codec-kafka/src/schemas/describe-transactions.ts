import { array, defineApi, int16, int32, int64, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DescribeTransactionsRequest {
  readonly transactionalIds: readonly string[]
}

export interface DescribeTransactionsResponse {
  readonly throttleTimeMs?: number
  readonly transactionStates: readonly DescribedTransaction[]
}

export interface DescribedTransaction {
  readonly errorCode: number
  readonly transactionalId: string
  readonly transactionState: string
  readonly transactionTimeoutMs: number
  readonly transactionStartTimeMs: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly topics: readonly DescribedTransactionTopic[]
}

export interface DescribedTransactionTopic {
  readonly topic: string
  readonly partitions: readonly number[]
}

/** KIP-664. */
export const describeTransactionsApi: ApiSchema<DescribeTransactionsRequest, DescribeTransactionsResponse> = defineApi({
  apiKey: 65,
  name: 'DescribeTransactions',
  versionMin: 0,
  versionMax: 0,
  flexibleSince: 0,
  request: struct<DescribeTransactionsRequest>({ transactionalIds: array(string()) }),
  response: struct<DescribeTransactionsResponse>({
    throttleTimeMs: int32(),
    transactionStates: array(struct<DescribedTransaction>({
      errorCode: int16(),
      transactionalId: string(),
      transactionState: string(),
      transactionTimeoutMs: int32(),
      transactionStartTimeMs: int64(),
      producerId: int64(),
      producerEpoch: int16(),
      topics: array(struct<DescribedTransactionTopic>({ topic: string(), partitions: array(int32()) })),
    })),
  }),
})
