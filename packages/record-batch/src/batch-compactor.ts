import { readInt16 } from '@robustmq/common-bytes'
import { batchDeleteHorizon, emptyBatch, filterBatch } from './filter-batch.ts'
import type { Compressor, FilterOptions } from './filter-batch.ts'
import {
  batchBaseOffset, batchNextOffset, batchProducerId, batchRecordCount, isControl, isTransactional, NO_PRODUCER_ID,
} from './header.ts'
import type { Decompressor } from './record-cursor.ts'
import { RecordCursor, RECORDS_OK } from './record-cursor.ts'

/** The newest offset of each key; the keys are bytes, valid for the call. Offsets are put in rising order. */
export interface KeyOffsets {
  /** False when there is no room: nothing was noted. */
  put(bytes: Uint8Array, start: number, end: number, offset: number): boolean
  /** -1 when nothing was noted. */
  get(bytes: Uint8Array, start: number, end: number): number
}

export interface BatchCompactorOptions {
  readonly keys: KeyOffsets
  readonly nowMs: number
  /** How long tombstones, and markers of transactions without data, stay after the first compaction that met them, milliseconds. */
  readonly deleteRetentionMs: number
  readonly decompress: Decompressor | null
  readonly compress?: Compressor | null
  /** Removed for other reasons already, and not to be kept as the newest of its key either. */
  readonly isDeleted?: (offset: number) => boolean
  /** Producers and transactions remembered at once; a compaction that would need more ends there. Default 100 000. */
  readonly producersMax?: number
}

const MARKER_COMMIT = 1

/**
 * Log compaction of a run of stored batches, which the caller reads up to three times, in order:
 *
 *   1. `survey` every batch, up to the end of what may be compacted. It returns false for the first one that is too many.
 *   2. `note` the batches below `endOffset` that were not compacted before. False for the first that has no room: compact up to there.
 *   3. `rewrite` every batch below that end, then `finish`: they emit what is stored from now on.
 *
 * What is emitted covers the same offsets without a gap: a batch that stands for removed ones has no records. Kept are the
 * newest record of each key (of those that `note` saw), records without a key, tombstones and markers until their delete
 * horizon, markers while their data is there, and the last batch of each producer as a header. Records of aborted transactions go. A transaction that is open ends the
 * run: `endOffset` is its first offset. A batch that cannot be read is emitted as it is, and counted in `unreadable`.
 */
export class BatchCompactor {
  /** Records that `rewrite` left out. */
  removedRecords = 0
  unreadable = 0
  /** Earliest delete horizon of what was emitted, milliseconds; Infinity when there is none. */
  horizonMs: number = Number.POSITIVE_INFINITY
  readonly #options: BatchCompactorOptions
  readonly #filter: FilterOptions
  readonly #producersMax: number
  readonly #cursor = new RecordCursor()
  readonly #lastOfProducer = new Map<number, number>()
  readonly #openSince = new Map<number, number>()
  /** First offset and end of each aborted transaction, by producer. */
  readonly #aborted = new Map<number, number[]>()
  readonly #dataKept = new Set<number>()
  #surveyedOffset = 0
  #gapStart = -1
  #gapEnd = -1

  constructor(options: BatchCompactorOptions) {
    this.#options = options
    this.#producersMax = options.producersMax ?? 100_000
    this.#filter = { decompress: options.decompress, compress: options.compress ?? null, keepEmpty: false, deleteHorizonMs: null }
  }

