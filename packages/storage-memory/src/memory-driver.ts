import type { BrokerError } from '@robustmq/common-errors'
import { TURN_PERSIST } from '@robustmq/common-runtime'
import type { Clock, Timers, TimerTask, Turns, TurnTask } from '@robustmq/common-runtime'
import { BATCH_OK, BATCH_MESSAGES, batchLastOffsetDelta, batchRecordCount, checkBatch, setBatchBaseOffset } from '@robustmq/record-batch'
import type { Decompressor } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import type {
  AppendCompletion, AppendOptions, Companion, PressureListener, RecordFields, Shard, ShardSpec, StorageCapabilities, StorageDriver, StorageStats,
} from '@robustmq/storage-adapter'
import { CompletionQueue } from './completion-queue.ts'
import type { Waiting } from './completion-queue.ts'
import { MemoryShard } from './memory-shard.ts'
import { applyCompaction, applyRetention, firstRemovable, mayGiveWay } from './memory-upkeep.ts'
import type { CompactionState, Removed } from './memory-upkeep.ts'
import type { ShardOwner } from './memory-shard.ts'

export interface MemoryStorageOptions {
  /**
   * Bytes of batches kept, all shards together. Beyond it the oldest of shards with a limit give way, or the append fails with
   * STORAGE_CAP_REACHED. Default 256 MiB.
   */
  readonly storedBytesMax?: number
  /** Bytes appended in one turn before appends fail with STORAGE_QUEUE_FULL; `congested` from half of it. Default 64 MiB. */
  readonly pendingBytesMax?: number
  /** Largest batch, bytes. Default 16 MiB. */
  readonly batchBytesMax?: number
  /** How often retention and compaction look at the shards, milliseconds. Default 1 000. */
  readonly upkeepIntervalMs?: number
}

export interface MemoryStorageDeps {
  readonly turns: Turns
  /** For `offsetForTimestamp` in compressed batches; without it they answer with their first offset. */
  readonly decompress?: Decompressor
  /** With `timers`: what is stored is removed by age and size and compacted. Without them only the cap removes. */
  readonly clock?: Clock
  readonly timers?: Timers
  /** Needed to look up by address and tag. */
  readonly fields?: RecordFields
}

const MIB = 1024 * 1024
const SHARD_MAX = 2 ** 48
const COMPANIONS_MAX = 16
const NO_COMPANIONS: readonly Companion[] = []

/** A volatile driver: everything is gone with the process. Completions come at the end of the turn, as from a disk. */
export class MemoryDriver implements StorageDriver, ShardOwner, TurnTask, TimerTask {
  readonly kind = 'memory'
  readonly capabilities: StorageCapabilities
  readonly decompress: Decompressor | null
  readonly fields: RecordFields | null
  closed = false
  readonly #turns: Turns
  readonly #storedBytesMax: number
  readonly #pendingBytesMax: number
  readonly #checkOptions: { fromClient: false; batchBytesMax: number; verifyCrc: false }
  readonly #shards = new Map<number, MemoryShard>()
  readonly #queue = new CompletionQueue()
  readonly #reliefListeners: PressureListener[] = []
  #dirty: MemoryShard[] = []
  #closing = false
  #scheduled = false
  #storedBytes = 0
  #committedRecords = 0
  #wasCongested = false
  #drained: (() => void)[] = []
  readonly #clock: Clock | null
  readonly #timers: Timers | null
  readonly #upkeepIntervalMs: number
  readonly #removed: Removed = { byAge: 0, bySize: 0, byCap: 0, byCompaction: 0 }
  readonly #compactions = new WeakMap<MemoryShard, CompactionState>()
  #capRefusals = 0
  #removes = false
  readonly #tell = (waiting: Waiting): void => this.#settle(waiting)

  constructor(options: MemoryStorageOptions, deps: MemoryStorageDeps) {
    const batchBytesMax = options.batchBytesMax ?? 16 * MIB
    const timed = deps.clock !== undefined && deps.timers !== undefined
    this.capabilities = {
      durable: false, conditionalAppend: true, companions: true, trimFront: true,
      retention: timed, compaction: timed, lookup: deps.fields !== undefined, deleteRecords: true, batchBytesMax,
    }
    this.#checkOptions = { fromClient: false, batchBytesMax, verifyCrc: false }
    this.#storedBytesMax = options.storedBytesMax ?? 256 * MIB
    this.#pendingBytesMax = options.pendingBytesMax ?? 64 * MIB
    this.#turns = deps.turns
    this.decompress = deps.decompress ?? null
    this.fields = deps.fields ?? null
    this.#clock = deps.clock ?? null
    this.#timers = deps.timers ?? null
    this.#upkeepIntervalMs = options.upkeepIntervalMs ?? 1000
  }

