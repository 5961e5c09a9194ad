import { createSeededRandom } from '@robustmq/common-runtime'
import type { FileSystem } from '@robustmq/common-runtime'
import { BatchCursor, batchBaseOffset, batchNextOffset, batchRecordCount } from '@robustmq/record-batch'
import type { Shard } from '@robustmq/storage-adapter'
import { buildRandomBatch, codeOf, createFaultyFileSystem, createTestShard, Outcomes } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { dumpStorage, repairStorage, verifyStorage } from '../src/index.ts'
import type { Finding, RepairReport } from '../src/index.ts'
import { DIRECTORY, openOn, settle } from './segment-harness.ts'

const QUARANTINE = '/quarantine'
const SHARDS = [1, 2, 3, 5] as const
const places = (fileSystem: FileSystem): { directory: string; walDirectory: string; fileSystem: FileSystem } => ({ directory: DIRECTORY, walDirectory: `${DIRECTORY}/wal`, fileSystem })

interface Filled {
  readonly disk: FaultyFileSystem
  /** What was appended, by shard. */
  readonly batches: ReadonlyMap<number, readonly Buffer[]>
}

/** Four shards with batches in several segments, and newer ones in the log only. */
async function filled(): Promise<Filled> {
  const disk = createFaultyFileSystem({ seed: 4 })
  const storage = await openOn(disk, { tailCacheBytes: 0, hotShardBytes: 60_000 })
  const random = createSeededRandom(9)
  const batches = new Map<number, Buffer[]>(SHARDS.map((id) => [id, []]))
  for (const id of SHARDS) await createTestShard(storage.driver, id)
  for (let round = 0; round < 4; round++) {
    const outcomes = new Outcomes()
    for (let i = 0; i < 60; i++) {
      const id = i < 20 ? 2 : (SHARDS[random.below(4)] as number)
      const batch = buildRandomBatch(random, 5, 900, 1000 + i)
      storage.driver.shard(id)?.append(batch, { completion: outcomes, token: i })
      batches.get(id)?.push(batch)
    }
    await outcomes.reach(60)
    if (round < 3) await settle(storage)
  }
  await storage.driver.close()
  return { disk: disk.fork('nothing'), batches }
}

const damages = (findings: readonly Finding[]): Finding[] => findings.filter(({ severity }) => severity === 'damage')
const repair = (fileSystem: FileSystem): Promise<RepairReport> => repairStorage({ ...places(fileSystem), quarantineDirectory: QUARANTINE })

/** Opens it and compares: everything is there but what `lost` says. */
async function expectReadable(disk: FaultyFileSystem, batches: Filled['batches'], lost: readonly Finding[], what: string): Promise<void> {
  const storage = await openOn(disk, { tailCacheBytes: 0 })
  for (const [id, appended] of batches) {
    const holes = lost.filter((finding) => finding.shard === id)
    const isLost = (batch: Buffer): boolean =>
      holes.some((hole) => batchBaseOffset(batch, 0) >= (hole.fromOffset as number) && batchNextOffset(batch, 0) <= (hole.toOffset as number))
    const kept = appended.filter((batch) => !isLost(batch))
    const shard = storage.driver.shard(id) as Shard
    expect(shard.nextOffset, what).toBe(batchNextOffset(appended.at(-1) as Buffer, 0))
    const read: Buffer[] = []
    for (let from = shard.logStartOffset; from < shard.committedOffset;) {
      // Where the log has a hole, reading fails: what is behind it can be read.
      const hole = holes.find((one) => one.fromOffset === from && one.kind === 'records-missing')
      if (hole !== undefined) expect(await codeOf(() => shard.fetch(from, { bytesMax: 1 })), what).toBe('STORAGE_CORRUPT')
      from = hole?.toOffset ?? from
      if (from === shard.committedOffset) break
      const result = await shard.fetch(from, { bytesMax: 1 })
      const all = Buffer.concat(result.chunks)
      const cursor = new BatchCursor()
      cursor.open(all, 0, all.length)
      while (cursor.next()) if (batchRecordCount(all, cursor.start) > 0) read.push(all.subarray(cursor.start, cursor.end))
      from = result.nextOffset
    }
    expect(read.map((batch) => batchBaseOffset(batch, 0)), `${what}, shard ${id}`).toEqual(kept.map((batch) => batchBaseOffset(batch, 0)))
    expect(Buffer.concat(read).equals(Buffer.concat(kept)), `${what}, shard ${id}`).toBe(true)
  }
  await storage.driver.close()
}

const segmentPaths = (disk: FaultyFileSystem): string[] =>
  disk.listSync(`${DIRECTORY}/segments`).filter((name) => name.endsWith('.seg')).map((name) => `${DIRECTORY}/segments/${name}`)

