import { createRecordingLogger } from '@robustmq/common-log'
import type { Timers, TimerTask } from '@robustmq/common-runtime'
import type { Shard } from '@robustmq/storage-adapter'
import {
  appendOne, buildUniformBatch, codeOf, createFaultyFileSystem, createTestShard, Outcomes, readAll, shardSpec,
} from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { DIRECTORY, openOn, settle } from './segment-harness.ts'

const SEGMENTS = `${DIRECTORY}/segments`
const COLD = { tailCacheBytes: 0 }

function segmentPaths(disk: FaultyFileSystem): string[] {
  return disk.listSync(SEGMENTS).map((name) => `${SEGMENTS}/${name}`)
}

async function fill(shard: Shard, count: number, bytes = 500): Promise<void> {
  const outcomes = new Outcomes()
  for (let i = 0; i < count; i++) shard.append(buildUniformBatch(1, bytes, 1000 + i), { completion: outcomes, token: i })
  await outcomes.reach(count)
}

/** A disk with three shards of 100 batches in segments, closed. */
async function filledDisk(options: object = COLD): Promise<FaultyFileSystem> {
  const disk = createFaultyFileSystem({ seed: 1 })
  const storage = await openOn(disk, { ...options, wal: { fileBytes: 1024 * 1024 } })
  for (const id of [1, 2, 3]) await fill(await createTestShard(storage.driver, id), 100)
  await settle(storage)
  await storage.driver.close()
  return disk
}

test('a hot shard gets a segment of its own, the others share one', async () => {
  const disk = createFaultyFileSystem({ seed: 1 })
  const storage = await openOn(disk, { ...COLD, hotShardBytes: 20_000, wal: { fileBytes: 1024 * 1024 } })
  await fill(await createTestShard(storage.driver, 9), 100)
  for (const id of [1, 2, 3, 4]) await fill(await createTestShard(storage.driver, id), 5)
  await settle(storage)
  expect(segmentPaths(disk).length).toBe(2)
  expect((await readAll(storage.driver.shard(9) as Shard, 0, 2000)).length).toBe(100 * buildUniformBatch(1, 500).length)
  expect((await readAll(storage.driver.shard(3) as Shard, 0, 2000)).length).toBe(5 * buildUniformBatch(1, 500).length)
  expect(storage.wal.sealedFiles()).toEqual([])
  await storage.driver.close()
})

test('reads go on, and see the same, while batches move to segments', async () => {
  const disk = createFaultyFileSystem({ seed: 1 })
  const storage = await openOn(disk, { ...COLD, hotShardBytes: 30_000, indexCacheBytes: 1 })
  const shards = await Promise.all([1, 2, 3].map((id) => createTestShard(storage.driver, id)))
  const expected: Buffer[][] = [[], [], []]
  let writing = true
  const checks = shards.map(async (shard, i) => {
    while (writing) {
      const committed = shard.committedOffset
      const bytes = await readAll(shard, 0, 3000)
      const all = Buffer.concat(expected[i] as Buffer[])
      expect(bytes.equals(all.subarray(0, bytes.length))).toBe(true)
      expect(bytes.length).toBeGreaterThanOrEqual(committed * buildUniformBatch(1, 500).length)
      await new Promise<void>((resolve) => void setImmediate(resolve))
    }
  })
  for (let round = 0; round < 60; round++) {
    const outcomes = new Outcomes()
    for (const [i, shard] of shards.entries()) {
      for (let k = 0; k < 6; k++) {
        const batch = buildUniformBatch(1, 500, round)
        shard.append(batch, { completion: outcomes, token: 0 })
        expected[i]?.push(Buffer.from(batch))
      }
    }
    await outcomes.reach(18)
  }
  writing = false
  await Promise.all(checks)
  expect(segmentPaths(disk).length).toBeGreaterThan(3)
  await storage.driver.close()
})

test('files of the log go back when what was in them is in segments', async () => {
  const disk = createFaultyFileSystem({ seed: 1 })
  const storage = await openOn(disk)
  const shard = await createTestShard(storage.driver, 1)
  for (let i = 0; i < 40; i++) await fill(shard, 20)
  await settle(storage)
  expect(disk.listSync(`${DIRECTORY}/wal`).length).toBeLessThanOrEqual(4)
  expect(shard.storedBytes).toBe(800 * buildUniformBatch(1, 500).length)
  await storage.driver.close()
})

test('trimming and deleting remove segments of which nothing is left', async () => {
  const disk = await filledDisk()
  const storage = await openOn(disk, COLD)
  expect(segmentPaths(disk).length).toBe(1)
  const one = storage.driver.shard(1) as Shard
  await one.trimFront(100)
  await (storage.driver.shard(2) as Shard).trimFront(99)
  await storage.driver.deleteShard(3)
  expect(segmentPaths(disk).length).toBe(1)
  await storage.driver.deleteShard(2)
  expect(segmentPaths(disk).length).toBe(0)
  expect(one.storedBytes).toBe(0)
  await storage.driver.close()
  const again = await openOn(disk, COLD)
  expect([...again.driver.shards()].map((shard) => [shard.spec.shard, shard.logStartOffset, shard.nextOffset])).toEqual([[1, 100, 100]])
  await again.driver.close()
})

