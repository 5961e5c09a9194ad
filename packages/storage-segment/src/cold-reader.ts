import { assert } from '@robustmq/common-errors'
import {
  BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, BatchCursor, batchLastOffsetDelta, batchLength, batchMaxTimestamp, batchNextOffset,
} from '@robustmq/record-batch'
import type { Decompressor } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import type { FetchLimits, FetchResult } from '@robustmq/storage-adapter'
import { BLOCK_READ_BYTES_MAX, BlockCache } from './block-cache.ts'
import type { DamageReport } from './damage-report.ts'
import type { TailCache } from './tail-cache.ts'
import type { Wal } from '@robustmq/wal'
import {
  EXTENT_BASE, EXTENT_BYTES, EXTENT_FILE, EXTENT_MAX_TIMESTAMP, EXTENT_NEXT, EXTENT_POSITION, ROW_BASE, ROW_BYTES, ROW_COLUMNS, ROW_FILE,
  ROW_MAX_TIMESTAMP, ROW_NEXT, ROW_POSITION,
} from './row-columns.ts'
import type { SegmentFiles } from './segment-files.ts'
import { SPARSE_INTERVAL_BYTES } from './segment-format.ts'
import type { SegmentShard } from './segment-shard.ts'
import { findSparseEntry, SPARSE_BASE, SPARSE_COLUMNS, SPARSE_MAX_TIMESTAMP, SPARSE_POSITION } from './sparse-index.ts'
import type { SparseIndexes } from './sparse-index.ts'
import { isIntact, storedBatchBytes } from './stored-batches.ts'
import { findInBatch } from '@robustmq/record-batch'
import type { TimestampMatch } from '@robustmq/record-batch'
import { storageFailure } from './wal-failures.ts'

/** Reads of one fetch at most: many short extents give a short answer rather than a long wait. */
const READS_MAX = 16
/** Bytes of one read at most, a larger batch aside. */
const READ_BYTES_MAX = 4 * 1024 * 1024
/** A read of the log goes over frames of other shards when the gap is below this. */
const GAP_BYTES_MAX = 16 * 1024
const TIMESTAMP_READ_BYTES = 256 * 1024

/** A part of an answer: batches from one place. `nextOffset` is the offset asked for when not even one fits. */
interface Piece {
  readonly chunks: readonly Buffer[]
  readonly bytes: number
  readonly nextOffset: number
}

/** Reads what is not in memory: from the log of the node, or from segments. Every batch is checked before it is handed out. */
export class ColdReader {
  readonly #wal: Wal
  readonly #tailCache: TailCache
  readonly #files: SegmentFiles
  readonly #sparse: SparseIndexes
  readonly #decompress: Decompressor | null
  readonly #damage: DamageReport
  readonly #blocks: BlockCache

  constructor(wal: Wal, tailCache: TailCache, files: SegmentFiles, sparse: SparseIndexes, decompress: Decompressor | null, damage: DamageReport) {
    this.#damage = damage
    this.#blocks = new BlockCache(files.handles)
    this.#wal = wal
    this.#tailCache = tailCache
    this.#files = files
    this.#sparse = sparse
    this.#decompress = decompress
  }

  /** `offset` is within the committed range of the shard. */
  async fetch(shard: SegmentShard, offset: number, limits: FetchLimits): Promise<FetchResult> {
    const committedOffset = shard.committedOffset
    const chunks: Buffer[] = []
    let bytes = 0
    let at = offset
    for (let reads = 0; reads < READS_MAX && at < committedOffset && (reads === 0 || bytes < limits.bytesMax); reads++) {
      // Trimmed, deleted or closed while this fetch waited.
      shard.checkReadable()
      if (at < shard.logStartOffset) {
        throw storageError('STORAGE_OFFSET_OUT_OF_RANGE', `offset ${at} of shard ${shard.spec.shard} was trimmed`)
      }
      const wholeFirst = chunks.length === 0 && limits.strict !== true
      const room = limits.bytesMax - bytes
      if (at >= shard.tail.firstOffset) {
        at = this.#tailCache.gather(shard.tail, at, committedOffset, room, wholeFirst, chunks)
        break
      }
      const inLog = shard.rows.length > 0 && at >= shard.rows.cell(0, ROW_BASE)
      const piece = inLog
        ? await this.#fromLog(shard, at, committedOffset, room, wholeFirst)
        : await this.#fromSegment(shard, at, room, wholeFirst)
      // Null: it was moved to a segment during the read.
      if (piece === null) continue
      if (piece.bytes === 0) break
      chunks.push(...piece.chunks)
      bytes += piece.bytes
      at = piece.nextOffset
    }
    shard.checkReadable()
    return shard.result(chunks, at)
  }

