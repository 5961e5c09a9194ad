import assert from 'node:assert/strict'
import { crc32c } from '@robustmq/common-bytes'
import { BATCH_CRC_START, batchBaseOffset, batchCrc } from '@robustmq/record-batch'
import type { Shard } from '@robustmq/storage-adapter'
import { defineCompanionTests } from './companion-tests.ts'
import type { StorageHarness } from './harness.ts'
import { appendOne, codeOf, Outcomes, readAll } from './outcomes.ts'
import { createTestShard, shardSpec } from './shard-specs.ts'
import { buildUniformBatch } from './test-batch.ts'

type Define = (name: string, run: (harness: StorageHarness) => Promise<void>) => void

/** Promises about `append`: order, offsets, conditions, refusals. */
export function defineAppendTests(test: Define, largeBatchBytes: number): void {
  test('offsets and completions follow the order of the appends', async ({ driver }) => {
    const a = await createTestShard(driver, 1)
    const b = await createTestShard(driver, 2)
    const ofA = new Outcomes()
    const ofB = new Outcomes()
    for (let i = 0; i < 100; i++) {
      a.append(buildUniformBatch(3, 10), { completion: ofA, token: i })
      b.append(buildUniformBatch(1, 10), { completion: ofB, token: 1000 + i })
      assert.equal(a.nextOffset, (i + 1) * 3)
    }
    assert.equal(ofA.list.length, 0, 'never told from inside append')
    await Promise.all([ofA.reach(100), ofB.reach(100)])
    for (let i = 0; i < 100; i++) {
      assert.deepEqual(ofA.list[i], { token: i, error: null, baseOffset: i * 3, nextOffset: i * 3 + 3 })
      assert.deepEqual(ofB.list[i], { token: 1000 + i, error: null, baseOffset: i, nextOffset: i + 1 })
    }
    assert.equal(a.committedOffset, 300)
  })

  test('the base offset is patched and the CRC stays right', async ({ driver }) => {
    const shard = await createTestShard(driver, 1)
    const before: Buffer[] = []
    for (let i = 0; i < 5; i++) {
      const batch = buildUniformBatch(2, 100)
      before.push(Buffer.from(batch))
      await appendOne(shard, batch)
    }
    const result = await shard.fetch(0, { bytesMax: 1 << 20 })
    const all = Buffer.concat(result.chunks)
    let at = 0
    for (const [i, original] of before.entries()) {
      const stored = all.subarray(at, at + original.length)
      assert.equal(batchBaseOffset(stored, 0), i * 2)
      assert.equal(crc32c(stored, BATCH_CRC_START), batchCrc(stored, 0))
      assert.deepEqual(stored.subarray(8), original.subarray(8), 'only the first eight bytes differ')
      at += original.length
    }
    assert.equal(at, all.length)
  })

  test('readers see only what is committed', async ({ driver }) => {
    const shard = await createTestShard(driver, 1)
    await appendOne(shard, buildUniformBatch(2, 10))
    const outcomes = new Outcomes()
    shard.append(buildUniformBatch(2, 10), { completion: outcomes, token: 1 })
    assert.equal(shard.nextOffset, 4)
    assert.equal(shard.committedOffset, 2)
    const early = shard.fetch(0, { bytesMax: 1 << 20 })
    if (!(early instanceof Promise)) assert.equal(early.nextOffset, 2)
    assert.equal(await codeOf(() => shard.fetch(3, { bytesMax: 1 })), 'STORAGE_OFFSET_OUT_OF_RANGE')
    await outcomes.reach(1)
    assert.equal(shard.committedOffset, 4)
    assert.equal((await shard.fetch(2, { bytesMax: 1 << 20 })).nextOffset, 4)
  })

  test('a conditional append succeeds only at the expected offset', async ({ driver }) => {
    if (!driver.capabilities.conditionalAppend) return unsupported(driver.createShard(shardSpec(1)), { expectedOffset: 0 })
    const shard = await createTestShard(driver, 1)
    assert.equal((await appendOne(shard, buildUniformBatch(1, 1), { expectedOffset: 0 })).error, null)
    const failed = await appendOne(shard, buildUniformBatch(1, 1), { expectedOffset: 0 })
    assert.equal(failed.error?.code, 'STORAGE_CONDITION_FAILED')
    assert.equal(shard.nextOffset, 1)
    assert.equal((await appendOne(shard, buildUniformBatch(1, 1), { expectedOffset: 1 })).error, null)
    // The condition is judged in append order, against what is not yet committed too.
    const outcomes = new Outcomes()
    shard.append(buildUniformBatch(1, 1), { completion: outcomes, token: 1, expectedOffset: 2 })
    shard.append(buildUniformBatch(1, 1), { completion: outcomes, token: 2, expectedOffset: 2 })
    shard.append(buildUniformBatch(1, 1), { completion: outcomes, token: 3, expectedOffset: 3 })
    await outcomes.reach(3)
    assert.deepEqual(outcomes.list.map((o) => [o.token, o.error?.code ?? null]), [[1, null], [2, 'STORAGE_CONDITION_FAILED'], [3, null]])
  })

  defineCompanionTests(test, largeBatchBytes)

  test('an append without completion is stored', async ({ driver }) => {
    const shard = await createTestShard(driver, 1)
    shard.append(buildUniformBatch(1, 10), { completion: null, token: 0 })
    await appendOne(shard, buildUniformBatch(1, 10))
    assert.equal(shard.committedOffset, 2)
  })

  test('a malformed batch is refused and leaves no gap', async ({ driver }) => {
    const shard = await createTestShard(driver, 1)
    const good = buildUniformBatch(1, 10)
    const wrongLength = Buffer.concat([good, Buffer.alloc(1)])
    const wrongMagic = Buffer.from(good)
    wrongMagic[16] = 1
    const negativeDelta = Buffer.from(good)
    negativeDelta.fill(0xff, 23, 27)
    for (const bad of [Buffer.alloc(0), Buffer.alloc(20), wrongLength, wrongMagic, negativeDelta]) {
      assert.equal((await appendOne(shard, bad)).error?.code, 'STORAGE_BATCH_INVALID')
    }
    assert.equal((await appendOne(shard, good)).baseOffset, 0)
  })

  test('a large batch is stored whole; one above the limit is refused', async ({ driver }) => {
    const shard = await createTestShard(driver, 1)
    const size = Math.min(largeBatchBytes, driver.capabilities.batchBytesMax - 200)
    const large = buildUniformBatch(1, size)
    const copy = Buffer.from(large)
    assert.equal((await appendOne(shard, large)).error, null)
    assert.ok((await readAll(shard, 0, 1024)).equals(copy), 'base offset 0: the bytes are the ones appended')
    if (driver.capabilities.batchBytesMax > 64 * 1024 * 1024) return
    const tooLarge = Buffer.alloc(driver.capabilities.batchBytesMax + 1)
    assert.equal((await appendOne(shard, tooLarge)).error?.code, 'STORAGE_BATCH_TOO_LARGE')
  })

  test('a listener is told of commits until it is removed', async ({ driver }) => {
    const shard = await createTestShard(driver, 1)
    const seen: number[] = []
    let told: (() => void) | null = null
    const listener = {
      shardCommitted(from: Shard, offset: number): void {
        assert.equal(from, shard)
        assert.equal(from.committedOffset, offset)
        seen.push(offset)
        told?.()
      },
    }
    shard.watch(listener)
    const first = new Promise<void>((resolve) => (told = resolve))
    for (let i = 0; i < 10; i++) shard.append(buildUniformBatch(1, 1), { completion: null, token: 0 })
    await first
    while (shard.committedOffset < 10 || seen.at(-1) !== 10) await new Promise<void>((resolve) => (told = resolve))
    assert.ok(seen.length <= 10 && seen.every((offset, i) => i === 0 || offset > (seen[i - 1] as number)), `rising: ${seen.join()}`)
    shard.unwatch(listener)
    const count = seen.length
    await appendOne(shard, buildUniformBatch(1, 1))
    await appendOne(shard, buildUniformBatch(1, 1))
    assert.equal(seen.length, count)
  })
}

async function unsupported(opening: Promise<Shard>, options: { expectedOffset?: number }): Promise<void> {
  const outcome = await appendOne(await opening, buildUniformBatch(1, 1), options)
  assert.equal(outcome.error?.code, 'STORAGE_UNSUPPORTED')
}
