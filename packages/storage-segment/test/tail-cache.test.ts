import { batchBaseOffset, setBatchBaseOffset } from '@robustmq/record-batch'
import { createSeededRandom } from '@robustmq/common-runtime'
import { buildUniformBatch } from '@robustmq/storage-conformance'
import { describe, expect, it } from 'vitest'
import { ShardTail, TailCache } from '../src/tail-cache.ts'

const KIB = 1024

function batchAt(offset: number, valueBytes: number): Buffer {
  const batch = Buffer.from(buildUniformBatch(1, valueBytes))
  setBatchBaseOffset(batch, 0, offset)
  return batch
}

/** The base offsets that can be read from the tail. */
function readable(cache: TailCache, tail: ShardTail, end: number): number[] {
  const found: number[] = []
  if (tail.firstOffset === Number.POSITIVE_INFINITY) return found
  for (let at = tail.firstOffset; at < end; ) {
    const chunks: Buffer[] = []
    const next = cache.gather(tail, at, end, 64 * KIB, true, chunks)
    for (const chunk of chunks) for (let p = 0; p < chunk.length; p += 12 + chunk.readInt32BE(p + 8)) found.push(batchBaseOffset(chunk, p))
    if (next === at) break
    at = next
  }
  return found
}

describe('TailCache', () => {
  it('keeps the newest batches of every shard without a gap up to the end, within its bound, whatever the order of appends', () => {
    const random = createSeededRandom(5)
    const cache = new TailCache(256 * KIB)
    const tails = Array.from({ length: 5 }, () => new ShardTail())
    const ends = tails.map(() => 0)
    for (let i = 0; i < 2000; i++) {
      const shard = random.below(5)
      const end = ends[shard] as number
      cache.push(tails[shard] as ShardTail, end, batchAt(end, 1 + random.below(3000)))
      ends[shard] = end + 1
      if (i % 97 !== 0) continue
      tails.forEach((tail, s) => {
        const found = readable(cache, tail, ends[s] as number)
        expect(found).toEqual(Array.from({ length: found.length }, (_, k) => (ends[s] as number) - found.length + k))
      })
    }
    const kept = tails.reduce((sum, tail, s) => sum + readable(cache, tail, ends[s] as number).length, 0)
    expect(kept).toBeGreaterThan(60)
    expect(kept).toBeLessThan(400)
  })

  it('reads over the end of a slab that is filled to its last byte', () => {
    const cache = new TailCache(16 * 1024 * KIB)
    const tail = new ShardTail()
    const overhead = batchAt(0, 16 * KIB - 200).length - (16 * KIB - 200)
    const sent = Array.from({ length: 600 }, (_, offset) => {
      const batch = batchAt(offset, 16 * KIB - overhead)
      batch.writeUInt32BE(offset, 100)
      return batch
    })
    expect(sent[0]).toHaveLength(16 * KIB)
    sent.forEach((batch, offset) => cache.push(tail, offset, batch))
    const chunks: Buffer[] = []
    expect(cache.gather(tail, 0, 600, 600 * 16 * KIB, true, chunks)).toBe(600)
    expect(Buffer.concat(chunks).equals(Buffer.concat(sent))).toBe(true)
  })

  it('hands out copies: what was read stays as it was when its place is used again', () => {
    const cache = new TailCache(16 * KIB)
    const tail = new ShardTail()
    cache.push(tail, 0, batchAt(0, 2000))
    const chunks: Buffer[] = []
    cache.gather(tail, 0, 1, KIB, true, chunks)
    const before = Buffer.from(chunks[0] as Buffer)
    for (let offset = 1; offset < 50; offset++) cache.push(tail, offset, batchAt(offset, 2000))
    expect((chunks[0] as Buffer).equals(before)).toBe(true)
  })

  it('forgets a shard whose batch is too large to keep, since a tail has no gaps', () => {
    const cache = new TailCache(16 * KIB)
    const tail = new ShardTail()
    const other = new ShardTail()
    cache.push(tail, 0, batchAt(0, 100))
    cache.push(other, 0, batchAt(0, 100))
    cache.push(tail, 1, batchAt(1, 20 * KIB))
    expect(tail.firstOffset).toBe(Number.POSITIVE_INFINITY)
    cache.push(tail, 2, batchAt(2, 100))
    expect(readable(cache, tail, 3)).toEqual([2])
    expect(readable(cache, other, 1)).toEqual([0])
    for (let offset = 3; offset < 300; offset++) cache.push(tail, offset, batchAt(offset, 100))
    expect(other.firstOffset).toBe(Number.POSITIVE_INFINITY)
    expect(readable(cache, tail, 300).at(-1)).toBe(299)
  })

  it('keeps nothing when it is given no room', () => {
    const cache = new TailCache(0)
    const tail = new ShardTail()
    cache.push(tail, 0, batchAt(0, 1))
    expect(tail.firstOffset).toBe(Number.POSITIVE_INFINITY)
  })
})
