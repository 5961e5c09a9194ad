import type { AppendTicket, PublishTarget, TargetWaiter, TicketWaiter } from '@robustmq/broker-api'
import { TARGET_PENDING, TICKET_COMMITTED, TICKET_FAILED, TICKET_PENDING } from '@robustmq/broker-api'
import type { ApiCodec, Decoded, ProducePartitionResult, ProduceRequest, ProduceResponse } from '@robustmq/codec-kafka'
import { createApiCodec, errorName, KafkaErrorCode, produceApi } from '@robustmq/codec-kafka'
import type { BrokerError } from '@robustmq/common-errors'
import type { BatchCheckOptions } from '@robustmq/record-batch'
import {
  BATCH_BAD_LENGTH, BATCH_MESSAGES, BATCH_OK, BATCH_PREFIX_BYTES, batchBaseSequence, batchCodec, batchLength, batchProducerEpoch, batchProducerId,
  batchRecordCount, checkBatch, CODEC_ZSTD, isTransactional, NO_PRODUCER_ID, setBatchLeaderEpoch,
} from '@robustmq/record-batch'
import { ownBatch } from './batch-memory.ts'
import type { Exchange } from './exchange.ts'
import { answerTo, answerToBatch } from './failure-answers.ts'
import { SEQUENCE_DUPLICATE, SEQUENCE_REFUSED } from './producer-table.ts'
import type { ClientSession } from './client-session.ts'
import type { Route } from './topic-routes.ts'

/** First version that may carry zstd batches (KIP-110). */
const ZSTD_SINCE = 7
/** One node: leadership never moves. Written into every batch, outside of its CRC. */
const LEADER_EPOCH = 0

export const produceCodec: ApiCodec<ProduceRequest, ProduceResponse> = /* @__PURE__ */ createApiCodec(produceApi)

/** The limit is set anew for each topic. */
const check: { fromClient: boolean; batchBytesMax: number } & BatchCheckOptions = { fromClient: true, batchBytesMax: 0 }

/**
 * One Produce request: every batch is checked and handed to storage in the turn of its arrival; the answer follows when all
 * have been committed. Requests behind it do not wait for that.
 */
export class ProduceTask implements TicketWaiter {
  private readonly session: ClientSession
  private readonly exchange: Exchange
  private readonly request: Decoded<ProduceRequest>
  /** One entry per partition of the request, in its order. */
  private readonly tickets: (AppendTicket | null)[] = []
  private readonly results: (ProducePartitionResult | null)[] = []
  private pending = 0

  constructor(session: ClientSession, exchange: Exchange, request: Decoded<ProduceRequest>) {
    this.session = session
    this.exchange = exchange
    this.request = request
  }

  run(): void {
    if (this.isReady()) {
      this.append()
      return
    }
    // Rare: a topic that was just made, or the first idempotent batch since the start. What follows must not overtake.
    this.session.block()
    this.prepare()
      .then(() => {
        if (this.session.closed) return
        this.append()
        this.session.unblock()
      })
      .catch((error: unknown) => this.session.defect(error))
  }

  ticketSettled(): void {
    if (--this.pending === 0) this.respond()
  }

  /** True when every partition can be appended to at once. */
  private isReady(): boolean {
    const { node, principal } = this.session
    const { topicData } = this.request
    for (let i = 0; i < topicData.length; i++) {
      const { name, partitionData } = topicData[i] as (typeof topicData)[number]
      const route = node.routes.find(principal.tenant, name)
      if (route === null) continue
      if (!node.services.publisher.ready(route.target) && route.target.state === TARGET_PENDING) return false
      for (let j = 0; j < partitionData.length; j++) {
        const { index, records } = partitionData[j] as (typeof partitionData)[number]
        if (index < 0 || index >= route.topic.partitions.length) continue
        const shard = node.services.topics.shard(route.topic, index)
        if (shard === null) return false
        if (isIdempotent(records) && node.producers.table(shard) === null) return false
      }
    }
    return true
  }

