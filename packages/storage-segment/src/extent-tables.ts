import {
  EXTENT_BASE, EXTENT_BYTES, EXTENT_DEAD, EXTENT_FILE, EXTENT_FLAGS, EXTENT_MAX_TIMESTAMP, EXTENT_NEXT, EXTENT_POSITION, EXTENT_REWRITTEN,
  EXTENT_SPARSE_COUNT, EXTENT_SPARSE_CRC, EXTENT_SPARSE_POSITION,
} from './row-columns.ts'
import { OffsetTable } from './offset-table.ts'
import { decodeExtentHeader, emptyExtentHeader, EXTENT_HEADER_BYTES } from './segment-format.ts'
import type { ExtentHeader } from './segment-format.ts'

interface SparsePlace {
  readonly position: number
  readonly count: number
  readonly crc: number
}

const SCRATCH: ExtentHeader = emptyExtentHeader()

/** The extents of one segment file, sorted by shard and offset: 37 bytes each, arrays instead of objects. */
export class FileExtents {
  readonly file: number
  readonly count: number
  readonly shards: Float64Array
  readonly bases: Float64Array
  /** Offsets that the extent covers. */
  readonly spans: Uint32Array
  /** Of the first batch in the file, bytes. */
  readonly positions: Uint32Array
  readonly bytes: Uint32Array
  readonly maxTimestamps: Float64Array
  readonly flags: Uint8Array
  /** Of the long extents only. */
  readonly #sparse = new Map<number, SparsePlace>()

  /** `table` holds the extent headers back to back; `visit` is shown each, valid for the call. */
  constructor(file: number, table: Buffer, visit: ((extent: ExtentHeader) => void) | null = null) {
    const count = table.length / EXTENT_HEADER_BYTES
    this.file = file
    this.count = count
    this.shards = new Float64Array(count)
    this.bases = new Float64Array(count)
    this.spans = new Uint32Array(count)
    this.positions = new Uint32Array(count)
    this.bytes = new Uint32Array(count)
    this.maxTimestamps = new Float64Array(count)
    this.flags = new Uint8Array(count)
    for (let i = 0; i < count; i++) {
      const extent = decodeExtentHeader(table, i * EXTENT_HEADER_BYTES, SCRATCH)
      this.shards[i] = extent.shard
      this.bases[i] = extent.baseOffset
      this.spans[i] = extent.nextOffset - extent.baseOffset
      this.positions[i] = extent.position
      this.bytes[i] = extent.bytes
      this.maxTimestamps[i] = extent.maxTimestamp
      this.flags[i] = extent.flags
      visit?.(extent)
      if (extent.sparseCount > 0) this.#sparse.set(i, { position: extent.sparsePosition, count: extent.sparseCount, crc: extent.sparseCrc })
    }
  }

  next(i: number): number {
    return (this.bases[i] as number) + (this.spans[i] as number)
  }

  isDead(i: number): boolean {
    return ((this.flags[i] as number) & EXTENT_DEAD) !== 0
  }

  /** Index of the first extent of the shard, or of the one that would follow it. */
  first(shard: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.shards[middle] as number) < shard) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Adds extent `i` as a row of `into`. */
  copyTo(i: number, into: OffsetTable): void {
    const at = into.add()
    const { cells } = into
    const sparse = this.#sparse.get(i)
    cells[at + EXTENT_BASE] = this.bases[i] as number
    cells[at + EXTENT_NEXT] = this.next(i)
    cells[at + EXTENT_FILE] = this.file
    cells[at + EXTENT_POSITION] = this.positions[i] as number
    cells[at + EXTENT_BYTES] = this.bytes[i] as number
    cells[at + EXTENT_MAX_TIMESTAMP] = this.maxTimestamps[i] as number
    cells[at + EXTENT_SPARSE_POSITION] = sparse?.position ?? 0
    cells[at + EXTENT_SPARSE_COUNT] = sparse?.count ?? 0
    cells[at + EXTENT_SPARSE_CRC] = sparse?.crc ?? 0
    cells[at + EXTENT_FLAGS] = this.flags[i] as number
  }
}

/**
 * The extents of all segment files. A shard has no list of its own: its extents are found in each file's table, and kept
 * with the shard only while it is read.
 */
export class ExtentTables {
  readonly #files = new Map<number, FileExtents>()

  add(extents: FileExtents): void {
    this.#files.set(extents.file, extents)
  }

  remove(file: number): void {
    this.#files.delete(file)
  }

  get(file: number): FileExtents | null {
    return this.#files.get(file) ?? null
  }

  values(): IterableIterator<FileExtents> {
    return this.#files.values()
  }

  /**
   * Extents of the shard within `[baseOffset, nextOffset)`, in files older than `file`, count no longer. Returns the bytes of those that
   * reached beyond `start`, and adds the file of each to `released`.
   */
  supersede(shard: number, baseOffset: number, nextOffset: number, start: number, file: number, released: number[]): number {
    let bytes = 0
    for (const older of this.#files.values()) {
      if (older.file >= file) continue
      for (let i = older.first(shard); i < older.count && older.shards[i] === shard; i++) {
        if ((older.bases[i] as number) < baseOffset || older.next(i) > nextOffset || older.isDead(i)) continue
        older.flags[i] = (older.flags[i] as number) | EXTENT_DEAD
        if (older.next(i) <= start) continue
        bytes += older.bytes[i] as number
        released.push(older.file)
      }
    }
    return bytes
  }

  /** At a start: extents whose place others have taken count no longer. */
  supersedeAll(): void {
    for (const file of this.#files.values()) {
      for (let i = 0; i < file.count; i++) {
        if (((file.flags[i] as number) & EXTENT_REWRITTEN) === 0) continue
        this.supersede(file.shards[i] as number, file.bases[i] as number, file.next(i), Number.POSITIVE_INFINITY, file.file, [])
      }
    }
  }

  /** Extents of the shard that reach beyond `start`, rising by offset. */
  gather(shard: number, start: number, columns: number): OffsetTable {
    const found = new OffsetTable(columns)
    let sorted = true
    let last = -1
    for (const file of this.#files.values()) {
      for (let i = file.first(shard); i < file.count && file.shards[i] === shard; i++) {
        if (file.next(i) <= start || file.isDead(i)) continue
        const base = file.bases[i] as number
        sorted &&= base > last
        last = base
        file.copyTo(i, found)
      }
    }
    if (!sorted) found.sort()
    return found
  }
}
