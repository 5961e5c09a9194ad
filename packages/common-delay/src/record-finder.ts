import { BatchCursor, batchNextOffset, RecordCursor } from '@robustmq/record-batch'
import type { FetchResult, Shard } from '@robustmq/storage-adapter'

/** Neighbours in time are often neighbours in the log: then more is read at once. Otherwise a batch is all that is wanted. */
const READ_AHEAD_BYTES = 64 * 1024
const NEAR_OFFSETS = 256

/** Finds records of a shard by offset. Keeps the batch that it read last, since neighbours come one after the other. */
export class RecordFinder {
  readonly cursor: RecordCursor = new RecordCursor()
  readonly #batches = new BatchCursor()
  #chunks: readonly Buffer[] = []
  /** Offsets behind the cursor up to here are in the batch that it walks. */
  #batchEnd = -1
  #lastOffset = -1

  /** Stands on the record; false when it is not there. @throws BrokerError STORAGE_* (also as a rejection) */
  find(shard: Shard, offset: number): boolean | Promise<boolean> {
    if (offset > this.cursor.offset && offset < this.#batchEnd && this.#walk(offset)) return true
    if (this.#search(offset)) return true
    const isNear = offset > this.#lastOffset && offset - this.#lastOffset <= NEAR_OFFSETS
    this.#lastOffset = offset
    const read = shard.fetch(offset, { bytesMax: isNear ? READ_AHEAD_BYTES : 1 })
    return read instanceof Promise ? read.then((found) => this.#take(found, offset)) : this.#take(read, offset)
  }

  /** Forgets what was read. */
  clear(): void {
    this.#chunks = []
    this.#batchEnd = -1
  }

  #take({ chunks }: FetchResult, offset: number): boolean {
    this.#chunks = chunks
    return this.#search(offset)
  }

  #search(offset: number): boolean {
    for (const chunk of this.#chunks) {
      this.#batches.open(chunk, 0, chunk.length)
      while (this.#batches.next()) {
        const { start, end } = this.#batches
        const next = batchNextOffset(chunk, start)
        if (next <= offset) continue
        this.#batchEnd = next
        return this.cursor.open(chunk, start, end) && this.#walk(offset)
      }
    }
    return false
  }

  #walk(offset: number): boolean {
    const { cursor } = this
    while (cursor.next()) {
      if (cursor.offset === offset) return true
      if (cursor.offset > offset) return false
    }
    return false
  }
}
