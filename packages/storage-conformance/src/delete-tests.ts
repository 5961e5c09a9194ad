import assert from 'node:assert/strict'
import { createSeededRandom } from '@robustmq/common-runtime'
import type { Shard } from '@robustmq/storage-adapter'
import type { StorageHarness } from './harness.ts'
import { appendOne, codeOf } from './outcomes.ts'
import { createTestShard } from './shard-specs.ts'
import { buildRecords, readRecords } from './test-records.ts'

type Define = (name: string, run: (harness: StorageHarness, settle: () => Promise<void>) => Promise<void>) => void

/** Promises about single records that were deleted. */
export function defineDeleteTests(test: Define): void {
  test('deleted records are read no more, all others keep their offsets', async ({ driver, reopen }, settle) => {
    const seed = 0xde1
    const random = createSeededRandom(seed)
    let shard = await createTestShard(driver, 1)
    const expected = new Map<number, string>()
    const check = async (): Promise<void> => {
      const found = (await readRecords(shard)).map((record) => [record.offset, record.value?.toString()])
      assert.deepEqual(found, [...expected], `seed ${seed}`)
    }
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 20; i++) {
        const base = shard.nextOffset
        const values = Array.from({ length: 1 + random.below(8) }, (_, at) => `value ${base + at}`)
        await appendOne(shard, buildRecords(values.map((value) => ({ timestampMs: 1000 + base, value }))))
        for (const [at, value] of values.entries()) expected.set(base + at, value)
      }
      if (round % 2 === 1) await settle()
      const offsets = Array.from({ length: 25 }, () => random.below(shard.committedOffset + 5))
      const deleting = shard.deleteRecords(offsets)
      for (const offset of offsets) expected.delete(offset)
      await check()
      await deleting
      await settle()
      await check()
    }
    assert.equal(await codeOf(() => shard.deleteRecords([])), null)
    assert.equal(await codeOf(() => shard.deleteRecords([-1, shard.nextOffset + 100])), null)
    if (!driver.capabilities.durable || reopen === undefined) return
    shard = (await reopen()).shard(1) as Shard
    await check()
    await shard.deleteRecords([...expected.keys()].slice(0, 10))
    for (const offset of [...expected.keys()].slice(0, 10)) expected.delete(offset)
    await settle()
    shard = (await reopen()).shard(1) as Shard
    await check()
  })

  test('a batch whose records are all deleted still stands for its offsets', async ({ driver }, settle) => {
    const shard = await createTestShard(driver, 1)
    for (let i = 0; i < 3; i++) await appendOne(shard, buildRecords([1, 2, 3].map((at) => ({ timestampMs: i * 10 + at }))))
    await settle()
    await shard.deleteRecords([3, 4, 5, 6, 7, 8])
    const result = await shard.fetch(3, { bytesMax: 10_000 })
    assert.equal(result.nextOffset, 9)
    assert.deepEqual((await readRecords(shard)).map((record) => record.offset), [0, 1, 2])
    assert.equal(await shard.offsetForTimestamp(5), null, 'a time is not found in what is gone')
    assert.deepEqual(await shard.offsetForTimestamp(2), { offset: 1, timestampMs: 2 })
    assert.equal((await appendOne(shard, buildRecords([{ timestampMs: 5 }]))).baseOffset, 9)
  })
}
