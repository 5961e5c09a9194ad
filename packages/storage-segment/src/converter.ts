import type { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { FileSystem } from '@robustmq/common-runtime'
import { writeInt32 } from '@robustmq/common-bytes'
import { BATCH_PREFIX_BYTES, setBatchBaseOffset } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import type { SealedFile, Wal, WalFileListener, WalHold, WalPosition } from '@robustmq/wal'
import { writeCheckpoint } from './checkpoint.ts'
import { LogFileReader } from './log-file-reader.ts'
import {
  EXTENT_BASE, EXTENT_BYTES, EXTENT_FILE, EXTENT_FLAGS, EXTENT_MAX_TIMESTAMP, EXTENT_NEXT, EXTENT_POSITION, EXTENT_SPARSE_COUNT, EXTENT_SPARSE_CRC,
  EXTENT_SPARSE_POSITION, ROW_BASE, ROW_BYTES, ROW_COLUMNS, ROW_INDEX, ROW_MAX_TIMESTAMP, ROW_NEXT, ROW_POSITION,
} from './row-columns.ts'
import type { SegmentFiles } from './segment-files.ts'
import { TEMPORARY_SUFFIX } from './segment-files.ts'
import type { ExtentHeader } from './segment-format.ts'
import type { SegmentShard } from './segment-shard.ts'
import { SegmentWriter, WRITER_BUFFER_BYTES } from './segment-writer.ts'
import { encodeDurability } from './shard-frame.ts'
import type { ShardTable } from './shard-table.ts'
import { BATCH_MAGIC, isIntact, storedBatchBytes } from './stored-batches.ts'
import { storageFailure } from './wal-failures.ts'

export interface ConverterParts {
  readonly wal: Wal
  readonly fileSystem: FileSystem
  readonly directory: string
  readonly files: SegmentFiles
  readonly table: ShardTable
  readonly log: Logger
  /** A shard with this many bytes in one file of the log gets a segment file of its own. */
  readonly hotShardBytes: number
  readonly onFatal: (error: BrokerError) => void
}

export interface ConverterHooks {
  /** File of the log that the oldest append in flight is in; Infinity when none is. */
  headFile(): number
  /** A file of the log has been converted. */
  progressed(): void
}

/** Room for indexes and the checkpoint, beside the batches themselves. */
const SPARE_BYTES = 16 * 1024 * 1024

/** The batches of one shard in one file of the log. */
interface Plan {
  readonly shard: SegmentShard
  /** Copies of its rows: the shard's own may be trimmed while they are written. */
  readonly rows: Float64Array
  readonly bytes: number
}

interface Written {
  readonly number: number
  readonly bytes: number
  readonly extents: readonly ExtentHeader[]
}

/**
 * Moves what is in full files of the log to segment files, in the background, one file of the log at a time:
 *
 *   1. segments are written under temporary names and synced
 *   2. renamed, and the directory synced: from here on they count, and the log's frames are passed over at a start
 *   3. shards switch from rows to extents
 *   4. the checkpoint of all shards is written, synced, renamed, and the directory synced
 *   5. the log may have the file back
 *
 * A crash between any two steps loses nothing: before 2 the temporary files are removed, later the steps are repeated.
 */
export class Converter implements WalFileListener {
  readonly #parts: ConverterParts
  readonly #queue: SealedFile[] = []
  #hooks: ConverterHooks | null = null
  #hold: WalHold | null = null
  #running: Promise<void> | null = null
  #stopping = false
  /** The disk was full: free bytes that the next try needs; 0 when nothing stalls. Other failures stall for good. */
  #stalledBytes = 0
  #neededBytes = 0
  #buffer: Buffer | null = null
  #idle: (() => void)[] = []

  constructor(parts: ConverterParts) {
    this.#parts = parts
  }

  /**
   * True when more than `filesMax` full files of the log wait. False while nothing can be written: slowing publishers
   * would not help then, and the log refuses by itself when its space ends.
   */
  isBehind(filesMax: number): boolean {
    return this.#stalledBytes === 0 && this.#queue.length > filesMax
  }

  start(hooks: ConverterHooks): void {
    const { wal } = this.#parts
    this.#hooks = hooks
    this.#hold = wal.hold('storage-segment')
    wal.onFileSealed(this)
    this.#queue.push(...wal.sealedFiles())
    this.#pump()
  }

  walFileSealed(file: number, firstPosition: WalPosition, endPosition: WalPosition): void {
    this.#queue.push({ file, firstPosition, endPosition })
    this.#pump()
  }

  /** Everything in flight has been committed. */
  committed(): void {
    if (this.#queue.length > 0) this.#pump()
  }

  /** Resolves when no full file waits, or none can be converted for lack of space. */
  async idle(): Promise<void> {
    if (this.#isIdle()) return
    await new Promise<void>((resolve) => void this.#idle.push(resolve))
  }

  /** Gives up what is in progress; it is done again after the next start. */
  async stop(): Promise<void> {
    this.#stopping = true
    await this.#running
    this.#tellIdle()
  }

  #isIdle(): boolean {
    return this.#stopping || (this.#running === null && (this.#stalledBytes > 0 || this.#queue.length === 0))
  }

  #tellIdle(): void {
    if (!this.#isIdle()) return
    const idle = this.#idle
    this.#idle = []
    for (const resolve of idle) resolve()
  }

  #pump(): void {
    const next = this.#queue[0]
    if (next === undefined || this.#running !== null || this.#stopping || this.#hooks === null) return
    if (this.#stalledBytes > 0 && !this.#hasRoomAgain()) return
    if (this.#hooks.headFile() <= next.file) return
    this.#running = this.#run(next)
  }

  #hasRoomAgain(): boolean {
    if (this.#stalledBytes === Number.POSITIVE_INFINITY) return false
    const { fileSystem, directory } = this.#parts
    try {
      return fileSystem.freeBytesSync(directory) >= this.#stalledBytes
    } catch {
      // Not known: ask again at the next commit. A device that is gone shows in the log's own writes.
      return false
    }
  }

  async #run(sealed: SealedFile): Promise<void> {
    try {
      await this.#convert(sealed)
      this.#queue.shift()
      this.#hooks?.progressed()
    } catch (cause) {
      this.#failed(cause)
    }
    this.#running = null
    this.#pump()
    this.#tellIdle()
  }

  #failed(cause: unknown): void {
    if (this.#stopping) return
    const error = storageFailure(cause)
    // The log keeps what could not be moved: nothing is lost, and it is tried again when there is room.
    this.#stalledBytes = error.code === 'STORAGE_DISK_FULL' ? this.#neededBytes : Number.POSITIVE_INFINITY
    this.#hooks?.progressed()
    this.#parts.log.error({ error, backlogFiles: this.#queue.length }, 'segments could not be written')
    if (error.code !== 'STORAGE_DISK_FULL') this.#parts.onFatal(error)
  }

  async #convert(sealed: SealedFile): Promise<void> {
    const { table, files, fileSystem, wal, directory } = this.#parts
    const plans = this.#plan(sealed.file)
    this.#stalledBytes = 0
    this.#neededBytes = SPARE_BYTES
    for (const plan of plans) this.#neededBytes += plan.bytes
    const source = new LogFileReader(wal, sealed.file)
    for (const plan of plans) source.announce(plan.rows)
    const written: Written[] = []
    const cold: Plan[] = []
    for (const plan of plans) {
      if (plan.bytes < this.#parts.hotShardBytes) cold.push(plan)
      else written.push(await this.#writeSegment(source, [plan]))
    }
    if (cold.length > 0) written.push(await this.#writeSegment(source, cold))
    this.#checkStopping()
    for (const { number } of written) fileSystem.renameSync(files.pathOf(number) + TEMPORARY_SUFFIX, files.pathOf(number))
    if (written.length > 0) fileSystem.syncDirectorySync(files.directory)
    for (const segment of written) this.#switchOver(segment, sealed.file)
    table.forgetFile(sealed.file)
    await writeCheckpoint(fileSystem, directory, table.shardStates(), table.groupStates())
    this.#hold?.releaseBefore(sealed.endPosition)
  }

  #plan(file: number): Plan[] {
    const plans: Plan[] = []
    for (const shard of this.#parts.table.shardsOf(file)) {
      const count = shard.deleted ? 0 : shard.rowsUpToFile(file)
      if (count === 0) continue
      const rows = shard.rows.copyFront(count)
      let bytes = 0
      for (let row = 0; row < rows.length; row += ROW_COLUMNS) bytes += rows[row + ROW_BYTES] as number
      plans.push({ shard, rows, bytes })
    }
    return plans.sort((a, b) => a.shard.spec.shard - b.shard.spec.shard)
  }

  async #writeSegment(source: LogFileReader, plans: readonly Plan[]): Promise<Written> {
    const { files, fileSystem } = this.#parts
    this.#checkStopping()
    const number = files.takeNumber()
    const path = files.pathOf(number) + TEMPORARY_SUFFIX
    this.#buffer ??= Buffer.allocUnsafeSlow(WRITER_BUFFER_BYTES)
    const writer = new SegmentWriter(fileSystem, path, this.#buffer)
    try {
      for (const plan of plans) await this.#writePlan(writer, source, plan)
      const extents = await writer.finish()
      return { number, bytes: writer.bytes, extents }
    } catch (error) {
      writer.abandon()
      // What remains is removed at the next start.
      if (fileSystem.existsSync(path)) fileSystem.unlinkSync(path)
      throw error
    }
  }

  async #writePlan(writer: SegmentWriter, source: LogFileReader, plan: Plan): Promise<void> {
    const { rows, shard } = plan
    for (let row = 0; row < rows.length; row += ROW_COLUMNS) {
      // An extent has no gaps: where recovery left one, the next begins.
      const isFirst = row === 0 || rows[row + ROW_BASE] !== rows[row - ROW_COLUMNS + ROW_NEXT]
      if (isFirst) await writer.beginExtent(describeExtent(shard, rows, row))
      const position = rows[row + ROW_POSITION] as number
      const bytes = rows[row + ROW_BYTES] as number
      if (!source.isLoaded(position, bytes)) {
        await source.load(position, bytes)
        this.#checkStopping()
      }
      source.take(position, bytes)
      const { start } = source
      let { buffer } = source
      const baseOffset = rows[row + ROW_BASE] as number
      let end = start + bytes
      let from = start
      if (storedBatchBytes(buffer, start, baseOffset, bytes) !== bytes || !isIntact(buffer, start, end)) {
        buffer = this.#salvage(shard, buffer.subarray(start, end), baseOffset, rows[row + ROW_NEXT] as number)
        from = 0
        end = bytes
      }
      if (writer.tryAppend(buffer, from, end)) continue
      await writer.flush()
      this.#checkStopping()
      if (!writer.tryAppend(buffer, from, end)) await writer.appendLarge(buffer.subarray(from, end))
    }
  }

  /**
   * A batch that the medium damaged in the log. What the index knows of it is put right, so that its neighbours can be
   * read; if that was not all, its checksum goes on saying so to whoever reads it.
   */
  #salvage(shard: SegmentShard, damaged: Buffer, baseOffset: number, nextOffset: number): Buffer {
    const batch = Buffer.from(damaged)
    setBatchBaseOffset(batch, 0, baseOffset)
    writeInt32(batch, 8, batch.length - BATCH_PREFIX_BYTES)
    batch[16] = BATCH_MAGIC
    writeInt32(batch, 23, nextOffset - baseOffset - 1)
    const whole = isIntact(batch, 0, batch.length)
    this.#parts.log.error({ shard: shard.spec.shard, baseOffset, whole }, 'a committed batch was damaged in the log')
    return batch
  }

  #switchOver(segment: Written, logFile: number): void {
    const { files, table } = this.#parts
    files.add(segment.number, segment.bytes)
    for (const extent of segment.extents) {
      const shard = table.get(extent.shard)
      if (shard === null || shard.deleted) continue
      const count = shard.rowsUpToFile(logFile)
      // Rows that a trim took meanwhile are counted no longer; the extent counts whole.
      for (let i = 0; i < count; i++) shard.storedBytes -= shard.rows.cell(i, ROW_BYTES)
      if (count > 0) shard.rows.dropFront(count)
      if (extent.nextOffset > shard.logStartOffset) addExtent(shard, extent, segment.number, files)
    }
    files.removeIfDead(segment.number)
  }

  #checkStopping(): void {
    if (this.#stopping) throw storageError('STORAGE_CLOSED', 'the storage is closing')
  }
}

function describeExtent(shard: SegmentShard, rows: Float64Array, first: number): ExtentHeader {
  let bytes = 0
  let maxTimestamp = Number.NEGATIVE_INFINITY
  let last = first
  for (let row = first; row < rows.length; row += ROW_COLUMNS) {
    if (row > first && rows[row + ROW_BASE] !== rows[last + ROW_NEXT]) break
    bytes += rows[row + ROW_BYTES] as number
    maxTimestamp = Math.max(maxTimestamp, rows[row + ROW_MAX_TIMESTAMP] as number)
    last = row
  }
  return {
    shard: shard.spec.shard, tenant: shard.spec.tenant, group: shard.spec.group, durability: encodeDurability(shard.spec.durability),
    flags: 0, baseOffset: rows[first + ROW_BASE] as number, nextOffset: rows[last + ROW_NEXT] as number,
    position: 0, bytes, maxTimestamp, firstIndex: rows[first + ROW_INDEX] as number, lastIndex: rows[last + ROW_INDEX] as number,
    sparseCount: 0, sparseCrc: 0, sparsePosition: 0,
  }
}

/** Adds an extent behind those that the shard has. Used by recovery too. */
export function addExtent(shard: SegmentShard, extent: ExtentHeader, file: number, files: SegmentFiles): void {
  const at = shard.extents.add()
  const { cells } = shard.extents
  cells[at + EXTENT_BASE] = extent.baseOffset
  cells[at + EXTENT_NEXT] = extent.nextOffset
  cells[at + EXTENT_FILE] = file
  cells[at + EXTENT_POSITION] = extent.position
  cells[at + EXTENT_BYTES] = extent.bytes
  cells[at + EXTENT_MAX_TIMESTAMP] = extent.maxTimestamp
  cells[at + EXTENT_SPARSE_POSITION] = extent.sparsePosition
  cells[at + EXTENT_SPARSE_COUNT] = extent.sparseCount
  cells[at + EXTENT_SPARSE_CRC] = extent.sparseCrc
  cells[at + EXTENT_FLAGS] = extent.flags
  shard.storedBytes += extent.bytes
  files.retain(file)
}