test('unfinished files of a crash are removed at the start', async () => {
  const disk = await filledDisk()
  const handle = disk.openSync(`${SEGMENTS}/segment-0000000000ff.seg.tmp`, 'create')
  handle.writeSync(Buffer.alloc(100), 0, 100, 0)
  handle.closeSync()
  const storage = await openOn(disk, COLD)
  expect(segmentPaths(disk).length).toBe(1)
  await storage.driver.close()
})

test('a damaged index is rebuilt from the data, wherever the damage is', async () => {
  const whole = await filledDisk()
  const path = segmentPaths(whole)[0] as string
  const size = whole.contents(path).length
  const batches = 100 * buildUniformBatch(1, 500).length
  // The footer, the extent table, the sparse indexes: the last 64 + 3 * 76 + 3 * ~4 * 24 bytes.
  for (let byte = size - 64 - 228 - 200; byte < size; byte += 23) {
    const disk = await filledDisk()
    disk.flip(path, byte, 0x10)
    const log = createRecordingLogger()
    const storage = await openOn(disk, COLD, { log })
    for (const id of [1, 2, 3]) {
      const shard = storage.driver.shard(id) as Shard
      expect((await readAll(shard, 50, 100_000)).length, `byte ${byte}`).toBe(batches / 2)
      expect((await readAll(shard, 0, 100_000)).length, `byte ${byte}`).toBe(batches)
    }
    expect(log.lines.filter((line) => line.level === 'error').length, `byte ${byte}`).toBeGreaterThan(0)
    await storage.driver.close()
  }
})

test('a flipped bit in stored batches is reported, never handed out', async () => {
  const disk = await filledDisk()
  const path = segmentPaths(disk)[0] as string
  const pristine = disk.contents(path)
  const size = buildUniformBatch(1, 500).length
  const first = 64 + 76
  const storage = await openOn(disk, COLD)
  const shard = storage.driver.shard(1) as Shard
  for (let bit = 0; bit < size; bit += 1) {
    // The leader epoch (bytes 12-15) is outside of the batch's checksum, and means nothing to this broker yet.
    if (bit >= 12 && bit < 16) continue
    const byte = first + 10 * size + bit
    disk.flip(path, byte, 1 << (bit % 8))
    expect(await codeOf(() => readAll(shard, 0, 100_000)), `byte ${bit} of the batch`).toBe('STORAGE_CORRUPT')
    expect((await readAll(storage.driver.shard(2) as Shard, 0, 100_000)).length).toBe(100 * size)
    disk.flip(path, byte, 1 << (bit % 8))
  }
  expect(disk.contents(path).equals(pristine)).toBe(true)
  expect((await readAll(shard, 0, 100_000)).length).toBe(100 * size)
  await storage.driver.close()
})

test('a missing segment is reported, and its offsets are not given again', async () => {
  const disk = await filledDisk()
  disk.unlinkSync(segmentPaths(disk)[0] as string)
  const log = createRecordingLogger()
  const storage = await openOn(disk, COLD, { log })
  const shard = storage.driver.shard(1) as Shard
  expect(shard.nextOffset).toBe(100)
  expect(await codeOf(() => shard.fetch(5, { bytesMax: 100 }))).toBe('STORAGE_CORRUPT')
  expect(log.lines.some((line) => line.message === 'committed records are missing from the segments')).toBe(true)
  expect((await appendOne(shard, buildUniformBatch(1, 1))).baseOffset).toBe(100)
  await storage.driver.close()
})

test('a newer format is refused by name: segment and checkpoint', async () => {
  const { crc32c } = await import('@robustmq/common-bytes')
  const rewrite = (disk: FaultyFileSystem, path: string, change: (bytes: Buffer) => void): void => {
    const bytes = disk.contents(path)
    change(bytes)
    disk.unlinkSync(path)
    const handle = disk.openSync(path, 'create')
    handle.writeSync(bytes, 0, bytes.length, 0)
    handle.closeSync()
  }
  for (const from of [0, -64]) {
    const disk = await filledDisk()
    const path = segmentPaths(disk)[0] as string
    rewrite(disk, path, (bytes) => {
      const at = from < 0 ? bytes.length + from : from
      bytes.writeUInt16BE(9, at + 8)
      bytes.writeUInt32BE(crc32c(bytes, at, at + 60), at + 60)
    })
    await expect(openOn(disk)).rejects.toMatchObject({ code: 'STORAGE_FORMAT_UNKNOWN', message: expect.stringContaining(path) as string })
  }
  const disk = await filledDisk()
  const path = `${DIRECTORY}/shards.checkpoint`
  rewrite(disk, path, (bytes) => {
    bytes.writeUInt16BE(7, 4)
    bytes.writeUInt32BE(crc32c(bytes, 0, 28), 28)
  })
  const refusal = { code: 'STORAGE_FORMAT_UNKNOWN', message: expect.stringContaining('version 7') as string }
  await expect(openOn(disk)).rejects.toMatchObject(refusal)
  const damaged = await filledDisk()
  damaged.flip(path, 30, 1)
  await expect(openOn(damaged)).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' })
})

