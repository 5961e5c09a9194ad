import type { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { TURN_PERSIST } from '@robustmq/common-runtime'
import type { FileSystem, Turns } from '@robustmq/common-runtime'
import { writeInt32 } from '@robustmq/common-bytes'
import { BATCH_PREFIX_BYTES, setBatchBaseOffset } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import type { SealedFile, Wal, WalFileListener, WalHold, WalPosition } from '@robustmq/wal'
import type { Checkpoints } from './checkpoint.ts'
import { FileExtents } from './extent-tables.ts'
import { OffsetTable } from './offset-table.ts'
import { LogFileReader } from './log-file-reader.ts'
import { ROW_BASE, ROW_BYTES, ROW_COLUMNS, ROW_FILE, ROW_INDEX, ROW_MAX_TIMESTAMP, ROW_NEXT, ROW_POSITION } from './row-columns.ts'
import type { SegmentFiles } from './segment-files.ts'
import { TEMPORARY_SUFFIX } from './segment-files.ts'
import { emptyExtentHeader } from './segment-format.ts'
import type { ExtentHeader } from './segment-format.ts'
import { SegmentWriter, WRITER_BUFFER_BYTES } from './segment-writer.ts'
import type { ShardTable } from './shard-table.ts'
import { BATCH_MAGIC, isIntact, storedBatchBytes } from './stored-batches.ts'
import { storageFailure } from './wal-failures.ts'

export interface ConverterParts {
  readonly wal: Wal
  readonly fileSystem: FileSystem
  readonly turns: Turns
  readonly checkpoints: Checkpoints
  readonly files: SegmentFiles
  readonly table: ShardTable
  readonly log: Logger
  /** A shard with this many bytes in one file of the log gets a segment file of its own. */
  readonly hotShardBytes: number
  readonly onFatal: (error: BrokerError) => void
  /** Makes durable what else only the log knows, before it may have a file back. */
  readonly beforeRelease: () => Promise<void>
}

export interface ConverterHooks {
  /** File of the log that the oldest append in flight is in; Infinity when none is. */
  headFile(): number
  /** A file of the log has been converted. */
  progressed(): void
}

/** An extent covers fewer offsets: its table says so in 32 bits. A batch has fewer than half of them. */
const SPAN_LIMIT = 2 ** 31

/** Room for indexes and the checkpoint, beside the batches themselves. */
const SPARE_BYTES = 16 * 1024 * 1024

/** The batches of one shard in one file of the log: rows of `cells` from index `from` to `end`. They stay there, whatever becomes of the shard. */
interface Plan {
  readonly slot: number
  readonly id: number
  cells: Float64Array
  readonly from: number
  readonly end: number
  bytes: number
}

const NO_CELLS = new Float64Array(0)

interface Written {
  readonly number: number
  readonly bytes: number
  /** Extent headers, back to back. */
  readonly table: Buffer
}

/** Shards that switch over between two looks at what else there is to do. */
const SWITCH_SLICE = 4096

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
  /** Filled in anew for each extent. */
  readonly #extent: ExtentHeader = emptyExtentHeader()
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
    const { fileSystem, files } = this.#parts
    try {
      return fileSystem.freeBytesSync(files.directory) >= this.#stalledBytes
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
    const { table, files, fileSystem, wal } = this.#parts
    const plans = this.#plan(sealed.file)
    this.#stalledBytes = 0
    this.#neededBytes = SPARE_BYTES
    for (const plan of plans) this.#neededBytes += plan.bytes
    const source = new LogFileReader(wal, sealed.file)
    for (const plan of plans) source.announce(plan.cells, plan.from, plan.end)
    const written: Written[] = []
    try {
      const cold: Plan[] = []
      for (const plan of plans) {
        if (plan.bytes < this.#parts.hotShardBytes) cold.push(plan)
        else written.push(await this.#writeSegment(source, [plan]))
      }
      if (cold.length > 0) written.push(await this.#writeSegment(source, cold))
      this.#checkStopping()
    } catch (error) {
      // They would hold the room that the next try needs.
      for (const { number } of written) fileSystem.unlinkSync(files.pathOf(number) + TEMPORARY_SUFFIX)
      throw error
    }
    for (const { number } of written) fileSystem.renameSync(files.pathOf(number) + TEMPORARY_SUFFIX, files.pathOf(number))
    if (written.length > 0) fileSystem.syncDirectorySync(files.directory)
    for (const segment of written) adoptSegment(table, segment.number, segment.bytes, segment.table)
    for (const [i, { slot, id }] of plans.entries()) {
      // Else deleted meanwhile.
      if (table.ids[slot] === id) table.dropRowsUpToFile(slot, sealed.file)
      if (i % SWITCH_SLICE === SWITCH_SLICE - 1) await this.#turn()
    }
    // Dead from the start: trimmed or deleted while they were written.
    for (const { number } of written) files.removeIfDead(number)
    table.forgetFile(sealed.file)
    await this.#parts.beforeRelease()
    await this.#parts.checkpoints.write(table, sealed.file)
    this.#hold?.releaseBefore(sealed.endPosition)
  }

  /** Resolves in the next turn of the event loop. */
  #turn(): Promise<void> {
    return new Promise((resolve) => this.#parts.turns.atTurnEnd(TURN_PERSIST, { onTurnEnd: resolve }))
  }

  #plan(file: number): Plan[] {
    const { table } = this.#parts
    const ids = Float64Array.from(table.slotsOf(file), (slot) => table.ids[slot] as number).sort()
    const plans: Plan[] = []
    // Rows of shards with few of them are copied to one table. It may move while it grows: `cells` is set in the end.
    const few = new OffsetTable(ROW_COLUMNS)
    for (const [i, id] of ids.entries()) {
      const slot = id === ids[i - 1] ? 0 : table.slotOf(id)
      if (slot === 0) continue
      const own = table.chains.count(slot) > 0 ? null : (table.peek(slot)?.ownRows ?? null)
      const from = own === null ? few.at(few.length) : own.at(0)
      if (own === null) table.chains.copyRows(slot, file, few)
      const end = own === null ? few.at(few.length) : own.at(rowsUpToFile(own, file))
      if (from < end) plans.push({ slot, id, cells: own === null ? NO_CELLS : own.cells, from, end, bytes: 0 })
    }
    for (const plan of plans) {
      if (plan.cells === NO_CELLS) plan.cells = few.cells
      for (let row = plan.from; row < plan.end; row += ROW_COLUMNS) plan.bytes += plan.cells[row + ROW_BYTES] as number
    }
    return plans
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
      const table = await writer.finish()
      return { number, bytes: writer.bytes, table }
    } catch (error) {
      writer.abandon()
      // What remains is removed at the next start.
      if (fileSystem.existsSync(path)) fileSystem.unlinkSync(path)
      throw error
    }
  }

  async #writePlan(writer: SegmentWriter, source: LogFileReader, plan: Plan): Promise<void> {
    const { cells: rows, slot, id, from: firstRow, end: endRow } = plan
    let extentRow = firstRow
    for (let row = firstRow; row < endRow; row += ROW_COLUMNS) {
      // An extent has no gaps: where recovery left one, the next begins.
      const isFirst = row === firstRow || rows[row + ROW_BASE] !== rows[row - ROW_COLUMNS + ROW_NEXT] || span(rows, extentRow, row) >= SPAN_LIMIT
      if (isFirst) {
        extentRow = row
        if (!writer.tryBeginExtent(describeExtent(this.#extent, this.#parts.table, slot, id, rows, row, endRow))) await writer.beginExtent(this.#extent)
      }
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
        buffer = this.#salvage(id, buffer.subarray(start, end), baseOffset, rows[row + ROW_NEXT] as number)
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
  #salvage(shard: number, damaged: Buffer, baseOffset: number, nextOffset: number): Buffer {
    const batch = Buffer.from(damaged)
    setBatchBaseOffset(batch, 0, baseOffset)
    writeInt32(batch, 8, batch.length - BATCH_PREFIX_BYTES)
    batch[16] = BATCH_MAGIC
    writeInt32(batch, 23, nextOffset - baseOffset - 1)
    const whole = isIntact(batch, 0, batch.length)
    this.#parts.log.error({ shard, baseOffset, whole }, 'a committed batch was damaged in the log')
    return batch
  }

  #checkStopping(): void {
    if (this.#stopping) throw storageError('STORAGE_CLOSED', 'the storage is closing')
  }
}

/** How many rows at the front are in file `file` of the log or an older one. */
function rowsUpToFile(rows: OffsetTable, file: number): number {
  let count = 0
  while (count < rows.length && rows.cell(count, ROW_FILE) <= file) count++
  return count
}

/** Offsets from the first of row `from` to the last of row `to`. */
function span(rows: Float64Array, from: number, to: number): number {
  return (rows[to + ROW_NEXT] as number) - (rows[from + ROW_BASE] as number)
}

/** Fills in `extent` for the batches from row `first` on, up to a gap, the end, or the most that an extent covers. */
function describeExtent(
  extent: ExtentHeader, table: ShardTable, slot: number, shard: number, rows: Float64Array, first: number, end: number,
): ExtentHeader {
  let bytes = 0
  let maxTimestamp = Number.NEGATIVE_INFINITY
  let last = first
  for (let row = first; row < end; row += ROW_COLUMNS) {
    if (row > first && (rows[row + ROW_BASE] !== rows[last + ROW_NEXT] || span(rows, first, row) >= SPAN_LIMIT)) break
    bytes += rows[row + ROW_BYTES] as number
    maxTimestamp = Math.max(maxTimestamp, rows[row + ROW_MAX_TIMESTAMP] as number)
    last = row
  }
  extent.shard = shard
  extent.tenant = table.tenants[slot] as number
  extent.group = table.groupOf(slot).group
  extent.durability = table.durabilities[slot] as number
  extent.baseOffset = rows[first + ROW_BASE] as number
  extent.nextOffset = rows[last + ROW_NEXT] as number
  extent.bytes = bytes
  extent.maxTimestamp = maxTimestamp
  extent.firstIndex = rows[first + ROW_INDEX] as number
  extent.lastIndex = rows[last + ROW_INDEX] as number
  return extent
}

/**
 * Makes a segment file that has its name part of the storage: its extents are found by readers, and counted. Used for what
 * replaces other files too, before those are removed.
 */
export function adoptSegment(table: ShardTable, file: number, bytes: number, headers: Buffer): void {
  const extents = new FileExtents(file, headers)
  let live = 0
  for (let i = 0; i < extents.count; i++) {
    const slot = table.slotOf(extents.shards[i] as number)
    if (slot === 0 || extents.next(i) <= (table.starts[slot] as number)) continue
    live++
    table.addBytes(slot, extents.bytes[i] as number)
    table.markChanged(slot)
    table.peek(slot)?.dropExtents()
  }
  table.extents.add(extents)
  table.files.add(file, bytes, live)
}
