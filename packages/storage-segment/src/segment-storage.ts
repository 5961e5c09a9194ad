import { dirname } from 'node:path'
import { assert } from '@robustmq/common-errors'
import type { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { FileSystem, Timers, Turns } from '@robustmq/common-runtime'
import { BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, batchLength, batchMaxTimestamp, batchNextOffset } from '@robustmq/record-batch'
import type { Decompressor } from '@robustmq/record-batch'
import type { FetchLimits, FetchResult, ShardSpec, StorageDriver } from '@robustmq/storage-adapter'
import { FRAME_BATCH, FRAME_SHARD } from '@robustmq/wal'
import type { RecoveredFrame, Wal } from '@robustmq/wal'
import { walkCompanions } from './companion-section.ts'
import { readCheckpoint } from './checkpoint.ts'
import { ColdReader } from './cold-reader.ts'
import { addExtent, Converter } from './converter.ts'
import { EXTENT_NEXT } from './row-columns.ts'
import { addRow, SegmentDriver } from './segment-driver.ts'
import { SegmentFiles } from './segment-files.ts'
import { extentsOf, readSegmentIndex } from './segment-index.ts'
import { SegmentShard } from './segment-shard.ts'
import type { ShardOwner } from './segment-shard.ts'
import { decodeDurability, decodeShardFrame, SHARD_CREATED, SHARD_DELETED, SHARD_SYNCED } from './shard-frame.ts'
import { ShardTable } from './shard-table.ts'
import { SparseIndexes } from './sparse-index.ts'
import { TailCache } from './tail-cache.ts'

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
}

/** A storage that is being recovered: give it the frames of the log, then `start` it. */
export interface SegmentStorage {
  /** To be called for every recovered frame of the kinds FRAME_BATCH and FRAME_SHARD, in order. Others are ignored. */
  replay(frame: RecoveredFrame): void
  /** Called once, after the last frame, with the log that they came from; the driver does not close it. */
  start(wal: Wal): Promise<StorageDriver>
  /** Resolves when all full files of the log have been moved to segments. For tests, tools and shutdown. */
  settled(): Promise<void>
}

const MIB = 1024 * 1024

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

  #started(): SegmentDriver {
    assert(this.driver !== null, 'the storage is used after its start')
    return this.driver
  }
}

class Recovery implements SegmentStorage {
  readonly #options: SegmentStorageOptions
  readonly #deps: SegmentStorageDeps
  readonly #owner = new Recovering()
  readonly #table = new ShardTable()
  readonly #files: SegmentFiles
  #converter: Converter | null = null

