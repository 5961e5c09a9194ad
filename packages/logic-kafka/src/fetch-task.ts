import type { Topic } from '@robustmq/broker-api'
import type { ApiCodec, Decoded, FetchPartition, FetchPartitionResult, FetchRequest, FetchResponse } from '@robustmq/codec-kafka'
import { createApiCodec, fetchApi, KafkaErrorCode } from '@robustmq/codec-kafka'
import { BrokerError } from '@robustmq/common-errors'
import { topicTtlMs } from '@robustmq/common-expiry'
import type { TimerId, TimerTask, TurnTask } from '@robustmq/common-runtime'
import { TURN_APPEND } from '@robustmq/common-runtime'
import { batchCodec, BatchCursor, CODEC_ZSTD } from '@robustmq/record-batch'
import type { CommitListener, FetchResult, Shard } from '@robustmq/storage-adapter'
import type { Exchange, ExchangeTask } from './exchange.ts'
import { answerTo } from './failure-answers.ts'
import type { ClientSession } from './client-session.ts'

/** First version with topic ids instead of names (KIP-516). */
const TOPIC_IDS_SINCE = 13
/** First version that may carry zstd batches (KIP-110). */
const ZSTD_SINCE = 10
const LEADER_EPOCH = 0
const READ_COMMITTED = 1
const NO_CHUNKS: readonly Buffer[] = []
/** Stretches of expired records passed over in one go, while nothing else is found. */
const SPENT_READS_MAX = 64

export const fetchCodec: ApiCodec<FetchRequest, FetchResponse> = /* @__PURE__ */ createApiCodec(fetchApi)

/** One partition of the request: what was asked and what was found. */
interface Part {
  readonly asked: Decoded<FetchPartition>
  readonly shard: Shard | null
  /** The topic's time to live, 0 for none. */
  readonly ttlMs: number
  /** Where to read: beyond what was asked for once all of that has expired. */
  offset: number
  spentReads: number
  errorCode: number
  chunks: readonly Buffer[]
  bytes: number
  committedOffset: number
  logStartOffset: number
  /** There is more than was taken. */
  more: boolean
  /** To be read, first or again. */
  stale: boolean
}

/**
 * One Fetch request. It begins when every request before it has been answered: so what it found waits nowhere but in the
 * connection, and a slow reader holds at most one answer. It waits on the commits of its shards, not by asking again.
 */
export class FetchTask implements ExchangeTask, CommitListener, TimerTask, TurnTask {
  private readonly session: ClientSession
  private readonly exchange: Exchange
  private readonly request: Decoded<FetchRequest>
  private readonly parts: Part[] = []
  private readonly deadlineMs: number
  private timer: TimerId = 0
  private watching = false
  private reading = false
  private scheduled = false
  private hurried = false
  private over = false

  constructor(session: ClientSession, exchange: Exchange, request: Decoded<FetchRequest>) {
    this.session = session
    this.exchange = exchange
    this.request = request
    const { clock } = session.node.services
    // Time spent behind other requests counts.
    this.deadlineMs = clock.monotonic() + Math.max(0, Math.min(request.maxWaitMs, session.node.config.fetch_wait_max_ms))
  }

  start(): void {
    const { sessionId } = this.request
    if (sessionId !== 0) {
      // No sessions are made here, so no session can be known (KIP-227).
      this.finish({ errorCode: KafkaErrorCode.FETCH_SESSION_ID_NOT_FOUND, sessionId: 0, responses: [] })
      return
    }
    for (const topic of this.request.topics) {
      const found = this.topicOf(topic.topic, topic.topicId)
      const refusal = this.refusalOf(found)
      for (const asked of topic.partitions) this.parts.push(this.partOf(found, refusal, asked))
    }
    this.read()
  }

  hurry(): void {
    this.hurried = true
    if (this.watching) this.answer()
  }

  cancel(): void {
    this.over = true
    this.unwatch()
  }

