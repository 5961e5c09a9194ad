import { array, defineApi, int16, int32, int64, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface TxnOffsetCommitRequest {
  readonly transactionalId: string
  readonly groupId: string
  readonly producerId: number
  readonly producerEpoch: number
  /** From v3. */
  readonly generationId?: number
  /** From v3. */
  readonly memberId?: string
  /** From v3. */
  readonly groupInstanceId?: string | null
  readonly topics: readonly TxnOffsetCommitTopic[]
}

export interface TxnOffsetCommitTopic {
  readonly name: string
  readonly partitions: readonly TxnOffsetCommitPartition[]
}

export interface TxnOffsetCommitPartition {
  readonly partitionIndex: number
  readonly committedOffset: number
  /** From v2. */
  readonly committedLeaderEpoch?: number
  readonly committedMetadata: string | null
}

export interface TxnOffsetCommitResponse {
  readonly throttleTimeMs?: number
  readonly topics: readonly TxnOffsetCommitTopicResult[]
}

export interface TxnOffsetCommitTopicResult {
  readonly name: string
  readonly partitions: readonly TxnOffsetCommitPartitionResult[]
}

export interface TxnOffsetCommitPartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
}

/** v3 names the member that commits (KIP-447). */
export const txnOffsetCommitApi: ApiSchema<TxnOffsetCommitRequest, TxnOffsetCommitResponse> = defineApi({
  apiKey: 28,
  name: 'TxnOffsetCommit',
  versionMin: 0,
  versionMax: 5,
  flexibleSince: 3,
  request: struct<TxnOffsetCommitRequest>({
    transactionalId: string(),
    groupId: string(),
    producerId: int64(),
    producerEpoch: int16(),
    generationId: int32({ since: 3, default: -1 }),
    memberId: string({ since: 3 }),
    groupInstanceId: nullableString({ since: 3 }),
    topics: array(struct<TxnOffsetCommitTopic>({
      name: string(),
      partitions: array(struct<TxnOffsetCommitPartition>({
        partitionIndex: int32(),
        committedOffset: int64(),
        committedLeaderEpoch: int32({ since: 2, default: -1 }),
        committedMetadata: nullableString(),
      })),
    })),
  }),
  response: struct<TxnOffsetCommitResponse>({
    throttleTimeMs: int32(),
    topics: array(struct<TxnOffsetCommitTopicResult>({
      name: string(),
      partitions: array(struct<TxnOffsetCommitPartitionResult>({ partitionIndex: int32(), errorCode: int16() })),
    })),
  }),
})
