import { crc32c } from '@robustmq/common-bytes'
import type { Logger } from '@robustmq/common-log'
import { BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, batchBaseOffset, batchLength, batchMaxTimestamp } from '@robustmq/record-batch'
import {
  EXTENT_BYTES, EXTENT_FILE, EXTENT_POSITION, EXTENT_SPARSE_COUNT, EXTENT_SPARSE_CRC, EXTENT_SPARSE_POSITION,
} from './row-columns.ts'
import { SPARSE_ENTRY_BYTES, SPARSE_INTERVAL_BYTES } from './segment-format.ts'
import type { SegmentFiles } from './segment-files.ts'

/** Columns of a sparse index: three numbers per entry. */
export const SPARSE_BASE = 0
export const SPARSE_POSITION = 1
export const SPARSE_MAX_TIMESTAMP = 2
export const SPARSE_COLUMNS = 3

const REBUILD_CHUNK_BYTES = 256 * 1024
const NO_ENTRIES = new Float64Array(0)

/** Sparse indexes of extents, read when first needed and kept within a bound; the least recently used is dropped. */
export class SparseIndexes {
  readonly #files: SegmentFiles
  readonly #log: Logger
  readonly #bytesMax: number
  /** By `file:position`, in order of use. */
  readonly #cache = new Map<string, Float64Array>()
  #bytes = 0

  constructor(files: SegmentFiles, log: Logger, bytesMax: number) {
    this.#files = files
    this.#log = log
    this.#bytesMax = bytesMax
  }

  /** Entries of the extent whose columns begin at `at` in `cells`. Empty for a short one. A damaged index is rebuilt from the batches. */
  async load(cells: Float64Array, at: number): Promise<Float64Array> {
    const count = cells[at + EXTENT_SPARSE_COUNT] as number
    const bytes = cells[at + EXTENT_BYTES] as number
    if (count === 0 && bytes <= 2 * SPARSE_INTERVAL_BYTES) return NO_ENTRIES
    const file = cells[at + EXTENT_FILE] as number
    const position = cells[at + EXTENT_POSITION] as number
    const crc = cells[at + EXTENT_SPARSE_CRC] as number
    const sparsePosition = cells[at + EXTENT_SPARSE_POSITION] as number
    const key = `${file}:${position}`
    const cached = this.#cache.get(key)
    if (cached !== undefined) {
      this.#cache.delete(key)
      this.#cache.set(key, cached)
      return cached
    }
    const entries = (await this.#read(file, sparsePosition, count, crc)) ?? (await this.#rebuild(file, position, position + bytes))
    this.#keep(key, entries)
    return entries
  }

  async #read(file: number, position: number, count: number, crc: number): Promise<Float64Array | null> {
    if (count === 0) return null
    const length = count * SPARSE_ENTRY_BYTES
    const buffer = Buffer.allocUnsafe(length)
    const bytesRead = await this.#files.handles.read(file, buffer, length, position)
    if (bytesRead !== length || crc32c(buffer) !== crc) {
      this.#log.error({ path: this.#files.pathOf(file) }, 'sparse index damaged: rebuilt from the batches')
      return null
    }
    const entries = new Float64Array(count * SPARSE_COLUMNS)
    for (let i = 0; i < entries.length; i++) entries[i] = buffer.readDoubleBE(i * 8)
    return entries
  }

  /** Hops over the batch headers of `[from, to)`. Ends early at one that cannot be right; reading there reports it. */
  async #rebuild(file: number, from: number, to: number): Promise<Float64Array> {
    const entries: number[] = []
    const buffer = Buffer.allocUnsafe(REBUILD_CHUNK_BYTES)
    let nextEntryAt = from
    for (let at = from; at + BATCH_HEADER_BYTES <= to; ) {
      const count = await this.#files.handles.read(file, buffer, Math.min(buffer.length, to - at), at)
      let used = 0
      while (used + BATCH_HEADER_BYTES <= count) {
        const bytes = BATCH_PREFIX_BYTES + batchLength(buffer, used)
        if (bytes < BATCH_HEADER_BYTES || at + used + bytes > to) return Float64Array.from(entries)
        const timestamp = batchMaxTimestamp(buffer, used)
        if (at + used >= nextEntryAt) {
          entries.push(batchBaseOffset(buffer, used), at + used, timestamp)
          nextEntryAt = at + used + SPARSE_INTERVAL_BYTES
        } else if (timestamp > (entries.at(-1) as number)) {
          entries[entries.length - 1] = timestamp
        }
        used += bytes
      }
      if (used === 0) break
      at += used
    }
    return Float64Array.from(entries)
  }

  #keep(key: string, entries: Float64Array): void {
    const replaced = this.#cache.get(key)
    if (replaced !== undefined) this.#bytes -= replaced.byteLength
    this.#cache.delete(key)
    this.#cache.set(key, entries)
    this.#bytes += entries.byteLength
    for (const [oldest, dropped] of this.#cache) {
      if (this.#bytes <= this.#bytesMax || oldest === key) break
      this.#cache.delete(oldest)
      this.#bytes -= dropped.byteLength
    }
  }
}

/** Entry whose block holds `offset`: the last one at or below it; 0 when all are above. */
export function findSparseEntry(entries: Float64Array, offset: number): number {
  let low = 0
  let high = entries.length / SPARSE_COLUMNS - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((entries[middle * SPARSE_COLUMNS + SPARSE_BASE] as number) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