  async findTimestamp(shard: SegmentShard, timestampMs: number): Promise<TimestampMatch | null> {
    for (let at = shard.logStartOffset; at < shard.committedOffset; ) {
      const range = await this.#rangeWithTimestamp(shard, at, timestampMs)
      if (range === null) return null
      // What lies between was ruled out by the indexes.
      for (at = Math.max(at, range.from, shard.logStartOffset); at < range.to && at < shard.committedOffset; ) {
        const result = await shard.fetch(at, { bytesMax: TIMESTAMP_READ_BYTES })
        const match = this.#searchChunks(result.chunks, shard.logStartOffset, timestampMs)
        if (match !== null) return match
        assert(result.nextOffset > at, 'a fetch below the committed end moves on')
        at = result.nextOffset
      }
    }
    return null
  }

  #searchChunks(chunks: readonly Buffer[], offsetMin: number, timestampMs: number): TimestampMatch | null {
    const cursor = new BatchCursor()
    for (const chunk of chunks) {
      cursor.open(chunk, 0, chunk.length)
      while (cursor.next()) {
        if (batchMaxTimestamp(chunk, cursor.start) < timestampMs || batchNextOffset(chunk, cursor.start) <= offsetMin) continue
        const match = findInBatch(chunk.subarray(cursor.start, cursor.end), offsetMin, timestampMs, this.#decompress)
        if (match !== null) return match
      }
    }
    return null
  }

