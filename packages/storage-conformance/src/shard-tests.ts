import assert from 'node:assert/strict'
import type { Shard } from '@robustmq/storage-adapter'
import type { StorageHarness } from './harness.ts'
import { appendOne, codeOf, Outcomes, readAll } from './outcomes.ts'
import { createTestShard, shardSpec } from './shard-specs.ts'
import { buildUniformBatch } from './test-batch.ts'

type Define = (name: string, run: (harness: StorageHarness) => Promise<void>) => void

/** Promises about the life of shards and of the driver. */
export function defineShardTests(test: Define, manyShards: number): void {
  test('creating a shard again is no error, with another spec it is', async ({ driver }) => {
    const shard = await createTestShard(driver, 7)
    assert.equal(await createTestShard(driver, 7), shard)
    assert.equal(driver.shard(7), shard)
    assert.equal(driver.shard(8), null)
    assert.equal(await codeOf(() => driver.createShard({ ...shardSpec(7), group: 99 })), 'STORAGE_SHARD_EXISTS')
    assert.equal(await codeOf(() => driver.createShard({ ...shardSpec(7), tenant: 99 })), 'STORAGE_SHARD_EXISTS')
    assert.deepEqual([...driver.shards()].map((s) => s.spec.shard), [7])
    assert.deepEqual(shard.spec, shardSpec(7))
  })

  test('a deleted shard is gone and its appends fail', async ({ driver }) => {
    const shard = await createTestShard(driver, 1)
    const other = await createTestShard(driver, 2)
    await appendOne(shard, buildUniformBatch(10, 100))
    await appendOne(other, buildUniformBatch(10, 100))
    const waiting = new Outcomes()
    shard.append(buildUniformBatch(1, 1), { completion: waiting, token: 1 })
    const deleting = driver.deleteShard(1)
    shard.append(buildUniformBatch(1, 1), { completion: waiting, token: 2 })
    await deleting
    await waiting.reach(2)
    assert.ok([null, 'STORAGE_SHARD_UNKNOWN'].includes(waiting.list[0]?.error?.code ?? null), 'told once, either way')
    assert.equal(waiting.list[1]?.error?.code, 'STORAGE_SHARD_UNKNOWN')
    assert.equal(driver.shard(1), null)
    assert.equal(await codeOf(() => driver.deleteShard(1)), 'STORAGE_SHARD_UNKNOWN')
    assert.equal(await codeOf(() => shard.fetch(0, { bytesMax: 1 })), 'STORAGE_SHARD_UNKNOWN')
    assert.equal((await appendOne(shard, buildUniformBatch(1, 1))).error?.code, 'STORAGE_SHARD_UNKNOWN')
    assert.equal(other.committedOffset, 10)
    assert.equal((await appendOne(other, buildUniformBatch(1, 1))).baseOffset, 10)
  })

  test(`${manyShards} shards with few records each`, async ({ driver, reopen, settle }) => {
    const shards = await Promise.all(Array.from({ length: manyShards }, (_, i) => createTestShard(driver, i + 1)))
    const size = buildUniformBatch(1, 20).length
    const outcomes = new Outcomes()
    for (let round = 0; round < 3; round++) {
      for (const shard of shards) shard.append(buildUniformBatch(1, 20), { completion: outcomes, token: shard.spec.shard })
      await outcomes.reach((round + 1) * manyShards)
      if (round === 1) await settle?.()
    }
    assert.ok(outcomes.list.every((outcome) => outcome.error === null))
    const stats = driver.stats()
    assert.equal(stats.shards, manyShards)
    assert.equal(stats.committedRecords, 3 * manyShards)
    assert.ok(stats.openFiles <= 128, `${stats.openFiles} open files`)
    for (const shard of shards) assert.equal((await readAll(shard, 0, 1 << 20)).length, 3 * size)
    assert.equal(driver.stats().pendingBytes, 0)
    if (!driver.capabilities.durable || reopen === undefined) return
    const again = await reopen()
    assert.equal([...again.shards()].length, manyShards)
    for (let i = 1; i <= manyShards; i++) assert.equal((await readAll(again.shard(i) as Shard, 0, 1 << 20)).length, 3 * size)
    assert.ok(again.stats().openFiles <= 128)
  })

  test('close commits what was appended and refuses what comes later', async ({ driver }) => {
    const shard = await createTestShard(driver, 1)
    const outcomes = new Outcomes()
    for (let i = 0; i < 10; i++) shard.append(buildUniformBatch(1, 10), { completion: outcomes, token: i })
    const closing = driver.close()
    shard.append(buildUniformBatch(1, 10), { completion: outcomes, token: 10 })
    await closing
    await outcomes.reach(11)
    assert.deepEqual(outcomes.list.map((o) => o.error?.code ?? null), [...new Array<null>(10).fill(null), 'STORAGE_CLOSED'])
    assert.equal((await appendOne(shard, buildUniformBatch(1, 10))).error?.code, 'STORAGE_CLOSED')
    assert.equal(await codeOf(() => driver.createShard(shardSpec(2))), 'STORAGE_CLOSED')
    await driver.close()
  })
}
