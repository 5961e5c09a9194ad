import { readVarint32, varintEnd } from '@robustmq/common-bytes'
import { RESERVED_PREFIX } from '@robustmq/broker-api'
import { encodeHeaders } from '@robustmq/record-batch'
import type { RecordHeader } from '@robustmq/record-batch'

/**
 * The headers of a record, `bytes[start, end)` with their count or empty, and those of `more` behind them. Reserved names from outside
 * (`trusted` false) are left out: in a batch of the broker they would be honoured.
 */
export function joinHeaderBlocks(bytes: Buffer, start: number, end: number, trusted: boolean, more: Buffer): Buffer {
  const headers: RecordHeader[] = []
  if (end > start) readHeaders(bytes, start, end, trusted, headers)
  readHeaders(more, 0, more.length, true, headers)
  return encodeHeaders(headers)
}

/** The section was checked when it was decoded. */
function readHeaders(bytes: Buffer, start: number, end: number, trusted: boolean, into: RecordHeader[]): void {
  const count = readVarint32(bytes, start, end)
  let at = varintEnd
  for (let i = 0; i < count; i++) {
    const nameBytes = readVarint32(bytes, at, end)
    const nameStart = varintEnd
    const valueBytes = readVarint32(bytes, nameStart + nameBytes, end)
    const valueStart = varintEnd
    const name = bytes.toString('utf8', nameStart, nameStart + nameBytes)
    at = valueBytes < 0 ? valueStart : valueStart + valueBytes
    if (trusted || !name.startsWith(RESERVED_PREFIX)) into.push([name, valueBytes < 0 ? null : bytes.subarray(valueStart, at)])
  }
}
