import { createSeededRandom } from '@robustmq/common-runtime'
import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'
import type { Shard } from '@robustmq/storage-adapter'
import { appendOne, buildUniformBatch, createFaultyFileSystem, Outcomes, readAll } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { ShardIndex } from '../src/shard-index.ts'
import { openOn, settle } from './segment-harness.ts'

test('the index of shards agrees with a Map, through growth and removals, for numbers near and far', () => {
  const random = createSeededRandom(11)
  const index = new ShardIndex()
  const model = new Map<number, number>()
  for (let i = 1; i <= 20_000; i++) {
    const near = 1 + random.below(8000)
    const shard = random.below(4) === 0 ? near * 0x1_0000_0000 : near
    if (random.below(3) === 0) {
      index.delete(shard)
      model.delete(shard)
    } else if (!model.has(shard)) {
      index.add(shard, i)
      model.set(shard, i)
    }
    if (i % 1000 !== 0) continue
    expect(index.size).toBe(model.size)
    for (let probe = 1; probe <= 8000; probe++) {
      for (const id of [probe, probe * 0x1_0000_0000]) if (index.get(id) !== (model.get(id) ?? 0)) throw new Error(`seed 11, step ${i}, shard ${id}`)
    }
  }
})

test('whoever asks for a shard while somebody keeps it gets the same object, also when it has been idle', async () => {
  const storage = await openOn(createFaultyFileSystem({ seed: 1 }))
  const kept = await storage.driver.createShard({ tenant: 1, shard: 7, group: 1, durability: 'always' })
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 40 * round; i++) kept.append(buildUniformBatch(1, 50), { completion: null, token: 0 })
    expect((await appendOne(kept, buildUniformBatch(1, 50))).error).toBe(null)
    await settle(storage)
    expect(storage.driver.shard(7)).toBe(kept)
    expect(storage.driver.shard(7)?.committedOffset).toBe(kept.nextOffset)
  }
  await storage.driver.close()
})

test('a listener, a hold and settings stay with their shard when nobody keeps it', async () => {
  const storage = await openOn(createFaultyFileSystem({ seed: 1 }))
  const { driver } = storage
  await Promise.all(Array.from({ length: 200 }, (_, i) => driver.createShard({ tenant: 1, shard: i + 1, group: 1, durability: 'always' })))
  const told: number[] = []
  driver.shard(5)?.watch({ shardCommitted: (shard) => told.push(shard.spec.shard) })
  const settings = { ...SHARD_SETTINGS_DEFAULT, retentionMs: 1000 }
  for (let i = 1; i <= 200; i++) driver.shard(i)?.configure({ ...settings })
  await settle(storage)
  await appendOne(driver.shard(5) as Shard, buildUniformBatch(1, 5))
  await new Promise<void>((resolve) => void setImmediate(resolve))
  expect(told).toEqual([5])
  for (let i = 1; i <= 200; i++) expect(driver.shard(i)?.settings.retentionMs).toBe(1000)
  // Equal settings are one object.
  expect(driver.shard(3)?.settings).toBe(driver.shard(199)?.settings)
  await driver.close()
})

test('few batches become many and few again: reads see all, from memory, log and segments', async () => {
  const storage = await openOn(createFaultyFileSystem({ seed: 1 }), { tailCacheBytes: 64 * 1024, wal: { fileBytes: 1024 * 1024 } })
  const shard = await storage.driver.createShard({ tenant: 1, shard: 1, group: 1, durability: 'always' })
  const random = createSeededRandom(3)
  const size = buildUniformBatch(1, 100).length
  for (let round = 0; round < 30; round++) {
    const count = 1 + random.below(random.below(3) === 0 ? 100 : 20)
    const outcomes = new Outcomes()
    for (let i = 0; i < count; i++) shard.append(buildUniformBatch(1, 100), { completion: outcomes, token: i })
    await outcomes.reach(count)
    if (random.below(4) === 0) await settle(storage)
    if (random.below(4) === 0) await shard.trimFront(shard.logStartOffset + random.below(shard.committedOffset - shard.logStartOffset))
    const from = shard.logStartOffset + random.below(shard.committedOffset - shard.logStartOffset)
    expect((await readAll(shard, from, 3000)).length, `round ${round}`).toBe((shard.committedOffset - from) * size)
  }
  const { storedBytes } = shard
  const { logStartOffset, nextOffset } = shard
  await settle(storage)
  await storage.driver.close()
  expect(storedBytes).toBeGreaterThanOrEqual((nextOffset - logStartOffset) * size)
})

test('a deleted shard is gone for those who keep it, and its place serves another', async () => {
  const disk = createFaultyFileSystem({ seed: 1 })
  const storage = await openOn(disk)
  const spec = { tenant: 1, group: 1, durability: 'always' } as const
  for (let i = 1; i <= 50; i++) {
    const shard = await storage.driver.createShard({ ...spec, shard: i })
    await appendOne(shard, buildUniformBatch(i, 20))
    if (i % 2 === 0) await storage.driver.deleteShard(i)
    if (i % 10 === 0) await settle(storage)
    if (i % 2 === 0) expect((await appendOne(shard, buildUniformBatch(1, 1))).error?.code).toBe('STORAGE_SHARD_UNKNOWN')
  }
  await settle(storage)
  await storage.driver.close()
  const again = await openOn(disk)
  expect([...again.driver.shards()].map(({ spec: { shard } }) => shard)).toEqual(Array.from({ length: 25 }, (_, i) => i * 2 + 1))
  for (const shard of again.driver.shards()) expect(shard.nextOffset).toBe(shard.spec.shard)
  expect(again.driver.stats().shards).toBe(25)
  await again.driver.close()
})
