import { createRecordingLogger } from '@robustmq/common-log'
import type { Shard } from '@robustmq/storage-adapter'
import { appendOne, buildUniformBatch, codeOf, createFaultyFileSystem, readAll } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { DIRECTORY, openOn, settle } from './segment-harness.ts'

const COLD = { tailCacheBytes: 0 }
const LOG_FILE = `${DIRECTORY}/wal/wal-000000000001.log`
const BATCH = buildUniformBatch(2, 100)

function spec(shard: number): { tenant: number; shard: number; group: number; durability: 'always' } {
  return { tenant: 1, shard, group: 1, durability: 'always' }
}

/** Shard 1 with `count` batches of two records in the log, shard 2 with one beside each; synced and marked. */
async function filled(count: number): Promise<FaultyFileSystem> {
  const disk = createFaultyFileSystem({ seed: 1 })
  const { driver } = await openOn(disk, COLD)
  const one = await driver.createShard(spec(1))
  const two = await driver.createShard(spec(2))
  for (let i = 0; i < count; i++) await appendOne(one, Buffer.from(BATCH), { companions: [{ shard: two, batch: Buffer.from(BATCH) }] })
  await driver.close()
  return disk
}

/** Where in the log the own batch of shard 1 with this base offset begins. */
function placeOf(disk: FaultyFileSystem, baseOffset: number): number {
  const bytes = disk.contents(LOG_FILE)
  for (let at = bytes.indexOf('RWLF', 4096); at >= 0; at = bytes.indexOf('RWLF', at + 1)) {
    if (bytes[at + 5] === 1 && bytes.readUIntBE(at + 54, 6) === baseOffset) return at + 60
  }
  throw new Error(`no frame with base offset ${baseOffset}`)
}

function missingOf(log: ReturnType<typeof createRecordingLogger>): unknown[] {
  return log.lines.filter((line) => line.message === 'committed records are missing from the log').map(({ fields }) => [fields['shard'], fields['from'], fields['to']])
}

test('a damaged frame in the middle of the log: what is lost is told by shard and offsets, never passed over, and the rest can be read', async () => {
  const disk = await filled(10)
  disk.flip(LOG_FILE, placeOf(disk, 8) + 80, 1)
  const log = createRecordingLogger()
  const storage = await openOn(disk, COLD, { log })
  expect(missingOf(log)).toEqual([[1, 8, 10], [2, 8, 10]])
  expect(storage.driver.stats().damagedRanges).toBe(2)
  for (const settled of [false, true]) {
    if (settled) await settle(storage)
    for (const id of [1, 2]) {
      const shard = storage.driver.shard(id) as Shard
      expect([shard.logStartOffset, shard.committedOffset]).toEqual([0, 20])
      expect((await shard.fetch(0, { bytesMax: 4 * BATCH.length })).nextOffset).toBe(8)
      expect(await codeOf(() => readAll(shard, 0, 100_000))).toBe('STORAGE_CORRUPT')
      expect(await codeOf(() => shard.fetch(9, { bytesMax: 1000 }))).toBe('STORAGE_CORRUPT')
      expect((await readAll(shard, 10, 100_000)).length).toBe(5 * BATCH.length)
    }
  }
  await storage.driver.close()
})

test('a damaged frame at the end of the log, with nothing behind it: its offsets are not given again', async () => {
  // The second: its own length is not to be believed either, so that more offsets are left out than were lost.
  for (const [byte, exact] of [[80, true], [24, false]] as const) {
    const disk = await filled(5)
    disk.flip(LOG_FILE, placeOf(disk, 8) + byte, 4)
    const log = createRecordingLogger()
    const { driver } = await openOn(disk, COLD, { log })
    const shard = driver.shard(1) as Shard
    expect(shard.nextOffset).toBeGreaterThanOrEqual(10)
    if (exact) expect(shard.nextOffset).toBe(10)
    expect(driver.shard(2)?.nextOffset).toBe(10)
    expect(missingOf(log)).toEqual([[1, 8, shard.nextOffset], [2, 8, 10]])
    expect(await codeOf(() => shard.fetch(8, { bytesMax: 1000 }))).toBe('STORAGE_CORRUPT')
    const outcome = await appendOne(shard, Buffer.from(BATCH))
    expect(outcome.error).toBe(null)
    expect((await readAll(shard, outcome.baseOffset, 1000)).length).toBe(BATCH.length)
    await driver.close()
    // The loss is still told after another start, and what was appended behind it is there.
    const again = await openOn(disk, COLD)
    expect(again.driver.shard(1)?.nextOffset).toBe(outcome.nextOffset)
    expect(await codeOf(() => (again.driver.shard(1) as Shard).fetch(8, { bytesMax: 1000 }))).toBe('STORAGE_CORRUPT')
    await again.driver.close()
  }
})

test('the damaged creation of a shard does not take its batches away', async () => {
  const disk = await filled(5)
  const bytes = disk.contents(LOG_FILE)
  for (let at = bytes.indexOf('RWLF', 4096); at >= 0; at = bytes.indexOf('RWLF', at + 1)) if (bytes[at + 5] === 3) disk.flip(LOG_FILE, at + 60 + 4, 1)
  const { driver } = await openOn(disk, COLD)
  for (const id of [1, 2]) expect((await readAll(driver.shard(id) as Shard, 0, 100_000)).length).toBe(5 * BATCH.length)
  await driver.close()
})

test('a checkpoint whose end was lost is found out, since the log does not reach back to it', async () => {
  const disk = createFaultyFileSystem({ seed: 1 })
  const storage = await openOn(disk, COLD)
  const shard = await storage.driver.createShard(spec(1))
  for (let i = 0; i < 3; i++) {
    await appendOne(shard, Buffer.from(BATCH))
    await settle(storage)
  }
  await storage.driver.close()
  const path = `${DIRECTORY}/shards.checkpoint`
  const whole = disk.contents(path).length
  disk.flip(path, whole - 20, 1)
  await expect(openOn(disk, COLD)).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' })
  disk.flip(path, whole - 20, 1)
  const again = await openOn(disk, COLD)
  expect((await readAll(again.driver.shard(1) as Shard, 0, 10_000)).length).toBe(3 * BATCH.length)
  await again.driver.close()
})
