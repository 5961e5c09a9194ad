import assert from 'node:assert/strict'
import type { Shard } from '@robustmq/storage-adapter'
import type { StorageHarness } from './harness.ts'
import { appendOne, codeOf } from './outcomes.ts'
import { createTestShard } from './shard-specs.ts'
import { buildUniformBatch } from './test-batch.ts'
import { createConfigured } from './test-records.ts'

type Define = (name: string, run: (harness: Required<StorageHarness>, settle: () => Promise<void>) => Promise<void>) => void

const HOUR_MS = 3_600_000
const BATCH_BYTES: number = buildUniformBatch(4, 200).length

/** Promises about what goes by itself. Run for fresh data and, where a driver has a long-term place, for settled data. */
export function defineRetentionTests(test: Define): void {
  test('what is older than allowed goes, what is younger stays', async ({ driver, nowMs, advance }, settle) => {
    const shard = await createConfigured(driver, 1, { retentionMs: HOUR_MS })
    const kept = await createTestShard(driver, 2)
    driver.startRetention()
    for (let hour = 0; hour < 4; hour++) {
      for (let i = 0; i < 5; i++) for (const each of [shard, kept]) await appendOne(each, buildUniformBatch(4, 200, nowMs()))
      await settle()
      // The batches of the hour before are half an hour too old then.
      if (hour < 3) await advance(HOUR_MS * 0.75)
    }
    assert.equal(shard.logStartOffset, 40)
    assert.equal(shard.storedBytes, 10 * BATCH_BYTES)
    assert.equal(kept.logStartOffset, 0)
    assert.equal(await codeOf(() => shard.fetch(39, { bytesMax: 1 })), 'STORAGE_OFFSET_OUT_OF_RANGE')
    assert.equal(driver.stats().removed.byAge, 10 * BATCH_BYTES)
    await advance(2 * HOUR_MS)
    assert.equal(shard.logStartOffset, 80)
    assert.equal((await appendOne(shard, buildUniformBatch(1, 1, nowMs()))).baseOffset, 80, 'offsets go on')
  })

  test('the oldest go while what is left is enough', async ({ driver, nowMs, advance }, settle) => {
    const shard = await createConfigured(driver, 1, { retentionBytes: 10 * BATCH_BYTES })
    driver.startRetention()
    for (let round = 0; round < 10; round++) {
      for (let i = 0; i < 3; i++) await appendOne(shard, buildUniformBatch(4, 200, nowMs()))
      await settle()
    }
    await advance(1)
    assert.ok(shard.logStartOffset > 0)
    assert.ok(shard.storedBytes >= 10 * BATCH_BYTES && shard.storedBytes < 13 * BATCH_BYTES, `${shard.storedBytes} bytes`)
    assert.equal(driver.stats().removed.bySize, 30 * BATCH_BYTES - shard.storedBytes)
  })

  test('nothing goes before retention starts, nor from a shard that is only compacted, nor what is held', async ({ driver, nowMs, advance }, settle) => {
    const limits = { retentionMs: HOUR_MS, retentionBytes: BATCH_BYTES }
    const shard = await createConfigured(driver, 1, limits)
    const compacted = await createConfigured(driver, 2, { ...limits, deleteOld: false })
    for (let i = 0; i < 10; i++) {
      for (const each of [shard, compacted]) await appendOne(each, buildUniformBatch(4, 200, nowMs()))
      if (i % 3 === 2) await settle()
    }
    await settle()
    await advance(2 * HOUR_MS)
    assert.equal(shard.logStartOffset, 0)
    shard.hold('first', 20)
    shard.hold('second', 30)
    driver.startRetention()
    await advance(1000)
    assert.ok(shard.logStartOffset > 0 && shard.logStartOffset <= 20, `${shard.logStartOffset}`)
    shard.hold('first', 32)
    shard.hold('second', null)
    await advance(1000)
    assert.ok(shard.logStartOffset > 20 && shard.logStartOffset <= 32, `${shard.logStartOffset}`)
    shard.hold('first', null)
    await advance(1000)
    assert.equal(shard.logStartOffset, 40)
    assert.equal(compacted.logStartOffset, 0)
  })

  test('settings may change', async ({ driver, nowMs, advance }, settle) => {
    const shard = await createConfigured(driver, 1, {})
    driver.startRetention()
    for (let i = 0; i < 4; i++) {
      await appendOne(shard, buildUniformBatch(4, 200, nowMs()))
      await settle()
    }
    await advance(HOUR_MS)
    assert.equal(shard.logStartOffset, 0)
    shard.configure({ ...shard.settings, retentionMs: HOUR_MS / 2 })
    await advance(1)
    assert.equal(shard.logStartOffset, 16)
  })
}

type DefineCapped = (name: string, capBytes: number, run: (harness: Required<StorageHarness>) => Promise<void>) => void

const CAP_BYTES = 400_000

export function defineCapTests(test: DefineCapped): void {
  test('at the cap the oldest of shards with a limit give way, whichever shard they are in', CAP_BYTES, async ({ driver, nowMs, advance, settle }) => {
    const limited = [await createConfigured(driver, 1, { retentionMs: 1000 * HOUR_MS }), await createConfigured(driver, 2, { retentionBytes: 2 ** 40 })]
    const kept = await createTestShard(driver, 3)
    driver.startRetention()
    for (let round = 0; round < 12; round++) {
      for (let i = 0; i < 10; i++) {
        for (const shard of limited) assert.equal((await appendOne(shard, buildUniformBatch(4, 1000, nowMs()))).error, null)
      }
      assert.equal((await appendOne(kept, buildUniformBatch(4, 1000, nowMs()))).error, null)
      await settle()
      await advance(60_000)
      assert.ok(driver.stats().storedBytes <= CAP_BYTES, `${driver.stats().storedBytes} bytes`)
    }
    const [a, b] = limited as [Shard, Shard]
    assert.ok(a.logStartOffset > 0 && b.logStartOffset > 0)
    assert.ok(Math.abs(a.logStartOffset - b.logStartOffset) <= 80, 'the oldest go first')
    assert.equal(kept.logStartOffset, 0)
    const { removed, capRefusals } = driver.stats()
    assert.ok(removed.byCap > 0)
    assert.equal(capRefusals, 0)
  })

  test('when all that could go is held, writes are refused, reads go on, and the next trim ends it', CAP_BYTES, async ({ driver, nowMs, advance }) => {
    const held = await createConfigured(driver, 1, { retentionMs: HOUR_MS })
    const kept = await createTestShard(driver, 2)
    held.hold('consumer', 0)
    driver.startRetention()
    let refused: string | null = null
    for (let i = 0; i < 150 && refused === null; i++) {
      refused = (await appendOne(i % 2 === 0 ? held : kept, buildUniformBatch(4, 1000, nowMs()))).error?.code ?? null
      await advance(10)
    }
    assert.equal(refused, 'STORAGE_CAP_REACHED')
    assert.ok(driver.stats().capRefusals > 0)
    assert.equal(held.logStartOffset, 0)
    assert.ok((await held.fetch(0, { bytesMax: 10_000 })).bytes > 0)
    held.hold('consumer', held.committedOffset)
    await advance(1000)
    assert.equal((await appendOne(kept, buildUniformBatch(4, 1000, nowMs()))).error, null)
    assert.ok(driver.stats().removed.byCap > 0)
  })
}
