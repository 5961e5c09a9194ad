import type { AppendTicket } from '@robustmq/broker-api'
import { TICKET_COMMITTED, TICKET_FAILED } from '@robustmq/broker-api'
import { KafkaErrorCode } from '@robustmq/codec-kafka'

/** Batches of one producer in one partition that can be recognised when they come again; clients keep at most 5 in flight. */
const BATCHES_MAX = 5
const SEQUENCE_LIMIT = 0x8000_0000
/** The order of use is kept to this precision, milliseconds. */
const TOUCH_MS = 60_000

interface KnownBatch {
  readonly firstSequence: number
  readonly lastSequence: number
  /** Null when the offset is known. */
  ticket: AppendTicket | null
  baseOffset: number
}

interface Producer {
  epoch: number
  nextSequence: number
  /** Oldest first, at most BATCHES_MAX. */
  batches: KnownBatch[]
  usedMs: number
}

/** What is to be done with a batch. */
export const SEQUENCE_APPEND = 0
export const SEQUENCE_DUPLICATE = 1
export const SEQUENCE_REFUSED = 2

/**
 * The idempotent producers of one partition: accepts each sequence number once and in order. The outcome of what is on its
 * way to the disk is read from its ticket when it is needed.
 */
export class ProducerTable {
  /** Outcome of the last `check`: the duplicate's ticket, or null and its offset, or the error code. */
  ticket: AppendTicket | null = null
  baseOffset = -1
  errorCode = 0
  private readonly producers = new Map<number, Producer>()
  private readonly producersMax: number
  private readonly expiryMs: number

  constructor(producersMax: number, expiryMs: number) {
    this.producersMax = producersMax
    this.expiryMs = expiryMs
  }

  get size(): number {
    return this.producers.size
  }

  /** Judges a batch by producer, epoch and sequence; `SEQUENCE_APPEND` is to be followed by `appended`. */
  check(producerId: number, epoch: number, firstSequence: number, recordCount: number): number {
    const producer = this.producers.get(producerId)
    // Nothing is known of it: it is new here, or was silent for so long that it was forgotten.
    if (producer === undefined) return SEQUENCE_APPEND
    if (epoch < producer.epoch) return this.refuse(KafkaErrorCode.INVALID_PRODUCER_EPOCH)
    if (epoch > producer.epoch) return firstSequence === 0 ? SEQUENCE_APPEND : this.refuse(KafkaErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER)
    const lastSequence = sequenceAfter(firstSequence, recordCount - 1)
    forgetFailedTail(producer)
    for (const batch of producer.batches) {
      if (batch.firstSequence !== firstSequence || batch.lastSequence !== lastSequence) continue
      // It failed while a later one did not: the repeat fills the hole.
      if (batch.ticket !== null && batch.ticket.state === TICKET_FAILED) return SEQUENCE_APPEND
      this.ticket = batch.ticket
      this.baseOffset = offsetOf(batch)
      return SEQUENCE_DUPLICATE
    }
    return firstSequence === producer.nextSequence ? SEQUENCE_APPEND : this.refuse(KafkaErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER)
  }

  /** The batch that `check` let pass was handed to storage (`ticket`), or was found there (`baseOffset`). */
  appended(
    producerId: number, epoch: number, firstSequence: number, recordCount: number, ticket: AppendTicket | null, baseOffset: number, nowMs: number,
  ): void {
    let producer = this.producers.get(producerId)
    if (producer === undefined || producer.epoch !== epoch) {
      if (producer === undefined) this.makeRoom(nowMs)
      producer = { epoch, nextSequence: 0, batches: [], usedMs: nowMs }
      this.producers.delete(producerId)
      this.producers.set(producerId, producer)
    } else if (nowMs - producer.usedMs > TOUCH_MS) {
      producer.usedMs = nowMs
      this.producers.delete(producerId)
      this.producers.set(producerId, producer)
    }
    const lastSequence = sequenceAfter(firstSequence, recordCount - 1)
    const { batches } = producer
    const known = batches.findIndex((batch) => batch.firstSequence === firstSequence && batch.lastSequence === lastSequence)
    const batch: KnownBatch = { firstSequence, lastSequence, ticket, baseOffset }
    if (known >= 0) {
      batches[known] = batch
      return
    }
    if (batches.length === BATCHES_MAX) batches.shift()
    batches.push(batch)
    producer.nextSequence = sequenceAfter(lastSequence, 1)
  }

  /** True while the fate of any batch is open: such a table must not be dropped. */
  hasPending(): boolean {
    for (const { batches } of this.producers.values()) {
      for (const { ticket } of batches) if (ticket !== null && ticket.state !== TICKET_COMMITTED && ticket.state !== TICKET_FAILED) return true
    }
    return false
  }

  private refuse(errorCode: number): number {
    this.errorCode = errorCode
    return SEQUENCE_REFUSED
  }

  /** The map is in order of use: what has expired is at the front. */
  private makeRoom(nowMs: number): void {
    for (const [id, producer] of this.producers) {
      if (this.producers.size < this.producersMax && nowMs - producer.usedMs <= this.expiryMs) return
      this.producers.delete(id)
    }
  }
}

function sequenceAfter(sequence: number, steps: number): number {
  return (sequence + steps) % SEQUENCE_LIMIT
}

/** The last batches that were not stored: the producer will send them again under the same numbers. */
function forgetFailedTail(producer: Producer): void {
  const { batches } = producer
  for (let last = batches.at(-1); last?.ticket?.state === TICKET_FAILED; last = batches.at(-1)) {
    producer.nextSequence = last.firstSequence
    batches.pop()
  }
}

function offsetOf(batch: KnownBatch): number {
  const { ticket } = batch
  if (ticket !== null && ticket.state === TICKET_COMMITTED) {
    batch.baseOffset = ticket.baseOffset
    batch.ticket = null
  }
  return batch.baseOffset
}
