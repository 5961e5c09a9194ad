import type { ApiCodec, Decoded, OffsetFetchRequest, OffsetFetchResponse, OffsetFetchTopicResult } from '@robustmq/codec-kafka'
import { createApiCodec, KafkaErrorCode, offsetFetchApi } from '@robustmq/codec-kafka'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import type { ClientSession } from './client-session.ts'
import { groupRefusal } from './group-access.ts'
import { GroupOffsets } from './group-offsets.ts'
import type { CommittedOffset } from './group-offsets.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'

const RANGE: VersionRange = { min: 1, max: 9, servedMin: 1 }
/** From here on several groups are asked for at once (KIP-709). */
const GROUPS_SINCE = 8
/** From here on an error of the whole group stands once, and not with each partition. */
const GROUP_ERROR_SINCE = 2

const codec: ApiCodec<OffsetFetchRequest, OffsetFetchResponse> = /* @__PURE__ */ createApiCodec(offsetFetchApi)

const NO_OFFSETS = /* @__PURE__ */ new GroupOffsets()

type AskedTopics = readonly { readonly name: string; readonly partitionIndexes: readonly number[] }[]

/** Tells how far groups have come. */
export function offsetFetchHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answer(exchange, codec, fetch(session, exchange.apiVersion, request))
  })
}

function fetch(session: ClientSession, apiVersion: number, request: Decoded<OffsetFetchRequest>): OffsetFetchResponse {
  if (apiVersion >= GROUPS_SINCE) {
    return {
      groups: request.groups.map(({ groupId, topics }) => {
        const { errorCode, offsets } = find(session, groupId)
        return { groupId, errorCode, topics: errorCode === KafkaErrorCode.NONE ? read(session, offsets, topics) : [] }
      }),
    }
  }
  const { errorCode, offsets } = find(session, request.groupId)
  if (errorCode === KafkaErrorCode.NONE) return { errorCode, topics: read(session, offsets, request.topics) }
  if (apiVersion >= GROUP_ERROR_SINCE) return { errorCode, topics: [] }
  return { topics: (request.topics ?? []).map(({ name, partitionIndexes }) => ({ name, partitions: partitionIndexes.map((one) => entry(one, null, errorCode)) })) }
}

/** A group that nobody knows is one without offsets. */
function find(session: ClientSession, groupId: string): { readonly errorCode: number; readonly offsets: GroupOffsets } {
  const errorCode = groupRefusal(session, groupId)
  const found = errorCode === KafkaErrorCode.NONE ? session.node.coordinator.find(session.principal.tenant, groupId) : null
  return { errorCode, offsets: found?.offsets ?? NO_OFFSETS }
}

/** Null asks for every partition that the group has an offset of. */
function read(session: ClientSession, offsets: GroupOffsets, asked: AskedTopics | null): OffsetFetchTopicResult[] {
  const { node, principal } = session
  const { access, topics } = node.services
  if (asked === null) {
    const numbers = new Set(offsets.topics())
    const found: OffsetFetchTopicResult[] = []
    for (const number of numbers) {
      const topic = topics.list(principal.tenant, number - 1, 1)[0]
      if (topic?.number !== number || !access.authorize(principal, 'describe', topic.name)) continue
      found.push({ name: topic.logName, partitions: offsets.partitionsOf(number).map((one) => entry(one, offsets.get(number, one), KafkaErrorCode.NONE)) })
    }
    return found
  }
  return asked.map(({ name, partitionIndexes }) => {
    const topic = node.routes.find(principal.tenant, name)?.topic ?? null
    const isAllowed = topic === null || access.authorize(principal, 'describe', topic.name)
    return {
      name,
      partitions: partitionIndexes.map((one) => {
        if (!isAllowed) return entry(one, null, KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED)
        return entry(one, topic === null ? null : offsets.get(topic.number, one), KafkaErrorCode.NONE)
      }),
    }
  })
}

/** Without an offset: -1, which is no error. */
function entry(partitionIndex: number, committed: CommittedOffset | null, errorCode: number): OffsetFetchTopicResult['partitions'][number] {
  return {
    partitionIndex, errorCode,
    committedOffset: committed?.offset ?? -1,
    committedLeaderEpoch: committed?.leaderEpoch ?? -1,
    metadata: committed?.metadata ?? '',
  }
}
