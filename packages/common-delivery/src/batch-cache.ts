import type { Decompress } from '@robustmq/broker-api'
import { BatchCursor, RecordCursor } from '@robustmq/record-batch'
import type { FetchResult } from '@robustmq/storage-adapter'
import { StoredBatch } from './stored-batch.ts'

const NO_BATCHES: readonly StoredBatch[] = []

/** What one fetch returned: batches that follow each other. Empty again when the cache has let go of it. */
export class CachedRange {
  readonly baseOffset: number
  readonly nextOffset: number
  batches: readonly StoredBatch[]
  bytes: number
  readonly owner: CachedRange[]

  constructor(owner: CachedRange[], batches: readonly StoredBatch[], nextOffset: number, bytes: number) {
    this.owner = owner
    this.batches = batches
    this.baseOffset = (batches[0] as StoredBatch).baseOffset
    this.nextOffset = nextOffset
    this.bytes = bytes
  }

  holds(offset: number): boolean {
    return offset >= this.baseOffset && offset < this.nextOffset && this.batches.length > 0
  }

  /** The batch that holds the offset, or the next one after it; null when there is none. */
  batchAt(offset: number): StoredBatch | null {
    const { batches } = this
    let low = 0
    let high = batches.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((batches[middle] as StoredBatch).nextOffset <= offset) low = middle + 1
      else high = middle
    }
    return batches[low] ?? null
  }
}

/** Batches that were read for one consumer and serve the others; bounded in bytes over all shards, oldest first out. */
export class BatchCache {
  bytes = 0
  readonly #bytesMax: number
  readonly #decompress: Decompress | null
  readonly #records = new RecordCursor()
  readonly #cursor = new BatchCursor()
  #queue: CachedRange[] = []
  #head = 0

  constructor(bytesMax: number, decompress: Decompress | null) {
    this.#bytesMax = bytesMax
    this.#decompress = decompress
  }

  /** Makes the records of the batch readable; false when they are not. */
  decode(batch: StoredBatch, range: CachedRange): boolean {
    if (batch.count >= 0) return true
    if (!batch.decode(this.#records, this.#decompress)) return false
    range.bytes += batch.decodedBytes
    this.bytes += batch.decodedBytes
    this.#evict(range)
    return true
  }

  /** Takes what a fetch returned into `owner`, the ranges of a shard; null when it held no batch. */
  add(owner: CachedRange[], { chunks, bytes, nextOffset }: FetchResult): CachedRange | null {
    const batches: StoredBatch[] = []
    for (const chunk of chunks) {
      this.#cursor.open(chunk, 0, chunk.length)
      while (this.#cursor.next()) batches.push(new StoredBatch(chunk, this.#cursor.start, this.#cursor.end))
    }
    if (batches.length === 0) return null
    const range = new CachedRange(owner, batches, nextOffset, bytes)
    owner.push(range)
    this.#queue.push(range)
    this.bytes += bytes
    this.#evict(range)
    return range
  }

  /** Lets go of everything of a shard. */
  forget(owner: CachedRange[]): void {
    for (const range of owner) this.#release(range)
    owner.length = 0
  }

  #evict(keep: CachedRange): void {
    while (this.bytes > this.#bytesMax && this.#head < this.#queue.length) {
      const range = this.#queue[this.#head] as CachedRange
      if (range === keep) break
      this.#head++
      if (range.batches.length === 0) continue
      this.#release(range)
      const at = range.owner.indexOf(range)
      if (at >= 0) range.owner.splice(at, 1)
    }
    if (this.#head > 1024 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head)
      this.#head = 0
    }
  }

  #release(range: CachedRange): void {
    this.bytes -= range.bytes
    range.bytes = 0
    range.batches = NO_BATCHES
  }
}
