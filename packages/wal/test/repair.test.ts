import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { inspectWal, repairWal } from '../src/index.ts'
import type { WalInspection } from '../src/index.ts'
import { appendAll, bodyOf, DIRECTORY, FILE_BYTES, indexesOf, open, range, spreadRandom, until } from './wal-harness.ts'

const COUNT = 150
const BODY = 1000

/** A log of three files and its end, as a crash leaves it. */
async function filled(): Promise<FaultyFileSystem> {
  const fs = createFaultyFileSystem({ seed: 71 })
  const { wal } = await open(fs)
  await appendAll(wal, 0, COUNT, BODY)
  await until(() => wal.stats().syncedPosition > COUNT)
  return fs.crash('nothing')
}

const inspect = (fileSystem: FaultyFileSystem): WalInspection => inspectWal({ directory: DIRECTORY, fileSystem }, () => undefined)
const path = (file: number): string => `${DIRECTORY}/wal-${String(file).padStart(12, '0')}.log`

/** Repairs, and checks that nothing but what `found` says is missing; returns the indexes that are left and what was set aside. */
async function repaired(disk: FaultyFileSystem, what: string): Promise<{ left: number[]; aside: Map<string, Buffer>; before: number[] }> {
  const before: number[] = []
  const found = inspectWal({ directory: DIRECTORY, fileSystem: disk }, (frame) => before.push(frame.index))
  const aside = new Map<string, Buffer>()
  const told = repairWal({ directory: DIRECTORY, fileSystem: disk, random: spreadRandom(5), setAside: (name, bytes) => void aside.set(name, Buffer.from(bytes)) })
  expect(told, what).toEqual(found)
  const after = inspect(disk)
  expect([after.quarantined, after.tornTail, after.unreadable], what).toEqual([[], null, null])
  const opened = await open(disk.fork('nothing'))
  expect(opened.quarantined, what).toEqual([])
  expect(opened.torn, what).toEqual([])
  for (const frame of opened.found) expect(frame.body.equals(bodyOf(frame.index, BODY)), what).toBe(true)
  const left = indexesOf(opened)
  // It is a log to go on with.
  await appendAll(opened.wal, 1000, 80, BODY)
  await opened.wal.close()
  return { left, aside, before }
}

test('inspection changes nothing and sees what recovery sees', async () => {
  const disk = await filled()
  const before = disk.fingerprint
  const indexes: number[] = []
  const found = inspectWal({ directory: DIRECTORY, fileSystem: disk }, (frame) => indexes.push(frame.index))
  expect(indexes).toEqual(range(0, COUNT))
  expect(found).toMatchObject({ frames: COUNT, tornTail: null, quarantined: [], unreadable: null })
  expect(found.files.filter((file) => file.frames > 0).map((file) => file.readable)).toEqual([true, true, true])
  expect(disk.fingerprint).toBe(before)
})

test('any flipped bit is found; after the repair every other frame is there, and what was taken out is set aside', async () => {
  const disk = await filled()
  const random = spreadRandom(72)
  for (let i = 0; i < Number(process.env['WAL_FLIPS'] ?? 25); i++) {
    const image = disk.fork('everything')
    const file = 1 + (i % 2)
    const byte = 4096 + random.below(54_000)
    image.flip(path(file), byte, 1 << random.below(8))
    const damaged = Buffer.from(image.contents(path(file)))
    const hit = inspect(image).quarantined
    expect(hit.map((one) => one.file), `byte ${byte} of ${file}`).toEqual([file])
    const { left, aside, before } = await repaired(image, `byte ${byte} of ${file}`)
    expect(left).toEqual(before)
    expect(left.length).toBeGreaterThanOrEqual(COUNT - 1)
    const [name, bytes] = [...aside][0] as [string, Buffer]
    const [from, to] = name.slice(name.lastIndexOf('.') + 1).split('-').map(Number) as [number, number]
    expect(byte >= from && byte < to).toBe(true)
    expect(bytes.equals(damaged.subarray(from, to))).toBe(true)
  }
}, 120_000)

test('several ranges of one file are repaired together', async () => {
  const image = await filled()
  for (const byte of [10_000, 10_900, 30_000, 60_000]) image.flip(path(1), byte, 1)
  expect(inspect(image).quarantined.length).toBeGreaterThan(2)
  const { left, before } = await repaired(image, 'four flips')
  expect(left).toEqual(before)
  expect(left.length).toBeGreaterThanOrEqual(COUNT - 4)
})

test('a torn tail is cut as recovery would cut it, and set aside', async () => {
  const fs = createFaultyFileSystem({ seed: 71 })
  const { wal } = await open(fs)
  await appendAll(wal, 0, 20, BODY)
  // Reaches the file and is cut before its sync.
  const { found } = await open(fs.fork('nothing'))
  const image = fs.fork('nothing')
  const last = found.at(-1)?.frame
  const at = (last?.bodyPosition ?? 0) + BODY
  const handle = image.openSync(path(1), 'update')
  // The beginning of a frame that would come next.
  const torn = Buffer.from(image.contents(path(1)).subarray(at - BODY - 64, at - 200))
  torn.writeBigInt64BE(BigInt((last?.position ?? 0) + 1), 32)
  handle.writeSync(torn, 0, torn.length, at)
  handle.datasyncSync()
  expect(inspect(image).quarantined).toEqual([])
  expect(inspect(image).tornTail?.fromByte).toBe(at)
  const { left, aside } = await repaired(image, 'tail')
  expect(left).toEqual(range(0, 20))
  expect([...aside.values()][0]?.equals(torn.subarray(0, aside.values().next().value?.length))).toBe(true)
})

test('a file whose header is gone, and one that is missing, are replaced; the others keep everything', async () => {
  const disk = await filled()
  const perFile = inspect(disk).files.map((file) => file.frames)
  const image = disk.fork('everything')
  for (const byte of [5, 2048 + 5]) image.flip(path(2), byte, 1)
  const whole = image.contents(path(2))
  const { left, aside } = await repaired(image, 'header')
  expect(left.length).toBe(COUNT - (perFile[1] as number))
  expect([...aside.values()][0]?.equals(whole)).toBe(true)
  const missing = disk.fork('everything')
  missing.unlinkSync(path(2))
  missing.syncDirectorySync(DIRECTORY)
  expect((await repaired(missing, 'missing')).left.length).toBe(COUNT - (perFile[1] as number))
})

test('a last file of which nothing can be read is set aside whole', async () => {
  const image = await filled()
  const last = inspect(image).files.filter((file) => file.frames > 0).at(-1)
  const zeros = Buffer.alloc(FILE_BYTES - 4096, 0xee)
  const handle = image.openSync(path(last?.file ?? 0), 'update')
  handle.writeSync(zeros, 0, zeros.length, 4096)
  handle.datasyncSync()
  const { left } = await repaired(image, 'unreadable')
  expect(left).toEqual(range(0, COUNT - (last?.frames ?? 0)))
})

test('a repair that is cut off leaves a log that can be repaired', async () => {
  const disk = await filled()
  disk.flip(path(1), 20_000, 1)
  disk.flip(path(2), 20_000, 1)
  const forks: FaultyFileSystem[] = []
  disk.watch(() => void forks.push(disk.fork()))
  repairWal({ directory: DIRECTORY, fileSystem: disk, setAside: () => undefined })
  disk.watch(null)
  expect(forks.length).toBeGreaterThan(4)
  for (const [i, fork] of forks.entries()) expect((await repaired(fork, `cut at ${i}`)).left.length).toBe(COUNT - 2)
})
