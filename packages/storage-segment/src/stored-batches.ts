import { crc32c } from '@robustmq/common-bytes'
import {
  BATCH_CRC_START, BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, batchBaseOffset, batchCrc, batchLastOffsetDelta, batchLength, batchMagic,
} from '@robustmq/record-batch'

/** Format version of stored batches. */
export const BATCH_MAGIC = 2

/**
 * Size of the batch at `at`, judged by its header: its offset must be `baseOffset`, and its length between a header and `bytesMax`.
 * -1 when it cannot be the batch that was written there. The header must be in the buffer.
 */
export function storedBatchBytes(bytes: Uint8Array, at: number, baseOffset: number, bytesMax: number): number {
  if (batchMagic(bytes, at) !== BATCH_MAGIC || batchBaseOffset(bytes, at) !== baseOffset || batchLastOffsetDelta(bytes, at) < 0) return -1
  const size = BATCH_PREFIX_BYTES + batchLength(bytes, at)
  return size < BATCH_HEADER_BYTES || size > bytesMax ? -1 : size
}

/** The checksum that its producer gave the batch at `[start, end)` still holds. */
export function isIntact(bytes: Uint8Array, start: number, end: number): boolean {
  return crc32c(bytes, start + BATCH_CRC_START, end) === batchCrc(bytes, start)
}
