import { array, defineApi, int16, int32, nullableString, string, struct, uuid } from '../schema.ts'
import type { ApiSchema, Uuid } from '../schema.ts'

export interface DeleteTopicsRequest {
  /** From v6. */
  readonly topics?: readonly DeletableTopic[]
  /** Until v5. */
  readonly topicNames?: readonly string[]
  readonly timeoutMs: number
}

export interface DeletableTopic {
  /** Null when the topic is named by its id. */
  readonly name: string | null
  readonly topicId: Uuid
}

export interface DeleteTopicsResponse {
  readonly throttleTimeMs?: number
  readonly responses: readonly DeletedTopic[]
}

export interface DeletedTopic {
  /** Null from v6 only. */
  readonly name: string | null
  readonly topicId?: Uuid
  readonly errorCode: number
  readonly errorMessage?: string | null
}

export const deleteTopicsApi: ApiSchema<DeleteTopicsRequest, DeleteTopicsResponse> = defineApi({
  apiKey: 20,
  name: 'DeleteTopics',
  versionMin: 1,
  versionMax: 6,
  flexibleSince: 4,
  request: struct<DeleteTopicsRequest>({
    topics: array(struct<DeletableTopic>({ name: nullableString(), topicId: uuid() }), { since: 6 }),
    topicNames: array(string(), { until: 5 }),
    timeoutMs: int32(),
  }),
  response: struct<DeleteTopicsResponse>({
    throttleTimeMs: int32({ since: 1 }),
    responses: array(
      struct<DeletedTopic>({
        name: nullableString({ nullableSince: 6 }),
        topicId: uuid({ since: 6 }),
        errorCode: int16(),
        errorMessage: nullableString({ since: 5 }),
      }),
    ),
  }),
})
