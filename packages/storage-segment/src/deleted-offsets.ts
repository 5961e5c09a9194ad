import { readInt64, readUint32, writeInt32, writeInt64 } from '@robustmq/common-bytes'

/** Offsets of one chunk. */
const CHUNK_OFFSETS = 65_536
/** A chunk with more is a bitmap: 8 KiB instead of two bytes for each. */
const SPARSE_MAX = 4096
const BITMAP_BYTES = CHUNK_OFFSETS / 8
const CHUNK_HEADER_BYTES = 12

interface Chunk {
  count: number
  /** Sorted, the first `count` are used; null once it is a bitmap. */
  sparse: Uint16Array | null
  bitmap: Uint8Array | null
}

/** A set of offsets: at most two bytes for each, and never more than a bit for each offset in its range. */
export class DeletedOffsets {
  /** By offset / 65 536. */
  readonly #chunks = new Map<number, Chunk>()
  count = 0
  /** Bytes of memory, about. */
  bytes = 0

  has(offset: number): boolean {
    const chunk = this.#chunks.get(Math.floor(offset / CHUNK_OFFSETS))
    return chunk !== undefined && isIn(chunk, offset % CHUNK_OFFSETS)
  }

  /** False when it was there. */
  add(offset: number): boolean {
    const number = Math.floor(offset / CHUNK_OFFSETS)
    let chunk = this.#chunks.get(number)
    if (chunk === undefined) {
      chunk = { count: 0, sparse: new Uint16Array(8), bitmap: null }
      this.#chunks.set(number, chunk)
      this.bytes += sizeOf(chunk)
    }
    const before = sizeOf(chunk)
    if (!addTo(chunk, offset % CHUNK_OFFSETS)) return false
    this.bytes += sizeOf(chunk) - before
    this.count++
    return true
  }

  /** Some offset of `[from, to)` is in the set. */
  intersects(from: number, to: number): boolean {
    return this.countIn(from, to, 1) > 0
  }

  /** How many of `[from, to)` are in the set; counting stops at `countMax`. */
  countIn(from: number, to: number, countMax: number = Number.POSITIVE_INFINITY): number {
    let found = 0
    for (let at = from; at < to && found < countMax; ) {
      const number = Math.floor(at / CHUNK_OFFSETS)
      const start = number * CHUNK_OFFSETS
      const end = Math.min(to, start + CHUNK_OFFSETS)
      const chunk = this.#chunks.get(number)
      if (chunk !== undefined) found += countChunk(chunk, at - start, end - start)
      at = end
    }
    return found
  }