  /** What may be compacted ends here. */
  get endOffset(): number {
    let end = this.#surveyedOffset
    for (const offset of this.#openSince.values()) end = Math.min(end, offset)
    return end
  }

  survey(batch: Buffer): boolean {
    const producerId = batchProducerId(batch, 0)
    if (producerId !== NO_PRODUCER_ID) {
      if (!this.#lastOfProducer.has(producerId) && this.#lastOfProducer.size >= this.#producersMax) return false
      this.#lastOfProducer.set(producerId, batchBaseOffset(batch, 0))
      if (isTransactional(batch, 0)) this.#surveyTransaction(batch, producerId)
    }
    this.#surveyedOffset = batchNextOffset(batch, 0)
    return true
  }

  note(batch: Buffer): boolean {
    if (isControl(batch, 0) || batchRecordCount(batch, 0) === 0) return true
    if (this.#isAborted(batch)) return true
    const cursor = this.#cursor
    const { keys, decompress, isDeleted } = this.#options
    if (!cursor.open(batch, 0, batch.length, decompress)) return true
    while (cursor.next()) {
      if (cursor.keyStart < 0 || isDeleted?.(cursor.offset) === true) continue
      if (!keys.put(cursor.buffer, cursor.keyStart, cursor.keyEnd, cursor.offset)) return false
    }
    return true
  }

  rewrite(batch: Buffer, emit: (batch: Buffer) => void): void {
    const producerId = batchProducerId(batch, 0)
    const keepEmpty = producerId !== NO_PRODUCER_ID && this.#lastOfProducer.get(producerId) === batchBaseOffset(batch, 0)
    const kept = isControl(batch, 0) ? this.#rewriteMarker(batch, producerId, keepEmpty) : this.#rewriteData(batch, producerId, keepEmpty)
    if (kept === null) {
      if (this.#gapStart < 0) this.#gapStart = batchBaseOffset(batch, 0)
      this.#gapEnd = batchNextOffset(batch, 0)
      return
    }
    this.#fillGap(emit)
    this.horizonMs = Math.min(this.horizonMs, batchDeleteHorizon(kept, 0) ?? Number.POSITIVE_INFINITY)
    emit(kept)
  }

  finish(emit: (batch: Buffer) => void): void {
    this.#fillGap(emit)
  }

  #fillGap(emit: (batch: Buffer) => void): void {
    if (this.#gapStart < 0) return
    for (let from = this.#gapStart; from < this.#gapEnd; from += 2 ** 31) emit(emptyBatch(from, Math.min(this.#gapEnd, from + 2 ** 31), -1))
    this.#gapStart = -1
  }

  #rewriteData(batch: Buffer, producerId: number, keepEmpty: boolean): Buffer | null {
    if (batchRecordCount(batch, 0) === 0) return keepEmpty ? batch : null
    const { nowMs, deleteRetentionMs, keys, isDeleted } = this.#options
    const aborted = this.#isAborted(batch)
    const horizonMs = batchDeleteHorizon(batch, 0)
    const keepsTombstones = horizonMs === null || horizonMs > nowMs
    const keep = (cursor: RecordCursor): boolean => {
      if (aborted || isDeleted?.(cursor.offset) === true) return false
      if (cursor.keyStart < 0) return true
      const newest = keys.get(cursor.buffer, cursor.keyStart, cursor.keyEnd)
      if (newest > cursor.offset) return false
      return cursor.valueStart >= 0 || keepsTombstones
    }
    const result = filterBatch(batch, keep, { ...this.#filter, keepEmpty, deleteHorizonMs: nowMs + deleteRetentionMs })
    if (result.failure !== RECORDS_OK) this.unreadable++
    this.removedRecords += result.removed
    if (isTransactional(batch, 0) && (result.kept > 0 || result.failure !== RECORDS_OK)) this.#dataKept.add(producerId)
    return result.batch
  }

  #rewriteMarker(batch: Buffer, producerId: number, keepEmpty: boolean): Buffer | null {
    if (this.#dataKept.delete(producerId)) return batch
    const { nowMs, deleteRetentionMs } = this.#options
    const horizonMs = batchDeleteHorizon(batch, 0)
    const expired = horizonMs !== null && horizonMs <= nowMs
    const result = filterBatch(batch, () => !expired, { ...this.#filter, keepEmpty, deleteHorizonMs: nowMs + deleteRetentionMs })
    if (result.failure !== RECORDS_OK) this.unreadable++
    this.removedRecords += result.removed
    return result.batch
  }

  #surveyTransaction(batch: Buffer, producerId: number): void {
    if (!isControl(batch, 0)) {
      if (batchRecordCount(batch, 0) > 0 && !this.#openSince.has(producerId)) this.#openSince.set(producerId, batchBaseOffset(batch, 0))
      return
    }
    const first = this.#openSince.get(producerId)
    const cursor = this.#cursor
    // The key of a marker: version i16, type i16.
    if (first === undefined || !cursor.open(batch, 0, batch.length) || !cursor.next() || cursor.keyEnd - cursor.keyStart < 4) return
    this.#openSince.delete(producerId)
    if (readInt16(cursor.buffer, cursor.keyStart + 2) === MARKER_COMMIT) return
    const ranges = this.#aborted.get(producerId)
    if (ranges === undefined) this.#aborted.set(producerId, [first, batchBaseOffset(batch, 0)])
    else ranges.push(first, batchBaseOffset(batch, 0))
  }

  #isAborted(batch: Buffer): boolean {
    if (!isTransactional(batch, 0)) return false
    const ranges = this.#aborted.get(batchProducerId(batch, 0))
    if (ranges === undefined) return false
    const offset = batchBaseOffset(batch, 0)
    for (let i = 0; i < ranges.length; i += 2) if (offset >= (ranges[i] as number) && offset < (ranges[i + 1] as number)) return true
    return false
  }
}
