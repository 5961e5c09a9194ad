import { assert } from '@robustmq/common-errors'
import { copyBytes, sizeOfVarint, writeInt32, writeInt64, writeUint16, writeVarint } from '@robustmq/common-bytes'
import { BATCH_HEADER_BYTES, BATCH_MAGIC_VALUE, BATCH_PREFIX_BYTES, CODEC_MASK, NO_PRODUCER_ID, sealBatch } from './header.ts'
import { NO_HEADERS } from './headers.ts'

export interface BatchBuilderOptions {
  /** Bound of one batch in bytes, header included. Default 1 MiB; at most 1 GiB. */
  readonly batchBytesMax?: number
  /** Bound of the records in one batch. Default 65 536. */
  readonly batchRecordsMax?: number
  /**
   * Memory is taken in chunks of this many bytes, and batches lie in them one after the other. So a small batch that is kept may keep
   * this much alive with it. Default 64 KiB (as in Node's own buffer pool); at least 256.
   */
  readonly chunkBytes?: number
}

const BATCH_BYTES_MAX_DEFAULT = 1 << 20
const BATCH_BYTES_MAX_LIMIT = 1 << 30
const BATCH_RECORDS_MAX_DEFAULT = 65_536
const CHUNK_BYTES_DEFAULT = 64 * 1024
const CHUNK_BYTES_MIN = 256
/** A batch is not begun in less room than this at the end of a chunk. */
const ROOM_BYTES_MIN = BATCH_HEADER_BYTES + 64
const EMPTY = Buffer.alloc(0)

/** Size of the zig-zag varint of a number 0 .. 2^30. */
function sizeOfCount(n: number): number {
  return n < 64 ? 1 : n < 8192 ? 2 : n < 1048576 ? 3 : n < 134217728 ? 4 : 5
}

/** Writes the zig-zag varint of a number 0 .. 2^30. Nearly all lengths and deltas take one byte or two. */
function writeCount(bytes: Uint8Array, at: number, n: number): number {
  if (n < 64) {
    bytes[at] = n << 1
    return at + 1
  }
  if (n < 8192) {
    bytes[at] = ((n << 1) & 0x7f) | 0x80
    bytes[at + 1] = n >>> 6
    return at + 2
  }
  return writeVarint(bytes, at, n)
}

/** Size of a timestamp delta, which is nearly always small and not negative. */
function sizeOfDelta(delta: number): number {
  return delta >= 0 && delta < 0x40000000 ? sizeOfCount(delta) : sizeOfVarint(delta)
}

function writeDelta(bytes: Uint8Array, at: number, delta: number): number {
  return delta >= 0 && delta < 0x40000000 ? writeCount(bytes, at, delta) : writeVarint(bytes, at, delta)
}

/**
 * Builds uncompressed record batches straight from source buffers: `begin`, any number of appends, `finish`.
 * Nothing is allocated per record. An append that does not fit returns false (or appends fewer) and changes nothing:
 * finish the batch and begin the next; when `recordCount` is 0 then, the record exceeds `batchBytesMax` by itself.
 * Source bytes are copied during the call, so the caller may reuse its buffers at once.
 *
 * Plain fields instead of `#private` ones: they are touched for every record.
 */
export class BatchBuilder {
  /** Records of the batch being built. */
  recordCount = 0
  private readonly bytesMax: number
  private readonly recordsMax: number
  private readonly chunkBytes: number
  private chunk: Buffer = EMPTY
  private start = 0
  private position = 0
  private limit = 0
  private building = false
  private attributes = 0
  private baseTimestamp = 0
  private maxTimestamp = 0
  private producerId = NO_PRODUCER_ID
  private producerEpoch = -1
  private baseSequence = -1

  constructor(options: BatchBuilderOptions = {}) {
    this.bytesMax = options.batchBytesMax ?? BATCH_BYTES_MAX_DEFAULT
    this.recordsMax = options.batchRecordsMax ?? BATCH_RECORDS_MAX_DEFAULT
    this.chunkBytes = options.chunkBytes ?? CHUNK_BYTES_DEFAULT
    assert(this.chunkBytes >= CHUNK_BYTES_MIN, 'chunkBytes must be 256 or more')
    assert(this.bytesMax > BATCH_HEADER_BYTES && this.bytesMax <= BATCH_BYTES_MAX_LIMIT, 'batchBytesMax must be 62 .. 2^30')
    assert(this.recordsMax >= 1 && this.recordsMax <= 0x7fffffff, 'batchRecordsMax must be 1 .. 2^31 - 1')
  }

