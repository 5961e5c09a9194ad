import { assert } from '@robustmq/common-errors'
import { batchNextOffset } from '@robustmq/record-batch'
import { OffsetTable } from './offset-table.ts'

/** Memory is taken in slabs of this size, when it is first needed, and kept. A batch lies within one slab. */
const SLAB_BYTES_MAX = 4 * 1024 * 1024

const TAIL_PLACE = 1
const TAIL_LENGTH = 2

/**
 * The newest batches of one shard: offset, place in the slabs (slab index times `SLAB_BYTES_MAX`, plus the byte in the slab),
 * length. Evicted oldest first, so they always reach up to the end of the log.
 */
export class ShardTail extends OffsetTable {
  constructor() {
    super(3)
  }

  /** First offset that is here; Infinity when empty. */
  get firstOffset(): number {
    return this.length > 0 ? this.cell(0, 0) : Number.POSITIVE_INFINITY
  }

  push(baseOffset: number, place: number, length: number): void {
    const at = this.add()
    this.cells[at] = baseOffset
    this.cells[at + TAIL_PLACE] = place
    this.cells[at + TAIL_LENGTH] = length
  }
}

/** Batches of shards that have no `ShardTail`: known by number, and asked of their owner for their place. */
export interface CachedRows {
  /** What row `row` has at a place in `[from, end)` is there no longer. */
  evictPlace(row: number, from: number, end: number): void
}

interface Slab {
  readonly bytes: Buffer
  /** Owners of its batches, in order of arrival. */
  owners: ShardTail[]
  /** Numbers of the other batches. */
  rows: number[]
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
  readonly #rows: CachedRows | null
  #current = 0
  #used = 0

  constructor(bytesMax: number, rows: CachedRows | null = null) {
    this.#rows = rows
    this.#slabCount = Math.max(1, Math.ceil(bytesMax / SLAB_BYTES_MAX))
    this.#slabBytes = Math.min(SLAB_BYTES_MAX, Math.floor(bytesMax / 2))
    // Two slabs at least: with one, each new batch that does not fit would evict all others.
    if (this.#slabCount === 1) this.#slabCount = 2
  }

  push(tail: ShardTail, baseOffset: number, batch: Buffer): void {
    const place = this.put(batch)
    if (place < 0) {
      // Not kept, and nothing before it: a tail reaches up to the end of the log without a gap.
      this.forget(tail)
      return
    }
    ;(this.#slabs[this.#current] as Slab).owners.push(tail)
    tail.push(baseOffset, place, batch.length)
  }

  /** Copies the batch; returns its place, or -1 when it is too large. The caller says whose it is: `noteRow`, in the same call. */
  put(batch: Buffer): number {
    if (batch.length > this.#slabBytes) return -1
    let slab = this.#slabs[this.#current]
    if (slab === undefined || this.#used + batch.length > this.#slabBytes) slab = this.#nextSlab()
    batch.copy(slab.bytes, this.#used)
    this.#used += batch.length
    return this.#current * SLAB_BYTES_MAX + this.#used - batch.length
  }

  /** The batch that was put last is that of row `row`. */
  noteRow(row: number): void {
    ;(this.#slabs[this.#current] as Slab).rows.push(row)
  }

  /** Batches that were known by rows belong to `tail`, which has their places, from now on. */
  adopt(tail: ShardTail): void {
    for (let i = 0; i < tail.length; i++) (this.#slabs[Math.floor(tail.cell(i, TAIL_PLACE) / SLAB_BYTES_MAX)] as Slab).owners.push(tail)
  }

  /**
   * Copies whole batches from the one that holds `offset`, below `committedOffset`, as one chunk added to `chunks`. The
   * first is taken whatever its size when `firstWhole`. Returns the offset after the last one taken, or `offset`.
   */
  gather(tail: ShardTail, offset: number, committedOffset: number, bytesMax: number, firstWhole: boolean, chunks: Buffer[]): number {
    const first = tail.find(offset)
    let end = first
    let bytes = 0
    for (; end < tail.length; end++) {
      if (tail.cell(end, 0) >= committedOffset) break
      const length = tail.cell(end, TAIL_LENGTH)
      if (bytes + length > bytesMax && !(end === first && firstWhole)) break
      bytes += length
    }
    if (end === first) return offset
    const chunk = Buffer.allocUnsafe(bytes)
    let at = 0
    for (let i = first; i < end; ) {
      // Batches that lie one behind the other in one slab are copied together. A slab filled to its last byte ends where
      // the places of the next one begin, though their memory is apart.
      const place = tail.cell(i, TAIL_PLACE)
      const slabEnd = (Math.floor(place / SLAB_BYTES_MAX) + 1) * SLAB_BYTES_MAX
      let length = tail.cell(i, TAIL_LENGTH)
      for (i++; i < end && tail.cell(i, TAIL_PLACE) === place + length && place + length < slabEnd; i++) length += tail.cell(i, TAIL_LENGTH)
      const from = place % SLAB_BYTES_MAX
      ;(this.#slabs[Math.floor(place / SLAB_BYTES_MAX)] as Slab).bytes.copy(chunk, at, from, from + length)
      at += length
    }
    assert(at === bytes, 'a chunk of the tail is filled')
    chunks.push(chunk)
    return batchNextOffset(chunk, bytes - tail.cell(end - 1, TAIL_LENGTH))
  }

  clear(): void {
    for (let i = 0; i < this.#slabs.length; i++) this.#evict(i)
    this.#slabs.length = 0
    this.#current = 0
    this.#used = 0
  }

  #nextSlab(): Slab {
    if (this.#slabs.length > 0) this.#current = (this.#current + 1) % this.#slabCount
    this.#used = 0
    let slab = this.#slabs[this.#current]
    if (slab === undefined) this.#slabs.push((slab = { bytes: Buffer.allocUnsafeSlow(this.#slabBytes), owners: [], rows: [] }))
    else this.#evict(this.#current)
    return slab
  }

  /** Lets go of a shard's batches; their room comes back when their slabs are used again. */
  forget(tail: ShardTail): void {
    for (const slab of this.#slabs) slab.owners = slab.owners.filter((owner) => owner !== tail)
    if (tail.length > 0) tail.dropFront(tail.length)
  }

  #evict(index: number): void {
    const slab = this.#slabs[index] as Slab
    for (const owner of slab.owners) owner.dropFront(1)
    for (const row of slab.rows) this.#rows?.evictPlace(row, index * SLAB_BYTES_MAX, (index + 1) * SLAB_BYTES_MAX)
    slab.owners = []
    slab.rows = []
  }
}
