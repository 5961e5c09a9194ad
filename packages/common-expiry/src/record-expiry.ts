import { HEADER_EXPIRES_AT } from '@robustmq/broker-api'
import type { RecordCursor } from '@robustmq/record-batch'
import { isHeaderName } from '@robustmq/record-batch'

/** A record that never expires. */
export const NEVER: number = Number.POSITIVE_INFINITY

const EXPIRES_AT = Buffer.from(HEADER_EXPIRES_AT)

/** Whole milliseconds in decimal digits, as the broker writes them; `NEVER` for anything else. */
function parseMs(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 1 || end - start > 16) return NEVER
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - 0x30
    if (digit < 0 || digit > 9) return NEVER
    value = value * 10 + digit
  }
  return value
}

/**
 * End of life of the record under the cursor by its own headers, milliseconds since the epoch; `NEVER` without one. Only what
 * the broker itself wrote is believed. Moves the cursor's header position; where there are several, the first counts.
 */
export function ownExpiry(cursor: RecordCursor): number {
  if (!cursor.brokerWritten || cursor.headerCount === 0) return NEVER
  cursor.rewindHeaders()
  while (cursor.nextHeader()) {
    if (isHeaderName(cursor, EXPIRES_AT) && cursor.headerValueStart >= 0) return parseMs(cursor.buffer, cursor.headerValueStart, cursor.headerValueEnd)
  }
  return NEVER
}

/** End of life by the topic's time to live; `NEVER` without one, or for a record without a time. */
export function ttlExpiry(timestampMs: number, ttlMs: number): number {
  return ttlMs === 0 || timestampMs < 0 ? NEVER : timestampMs + ttlMs
}

/** True when the record under the cursor must not be delivered any more. Leaves the header position at the first header. */
export function isExpired(cursor: RecordCursor, nowMs: number, ttlMs: number): boolean {
  if (ttlExpiry(cursor.timestamp, ttlMs) <= nowMs) return true
  const expired = ownExpiry(cursor) <= nowMs
  cursor.rewindHeaders()
  return expired
}

/** True when a header section, or several back to back in `[start, end)`, may hold an end of life. Never false by mistake. */
export function mayHoldExpiry(headers: Buffer, start: number, end: number): boolean {
  return end - start > EXPIRES_AT.length && headers.subarray(start, end).includes(EXPIRES_AT)
}
