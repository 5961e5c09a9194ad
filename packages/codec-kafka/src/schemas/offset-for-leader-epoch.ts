import { array, defineApi, int16, int32, int64, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface OffsetForLeaderEpochRequest {
  /** From v3. */
  readonly replicaId?: number
  readonly topics: readonly OffsetForLeaderTopic[]
}

export interface OffsetForLeaderTopic {
  readonly topic: string
  readonly partitions: readonly OffsetForLeaderPartition[]
}

export interface OffsetForLeaderPartition {
  readonly partition: number
  readonly currentLeaderEpoch?: number
  readonly leaderEpoch: number
}

export interface OffsetForLeaderEpochResponse {
  readonly throttleTimeMs?: number
  readonly topics: readonly OffsetForLeaderTopicResult[]
}

export interface OffsetForLeaderTopicResult {
  readonly topic: string
  readonly partitions: readonly EpochEndOffset[]
}

export interface EpochEndOffset {
  readonly errorCode: number
  readonly partition: number
  readonly leaderEpoch?: number
  readonly endOffset?: number
}

/** KIP-320. */
export const offsetForLeaderEpochApi: ApiSchema<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse> = defineApi({
  apiKey: 23,
  name: 'OffsetForLeaderEpoch',
  versionMin: 2,
  versionMax: 4,
  flexibleSince: 4,
  request: struct<OffsetForLeaderEpochRequest>({
    replicaId: int32({ since: 3, default: -2 }),
    topics: array(struct<OffsetForLeaderTopic>({
      topic: string(),
      partitions: array(struct<OffsetForLeaderPartition>({
        partition: int32(),
        currentLeaderEpoch: int32({ default: -1 }),
        leaderEpoch: int32(),
      })),
    })),
  }),
  response: struct<OffsetForLeaderEpochResponse>({
    throttleTimeMs: int32(),
    topics: array(struct<OffsetForLeaderTopicResult>({
      topic: string(),
      partitions: array(struct<EpochEndOffset>({
        errorCode: int16(),
        partition: int32(),
        leaderEpoch: int32({ default: -1 }),
        endOffset: int64({ default: -1 }),
      })),
    })),
  }),
})