test('a full disk refuses appends, keeps reads, and recovers with space', async () => {
  const disk = createFaultyFileSystem({ seed: 1 })
  disk.diskBytes = 600 * 1024
  const storage = await openOn(disk, { ...COLD, wal: { fileBytes: 64 * 1024, freeBytesMin: 130 * 1024 } })
  const shard = await createTestShard(storage.driver, 1)
  let outcome = await appendOne(shard, buildUniformBatch(1, 2000))
  for (let i = 0; outcome.error === null && i < 1000; i++) outcome = await appendOne(shard, buildUniformBatch(1, 2000))
  expect(outcome.error?.code).toBe('STORAGE_DISK_FULL')
  const committed = shard.committedOffset
  expect((await readAll(shard, 0, 10_000)).length).toBe(committed * buildUniformBatch(1, 2000).length)
  disk.diskBytes = 100 * 1024 * 1024
  for (let i = 0; i < 50 && outcome.error !== null; i++) outcome = await appendOne(shard, buildUniformBatch(1, 2000))
  expect(outcome).toMatchObject({ error: null, baseOffset: committed })
  await storage.driver.close()
})

test('a batch damaged in the log does not stop its neighbours from becoming a segment', async () => {
  for (const [byte, readable] of [[3, true], [9, true], [16, true], [30, false], [70, false]] as const) {
    const disk = createFaultyFileSystem({ seed: 1 })
    const log = createRecordingLogger()
    const storage = await openOn(disk, COLD, { log })
    const shard = await createTestShard(storage.driver, 1)
    const batch = buildUniformBatch(1, 500, 777)
    await fill(shard, 5)
    await appendOne(shard, batch)
    await fill(shard, 5)
    const path = `${DIRECTORY}/wal/${disk.listSync(`${DIRECTORY}/wal`).find((name) => name.startsWith('wal-')) ?? ''}`
    disk.flip(path, disk.contents(path).indexOf(batch.subarray(0, 60)) + byte, 4)
    await settle(storage)
    expect(segmentPaths(disk).length).toBe(1)
    expect(log.lines.filter((line) => line.message === 'a committed batch was damaged in the log').length).toBe(1)
    expect(await codeOf(() => readAll(shard, 0, 100_000)), `byte ${byte}`).toBe(readable ? null : 'STORAGE_CORRUPT')
    expect((await readAll(shard, 6, 100_000)).length).toBe(5 * batch.length)
    await storage.driver.close()
  }
})

test('weaker durability commits without a sync; interval gets one from the timer', async () => {
  const disk = createFaultyFileSystem({ seed: 1 })
  const scheduled: TimerTask[] = []
  const timers: Timers = { schedule: (_delayMs, task) => scheduled.push(task), cancel: () => undefined }
  const storage = await openOn(disk, {}, { timers })
  const never = await storage.driver.createShard(shardSpec(1, 'never'))
  const interval = await storage.driver.createShard(shardSpec(2, 'interval'))
  const before = storage.driver.stats().syncs
  for (let i = 0; i < 5; i++) expect((await appendOne(never, buildUniformBatch(1, 10))).error).toBe(null)
  for (let i = 0; i < 5; i++) expect((await appendOne(interval, buildUniformBatch(1, 10))).error).toBe(null)
  expect(storage.driver.stats().syncs).toBe(before)
  expect(scheduled.length).toBe(1)
  scheduled[0]?.onTimer()
  for (let turn = 0; storage.driver.stats().syncs === before && turn < 1000; turn++)
    await new Promise<void>((resolve) => void setImmediate(resolve))
  expect(storage.driver.stats().syncs).toBe(before + 1)
  const again = await openOn(disk.crash('nothing'))
  expect(again.driver.shard(1)?.committedOffset).toBe(5)
  expect(again.driver.shard(2)?.committedOffset).toBe(5)
  await again.driver.close()
})

test('segments that found no room are written when there is some, and publishers are not held meanwhile', async () => {
  const disk = createFaultyFileSystem({ seed: 1 })
  disk.fail({ operation: 'write', path: '.seg.tmp', code: 'ENOSPC', times: 3 })
  disk.diskBytes = 10 * 1024 * 1024
  const storage = await openOn(disk, { ...COLD, backlogFilesMax: 1 })
  const shard = await createTestShard(storage.driver, 1)
  for (let i = 0; i < 30; i++) await fill(shard, 20)
  expect(segmentPaths(disk)).toEqual([])
  expect(storage.driver.congested).toBe(false)
  disk.diskBytes = 100 * 1024 * 1024
  for (let i = 0; segmentPaths(disk).length === 0 && i < 100; i++) {
    await fill(shard, 20)
    await storage.settled()
  }
  expect(segmentPaths(disk).length).toBeGreaterThan(0)
  const size = buildUniformBatch(1, 500).length
  expect((await readAll(shard, 0, 100_000)).length).toBe(shard.committedOffset * size)
  await storage.driver.close()
})
