import type { ApiCodec, Decoded, ListOffsetsPartition, ListOffsetsPartitionResult, ListOffsetsRequest, ListOffsetsResponse } from '@robustmq/codec-kafka'
import { createApiCodec, KafkaErrorCode, listOffsetsApi } from '@robustmq/codec-kafka'
import { BrokerError } from '@robustmq/common-errors'
import type { Shard } from '@robustmq/storage-adapter'
import type { Api, VersionRange } from './api.ts'
import { defineHandler } from './api.ts'
import { answerTo } from './failure-answers.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import type { ClientSession } from './client-session.ts'

const RANGE: VersionRange = { min: 1, max: 9, servedMin: 1 }
const LATEST = -1
const EARLIEST = -2
const MAX_TIMESTAMP = -3
/** Nothing is kept elsewhere: the local log begins where the log begins (KIP-405), and nothing was moved away (KIP-1005). */
const EARLIEST_LOCAL = -4
const LATEST_TIERED = -5
const LEADER_EPOCH = 0

const codec: ApiCodec<ListOffsetsRequest, ListOffsetsResponse> = /* @__PURE__ */ createApiCodec(listOffsetsApi)

/** Finds offsets by time. */
export function listOffsetsHandler(metrics: KafkaMetrics): Api {
  return defineHandler(codec, RANGE, metrics, (session, exchange, request) => {
    session.answerLater(exchange, codec, list(session, request))
  })
}

async function list(session: ClientSession, request: Decoded<ListOffsetsRequest>): Promise<ListOffsetsResponse> {
  const topics = []
  for (const { name, partitions } of request.topics) {
    const results: ListOffsetsPartitionResult[] = []
    for (const partition of partitions) results.push(await listPartition(session, name, partition))
    topics.push({ name, partitions: results })
  }
  return { topics }
}

async function listPartition(session: ClientSession, name: string, asked: Decoded<ListOffsetsPartition>): Promise<ListOffsetsPartitionResult> {
  const { node, principal } = session
  const { partitionIndex } = asked
  const fail = (errorCode: number): ListOffsetsPartitionResult => ({ partitionIndex, errorCode, timestamp: -1, offset: -1 })
  const topic = node.routes.find(principal.tenant, name)?.topic ?? null
  if (topic === null) return fail(KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
  if (!node.services.access.authorize(principal, 'describe', topic.name)) return fail(KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED)
  if (partitionIndex < 0 || partitionIndex >= topic.partitions.length) return fail(KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
  if (asked.currentLeaderEpoch > LEADER_EPOCH) return fail(KafkaErrorCode.UNKNOWN_LEADER_EPOCH)
  try {
    await node.services.topics.opened(topic)
    const shard = node.services.topics.shard(topic, partitionIndex)
    if (shard === null) return fail(KafkaErrorCode.LEADER_NOT_AVAILABLE)
    const found = await find(shard, asked.timestamp)
    if (found === null) return fail(KafkaErrorCode.INVALID_REQUEST)
    return { partitionIndex, errorCode: KafkaErrorCode.NONE, timestamp: found.timestampMs, offset: found.offset, leaderEpoch: LEADER_EPOCH }
  } catch (error) {
    return fail(answerTo(BrokerError.from(error)))
  }
}

interface Found {
  readonly offset: number
  readonly timestampMs: number
}

const NOTHING: Found = { offset: -1, timestampMs: -1 }

/** The offset for a timestamp or one of the special values; null for a value that means nothing. */
async function find(shard: Shard, timestamp: number): Promise<Found | null> {
  if (timestamp >= 0) return (await shard.offsetForTimestamp(timestamp)) ?? NOTHING
  switch (timestamp) {
    case LATEST: return { offset: shard.committedOffset, timestampMs: -1 }
    case EARLIEST:
    case EARLIEST_LOCAL: return { offset: shard.logStartOffset, timestampMs: -1 }
    case MAX_TIMESTAMP: return findMaxTimestamp(shard)
    case LATEST_TIERED: return NOTHING
    default: return null
  }
}

/**
 * The first record with the largest timestamp (KIP-734), by asking for ever later times: steps that double, then halves.
 * A rare question, for which no index is kept.
 */
async function findMaxTimestamp(shard: Shard): Promise<Found> {
  let best = await shard.offsetForTimestamp(0)
  if (best === null) return NOTHING
  let step = 1
  let none = Number.POSITIVE_INFINITY
  while (none === Number.POSITIVE_INFINITY) {
    const probe: number = best.timestampMs + step
    const next: Found | null = probe > Number.MAX_SAFE_INTEGER ? null : await shard.offsetForTimestamp(probe)
    if (next === null) none = probe
    else best = next
    step *= 2
  }
  while (best.timestampMs + 1 < none) {
    const probe = Math.floor((best.timestampMs + 1 + none) / 2)
    const next = await shard.offsetForTimestamp(Math.min(probe, none - 1))
    if (next === null) none = Math.min(probe, none - 1)
    else best = next
  }
  return best
}
