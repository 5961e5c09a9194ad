import assert from 'node:assert/strict'
import { createSeededRandom } from '@robustmq/common-runtime'
import { BatchCursor, batchNextOffset, batchProducerId } from '@robustmq/record-batch'
import type { CompactionSettings, Shard, StorageDriver } from '@robustmq/storage-adapter'
import type { StorageHarness } from './harness.ts'
import { appendOne, readAll } from './outcomes.ts'
import { buildMarker, buildRecords, createConfigured, keyOf, readRecords } from './test-records.ts'

type Define = (name: string, run: (harness: Required<StorageHarness>) => Promise<void>) => void

const HOUR_MS = 3_600_000
const SETTINGS: CompactionSettings = { lagMs: 0, lagMsMax: null, deleteRetentionMs: HOUR_MS, dirtyRatioMin: 0 }

function createCompacted(driver: StorageDriver, settings: Partial<CompactionSettings> = {}): Promise<Shard> {
  return createConfigured(driver, 1, { compaction: { ...SETTINGS, ...settings }, deleteOld: false })
}

/** Promises of compaction. It works on settled data only, so each test settles before it lets time pass. */
export function defineCompactionTests(test: Define): void {
  test('the newest record of each key is kept, with its offset, whatever was there', async (harness) => {
    const { nowMs, advance, settle, reopen } = harness
    const seed = 0xc0de
    const random = createSeededRandom(seed)
    let { driver } = harness
    let shard = await createCompacted(driver)
    driver.startRetention()
    const newest = new Map<string, [offset: number, value: string]>()
    const keyless: [offset: number, value: string][] = []
    const check = async (compacted: boolean): Promise<void> => {
      const records = (await readRecords(shard)).map((r): [number, string | null, string] => [r.offset, keyOf(r), String(r.value)])
      const last = new Map<string, [number, string]>()
      for (const [offset, key, value] of records) if (key !== null) last.set(key, [offset, value])
      assert.deepEqual(Object.fromEntries(last), Object.fromEntries(newest), `seed ${seed}`)
      assert.deepEqual(records.filter(([, key]) => key === null).map(([offset, , value]) => [offset, value]), keyless)
      if (compacted) assert.equal(records.length, newest.size + keyless.length, `seed ${seed}`)
    }
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 30; i++) {
        const base = shard.nextOffset
        const records = Array.from({ length: 1 + random.below(5) }, (_, at) => {
          const key = random.below(10) === 0 ? null : `key ${random.below(30)}`
          const value = `value ${base + at}`
          if (key === null) keyless.push([base + at, value])
          else newest.set(key, [base + at, value])
          return { timestampMs: nowMs(), key, value }
        })
        await appendOne(shard, buildRecords(records))
      }
      await check(false)
      await settle()
      const before = shard.storedBytes
      await advance(1000)
      assert.ok(shard.storedBytes < before)
      await check(true)
      if (round !== 2 || !driver.capabilities.durable) continue
      driver = await reopen()
      shard = await createCompacted(driver)
      await check(true)
      driver.startRetention()
    }
    const end = shard.committedOffset
    for (let offset = 0; offset < end; offset++) assert.ok((await shard.fetch(offset, { bytesMax: 1 })).nextOffset > offset, `stuck at ${offset}`)
    assert.ok(driver.stats().removed.byCompaction > 0)
  })

  test('a tombstone hides its key at once, and goes itself after its time', async ({ driver, nowMs, advance, settle }) => {
    const shard = await createCompacted(driver)
    driver.startRetention()
    await appendOne(shard, buildRecords(['a', 'b', 'c'].map((key) => ({ timestampMs: nowMs(), key }))))
    await appendOne(shard, buildRecords([{ timestampMs: nowMs(), key: 'b', value: null }]))
    await settle()
    await advance(1000)
    const seen = async (): Promise<[number, string | null, boolean][]> =>
      (await readRecords(shard)).map((record) => [record.offset, keyOf(record), record.value === null])
    assert.deepEqual(await seen(), [[0, 'a', false], [2, 'c', false], [3, 'b', true]])
    await advance(HOUR_MS / 2)
    assert.deepEqual(await seen(), [[0, 'a', false], [2, 'c', false], [3, 'b', true]])
    await advance(HOUR_MS)
    assert.deepEqual(await seen(), [[0, 'a', false], [2, 'c', false]])
    assert.equal((await shard.fetch(3, { bytesMax: 1 })).nextOffset, 4)
  })

  test('records wait for the lag, and compaction for enough that is new', async ({ driver, nowMs, advance, settle }) => {
    const shard = await createCompacted(driver, { lagMs: HOUR_MS, dirtyRatioMin: 0.5, lagMsMax: 10 * HOUR_MS })
    driver.startRetention()
    const append = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) await appendOne(shard, buildRecords([{ timestampMs: nowMs(), key: `k${i % 30}`, value: 'x'.repeat(200) }]))
      await settle()
    }
    const count = async (): Promise<number> => (await readRecords(shard)).length
    await append(40)
    await advance(HOUR_MS / 2)
    assert.equal(await count(), 40, 'too young')
    await advance(HOUR_MS)
    assert.equal(await count(), 30)
    await append(10)
    await advance(2 * HOUR_MS)
    assert.equal(await count(), 40, 'a quarter is new: not enough')
    await advance(10 * HOUR_MS)
    assert.equal(await count(), 30, 'but it does not wait for ever')
  })

  test('the last batch of a producer stays as a header', async ({ driver, nowMs, advance, settle }) => {
    const shard = await createCompacted(driver)
    driver.startRetention()
    for (let i = 0; i < 3; i++) await appendOne(shard, buildRecords([{ timestampMs: nowMs(), key: 'a' }], { id: 77, sequence: i }))
    await appendOne(shard, buildRecords([{ timestampMs: nowMs(), key: 'a' }]))
    await settle()
    await advance(1000)
    assert.deepEqual((await readRecords(shard)).map((record) => record.offset), [3])
    const bytes = await readAll(shard, 0, 10_000)
    const cursor = new BatchCursor()
    cursor.open(bytes, 0, bytes.length)
    const batches: [number, number][] = []
    while (cursor.next()) batches.push([batchProducerId(bytes, cursor.start), batchNextOffset(bytes, cursor.start)])
    assert.deepEqual(batches, [[-1, 2], [77, 3], [-1, 4]])
  })

  test('an aborted transaction hides nothing, an open one ends what is compacted', async ({ driver, nowMs, advance, settle }) => {
    const shard = await createCompacted(driver)
    driver.startRetention()
    const data = (key: string, id: number): Buffer => buildRecords([{ timestampMs: nowMs(), key }], { id, sequence: 0, transactional: true })
    await appendOne(shard, buildRecords(['a', 'b', 'c'].map((key) => ({ timestampMs: nowMs(), key }))))
    for (const batch of [data('a', 1), data('b', 2), buildMarker(1, false, nowMs()), buildMarker(2, true, nowMs()), data('c', 3)]) await appendOne(shard, batch)
    await appendOne(shard, buildRecords([{ timestampMs: nowMs(), key: 'a' }]))
    await settle()
    await advance(1000)
    const records = (await readRecords(shard)).map((record) => `${record.offset}${keyOf(record)}`)
    assert.deepEqual(records, ['0a', '2c', '4b', '7c', '8a'])
  })

  test('with a limit too, the oldest go as well', async ({ driver, nowMs, advance, settle }) => {
    const shard = await createConfigured(driver, 1, { compaction: SETTINGS, deleteOld: true, retentionMs: HOUR_MS })
    driver.startRetention()
    for (let i = 0; i < 20; i++) await appendOne(shard, buildRecords([{ timestampMs: nowMs(), key: `k${i % 5}` }]))
    await settle()
    await advance(1000)
    assert.equal((await readRecords(shard)).length, 5)
    await advance(2 * HOUR_MS)
    assert.equal((await readRecords(shard)).length, 0)
    assert.equal(shard.nextOffset, 20)
  })
}
