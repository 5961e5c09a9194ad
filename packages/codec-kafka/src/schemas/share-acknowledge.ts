import { array, bool, defineApi, int16, int32, int64, int8, nestedStruct, nullableString, struct, uuid } from '../schema.ts'
import type { ApiSchema, Uuid } from '../schema.ts'
import { currentLeader, nodeEndpoint } from './shared-structs.ts'
import type { CurrentLeader, NodeEndpoint } from './shared-structs.ts'

export interface ShareAcknowledgeRequest {
  readonly groupId: string | null
  readonly memberId: string | null
  readonly shareSessionEpoch: number
  /** From v2. */
  readonly isRenewAck?: boolean
  readonly topics: readonly ShareAcknowledgeTopic[]
}

export interface ShareAcknowledgeTopic {
  readonly topicId: Uuid
  readonly partitions: readonly ShareAcknowledgePartition[]
}

export interface ShareAcknowledgePartition {
  readonly partitionIndex: number
  readonly acknowledgementBatches: readonly ShareAcknowledgementBatch[]
}

export interface ShareAcknowledgementBatch {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly acknowledgeTypes: readonly number[]
}

export interface ShareAcknowledgeResponse {
  readonly throttleTimeMs?: number
  readonly errorCode: number
  readonly errorMessage: string | null
  /** From v2. */
  readonly acquisitionLockTimeoutMs?: number
  readonly responses: readonly ShareAcknowledgeTopicResult[]
  readonly nodeEndpoints: readonly NodeEndpoint[]
}

export interface ShareAcknowledgeTopicResult {
  readonly topicId: Uuid
  readonly partitions: readonly ShareAcknowledgePartitionResult[]
}

export interface ShareAcknowledgePartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly currentLeader: CurrentLeader
}

/** KIP-932; v2 adds the renewing of locks (KIP-1222). */
export const shareAcknowledgeApi: ApiSchema<ShareAcknowledgeRequest, ShareAcknowledgeResponse> = defineApi({
  apiKey: 79,
  name: 'ShareAcknowledge',
  versionMin: 1,
  versionMax: 2,
  flexibleSince: 0,
  request: struct<ShareAcknowledgeRequest>({
    groupId: nullableString(),
    memberId: nullableString(),
    shareSessionEpoch: int32(),
    isRenewAck: bool({ since: 2 }),
    topics: array(struct<ShareAcknowledgeTopic>({
      topicId: uuid(),
      partitions: array(struct<ShareAcknowledgePartition>({
        partitionIndex: int32(),
        acknowledgementBatches: array(struct<ShareAcknowledgementBatch>({
          firstOffset: int64(),
          lastOffset: int64(),
          acknowledgeTypes: array(int8()),
        })),
      })),
    })),
  }),
  response: struct<ShareAcknowledgeResponse>({
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullableString(),
    acquisitionLockTimeoutMs: int32({ since: 2 }),
    responses: array(struct<ShareAcknowledgeTopicResult>({
      topicId: uuid(),
      partitions: array(struct<ShareAcknowledgePartitionResult>({
        partitionIndex: int32(),
        errorCode: int16(),
        errorMessage: nullableString(),
        currentLeader: nestedStruct(currentLeader),
      })),
    })),
    nodeEndpoints: array(nodeEndpoint),
  }),
})
