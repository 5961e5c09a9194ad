import { dirname } from 'node:path'
import { assert } from '@robustmq/common-errors'
import type { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { Clock, FileSystem, Timers, Turns } from '@robustmq/common-runtime'
import { BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, batchLength, batchMaxTimestamp, batchNextOffset } from '@robustmq/record-batch'
import type { Compressor, Decompressor } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import type { FetchLimits, FetchResult, RecordFields, ShardLookup, StorageDriver } from '@robustmq/storage-adapter'
import { FRAME_BATCH, FRAME_SHARD } from '@robustmq/wal'
import type { RecoveredFrame, Wal } from '@robustmq/wal'
import { walkCompanions } from './companion-section.ts'
import { Checkpoints } from './checkpoint.ts'
import { ColdReader } from './cold-reader.ts'
import { Converter } from './converter.ts'
import { DamageReport } from './damage-report.ts'
import { lostCreation, walkLostBatches } from './lost-frames.ts'
import { DeletedRecords } from './deleted-records.ts'
import { FileExtents } from './extent-tables.ts'
import type { ExtentHeader } from './segment-format.ts'
import { SegmentDriver } from './segment-driver.ts'
import { SegmentFiles } from './segment-files.ts'
import { readSegmentIndex } from './segment-index.ts'
import type { SegmentShard, ShardOwner } from './segment-shard.ts'
import {
  decodeDurability, decodeShardFrame, SHARD_CREATED, SHARD_DELETED, SHARD_RECORDS_DELETED, SHARD_TRIMMED, walkDeletedRecords,
} from './shard-frame.ts'
import { ShardTable } from './shard-table.ts'
import { SparseIndexes } from './sparse-index.ts'
import { TailCache } from './tail-cache.ts'
import { Upkeep } from './upkeep.ts'

export interface SegmentStorageOptions {
  /** Absolute path; made when it does not exist. One process at a time: the caller locks it. */
  readonly directory: string
  /** Newest batches kept in memory, all shards together, bytes. Default 64 MiB. */
  readonly tailCacheBytes?: number
  /** Largest batch, bytes; the log's frame limit must be above it. Default 15 MiB. */
  readonly batchBytesMax?: number
  /** A shard with this many bytes in one file of the log gets a segment file of its own. Default 4 MiB. */
  readonly hotShardBytes?: number
  /** Segment files open at a time. Default 64. */
  readonly openFilesMax?: number
  /** Sparse indexes kept in memory, bytes. Default 8 MiB. */
  readonly indexCacheBytes?: number
  /** Full files of the log that wait to be converted before the storage says `congested`. Default 8. */
  readonly backlogFilesMax?: number
  /** How long an append of a shard with `durability: 'interval'` may wait to be synced. Default 1 000. */
  readonly syncIntervalMs?: number
  /**
   * Bytes of the whole storage. From nine tenths of it on the oldest data of shards with a limit gives way; beyond it appends fail with
   * STORAGE_CAP_REACHED. The files of the log, which are made in advance, do not count. Default: none.
   */
  readonly nodeBytesMax?: number
  /** Time between two passes of retention and compaction, milliseconds. Default 30 000. */
  readonly upkeepIntervalMs?: number
  /** Memory for the keys of a compaction, bytes; one that needs more takes several passes. Default 64 MiB. */
  readonly compactionBytesMax?: number
  /** Memory of lookup indexes, all shards together, bytes. Default 256 MiB. */
  readonly lookupBytesMax?: number
}

export interface SegmentStorageDeps {
  readonly fileSystem: FileSystem
  readonly turns: Turns
  readonly log: Logger
  /** The device failed in background work: the process should stop, and recover by starting again. */
  readonly onFatal: (error: BrokerError) => void
  /** For shards with `durability: 'interval'`; without it they are synced when something else is. */
  readonly timers?: Timers
  /** For `offsetForTimestamp` in compressed batches; without it they answer with their first offset. */
  readonly decompress?: Decompressor
  /** For what compaction leaves of compressed batches; without it that is stored uncompressed. */
  readonly compress?: Compressor
  /** With `timers`: what is stored is removed by age and size and compacted. Without them only the cap removes. */
  readonly clock?: Clock
  /** Needed to look up by address and tag. */
  readonly fields?: RecordFields
}

/** A storage that is being recovered: give it the frames of the log, then `start` it. */
export interface SegmentStorage {
  /** To be called for every recovered frame of the kinds FRAME_BATCH and FRAME_SHARD, in order. Others are ignored. */
  replay(frame: RecoveredFrame): void
  /** To be called, in its place among the others, for each frame that recovery found damaged (`WalLog.onLostFrame`). */
  lost(frame: RecoveredFrame): void
  /** Called once, after the last frame, with the log that they came from; the driver does not close it. */
  start(wal: Wal): Promise<StorageDriver>
  /** Resolves when all full files of the log have been moved to segments. For tests, tools and shutdown. */
  settled(): Promise<void>
  /** Resolves when retention and compaction have nothing to do for now. */
  maintained(): Promise<void>
}

const MIB = 1024 * 1024
/** What a damaged frame says of a shard beside its own is not believed when it is this far ahead. */
const LOST_GAP_MAX = 2 ** 24
const MISSING_FROM_LOG = 'committed records are missing from the log'

/** A shard is usable only after the start, and then has its driver. */
class Recovering implements ShardOwner {
  driver: SegmentDriver | null = null

  get closed(): boolean {
    return this.#started().closed
  }

  append(shard: SegmentShard, batch: Buffer, options: Parameters<ShardOwner['append']>[2]): void {
    this.#started().append(shard, batch, options)
  }

  gatherTail(shard: SegmentShard, offset: number, limits: FetchLimits, chunks: Buffer[]): number {
    return this.#started().gatherTail(shard, offset, limits, chunks)
  }

  fetchCold(shard: SegmentShard, offset: number, limits: FetchLimits): Promise<FetchResult> {
    return this.#started().fetchCold(shard, offset, limits)
  }

  findTimestamp(shard: SegmentShard, timestampMs: number): ReturnType<ShardOwner['findTimestamp']> {
    return this.#started().findTimestamp(shard, timestampMs)
  }

  trimFront(shard: SegmentShard, offset: number): Promise<void> {
    return this.#started().trimFront(shard, offset)
  }

  deleteRecords(shard: SegmentShard, offsets: readonly number[]): Promise<void> {
    return this.#started().deleteRecords(shard, offsets)
  }

  configured(shard: SegmentShard): void {
    this.#started().configured(shard)
  }

  lookupOf(shard: SegmentShard): ShardLookup | null {
    return this.#started().lookupOf(shard)
  }

  visible(shard: SegmentShard, chunks: readonly Buffer[]): readonly Buffer[] {
    return this.#started().visible(shard, chunks)
  }

  #started(): SegmentDriver {
    assert(this.driver !== null, 'the storage is used after its start')
    return this.driver
  }
}

