import { crc32c, writeInt64 } from '@robustmq/common-bytes'
import { assert } from '@robustmq/common-errors'
import type { FileHandle, FileSystem } from '@robustmq/common-runtime'
import { batchBaseOffset, batchMaxTimestamp } from '@robustmq/record-batch'
import { datasyncAsync, writeAsync } from './async-file.ts'
import {
  decodeExtentHeader, emptyExtentHeader, encodeExtentHeader, encodeFooter, encodeSegmentHeader, EXTENT_HEADER_BYTES, REPLACED_ENTRY_BYTES,
  SEGMENT_BYTES_LIMIT, SEGMENT_HEADER_BYTES, SPARSE_ENTRY_BYTES, SPARSE_INTERVAL_BYTES,
} from './segment-format.ts'
import type { ExtentHeader } from './segment-format.ts'

/** Bytes gathered before they are written. */
const CHUNK_BYTES = 1024 * 1024

/**
 * Writes one segment file, off the event loop, a chunk at a time; at most one call is in progress. Memory: two chunks,
 * and the index (about 1/700 of the data). An extent's sizes are known before its batches: the caller has counted them.
 */
export class SegmentWriter {
  readonly path: string
  bytes = 0
  readonly #handle: FileHandle
  readonly #buffer: Buffer
  #used = 0
  /** The extent headers, back to back. */
  #table: Buffer = Buffer.allocUnsafeSlow(16 * EXTENT_HEADER_BYTES)
  #tableBytes = 0
  #sparse: Buffer = Buffer.allocUnsafe(64 * SPARSE_ENTRY_BYTES)
  #sparseBytes = 0
  /** Where the sparse entries of the current extent begin. */
  #extentSparse = 0
  #nextSparseAt = 0

  /** `buffer` has `WRITER_BUFFER_BYTES` and belongs to the writer until it has finished. */
  constructor(fileSystem: FileSystem, path: string, buffer: Buffer) {
    this.path = path
    this.#buffer = buffer
    this.#handle = fileSystem.openSync(path, 'create')
    this.#put(encodeSegmentHeader(), 0, SEGMENT_HEADER_BYTES)
  }

  /** Begins the extent that the next batches belong to. Its position and sparse fields are filled in by the writer, which does not keep it. */
  async beginExtent(extent: ExtentHeader): Promise<void> {
    await this.flush()
    assert(this.tryBeginExtent(extent), 'an extent header fits into an empty buffer')
  }

