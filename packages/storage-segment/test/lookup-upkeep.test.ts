import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'
import { appendOne, buildRecords, createFaultyFileSystem, createTestShard, readRecords } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { createTestTime, openOn, settle } from './segment-harness.ts'

const LOOKUP = { address: true, key: true, tag: false }
const ALL = { levels: ['kv'], rest: true }

test('deleted records are not found again when their bytes and marks are gone, nor those that compaction removed', async () => {
  const time = createTestTime()
  const storage = await openOn(createFaultyFileSystem({ seed: 1 }), {}, time.deps())
  const { driver } = storage
  const shard = await createTestShard(driver, 1)
  shard.configure({ ...SHARD_SETTINGS_DEFAULT, lookup: LOOKUP })
  driver.startRetention()
  for (let i = 0; i < 100; i++) await appendOne(shard, buildRecords([{ timestampMs: time.nowMs(), key: `k${i % 10}`, address: `kv.k${i % 10}` }]))
  expect(await shard.lookup?.countByAddress(ALL, 0)).toBe(100)
  const gone = Array.from({ length: 90 }, (_, i) => i + 10)
  await shard.deleteRecords(gone)
  await settle(storage)
  const before = shard.storedBytes
  for (let pass = 0; pass < 3; pass++) {
    time.advance(1)
    await storage.maintained()
    expect(await shard.lookup?.lastByAddress(ALL), `pass ${pass}`).toBe(9)
    expect(await shard.lookup?.countByAddress(ALL, 0)).toBe(10)
    expect(await shard.lookup?.lastByKey(Buffer.from('k3'))).toBe(3)
    expect((await readRecords(shard)).length).toBe(10)
  }
  expect(shard.storedBytes).toBeLessThan(before * 0.8)
  for (let i = 0; i < 20; i++) await appendOne(shard, buildRecords([{ timestampMs: time.nowMs(), key: 'k1', address: 'kv.k1' }]))
  shard.configure({ ...shard.settings, compaction: { lagMs: 0, lagMsMax: null, deleteRetentionMs: 0, dirtyRatioMin: 0 }, deleteOld: false })
  await settle(storage)
  time.advance(1)
  await storage.maintained()
  expect(await shard.lookup?.countByAddress({ levels: ['kv', 'k1'], rest: false }, 0)).toBe(1)
  expect(await shard.lookup?.lastByKey(Buffer.from('k1'))).toBe(119)
  await driver.close()
})

test('an index that takes more than the memory allowed is refused, and the records stay readable', async () => {
  const storage = await openOn(createFaultyFileSystem({ seed: 1 }), { lookupBytesMax: 4096 }, createTestTime().deps())
  const shard = await createTestShard(storage.driver, 1)
  for (let i = 0; i < 50; i++) await appendOne(shard, buildRecords([{ timestampMs: 1, key: `k${i}`, address: `kv.k${i}` }]))
  shard.configure({ ...SHARD_SETTINGS_DEFAULT, lookup: LOOKUP })
  await expect(async () => shard.lookup?.countByAddress(ALL, 0)).rejects.toThrow(/takes more than 4096 bytes/)
  expect((await readRecords(shard)).length).toBe(50)
  await storage.driver.close()
})