class Recovery implements SegmentStorage {
  readonly #options: SegmentStorageOptions
  readonly #deps: SegmentStorageDeps
  readonly #owner = new Recovering()
  readonly #files: SegmentFiles
  readonly #table: ShardTable
  readonly #checkpoints: Checkpoints
  readonly #damage: DamageReport
  /** By shard: up to where damaged frames had batches of it. */
  readonly #lostEnds = new Map<number, number>()
  readonly #deleted: DeletedRecords
  #converter: Converter | null = null
  #upkeep: Upkeep | null = null

  constructor(options: SegmentStorageOptions, deps: SegmentStorageDeps) {
    this.#options = options
    this.#deps = deps
    const { fileSystem } = deps
    const segmentDirectory = `${options.directory}/segments`
    fileSystem.makeDirectorySync(segmentDirectory)
    fileSystem.syncDirectorySync(options.directory)
    fileSystem.syncDirectorySync(dirname(options.directory))
    this.#files = new SegmentFiles(fileSystem, segmentDirectory, options.openFilesMax ?? 64, (file) => this.#table.extents.remove(file))
    this.#table = new ShardTable(this.#owner, this.#files)
    this.#checkpoints = new Checkpoints(fileSystem, options.directory)
    this.#damage = new DamageReport(deps.log)
    this.#deleted = new DeletedRecords(fileSystem, options.directory, deps.decompress ?? null)
  }