  /** Waits for what `isReady` misses. What fails here is told by `append`. */
  private async prepare(): Promise<void> {
    const { node, principal } = this.session
    const { topics, publisher } = node.services
    for (const { name, partitionData } of this.request.topicData) {
      const route = node.routes.find(principal.tenant, name)
      if (route === null) continue
      try {
        await topics.opened(route.topic)
        if (!publisher.ready(route.target)) await settled(this.session, route.target)
        for (const { index, records } of partitionData) {
          const shard = topics.shard(route.topic, index)
          if (shard !== null && isIdempotent(records) && node.producers.table(shard) === null) await node.producers.load(shard)
        }
      } catch (error) {
        node.log.write('warn', { error, topic: name }, 'a topic is not ready to be written')
      }
    }
  }

  private append(): void {
    const { node, principal } = this.session
    const { topicData } = this.request
    for (let i = 0; i < topicData.length; i++) {
      const { name, partitionData } = topicData[i] as (typeof topicData)[number]
      const route = node.routes.find(principal.tenant, name)
      const refusal = this.refusalOf(route)
      for (let j = 0; j < partitionData.length; j++) {
        const { index, records } = partitionData[j] as (typeof partitionData)[number]
        if (route === null || refusal !== KafkaErrorCode.NONE) this.fail(index, refusal, null)
        else this.appendBatch(route, index, records)
      }
    }
    if (this.request.acks === 0) this.finishSilently()
    else if (this.pending === 0) this.respond()
  }

  /** Why nothing may be written to the topic; 0 when it may. */
  private refusalOf(route: Route | null): number {
    const { acks, transactionalId } = this.request
    const { node, principal } = this.session
    if (acks !== 0 && acks !== 1 && acks !== -1) return KafkaErrorCode.INVALID_REQUIRED_ACKS
    // There are no transactions here; this code makes every client give up instead of trying for ever.
    if (transactionalId !== null) return KafkaErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED
    if (route === null) return KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION
    if (!node.services.access.authorize(principal, 'publish', route.topic.name)) return KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED
    if (node.services.publisher.ready(route.target)) return KafkaErrorCode.NONE
    const { error } = route.target
    return error === null ? KafkaErrorCode.LEADER_NOT_AVAILABLE : answerTo(error)
  }

  private appendBatch(route: Route, index: number, records: Buffer | null): void {
    const { node } = this.session
    const shard = index < 0 || index >= route.topic.partitions.length ? null : node.services.topics.shard(route.topic, index)
    if (shard === null) return this.fail(index, KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION, null)
    if (records === null || records.length === 0) return this.fail(index, KafkaErrorCode.INVALID_RECORD, 'no record batch')
    check.batchBytesMax = route.batchBytesMax
    const verdict = checkBatch(records, 0, records.length, check)
    if (verdict !== BATCH_OK) {
      const several = verdict === BATCH_BAD_LENGTH && holdsSeveral(records)
      if (several) return this.fail(index, KafkaErrorCode.INVALID_RECORD, 'a partition of a request has exactly one record batch')
      return this.fail(index, answerToBatch(verdict), BATCH_MESSAGES[verdict] ?? null)
    }
    if (isTransactional(records, 0)) return this.fail(index, KafkaErrorCode.INVALID_TXN_STATE, 'there are no transactions here')
    if (batchCodec(records, 0) === CODEC_ZSTD && this.exchange.apiVersion < ZSTD_SINCE) {
      return this.fail(index, KafkaErrorCode.UNSUPPORTED_COMPRESSION_TYPE, null)
    }
    const producerId = batchProducerId(records, 0)
    if (producerId === NO_PRODUCER_ID) {
      this.track(index, this.publish(route, index, records))
      return
    }
    const producers = node.producers.table(shard)
    if (producers === null) return this.fail(index, KafkaErrorCode.NOT_LEADER_OR_FOLLOWER, 'the producers of the partition are not known yet')
    const epoch = batchProducerEpoch(records, 0)
    const sequence = batchBaseSequence(records, 0)
    const count = batchRecordCount(records, 0)
    const judged = producers.check(producerId, epoch, sequence, count)
    if (judged === SEQUENCE_REFUSED) return this.fail(index, producers.errorCode, null)
    if (judged === SEQUENCE_DUPLICATE) {
      node.metrics.duplicateBatches.inc()
      if (producers.ticket !== null) return this.track(index, producers.ticket)
      this.push(null, { index, errorCode: KafkaErrorCode.NONE, baseOffset: producers.baseOffset, logStartOffset: shard.logStartOffset })
      return
    }
    const ticket = this.publish(route, index, records)
    producers.appended(producerId, epoch, sequence, count, ticket, -1, node.services.clock.monotonic())
    this.track(index, ticket)
  }

