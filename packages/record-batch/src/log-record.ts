import type { RecordHeader } from './headers.ts'
import type { RecordCursor } from './record-cursor.ts'

/**
 * One message in memory, in no protocol's form. For rare paths (retained messages, admin, tests); hot paths stay with
 * positions. Times are milliseconds since 1970; absent fields were not stored with the record.
 */
export interface LogRecord {
  readonly offset: number
  /** The producer's time, or the broker's where the topic says so. */
  readonly timestampMs: number
  /** When the broker appended it. */
  readonly appendTimestampMs?: number
  readonly key: Buffer | null
  /** Null is a tombstone. */
  readonly value: Buffer | null
  readonly headers: readonly RecordHeader[]
  /** Canonical address it was published to. */
  readonly address?: string
  readonly expiresAtMs?: number
}

/**
 * The record under the cursor as an object. Its bytes are copies: it outlives the batch. Header names that are not UTF-8 get
 * replacement characters. Leaves the cursor's header position at the first header.
 */
export function readLogRecord(cursor: RecordCursor): LogRecord {
  const headers: RecordHeader[] = []
  cursor.rewindHeaders()
  while (cursor.nextHeader()) {
    const name = copyOf(cursor.buffer, cursor.headerNameStart, cursor.headerNameEnd)
    headers.push([name === null ? '' : name.toString('utf8'), copyOf(cursor.buffer, cursor.headerValueStart, cursor.headerValueEnd)])
  }
  cursor.rewindHeaders()
  return {
    offset: cursor.offset,
    timestampMs: cursor.timestamp,
    key: copyOf(cursor.buffer, cursor.keyStart, cursor.keyEnd),
    value: copyOf(cursor.buffer, cursor.valueStart, cursor.valueEnd),
    headers,
  }
}

function copyOf(bytes: Uint8Array, start: number, end: number): Buffer | null {
  return start < 0 ? null : Buffer.from(bytes.subarray(start, end))
}