  /** Bytes of the batch so far, header included; 0 when none is being built. */
  get batchBytes(): number {
    return this.building ? this.position - this.start : 0
  }

  /** Starts a batch. `attributes` are the header bits, codec 0. A batch begun and not finished is dropped. */
  begin(baseTimestampMs: number, attributes: number): void {
    assert((attributes & CODEC_MASK) === 0, 'the builder does not compress')
    this.building = true
    this.attributes = attributes
    this.baseTimestamp = baseTimestampMs
    this.maxTimestamp = -1
    this.recordCount = 0
    this.producerId = NO_PRODUCER_ID
    this.producerEpoch = -1
    this.baseSequence = -1
    if (this.chunk.length - this.start < ROOM_BYTES_MIN) {
      this.chunk = Buffer.allocUnsafeSlow(this.chunkBytes)
      this.start = 0
    }
    this.position = this.start + BATCH_HEADER_BYTES
    this.limit = Math.min(this.chunk.length, this.start + this.bytesMax)
  }

  /** Adds header bits to the batch being built. */
  mark(attributes: number): void {
    this.attributes |= attributes
  }

  /** Producer fields of the batch being built. Without this call the batch has no producer (-1 in all three). */
  setProducer(producerId: number, producerEpoch: number, baseSequence: number): void {
    this.producerId = producerId
    this.producerEpoch = producerEpoch
    this.baseSequence = baseSequence
  }

  /**
   * Appends one record. A null key buffer is a null key, a null value buffer a tombstone. `headerBlock` is a section made by
   * `encodeHeaders`, or null for none; it is copied unchecked. False when the batch is full.
   */
  append(
    timestampMs: number,
    recordAttributes: number,
    keyBuffer: Uint8Array | null,
    keyStart: number,
    keyEnd: number,
    valueBuffer: Uint8Array | null,
    valueStart: number,
    valueEnd: number,
    headerBlock: Uint8Array | null,
  ): boolean {
    const offsetDelta = this.recordCount
    const timestampDelta = timestampMs - this.baseTimestamp
    const keyBytes = keyEnd - keyStart
    const valueBytes = valueEnd - valueStart
    const headers = headerBlock ?? NO_HEADERS
    const bodyBytes =
      1 +
      sizeOfDelta(timestampDelta) +
      sizeOfCount(offsetDelta) +
      (keyBuffer === null ? 1 : sizeOfCount(keyBytes) + keyBytes) +
      (valueBuffer === null ? 1 : sizeOfCount(valueBytes) + valueBytes) +
      headers.length
    if (!this.reserve(sizeOfCount(bodyBytes) + bodyBytes)) return false

    const chunk = this.chunk
    let at = writeCount(chunk, this.position, bodyBytes)
    chunk[at++] = recordAttributes
    at = writeDelta(chunk, at, timestampDelta)
    at = writeCount(chunk, at, offsetDelta)
    if (keyBuffer === null) chunk[at++] = 1
    else at = copyBytes(keyBuffer, keyStart, keyEnd, chunk, writeCount(chunk, at, keyBytes))
    if (valueBuffer === null) chunk[at++] = 1
    else at = copyBytes(valueBuffer, valueStart, valueEnd, chunk, writeCount(chunk, at, valueBytes))
    this.position = copyBytes(headers, 0, headers.length, chunk, at)
    this.recordCount = offsetDelta + 1
    if (timestampMs > this.maxTimestamp) this.maxTimestamp = timestampMs
    return true
  }

  /** `append` without key and headers. */
  appendValue(timestampMs: number, recordAttributes: number, valueBuffer: Uint8Array, valueStart: number, valueEnd: number): boolean {
    const offsetDelta = this.recordCount
    const timestampDelta = timestampMs - this.baseTimestamp
    const valueBytes = valueEnd - valueStart
    const bodyBytes = 3 + sizeOfDelta(timestampDelta) + sizeOfCount(offsetDelta) + sizeOfCount(valueBytes) + valueBytes
    if (!this.reserve(sizeOfCount(bodyBytes) + bodyBytes)) return false
    const chunk = this.chunk
    let at = writeCount(chunk, this.position, bodyBytes)
    chunk[at++] = recordAttributes
    at = writeDelta(chunk, at, timestampDelta)
    at = writeCount(chunk, at, offsetDelta)
    chunk[at++] = 1
    at = copyBytes(valueBuffer, valueStart, valueEnd, chunk, writeCount(chunk, at, valueBytes))
    chunk[at++] = 0
    this.position = at
    this.recordCount = offsetDelta + 1
    if (timestampMs > this.maxTimestamp) this.maxTimestamp = timestampMs
    return true
  }

