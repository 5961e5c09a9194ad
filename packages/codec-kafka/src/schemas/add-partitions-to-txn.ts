import { array, bool, defineApi, int16, int32, int64, string, struct } from '../schema.ts'
import type { ApiSchema, Struct } from '../schema.ts'

export interface AddPartitionsToTxnRequest {
  /** From v4. */
  readonly transactions?: readonly AddPartitionsToTxnTransaction[]
  /** Until v3. */
  readonly v3AndBelowTransactionalId?: string
  /** Until v3. */
  readonly v3AndBelowProducerId?: number
  /** Until v3. */
  readonly v3AndBelowProducerEpoch?: number
  /** Until v3. */
  readonly v3AndBelowTopics?: readonly AddPartitionsToTxnTopic[]
}

export interface AddPartitionsToTxnTransaction {
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly verifyOnly: boolean
  readonly topics: readonly AddPartitionsToTxnTopic[]
}

export interface AddPartitionsToTxnTopic {
  readonly name: string
  readonly partitions: readonly number[]
}

export interface AddPartitionsToTxnResponse {
  readonly throttleTimeMs?: number
  /** From v4. */
  readonly errorCode?: number
  /** From v4. */
  readonly resultsByTransaction?: readonly AddPartitionsToTxnResult[]
  /** Until v3. */
  readonly resultsByTopicV3AndBelow?: readonly AddPartitionsToTxnTopicResult[]
}

export interface AddPartitionsToTxnResult {
  readonly transactionalId: string
  readonly topicResults: readonly AddPartitionsToTxnTopicResult[]
}

export interface AddPartitionsToTxnTopicResult {
  readonly name: string
  readonly resultsByPartition: readonly AddPartitionsToTxnPartitionResult[]
}

export interface AddPartitionsToTxnPartitionResult {
  readonly partitionIndex: number
  readonly partitionErrorCode: number
}

const addPartitionsToTxnTopic: Struct<AddPartitionsToTxnTopic> = struct<AddPartitionsToTxnTopic>({ name: string(), partitions: array(int32()) })

const addPartitionsToTxnTopicResult: Struct<AddPartitionsToTxnTopicResult> = struct<AddPartitionsToTxnTopicResult>({
  name: string(),
  resultsByPartition: array(struct<AddPartitionsToTxnPartitionResult>({ partitionIndex: int32(), partitionErrorCode: int16() })),
})

/** v4 carries several transactions at once (KIP-890). */
export const addPartitionsToTxnApi: ApiSchema<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse> = defineApi({
  apiKey: 24,
  name: 'AddPartitionsToTxn',
  versionMin: 0,
  versionMax: 5,
  flexibleSince: 3,
  request: struct<AddPartitionsToTxnRequest>({
    transactions: array(struct<AddPartitionsToTxnTransaction>({
      transactionalId: string(),
      producerId: int64(),
      producerEpoch: int16(),
      verifyOnly: bool(),
      topics: array(addPartitionsToTxnTopic),
    }), { since: 4 }),
    v3AndBelowTransactionalId: string({ until: 3 }),
    v3AndBelowProducerId: int64({ until: 3 }),
    v3AndBelowProducerEpoch: int16({ until: 3 }),
    v3AndBelowTopics: array(addPartitionsToTxnTopic, { until: 3 }),
  }),
  response: struct<AddPartitionsToTxnResponse>({
    throttleTimeMs: int32(),
    errorCode: int16({ since: 4 }),
    resultsByTransaction: array(struct<AddPartitionsToTxnResult>({
      transactionalId: string(),
      topicResults: array(addPartitionsToTxnTopicResult),
    }), { since: 4 }),
    resultsByTopicV3AndBelow: array(addPartitionsToTxnTopicResult, { until: 3 }),
  }),
})
