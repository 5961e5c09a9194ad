import {
  array, AUTHORIZED_OPERATIONS_OMITTED, bool, defineApi, int16, int32, nestedStruct, nullableString, string, struct, uuid,
} from '../schema.ts'
import type { ApiSchema, Uuid } from '../schema.ts'

export interface ShareGroupDescribeRequest {
  readonly groupIds: readonly string[]
  readonly includeAuthorizedOperations: boolean
}

export interface ShareGroupDescribeResponse {
  readonly throttleTimeMs?: number
  readonly groups: readonly DescribedShareGroup[]
}

export interface DescribedShareGroup {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly groupId: string
  readonly groupState: string
  readonly groupEpoch: number
  readonly assignmentEpoch: number
  readonly assignorName: string
  readonly members: readonly DescribedShareGroupMember[]
  readonly authorizedOperations?: number
}

export interface DescribedShareGroupMember {
  readonly memberId: string
  readonly rackId: string | null
  readonly memberEpoch: number
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly assignment: DescribedShareGroupAssignment
}

export interface DescribedShareGroupAssignment {
  readonly topicPartitions: readonly DescribedShareGroupPartitions[]
}

export interface DescribedShareGroupPartitions {
  readonly topicId: Uuid
  readonly topicName: string
  readonly partitions: readonly number[]
}

/** KIP-932. */
export const shareGroupDescribeApi: ApiSchema<ShareGroupDescribeRequest, ShareGroupDescribeResponse> = defineApi({
  apiKey: 77,
  name: 'ShareGroupDescribe',
  versionMin: 1,
  versionMax: 1,
  flexibleSince: 0,
  request: struct<ShareGroupDescribeRequest>({ groupIds: array(string()), includeAuthorizedOperations: bool() }),
  response: struct<ShareGroupDescribeResponse>({
    throttleTimeMs: int32(),
    groups: array(struct<DescribedShareGroup>({
      errorCode: int16(),
      errorMessage: nullableString(),
      groupId: string(),
      groupState: string(),
      groupEpoch: int32(),
      assignmentEpoch: int32(),
      assignorName: string(),
      members: array(struct<DescribedShareGroupMember>({
        memberId: string(),
        rackId: nullableString(),
        memberEpoch: int32(),
        clientId: string(),
        clientHost: string(),
        subscribedTopicNames: array(string()),
        assignment: nestedStruct(struct<DescribedShareGroupAssignment>({
          topicPartitions: array(struct<DescribedShareGroupPartitions>({ topicId: uuid(), topicName: string(), partitions: array(int32()) })),
        })),
      })),
      authorizedOperations: int32({ default: AUTHORIZED_OPERATIONS_OMITTED }),
    })),
  }),
})
