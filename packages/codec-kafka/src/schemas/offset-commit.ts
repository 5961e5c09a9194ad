import { array, defineApi, int16, int32, int64, nullableString, string, struct, uuid } from '../schema.ts'
import type { ApiSchema, Uuid } from '../schema.ts'

export interface OffsetCommitRequest {
  readonly groupId: string
  readonly generationIdOrMemberEpoch?: number
  readonly memberId: string
  /** From v7. */
  readonly groupInstanceId?: string | null
  /** Until v4. */
  readonly retentionTimeMs?: number
  readonly topics: readonly OffsetCommitTopic[]
}

export interface OffsetCommitTopic {
  /** Until v9. */
  readonly name?: string
  /** From v10. */
  readonly topicId?: Uuid
  readonly partitions: readonly OffsetCommitPartition[]
}

export interface OffsetCommitPartition {
  readonly partitionIndex: number
  readonly committedOffset: number
  /** From v6. */
  readonly committedLeaderEpoch?: number
  readonly committedMetadata: string | null
}

export interface OffsetCommitResponse {
  /** From v3. */
  readonly throttleTimeMs?: number
  readonly topics: readonly OffsetCommitTopicResult[]
}

export interface OffsetCommitTopicResult {
  /** Until v9. */
  readonly name?: string
  /** From v10. */
  readonly topicId?: Uuid
  readonly partitions: readonly OffsetCommitPartitionResult[]
}

export interface OffsetCommitPartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
}

/** v5 drops the retention (KIP-211), v6 adds leader epochs (KIP-320), v7 static members (KIP-345), v9 is for the groups of KIP-848, v10 names topics by id. */
export const offsetCommitApi: ApiSchema<OffsetCommitRequest, OffsetCommitResponse> = defineApi({
  apiKey: 8,
  name: 'OffsetCommit',
  versionMin: 2,
  versionMax: 10,
  flexibleSince: 8,
  request: struct<OffsetCommitRequest>({
    groupId: string(),
    generationIdOrMemberEpoch: int32({ default: -1 }),
    memberId: string(),
    groupInstanceId: nullableString({ since: 7 }),
    retentionTimeMs: int64({ until: 4, default: -1 }),
    topics: array(struct<OffsetCommitTopic>({
      name: string({ until: 9 }),
      topicId: uuid({ since: 10 }),
      partitions: array(struct<OffsetCommitPartition>({
        partitionIndex: int32(),
        committedOffset: int64(),
        committedLeaderEpoch: int32({ since: 6, default: -1 }),
        committedMetadata: nullableString(),
      })),
    })),
  }),
  response: struct<OffsetCommitResponse>({
    throttleTimeMs: int32({ since: 3 }),
    topics: array(struct<OffsetCommitTopicResult>({
      name: string({ until: 9 }),
      topicId: uuid({ since: 10 }),
      partitions: array(struct<OffsetCommitPartitionResult>({ partitionIndex: int32(), errorCode: int16() })),
    })),
  }),
})
