import type { BrokerError } from '@robustmq/common-errors'
import { TURN_APPEND, TURN_PERSIST } from '@robustmq/common-runtime'
import type { Timers, TimerTask, Turns, TurnTask } from '@robustmq/common-runtime'
import {
  BATCH_MESSAGES, BATCH_OK, batchLastOffsetDelta, batchMaxTimestamp, batchNextOffset, batchRecordCount, checkBatch, setBatchBaseOffset,
} from '@robustmq/record-batch'
import type { Decompressor } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import type {
  AppendCompletion, AppendOptions, Companion, Durability, FetchLimits, FetchResult, PressureListener, RecordFields, Shard, ShardLookup,
  ShardSpec, StorageCapabilities, StorageDriver, StorageStats,
} from '@robustmq/storage-adapter'
import { FRAME_BATCH, FRAME_SHARD } from '@robustmq/wal'
import type { FrameHeader, Wal, WalCompletion, WalFrameLocation } from '@robustmq/wal'
import { AppendQueue } from './append-queue.ts'
import type { InFlight } from './append-queue.ts'
import { companionPosition, COMPANIONS_MAX, encodeCompanions } from './companion-section.ts'
import type { ColdReader } from './cold-reader.ts'
import type { Converter } from './converter.ts'
import type { DamageReport } from './damage-report.ts'
import type { DeletedRecords } from './deleted-records.ts'
import { LookupIndexes } from './lookup-indexes.ts'
import type { SegmentFiles } from './segment-files.ts'
import {
  encodeDeletedRecords, encodeShardFrame, SHARD_CREATED, SHARD_DELETED, SHARD_RECORDS_DELETED, SHARD_SYNCED, SHARD_TRIMMED,
} from './shard-frame.ts'
import { SegmentShard } from './segment-shard.ts'
import type { ShardTable } from './shard-table.ts'
import type { TailCache } from './tail-cache.ts'
import type { Upkeep } from './upkeep.ts'
import { storageFailure } from './wal-failures.ts'

export interface SegmentDriverParts {
  readonly wal: Wal
  readonly turns: Turns
  readonly table: ShardTable
  readonly files: SegmentFiles
  readonly tailCache: TailCache
  readonly reader: ColdReader
  readonly converter: Converter
  readonly batchBytesMax: number
  readonly backlogFilesMax: number
  /** For shards with `durability: 'interval'`; null: they are synced when something else is. */
  readonly timers: Timers | null
  readonly syncIntervalMs: number
  readonly upkeep: Upkeep
  readonly damage: DamageReport
  readonly deleted: DeletedRecords
  /** There is a clock and there are timers. */
  readonly isTimed: boolean
  readonly decompress: Decompressor | null
  readonly fields: RecordFields | null
  readonly lookupBytesMax: number
}

/** Below the first term of a replicated group: this node alone. */
const TERM = 0
const SHARD_MAX = 2 ** 48
const NUMBER_MAX = 2 ** 32
const NO_COMPANIONS: readonly Companion[] = []
const NO_OFFSETS: readonly number[] = []
/** Offsets of one `deleteRecords`. */
const DELETE_COUNT_MAX = 10_000

/** The storage on the log of the node. Everything runs on one thread; what waits for the disk is in the queue, in order. */
export class SegmentDriver implements StorageDriver, TurnTask, TimerTask, WalCompletion {
  readonly kind = 'segment'
  readonly capabilities: StorageCapabilities
  closed = false
  readonly #parts: SegmentDriverParts
  readonly #wal: Wal
  readonly #table: ShardTable
  readonly #checkOptions: { fromClient: false; batchBytesMax: number; verifyCrc: false }
  readonly #queue = new AppendQueue()
  readonly #creating = new Map<number, Promise<Shard>>()
  readonly #reliefListeners: PressureListener[] = []
  readonly #refusals: TurnTask = { onTurnEnd: () => this.#tellRefused() }
  readonly #lookups: LookupIndexes
  #refusalsScheduled = false
  #scheduled = false
  #dirty: SegmentShard[] = []
  #committedRecords = 0
  /** File of the log that got the newest frame. */
  #lastFile = 0
  #closing: Promise<void> | null = null
  #drained: (() => void)[] = []
  #wasCongested = false
  /** Armed: the shard whose append asked for the timer. */
  #syncShard: SegmentShard | null = null

