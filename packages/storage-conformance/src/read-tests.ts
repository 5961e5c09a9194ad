import assert from 'node:assert/strict'
import { createSeededRandom } from '@robustmq/common-runtime'
import { batchBaseOffset, batchNextOffset, BatchCursor } from '@robustmq/record-batch'
import type { FetchResult, Shard } from '@robustmq/storage-adapter'
import type { StorageHarness } from './harness.ts'
import { appendOne, codeOf, Outcomes, readAll } from './outcomes.ts'
import { createTestShard } from './shard-specs.ts'
import { buildBatch, buildRandomBatch, buildUniformBatch } from './test-batch.ts'

type Define = (name: string, run: (harness: StorageHarness, settle: () => Promise<void>) => Promise<void>) => void

/** Promises about reading. Defined once for fresh data and, where a driver has a long-term place, once for settled data. */
export function defineReadTests(test: Define, largeBatchBytes: number): void {
  test('whole batches, the first whole in any case, later ones only when they fit', async ({ driver }, settle) => {
    const shard = await createTestShard(driver, 1)
    const size = buildUniformBatch(5, 50).length
    for (let i = 0; i < 4; i++) await appendOne(shard, buildUniformBatch(5, 50))
    await settle()
    check(await shard.fetch(0, { bytesMax: 1 }), size, 5)
    check(await shard.fetch(0, { bytesMax: size }), size, 5)
    check(await shard.fetch(0, { bytesMax: 2 * size - 1 }), size, 5)
    check(await shard.fetch(0, { bytesMax: 1, strict: true }), 0, 0)
    check(await shard.fetch(5, { bytesMax: size - 1, strict: true }), 0, 5)
    check(await shard.fetch(5, { bytesMax: size, strict: true }), size, 10)
    const more = await shard.fetch(0, { bytesMax: 2 * size })
    assert.ok(more.bytes === size || more.bytes === 2 * size)
    const all = await shard.fetch(0, { bytesMax: 1 << 20 })
    assert.equal(all.bytes % size, 0)
    assert.ok(all.bytes > 0)
    assert.equal(all.committedOffset, 20)
    assert.equal(all.logStartOffset, 0)
  })

  test('a fetch begins with the batch that holds the offset', async ({ driver }, settle) => {
    const shard = await createTestShard(driver, 1)
    for (let i = 0; i < 50; i++) await appendOne(shard, buildUniformBatch(1 + (i % 7), 20))
    await settle()
    for (let offset = 0; offset < shard.committedOffset; offset++) {
      const result = await shard.fetch(offset, { bytesMax: 300 })
      const first = result.chunks[0] as Buffer
      assert.ok(batchBaseOffset(first, 0) <= offset && offset < batchNextOffset(first, 0), `offset ${offset}`)
      assert.equal(lastNextOffset(result), result.nextOffset)
    }
  })

  test('offsets outside the log are refused, the committed end is empty', async ({ driver }, settle) => {
    const shard = await createTestShard(driver, 1)
    check(await shard.fetch(0, { bytesMax: 100 }), 0, 0)
    await appendOne(shard, buildUniformBatch(3, 10))
    await settle()
    check(await shard.fetch(3, { bytesMax: 100 }), 0, 3)
    assert.equal(await codeOf(() => shard.fetch(4, { bytesMax: 100 })), 'STORAGE_OFFSET_OUT_OF_RANGE')
    assert.equal(await codeOf(() => shard.fetch(-1, { bytesMax: 100 })), 'STORAGE_OFFSET_OUT_OF_RANGE')
  })

  test('everything is read back in order, byte for byte, whatever the limit', async ({ driver }, settle) => {
    const seed = 0x5eed
    const random = createSeededRandom(seed)
    const shards = [await createTestShard(driver, 1), await createTestShard(driver, 2), await createTestShard(driver, 3)]
    const written: Buffer[][] = [[], [], []]
    const outcomes = new Outcomes()
    for (let i = 0; i < 300; i++) {
      const which = random.below(3)
      const batch = buildRandomBatch(random, 20, 300, 1_000 + i)
      ;(shards[which] as Shard).append(batch, { completion: outcomes, token: i })
      written[which]?.push(Buffer.from(batch))
      if (i % 100 === 99) {
        await outcomes.reach(i + 1)
        if (i === 99) await settle()
      }
    }
    for (const [i, shard] of shards.entries()) {
      const expected = Buffer.concat(written[i] ?? [])
      for (const bytesMax of [1, 700, 10_000, 1 << 20]) {
        assert.ok((await readAll(shard, 0, bytesMax)).equals(expected), `seed ${seed}, shard ${i}, limit ${bytesMax}`)
      }
    }
  })

  test('a large batch among small ones is read whole', async ({ driver }, settle) => {
    const shard = await createTestShard(driver, 1)
    const size = Math.min(largeBatchBytes, driver.capabilities.batchBytesMax - 200)
    const written: Buffer[] = []
    for (const bytes of [10, size, 20, 30]) {
      const batch = buildUniformBatch(1, bytes)
      await appendOne(shard, batch)
      written.push(Buffer.from(batch))
    }
    await settle()
    assert.ok((await readAll(shard, 0, 100)).equals(Buffer.concat(written)))
    check(await shard.fetch(1, { bytesMax: 1000, strict: true }), 0, 1)
  })

  test('the first record at or after a time is found exactly', async ({ driver }, settle) => {
    const shard = await createTestShard(driver, 1)
    assert.equal(await shard.offsetForTimestamp(0), null)
    const value = Buffer.from('v')
    // Times need not rise: the answer is the first record in offset order.
    for (const times of [[100, 110, 120], [105, 90], [200, 300], [250, 260, 1000], [400]]) {
      await appendOne(shard, buildBatch(times.map(() => value), times))
    }
    await settle()
    const all = [100, 110, 120, 105, 90, 200, 300, 250, 260, 1000, 400]
    for (const time of [-1, 0, 100, 101, 110, 120, 121, 200, 201, 300, 301, 999, 1000]) {
      const offset = all.findIndex((timestamp) => timestamp >= time)
      assert.deepEqual(await shard.offsetForTimestamp(time), { offset, timestampMs: all[offset] }, `time ${time}`)
    }
    assert.equal(await shard.offsetForTimestamp(1001), null)
  })

  test('the front is trimmed: earlier offsets are gone, later ones stay', async ({ driver }, settle) => {
    const shard = await createTestShard(driver, 1)
    for (let i = 0; i < 10; i++) await appendOne(shard, buildUniformBatch(4, 30))
    await settle()
    if (!driver.capabilities.trimFront) {
      assert.equal(await codeOf(() => shard.trimFront(5)), 'STORAGE_UNSUPPORTED')
      return
    }
    assert.equal(await codeOf(() => shard.trimFront(41)), 'STORAGE_OFFSET_OUT_OF_RANGE')
    await shard.trimFront(18)
    assert.equal(shard.logStartOffset, 18)
    assert.equal(await codeOf(() => shard.fetch(17, { bytesMax: 100 })), 'STORAGE_OFFSET_OUT_OF_RANGE')
    const result = await shard.fetch(18, { bytesMax: 100 })
    assert.equal(batchBaseOffset(result.chunks[0] as Buffer, 0), 16, 'the batch that holds the start is kept whole')
    assert.equal(result.logStartOffset, 18)
    assert.deepEqual(await shard.offsetForTimestamp(0), { offset: 18, timestampMs: 1_700_000_000_000 })
    await shard.trimFront(3)
    assert.equal(shard.logStartOffset, 18, 'never back')
    await shard.trimFront(40)
    check(await shard.fetch(40, { bytesMax: 100 }), 0, 40)
    assert.equal((await appendOne(shard, buildUniformBatch(1, 1))).baseOffset, 40)
  })
}

function check(result: FetchResult, bytes: number, nextOffset: number): void {
  assert.equal(result.bytes, bytes)
  assert.equal(result.chunks.reduce((sum, chunk) => sum + chunk.length, 0), bytes)
  assert.equal(result.nextOffset, nextOffset)
}

function lastNextOffset(result: FetchResult): number {
  const cursor = new BatchCursor()
  let next = -1
  for (const chunk of result.chunks) {
    cursor.open(chunk, 0, chunk.length)
    while (cursor.next()) next = batchNextOffset(chunk, cursor.start)
    assert.ok(cursor.failure === 0 && !cursor.truncated, 'chunks hold whole batches')
  }
  return next
}
