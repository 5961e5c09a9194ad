import { array, defineApi, int16, int32, int64, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DescribeProducersRequest {
  readonly topics: readonly DescribeProducersTopic[]
}

export interface DescribeProducersTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

export interface DescribeProducersResponse {
  readonly throttleTimeMs?: number
  readonly topics: readonly DescribeProducersTopicResult[]
}

export interface DescribeProducersTopicResult {
  readonly name: string
  readonly partitions: readonly DescribeProducersPartition[]
}

export interface DescribeProducersPartition {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly activeProducers: readonly ProducerState[]
}

export interface ProducerState {
  readonly producerId: number
  readonly producerEpoch: number
  readonly lastSequence?: number
  readonly lastTimestamp?: number
  readonly coordinatorEpoch: number
  readonly currentTxnStartOffset?: number
}

/** KIP-664. */
export const describeProducersApi: ApiSchema<DescribeProducersRequest, DescribeProducersResponse> = defineApi({
  apiKey: 61,
  name: 'DescribeProducers',
  versionMin: 0,
  versionMax: 0,
  flexibleSince: 0,
  request: struct<DescribeProducersRequest>({
    topics: array(struct<DescribeProducersTopic>({ name: string(), partitionIndexes: array(int32()) })),
  }),
  response: struct<DescribeProducersResponse>({
    throttleTimeMs: int32(),
    topics: array(struct<DescribeProducersTopicResult>({
      name: string(),
      partitions: array(struct<DescribeProducersPartition>({
        partitionIndex: int32(),
        errorCode: int16(),
        errorMessage: nullableString(),
        activeProducers: array(struct<ProducerState>({
          producerId: int64(),
          producerEpoch: int32(),
          lastSequence: int32({ default: -1 }),
          lastTimestamp: int64({ default: -1 }),
          coordinatorEpoch: int32(),
          currentTxnStartOffset: int64({ default: -1 }),
        })),
      })),
    })),
  }),
})