  constructor(parts: SegmentDriverParts) {
    this.#parts = parts
    this.#wal = parts.wal
    this.#table = parts.table
    const { batchBytesMax, fields, decompress, deleted, lookupBytesMax } = parts
    this.#lookups = new LookupIndexes({ fields, decompress, deleted, turns: parts.turns, bytesMax: lookupBytesMax })
    this.capabilities = {
      durable: true, conditionalAppend: true, companions: true, trimFront: true,
      retention: parts.isTimed, compaction: parts.isTimed, lookup: parts.fields !== null, deleteRecords: true, batchBytesMax,
    }
    this.#checkOptions = { fromClient: false, batchBytesMax, verifyCrc: false }
    this.#wal.onRelief({ walRelieved: () => this.#checkRelief() })
    parts.converter.start({ headFile: () => this.#queue.head()?.file ?? Number.POSITIVE_INFINITY, progressed: () => this.#checkRelief() })
  }

  async createShard(spec: ShardSpec): Promise<Shard> {
    this.#refuseWhenClosing()
    checkSpec(spec)
    const existing = this.#table.get(spec.shard)
    if (existing !== null) return sameShard(existing, spec)
    const waiting = this.#creating.get(spec.shard)
    if (waiting !== undefined) return sameShard(await waiting, spec)
    const creating = this.#create(spec)
    this.#creating.set(spec.shard, creating)
    try {
      return await creating
    } finally {
      this.#creating.delete(spec.shard)
    }
  }

  async #create(spec: ShardSpec): Promise<Shard> {
    let slot = 0
    // Put in the table in the callback of the commit: a checkpoint that begins right after it must have it.
    await this.#changeShard(spec, SHARD_CREATED, 0, () => {
      slot = this.#table.add(spec, true)
    })
    return this.#table.handle(slot)
  }

  shard(shard: number): Shard | null {
    return this.#table.get(shard)
  }

  async deleteShard(shard: number): Promise<void> {
    this.#refuseWhenClosing()
    const found = this.#table.get(shard)
    if (found === null || found.deleted) throw storageError('STORAGE_SHARD_UNKNOWN', `shard ${shard} does not exist`)
    // From here on appends and reads fail; what was appended before commits before the deletion does.
    found.deleted = true
    try {
      await this.#changeShard(found.spec, SHARD_DELETED, 0, () => {
        this.#table.remove(found.slot)
        this.#parts.deleted.forgetShard(shard)
        this.#parts.upkeep.forget(shard)
        this.#lookups.drop(shard)
      })
    } catch (error) {
      found.deleted = false
      throw error
    }
  }

  shards(): IterableIterator<Shard> {
    return this.#table.values()
  }

  startRetention(): void {
    const wal = this.#wal
    const isCongested = (): boolean => this.congested
    this.#parts.upkeep.start({
      get congested() {
        return isCongested()
      },
      trimFront: (shard, offset) => this.trimFront(shard, offset),
      compacted: (shard) => {
        this.#lookups.forget(shard)
        this.#forgetTail(shard)
      },
      marksGo: (shard) => {
        this.#lookups.purge(shard)
        this.#forgetTail(shard)
      },
      sealLog: (shard) => {
        wal.seal()
        // The log gives a file up with the next frame; a failure is told to whoever appends.
        this.#changeShard(shard.spec, SHARD_SYNCED, 0, () => undefined).catch(() => undefined)
      },
    })
  }

  /** What was rewritten is not to be read from the tail cache, where it is as it was. */
  #forgetTail(shard: number): void {
    this.#table.peek(this.#table.slotOf(shard))?.forgetTail(this.#parts.tailCache)
  }

  get congested(): boolean {
    const isCongested = this.#wal.congested || this.#parts.converter.isBehind(this.#parts.backlogFilesMax)
    // Whoever has seen it waits to be told of its end, also when nothing was appended.
    if (isCongested) this.#wasCongested = true
    return isCongested
  }

  onRelief(listener: PressureListener): void {
    this.#reliefListeners.push(listener)
  }

  stats(): StorageStats {
    return {
      shards: this.#table.size,
      storedBytes: Math.max(this.#table.storedBytes, this.#parts.files.storedBytes),
      pendingBytes: this.#queue.bytes,
      syncs: this.#wal.stats().syncs,
      committedRecords: this.#committedRecords,
      openFiles: this.#parts.files.handles.open,
      ...this.#parts.upkeep.stats,
      damagedRanges: this.#parts.damage.count,
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    // What is called after close() must be refused, so this comes before the first wait.
    await Promise.resolve()
    if (this.#queue.length > 0) await new Promise<void>((resolve) => void this.#drained.push(resolve))
    await this.#parts.upkeep.stop()
    await this.#parts.converter.stop()
    this.closed = true
    this.#parts.files.handles.closeAll()
    this.#parts.tailCache.clear()
  }

  append(shard: SegmentShard, batch: Buffer, options: AppendOptions): void {
    const error = this.#refusal(shard, batch, options)
    if (error !== null) {
      this.#refuse(options, error)
      return
    }
    const companions = options.companions ?? NO_COMPANIONS
    const baseOffset = giveOffsets(shard, batch)
    const baseOffsets = companions.length === 0 ? NO_OFFSETS : companions.map((companion) => giveOffsets(companion.shard as SegmentShard, companion.batch))
    const { spec, group } = shard
    const index = group.lastIndex + 1
    let location: WalFrameLocation
    try {
      const header: FrameHeader = {
        kind: FRAME_BATCH, group: spec.group, term: TERM, index, tenant: spec.tenant, shard: spec.shard, baseOffset,
      }
      const section = companions.length === 0 ? null : encodeCompanions(companions, baseOffsets)
      location = this.#wal.append(header, batch, section, mustSync(spec.durability, companions), this, 0)
    } catch (cause) {
      // Nothing was taken: the offsets go back, the last given first.
      for (let i = companions.length - 1; i >= 0; i--) ((companions[i] as Companion).shard as SegmentShard).nextOffset = baseOffsets[i] as number
      shard.nextOffset = baseOffset
      this.#refuse(options, storageFailure(cause))
      return
    }
    this.#lastFile = location.file
    group.lastIndex = index
    this.#taken(shard, batch, baseOffset, location, location.bodyPosition, index)
    this.#queue.push(shard, options.completion, options.token, baseOffset, batchNextOffset(batch, 0), batch.length, location.file, null, companions.length)
    for (let i = 0; i < companions.length; i++) {
      const companion = companions[i] as Companion
      const member = companion.shard as SegmentShard
      const position = location.bodyPosition + batch.length + companionPosition(companions, i)
      this.#taken(member, companion.batch, baseOffsets[i] as number, location, position, index)
      this.#queue.push(member, null, 0, baseOffsets[i] as number, batchNextOffset(companion.batch, 0), companion.batch.length, location.file, null, 0)
    }
    if (!this.#wasCongested && this.congested) this.#wasCongested = true
  }

  /** Notes where the batch, which has its offset, lies in the log. */
  #taken(shard: SegmentShard, batch: Buffer, baseOffset: number, location: WalFrameLocation, position: number, index: number): void {
    const timestamp = batchMaxTimestamp(batch, 0)
    shard.addRow(baseOffset, batchNextOffset(batch, 0), location.file, position, batch.length, timestamp, index, this.#parts.tailCache, batch)
    this.#table.touchFile(shard.slot, location.file)
    if (this.#lookups.isUsed) this.#lookups.appended(shard.spec.shard, batch)
    if (shard.spec.durability === 'interval') this.#armSync(shard)
  }

  gatherTail(shard: SegmentShard, offset: number, limits: FetchLimits, chunks: Buffer[]): number {
    return this.#parts.tailCache.gather(shard.tail, offset, shard.committedOffset, limits.bytesMax, limits.strict !== true, chunks)
  }

  fetchCold(shard: SegmentShard, offset: number, limits: FetchLimits): Promise<FetchResult> {
    return this.#parts.reader.fetch(shard, offset, limits)
  }

  findTimestamp(shard: SegmentShard, timestampMs: number): Promise<{ readonly offset: number; readonly timestampMs: number } | null> {
    return this.#parts.reader.findTimestamp(shard, timestampMs)
  }

  async trimFront(shard: SegmentShard, offset: number): Promise<void> {
    this.#refuseWhenClosing()
    await this.#changeShard(shard.spec, SHARD_TRIMMED, offset, () => {
      shard.applyTrim(offset)
      this.#parts.deleted.forget(shard.spec.shard, 0, offset)
    })
  }

  async deleteRecords(shard: SegmentShard, offsets: readonly number[]): Promise<void> {
    this.#refuseWhenClosing()
    if (offsets.length > DELETE_COUNT_MAX) throw new RangeError(`${offsets.length} offsets in one call, at most ${DELETE_COUNT_MAX}`)
    const { deleted } = this.#parts
    const { spec, logStartOffset, committedOffset } = shard
    const gone = offsets.filter((offset) => offset >= logStartOffset && offset < committedOffset && deleted.of(spec.shard)?.has(offset) !== true)
    if (gone.length === 0) return
    // Hidden from now on; if the frame fails they come back with the restart that follows, and the caller is told.
    for (const offset of gone) deleted.add(spec.shard, offset)
    await this.#changeShard(spec, SHARD_RECORDS_DELETED, 0, () => undefined, encodeDeletedRecords(spec.durability, gone))
  }

  visible(shard: SegmentShard, chunks: readonly Buffer[]): readonly Buffer[] {
    return this.#parts.deleted.hide(shard.spec.shard, chunks)
  }

  configured(shard: SegmentShard): void {
    this.#lookups.configure(shard)
  }

  lookupOf(shard: SegmentShard): ShardLookup | null {
    return this.#lookups.of(shard.spec.shard)
  }

  walCommitted(): void {
    this.#tellRefusedHeads()
    const { shard, completion, token, baseOffset, nextOffset, companions } = this.#queue.shift()
    if (shard !== null) this.#advance(shard, baseOffset, nextOffset)
    // All that was written together counts as committed before anybody is told.
    for (let i = 0; i < companions; i++) {
      const companion = this.#queue.shift()
      this.#advance(companion.shard as SegmentShard, companion.baseOffset, companion.nextOffset)
    }
    completion?.appendCommitted(token, baseOffset, nextOffset)
    this.#afterHead()
  }

  walFailed(_token: number, error: BrokerError): void {
    this.#tellRefusedHeads()
    const { completion, token, companions } = this.#queue.shift()
    for (let i = 0; i < companions; i++) this.#queue.shift()
    completion?.appendFailed(token, storageFailure(error))
    this.#afterHead()
  }

  #advance(shard: SegmentShard, baseOffset: number, nextOffset: number): void {
    shard.committedOffset = nextOffset
    this.#committedRecords += nextOffset - baseOffset
    this.#markDirty(shard)
  }

  /** Tells listeners of the commits of this turn, once per shard. */
  onTurnEnd(): void {
    this.#scheduled = false
    const dirty = this.#dirty
    this.#dirty = []
    // Before the first is told: a listener that throws must not leave shards that are never told again.
    for (const shard of dirty) shard.dirty = false
    for (const shard of dirty) {
      // A copy: a listener may remove or add itself while it is told.
      for (const listener of [...shard.listeners]) listener.shardCommitted(shard, shard.committedOffset)
    }
  }

  /** Makes sure that what was appended without a sync gets one before long: one timer for all shards. */
  #armSync(shard: SegmentShard): void {
    const { timers, syncIntervalMs } = this.#parts
    if (timers === null || this.#syncShard !== null) return
    this.#syncShard = shard
    timers.schedule(syncIntervalMs, this)
  }

  /** A frame that says nothing asks for the sync. */
  onTimer(): void {
    const shard = this.#syncShard
    this.#syncShard = null
    if (shard === null || this.#closing !== null || shard.deleted) return
    // A failure of the log is told to whoever appends.
    this.#changeShard(shard.spec, SHARD_SYNCED, 0, () => undefined).catch(() => undefined)
  }

  #markDirty(shard: SegmentShard): void {
    if (shard.dirty || shard.listeners.size === 0) return
    shard.dirty = true
    this.#dirty.push(shard)
    if (this.#scheduled) return
    this.#scheduled = true
    this.#parts.turns.atTurnEnd(TURN_APPEND, this)
  }

  /** Refused appends that had to wait for those before them are told now. */
  #afterHead(): void {
    this.#tellRefusedHeads()
    if (this.#wasCongested) this.#checkRelief()
    if (this.#queue.length > 0) return
    this.#parts.converter.committed()
    const drained = this.#drained
    if (drained.length === 0) return
    this.#drained = []
    for (const resolve of drained) resolve()
  }

  /** The log speaks of the first append that it took; what was refused before that one is told first. */
  #tellRefusedHeads(): void {
    for (let head = this.#queue.head(); head !== null && head.error !== null; head = this.#queue.head()) this.#tellHead(head.error)
  }

  #tellHead(error: BrokerError): void {
    const { completion, token }: InFlight = this.#queue.shift()
    completion?.appendFailed(token, error)
  }

  #tellRefused(): void {
    this.#refusalsScheduled = false
    this.#afterHead()
  }

  #refuse(options: AppendOptions, error: BrokerError): void {
    if (options.completion === null) return
    this.#queue.push(null, options.completion, options.token, 0, 0, 0, this.#lastFile, error, 0)
    if (this.#refusalsScheduled) return
    this.#refusalsScheduled = true
    this.#parts.turns.atTurnEnd(TURN_PERSIST, this.#refusals)
  }

  #refusal(shard: SegmentShard, batch: Buffer, options: AppendOptions): BrokerError | null {
    const refused = this.#batchRefusal(shard, batch)
    if (refused !== null) return refused
    if (options.expectedOffset !== undefined && options.expectedOffset !== shard.nextOffset) {
      return storageError('STORAGE_CONDITION_FAILED', `expected offset ${options.expectedOffset}, the next is ${shard.nextOffset}`)
    }
    const companionRefused = options.companions === undefined ? null : this.#companionRefusal(shard, options.companions)
    return companionRefused ?? this.#parts.upkeep.refusal(shard.spec.shard, batch.length)
  }

  #companionRefusal(shard: SegmentShard, companions: readonly Companion[]): BrokerError | null {
    if (companions.length > COMPANIONS_MAX) {
      return storageError('STORAGE_UNSUPPORTED', `${companions.length} companions of a batch, at most ${COMPANIONS_MAX}`)
    }
    for (const companion of companions) {
      const of = companion.shard
      if (!(of instanceof SegmentShard) || of.table !== shard.table || of.spec.group !== shard.spec.group) {
        return storageError('STORAGE_UNSUPPORTED', `shard ${of.spec.shard} is of another driver or group than shard ${shard.spec.shard}`)
      }
      const error = this.#batchRefusal(of, companion.batch)
      if (error !== null) return error
    }
    return null
  }

  #batchRefusal(shard: SegmentShard, batch: Buffer): BrokerError | null {
    if (this.#closing !== null) return storageError('STORAGE_CLOSED', 'the storage is closed')
    if (shard.deleted) return storageError('STORAGE_SHARD_UNKNOWN', `shard ${shard.spec.shard} was deleted`)
    if (batch.length > this.#checkOptions.batchBytesMax) {
      return storageError('STORAGE_BATCH_TOO_LARGE', `a batch of ${batch.length} bytes is larger than ${this.#checkOptions.batchBytesMax}`)
    }
    const code = checkBatch(batch, 0, batch.length, this.#checkOptions)
    if (code !== BATCH_OK) return storageError('STORAGE_BATCH_INVALID', BATCH_MESSAGES[code] ?? 'the batch is malformed')
    if (batchRecordCount(batch, 0) === 0) return storageError('STORAGE_BATCH_INVALID', 'the batch holds no record')
    return null
  }

  /** Writes a frame about the shard; `apply` runs in the callback of its commit. */
  #changeShard(
    spec: ShardSpec, operation: number, offset: number, apply: () => void, body: Buffer = encodeShardFrame(operation, spec.durability, offset),
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const group = this.#table.group(spec.group)
      const completion: AppendCompletion = {
        appendCommitted: () => {
          apply()
          resolve()
        },
        appendFailed: (_token, error) => reject(error),
      }
      const header: FrameHeader = {
        kind: FRAME_SHARD, group: spec.group, term: TERM, index: group.lastIndex + 1, tenant: spec.tenant, shard: spec.shard,
        baseOffset: offset,
      }
      try {
        const { file } = this.#wal.append(header, body, null, true, this, 0)
        this.#lastFile = file
        group.lastIndex++
        this.#queue.push(null, completion, 0, 0, 0, 0, file, null, 0)
      } catch (cause) {
        reject(storageFailure(cause))
      }
    })
  }

  #refuseWhenClosing(): void {
    if (this.#closing !== null) throw storageError('STORAGE_CLOSED', 'the storage is closed')
  }

  #checkRelief(): void {
    if (!this.#wasCongested || this.congested) return
    this.#wasCongested = false
    for (const listener of this.#reliefListeners) listener.storageRelieved()
  }
}

