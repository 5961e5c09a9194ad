import { BATCH_BAD_LENGTH, BATCH_BAD_MAGIC, BATCH_OK } from './check-batch.ts'
import { BATCH_HEADER_BYTES, BATCH_MAGIC_VALUE, BATCH_PREFIX_BYTES, batchLength, batchMagic } from './header.ts'

const INCOMPLETE = -1

/** End of the batch at `at` by its length field; `INCOMPLETE` when that is past `end`; `-1 - code` when the header is bad. */
function hop(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < BATCH_PREFIX_BYTES + 5) return INCOMPLETE
  if (batchMagic(bytes, at) !== BATCH_MAGIC_VALUE) return -1 - BATCH_BAD_MAGIC
  const length = batchLength(bytes, at)
  if (length < BATCH_HEADER_BYTES - BATCH_PREFIX_BYTES) return -1 - BATCH_BAD_LENGTH
  const batchEnd = at + BATCH_PREFIX_BYTES + length
  return batchEnd > end ? INCOMPLETE : batchEnd
}

/**
 * Walks batches that lie back to back in a buffer, by hopping over their length fields. Reused: `open` starts anew.
 * After `next()` returned false, `failure` says whether the bytes went bad (a `BATCH_*` code), and `truncated` whether
 * a batch begins at `end` that is not all there (usual at the end of a read with a byte limit).
 */
export class BatchCursor {
  start = 0
  end = 0
  failure: number = BATCH_OK
  truncated = false
  #bytes: Uint8Array = new Uint8Array(0)
  #limit = 0

  /** Keeps a reference to `bytes` until the next `open`. */
  open(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes
    this.#limit = Math.min(end, bytes.length)
    this.start = start
    this.end = start
    this.failure = BATCH_OK
    this.truncated = false
  }

  /** Steps to the next whole batch: `[start, end)`. */
  next(): boolean {
    if (this.failure !== BATCH_OK || this.truncated || this.end >= this.#limit) return false
    const end = hop(this.#bytes, this.end, this.#limit)
    if (end === INCOMPLETE) {
      this.truncated = true
      return false
    }
    if (end < 0) {
      this.failure = -1 - end
      return false
    }
    this.start = this.end
    this.end = end
    return true
  }
}

/**
 * Positions where the whole batches of `[start, end)` end, in order, `batchCountMax` at most. Null when the bytes are not
 * exactly whole batches, or are more than that: the form for a produce request, where a part of a batch is an error.
 */
export function splitBatches(bytes: Uint8Array, start: number, end: number, batchCountMax: number): number[] | null {
  const cursor = new BatchCursor()
  cursor.open(bytes, start, end)
  const ends: number[] = []
  while (cursor.next()) {
    if (ends.length === batchCountMax) return null
    ends.push(cursor.end)
  }
  return cursor.failure !== BATCH_OK || cursor.truncated ? null : ends
}
