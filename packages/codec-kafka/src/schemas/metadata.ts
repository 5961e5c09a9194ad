import {
  array,
  AUTHORIZED_OPERATIONS_OMITTED,
  bool,
  defineApi,
  int16,
  int32,
  nullableArray,
  nullableString,
  string,
  struct,
  uuid,
} from '../schema.ts'
import type { ApiSchema, Uuid } from '../schema.ts'

export interface MetadataRequest {
  /** Null: all topics. In v0, which has no null, the empty list means all. */
  readonly topics: readonly MetadataRequestTopic[] | null
  readonly allowAutoTopicCreation?: boolean
  readonly includeClusterAuthorizedOperations?: boolean
  readonly includeTopicAuthorizedOperations?: boolean
}

export interface MetadataRequestTopic {
  readonly topicId?: Uuid
  /** Null from v10 only, when the topic is asked for by id (served from v12). */
  readonly name: string | null
}

export interface MetadataResponse {
  readonly throttleTimeMs?: number
  readonly brokers: readonly MetadataBroker[]
  readonly clusterId?: string | null
  readonly controllerId?: number
  readonly topics: readonly MetadataTopic[]
  readonly clusterAuthorizedOperations?: number
  readonly errorCode?: number
}

export interface MetadataBroker {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null
}

export interface MetadataTopic {
  readonly errorCode: number
  /** Null from v12 only: unknown topic id. */
  readonly name: string | null
  readonly topicId?: Uuid
  readonly isInternal?: boolean
  readonly partitions: readonly MetadataPartition[]
  readonly topicAuthorizedOperations?: number
}

export interface MetadataPartition {
  readonly errorCode: number
  readonly partitionIndex: number
  readonly leaderId: number
  readonly leaderEpoch?: number
  readonly replicaNodes: readonly number[]
  readonly isrNodes: readonly number[]
  readonly offlineReplicas?: readonly number[]
}

/** v4 auto-create flag, v7 leader epochs (KIP-320), v8 authorized operations (KIP-430), v10 topic ids (KIP-516), v13 KIP-1102. */
export const metadataApi: ApiSchema<MetadataRequest, MetadataResponse> = defineApi({
  apiKey: 3,
  name: 'Metadata',
  versionMin: 0,
  versionMax: 13,
  flexibleSince: 9,
  request: struct<MetadataRequest>({
    topics: nullableArray(
      struct<MetadataRequestTopic>({ topicId: uuid({ since: 10 }), name: nullableString({ nullableSince: 10 }) }),
      { nullableSince: 1 },
    ),
    allowAutoTopicCreation: bool({ since: 4, default: true }),
    includeClusterAuthorizedOperations: bool({ since: 8, until: 10 }),
    includeTopicAuthorizedOperations: bool({ since: 8 }),
  }),
  response: struct<MetadataResponse>({
    throttleTimeMs: int32({ since: 3 }),
    brokers: array(struct<MetadataBroker>({ nodeId: int32(), host: string(), port: int32(), rack: nullableString({ since: 1 }) })),
    clusterId: nullableString({ since: 2 }),
    controllerId: int32({ since: 1, default: -1 }),
    topics: array(
      struct<MetadataTopic>({
        errorCode: int16(),
        name: nullableString({ nullableSince: 12 }),
        topicId: uuid({ since: 10 }),
        isInternal: bool({ since: 1 }),
        partitions: array(
          struct<MetadataPartition>({
            errorCode: int16(),
            partitionIndex: int32(),
            leaderId: int32(),
            leaderEpoch: int32({ since: 7, default: -1 }),
            replicaNodes: array(int32()),
            isrNodes: array(int32()),
            offlineReplicas: array(int32(), { since: 5 }),
          }),
        ),
        topicAuthorizedOperations: int32({ since: 8, default: AUTHORIZED_OPERATIONS_OMITTED }),
      }),
    ),
    clusterAuthorizedOperations: int32({ since: 8, until: 10, default: AUTHORIZED_OPERATIONS_OMITTED }),
    errorCode: int16({ since: 13 }),
  }),
})
