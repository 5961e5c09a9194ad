import { equalBytes, readVarint32, readVarint64, VARINT_INVALID, varintEnd } from '@robustmq/common-bytes'
import {
  BATCH_HEADER_BYTES,
  BATCH_MAGIC_VALUE,
  BATCH_PREFIX_BYTES,
  batchBaseOffset,
  batchBaseTimestamp,
  batchCodec,
  batchLastOffsetDelta,
  batchLength,
  batchMagic,
  batchMaxTimestamp,
  batchRecordCount,
  CODEC_NONE,
  isAppendTime,
  isBrokerWritten,
  isControl,
} from './header.ts'

/**
 * Decompresses `bytes[start, end)`. Null when the data is corrupt, would take more than `bytesMax`, or the codec is unknown.
 * Must not throw for bad input. The result is the caller's.
 */
export type Decompressor = (codec: number, bytes: Uint8Array, start: number, end: number, bytesMax: number) => Buffer | null

export const RECORDS_OK = 0
export const RECORDS_BAD_BATCH = 1
export const RECORDS_BAD_COMPRESSION = 2
export const RECORDS_BAD_LENGTH = 3
export const RECORDS_BAD_FIELD = 4
export const RECORDS_BAD_OFFSET = 5
export const RECORDS_BAD_HEADERS = 6
export const RECORDS_TRAILING_BYTES = 7

/** What each `failure` of `RecordCursor` means, by code. */
export const RECORDS_MESSAGES: readonly string[] = [
  'the records are well formed',
  'the batch header does not match its bytes',
  'the records cannot be decompressed, or exceed the bound when decompressed',
  'the length of a record reaches past the batch',
  'a field of a record is truncated, over long or reaches past the record',
  'the offsets of the records do not rise within the batch',
  'the headers of a record do not fill the rest of it',
  'bytes follow the last record',
]

/** Bound of a decompressed records section when `open` is given none. */
export const RECORDS_BYTES_MAX_DEFAULT: number = 16 * 1024 * 1024

const NOTHING: Uint8Array = new Uint8Array(0)

/**
 * Walks the records of one batch by position, without an object per record. Reusable: `open`, then `next` until it returns
 * false, then look at `failure`: `RECORDS_OK` means that every record was seen. Never throws on bad bytes and never
 * reads outside the range. Positions point into `buffer`, which is the batch's own buffer unless it was compressed.
 * The CRC is not checked here: `checkBatch` does.
 */
export class RecordCursor {
  failure: number = RECORDS_OK
  /** What the positions refer to. Kept until the next `open`. */
  buffer: Uint8Array = NOTHING
  /** True for a transaction marker: not a message. */
  control = false
  brokerWritten = false

  offset = -1
  timestamp = -1
  /** Record attributes; 0 unless the broker itself wrote the batch. */
  attributes = 0
  /** -1 when the key is null. */
  keyStart = -1
  keyEnd = -1
  /** -1 when the value is null (a tombstone). */
  valueStart = -1
  valueEnd = -1
  /** `[headersStart, headersEnd)` is the whole section with its count, as `encodeHeaders` makes it. */
  headersStart = 0
  headersEnd = 0
  headerCount = 0

  headerNameStart = 0
  headerNameEnd = 0
  /** -1 when the header's value is null. */
  headerValueStart = -1
  headerValueEnd = -1

  private position = 0
  private end = 0
  private recordsLeft = 0
  private lastDelta = -1
  private lastOffsetDelta = 0
  private baseOffset = 0
  private baseTimestamp = 0
  private appendTimestamp = -1
  private headerPosition = 0
  private headersLeft = 0

  /**
   * Begins with the batch at `[start, end)`. A compressed batch needs `decompress`, which may make `bytesMax` bytes
   * at most. False, with `failure` set, when the batch cannot be read at all.
   */
  open(
    bytes: Uint8Array,
    start: number,
    end: number,
    decompress: Decompressor | null = null,
    bytesMax: number = RECORDS_BYTES_MAX_DEFAULT,
  ): boolean {
    this.recordsLeft = 0
    this.headersLeft = 0
    this.failure = RECORDS_OK
    const size = end - start
    if (
      start < 0 ||
      end > bytes.length ||
      size < BATCH_HEADER_BYTES ||
      batchLength(bytes, start) !== size - BATCH_PREFIX_BYTES ||
      batchMagic(bytes, start) !== BATCH_MAGIC_VALUE
    ) {
      return this.fail(RECORDS_BAD_BATCH)
    }
    const count = batchRecordCount(bytes, start)
    if (count < 0) return this.fail(RECORDS_BAD_BATCH)
    const codec = batchCodec(bytes, start)
    if (codec === CODEC_NONE) {
      this.buffer = bytes
      this.position = start + BATCH_HEADER_BYTES
      this.end = end
    } else {
      const records = decompress === null ? null : decompress(codec, bytes, start + BATCH_HEADER_BYTES, end, bytesMax)
      if (records === null || records.length > bytesMax) return this.fail(RECORDS_BAD_COMPRESSION)
      this.buffer = records
      this.position = 0
      this.end = records.length
    }
    this.recordsLeft = count
    this.lastDelta = -1
    this.lastOffsetDelta = batchLastOffsetDelta(bytes, start)
    this.baseOffset = batchBaseOffset(bytes, start)
    this.baseTimestamp = batchBaseTimestamp(bytes, start)
    this.appendTimestamp = isAppendTime(bytes, start) ? batchMaxTimestamp(bytes, start) : -1
    this.control = isControl(bytes, start)
    this.brokerWritten = isBrokerWritten(bytes, start)
    return true
  }

