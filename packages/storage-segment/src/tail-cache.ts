import { assert } from '@robustmq/common-errors'
import { batchNextOffset } from '@robustmq/record-batch'

/** Memory is taken in slabs of this size, when it is first needed, and kept. A batch lies within one slab. */
const SLAB_BYTES_MAX = 4 * 1024 * 1024
const CUT_COUNT_MIN = 32

/**
 * The newest batches of one shard, by place in the slabs. Evicted oldest first, so they always reach up to the end of the
 * log. Three arrays of numbers instead of an object per batch.
 */
export class ShardTail {
  bases: number[] = []
  /** Place: slab index times `SLAB_BYTES_MAX`, plus the byte in the slab. */
  places: number[] = []
  lengths: number[] = []
  head = 0

  /** First offset that is here; Infinity when empty. */
  get firstOffset(): number {
    return this.head < this.bases.length ? (this.bases[this.head] as number) : Number.POSITIVE_INFINITY
  }

  push(baseOffset: number, place: number, length: number): void {
    this.bases.push(baseOffset)
    this.places.push(place)
    this.lengths.push(length)
  }

  shift(): void {
    if (++this.head < this.bases.length && (this.head < CUT_COUNT_MIN || this.head * 2 < this.bases.length)) return
    this.bases = this.bases.slice(this.head)
    this.places = this.places.slice(this.head)
    this.lengths = this.lengths.slice(this.head)
    this.head = 0
  }

  /** Index of the batch that holds `offset`, which is at or after `firstOffset`. */
  find(offset: number): number {
    let low = this.head
    let high = this.bases.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((this.bases[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

interface Slab {
  readonly bytes: Buffer
  /** Owners of its batches, in order of arrival. */
  owners: ShardTail[]
}

/**
 * The newest batches of all shards, copied into a ring of slabs. Copied, because batches that are kept as they came keep
 * alive the larger buffers that they were cut from, and promote them: the collector then marks the whole heap for every few
 * megabytes received (measured: a quarter of the processor time of a bulk producer). Readers get copies, as slabs are used again.
 */
export class TailCache {
  readonly #slabBytes: number
  readonly #slabCount: number
  readonly #slabs: Slab[] = []
  #current = 0
  #used = 0

  constructor(bytesMax: number) {
    this.#slabCount = Math.max(1, Math.ceil(bytesMax / SLAB_BYTES_MAX))
    this.#slabBytes = Math.min(SLAB_BYTES_MAX, Math.floor(bytesMax / 2))
    // Two slabs at least: with one, each new batch that does not fit would evict all others.
    if (this.#slabCount === 1) this.#slabCount = 2
  }

  push(tail: ShardTail, baseOffset: number, batch: Buffer): void {
    if (batch.length > this.#slabBytes) {
      // Not kept, and nothing before it: a tail reaches up to the end of the log without a gap.
      this.#forget(tail)
      return
    }
    let slab = this.#slabs[this.#current]
    if (slab === undefined || this.#used + batch.length > this.#slabBytes) slab = this.#nextSlab()
    batch.copy(slab.bytes, this.#used)
    slab.owners.push(tail)
    tail.push(baseOffset, this.#current * SLAB_BYTES_MAX + this.#used, batch.length)
    this.#used += batch.length
  }

  /**
   * Copies whole batches from the one that holds `offset`, below `committedOffset`, as one chunk added to `chunks`. The
   * first is taken whatever its size when `firstWhole`. Returns the offset after the last one taken, or `offset`.
   */
  gather(tail: ShardTail, offset: number, committedOffset: number, bytesMax: number, firstWhole: boolean, chunks: Buffer[]): number {
    const first = tail.find(offset)
    let end = first
    let bytes = 0
    for (; end < tail.bases.length; end++) {
      if ((tail.bases[end] as number) >= committedOffset) break
      const length = tail.lengths[end] as number
      if (bytes + length > bytesMax && !(end === first && firstWhole)) break
      bytes += length
    }
    if (end === first) return offset
    const chunk = Buffer.allocUnsafe(bytes)
    let at = 0
    for (let i = first; i < end; ) {
      // Batches that lie one behind the other in one slab are copied together. A slab filled to its last byte ends where
      // the places of the next one begin, though their memory is apart.
      const place = tail.places[i] as number
      const slabEnd = (Math.floor(place / SLAB_BYTES_MAX) + 1) * SLAB_BYTES_MAX
      let length = tail.lengths[i] as number
      for (i++; i < end && tail.places[i] === place + length && place + length < slabEnd; i++) length += tail.lengths[i] as number
      const from = place % SLAB_BYTES_MAX
      ;(this.#slabs[Math.floor(place / SLAB_BYTES_MAX)] as Slab).bytes.copy(chunk, at, from, from + length)
      at += length
    }
    assert(at === bytes, 'a chunk of the tail is filled')
    chunks.push(chunk)
    return batchNextOffset(chunk, bytes - (tail.lengths[end - 1] as number))
  }

  clear(): void {
    for (const slab of this.#slabs) evict(slab)
    this.#slabs.length = 0
    this.#current = 0
    this.#used = 0
  }

  #nextSlab(): Slab {
    if (this.#slabs.length > 0) this.#current = (this.#current + 1) % this.#slabCount
    this.#used = 0
    let slab = this.#slabs[this.#current]
    if (slab === undefined) this.#slabs.push((slab = { bytes: Buffer.allocUnsafeSlow(this.#slabBytes), owners: [] }))
    else evict(slab)
    return slab
  }

  /** Lets go of a shard's batches; their room comes back when their slabs are used again. */
  #forget(tail: ShardTail): void {
    for (const slab of this.#slabs) slab.owners = slab.owners.filter((owner) => owner !== tail)
    tail.bases = []
    tail.places = []
    tail.lengths = []
    tail.head = 0
  }
}

function evict(slab: Slab): void {
  for (const owner of slab.owners) owner.shift()
  slab.owners = []
}
