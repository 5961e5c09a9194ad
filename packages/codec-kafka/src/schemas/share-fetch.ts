import { array, bool, defineApi, int16, int32, int64, int8, nestedStruct, nullableString, records, struct, uuid } from '../schema.ts'
import type { ApiSchema, Records, Uuid } from '../schema.ts'
import { currentLeader, nodeEndpoint } from './shared-structs.ts'
import type { CurrentLeader, NodeEndpoint } from './shared-structs.ts'

export interface ShareFetchRequest {
  readonly groupId: string | null
  readonly memberId: string | null
  readonly shareSessionEpoch: number
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes?: number
  readonly maxRecords: number
  readonly batchSize: number
  /** From v2. */
  readonly shareAcquireMode?: number
  /** From v2. */
  readonly isRenewAck?: boolean
  readonly topics: readonly ShareFetchTopic[]
  readonly forgottenTopicsData: readonly ShareFetchForgottenTopic[]
}

export interface ShareFetchTopic {
  readonly topicId: Uuid
  readonly partitions: readonly ShareFetchPartition[]
}

export interface ShareFetchPartition {
  readonly partitionIndex: number
  readonly acknowledgementBatches: readonly AcknowledgementBatch[]
}

export interface AcknowledgementBatch {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly acknowledgeTypes: readonly number[]
}

export interface ShareFetchForgottenTopic {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

export interface ShareFetchResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly acquisitionLockTimeoutMs: number
  readonly responses: readonly ShareFetchTopicResult[]
  readonly nodeEndpoints: readonly NodeEndpoint[]
}

export interface ShareFetchTopicResult {
  readonly topicId: Uuid
  readonly partitions: readonly ShareFetchPartitionResult[]
}

export interface ShareFetchPartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly acknowledgeErrorCode: number
  readonly acknowledgeErrorMessage: string | null
  readonly currentLeader: CurrentLeader
  readonly records: Records
  readonly acquiredRecords: readonly AcquiredRecords[]
}

export interface AcquiredRecords {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly deliveryCount: number
}

/** KIP-932; v2 adds the renewing of locks (KIP-1222). */
export const shareFetchApi: ApiSchema<ShareFetchRequest, ShareFetchResponse> = defineApi({
  apiKey: 78,
  name: 'ShareFetch',
  versionMin: 1,
  versionMax: 2,
  flexibleSince: 0,
  request: struct<ShareFetchRequest>({
    groupId: nullableString(),
    memberId: nullableString(),
    shareSessionEpoch: int32(),
    maxWaitMs: int32(),
    minBytes: int32(),
    maxBytes: int32({ default: 0x7fffffff }),
    maxRecords: int32(),
    batchSize: int32(),
    shareAcquireMode: int8({ since: 2 }),
    isRenewAck: bool({ since: 2 }),
    topics: array(struct<ShareFetchTopic>({
      topicId: uuid(),
      partitions: array(struct<ShareFetchPartition>({
        partitionIndex: int32(),
        acknowledgementBatches: array(struct<AcknowledgementBatch>({ firstOffset: int64(), lastOffset: int64(), acknowledgeTypes: array(int8()) })),
      })),
    })),
    forgottenTopicsData: array(struct<ShareFetchForgottenTopic>({ topicId: uuid(), partitions: array(int32()) })),
  }),
  response: struct<ShareFetchResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullableString(),
    acquisitionLockTimeoutMs: int32(),
    responses: array(struct<ShareFetchTopicResult>({
      topicId: uuid(),
      partitions: array(struct<ShareFetchPartitionResult>({
        partitionIndex: int32(),
        errorCode: int16(),
        errorMessage: nullableString(),
        acknowledgeErrorCode: int16(),
        acknowledgeErrorMessage: nullableString(),
        currentLeader: nestedStruct(currentLeader),
        records: records(),
        acquiredRecords: array(struct<AcquiredRecords>({ firstOffset: int64(), lastOffset: int64(), deliveryCount: int16() })),
      })),
    })),
    nodeEndpoints: array(nodeEndpoint),
  }),
})