  shardCommitted(shard: Shard): void {
    for (const part of this.parts) if (part.shard === shard) part.stale = true
    if (this.scheduled) return
    this.scheduled = true
    this.session.node.services.turns.atTurnEnd(TURN_APPEND, this)
  }

  onTurnEnd(): void {
    this.scheduled = false
    if (!this.over && !this.reading) this.read()
  }

  onTimer(): void {
    this.timer = 0
    this.hurried = true
    if (!this.over && !this.reading) this.answer()
  }

  private topicOf(name: string, id: string): Topic | null {
    const { routes, services } = this.session.node
    const { tenant } = this.session.principal
    if (this.exchange.apiVersion < TOPIC_IDS_SINCE) return routes.find(tenant, name)?.topic ?? null
    const topic = services.topics.byId(id)
    return topic !== null && topic.tenant === tenant ? topic : null
  }

  private refusalOf(topic: Topic | null): number {
    const { node, principal } = this.session
    if (topic === null) {
      return this.exchange.apiVersion < TOPIC_IDS_SINCE ? KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION : KafkaErrorCode.UNKNOWN_TOPIC_ID
    }
    return node.services.access.authorize(principal, 'subscribe', topic.name) ? KafkaErrorCode.NONE : KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED
  }

  private partOf(topic: Topic | null, refusal: number, asked: Decoded<FetchPartition>): Part {
    const part: { -readonly [Key in keyof Part]: Part[Key] } = {
      asked, shard: null, ttlMs: topic === null ? 0 : topicTtlMs(topic.config), offset: asked.fetchOffset, spentReads: 0, errorCode: refusal, chunks: NO_CHUNKS, bytes: 0, committedOffset: -1, logStartOffset: -1, more: false, stale: false,
    }
    if (topic === null || refusal !== KafkaErrorCode.NONE) return part
    const { partition, currentLeaderEpoch } = asked
    const { topics } = this.session.node.services
    const shard = partition < 0 || partition >= topic.partitions.length ? null : topics.shard(topic, partition)
    if (shard === null) {
      const exists = partition >= 0 && partition < topic.partitions.length
      part.errorCode = exists ? KafkaErrorCode.LEADER_NOT_AVAILABLE : KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION
    } else if (currentLeaderEpoch > LEADER_EPOCH) {
      part.errorCode = KafkaErrorCode.UNKNOWN_LEADER_EPOCH
    } else {
      part.shard = shard
      part.stale = true
    }
    return part
  }

  /** Reads what is stale, in the order of the request; goes on by itself when storage has to go to the disk. */
  private read(): void {
    this.reading = true
    let total = 0
    for (const part of this.parts) total += part.bytes
    const bytesMax = Math.min(Math.max(this.request.maxBytes, 0), this.session.node.config.fetch_bytes_max)
    for (const part of this.parts) {
      if (!part.stale || part.shard === null) continue
      // The first batch of the answer is whole however large it is; whatever follows has to fit (KIP-74).
      const others = total - part.bytes
      const strict = others > 0
      const limit = Math.min(Math.max(part.asked.partitionMaxBytes, 0), bytesMax - others)
      part.stale = false
      let result: FetchResult | Promise<FetchResult>
      try {
        result = part.shard.fetch(part.offset, { bytesMax: Math.max(limit, 0), strict })
      } catch (error) {
        this.fail(part, error)
        continue
      }
      if (result instanceof Promise) {
        result.then((read) => this.take(part, read), (error: unknown) => this.fail(part, error))
          .then(() => (this.over ? undefined : this.read()))
          .catch((error: unknown) => this.session.defect(error))
        return
      }
      this.take(part, result)
      total = others + part.bytes
      if (part.stale) {
        // All that was there has expired: what follows is read instead.
        this.read()
        return
      }
    }
    this.reading = false
    this.settle(total)
  }

