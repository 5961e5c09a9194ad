import { STATE_PENDING } from '@robustmq/broker-api'
import type { StateSweep, StateTicket, StateWaiter } from '@robustmq/broker-api'
import { assert } from '@robustmq/common-errors'
import type { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { TURN_APPEND } from '@robustmq/common-runtime'
import type { Clock, TimerId, Timers, TimerTask, Turns, TurnTask } from '@robustmq/common-runtime'
import { BatchBuilder, BROKER_WRITTEN } from '@robustmq/record-batch'
import type { Companion, Shard } from '@robustmq/storage-adapter'
import { stateError } from './errors.ts'
import { BatchStateTicket, settledTicket } from './state-ticket.ts'
import type { StateOutcome } from './state-ticket.ts'

export interface GroupLogDeps {
  readonly turns: Turns
  readonly timers: Timers
  readonly clock: Clock
  readonly log: Logger
  /** Sweeps of all owners of the group. */
  readonly sweeps: () => StateSweep[]
}

export interface GroupLogBounds {
  readonly lazyMs: number
  readonly lazyBytes: number
  readonly sweepBytesMin: number
  readonly sweepFactor: number
  readonly sliceBytes: number
  readonly batchBytesMax: number
}

/** A sweep that could not be written is tried again after this, milliseconds. */
const SWEEP_RETRY_MS = 1000
/** Bytes of a value; less where the storage takes only smaller batches. */
export const STATE_VALUE_BYTES_MAX: number = 4 * 1024 * 1024
/** Room for a key and the frame of a record beside the largest value. */
export const BATCH_MARGIN_BYTES: number = 8 * 1024

/** The state of one replication group: a batch being gathered, and the sweep that keeps the shard short. */
export class GroupLog implements TurnTask, TimerTask, StateOutcome, StateWaiter {
  readonly group: number
  readonly shard: Shard
  readonly valueBytesMax: number
  /** Bytes of batches from the start of the shard on, as far as this process knows. */
  logBytes: number
  /** Bytes that the last sweep wrote. */
  liveBytes = 0
  sweepCount = 0
  /** False when keys of owners that are not here cannot be carried along. */
  maySweep = true
  readonly #deps: GroupLogDeps
  readonly #bounds: GroupLogBounds
  readonly #builder: BatchBuilder
  readonly #companionBuilder: BatchBuilder
  #open: BatchStateTicket | null = null
  /** The newest batch that is with the storage. */
  #newest: BatchStateTicket | null = null
  #scheduled = false
  #lazyTimer: TimerId = 0
  #companion = false
  #inFlight = 0
  #closed = false
  #idle: (() => void)[] = []
  /** What is on disk may be behind memory: a batch was refused. */
  #behind = false
  #retryTimer: TimerId = 0
  readonly #retry: TimerTask = { onTimer: () => this.#retrySweep() }
  #sweeps: StateSweep[] | null = null
  #sweepStart = 0
  #sweptBytes = 0
  #bytesBeforeSweep = 0
  readonly #sliceTask: TurnTask = { onTurnEnd: () => this.#slice() }

  constructor(group: number, shard: Shard, bounds: GroupLogBounds, deps: GroupLogDeps) {
    this.group = group
    this.shard = shard
    this.logBytes = shard.storedBytes
    this.valueBytesMax = bounds.batchBytesMax - BATCH_MARGIN_BYTES
    this.#deps = deps
    this.#bounds = bounds
    this.#builder = new BatchBuilder({ batchBytesMax: bounds.batchBytesMax })
    this.#companionBuilder = new BatchBuilder({ batchBytesMax: bounds.batchBytesMax })
  }

  get sweeping(): boolean {
    return this.#sweeps !== null
  }

  write(attributes: number, key: Uint8Array, keyEnd: number, value: Uint8Array | null, valueStart: number, valueEnd: number): void {
    const nowMs = this.#deps.clock.now()
    const builder = this.#companion ? this.#companionBuilder : this.#builder
    if (!this.#companion && this.#open === null) this.#begin(nowMs)
    if (builder.append(nowMs, attributes, key, 0, keyEnd, value, valueStart, valueEnd, null)) {
      if (builder.batchBytes > this.#bounds.lazyBytes && !this.#companion) this.#schedule()
      return
    }
    assert(!this.#companion, 'the state that belongs to one append fits in one batch')
    const previous = this.#open
    this.#seal()
    this.#begin(nowMs).previous = previous
    const fits = builder.append(nowMs, attributes, key, 0, keyEnd, value, valueStart, valueEnd, null)
    assert(fits, 'a record of state within bounds fits in a batch')
  }

  ticket(): StateTicket {
    if (this.#open === null) return this.#newest !== null && this.#newest.state === STATE_PENDING ? this.#newest : settledTicket(null)
    this.#schedule()
    return this.#open
  }

  beginCompanion(): void {
    assert(!this.#companion, 'one companion is written at a time')
    // What was written before stands before.
    this.#seal()
    this.#companion = true
    this.#companionBuilder.begin(this.#deps.clock.now(), BROKER_WRITTEN)
  }

  takeCompanion(): Companion | null {
    assert(this.#companion, 'takeCompanion() follows beginCompanion()')
    this.#companion = false
    if (this.#companionBuilder.recordCount === 0) return null
    const batch = this.#companionBuilder.finish()
    this.#appended(batch.length)
    return { shard: this.shard, batch }
  }

  onTurnEnd(): void {
    this.#scheduled = false
    this.#seal()
  }

  /** What nobody asked about has waited long enough. */
  onTimer(): void {
    this.#lazyTimer = 0
    this.#seal()
  }

  batchSettled(error: BrokerError | null): void {
    this.#inFlight--
    if (error !== null) {
      this.#behind = true
      this.#sweeps = null
      this.#armRetry()
    }
    if (this.#inFlight > 0) return
    const idle = this.#idle
    this.#idle = []
    for (const resolve of idle) resolve()
  }

  /** A slice of the sweep is on disk: the disk sets the pace. */
  stateSettled(): void {
    if (this.#sweeps !== null) this.#deps.turns.atTurnEnd(TURN_APPEND, this.#sliceTask)
  }

  /** Sends what waits and resolves when everything sent is settled. */
  async flush(): Promise<void> {
    this.#seal()
    while (this.#inFlight > 0) await new Promise<void>((resolve) => void this.#idle.push(resolve))
  }

  async close(): Promise<void> {
    this.#sweeps = null
    await this.flush()
    this.#closed = true
    this.#deps.timers.cancel(this.#lazyTimer)
    this.#deps.timers.cancel(this.#retryTimer)
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#deps.turns.atTurnEnd(TURN_APPEND, this)
  }

  #begin(nowMs: number): BatchStateTicket {
    this.#builder.begin(nowMs, BROKER_WRITTEN)
    const ticket = new BatchStateTicket(this)
    this.#open = ticket
    if (this.#lazyTimer === 0) this.#lazyTimer = this.#deps.timers.schedule(this.#bounds.lazyMs, this)
    return ticket
  }

  #seal(): void {
    const ticket = this.#open
    if (ticket === null) return
    this.#open = null
    this.#newest = ticket
    this.#inFlight++
    if (this.#lazyTimer !== 0) this.#deps.timers.cancel(this.#lazyTimer)
    this.#lazyTimer = 0
    const batch = this.#builder.finish()
    if (this.#closed) {
      ticket.appendFailed(0, stateError('STATE_CLOSED', 'the state log is closed'))
      return
    }
    this.shard.append(batch, { completion: ticket, token: 0 })
    this.#appended(batch.length)
  }

  #appended(bytes: number): void {
    this.logBytes += bytes
    const { sweepBytesMin, sweepFactor } = this.#bounds
    if (this.#sweeps === null && this.maySweep && this.#retryTimer === 0 && this.logBytes > Math.max(sweepBytesMin, sweepFactor * this.liveBytes)) this.sweep()
  }

  /** Begins to write all live keys again; what is in the log before is trimmed when they are committed. */
  sweep(): void {
    if (this.#sweeps !== null || !this.maySweep || this.#closed) return
    this.#sweeps = []
    this.#deps.turns.atTurnEnd(TURN_APPEND, { onTurnEnd: () => this.#beginSweep() })
  }

  #beginSweep(): void {
    if (this.#sweeps === null || this.#closed) return
    this.#seal()
    this.#behind = false
    this.#sweepStart = this.shard.nextOffset
    this.#bytesBeforeSweep = this.logBytes
    this.#sweptBytes = 0
    this.#sweeps = this.#deps.sweeps()
    this.#slice()
  }

  #slice(): void {
    const sweeps = this.#sweeps
    if (sweeps === null || this.#closed) return
    // What others wrote in this turn goes first, so that the slice has a batch, and a fate, of its own.
    this.#seal()
    let before = this.#builder.batchBytes
    let slice = 0
    while (sweeps.length > 0 && slice < this.#bounds.sliceBytes) {
      if (!(sweeps[sweeps.length - 1] as StateSweep).next()) sweeps.pop()
      const bytes = this.#builder.batchBytes
      slice += bytes >= before ? bytes - before : bytes
      before = bytes
    }
    this.#sweptBytes += slice
    if (this.#open === null) {
      this.#endSweep()
      return
    }
    this.#open.wait(this)
    this.#seal()
  }

  #endSweep(): void {
    this.#sweeps = null
    if (this.#behind) return
    this.sweepCount++
    this.liveBytes = this.#sweptBytes
    this.logBytes -= this.#bytesBeforeSweep
    const { log } = this.#deps
    this.shard.trimFront(this.#sweepStart).catch((error: unknown) => log.warn({ error, group: this.group }, 'a state log could not be trimmed'))
  }

  #armRetry(): void {
    if (this.#retryTimer === 0 && !this.#closed) this.#retryTimer = this.#deps.timers.schedule(SWEEP_RETRY_MS, this.#retry)
  }

  #retrySweep(): void {
    this.#retryTimer = 0
    if (this.#behind) this.sweep()
  }
}
