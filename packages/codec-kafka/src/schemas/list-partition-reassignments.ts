import { array, defineApi, int16, int32, nullableArray, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface ListPartitionReassignmentsRequest {
  readonly timeoutMs?: number
  readonly topics: readonly ListReassignmentsTopic[] | null
}

export interface ListReassignmentsTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

export interface ListPartitionReassignmentsResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly topics: readonly OngoingTopicReassignment[]
}

export interface OngoingTopicReassignment {
  readonly name: string
  readonly partitions: readonly OngoingPartitionReassignment[]
}

export interface OngoingPartitionReassignment {
  readonly partitionIndex: number
  readonly replicas: readonly number[]
  readonly addingReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
}

/** KIP-455. */
export const listPartitionReassignmentsApi: ApiSchema<ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse> = defineApi({
  apiKey: 46,
  name: 'ListPartitionReassignments',
  versionMin: 0,
  versionMax: 0,
  flexibleSince: 0,
  request: struct<ListPartitionReassignmentsRequest>({
    timeoutMs: int32({ default: 60000 }),
    topics: nullableArray(struct<ListReassignmentsTopic>({ name: string(), partitionIndexes: array(int32()) })),
  }),
  response: struct<ListPartitionReassignmentsResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullableString(),
    topics: array(struct<OngoingTopicReassignment>({
      name: string(),
      partitions: array(struct<OngoingPartitionReassignment>({
        partitionIndex: int32(),
        replicas: array(int32()),
        addingReplicas: array(int32()),
        removingReplicas: array(int32()),
      })),
    })),
  }),
})