  /** Forgets `[from, to)`: those records are no longer stored. */
  removeRange(from: number, to: number): void {
    // A copy: what is left of a chunk is put back.
    for (const [number, chunk] of [...this.#chunks]) {
      const start = number * CHUNK_OFFSETS
      if (start + CHUNK_OFFSETS <= from || start >= to) continue
      this.bytes -= sizeOf(chunk)
      this.count -= chunk.count
      this.#chunks.delete(number)
      const kept = listOf(chunk).filter((low) => start + low < from || start + low >= to)
      if (kept.length === 0) continue
      const rest: Chunk = { count: 0, sparse: new Uint16Array(8), bitmap: null }
      for (const low of kept) addTo(rest, low)
      this.#chunks.set(number, rest)
      this.bytes += sizeOf(rest)
      this.count += rest.count
    }
  }

  /** Bytes that `encode` takes. */
  get encodedBytes(): number {
    let bytes = 4
    for (const chunk of this.#chunks.values()) bytes += CHUNK_HEADER_BYTES + (chunk.sparse === null ? BITMAP_BYTES : chunk.count * 2)
    return bytes
  }

  /** chunk count u32, then per chunk: number i64 | count u32 | a bitmap of 8 KiB when the count is above 4 096, else u16 each. */
  encode(into: Buffer, start: number): number {
    writeInt32(into, start, this.#chunks.size)
    let at = start + 4
    for (const [number, chunk] of this.#chunks) {
      writeInt64(into, at, number)
      writeInt32(into, at + 8, chunk.count)
      at += CHUNK_HEADER_BYTES
      if (chunk.bitmap !== null) {
        into.set(chunk.bitmap, at)
        at += BITMAP_BYTES
      } else {
        for (let i = 0; i < chunk.count; i++, at += 2) into.writeUInt16BE((chunk.sparse as Uint16Array)[i] as number, at)
      }
    }
    return at
  }

  /** Adds what `encode` wrote; returns where it ends. The bytes are known to be whole. */
  decode(from: Buffer, start: number): number {
    const chunks = readUint32(from, start)
    let at = start + 4
    for (let i = 0; i < chunks; i++) {
      const base = readInt64(from, at) * CHUNK_OFFSETS
      const count = readUint32(from, at + 8)
      at += CHUNK_HEADER_BYTES
      if (count > SPARSE_MAX) {
        for (let low = 0; low < CHUNK_OFFSETS; low++) if (((from[at + (low >> 3)] as number) & (1 << (low & 7))) !== 0) this.add(base + low)
        at += BITMAP_BYTES
      } else {
        for (let k = 0; k < count; k++, at += 2) this.add(base + from.readUInt16BE(at))
      }
    }
    return at
  }
}

function sizeOf(chunk: Chunk): number {
  return 100 + (chunk.sparse === null ? BITMAP_BYTES : chunk.sparse.byteLength)
}

/** First place at or behind which `low` would be. */
function placeOf(sparse: Uint16Array, count: number, low: number): number {
  let from = 0
  let to = count
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sparse[middle] as number) < low) from = middle + 1
    else to = middle
  }
  return from
}

function isIn(chunk: Chunk, low: number): boolean {
  const { sparse, bitmap, count } = chunk
  if (bitmap !== null) return ((bitmap[low >> 3] as number) & (1 << (low & 7))) !== 0
  const at = placeOf(sparse as Uint16Array, count, low)
  return at < count && (sparse as Uint16Array)[at] === low
}

function addTo(chunk: Chunk, low: number): boolean {
  if (isIn(chunk, low)) return false
  if (chunk.sparse !== null && chunk.count === SPARSE_MAX) {
    const bitmap = new Uint8Array(BITMAP_BYTES)
    for (const each of chunk.sparse) bitmap[each >> 3] = (bitmap[each >> 3] as number) | (1 << (each & 7))
    chunk.bitmap = bitmap
    chunk.sparse = null
  }
  if (chunk.bitmap !== null) {
    chunk.bitmap[low >> 3] = (chunk.bitmap[low >> 3] as number) | (1 << (low & 7))
  } else {
    let sparse = chunk.sparse as Uint16Array
    if (chunk.count === sparse.length) {
      const larger = new Uint16Array(Math.min(SPARSE_MAX, sparse.length * 2))
      larger.set(sparse)
      chunk.sparse = sparse = larger
    }
    const at = placeOf(sparse, chunk.count, low)
    sparse.copyWithin(at + 1, at, chunk.count)
    sparse[at] = low
  }
  chunk.count++
  return true
}

function countChunk(chunk: Chunk, from: number, to: number): number {
  if (from === 0 && to === CHUNK_OFFSETS) return chunk.count
  if (chunk.sparse !== null) return placeOf(chunk.sparse, chunk.count, to) - placeOf(chunk.sparse, chunk.count, from)
  let count = 0
  for (let low = from; low < to; low++) if (isIn(chunk, low)) count++
  return count
}

function listOf(chunk: Chunk): number[] {
  if (chunk.sparse !== null) return [...chunk.sparse.subarray(0, chunk.count)]
  const list: number[] = []
  for (let low = 0; low < CHUNK_OFFSETS; low++) if (isIn(chunk, low)) list.push(low)
  return list
}
