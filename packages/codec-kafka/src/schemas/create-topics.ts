import { array, bool, defineApi, int16, int32, int8, nullableArray, nullableString, string, struct, uuid } from '../schema.ts'
import type { ApiSchema, Uuid } from '../schema.ts'

export interface CreateTopicsRequest {
  readonly topics: readonly CreatableTopic[]
  readonly timeoutMs: number
  readonly validateOnly?: boolean
}

export interface CreatableTopic {
  readonly name: string
  /** -1: the broker's default (from v4), or given by `assignments`. */
  readonly numPartitions: number
  readonly replicationFactor: number
  readonly assignments: readonly CreatableAssignment[]
  readonly configs: readonly CreatableConfig[]
}

export interface CreatableAssignment {
  readonly partitionIndex: number
  readonly brokerIds: readonly number[]
}

export interface CreatableConfig {
  readonly name: string
  readonly value: string | null
}

export interface CreateTopicsResponse {
  readonly throttleTimeMs?: number
  readonly topics: readonly CreatedTopic[]
}

export interface CreatedTopic {
  readonly name: string
  readonly topicId?: Uuid
  readonly errorCode: number
  readonly errorMessage?: string | null
  readonly topicConfigErrorCode?: number
  readonly numPartitions?: number
  readonly replicationFactor?: number
  readonly configs?: readonly CreatedConfig[] | null
}

export interface CreatedConfig {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly configSource?: number
  readonly isSensitive: boolean
}

/** v5 returns the settings (KIP-525), v7 the topic id (KIP-516). */
export const createTopicsApi: ApiSchema<CreateTopicsRequest, CreateTopicsResponse> = defineApi({
  apiKey: 19,
  name: 'CreateTopics',
  versionMin: 2,
  versionMax: 7,
  flexibleSince: 5,
  request: struct<CreateTopicsRequest>({
    topics: array(
      struct<CreatableTopic>({
        name: string(),
        numPartitions: int32(),
        replicationFactor: int16(),
        assignments: array(struct<CreatableAssignment>({ partitionIndex: int32(), brokerIds: array(int32()) })),
        configs: array(struct<CreatableConfig>({ name: string(), value: nullableString() })),
      }),
    ),
    timeoutMs: int32({ default: 60000 }),
    validateOnly: bool({ since: 1 }),
  }),
  response: struct<CreateTopicsResponse>({
    throttleTimeMs: int32({ since: 2 }),
    topics: array(
      struct<CreatedTopic>({
        name: string(),
        topicId: uuid({ since: 7 }),
        errorCode: int16(),
        errorMessage: nullableString({ since: 1 }),
        topicConfigErrorCode: int16({ tag: 0, since: 5 }),
        numPartitions: int32({ since: 5, default: -1 }),
        replicationFactor: int16({ since: 5, default: -1 }),
        configs: nullableArray(
          struct<CreatedConfig>({
            name: string(),
            value: nullableString(),
            readOnly: bool(),
            configSource: int8({ default: -1 }),
            isSensitive: bool(),
          }),
          { since: 5 },
        ),
      }),
    ),
  }),
})
