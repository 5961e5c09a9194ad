import { array, defineApi, int16, int32, int64, string, struct } from '../schema.ts'
import type { ApiSchema } from '../schema.ts'

export interface DeleteRecordsRequest {
  readonly topics: readonly DeleteRecordsTopic[]
  readonly timeoutMs: number
}

export interface DeleteRecordsTopic {
  readonly name: string
  readonly partitions: readonly DeleteRecordsPartition[]
}

export interface DeleteRecordsPartition {
  readonly partitionIndex: number
  readonly offset: number
}

export interface DeleteRecordsResponse {
  readonly throttleTimeMs?: number
  readonly topics: readonly DeleteRecordsTopicResult[]
}

export interface DeleteRecordsTopicResult {
  readonly name: string
  readonly partitions: readonly DeleteRecordsPartitionResult[]
}

export interface DeleteRecordsPartitionResult {
  readonly partitionIndex: number
  readonly lowWatermark: number
  readonly errorCode: number
}

export const deleteRecordsApi: ApiSchema<DeleteRecordsRequest, DeleteRecordsResponse> = defineApi({
  apiKey: 21,
  name: 'DeleteRecords',
  versionMin: 0,
  versionMax: 2,
  flexibleSince: 2,
  request: struct<DeleteRecordsRequest>({
    topics: array(struct<DeleteRecordsTopic>({
      name: string(),
      partitions: array(struct<DeleteRecordsPartition>({ partitionIndex: int32(), offset: int64() })),
    })),
    timeoutMs: int32(),
  }),
  response: struct<DeleteRecordsResponse>({
    throttleTimeMs: int32(),
    topics: array(struct<DeleteRecordsTopicResult>({
      name: string(),
      partitions: array(struct<DeleteRecordsPartitionResult>({ partitionIndex: int32(), lowWatermark: int64(), errorCode: int16() })),
    })),
  }),
})