test('a whole storage is found whole, and nothing is changed by looking', async () => {
  const { disk, batches } = await filled()
  const before = disk.fingerprint
  const report = await verifyStorage(places(disk))
  expect(report.findings).toEqual([])
  expect(report.counts.shards).toBe(4)
  expect(report.counts.segments).toBeGreaterThan(2)
  expect(report.counts.frames).toBeGreaterThan(50)
  const records = [...batches.values()].reduce((sum, list) => sum + batchNextOffset(list.at(-1) as Buffer, 0), 0)
  expect(report.counts.records).toBe(records)
  expect(disk.fingerprint).toBe(before)
  const repaired = await repair(disk)
  expect([repaired.setAside, repaired.remarks]).toEqual([[], []])
  expect(disk.fingerprint).toBe(before)
})

test('what was trimmed, deleted or taken out of it on purpose is not called damage', async () => {
  const { disk } = await filled()
  const storage = await openOn(disk, { tailCacheBytes: 0 })
  const { driver } = storage
  const shard = driver.shard(1) as Shard
  await shard.trimFront(40)
  await (driver.shard(2) as Shard).deleteRecords([5, 6, 7, 150])
  await driver.deleteShard(3)
  await driver.shard(5)?.trimFront(driver.shard(5)?.committedOffset ?? 0)
  const looks = async (what: string): Promise<void> => {
    const { findings, counts } = await verifyStorage(places(disk.fork('nothing')))
    expect(damages(findings), what).toEqual([])
    expect(counts.shards, what).toBe(3)
  }
  await looks('in the log')
  await settle(storage)
  await looks('in segments')
  await driver.close()
  await looks('closed')
})

test('a flipped bit anywhere in a segment is found; the repair loses at most the batch that holds it', async () => {
  const { disk, batches } = await filled()
  const random = createSeededRandom(77)
  const kinds = new Set<string>()
  for (let i = 0; i < Number(process.env['ROBUSTMQ_FLIPS'] ?? 30); i++) {
    const path = segmentPaths(disk)[random.below(segmentPaths(disk).length)] as string
    const { length } = disk.contents(path)
    // Half of them in the index.
    const byte = i % 2 === 0 ? random.below(length) : length - 1 - random.below(Math.min(length, 600))
    const image = disk.fork('everything')
    image.flip(path, byte, 1 << random.below(8))
    const what = `byte ${byte} of ${length} of ${path}`
    const found = damages((await verifyStorage(places(image))).findings)
    if (found.length === 0) {
      // The leader epoch of a batch is outside of its checksum.
      const whole = [...batches.values()].flat().some((batch) => {
        const at = disk.contents(path).indexOf(batch)
        return at >= 0 && byte >= at + 12 && byte < at + 16
      })
      expect(whole, what).toBe(true)
      continue
    }
    for (const { kind } of found) kinds.add(kind)
    expect(found.some((one) => one.path === path), what).toBe(true)
    const { after, setAside, remarks } = await repair(image)
    expect(setAside.length, what).toBeGreaterThan(0)
    expect(after.findings, what).toEqual([])
    const lost = found.filter(({ kind }) => kind === 'segment-batch')
    expect(lost.length, what).toBeLessThanOrEqual(1)
    expect(remarks.length, what).toBe(lost.length)
    await expectReadable(image, batches, lost, what)
  }
  expect([...kinds]).toEqual(expect.arrayContaining(['segment-batch', 'segment-index']))
}, 120_000)

test('headers of a segment and of its extents, and a cut off file, are made again from what is there', async () => {
  const { disk, batches } = await filled()
  const path = segmentPaths(disk).at(-1) as string
  const { length } = disk.contents(path)
  const damage: readonly [string, (image: FaultyFileSystem) => void, boolean][] = [
    ['segment-header', (image) => image.flip(path, 3, 8), true],
    ['segment-extent', (image) => image.flip(path, 64 + 20, 8), true],
    ['segment-index', (image) => image.openSync(path, 'update').truncateSync(length - 30), true],
    ['segment-index', (image) => image.openSync(path, 'update').truncateSync(length - 3000), false],
    // The first header among the data and the index are both gone: the others are found by what they look like.
    ['segment-index', (image) => {
      image.flip(path, 64 + 20, 8)
      image.flip(path, length - 10, 8)
    }, false],
  ]
  for (const [kind, act, keepsAll] of damage) {
    const image = disk.fork('everything')
    act(image)
    const found = damages((await verifyStorage(places(image))).findings)
    expect(found.map((one) => one.kind), kind).toContain(kind)
    const { after, setAside } = await repair(image)
    expect(setAside.length).toBeGreaterThan(0)
    expect(damages(after.findings).every((one) => one.kind === 'records-missing'), JSON.stringify(after.findings)).toBe(true)
    if (keepsAll) expect(after.findings).toEqual([])
    await expectReadable(image, batches, after.findings, kind)
  }
})

test('damage in the log is found, taken out and set aside; all other frames stay', async () => {
  const { disk, batches } = await filled()
  const random = createSeededRandom(78)
  const name = disk.listSync(`${DIRECTORY}/wal`).find((one) => one.startsWith('wal-')) as string
  for (let i = 0; i < 20; i++) {
    const image = disk.fork('everything')
    const byte = 4096 + random.below(20_000)
    image.flip(`${DIRECTORY}/wal/${name}`, byte, 1 << random.below(8))
    const found = damages((await verifyStorage(places(image))).findings)
    expect(found.map(({ kind }) => kind), `byte ${byte}`).toContain('log-frames')
    const { after, setAside } = await repair(image)
    expect(setAside.length).toBe(1)
    expect(image.contents(`${QUARANTINE}/${setAside[0]?.name ?? ''}`).length).toBe(setAside[0]?.bytes)
    expect(damages(after.findings).every(({ kind }) => kind === 'records-missing')).toBe(true)
    await expectReadable(image, batches, after.findings, `byte ${byte} of the log`)
  }
})

