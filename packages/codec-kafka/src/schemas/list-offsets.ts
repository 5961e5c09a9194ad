import { array, defineApi, int16, int32, int64, int8, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface ListOffsetsRequest {
  /** -1 from clients. */
  readonly replicaId: number
  /** 0 read uncommitted, 1 read committed: decides what "latest" is. */
  readonly isolationLevel?: number
  readonly topics: readonly ListOffsetsTopic[]
  readonly timeoutMs?: number
}

export interface ListOffsetsTopic {
  readonly name: string
  readonly partitions: readonly ListOffsetsPartition[]
}

export interface ListOffsetsPartition {
  readonly partitionIndex: number
  readonly currentLeaderEpoch?: number
  /** Milliseconds, or -1 latest, -2 earliest, -3 of the largest timestamp, -4 and -5 tiered storage. */
  readonly timestamp: number
}

export interface ListOffsetsResponse {
  readonly throttleTimeMs?: number
  readonly topics: readonly ListOffsetsTopicResult[]
}

export interface ListOffsetsTopicResult {
  readonly name: string
  readonly partitions: readonly ListOffsetsPartitionResult[]
}

export interface ListOffsetsPartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly timestamp: number
  readonly offset: number
  readonly leaderEpoch?: number
}

/** v7 adds the timestamp -3 (KIP-734), v8 -4 (KIP-405), v9 -5 (KIP-1005), v10 the timeout (KIP-1075). */
export const listOffsetsApi: ApiSchema<ListOffsetsRequest, ListOffsetsResponse> = defineApi({
  apiKey: 2,
  name: 'ListOffsets',
  versionMin: 1,
  versionMax: 10,
  flexibleSince: 6,
  request: struct<ListOffsetsRequest>({
    replicaId: int32(),
    isolationLevel: int8({ since: 2 }),
    topics: array(
      struct<ListOffsetsTopic>({
        name: string(),
        partitions: array(
          struct<ListOffsetsPartition>({
            partitionIndex: int32(),
            currentLeaderEpoch: int32({ since: 4, default: -1 }),
            timestamp: int64(),
          }),
        ),
      }),
    ),
    timeoutMs: int32({ since: 10 }),
  }),
  response: struct<ListOffsetsResponse>({
    throttleTimeMs: int32({ since: 2 }),
    topics: array(
      struct<ListOffsetsTopicResult>({
        name: string(),
        partitions: array(
          struct<ListOffsetsPartitionResult>({
            partitionIndex: int32(),
            errorCode: int16(),
            timestamp: int64({ since: 1, default: -1 }),
            offset: int64({ since: 1, default: -1 }),
            leaderEpoch: int32({ since: 4, default: -1 }),
          }),
        ),
      }),
    ),
  }),
})