  /** First range of offsets that ends above `at` and has a record at or after the time, by the indexes. */
  async #rangeWithTimestamp(shard: SegmentShard, at: number, timestampMs: number): Promise<{ from: number; to: number } | null> {
    const { extents, rows } = shard
    for (let i = Math.max(0, extents.find(at)); i < extents.length; i++) {
      if (extents.cell(i, EXTENT_NEXT) <= at || extents.cell(i, EXTENT_MAX_TIMESTAMP) < timestampMs) continue
      const to = extents.cell(i, EXTENT_NEXT)
      const from = extents.cell(i, EXTENT_BASE)
      const entries = await this.#sparse.load(extents.cells, extents.at(i))
      if (entries.length === 0) return { from, to }
      for (let entry = findSparseEntry(entries, at); entry * SPARSE_COLUMNS < entries.length; entry++) {
        const column = entry * SPARSE_COLUMNS
        if ((entries[column + SPARSE_MAX_TIMESTAMP] as number) < timestampMs) continue
        const end = entries[column + SPARSE_COLUMNS + SPARSE_BASE] ?? to
        if (end > at) return { from: entries[column + SPARSE_BASE] as number, to: end }
      }
      // Nothing in this extent after all. The tables may have changed during the read: begin again behind it.
      return this.#rangeWithTimestamp(shard, to, timestampMs)
    }
    for (let i = Math.max(0, rows.find(at)); i < rows.length; i++) {
      if (rows.cell(i, ROW_NEXT) <= at || rows.cell(i, ROW_MAX_TIMESTAMP) < timestampMs) continue
      return { from: rows.cell(i, ROW_BASE), to: rows.cell(i, ROW_NEXT) }
    }
    return null
  }

  async #fromLog(shard: SegmentShard, at: number, committedOffset: number, room: number, wholeFirst: boolean): Promise<Piece | null> {
    const { rows } = shard
    const first = rows.find(at)
    const firstBytes = rows.cell(first, ROW_BYTES)
    if (at >= rows.cell(first, ROW_NEXT)) throw this.#missing(shard, at)
    if (firstBytes > room && !wholeFirst) return { chunks: [], bytes: 0, nextOffset: at }
    const file = rows.cell(first, ROW_FILE)
    const start = rows.cell(first, ROW_POSITION)
    let end = start + firstBytes
    let bytes = firstBytes
    let count = 1
    for (; first + count < rows.length; count++) {
      const i = first + count
      const position = rows.cell(i, ROW_POSITION)
      const size = rows.cell(i, ROW_BYTES)
      const base = rows.cell(i, ROW_BASE)
      if (rows.cell(i, ROW_FILE) !== file || base >= committedOffset || base !== rows.cell(i - 1, ROW_NEXT)) break
      if (bytes + size > room || position - end > GAP_BYTES_MAX || position + size - start > READ_BYTES_MAX) break
      end = position + size
      bytes += size
    }
    const wanted = rows.cells.slice(rows.at(first), rows.at(first + count))
    const buffer = await this.#readLog(shard, file, start, end - start, at)
    // The file may have been recycled, and hold something else: only then have the rows gone.
    if (buffer === null || rows.length === 0 || rows.cell(0, ROW_BASE) > at) return null
    const chunks: Buffer[] = []
    for (let row = 0; row < wanted.length; row += ROW_COLUMNS) {
      const from = (wanted[row + ROW_POSITION] as number) - start
      const to = from + (wanted[row + ROW_BYTES] as number)
      const size = to <= buffer.length ? storedBatchBytes(buffer, from, wanted[row + ROW_BASE] as number, to - from) : -1
      if (size !== to - from || !isIntact(buffer, from, to)) {
        throw this.#damaged(shard, wanted[row + ROW_BASE] as number, `log file ${file}, byte ${start + from}`)
      }
      chunks.push(buffer.subarray(from, to))
    }
    return { chunks, bytes, nextOffset: wanted[wanted.length - ROW_COLUMNS + ROW_NEXT] as number }
  }

  #readLog(shard: SegmentShard, file: number, position: number, bytes: number, at: number): Promise<Buffer | null> {
    return new Promise((resolve, reject) => {
      this.#wal.read(file, position, bytes, (error, buffer) => {
        if (error === null) resolve(buffer)
        // A file that has been recycled is no failure: the batches are in a segment by now.
        else if (shard.rows.length === 0 || shard.rows.cell(0, ROW_BASE) > at) resolve(null)
        else reject(storageFailure(error))
      })
    })
  }

  async #fromSegment(shard: SegmentShard, at: number, room: number, wholeFirst: boolean): Promise<Piece> {
    const { extents } = shard
    const i = extents.find(at)
    if (i < 0 || at >= extents.cell(i, EXTENT_NEXT)) throw this.#missing(shard, at)
    const column = extents.at(i)
    const cells = extents.cells
    const file = cells[column + EXTENT_FILE] as number
    const end = (cells[column + EXTENT_POSITION] as number) + (cells[column + EXTENT_BYTES] as number)
    let offset = cells[column + EXTENT_BASE] as number
    let position = cells[column + EXTENT_POSITION] as number
    let slack = 0
    // Kept until the end of this call, also if the tables change while it waits.
    const hold = this.#files.hold(file)
    try {
      // Not where the extent before ended: between two extents of a shard in one file lies a header.
      if (shard.hintFile === file && shard.hintOffset === at && shard.hintPosition >= position) {
        offset = at
        position = shard.hintPosition
      } else {
        const entries = await this.#sparse.load(cells, column)
        if (entries.length > 0) {
          const entry = findSparseEntry(entries, at) * SPARSE_COLUMNS
          offset = entries[entry + SPARSE_BASE] as number
          position = entries[entry + SPARSE_POSITION] as number
        }
        slack = SPARSE_INTERVAL_BYTES
      }
      return await this.#readExtent(shard, file, offset, position, end, at, room, slack, wholeFirst)
    } finally {
      hold()
    }
  }

  /** Reads from the batch of `offset`, at `position`, and takes those from the one that holds `at`. */
  async #readExtent(
    shard: SegmentShard, file: number, offset: number, position: number, end: number, at: number, room: number, slack: number,
    wholeFirst: boolean,
  ): Promise<Piece> {
    const length = Math.min(end - position, Math.min(Math.max(room, BATCH_HEADER_BYTES), READ_BYTES_MAX) + slack)
    const buffer = await this.#read(file, position, length)
    let used = 0
    let start = -1
    let nextOffset = at
    let batchOffset = offset
    while (used + BATCH_HEADER_BYTES <= buffer.length) {
      const size = storedBatchBytes(buffer, used, batchOffset, end - position - used)
      if (size < 0) throw this.#damaged(shard, batchOffset, `${this.#files.pathOf(file)}, byte ${position + used}`)
      const next = batchOffset + batchLastOffsetDelta(buffer, used) + 1
      if (next > at) {
        const isFirst = start < 0
        if (isFirst) start = used
        if (used + size - start > room && !(isFirst && wholeFirst)) break
        if (used + size > buffer.length) {
          if (!isFirst) break
          return this.#readOne(shard, file, batchOffset, position + used, size)
        }
        if (!isIntact(buffer, used, used + size)) throw this.#damaged(shard, batchOffset, `${this.#files.pathOf(file)}, byte ${position + used}`)
        nextOffset = next
      }
      used += size
      batchOffset = next
    }
    if (nextOffset > at) {
      this.#leaveHint(shard, file, nextOffset, position + used)
      return { chunks: [buffer.subarray(start, used)], bytes: used - start, nextOffset }
    }
    if (start < 0 && used === 0) throw this.#damaged(shard, offset, `${this.#files.pathOf(file)}, cut off at byte ${position + buffer.length}`)
    // It does not fit (strict), or lies behind larger batches than the sparse index foresees: go on from there.
    if (start >= 0) return { chunks: [], bytes: 0, nextOffset: at }
    return this.#readExtent(shard, file, batchOffset, position + used, end, at, room, slack, wholeFirst)
  }

  async #readOne(shard: SegmentShard, file: number, offset: number, position: number, size: number): Promise<Piece> {
    const buffer = await this.#read(file, position, size)
    if (buffer.length < size || BATCH_PREFIX_BYTES + batchLength(buffer, 0) !== size || !isIntact(buffer, 0, size)) {
      throw this.#damaged(shard, offset, `${this.#files.pathOf(file)}, byte ${position}`)
    }
    const nextOffset = offset + batchLastOffsetDelta(buffer, 0) + 1
    this.#leaveHint(shard, file, nextOffset, position + size)
    return { chunks: [buffer], bytes: size, nextOffset }
  }

  async #read(file: number, position: number, length: number): Promise<Buffer> {
    try {
      if (length <= BLOCK_READ_BYTES_MAX) return await this.#blocks.read(file, position, length)
      const buffer = Buffer.allocUnsafe(length)
      const count = await this.#files.handles.read(file, buffer, length, position)
      return count === length ? buffer : buffer.subarray(0, count)
    } catch (error) {
      throw storageFailure(error)
    }
  }

  #leaveHint(shard: SegmentShard, file: number, offset: number, position: number): void {
    shard.hintFile = file
    shard.hintOffset = offset
    shard.hintPosition = position
  }

  #damaged(shard: SegmentShard, offset: number, place: string): Error {
    const { shard: id } = shard.spec
    this.#damage.note(id, offset, offset + 1, 'a committed batch is damaged', place)
    return storageError('STORAGE_CORRUPT', `the batch at offset ${offset} of shard ${id} is damaged (${place})`)
  }

  #missing(shard: SegmentShard, offset: number): Error {
    const { shard: id } = shard.spec
    this.#damage.note(id, offset, offset + 1, 'committed records are missing')
    return storageError('STORAGE_CORRUPT', `what was committed at offset ${offset} of shard ${id} is missing`)
  }
}
