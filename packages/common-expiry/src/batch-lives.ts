import type { RecordCursor } from '@robustmq/record-batch'
import { batchBaseOffset, batchCrc, batchMaxTimestamp, RECORDS_OK } from '@robustmq/record-batch'
import { NEVER, ownExpiry } from './record-expiry.ts'

/** What has to be known of a batch to tell whether one of its records has expired. */
export interface BatchLife {
  /** The earliest end of life that a record carries itself; `NEVER` when none does. */
  readonly earliestExpiryMs: number
  /** The earliest time of a record that has one; `NEVER` when none has. */
  readonly earliestTimestampMs: number
}

/**
 * The lives of the batches seen last, so that a batch with many readers is walked once. A table of fixed size: a batch is
 * known by base offset, CRC and largest timestamp, and another one in its slot takes its place.
 */
export class BatchLives implements BatchLife {
  earliestExpiryMs: number = NEVER
  earliestTimestampMs: number = NEVER
  readonly #mask: number
  readonly #baseOffset: Float64Array
  readonly #crc: Uint32Array
  readonly #maxTimestamp: Float64Array
  readonly #expiry: Float64Array
  readonly #timestamp: Float64Array

  /** `slots`: a power of two; 36 bytes each. */
  constructor(slots: number) {
    this.#mask = slots - 1
    this.#baseOffset = new Float64Array(slots).fill(-1)
    this.#crc = new Uint32Array(slots)
    this.#maxTimestamp = new Float64Array(slots)
    this.#expiry = new Float64Array(slots)
    this.#timestamp = new Float64Array(slots)
  }

  /** Fills in what is known of the batch at `start`; false when it is not known. */
  recall(bytes: Uint8Array, start: number): boolean {
    const slot = this.#slotOf(bytes, start)
    if (this.#baseOffset[slot] !== batchBaseOffset(bytes, start)) return false
    if (this.#crc[slot] !== batchCrc(bytes, start) || this.#maxTimestamp[slot] !== batchMaxTimestamp(bytes, start)) return false
    this.earliestExpiryMs = this.#expiry[slot] as number
    this.earliestTimestampMs = this.#timestamp[slot] as number
    return true
  }

  /** Walks the batch that `cursor` was opened with and remembers it; false when its records cannot be read to the end. */
  learn(bytes: Uint8Array, start: number, cursor: RecordCursor): boolean {
    let expiryMs = NEVER
    let timestampMs = NEVER
    while (cursor.next()) {
      expiryMs = Math.min(expiryMs, ownExpiry(cursor))
      if (cursor.timestamp >= 0 && cursor.timestamp < timestampMs) timestampMs = cursor.timestamp
    }
    if (cursor.failure !== RECORDS_OK) return false
    this.earliestExpiryMs = expiryMs
    this.earliestTimestampMs = timestampMs
    const slot = this.#slotOf(bytes, start)
    this.#baseOffset[slot] = batchBaseOffset(bytes, start)
    this.#crc[slot] = batchCrc(bytes, start)
    this.#maxTimestamp[slot] = batchMaxTimestamp(bytes, start)
    this.#expiry[slot] = expiryMs
    this.#timestamp[slot] = timestampMs
    return true
  }

  #slotOf(bytes: Uint8Array, start: number): number {
    return (batchCrc(bytes, start) ^ (batchCrc(bytes, start) >>> 15)) & this.#mask
  }
}
