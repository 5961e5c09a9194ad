import {
  array, AUTHORIZED_OPERATIONS_OMITTED, bool, defineApi, int16, int32, int8, nestedStruct, nullableString, string, struct, uuid,
} from '../schema.ts'
import type { ApiSchema, Struct, Uuid } from '../schema.ts'

export interface ConsumerGroupDescribeRequest {
  readonly groupIds: readonly string[]
  readonly includeAuthorizedOperations: boolean
}

export interface ConsumerGroupDescribeResponse {
  readonly throttleTimeMs?: number
  readonly groups: readonly DescribedConsumerGroup[]
}

export interface DescribedConsumerGroup {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly groupId: string
  readonly groupState: string
  readonly groupEpoch: number
  readonly assignmentEpoch: number
  readonly assignorName: string
  readonly members: readonly DescribedConsumerGroupMember[]
  readonly authorizedOperations?: number
}

export interface DescribedConsumerGroupMember {
  readonly memberId: string
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly memberEpoch: number
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly subscribedTopicRegex: string | null
  readonly assignment: DescribedConsumerGroupAssignment
  readonly targetAssignment: DescribedConsumerGroupAssignment
  /** From v1. */
  readonly memberType?: number
}

export interface DescribedConsumerGroupAssignment {
  readonly topicPartitions: readonly DescribedConsumerGroupPartitions[]
}

export interface DescribedConsumerGroupPartitions {
  readonly topicId: Uuid
  readonly topicName: string
  readonly partitions: readonly number[]
}

const describedConsumerGroupAssignment: Struct<DescribedConsumerGroupAssignment> = struct<DescribedConsumerGroupAssignment>({
  topicPartitions: array(struct<DescribedConsumerGroupPartitions>({ topicId: uuid(), topicName: string(), partitions: array(int32()) })),
})

/** KIP-848; v1 tells the type of a member. */
export const consumerGroupDescribeApi: ApiSchema<ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse> = defineApi({
  apiKey: 69,
  name: 'ConsumerGroupDescribe',
  versionMin: 0,
  versionMax: 1,
  flexibleSince: 0,
  request: struct<ConsumerGroupDescribeRequest>({ groupIds: array(string()), includeAuthorizedOperations: bool() }),
  response: struct<ConsumerGroupDescribeResponse>({
    throttleTimeMs: int32(),
    groups: array(struct<DescribedConsumerGroup>({
      errorCode: int16(),
      errorMessage: nullableString(),
      groupId: string(),
      groupState: string(),
      groupEpoch: int32(),
      assignmentEpoch: int32(),
      assignorName: string(),
      members: array(struct<DescribedConsumerGroupMember>({
        memberId: string(),
        instanceId: nullableString(),
        rackId: nullableString(),
        memberEpoch: int32(),
        clientId: string(),
        clientHost: string(),
        subscribedTopicNames: array(string()),
        subscribedTopicRegex: nullableString(),
        assignment: nestedStruct(describedConsumerGroupAssignment),
        targetAssignment: nestedStruct(describedConsumerGroupAssignment),
        memberType: int8({ since: 1, default: -1 }),
      })),
      authorizedOperations: int32({ default: AUTHORIZED_OPERATIONS_OMITTED }),
    })),
  }),
})