  async createShard(spec: ShardSpec): Promise<Shard> {
    if (this.#closing) throw storageError('STORAGE_CLOSED', 'the storage is closed')
    if (!Number.isSafeInteger(spec.shard) || spec.shard < 1 || spec.shard >= SHARD_MAX) {
      throw new RangeError(`shard ${spec.shard} is not 1 .. 2^48-1`)
    }
    const existing = this.#shards.get(spec.shard)
    if (existing !== undefined) {
      const { tenant, group, durability } = existing.spec
      if (tenant === spec.tenant && group === spec.group && durability === spec.durability) return existing
      throw storageError('STORAGE_SHARD_EXISTS', `shard ${spec.shard} exists with another tenant, group or durability`)
    }
    const shard = new MemoryShard(this, { ...spec })
    this.#shards.set(spec.shard, shard)
    return shard
  }

  shard(shard: number): Shard | null {
    return this.#shards.get(shard) ?? null
  }

  async deleteShard(shard: number): Promise<void> {
    const found = this.#shards.get(shard)
    if (found === undefined) throw storageError('STORAGE_SHARD_UNKNOWN', `shard ${shard} does not exist`)
    this.#shards.delete(shard)
    this.released(found.storedBytes)
    found.clear()
  }

  shards(): IterableIterator<Shard> {
    return this.#shards.values()
  }

  startRetention(): void {
    if (this.#removes) return
    this.#removes = true
    this.#timers?.schedule(this.#upkeepIntervalMs, this)
  }

  onTimer(): void {
    if (this.closed || this.#clock === null) return
    this.#timers?.schedule(this.#upkeepIntervalMs, this)
    const nowMs = this.#clock.now()
    for (const shard of this.#shards.values()) {
      applyRetention(shard, nowMs, this.#removed)
      if (shard.settings.compaction === null) continue
      let state = this.#compactions.get(shard)
      if (state === undefined) this.#compactions.set(shard, (state = { cleanOffset: 0, horizonMs: Number.POSITIVE_INFINITY }))
      applyCompaction(shard, state, nowMs, this.decompress, this.#removed)
    }
  }

  get congested(): boolean {
    return this.#queue.bytes * 2 > this.#pendingBytesMax
  }

  onRelief(listener: PressureListener): void {
    this.#reliefListeners.push(listener)
  }

  stats(): StorageStats {
    return {
      shards: this.#shards.size,
      storedBytes: this.#storedBytes,
      pendingBytes: this.#queue.bytes,
      syncs: 0,
      committedRecords: this.#committedRecords,
      openFiles: 0,
      removed: { ...this.#removed },
      capRefusals: this.#capRefusals,
    }
  }

  async close(): Promise<void> {
    this.#closing = true
    if (this.#queue.length > 0) await new Promise<void>((resolve) => void this.#drained.push(resolve))
    if (this.closed) return
    this.closed = true
    for (const shard of this.#shards.values()) shard.clear()
    this.#shards.clear()
    this.#storedBytes = 0
  }

  append(shard: MemoryShard, batch: Buffer, options: AppendOptions): void {
    const error = this.#refusal(shard, batch, options)
    if (error === null) {
      // Before the batch: when its outcome is told, they are committed too.
      if (options.companions !== undefined) for (const companion of options.companions) this.#take(companion.shard as MemoryShard, companion.batch, null, 0)
      this.#take(shard, batch, options.completion, options.token)
    } else {
      this.#queue.push({ shard, completion: options.completion, token: options.token, baseOffset: 0, nextOffset: 0, bytes: 0, error })
    }
    if (this.congested) this.#wasCongested = true
    if (!this.#scheduled) {
      this.#scheduled = true
      this.#turns.atTurnEnd(TURN_PERSIST, this)
    }
  }

  #take(shard: MemoryShard, batch: Buffer, completion: AppendCompletion | null, token: number): void {
    const baseOffset = shard.nextOffset
    const nextOffset = baseOffset + batchLastOffsetDelta(batch, 0) + 1
    setBatchBaseOffset(batch, 0, baseOffset)
    shard.nextOffset = nextOffset
    shard.push(batch)
    this.#storedBytes += batch.length
    this.#queue.push({ shard, completion, token, baseOffset, nextOffset, bytes: batch.length, error: null })
  }

  released(bytes: number): void {
    this.#storedBytes -= bytes
  }

  onTurnEnd(): void {
    this.#scheduled = false
    this.#queue.drain(this.#tell)
    const dirty = this.#dirty
    this.#dirty = []
    // Before the first is told: a listener that throws must not leave shards that are never told again.
    for (const shard of dirty) shard.dirty = false
    for (const shard of dirty) {
      // A copy, since a listener may remove itself while it is told.
      for (const listener of shard.listeners.slice()) listener.shardCommitted(shard, shard.committedOffset)
    }
    if (this.#wasCongested && !this.congested) {
      this.#wasCongested = false
      for (const listener of this.#reliefListeners) listener.storageRelieved()
    }
    if (this.#queue.length > 0) return
    const drained = this.#drained
    this.#drained = []
    for (const resolve of drained) resolve()
  }

  #settle(waiting: Waiting): void {
    const { shard, completion, token } = waiting
    let error = waiting.error
    if (error === null && shard.deleted) error = storageError('STORAGE_SHARD_UNKNOWN', `shard ${shard.spec.shard} was deleted`)
    if (error !== null) {
      completion?.appendFailed(token, error)
      return
    }
    shard.committedOffset = waiting.nextOffset
    this.#committedRecords += waiting.nextOffset - waiting.baseOffset
    if (!shard.dirty && shard.listeners.length > 0) {
      shard.dirty = true
      this.#dirty.push(shard)
    }
    completion?.appendCommitted(token, waiting.baseOffset, waiting.nextOffset)
  }

  #refusal(shard: MemoryShard, batch: Buffer, options: AppendOptions): BrokerError | null {
    const refused = this.#batchRefusal(shard, batch)
    if (refused !== null) return refused
    if (options.expectedOffset !== undefined && options.expectedOffset !== shard.nextOffset) {
      return storageError('STORAGE_CONDITION_FAILED', `expected offset ${options.expectedOffset}, the next is ${shard.nextOffset}`)
    }
    const companions = options.companions ?? NO_COMPANIONS
    if (companions.length > COMPANIONS_MAX) {
      return storageError('STORAGE_UNSUPPORTED', `${companions.length} companions of a batch, at most ${COMPANIONS_MAX}`)
    }
    let bytes = batch.length
    for (const companion of companions) {
      const of = companion.shard
      if (!(of instanceof MemoryShard) || !of.belongsTo(this) || of.spec.group !== shard.spec.group) {
        return storageError('STORAGE_UNSUPPORTED', `shard ${of.spec.shard} is of another driver or group than shard ${shard.spec.shard}`)
      }
      const error = this.#batchRefusal(of, companion.batch)
      if (error !== null) return error
      bytes += companion.batch.length
    }
    if (this.#queue.bytes + bytes > this.#pendingBytesMax) {
      return storageError('STORAGE_QUEUE_FULL', `more than ${this.#pendingBytesMax} bytes wait to be committed`)
    }
    if (this.#makeRoom(bytes)) return null
    this.#capRefusals++
    return storageError('STORAGE_CAP_REACHED', `the memory store is full: ${this.#storedBytesMax} bytes, and nothing may give way`)
  }

  /** The oldest batches of shards with a limit give way, as many as needed. False when that is not enough. */
  #makeRoom(bytes: number): boolean {
    while (this.#storedBytes + bytes > this.#storedBytesMax) {
      if (!this.#removes) return false
      let oldest: MemoryShard | null = null
      let end = 0
      let oldestMs = Number.POSITIVE_INFINITY
      for (const shard of this.#shards.values()) {
        const first = mayGiveWay(shard) ? firstRemovable(shard) : null
        if (first === null || first.timestampMs >= oldestMs) continue
        oldest = shard
        end = first.nextOffset
        oldestMs = first.timestampMs
      }
      if (oldest === null) return false
      this.#removed.byCap += oldest.removeBefore(end)
    }
    return true
  }

  #batchRefusal(shard: MemoryShard, batch: Buffer): BrokerError | null {
    if (this.#closing) return storageError('STORAGE_CLOSED', 'the storage is closed')
    if (shard.deleted) return storageError('STORAGE_SHARD_UNKNOWN', `shard ${shard.spec.shard} was deleted`)
    if (batch.length > this.#checkOptions.batchBytesMax) {
      return storageError('STORAGE_BATCH_TOO_LARGE', `a batch of ${batch.length} bytes is larger than ${this.#checkOptions.batchBytesMax}`)
    }
    const code = checkBatch(batch, 0, batch.length, this.#checkOptions)
    if (code !== BATCH_OK) return storageError('STORAGE_BATCH_INVALID', BATCH_MESSAGES[code] ?? 'the batch is malformed')
    if (batchRecordCount(batch, 0) === 0) return storageError('STORAGE_BATCH_INVALID', 'the batch holds no record')
    return null
  }
}

/** Opens an empty volatile driver. It keeps no handle and no timer: dropping it is enough. */
export function createMemoryStorage(options: MemoryStorageOptions, deps: MemoryStorageDeps): StorageDriver {
  return new MemoryDriver(options, deps)
}
