import { batchBaseOffset, batchNextOffset } from '@robustmq/record-batch'

/** Beyond the bytes of a batch: its Buffer object and its places in two arrays. */
const ENTRY_OVERHEAD_BYTES = 160
const CUT_COUNT_MIN = 32
const RING_MIN = 1024

/** The newest batches of one shard, as they were appended. Evicted oldest first, so they always reach up to the end of the log. */
export class ShardTail {
  batches: Buffer[] = []
  head = 0

  /** First offset that is here; Infinity when empty. */
  get firstOffset(): number {
    return this.head < this.batches.length ? batchBaseOffset(this.batches[this.head] as Buffer, 0) : Number.POSITIVE_INFINITY
  }

  /**
   * Adds to `chunks` whole batches from the one that holds `offset`, below `committedOffset`. The first is taken whatever
   * its size when `firstWhole`. Returns the offset after the last one taken, or `offset`.
   */
  gather(offset: number, committedOffset: number, bytesMax: number, firstWhole: boolean, chunks: Buffer[]): number {
    let nextOffset = offset
    let bytes = 0
    let takeWhole = firstWhole
    for (let i = this.#find(offset); i < this.batches.length; i++) {
      const batch = this.batches[i] as Buffer
      if (batchBaseOffset(batch, 0) >= committedOffset) break
      if (bytes + batch.length > bytesMax && !takeWhole) break
      takeWhole = false
      chunks.push(batch)
      bytes += batch.length
      nextOffset = batchNextOffset(batch, 0)
    }
    return nextOffset
  }

  shift(): Buffer | null {
    if (this.head >= this.batches.length) return null
    const batch = this.batches[this.head] as Buffer
    this.batches[this.head++] = GONE
    if (this.head >= CUT_COUNT_MIN && this.head * 2 >= this.batches.length) {
      this.batches = this.batches.slice(this.head)
      this.head = 0
    }
    return batch
  }

  #find(offset: number): number {
    let low = this.head
    let high = this.batches.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (batchBaseOffset(this.batches[middle] as Buffer, 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

const GONE = Buffer.alloc(0)

/** Bounds the tails of all shards together; evicts in the order of arrival. */
export class TailCache {
  bytes = 0
  readonly #bytesMax: number
  /** Owner of each cached batch in arrival order: a ring. Entries stay when a shard is trimmed or deleted, until their turn comes. */
  #ring: (ShardTail | null)[] = new Array<ShardTail | null>(RING_MIN).fill(null)
  #first = 0
  #count = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  push(tail: ShardTail, batch: Buffer): void {
    tail.batches.push(batch)
    this.bytes += batch.length + ENTRY_OVERHEAD_BYTES
    if (this.#count === this.#ring.length) this.#grow()
    this.#ring[(this.#first + this.#count++) & (this.#ring.length - 1)] = tail
    while (this.bytes > this.#bytesMax && this.#count > 0) this.#evict()
  }

  clear(): void {
    while (this.#count > 0) this.#evict()
  }

  #evict(): void {
    const tail = this.#ring[this.#first] as ShardTail
    this.#ring[this.#first] = null
    this.#first = (this.#first + 1) & (this.#ring.length - 1)
    this.#count--
    const batch = tail.shift()
    if (batch !== null) this.bytes -= batch.length + ENTRY_OVERHEAD_BYTES
  }

  #grow(): void {
    const bigger = new Array<ShardTail | null>(this.#ring.length * 2).fill(null)
    for (let i = 0; i < this.#count; i++) bigger[i] = this.#ring[(this.#first + i) & (this.#ring.length - 1)] as ShardTail
    this.#ring = bigger
    this.#first = 0
  }
}