  constructor(options: SegmentStorageOptions, deps: SegmentStorageDeps) {
    this.#options = options
    this.#deps = deps
    const { fileSystem } = deps
    const segmentDirectory = `${options.directory}/segments`
    fileSystem.makeDirectorySync(segmentDirectory)
    fileSystem.syncDirectorySync(options.directory)
    fileSystem.syncDirectorySync(dirname(options.directory))
    this.#files = new SegmentFiles(fileSystem, segmentDirectory, options.openFilesMax ?? 64)
    this.#loadCheckpoint()
    for (const file of this.#files.list()) this.#loadSegment(file)
  }

  replay(frame: RecoveredFrame): void {
    if (frame.kind !== FRAME_BATCH && frame.kind !== FRAME_SHARD) return
    const group = this.#table.group(frame.group)
    group.lastIndex = Math.max(group.lastIndex, frame.index)
    if (frame.kind === FRAME_BATCH) this.#replayBatch(frame)
    else this.#replayShard(frame)
  }

  async start(wal: Wal): Promise<StorageDriver> {
    const { fileSystem, turns, log, onFatal, decompress, timers } = this.#deps
    const { directory, tailCacheBytes, batchBytesMax, hotShardBytes, indexCacheBytes, backlogFilesMax, syncIntervalMs } = this.#options
    this.#finishShards()
    this.#files.sweep()
    const sparse = new SparseIndexes(this.#files, log, indexCacheBytes ?? 8 * MIB)
    this.#converter = new Converter({
      wal, fileSystem, directory, files: this.#files, table: this.#table, log, hotShardBytes: hotShardBytes ?? 4 * MIB, onFatal,
    })
    const tailCache = new TailCache(tailCacheBytes ?? 64 * MIB)
    this.#owner.driver = new SegmentDriver({
      wal,
      turns,
      table: this.#table,
      files: this.#files,
      tailCache,
      reader: new ColdReader(wal, tailCache, this.#files, sparse, decompress ?? null),
      converter: this.#converter,
      batchBytesMax: batchBytesMax ?? 15 * MIB,
      backlogFilesMax: backlogFilesMax ?? 8,
      timers: timers ?? null,
      syncIntervalMs: syncIntervalMs ?? 1000,
    })
    return this.#owner.driver
  }

  async settled(): Promise<void> {
    await this.#converter?.idle()
  }

  #loadCheckpoint(): void {
    const checkpoint = readCheckpoint(this.#deps.fileSystem, this.#options.directory)
    if (checkpoint === null) return
    for (const { group, lastIndex } of checkpoint.groups) this.#table.group(group).lastIndex = lastIndex
    for (const { spec, logStartOffset, settledOffset } of checkpoint.shards) {
      const shard = this.#addShard(spec)
      shard.created = true
      shard.logStartOffset = logStartOffset
      shard.nextOffset = settledOffset
    }
  }

  #loadSegment(file: number): void {
    const path = this.#files.pathOf(file)
    const index = readSegmentIndex(this.#deps.fileSystem, path, this.#deps.log)
    this.#files.add(file, index.bytes)
    for (const extent of extentsOf(index)) {
      const { tenant, group, shard: id } = extent
      const shard = this.#table.get(id) ?? this.#addShard({ tenant, shard: id, group, durability: decodeDurability(extent.durability) })
      shard.group.lastIndex = Math.max(shard.group.lastIndex, extent.lastIndex)
      const end = shard.extents.length === 0 ? 0 : shard.extents.cell(shard.extents.length - 1, EXTENT_NEXT)
      if (extent.nextOffset <= shard.logStartOffset || extent.baseOffset < end) continue
      addExtent(shard, extent, file, this.#files)
      shard.nextOffset = Math.max(shard.nextOffset, extent.nextOffset)
    }
  }

  #addShard(spec: ShardSpec): SegmentShard {
    const shard = new SegmentShard(this.#owner, spec, this.#table.group(spec.group))
    this.#table.add(shard)
    return shard
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
    const shard = this.#table.get(id)
    // Deleted, later in the log or before the checkpoint.
    if (shard === null || !shard.created) return
    // It is in a segment already, or was trimmed.
    if (baseOffset < shard.nextOffset) return
    if (baseOffset > shard.nextOffset && baseOffset > shard.logStartOffset) {
      this.#deps.log.error({ shard: id, from: shard.nextOffset, to: baseOffset }, 'committed records are missing from the log')
    }
    const nextOffset = batchNextOffset(frame.body, start)
    shard.nextOffset = nextOffset
    shard.storedBytes += end - start
    addRow(shard, baseOffset, nextOffset, frame.file, frame.bodyPosition + start, end - start, batchMaxTimestamp(frame.body, start), frame.index)
    this.#table.touchFile(shard, frame.file)
  }

  #replayShard(frame: RecoveredFrame): void {
    const { operation, durability, offset } = decodeShardFrame(frame.body)
    let shard = this.#table.get(frame.shard)
    if (operation === SHARD_CREATED) {
      shard ??= this.#addShard({ tenant: frame.tenant, shard: frame.shard, group: frame.group, durability })
      shard.created = true
      return
    }
    if (shard === null || operation === SHARD_SYNCED) return
    if (operation === SHARD_DELETED) {
      shard.applyDelete(this.#files)
      this.#table.remove(frame.shard)
    } else {
      shard.nextOffset = Math.max(shard.nextOffset, offset)
      shard.applyTrim(offset, this.#files)
    }
  }

  /** Drops shards that only a segment knows (they were deleted), and looks for what should be in segments and is not. */
  #finishShards(): void {
    for (const shard of [...this.#table.values()]) {
      if (!shard.created) {
        shard.applyDelete(this.#files)
        this.#table.remove(shard.spec.shard)
        continue
      }
      // A segment file that came back after its removal, from before a trim that the checkpoint did not have.
      const start = shard.logStartOffset
      const { extents } = shard
      shard.nextOffset = Math.max(shard.nextOffset, start)
      shard.committedOffset = shard.nextOffset
      const settled = extents.length === 0 ? start : extents.cell(extents.length - 1, EXTENT_NEXT)
      if (Math.max(start, settled) < shard.settledOffset) {
        const missing = { shard: shard.spec.shard, from: Math.max(start, settled), to: shard.settledOffset }
        this.#deps.log.error(missing, 'committed records are missing from the segments')
      }
    }
  }
}

/**
 * Begins the recovery of the storage in `options.directory`: reads its checkpoint and the indexes of its segments. Then the
 * caller opens the log, hands its frames to `replay`, and calls `start`.
 * @throws BrokerError STORAGE_CORRUPT (the checkpoint is damaged), STORAGE_FORMAT_UNKNOWN; filesystem errors
 */
export function createSegmentStorage(options: SegmentStorageOptions, deps: SegmentStorageDeps): SegmentStorage {
  return new Recovery(options, deps)
}
