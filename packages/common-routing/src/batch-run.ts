import type { MessageRun } from '@robustmq/broker-api'
import { createMessageRun } from '@robustmq/broker-api'
import type { Decompress } from '@robustmq/broker-api'
import { isExpired } from '@robustmq/common-expiry'
import { mayExpire, RECORD_DELIVERY_MASK, RecordCursor, RECORDS_OK } from '@robustmq/record-batch'

/** Messages handed over at once while a stored batch is walked. */
const RUN_COUNT_MAX = 256

/**
 * Reads stored batches as runs, for subscribers that take single messages. One reader per router or session; the run is
 * filled again and again. Control records are skipped.
 */
export class BatchRunReader {
  readonly run: MessageRun = createMessageRun()
  /** Offset of the first message of the current run. */
  firstOffset = -1
  /** Offset of the last message of the current run. */
  lastOffset = -1
  /** Offsets of the messages of the current run. */
  readonly offsets: Float64Array = new Float64Array(RUN_COUNT_MAX)
  private readonly cursor = new RecordCursor()
  private readonly decompress: Decompress
  private pending = false
  private ttlMs = 0
  /** Wall-clock time by which the records of the current batch are judged; 0: none of them can expire. */
  private nowMs = 0

  constructor(decompress: Decompress) {
    this.decompress = decompress
    const run = this.run
    run.payloadStart = new Int32Array(RUN_COUNT_MAX)
    run.payloadEnd = new Int32Array(RUN_COUNT_MAX)
    run.timestamps = new Float64Array(RUN_COUNT_MAX)
    this.keyStart = new Int32Array(RUN_COUNT_MAX)
    this.keyEnd = new Int32Array(RUN_COUNT_MAX)
    this.headersStart = new Int32Array(RUN_COUNT_MAX)
    this.headersEnd = new Int32Array(RUN_COUNT_MAX)
  }

  private readonly keyStart: Int32Array
  private readonly keyEnd: Int32Array
  private readonly headersStart: Int32Array
  private readonly headersEnd: Int32Array

  /**
   * Begins with the batch at `[start, end)`. False when it cannot be read; `failure` of the cursor says why. With the wall-clock time
   * `nowMs`, records past their own end of life, or older than `ttlMs` (0: no such bound), are skipped.
   */
  open(bytes: Buffer, start: number, end: number, nowMs = 0, ttlMs = 0): boolean {
    this.pending = false
    this.ttlMs = ttlMs
    this.nowMs = 0
    if (!this.cursor.open(bytes, start, end, this.decompress)) return false
    if (this.cursor.control) return false
    this.run.headersTrusted = this.cursor.brokerWritten
    if (ttlMs > 0 || mayExpire(bytes, start)) this.nowMs = nowMs
    return true
  }

  /** Why the last `open` or `next` stopped early; 0 when it did not. */
  get failure(): number {
    return this.cursor.failure
  }

  /** Fills the run with the next messages that share one delivery class; false at the end. */
  next(): boolean {
    const { cursor, run } = this
    let count = 0
    let keys = false
    let headers = false
    const timestamps = run.timestamps as Float64Array
    while (count < RUN_COUNT_MAX) {
      if (!this.pending && !cursor.next()) break
      this.pending = false
      if (this.nowMs > 0 && isExpired(cursor, this.nowMs, this.ttlMs)) continue
      // Whoever wrote a batch itself had it acknowledged as a whole: at least once.
      const deliveryClass = cursor.brokerWritten ? cursor.attributes & RECORD_DELIVERY_MASK : 1
      if (count === 0) {
        run.deliveryClass = deliveryClass
        this.firstOffset = cursor.offset
      } else if (deliveryClass !== run.deliveryClass) {
        this.pending = true
        break
      }
      run.payloadStart[count] = cursor.valueStart
      run.payloadEnd[count] = cursor.valueEnd
      this.keyStart[count] = cursor.keyStart
      this.keyEnd[count] = cursor.keyEnd
      if (cursor.keyStart >= 0) keys = true
      this.headersStart[count] = cursor.headersStart
      this.headersEnd[count] = cursor.headerCount === 0 ? cursor.headersStart : cursor.headersEnd
      if (cursor.headerCount > 0) headers = true
      timestamps[count] = cursor.timestamp
      this.offsets[count] = cursor.offset
      this.lastOffset = cursor.offset
      count++
    }
    if (count === 0) return false
    run.count = count
    run.buffer = asBuffer(cursor.buffer)
    run.keyStart = keys ? this.keyStart : null
    run.keyEnd = keys ? this.keyEnd : null
    run.headersStart = headers ? this.headersStart : null
    run.headersEnd = headers ? this.headersEnd : null
    run.headerBuffer = headers ? run.buffer : null
    run.timestampMs = timestamps[0] as number
    return true
  }

  /** True when the whole batch has been read without a fault. */
  get complete(): boolean {
    return this.cursor.failure === RECORDS_OK && !this.pending
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