  /** As `beginExtent`, if that needs no writing; else false. */
  tryBeginExtent(extent: ExtentHeader): boolean {
    if (this.#room < EXTENT_HEADER_BYTES) return false
    this.#endExtent()
    extent.position = this.bytes + EXTENT_HEADER_BYTES
    extent.sparseCount = 0
    extent.sparseCrc = 0
    extent.sparsePosition = 0
    assert(extent.position + extent.bytes < SEGMENT_BYTES_LIMIT, 'a segment file is below 4 GiB')
    encodeExtentHeader(this.#buffer, this.#used, extent)
    this.#used += EXTENT_HEADER_BYTES
    this.bytes += EXTENT_HEADER_BYTES
    if (this.#tableBytes === this.#table.length) this.#table = doubled(this.#table)
    encodeExtentHeader(this.#table, this.#tableBytes, extent)
    this.#tableBytes += EXTENT_HEADER_BYTES
    this.#extentSparse = this.#sparseBytes
    this.#nextSparseAt = this.bytes
    return true
  }

  /** Says how large the current extent became, where that was not known when it began. */
  async amendExtent(bytes: number, maxTimestamp: number): Promise<void> {
    const at = this.#tableBytes - EXTENT_HEADER_BYTES
    const extent = decodeExtentHeader(this.#table, at, emptyExtentHeader())
    extent.bytes = bytes
    extent.maxTimestamp = maxTimestamp
    assert(extent.position + bytes === this.bytes && this.bytes < SEGMENT_BYTES_LIMIT, 'an extent ends where its last batch does')
    encodeExtentHeader(this.#table, at, extent)
    const header = extent.position - EXTENT_HEADER_BYTES
    const buffered = header - (this.bytes - this.#used)
    if (buffered >= 0) encodeExtentHeader(this.#buffer, buffered, extent)
    else await writeAsync(this.#handle, this.#table, at, EXTENT_HEADER_BYTES, header)
  }

  /** Adds a batch if there is room for it without writing; false: call `flush` and try again, or `appendLarge`. */
  tryAppend(batch: Buffer, start: number, end: number): boolean {
    if (this.#room < end - start) return false
    this.#index(batch, start)
    this.#put(batch, start, end)
    return true
  }

  /** Adds a batch larger than the chunk. */
  async appendLarge(batch: Buffer): Promise<void> {
    this.#index(batch, 0)
    for (let at = 0; at < batch.length; ) {
      const count = Math.min(this.#room, batch.length - at)
      this.#put(batch, at, at + count)
      at += count
      if (this.#room === 0) await this.flush()
    }
  }

  /** Writes what was gathered. */
  async flush(): Promise<void> {
    if (this.#used === 0) return
    const used = this.#used
    await writeAsync(this.#handle, this.#buffer, 0, used, this.bytes - used)
    this.#used = 0
  }

  /**
   * Writes index and footer, syncs and closes. `replaced`: numbers of the files that this one takes the place of.
   * Returns the extent headers, back to back.
   */
  async finish(replaced: readonly number[] = []): Promise<Buffer> {
    this.#endExtent()
    await this.flush()
    const sparsePosition = this.bytes
    const table = this.#table.subarray(0, this.#tableBytes)
    const extent = emptyExtentHeader()
    for (let at = 0; at < table.length; at += EXTENT_HEADER_BYTES) {
      if (decodeExtentHeader(table, at, extent).sparseCount === 0) continue
      extent.sparsePosition += sparsePosition
      encodeExtentHeader(table, at, extent)
    }
    await this.#write(this.#sparse.subarray(0, this.#sparseBytes))
    const tablePosition = this.bytes
    assert(tablePosition < SEGMENT_BYTES_LIMIT, 'a segment file is below 4 GiB')
    await this.#write(table)
    const numbers = Buffer.allocUnsafe(replaced.length * REPLACED_ENTRY_BYTES)
    for (const [i, number] of replaced.entries()) writeInt64(numbers, i * REPLACED_ENTRY_BYTES, number)
    await this.#write(numbers)
    await this.#write(encodeFooter({
      extentCount: table.length / EXTENT_HEADER_BYTES, sparsePosition, tablePosition, replacedCount: replaced.length,
      replacedCrc: crc32c(numbers), tableCrc: crc32c(table),
    }))
    await datasyncAsync(this.#handle)
    this.#handle.closeSync()
    return table
  }

  /** Closes without finishing; the file is left for the caller to remove. */
  abandon(): void {
    this.#handle.closeSync()
  }

  get #room(): number {
    return this.#buffer.length - this.#used
  }

  #put(bytes: Buffer, start: number, end: number): void {
    bytes.copy(this.#buffer, this.#used, start, end)
    this.#used += end - start
    this.bytes += end - start
  }

  async #write(bytes: Buffer): Promise<void> {
    await writeAsync(this.#handle, bytes, 0, bytes.length, this.bytes)
    this.bytes += bytes.length
  }

  #index(batch: Buffer, start: number): void {
    const maxTimestamp = batchMaxTimestamp(batch, start)
    if (this.bytes < this.#nextSparseAt) {
      const last = this.#sparseBytes - SPARSE_ENTRY_BYTES + 16
      if (maxTimestamp > this.#sparse.readDoubleBE(last)) this.#sparse.writeDoubleBE(maxTimestamp, last)
      return
    }
    if (this.#sparseBytes === this.#sparse.length) {
      this.#sparse = doubled(this.#sparse)
    }
    // Doubles: the index is read back as a Float64 table, and all values are whole numbers below 2^53.
    this.#sparse.writeDoubleBE(batchBaseOffset(batch, start), this.#sparseBytes)
    this.#sparse.writeDoubleBE(this.bytes, this.#sparseBytes + 8)
    this.#sparse.writeDoubleBE(maxTimestamp, this.#sparseBytes + 16)
    this.#sparseBytes += SPARSE_ENTRY_BYTES
    this.#nextSparseAt = this.bytes + SPARSE_INTERVAL_BYTES
  }

  #endExtent(): void {
    const at = this.#tableBytes - EXTENT_HEADER_BYTES
    // One entry says no more than the extent itself.
    if (this.#sparseBytes - this.#extentSparse <= SPARSE_ENTRY_BYTES) this.#sparseBytes = this.#extentSparse
    if (at < 0 || this.#sparseBytes === this.#extentSparse) return
    const extent = decodeExtentHeader(this.#table, at, emptyExtentHeader())
    extent.sparsePosition = this.#extentSparse
    extent.sparseCount = (this.#sparseBytes - this.#extentSparse) / SPARSE_ENTRY_BYTES
    extent.sparseCrc = crc32c(this.#sparse, this.#extentSparse, this.#sparseBytes)
    encodeExtentHeader(this.#table, at, extent)
  }
}

function doubled(buffer: Buffer): Buffer {
  const bigger = Buffer.allocUnsafeSlow(buffer.length * 2)
  buffer.copy(bigger)
  return bigger
}

export const WRITER_BUFFER_BYTES: number = CHUNK_BYTES