  /**
   * Steps to the next record. False at the end and on failure.
   *
   *   length varint | attributes i8 | timestampDelta varlong | offsetDelta varint | key length varint, key |
   *   value length varint, value | header count varint, headers      (all zig-zag; length -1 is null)
   */
  next(): boolean {
    if (this.failure !== RECORDS_OK) return false
    if (this.recordsLeft === 0) {
      if (this.position !== this.end) this.fail(RECORDS_TRAILING_BYTES)
      return false
    }
    const bytes = this.buffer
    const length = readVarint32(bytes, this.position, this.end)
    if (length < 0) return this.fail(RECORDS_BAD_LENGTH)
    let at = varintEnd
    const end = at + length
    if (end > this.end) return this.fail(RECORDS_BAD_LENGTH)
    if (length === 0) return this.fail(RECORDS_BAD_FIELD)
    this.attributes = this.brokerWritten ? (bytes[at] as number) : 0
    at++
    const timestampDelta = readVarint64(bytes, at, end)
    if (timestampDelta === VARINT_INVALID) return this.fail(RECORDS_BAD_FIELD)
    const offsetDelta = readVarint32(bytes, varintEnd, end)
    if (offsetDelta === VARINT_INVALID) return this.fail(RECORDS_BAD_FIELD)
    if (offsetDelta <= this.lastDelta || offsetDelta > this.lastOffsetDelta) return this.fail(RECORDS_BAD_OFFSET)

    const keyBytes = readVarint32(bytes, varintEnd, end)
    at = varintEnd
    if (keyBytes < -1 || keyBytes > end - at) return this.fail(RECORDS_BAD_FIELD)
    this.keyStart = keyBytes < 0 ? -1 : at
    if (keyBytes > 0) at += keyBytes
    this.keyEnd = keyBytes < 0 ? -1 : at

    const valueBytes = readVarint32(bytes, at, end)
    if (valueBytes < -1 || valueBytes > end - varintEnd) return this.fail(RECORDS_BAD_FIELD)
    at = varintEnd
    this.valueStart = valueBytes < 0 ? -1 : at
    if (valueBytes > 0) at += valueBytes
    this.valueEnd = valueBytes < 0 ? -1 : at

    if (!this.readHeaders(at, end)) return this.fail(RECORDS_BAD_HEADERS)
    this.lastDelta = offsetDelta
    this.offset = this.baseOffset + offsetDelta
    this.timestamp = this.appendTimestamp >= 0 ? this.appendTimestamp : this.baseTimestamp + timestampDelta
    this.position = end
    this.recordsLeft--
    return true
  }

  /** Steps to the next header of the current record; its bounds were checked by `next`. */
  nextHeader(): boolean {
    if (this.headersLeft === 0) return false
    this.headersLeft--
    return this.readHeader(this.headerPosition, this.headersEnd)
  }

  /** Makes `nextHeader` begin again with the first header of the current record. */
  rewindHeaders(): void {
    if (this.failure !== RECORDS_OK) return
    readVarint32(this.buffer, this.headersStart, this.headersEnd)
    this.headerPosition = varintEnd
    this.headersLeft = this.headerCount
  }

  /** Walks all headers once, so that `nextHeader` needs no failure of its own; true when they end exactly at `end`. */
  private readHeaders(at: number, end: number): boolean {
    this.headersLeft = 0
    const count = readVarint32(this.buffer, at, end)
    if (count < 0) return false
    this.headersStart = at
    this.headersEnd = end
    this.headerCount = count
    const first = varintEnd
    if (count === 0) return first === end
    this.headerPosition = first
    for (let i = 0; i < count; i++) {
      if (!this.readHeader(this.headerPosition, end)) return false
    }
    if (this.headerPosition !== end) return false
    this.headerPosition = first
    this.headersLeft = count
    return true
  }

  private readHeader(at: number, end: number): boolean {
    const nameBytes = readVarint32(this.buffer, at, end)
    if (nameBytes < 0 || nameBytes > end - varintEnd) return false
    this.headerNameStart = varintEnd
    this.headerNameEnd = varintEnd + nameBytes
    const valueBytes = readVarint32(this.buffer, this.headerNameEnd, end)
    if (valueBytes < -1 || valueBytes > end - varintEnd) return false
    this.headerValueStart = valueBytes < 0 ? -1 : varintEnd
    this.headerValueEnd = valueBytes < 0 ? -1 : varintEnd + valueBytes
    this.headerPosition = valueBytes < 0 ? varintEnd : this.headerValueEnd
    return true
  }

  private fail(code: number): false {
    this.failure = code
    this.recordsLeft = 0
    this.headersLeft = 0
    return false
  }
}

/** Compares the bytes of the header name under the cursor. */
export function isHeaderName(cursor: RecordCursor, name: Uint8Array): boolean {
  return equalBytes(cursor.buffer, cursor.headerNameStart, cursor.headerNameEnd, name, 0, name.length)
}