  /**
   * Appends a run of keyless records whose values are `buffer[valueStart[i], valueEnd[i])` for `i` in `[from, from + count)`, all with the
   * same timestamp, attributes and headers. Returns how many were appended: fewer than `count` when the batch is full.
   */
  appendValues(
    buffer: Uint8Array,
    valueStart: Int32Array,
    valueEnd: Int32Array,
    from: number,
    count: number,
    timestampMs: number,
    recordAttributes: number,
    headerBlock: Uint8Array | null,
  ): number {
    const headers = headerBlock ?? NO_HEADERS
    const timestampDelta = timestampMs - this.baseTimestamp
    const fixedBytes = 2 + sizeOfDelta(timestampDelta) + headers.length
    let appended = 0
    for (; appended < count; appended++) {
      const start = valueStart[from + appended] as number
      const end = valueEnd[from + appended] as number
      const valueBytes = end - start
      const offsetDelta = this.recordCount
      const bodyBytes = fixedBytes + sizeOfCount(offsetDelta) + sizeOfCount(valueBytes) + valueBytes
      if (!this.reserve(sizeOfCount(bodyBytes) + bodyBytes)) break
      const chunk = this.chunk
      let at = writeCount(chunk, this.position, bodyBytes)
      chunk[at++] = recordAttributes
      at = writeDelta(chunk, at, timestampDelta)
      at = writeCount(chunk, at, offsetDelta)
      chunk[at++] = 1
      at = copyBytes(buffer, start, end, chunk, writeCount(chunk, at, valueBytes))
      this.position = copyBytes(headers, 0, headers.length, chunk, at)
      this.recordCount = offsetDelta + 1
    }
    if (appended > 0 && timestampMs > this.maxTimestamp) this.maxTimestamp = timestampMs
    return appended
  }

  /**
   * Ends the batch and returns it: exact size, CRC set, base offset 0 and leader epoch -1 (patch both in place), owned by the
   * caller: its bytes are never used again here. At least one record must have been appended.
   */
  finish(): Buffer {
    assert(this.building && this.recordCount > 0, 'finish() without records')
    const size = this.position - this.start
    const batch = this.takeBytes(size)
    writeInt64(batch, 0, 0)
    writeInt32(batch, 8, size - BATCH_PREFIX_BYTES)
    writeInt32(batch, 12, -1)
    batch[16] = BATCH_MAGIC_VALUE
    writeUint16(batch, 21, this.attributes)
    writeInt32(batch, 23, this.recordCount - 1)
    writeInt64(batch, 27, this.baseTimestamp)
    writeInt64(batch, 35, this.maxTimestamp)
    writeInt64(batch, 43, this.producerId)
    writeUint16(batch, 51, this.producerEpoch)
    writeInt32(batch, 53, this.baseSequence)
    writeInt32(batch, 57, this.recordCount)
    sealBatch(batch, 0, size)
    this.reset()
    return batch
  }

  /** Drops the batch being built. */
  reset(): void {
    this.building = false
    this.recordCount = 0
    if (this.chunk.length > this.chunkBytes) {
      this.chunk = EMPTY
      this.start = 0
    }
    this.position = this.start
  }

  /** The bytes of the batch, which stays where it was built unless that would waste much of a chunk grown for it alone. */
  private takeBytes(size: number): Buffer {
    const { chunk, start } = this
    if (chunk.length <= this.chunkBytes) {
      this.start = (this.position + 7) & ~7
      return chunk.subarray(start, this.position)
    }
    const bytes = chunk.subarray(start, this.position)
    return size * 4 >= chunk.length * 3 ? bytes : Buffer.from(bytes)
  }

  private reserve(bytes: number): boolean {
    return (this.position + bytes <= this.limit && this.recordCount < this.recordsMax && this.building) || this.grow(bytes)
  }

  /** Moves the batch to a chunk with room for `bytes` more, unless a bound forbids it. */
  private grow(bytes: number): boolean {
    assert(this.building, 'append before begin()')
    const size = this.position - this.start
    const needed = size + bytes
    if (needed > this.bytesMax || this.recordCount >= this.recordsMax) return false
    // A batch that began late in a chunk may just need a fresh one; a large one doubles.
    const chunkBytes = needed <= this.chunkBytes ? this.chunkBytes : Math.max(needed, Math.min(this.bytesMax, size * 2))
    const larger = Buffer.allocUnsafeSlow(chunkBytes)
    this.chunk.copy(larger, 0, this.start, this.position)
    this.chunk = larger
    this.start = 0
    this.position = size
    this.limit = Math.min(larger.length, this.bytesMax)
    return true
  }
}
