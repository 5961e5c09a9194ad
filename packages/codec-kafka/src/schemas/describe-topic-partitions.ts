import {
  array, AUTHORIZED_OPERATIONS_OMITTED, bool, defineApi, int16, int32, nullableArray, nullableString, nullableStruct, string, struct, uuid,
} from '../schema.ts'
import type { ApiSchema, Struct, Uuid } from '../schema.ts'

export interface DescribeTopicPartitionsRequest {
  readonly topics: readonly DescribeTopicPartitionsTopic[]
  readonly responsePartitionLimit?: number
  readonly cursor: DescribeTopicPartitionsCursor | null
}

export interface DescribeTopicPartitionsTopic {
  readonly name: string
}

export interface DescribeTopicPartitionsCursor {
  readonly topicName: string
  readonly partitionIndex: number
}

export interface DescribeTopicPartitionsResponse {
  readonly throttleTimeMs?: number
  readonly topics: readonly DescribeTopicPartitionsTopicResult[]
  readonly nextCursor: DescribeTopicPartitionsCursor | null
}

export interface DescribeTopicPartitionsTopicResult {
  readonly errorCode: number
  readonly name: string | null
  readonly topicId: Uuid
  readonly isInternal: boolean
  readonly partitions: readonly DescribeTopicPartitionsPartition[]
  readonly topicAuthorizedOperations?: number
}

export interface DescribeTopicPartitionsPartition {
  readonly errorCode: number
  readonly partitionIndex: number
  readonly leaderId: number
  readonly leaderEpoch?: number
  readonly replicaNodes: readonly number[]
  readonly isrNodes: readonly number[]
  readonly eligibleLeaderReplicas: readonly number[] | null
  readonly lastKnownElr: readonly number[] | null
  readonly offlineReplicas: readonly number[]
}

const describeTopicPartitionsCursor: Struct<DescribeTopicPartitionsCursor> = struct<DescribeTopicPartitionsCursor>({ topicName: string(), partitionIndex: int32() })

/** KIP-966. */
export const describeTopicPartitionsApi: ApiSchema<DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse> = defineApi({
  apiKey: 75,
  name: 'DescribeTopicPartitions',
  versionMin: 0,
  versionMax: 0,
  flexibleSince: 0,
  request: struct<DescribeTopicPartitionsRequest>({
    topics: array(struct<DescribeTopicPartitionsTopic>({ name: string() })),
    responsePartitionLimit: int32({ default: 2000 }),
    cursor: nullableStruct(describeTopicPartitionsCursor),
  }),
  response: struct<DescribeTopicPartitionsResponse>({
    throttleTimeMs: int32(),
    topics: array(struct<DescribeTopicPartitionsTopicResult>({
      errorCode: int16(),
      name: nullableString(),
      topicId: uuid(),
      isInternal: bool(),
      partitions: array(struct<DescribeTopicPartitionsPartition>({
        errorCode: int16(),
        partitionIndex: int32(),
        leaderId: int32(),
        leaderEpoch: int32({ default: -1 }),
        replicaNodes: array(int32()),
        isrNodes: array(int32()),
        eligibleLeaderReplicas: nullableArray(int32()),
        lastKnownElr: nullableArray(int32()),
        offlineReplicas: array(int32()),
      })),
      topicAuthorizedOperations: int32({ default: AUTHORIZED_OPERATIONS_OMITTED }),
    })),
    nextCursor: nullableStruct(describeTopicPartitionsCursor),
  }),
})