  async load(): Promise<void> {
    await this.#checkpoints.load(this.#table)
    this.#deleted.load()
    const replaced = new Set<number>()
    for (const file of this.#files.list()) {
      const index = await readSegmentIndex(this.#deps.fileSystem, this.#files.pathOf(file), this.#deps.log)
      for (const number of index.replaced) replaced.add(number)
      this.#files.add(file, index.bytes, 0)
      this.#table.extents.add(new FileExtents(file, index.table, (extent) => this.#takeFrom(extent)))
    }
    for (const file of replaced) this.#files.removeIfDead(file)
    this.#table.extents.supersedeAll()
  }

  replay(frame: RecoveredFrame): void {
    if (frame.kind !== FRAME_BATCH && frame.kind !== FRAME_SHARD) return
    const group = this.#table.group(frame.group)
    group.lastIndex = Math.max(group.lastIndex, frame.index)
    if (frame.kind === FRAME_BATCH) this.#replayBatch(frame)
    else this.#replayShard(frame)
  }

  async start(wal: Wal): Promise<StorageDriver> {
    const { fileSystem, turns, log, onFatal, decompress, timers, clock, fields } = this.#deps
    const { tailCacheBytes, batchBytesMax, hotShardBytes, indexCacheBytes, backlogFilesMax, syncIntervalMs } = this.#options
    this.#checkLog(wal)
    this.#finishShards()
    this.#files.sweep()
    const sparse = new SparseIndexes(this.#files, log, indexCacheBytes ?? 8 * MIB)
    this.#converter = new Converter({
      wal, fileSystem, turns, checkpoints: this.#checkpoints, files: this.#files, table: this.#table, log,
      hotShardBytes: hotShardBytes ?? 4 * MIB, onFatal, beforeRelease: () => this.#deleted.persist(),
    })
    this.#upkeep = this.#createUpkeep()
    const tailCache = new TailCache(tailCacheBytes ?? 64 * MIB, this.#table.chains)
    this.#owner.driver = new SegmentDriver({
      wal,
      turns,
      table: this.#table,
      files: this.#files,
      tailCache,
      reader: new ColdReader(wal, tailCache, this.#files, sparse, decompress ?? null, this.#damage),
      converter: this.#converter,
      batchBytesMax: batchBytesMax ?? 15 * MIB,
      backlogFilesMax: backlogFilesMax ?? 8,
      timers: timers ?? null,
      syncIntervalMs: syncIntervalMs ?? 1000,
      upkeep: this.#upkeep,
      damage: this.#damage,
      deleted: this.#deleted,
      isTimed: clock !== undefined && timers !== undefined,
      decompress: decompress ?? null,
      fields: fields ?? null,
      lookupBytesMax: this.#options.lookupBytesMax ?? 256 * MIB,
    })
    return this.#owner.driver
  }

  async settled(): Promise<void> {
    await this.#converter?.idle()
  }

  async maintained(): Promise<void> {
    await this.#upkeep?.idle()
  }

