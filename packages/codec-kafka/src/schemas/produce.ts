import { array, defineApi, int16, int32, int64, nullableString, records, string, struct, taggedStruct, uuid } from '../schema.ts'
import type { ApiSchema, Records, Uuid } from '../schema.ts'
import { currentLeader, nodeEndpoint } from './shared-structs.ts'
import type { CurrentLeader, NodeEndpoint } from './shared-structs.ts'

export interface ProduceRequest {
  readonly transactionalId?: string | null
  /** 0, 1 or -1 (all). With 0 no response is sent. */
  readonly acks: number
  readonly timeoutMs: number
  readonly topicData: readonly ProduceTopic[]
}

export interface ProduceTopic {
  /** Until v12. */
  readonly name?: string
  /** From v13. */
  readonly topicId?: Uuid
  readonly partitionData: readonly ProducePartition[]
}

export interface ProducePartition {
  readonly index: number
  readonly records: Records
}

export interface ProduceResponse {
  readonly responses: readonly ProduceTopicResult[]
  readonly throttleTimeMs?: number
  readonly nodeEndpoints?: readonly NodeEndpoint[]
}

export interface ProduceTopicResult {
  readonly name?: string
  readonly topicId?: Uuid
  readonly partitionResponses: readonly ProducePartitionResult[]
}

export interface ProducePartitionResult {
  readonly index: number
  readonly errorCode: number
  readonly baseOffset: number
  /** -1 unless the broker set the time. */
  readonly logAppendTimeMs?: number
  readonly logStartOffset?: number
  /** KIP-467: which records of the batch were refused. */
  readonly recordErrors?: readonly ProduceRecordError[]
  readonly errorMessage?: string | null
  /** KIP-951: with NOT_LEADER_OR_FOLLOWER only. */
  readonly currentLeader?: CurrentLeader | null
}

export interface ProduceRecordError {
  readonly batchIndex: number
  readonly batchIndexErrorMessage?: string | null
}

/** v12 allows implicit joining of a transaction (KIP-890), v13 names topics by id (KIP-516). */
export const produceApi: ApiSchema<ProduceRequest, ProduceResponse> = defineApi({
  apiKey: 0,
  name: 'Produce',
  versionMin: 3,
  versionMax: 13,
  flexibleSince: 9,
  request: struct<ProduceRequest>({
    transactionalId: nullableString({ since: 3 }),
    acks: int16(),
    timeoutMs: int32(),
    topicData: array(
      struct<ProduceTopic>({
        name: string({ until: 12 }),
        topicId: uuid({ since: 13 }),
        partitionData: array(struct<ProducePartition>({ index: int32(), records: records() })),
      }),
    ),
  }),
  response: struct<ProduceResponse>({
    responses: array(
      struct<ProduceTopicResult>({
        name: string({ until: 12 }),
        topicId: uuid({ since: 13 }),
        partitionResponses: array(
          struct<ProducePartitionResult>({
            index: int32(),
            errorCode: int16(),
            baseOffset: int64(),
            logAppendTimeMs: int64({ since: 2, default: -1 }),
            logStartOffset: int64({ since: 5, default: -1 }),
            recordErrors: array(struct<ProduceRecordError>({ batchIndex: int32(), batchIndexErrorMessage: nullableString() }), {
              since: 8,
            }),
            errorMessage: nullableString({ since: 8 }),
            currentLeader: taggedStruct(currentLeader, { tag: 0, since: 10 }),
          }),
        ),
      }),
    ),
    throttleTimeMs: int32({ since: 1 }),
    nodeEndpoints: array(nodeEndpoint, { tag: 0, since: 10 }),
  }),
})
