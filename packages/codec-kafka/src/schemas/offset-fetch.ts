import { array, bool, defineApi, int16, int32, int64, nullableArray, nullableString, string, struct, uuid } from '../schema.ts'
import type { ApiSchema, Uuid } from '../schema.ts'

export interface OffsetFetchRequest {
  /** Until v7. */
  readonly groupId?: string
  /** Until v7. */
  readonly topics?: readonly OffsetFetchTopic[] | null
  /** From v8. */
  readonly groups?: readonly OffsetFetchGroup[]
  /** From v7. */
  readonly requireStable?: boolean
}

export interface OffsetFetchTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

export interface OffsetFetchGroup {
  readonly groupId: string
  /** From v9. */
  readonly memberId?: string | null
  /** From v9. */
  readonly memberEpoch?: number
  readonly topics: readonly OffsetFetchGroupTopic[] | null
}

export interface OffsetFetchGroupTopic {
  /** Until v9. */
  readonly name?: string
  /** From v10. */
  readonly topicId?: Uuid
  readonly partitionIndexes: readonly number[]
}

export interface OffsetFetchResponse {
  /** From v3. */
  readonly throttleTimeMs?: number
  /** Until v7. */
  readonly topics?: readonly OffsetFetchTopicResult[]
  /** From v2, until v7. */
  readonly errorCode?: number
  /** From v8. */
  readonly groups?: readonly OffsetFetchGroupResult[]
}

export interface OffsetFetchTopicResult {
  readonly name: string
  readonly partitions: readonly OffsetFetchPartitionResult[]
}

export interface OffsetFetchPartitionResult {
  readonly partitionIndex: number
  readonly committedOffset: number
  /** From v5. */
  readonly committedLeaderEpoch?: number
  readonly metadata: string | null
  readonly errorCode: number
}

export interface OffsetFetchGroupResult {
  readonly groupId: string
  readonly topics: readonly OffsetFetchGroupTopicResult[]
  readonly errorCode: number
}

export interface OffsetFetchGroupTopicResult {
  /** Until v9. */
  readonly name?: string
  /** From v10. */
  readonly topicId?: Uuid
  readonly partitions: readonly OffsetFetchGroupPartitionResult[]
}

export interface OffsetFetchGroupPartitionResult {
  readonly partitionIndex: number
  readonly committedOffset: number
  readonly committedLeaderEpoch?: number
  readonly metadata: string | null
  readonly errorCode: number
}

/** v2 all topics by null, v7 stable offsets only (KIP-447), v8 several groups (KIP-709), v9 members of KIP-848, v10 topics by id. */
export const offsetFetchApi: ApiSchema<OffsetFetchRequest, OffsetFetchResponse> = defineApi({
  apiKey: 9,
  name: 'OffsetFetch',
  versionMin: 1,
  versionMax: 10,
  flexibleSince: 6,
  request: struct<OffsetFetchRequest>({
    groupId: string({ until: 7 }),
    topics: nullableArray(struct<OffsetFetchTopic>({ name: string(), partitionIndexes: array(int32()) }), { until: 7, nullableSince: 2 }),
    groups: array(struct<OffsetFetchGroup>({
      groupId: string(),
      memberId: nullableString({ since: 9 }),
      memberEpoch: int32({ since: 9, default: -1 }),
      topics: nullableArray(struct<OffsetFetchGroupTopic>({
        name: string({ until: 9 }),
        topicId: uuid({ since: 10 }),
        partitionIndexes: array(int32()),
      })),
    }), { since: 8 }),
    requireStable: bool({ since: 7 }),
  }),
  response: struct<OffsetFetchResponse>({
    throttleTimeMs: int32({ since: 3 }),
    topics: array(struct<OffsetFetchTopicResult>({
      name: string(),
      partitions: array(struct<OffsetFetchPartitionResult>({
        partitionIndex: int32(),
        committedOffset: int64(),
        committedLeaderEpoch: int32({ since: 5, default: -1 }),
        metadata: nullableString(),
        errorCode: int16(),
      })),
    }), { until: 7 }),
    errorCode: int16({ since: 2, until: 7 }),
    groups: array(struct<OffsetFetchGroupResult>({
      groupId: string(),
      topics: array(struct<OffsetFetchGroupTopicResult>({
        name: string({ until: 9 }),
        topicId: uuid({ since: 10 }),
        partitions: array(struct<OffsetFetchGroupPartitionResult>({
          partitionIndex: int32(),
          committedOffset: int64(),
          committedLeaderEpoch: int32({ default: -1 }),
          metadata: nullableString(),
          errorCode: int16(),
        })),
      })),
      errorCode: int16(),
    }), { since: 8 }),
  }),
})
