import type { MessageRun } from '@robustmq/broker-api'
import { assert } from '@robustmq/common-errors'
import type { BrokerError } from '@robustmq/common-errors'
import { TURN_APPEND } from '@robustmq/common-runtime'
import type { TurnTask } from '@robustmq/common-runtime'
import { BatchBuilder, BROKER_WRITTEN } from '@robustmq/record-batch'
import type { AppendCompletion } from '@robustmq/storage-adapter'
import { encodeRoute, KEY_BYTES, VALUE_BYTES, writeKey, writeValue } from './delay-format.ts'
import type { Route } from './delay-format.ts'
import type { DelayGroup } from './delay-group.ts'
import type { DelayTicket } from './delay-ticket.ts'

/** Records of a batch: few, since they are read one by one, each at its own time. */
const BATCH_RECORDS_MAX = 64
/** Batches that wait for the group's shards to be made. */
const BATCHES_WAITING_MAX = 1024

const key = Buffer.alloc(KEY_BYTES)
const value = Buffer.alloc(VALUE_BYTES)

/** A batch on its way to the delay shard. */
export class IntakeBatch implements AppendCompletion {
  count = 0
  /** Offset of the first record, from the moment it is appended. */
  baseOffset = -1
  bytes: Buffer | null = null
  readonly due: Float64Array = new Float64Array(BATCH_RECORDS_MAX)
  readonly tenant: Uint32Array = new Uint32Array(BATCH_RECORDS_MAX)
  readonly size: Uint32Array = new Uint32Array(BATCH_RECORDS_MAX)
  readonly tickets: { readonly ticket: DelayTicket; readonly first: number }[] = []
  readonly #intake: GroupIntake

  constructor(intake: GroupIntake) {
    this.#intake = intake
  }

  appendCommitted(_token: number, baseOffset: number): void {
    this.#intake.committed(this, baseOffset)
  }

  appendFailed(_token: number, error: BrokerError): void {
    this.#intake.failed(this, error)
  }
}

/** Gathers delayed messages of one group and turn into batches, each appended with the state of its messages in one write. */
export class GroupIntake implements TurnTask {
  readonly #delay: DelayGroup
  readonly #builder: BatchBuilder
  #open: IntakeBatch | null = null
  #scheduled = false
  /** Full batches, while the shards of the group are being made. */
  #waiting: IntakeBatch[] = []
  /** Appended and not settled: their state may be older than a sweep that begins now. */
  readonly inFlight: Set<IntakeBatch> = new Set()

  constructor(delay: DelayGroup, batchBytesMax: number) {
    this.#delay = delay
    this.#builder = new BatchBuilder({ batchBytesMax, batchRecordsMax: BATCH_RECORDS_MAX })
  }

  get full(): boolean {
    return this.#waiting.length >= BATCHES_WAITING_MAX
  }

  /** The size of every message has been checked. */
  add(run: MessageRun, route: Route, ticket: DelayTicket, nowMs: number): void {
    const plain = encodeRoute(route, false)
    const keyed = run.keyStart === null ? plain : encodeRoute(route, true)
    for (let i = 0; i < run.count; i++) {
      if (this.#append(run, i, plain, keyed, ticket, route, nowMs)) continue
      this.#seal()
      if (this.#append(run, i, plain, keyed, ticket, route, nowMs)) continue
      assert(false, 'a delayed message that fits in no batch passed the size check')
    }
    if (!this.#scheduled) {
      this.#scheduled = true
      this.#delay.turns.atTurnEnd(TURN_APPEND, this)
    }
  }

  onTurnEnd(): void {
    this.#scheduled = false
    this.#seal()
  }

  /** The shards of the group are there. */
  opened(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const batch of waiting) this.#send(batch)
  }

  cannotOpen(error: BrokerError): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const batch of waiting) this.failed(batch, error)
  }

  committed(batch: IntakeBatch, baseOffset: number): void {
    this.inFlight.delete(batch)
    for (let i = 0; i < batch.count; i++) {
      this.#delay.index.insert(batch.due[i] as number, baseOffset + i, batch.tenant[i] as number, batch.size[i] as number)
    }
    for (const { ticket, first } of batch.tickets) ticket.batchCommitted(baseOffset + first)
    this.#delay.changed()
  }

  failed(batch: IntakeBatch, error: BrokerError): void {
    const { writer, quotas, pages } = this.#delay
    this.inFlight.delete(batch)
    for (let i = 0; i < batch.count; i++) {
      quotas.release(batch.tenant[i] as number, batch.size[i] as number)
      if (batch.baseOffset < 0) continue
      pages.remove(batch.baseOffset + i)
      // A sweep may have written what was never stored.
      writer?.remove(writeKey(key, batch.due[i] as number, batch.baseOffset + i))
    }
    if (batch.baseOffset >= 0) writer?.ticket()
    for (const { ticket } of batch.tickets) ticket.batchFailed(error)
  }

  #append(run: MessageRun, i: number, plain: Buffer, keyed: Buffer, ticket: DelayTicket, route: Route, nowMs: number): boolean {
    const builder = this.#builder
    if (this.#open === null) builder.begin(nowMs, BROKER_WRITTEN)
    const ownKeyStart = run.keyStart === null ? -1 : (run.keyStart[i] as number)
    const recordKey = ownKeyStart < 0 ? plain : Buffer.concat([keyed, run.buffer.subarray(ownKeyStart, run.keyEnd?.[i])])
    const start = run.payloadStart[i] as number
    const before = this.#open === null ? 0 : builder.batchBytes
    if (!builder.append(nowMs, 0, recordKey, 0, recordKey.length, start < 0 ? null : run.buffer, start, run.payloadEnd[i] as number, headersOf(run, i))) {
      return false
    }
    const batch = (this.#open ??= new IntakeBatch(this))
    const index = batch.count++
    const size = builder.batchBytes - before
    batch.due[index] = route.dueAtMs
    batch.tenant[index] = route.tenant
    batch.size[index] = size
    this.#delay.quotas.take(route.tenant, size)
    ticket.count++
    if (batch.tickets.at(-1)?.ticket !== ticket) {
      batch.tickets.push({ ticket, first: index })
      ticket.batches++
    }
    return true
  }

  #seal(): void {
    const batch = this.#open
    if (batch === null) return
    this.#open = null
    batch.bytes = this.#builder.finish()
    if (this.#delay.shard === null) this.#waiting.push(batch)
    else this.#send(batch)
  }

  #send(batch: IntakeBatch): void {
    const { shard, writer, pages } = this.#delay
    if (shard === null || writer === null || batch.bytes === null) return
    const base = shard.nextOffset
    batch.baseOffset = base
    writer.beginCompanion()
    for (let i = 0; i < batch.count; i++) {
      pages.add(base + i)
      writer.put(writeKey(key, batch.due[i] as number, base + i), writeValue(value, batch.tenant[i] as number, batch.size[i] as number))
    }
    const companion = writer.takeCompanion()
    this.inFlight.add(batch)
    shard.append(batch.bytes, { completion: batch, token: 0, companions: companion === null ? [] : [companion] })
    batch.bytes = null
  }
}

function headersOf(run: MessageRun, i: number): Buffer | null {
  if (run.headerBuffer === null || run.headersStart === null || run.headersEnd === null) return null
  const start = run.headersStart[i] as number
  const end = run.headersEnd[i] as number
  return start === end ? null : run.headerBuffer.subarray(start, end)
}