/** Gives the batch the next offsets of the shard; returns the first of them. */
function giveOffsets(shard: SegmentShard, batch: Buffer): number {
  const baseOffset = shard.nextOffset
  setBatchBaseOffset(batch, 0, baseOffset)
  shard.nextOffset = baseOffset + batchLastOffsetDelta(batch, 0) + 1
  return baseOffset
}

function mustSync(durability: Durability, companions: readonly Companion[]): boolean {
  if (durability === 'always') return true
  for (const { shard } of companions) if (shard.spec.durability === 'always') return true
  return false
}

function sameShard<S extends Shard>(shard: S, spec: ShardSpec): S {
  const { tenant, group, durability } = shard.spec
  if (tenant === spec.tenant && group === spec.group && durability === spec.durability) return shard
  throw storageError('STORAGE_SHARD_EXISTS', `shard ${spec.shard} exists with another tenant, group or durability`)
}

function checkSpec(spec: ShardSpec): void {
  const isNumber = (value: number, min: number, end: number): boolean => Number.isSafeInteger(value) && value >= min && value < end
  if (!isNumber(spec.shard, 1, SHARD_MAX) || !isNumber(spec.group, 1, NUMBER_MAX) || !isNumber(spec.tenant, 0, NUMBER_MAX)) {
    throw new RangeError(`shard ${spec.shard}, group ${spec.group} or tenant ${spec.tenant} is out of range`)
  }
}
