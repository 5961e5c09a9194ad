import { array, defineApi, int16, int32, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface OffsetDeleteRequest {
  readonly groupId: string
  readonly topics: readonly OffsetDeleteTopic[]
}

export interface OffsetDeleteTopic {
  readonly name: string
  readonly partitions: readonly OffsetDeletePartition[]
}

export interface OffsetDeletePartition {
  readonly partitionIndex: number
}

export interface OffsetDeleteResponse {
  readonly errorCode: number
  readonly throttleTimeMs?: number
  readonly topics: readonly OffsetDeleteTopicResult[]
}

export interface OffsetDeleteTopicResult {
  readonly name: string
  readonly partitions: readonly OffsetDeletePartitionResult[]
}

export interface OffsetDeletePartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
}

/** KIP-496. */
export const offsetDeleteApi: ApiSchema<OffsetDeleteRequest, OffsetDeleteResponse> = defineApi({
  apiKey: 47,
  name: 'OffsetDelete',
  versionMin: 0,
  versionMax: 0,
  flexibleSince: Infinity,
  request: struct<OffsetDeleteRequest>({
    groupId: string(),
    topics: array(struct<OffsetDeleteTopic>({
      name: string(),
      partitions: array(struct<OffsetDeletePartition>({ partitionIndex: int32() })),
    })),
  }),
  response: struct<OffsetDeleteResponse>({
    errorCode: int16(),
    throttleTimeMs: int32(),
    topics: array(struct<OffsetDeleteTopicResult>({
      name: string(),
      partitions: array(struct<OffsetDeletePartitionResult>({ partitionIndex: int32(), errorCode: int16() })),
    })),
  }),
})
