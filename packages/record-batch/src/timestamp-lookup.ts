import { batchBaseOffset, batchBaseTimestamp, batchMaxTimestamp } from './header.ts'
import type { Decompressor } from './record-cursor.ts'
import { RecordCursor, RECORDS_OK } from './record-cursor.ts'

export interface TimestampMatch {
  readonly offset: number
  readonly timestampMs: number
}

/**
 * First record of the batch at or after both bounds; null when there is none. The batch fills `batch`. Without a way to
 * decompress, a compressed batch answers with its first offset: the reader finds the record from there.
 */
export function findInBatch(batch: Buffer, offsetMin: number, timestampMs: number, decompress: Decompressor | null): TimestampMatch | null {
  if (batchMaxTimestamp(batch, 0) < timestampMs) return null
  const cursor = new RecordCursor()
  if (!cursor.open(batch, 0, batch.length, decompress)) return wholeBatch(batch, offsetMin, timestampMs)
  while (cursor.next()) {
    if (cursor.offset >= offsetMin && cursor.timestamp >= timestampMs) return { offset: cursor.offset, timestampMs: cursor.timestamp }
  }
  return cursor.failure === RECORDS_OK ? null : wholeBatch(batch, offsetMin, timestampMs)
}

function wholeBatch(batch: Buffer, offsetMin: number, timestampMs: number): TimestampMatch {
  const base = batchBaseTimestamp(batch, 0)
  return { offset: Math.max(offsetMin, batchBaseOffset(batch, 0)), timestampMs: base >= timestampMs ? base : batchMaxTimestamp(batch, 0) }
}