  #createUpkeep(): Upkeep {
    const { nodeBytesMax, upkeepIntervalMs, compactionBytesMax } = this.#options
    const { fileSystem, turns, log, onFatal, decompress, compress, timers, clock } = this.#deps
    return new Upkeep(
      { nodeBytesMax: nodeBytesMax ?? null, intervalMs: upkeepIntervalMs ?? 30_000, keyBytesMax: compactionBytesMax ?? 64 * MIB },
      {
        fileSystem, files: this.#files, table: this.#table, turns, log, clock: clock ?? null, timers: timers ?? null, deleted: this.#deleted,
        decompress: decompress ?? null, compress: compress ?? null, onFatal,
      },
    )
  }

  /** Shards and ends of shards that a segment knows. */
  #takeFrom(extent: ExtentHeader): void {
    const table = this.#table
    const { tenant, group, shard, lastIndex, nextOffset } = extent
    const slot = table.slotOf(shard) || table.add({ tenant, shard, group, durability: decodeDurability(extent.durability) }, false)
    const arrivals = table.groupOf(slot)
    if (lastIndex > arrivals.lastIndex) arrivals.lastIndex = lastIndex
    if (nextOffset > (table.nexts[slot] as number)) table.nexts[slot] = nextOffset
  }

  #replayBatch(frame: RecoveredFrame): void {
    const { body } = frame
    const end = body.length < BATCH_HEADER_BYTES ? 0 : BATCH_PREFIX_BYTES + batchLength(body, 0)
    assert(end >= BATCH_HEADER_BYTES && end <= body.length, 'a batch frame holds a batch')
    this.#replayRow(frame, frame.shard, frame.baseOffset, 0, end)
    walkCompanions(body, end, (shard, baseOffset, from, to) => this.#replayRow(frame, shard, baseOffset, from, to))
  }

  /** The batch at `[start, end)` of the frame's body. */
  #replayRow(frame: RecoveredFrame, id: number, baseOffset: number, start: number, end: number): void {
    const slot = this.#table.slotOf(id)
    // Deleted, later in the log or before the checkpoint.
    if (slot === 0 || !this.#table.isCreated(slot)) return
    const expected = Math.max(this.#table.nexts[slot] as number, this.#table.starts[slot] as number)
    // It is in a segment already, or was trimmed.
    if (baseOffset < expected) return
    if (baseOffset > expected) this.#damage.note(id, expected, baseOffset, MISSING_FROM_LOG)
    const nextOffset = batchNextOffset(frame.body, start)
    const shard = this.#table.handle(slot)
    shard.nextOffset = nextOffset
    const timestamp = batchMaxTimestamp(frame.body, start)
    shard.addRow(baseOffset, nextOffset, frame.file, frame.bodyPosition + start, end - start, timestamp, frame.index, null, null)
    this.#table.touchFile(slot, frame.file)
  }

  lost(frame: RecoveredFrame): void {
    const table = this.#table
    const group = table.group(frame.group)
    group.lastIndex = Math.max(group.lastIndex, frame.index)
    if (frame.kind === FRAME_BATCH) {
      walkLostBatches(frame, (shard, baseOffset, nextOffset) => {
        const slot = table.slotOf(shard)
        // Judged in the end: a later batch of the shard tells where the loss ends.
        if (slot !== 0 && baseOffset < (table.nexts[slot] as number) + LOST_GAP_MAX) {
          this.#lostEnds.set(shard, Math.max(nextOffset, this.#lostEnds.get(shard) ?? 0))
        }
      })
    } else if (frame.kind === FRAME_SHARD) {
      this.#deps.log.error({ shard: frame.shard }, 'a change of a shard is damaged in the log')
      const durability = table.slotOf(frame.shard) === 0 ? lostCreation(frame) : null
      if (durability !== null) table.add({ tenant: frame.tenant, shard: frame.shard, group: frame.group, durability }, true)
    }
  }

  #replayShard(frame: RecoveredFrame): void {
    const { operation, durability, offset } = decodeShardFrame(frame.body)
    const table = this.#table
    const slot = table.slotOf(frame.shard)
    if (operation === SHARD_CREATED) {
      if (slot === 0) table.add({ tenant: frame.tenant, shard: frame.shard, group: frame.group, durability }, true)
      else table.setCreated(slot)
    } else if (slot !== 0 && operation === SHARD_DELETED) {
      // Its extents are counted when all is known.
      table.peek(slot)?.detach()
      this.#deleted.forgetShard(frame.shard)
      table.forgetForGood(slot)
    } else if (slot !== 0 && operation === SHARD_RECORDS_DELETED) {
      walkDeletedRecords(frame.body, (record) => this.#deleted.add(frame.shard, record))
    } else if (slot !== 0 && operation === SHARD_TRIMMED && offset > (table.starts[slot] as number)) {
      table.nexts[slot] = Math.max(table.nexts[slot] as number, offset)
      table.starts[slot] = offset
      table.markChanged(slot)
      table.handle(slot).dropRowsBefore(offset)
    }
  }

  /** The checkpoint stands for all files of the log that are gone: else what they held is lost, and silence would hide it. */
  #checkLog(wal: Wal): void {
    const { oldestFile } = wal.stats()
    if (oldestFile <= this.#checkpoints.settledFile + 1) return
    throw storageError(
      'STORAGE_CORRUPT',
      `the log begins with file ${oldestFile}, and the checkpoint of the shards ends with file ${this.#checkpoints.settledFile}: its end is lost`,
    )
  }

  /** Drops shards that only a segment knows (they were deleted), counts what is wanted of each file, and looks for what is missing. */
  #finishShards(): void {
    const table = this.#table
    for (let slot = 1; slot < table.slotEnd; slot++) {
      if (table.ids[slot] !== 0 && !table.isCreated(slot)) table.forget(slot)
    }
    for (const id of [...this.#deleted.shards()]) {
      const slot = table.slotOf(id)
      if (slot === 0) this.#deleted.forgetShard(id)
      else this.#deleted.forget(id, 0, table.starts[slot] as number)
    }
    for (const [id, end] of this.#lostEnds) {
      const slot = table.slotOf(id)
      const next = slot === 0 ? end : Math.max(table.nexts[slot] as number, table.starts[slot] as number)
      if (next >= end) continue
      // Nothing behind it says where the loss ends: offsets are not given again.
      this.#damage.note(id, next, end, MISSING_FROM_LOG)
      table.nexts[slot] = end
    }
    const covered = new Float64Array(table.slotEnd)
    for (const extents of table.extents.values()) this.#countExtents(extents, covered)
    for (let slot = 1; slot < table.slotEnd; slot++) {
      if (table.ids[slot] === 0) continue
      const start = table.starts[slot] as number
      // A segment file that came back after its removal, from before a trim that the checkpoint did not have.
      if ((table.nexts[slot] as number) < start) table.nexts[slot] = start
      const shard = table.peek(slot)
      if (shard !== null) shard.committedOffset = shard.nextOffset
      const from = Math.max(start, covered[slot] as number)
      const to = table.settledOffset(slot)
      if (from < to) this.#damage.note(table.ids[slot] as number, from, to, 'committed records are missing from the segments')
    }
  }

  /** Which extents of a file are wanted, and how far they reach, by slot. */
  #countExtents(extents: FileExtents, covered: Float64Array): void {
    const table = this.#table
    let live = 0
    for (let i = 0; i < extents.count; i++) {
      const slot = table.slotOf(extents.shards[i] as number)
      if (slot === 0 || extents.next(i) <= (table.starts[slot] as number) || extents.isDead(i)) continue
      live++
      table.addBytes(slot, extents.bytes[i] as number)
      covered[slot] = Math.max(covered[slot] as number, extents.next(i))
    }
    this.#files.setLiveExtents(extents.file, live)
  }
}

/**
 * Begins the recovery of the storage in `options.directory`: reads its checkpoint and the indexes of its segments. Then the
 * caller opens the log, hands its frames to `replay`, and calls `start`.
 * @throws BrokerError STORAGE_CORRUPT (the checkpoint is damaged), STORAGE_FORMAT_UNKNOWN; filesystem errors
 */
export async function createSegmentStorage(options: SegmentStorageOptions, deps: SegmentStorageDeps): Promise<SegmentStorage> {
  const recovery = new Recovery(options, deps)
  await recovery.load()
  return recovery
}