  private publish(route: Route, index: number, records: Buffer): AppendTicket {
    const { metrics, services } = this.session.node
    metrics.producedBatches.inc()
    metrics.producedBytes.inc(records.length)
    const batch = ownBatch(records)
    setBatchLeaderEpoch(batch, 0, LEADER_EPOCH)
    return services.publisher.publishBatch(route.target, index, batch)
  }

  /** Keeps the ticket for the answer and waits for it, where there is an answer. */
  private track(index: number, ticket: AppendTicket): void {
    const waits = ticket.state === TICKET_PENDING && this.request.acks !== 0
    // A ticket tells a waiter once, however often it occurs in the request.
    if (waits && !this.tickets.includes(ticket)) {
      this.pending++
      ticket.wait(this)
    }
    this.push(ticket, { index, errorCode: KafkaErrorCode.NONE, baseOffset: -1 })
  }

  private push(ticket: AppendTicket | null, result: ProducePartitionResult): void {
    this.tickets.push(ticket)
    this.results.push(result)
  }

  private fail(index: number, errorCode: number, errorMessage: string | null): void {
    this.session.node.metrics.refusedBatches.inc()
    this.push(null, { index, errorCode, baseOffset: -1, errorMessage })
  }

  /** acks=0: there is no answer; the only way to tell of an error is to close. */
  private finishSilently(): void {
    const failed = this.results.find((result) => result !== null && result.errorCode !== KafkaErrorCode.NONE)
    if (failed !== undefined && failed !== null) {
      const { errorCode, index } = failed
      this.session.refuse('KAFKA_PRODUCE_REFUSED', 'a batch that wants no answer was refused', { error: errorName(errorCode), partition: index })
    }
    this.session.settled(this.exchange)
  }

  private respond(): void {
    const { node, principal } = this.session
    let next = 0
    const results: ProducePartitionResult[] = []
    for (const { name, partitionData } of this.request.topicData) {
      const topic = node.routes.find(principal.tenant, name)?.topic ?? null
      for (const { index } of partitionData) {
        const ticket = this.tickets[next] ?? null
        const result = this.results[next++] as ProducePartitionResult
        if (ticket === null) results.push(result)
        else if (ticket.state === TICKET_COMMITTED) {
          const logStartOffset = topic === null ? -1 : (node.services.topics.shard(topic, index)?.logStartOffset ?? -1)
          results.push({ index, errorCode: KafkaErrorCode.NONE, baseOffset: ticket.baseOffset, logStartOffset })
        } else results.push(failedResult(index, ticket.state === TICKET_FAILED ? ticket.error : null))
      }
    }
    this.session.answer(this.exchange, produceCodec, produceResponse(this.request, results))
  }
}

function failedResult(index: number, error: BrokerError | null): ProducePartitionResult {
  if (error === null) return { index, errorCode: KafkaErrorCode.UNKNOWN_SERVER_ERROR, baseOffset: -1 }
  return { index, errorCode: answerTo(error), baseOffset: -1, errorMessage: error.message }
}

function isIdempotent(records: Buffer | null): boolean {
  return records !== null && records.length >= 61 && batchProducerId(records, 0) !== NO_PRODUCER_ID
}

/** True when the first batch ends before the bytes do. */
function holdsSeveral(records: Buffer): boolean {
  if (records.length < 2 * BATCH_PREFIX_BYTES) return false
  const length = batchLength(records, 0)
  return length > 0 && length < records.length - BATCH_PREFIX_BYTES
}

function settled(session: ClientSession, target: PublishTarget): Promise<void> {
  return new Promise((resolve) => {
    const waiter: TargetWaiter = { targetSettled: () => resolve() }
    session.node.services.publisher.whenSettled(target, waiter)
  })
}

/** The answer to a request, from flat results in the order of its partitions. */
function produceResponse(request: Decoded<ProduceRequest>, results: readonly ProducePartitionResult[]): ProduceResponse {
  let next = 0
  return {
    responses: request.topicData.map(({ name, partitionData }) => ({
      name, partitionResponses: partitionData.map(() => results[next++] as ProducePartitionResult),
    })),
  }
}
