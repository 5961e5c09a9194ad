import { array, bool, defineApi, int16, int32, nullableArray, nullableString, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface CreatePartitionsRequest {
  readonly topics: readonly CreatePartitionsTopic[]
  readonly timeoutMs: number
  readonly validateOnly: boolean
}

export interface CreatePartitionsTopic {
  readonly name: string
  readonly count: number
  readonly assignments: readonly CreatePartitionsAssignment[] | null
}

export interface CreatePartitionsAssignment {
  readonly brokerIds: readonly number[]
}

export interface CreatePartitionsResponse {
  readonly throttleTimeMs?: number
  readonly results: readonly CreatePartitionsTopicResult[]
}

export interface CreatePartitionsTopicResult {
  readonly name: string
  readonly errorCode: number
  readonly errorMessage: string | null
}

export const createPartitionsApi: ApiSchema<CreatePartitionsRequest, CreatePartitionsResponse> = defineApi({
  apiKey: 37,
  name: 'CreatePartitions',
  versionMin: 0,
  versionMax: 3,
  flexibleSince: 2,
  request: struct<CreatePartitionsRequest>({
    topics: array(struct<CreatePartitionsTopic>({
      name: string(),
      count: int32(),
      assignments: nullableArray(struct<CreatePartitionsAssignment>({ brokerIds: array(int32()) })),
    })),
    timeoutMs: int32(),
    validateOnly: bool(),
  }),
  response: struct<CreatePartitionsResponse>({
    throttleTimeMs: int32(),
    results: array(struct<CreatePartitionsTopicResult>({ name: string(), errorCode: int16(), errorMessage: nullableString() })),
  }),
})
