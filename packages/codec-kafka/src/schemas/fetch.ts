import {
  array,
  defineApi,
  int16,
  int32,
  int64,
  int8,
  nullableArray,
  nullableString,
  records,
  string,
  struct,
  taggedStruct,
  uuid,
} from '../schema.ts'
import type { ApiSchema, Records, Uuid } from '../schema.ts'
import { currentLeader, nodeEndpoint } from './shared-structs.ts'
import type { CurrentLeader, NodeEndpoint } from './shared-structs.ts'

export interface FetchRequest {
  readonly clusterId?: string | null
  /** -1 from clients; until v14. */
  readonly replicaId?: number
  /** From v15, from replicas only. */
  readonly replicaState?: FetchReplicaState | null
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes: number
  /** 0 read uncommitted, 1 read committed. */
  readonly isolationLevel?: number
  readonly sessionId?: number
  readonly sessionEpoch?: number
  readonly topics: readonly FetchTopic[]
  readonly forgottenTopicsData?: readonly FetchForgottenTopic[]
  readonly rackId?: string
}

export interface FetchReplicaState {
  readonly replicaId: number
  readonly replicaEpoch: number
}

export interface FetchTopic {
  /** Until v12. */
  readonly topic?: string
  /** From v13. */
  readonly topicId?: Uuid
  readonly partitions: readonly FetchPartition[]
}

export interface FetchPartition {
  readonly partition: number
  readonly currentLeaderEpoch?: number
  readonly fetchOffset: number
  readonly lastFetchedEpoch?: number
  readonly logStartOffset?: number
  readonly partitionMaxBytes: number
  readonly replicaDirectoryId?: Uuid
}

export interface FetchForgottenTopic {
  readonly topic?: string
  readonly topicId?: Uuid
  readonly partitions: readonly number[]
}

export interface FetchResponse {
  readonly throttleTimeMs?: number
  readonly errorCode?: number
  readonly sessionId?: number
  readonly responses: readonly FetchTopicResult[]
  readonly nodeEndpoints?: readonly NodeEndpoint[]
}

export interface FetchTopicResult {
  readonly topic?: string
  readonly topicId?: Uuid
  readonly partitions: readonly FetchPartitionResult[]
}

export interface FetchPartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly highWatermark: number
  readonly lastStableOffset?: number
  readonly logStartOffset?: number
  readonly divergingEpoch?: FetchDivergingEpoch | null
  readonly currentLeader?: CurrentLeader | null
  readonly snapshotId?: FetchSnapshotId | null
  /** Sorted by first offset. */
  readonly abortedTransactions?: readonly FetchAbortedTransaction[] | null
  readonly preferredReadReplica?: number
  /** Empty, not null, when there is no data: some clients reject null. */
  readonly records: Records
}

export interface FetchDivergingEpoch {
  readonly epoch: number
  readonly endOffset: number
}

export interface FetchSnapshotId {
  readonly endOffset: number
  readonly epoch: number
}

export interface FetchAbortedTransaction {
  readonly producerId: number
  readonly firstOffset: number
}

const topicName = string({ until: 12 })
const topicId = uuid({ since: 13 })

/** v7 sessions (KIP-227), v13 topic ids (KIP-516), v15 replica state (KIP-903), v16 endpoints (KIP-951). */
export const fetchApi: ApiSchema<FetchRequest, FetchResponse> = defineApi({
  apiKey: 1,
  name: 'Fetch',
  versionMin: 4,
  versionMax: 17,
  flexibleSince: 12,
  request: struct<FetchRequest>({
    clusterId: nullableString({ tag: 0, since: 12 }),
    replicaId: int32({ until: 14, default: -1 }),
    replicaState: taggedStruct(
      struct<FetchReplicaState>({ replicaId: int32({ default: -1 }), replicaEpoch: int64({ default: -1 }) }),
      { tag: 1, since: 15 },
    ),
    maxWaitMs: int32(),
    minBytes: int32(),
    maxBytes: int32({ since: 3, default: 0x7fffffff }),
    isolationLevel: int8({ since: 4 }),
    sessionId: int32({ since: 7 }),
    sessionEpoch: int32({ since: 7, default: -1 }),
    topics: array(
      struct<FetchTopic>({
        topic: topicName,
        topicId,
        partitions: array(
          struct<FetchPartition>({
            partition: int32(),
            currentLeaderEpoch: int32({ since: 9, default: -1 }),
            fetchOffset: int64(),
            lastFetchedEpoch: int32({ since: 12, default: -1 }),
            logStartOffset: int64({ since: 5, default: -1 }),
            partitionMaxBytes: int32(),
            replicaDirectoryId: uuid({ tag: 0, since: 17 }),
          }),
        ),
      }),
    ),
    forgottenTopicsData: array(struct<FetchForgottenTopic>({ topic: topicName, topicId, partitions: array(int32()) }), { since: 7 }),
    rackId: string({ since: 11 }),
  }),
  response: struct<FetchResponse>({
    throttleTimeMs: int32({ since: 1 }),
    errorCode: int16({ since: 7 }),
    sessionId: int32({ since: 7 }),
    responses: array(
      struct<FetchTopicResult>({
        topic: topicName,
        topicId,
        partitions: array(
          struct<FetchPartitionResult>({
            partitionIndex: int32(),
            errorCode: int16(),
            highWatermark: int64(),
            lastStableOffset: int64({ since: 4, default: -1 }),
            logStartOffset: int64({ since: 5, default: -1 }),
            divergingEpoch: taggedStruct(
              struct<FetchDivergingEpoch>({ epoch: int32({ default: -1 }), endOffset: int64({ default: -1 }) }),
              { tag: 0, since: 12 },
            ),
            currentLeader: taggedStruct(currentLeader, { tag: 1, since: 12 }),
            snapshotId: taggedStruct(
              struct<FetchSnapshotId>({ endOffset: int64({ default: -1 }), epoch: int32({ default: -1 }) }),
              { tag: 2, since: 12 },
            ),
            abortedTransactions: nullableArray(
              struct<FetchAbortedTransaction>({ producerId: int64(), firstOffset: int64() }),
              { since: 4 },
            ),
            preferredReadReplica: int32({ since: 11, default: -1 }),
            records: records(),
          }),
        ),
      }),
    ),
    nodeEndpoints: array(nodeEndpoint, { tag: 0, since: 16 }),
  }),
})
