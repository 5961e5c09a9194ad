import { array, defineApi, int16, int32, nullableArray, nullableString, nullableStruct, string, struct, uuid } from '../schema.ts'
import type { ApiSchema, Uuid } from '../schema.ts'

export interface ConsumerGroupHeartbeatRequest {
  readonly groupId: string
  readonly memberId: string
  readonly memberEpoch: number
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly rebalanceTimeoutMs?: number
  readonly subscribedTopicNames: readonly string[] | null
  /** From v1. */
  readonly subscribedTopicRegex?: string | null
  readonly serverAssignor: string | null
  readonly topicPartitions: readonly ConsumerGroupHeartbeatTopicPartitions[] | null
}

export interface ConsumerGroupHeartbeatTopicPartitions {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

export interface ConsumerGroupHeartbeatResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly memberId: string | null
  readonly memberEpoch: number
  readonly heartbeatIntervalMs: number
  readonly assignment: ConsumerGroupHeartbeatAssignment | null
}

export interface ConsumerGroupHeartbeatAssignment {
  readonly topicPartitions: readonly ConsumerGroupAssignedPartitions[]
}

export interface ConsumerGroupAssignedPartitions {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

/** KIP-848; v1 subscribes by expression, and the client chooses its member id. */
export const consumerGroupHeartbeatApi: ApiSchema<ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse> = defineApi({
  apiKey: 68,
  name: 'ConsumerGroupHeartbeat',
  versionMin: 0,
  versionMax: 1,
  flexibleSince: 0,
  request: struct<ConsumerGroupHeartbeatRequest>({
    groupId: string(),
    memberId: string(),
    memberEpoch: int32(),
    instanceId: nullableString(),
    rackId: nullableString(),
    rebalanceTimeoutMs: int32({ default: -1 }),
    subscribedTopicNames: nullableArray(string()),
    subscribedTopicRegex: nullableString({ since: 1 }),
    serverAssignor: nullableString(),
    topicPartitions: nullableArray(struct<ConsumerGroupHeartbeatTopicPartitions>({ topicId: uuid(), partitions: array(int32()) })),
  }),
  response: struct<ConsumerGroupHeartbeatResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullableString(),
    memberId: nullableString(),
    memberEpoch: int32(),
    heartbeatIntervalMs: int32(),
    assignment: nullableStruct(struct<ConsumerGroupHeartbeatAssignment>({
      topicPartitions: array(struct<ConsumerGroupAssignedPartitions>({ topicId: uuid(), partitions: array(int32()) })),
    })),
  }),
})
