import type { Shard } from '@robustmq/storage-adapter'
import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'
import { appendOne, buildRecords, createFaultyFileSystem, keyOf, readAll, readRecords } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { createTestTime, openOn, settle } from './segment-harness.ts'

const full = process.env['STORAGE_CRASH_FULL'] !== undefined
const OPTIONS = { wal: { fileBytes: 64 * 1024 }, tailCacheBytes: 0, hotShardBytes: 8 * 1024 }
const COMPACTION = { lagMs: 0, lagMsMax: null, deleteRetentionMs: 1000, dirtyRatioMin: 0 }
const HOUR_MS = 3_600_000

/** What was acknowledged, shard 1 compacted, 2 with deleted records, 3 limited by age, 4 deleted so that its neighbours are copied. */
interface Model {
  /** Every value that was handed over, by shard and offset: nothing else may ever be read. */
  readonly written: Map<string, string>
  readonly newest: Map<string, number>
  readonly kept: Set<number>
  readonly deleted: Set<number>
  /** Of shard 3: the last offset that was acknowledged. */
  limitedEnd: number
}

async function work(disk: FaultyFileSystem, model: Model): Promise<void> {
  const time = createTestTime()
  const storage = await openOn(disk, OPTIONS, { ...time.deps(), onFatal: () => undefined })
  const { driver } = storage
  const shards: Shard[] = []
  for (let id = 1; id <= 4; id++) shards.push(await driver.createShard({ tenant: 1, shard: id, group: 1, durability: 'always' }))
  const [compacted, marked, limited, dropped] = shards as [Shard, Shard, Shard, Shard]
  compacted.configure({ ...SHARD_SETTINGS_DEFAULT, compaction: COMPACTION, deleteOld: false })
  limited.configure({ ...SHARD_SETTINGS_DEFAULT, retentionMs: HOUR_MS })
  driver.startRetention()
  const write = async (shard: Shard, key: string): Promise<number> => {
    const base = shard.nextOffset
    const values = [0, 1, 2].map((i) => `${shard.spec.shard} ${base + i}`)
    for (const [i, value] of values.entries()) model.written.set(`${shard.spec.shard} ${base + i}`, value)
    const { error } = await appendOne(shard, buildRecords(values.map((value) => ({ timestampMs: time.nowMs(), key, value }))))
    if (error !== null) throw error
    return base
  }
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < 6; i++) {
      const key = `k${(round + i) % 4}`
      model.newest.set(key, (await write(compacted, key)) + 2)
      const base = await write(marked, key)
      for (const offset of [base, base + 1, base + 2]) model.kept.add(offset)
      model.limitedEnd = (await write(limited, key)) + 3
      if (round < 2) await write(dropped, key)
    }
    await settle(storage)
    const gone = [...model.kept].filter((offset) => offset % 4 !== round % 4)
    for (const offset of gone) model.kept.delete(offset)
    await marked.deleteRecords(gone)
    for (const offset of gone) model.deleted.add(offset)
    if (round === 2) await driver.deleteShard(4)
    time.advance(HOUR_MS * 0.6)
    await storage.maintained()
  }
  await driver.close()
}

async function check(disk: FaultyFileSystem, model: Model, where: string): Promise<void> {
  const time = createTestTime()
  const storage = await openOn(disk, OPTIONS, time.deps())
  const { driver } = storage
  for (let again = 0; again < 2; again++) {
    const read = new Map<number, Map<number, string>>()
    for (const id of [1, 2, 3]) {
      const shard = driver.shard(id)
      const found = new Map<number, string>()
      read.set(id, found)
      for (const record of shard === null ? [] : await readRecords(shard)) {
        expect(String(record.value), `shard ${id}, offset ${record.offset}, ${where}`).toBe(model.written.get(`${id} ${record.offset}`))
        expect(found.has(record.offset), where).toBe(false)
        found.set(record.offset, keyOf(record) ?? '')
      }
    }
    for (const [key, offset] of model.newest) expect([...(read.get(1) ?? [])].some(([at, found]) => found === key && at >= offset), `${key} of ${offset}, ${where}`).toBe(true)
    for (const offset of model.kept) expect(read.get(2)?.has(offset), `kept ${offset}, ${where}`).toBe(true)
    for (const offset of model.deleted) expect(read.get(2)?.has(offset), `deleted ${offset}, ${where}`).toBe(false)
    const limited = driver.shard(3)
    for (let offset = limited?.logStartOffset ?? 0; offset < model.limitedEnd; offset++) expect(read.get(3)?.has(offset), `limited ${offset}, ${where}`).toBe(true)
    // What was replaced counts no longer.
    const compacted = driver.shard(1)
    if (compacted !== null) expect((await readAll(compacted, 0, 100_000)).length, `bytes of shard 1, ${where}`).toBe(compacted.storedBytes)
    // Once more when everything was moved and looked after.
    if (again === 1) break
    driver.shard(1)?.configure({ ...SHARD_SETTINGS_DEFAULT, compaction: COMPACTION, deleteOld: false })
    driver.startRetention()
    await settle(storage)
    time.advance(1)
    await storage.maintained()
  }
  await driver.close()
}

test('a crash anywhere in compaction, copying, trimming or deleting loses nothing that was to stay, and brings nothing back', { timeout: full ? 900_000 : 90_000 }, async () => {
  for (const seed of full ? [1, 2, 3] : [1]) {
    const model = (): Model => ({ written: new Map(), newest: new Map(), kept: new Set(), deleted: new Set(), limitedEnd: 0 })
    const whole = createFaultyFileSystem({ seed })
    const all = model()
    await work(whole, all)
    await check(whole.crash('nothing'), all, `seed ${seed}, no crash`)
    const step = full ? 3 : Math.ceil(whole.operations / 80)
    for (let point = 20; point < whole.operations; point += step) {
      const disk = createFaultyFileSystem({ seed })
      const reached = model()
      const death = new Promise<void>((resolve) => disk.crashBefore(point, resolve))
      await Promise.race([work(disk, reached).catch((error: unknown) => {
        if (!disk.dead) throw error
      }), death])
      await check(disk.crash('chance'), reached, `seed ${seed}, crash before operation ${point} of ${whole.operations}`)
    }
  }
})