test('a damaged or lost checkpoint is made again from segments and log', async () => {
  const { disk, batches } = await filled()
  const path = `${DIRECTORY}/shards.checkpoint`
  const acts: readonly ((image: FaultyFileSystem) => void)[] = [(image) => image.flip(path, 20, 1), (image) => image.flip(path, 50, 1), (image) => image.unlinkSync(path)]
  for (const act of acts) {
    const image = disk.fork('everything')
    act(image)
    expect(damages((await verifyStorage(places(image))).findings).map(({ kind }) => kind)).toContain('checkpoint')
    const { after, remarks } = await repair(image)
    expect(damages(after.findings)).toEqual([])
    expect(remarks.length).toBe(1)
    await expectReadable(image, batches, [], 'checkpoint')
  }
  const image = disk.fork('everything')
  image.flip(path, 20, 1)
  expect(await codeOf(() => openOn(image))).toBe('STORAGE_CORRUPT')
})

test('a segment that is gone is told, and the rest can be read', async () => {
  const { disk } = await filled()
  const image = disk.fork('everything')
  image.unlinkSync(segmentPaths(image)[1] as string)
  const missing = damages((await verifyStorage(places(image))).findings)
  expect(missing.length).toBeGreaterThan(0)
  expect(new Set(missing.map(({ kind }) => kind))).toEqual(new Set(['records-missing']))
  const { after, setAside } = await repair(image)
  expect(after.findings).toEqual(missing)
  expect(setAside).toEqual([])
})

test('a file of another release is refused by name', async () => {
  const { disk } = await filled()
  const path = segmentPaths(disk)[0] as string
  const head = disk.contents(path).subarray(0, 64)
  head.writeUInt16BE(99, 8)
  const { crc32c } = await import('@robustmq/common-bytes')
  head.writeInt32BE(crc32c(head, 0, 60) | 0, 60)
  disk.openSync(path, 'update').writeSync(head, 0, 64, 0)
  expect(await codeOf(() => verifyStorage(places(disk)))).toBe('STORAGE_FORMAT_UNKNOWN')
})

test('a repair that is cut off can be repeated, and loses nothing more', async () => {
  const { disk, batches } = await filled()
  const path = segmentPaths(disk)[0] as string
  const victim = batches.get(2)?.[3] as Buffer
  const at = disk.contents(path).indexOf(victim)
  expect(at).toBeGreaterThan(0)
  disk.flip(path, at + 80, 1)
  disk.flip(`${DIRECTORY}/shards.checkpoint`, 20, 1)
  const lost = (await verifyStorage(places(disk))).findings.filter(({ kind }) => kind === 'segment-batch')
  expect(lost.length).toBe(1)
  const forks: FaultyFileSystem[] = []
  disk.watch(() => void forks.push(disk.fork()))
  await repair(disk)
  disk.watch(null)
  expect(forks.length).toBeGreaterThan(10)
  for (const [i, fork] of forks.entries()) {
    const { after } = await repair(fork)
    expect(after.findings, `cut at ${i}`).toEqual([])
    await expectReadable(fork, batches, lost, `cut at ${i}`)
  }
})

test('dump writes batches and records as lines, bounded', async () => {
  const { disk, batches } = await filled()
  const lines: Record<string, unknown>[] = []
  const all = { ...places(disk), linesMax: 100_000 }
  expect(await dumpStorage({ ...all, shard: 3 }, (line) => void lines.push(JSON.parse(line) as Record<string, unknown>))).toBe(false)
  const stored = lines.filter((line) => line['baseOffset'] !== undefined)
  const wanted = (batches.get(3) ?? []).map((batch) => batchBaseOffset(batch, 0))
  expect(stored.map((line) => line['baseOffset'])).toEqual(wanted)
  expect(new Set(stored.map((line) => ('log' in line ? 'log' : 'segment')))).toEqual(new Set(['log', 'segment']))
  const records: Record<string, unknown>[] = []
  await dumpStorage({ ...all, shard: 3, fromOffset: 10, records: true }, (line) => void records.push(JSON.parse(line) as Record<string, unknown>))
  expect(records.filter((line) => 'offset' in line).map((line) => line['offset'])[0]).toBe(10)
  const few: string[] = []
  expect(await dumpStorage({ ...places(disk), linesMax: 5 }, (line) => void few.push(line))).toBe(true)
  expect(few.length).toBe(5)
  const file = segmentPaths(disk)[0]?.split('/').at(-1) as string
  const ofFile: Record<string, unknown>[] = []
  await dumpStorage({ ...all, file }, (line) => void ofFile.push(JSON.parse(line) as Record<string, unknown>))
  expect(ofFile.every((line) => 'segment' in line)).toBe(true)
})
