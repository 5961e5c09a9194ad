import { array, defineApi, int16, int32, nullableArray, nullableString, nullableStruct, string, struct, uuid } from '../schema.ts'
import type { ApiSchema, Uuid } from '../schema.ts'

export interface ShareGroupHeartbeatRequest {
  readonly groupId: string
  readonly memberId: string
  readonly memberEpoch: number
  readonly rackId: string | null
  readonly subscribedTopicNames: readonly string[] | null
}

export interface ShareGroupHeartbeatResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly memberId: string | null
  readonly memberEpoch: number
  readonly heartbeatIntervalMs: number
  readonly assignment: ShareGroupAssignment | null
}

export interface ShareGroupAssignment {
  readonly topicPartitions: readonly ShareGroupAssignedPartitions[]
}

export interface ShareGroupAssignedPartitions {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

/** KIP-932. */
export const shareGroupHeartbeatApi: ApiSchema<ShareGroupHeartbeatRequest, ShareGroupHeartbeatResponse> = defineApi({
  apiKey: 76,
  name: 'ShareGroupHeartbeat',
  versionMin: 1,
  versionMax: 1,
  flexibleSince: 0,
  request: struct<ShareGroupHeartbeatRequest>({
    groupId: string(),
    memberId: string(),
    memberEpoch: int32(),
    rackId: nullableString(),
    subscribedTopicNames: nullableArray(string()),
  }),
  response: struct<ShareGroupHeartbeatResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullableString(),
    memberId: nullableString(),
    memberEpoch: int32(),
    heartbeatIntervalMs: int32(),
    assignment: nullableStruct(struct<ShareGroupAssignment>({
      topicPartitions: array(struct<ShareGroupAssignedPartitions>({ topicId: uuid(), partitions: array(int32()) })),
    })),
  }),
})
