import type { Decompress } from '@robustmq/broker-api'
import { batchBaseOffset, batchNextOffset, batchRecordCount, isControl, RECORDS_OK } from '@robustmq/record-batch'
import type { RecordCursor } from '@robustmq/record-batch'

const NONE = new Int32Array(0)
/** 4-byte columns of a decoded record. */
const COLUMNS = 8

/**
 * A batch as it is stored, with the places of its records once somebody asked: decoded once for all consumers. Columns
 * stand one after another in one array.
 */
export class StoredBatch {
  readonly baseOffset: number
  readonly nextOffset: number
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  /** Records; -1 until decoded. */
  count = -1
  /** What the positions refer to. */
  buffer: Buffer
  brokerWritten = false
  hasKeys = false
  hasHeaders = false
  timestamps: Float64Array | null = null
  private columns: Int32Array = NONE

  constructor(bytes: Buffer, start: number, end: number) {
    this.bytes = bytes
    this.start = start
    this.end = end
    this.buffer = bytes
    this.baseOffset = batchBaseOffset(bytes, start)
    this.nextOffset = batchNextOffset(bytes, start)
  }

  /** False when the records cannot be read. Control batches have no records for consumers. */
  decode(cursor: RecordCursor, decompress: Decompress | null): boolean {
    if (this.count >= 0) return true
    if (isControl(this.bytes, this.start)) {
      this.count = 0
      return true
    }
    if (!cursor.open(this.bytes, this.start, this.end, decompress)) return false
    const capacity = batchRecordCount(this.bytes, this.start)
    const columns = new Int32Array(capacity * COLUMNS)
    const timestamps = new Float64Array(capacity)
    let count = 0
    while (cursor.next()) {
      const at = count * COLUMNS
      columns[at] = cursor.offset - this.baseOffset
      columns[at + 1] = cursor.valueStart
      columns[at + 2] = cursor.valueEnd
      columns[at + 3] = cursor.keyStart
      columns[at + 4] = cursor.keyEnd
      columns[at + 5] = cursor.headersStart
      columns[at + 6] = cursor.headerCount === 0 ? cursor.headersStart : cursor.headersEnd
      // Whoever wrote a batch itself had it acknowledged as a whole: at least once.
      columns[at + 7] = cursor.brokerWritten ? cursor.attributes : 1
      timestamps[count] = cursor.timestamp
      if (cursor.keyStart >= 0) this.hasKeys = true
      if (cursor.headerCount > 0) this.hasHeaders = true
      count++
    }
    if (cursor.failure !== RECORDS_OK) return false
    const { buffer } = cursor
    this.buffer = Buffer.isBuffer(buffer) ? buffer : Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    this.brokerWritten = cursor.brokerWritten
    this.columns = columns
    this.timestamps = timestamps
    this.count = count
    return true
  }

  /** The first record at or after `offset`; `count` when there is none. */
  indexFrom(offset: number): number {
    const delta = offset - this.baseOffset
    const { columns, count } = this
    if (delta < count && columns[delta * COLUMNS] === delta) return delta
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((columns[middle * COLUMNS] as number) < delta) low = middle + 1
      else high = middle
    }
    return low
  }

  offset(index: number): number {
    return this.baseOffset + (this.columns[index * COLUMNS] as number)
  }

  /** -1 for a null value. */
  valueStart(index: number): number {
    return this.columns[index * COLUMNS + 1] as number
  }

  valueEnd(index: number): number {
    return this.columns[index * COLUMNS + 2] as number
  }

  /** -1 for no key. */
  keyStart(index: number): number {
    return this.columns[index * COLUMNS + 3] as number
  }

  keyEnd(index: number): number {
    return this.columns[index * COLUMNS + 4] as number
  }

  /** The header section with its count; empty when there are none. */
  headersStart(index: number): number {
    return this.columns[index * COLUMNS + 5] as number
  }

  headersEnd(index: number): number {
    return this.columns[index * COLUMNS + 6] as number
  }

  /** Record attributes; 1 (at least once) in batches from outside. */
  attributes(index: number): number {
    return this.columns[index * COLUMNS + 7] as number
  }

  timestamp(index: number): number {
    return (this.timestamps as Float64Array)[index] as number
  }

  /** Bytes of key, value and headers. */
  size(index: number): number {
    return this.valueEnd(index) - this.valueStart(index) + (this.keyEnd(index) - this.keyStart(index)) + (this.headersEnd(index) - this.headersStart(index))
  }

  /** What it takes in memory beside the stored bytes. */
  get decodedBytes(): number {
    return this.columns.byteLength + (this.timestamps?.byteLength ?? 0) + (this.buffer === this.bytes ? 0 : this.buffer.length)
  }
}