  private take(part: Part, { chunks, bytes, nextOffset, committedOffset, logStartOffset }: FetchResult): void {
    const { services, expiry } = this.session.node
    const live = expiry.apply(chunks, bytes, part.ttlMs, services.clock.now())
    part.more = nextOffset < committedOffset
    part.chunks = live.chunks
    part.bytes = live.bytes
    // With nothing to follow the last batch goes out without its records, so that the client gets on.
    if (live.spent && part.more && part.spentReads++ < SPENT_READS_MAX) {
      part.offset = nextOffset
      part.stale = true
    }
    part.committedOffset = committedOffset
    part.logStartOffset = logStartOffset
    if (this.exchange.apiVersion < ZSTD_SINCE && holdsZstd(live.chunks)) {
      part.errorCode = KafkaErrorCode.UNSUPPORTED_COMPRESSION_TYPE
      part.chunks = NO_CHUNKS
      part.bytes = 0
    }
  }

  private fail(part: Part, cause: unknown): void {
    part.errorCode = answerTo(BrokerError.from(cause))
    part.chunks = NO_CHUNKS
    part.bytes = 0
    if (part.shard !== null && part.errorCode === KafkaErrorCode.OFFSET_OUT_OF_RANGE) {
      part.committedOffset = part.shard.committedOffset
      part.logStartOffset = part.shard.logStartOffset
    }
  }

  /** Answers, or waits for more. */
  private settle(bytes: number): void {
    const { clock, timers } = this.session.node.services
    const failed = this.parts.some((part) => part.errorCode !== KafkaErrorCode.NONE)
    // What did not fit by now never will.
    const full = bytes > 0 && this.parts.some((part) => part.more)
    const leftMs = this.deadlineMs - clock.monotonic()
    const least = Math.min(this.request.minBytes, this.request.maxBytes, this.session.node.config.fetch_bytes_max)
    if (failed || full || this.hurried || bytes >= least || leftMs <= 0 || this.parts.length === 0) {
      this.answer()
      return
    }
    if (this.watching) return
    this.watching = true
    for (const shard of this.shards()) shard.watch(this)
    this.timer = timers.schedule(leftMs, this)
  }

  private answer(): void {
    const { request } = this
    const committedOnly = request.isolationLevel === READ_COMMITTED
    let next = 0
    let bytes = 0
    const responses = request.topics.map(({ topic, topicId, partitions }) => ({
      topic,
      topicId,
      partitions: partitions.map((): FetchPartitionResult => {
        const part = this.parts[next++] as Part
        bytes += part.bytes
        return {
          partitionIndex: part.asked.partition,
          errorCode: part.errorCode,
          highWatermark: part.committedOffset,
          lastStableOffset: part.committedOffset,
          logStartOffset: part.logStartOffset,
          abortedTransactions: committedOnly ? [] : null,
          // Never null: some clients reject that.
          records: part.chunks,
        }
      }),
    }))
    this.session.node.metrics.fetchedBytes.inc(bytes)
    this.finish({ errorCode: KafkaErrorCode.NONE, sessionId: 0, responses })
  }

  private finish(response: FetchResponse): void {
    if (this.over) return
    this.over = true
    this.unwatch()
    this.session.answer(this.exchange, fetchCodec, response)
  }

  private unwatch(): void {
    this.session.node.services.timers.cancel(this.timer)
    this.timer = 0
    if (!this.watching) return
    this.watching = false
    for (const shard of this.shards()) shard.unwatch(this)
  }

  /** The shards of the request, each once. */
  private shards(): Set<Shard> {
    const shards = new Set<Shard>()
    for (const { shard } of this.parts) if (shard !== null) shards.add(shard)
    return shards
  }
}

function holdsZstd(chunks: readonly Buffer[]): boolean {
  const cursor = new BatchCursor()
  for (const chunk of chunks) {
    cursor.open(chunk, 0, chunk.length)
    while (cursor.next()) if (batchCodec(chunk, cursor.start) === CODEC_ZSTD) return true
  }
  return false
}
