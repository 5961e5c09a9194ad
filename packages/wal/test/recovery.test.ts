import { crc32c } from '@robustmq/common-bytes'
import { nodeFileSystem } from '@robustmq/common-runtime'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { frameBytes } from '../src/index.ts'
import { appendAll, bodyOf, DIRECTORY, FIRST_BODY_AT, header, indexesOf, Ledger, nextTurn, open, range, spreadRandom, until } from './wal-harness.ts'

const FILE_1 = `${DIRECTORY}/wal-000000000001.log`

/** A closed log of `count` frames, each acknowledged in a turn of its own, with the marks of a busy log between them. */
async function closedLog(seed: number, count: number, length: number): Promise<FaultyFileSystem> {
  const fs = createFaultyFileSystem({ seed })
  const { wal } = await open(fs)
  const ledger = new Ledger()
  for (let i = 0; i < count; i += 5) await appendAll(wal, i, 5, length, ledger)
  await wal.close()
  return fs.crash('nothing')
}

test('a bit flipped anywhere in synced bytes is detected, and costs only the frames that it hit', async () => {
  const count = 60
  const disk = await closedLog(31, count, 300)
  const healthy = await open(disk)
  expect(indexesOf(healthy)).toEqual(range(0, count))
  const last = healthy.found.at(-1)?.frame
  const end = (last?.bodyPosition ?? 0) + 304
  const random = spreadRandom(31)
  const samples = Number(process.env['WAL_FLIPS'] ?? 150)
  for (let i = 0; i < samples; i++) {
    const image = disk.crash('everything')
    const byte = 4096 + random.below(end - 4096)
    image.flip(FILE_1, byte, 1 << random.below(8))
    const opened = await open(image)
    const what = `byte ${byte}`
    expect(opened.quarantined.length, what).toBe(1)
    expect(opened.torn, what).toEqual([])
    const hit = opened.quarantined[0]
    expect(byte >= (hit?.fromByte ?? 0) && byte < (hit?.toByte ?? 0), what).toBe(true)
    expect(opened.wal.quarantined, what).toEqual(opened.quarantined)
    const lost = range(0, count).filter((index) => !indexesOf(opened).includes(index))
    expect(lost.length, what).toBeLessThanOrEqual(1)
    const positions = lost.map((index) => healthy.found[index]?.position ?? -1)
    for (const position of positions) expect(position >= (hit?.fromPosition ?? 0) && position < (hit?.toPosition ?? 0), what).toBe(true)
    for (const found of opened.found) expect(found.body.equals(bodyOf(found.index, 300)), what).toBe(true)
    // It goes on, and the next recovery says the same.
    await appendAll(opened.wal, 1000, 2, 50)
    const again = await open(image.crash('nothing'))
    expect(indexesOf(again), what).toEqual([...indexesOf(opened), 1000, 1001])
    expect(again.quarantined, what).toEqual(opened.quarantined)
  }
})

test('damage in a full file is quarantined, also when the newest file holds nothing yet', async () => {
  const fs = createFaultyFileSystem({ seed: 32 })
  const { wal } = await open(fs)
  await appendAll(wal, 0, 100, 2000)
  const disk = fs.crash('nothing')
  for (const byte of [4096 + 20, FIRST_BODY_AT + 10, 40_000]) {
    const image = disk.crash('everything')
    image.flip(`${DIRECTORY}/wal-000000000002.log`, byte, 4)
    const opened = await open(image)
    expect(opened.quarantined.map((hit) => hit.file)).toEqual([2])
    expect(indexesOf(opened).length).toBeGreaterThanOrEqual(99)
    expect(indexesOf(opened).at(-1)).toBe(99)
  }
})

test('one damaged file header is survived by its copy; both cost the file, which is reported and kept', async () => {
  const fs = createFaultyFileSystem({ seed: 33 })
  const { wal } = await open(fs)
  await appendAll(wal, 0, 100, 2000)
  const disk = fs.crash('nothing')
  disk.flip(`${DIRECTORY}/wal-000000000002.log`, 13, 1)
  const one = await open(disk.crash('everything'))
  expect(indexesOf(one)).toEqual(range(0, 100))
  expect(one.quarantined).toEqual([])
  disk.flip(`${DIRECTORY}/wal-000000000002.log`, 2048 + 13, 1)
  const image = disk.crash('everything')
  const both = await open(image)
  expect(both.quarantined.length).toBe(1)
  expect(both.quarantined[0]).toMatchObject({ file: 2, fromByte: 0 })
  expect(indexesOf(both).at(-1)).toBe(99)
  expect(image.existsSync(`${DIRECTORY}/wal-000000000002.log`)).toBe(true)
})

test('a missing file is reported with the positions that are gone', async () => {
  const fs = createFaultyFileSystem({ seed: 34 })
  const { wal } = await open(fs)
  await appendAll(wal, 0, 120, 2000)
  const disk = fs.crash('nothing')
  disk.unlinkSync(`${DIRECTORY}/wal-000000000002.log`)
  const opened = await open(disk)
  expect(opened.quarantined.length).toBe(1)
  const hole = opened.quarantined[0]
  expect(hole).toMatchObject({ file: 2, fromByte: 0, toByte: 0 })
  expect((hole?.toPosition ?? 0) - (hole?.fromPosition ?? 0)).toBeGreaterThan(20)
})

test('a bad frame behind the last mark is a torn tail: cut, told, and not a quarantine', async () => {
  const fs = createFaultyFileSystem({ seed: 35 })
  const { wal } = await open(fs)
  await appendAll(wal, 0, 10, 200)
  // Not acknowledged: the machine stops with three frames on their way, of which the first is bad.
  for (let i = 10; i < 13; i++) wal.append(header(i), bodyOf(i, 200), null, false, null, i)
  const place = wal.append(header(13), bodyOf(13, 200), null, false, null, 13)
  await nextTurn()
  const image = fs.crash('everything')
  const start = place.bodyPosition - 64 - 3 * frameBytes(200)
  image.flip(FILE_1, start + 80, 16)
  const opened = await open(image)
  expect(indexesOf(opened)).toEqual(range(0, 10))
  expect(opened.quarantined).toEqual([])
  expect(opened.torn).toEqual([{ file: 1, fromByte: start, position: (opened.found.at(-1)?.position ?? 0) + 2 }])
  // The same frames come again, at the same bytes: intact remains of the cut ones behind them stay dead.
  await appendAll(opened.wal, 10, 1, 200)
  expect(indexesOf(await open(image.crash('nothing')))).toEqual(range(0, 11))
})

test('remains of a cut tail stay dead also where new frames end exactly where one of them begins', async () => {
  const fs = createFaultyFileSystem({ seed: 40 })
  const { wal } = await open(fs)
  await appendAll(wal, 0, 10, 200)
  // An empty frame is as long as the mark that the next opening writes over it.
  const place = wal.append(header(10), Buffer.alloc(0), null, false, null, 10)
  for (let i = 11; i < 15; i++) wal.append(header(i), bodyOf(i, 200), null, false, null, i)
  await nextTurn()
  const image = fs.crash('everything')
  image.flip(FILE_1, place.bodyPosition - 10, 1)
  const opened = await open(image)
  await appendAll(opened.wal, 11, 1, 200)
  // Without what the log wrote since, and did not need to sync.
  expect(indexesOf(await open(image.crash('nothing')))).toEqual([...range(0, 10), 11])
})

test('a frame counts only behind the frame that it was written behind', async () => {
  const disk = await closedLog(41, 10, 100)
  const salt = disk.contents(FILE_1).readUInt32BE(12)
  const at = ((await open(disk)).found[3]?.frame.bodyPosition ?? 0) - 64
  const frame = disk.contents(FILE_1).subarray(at, at + frameBytes(100))
  frame.writeUInt32BE((frame.readUInt32BE(16) ^ 1) >>> 0, 16)
  frame.writeUInt32BE(crc32c(frame, 4, frame.length, salt), 0)
  const image = disk.crash('everything')
  image.openSync(FILE_1, 'update').writeSync(frame, 0, frame.length, at)
  const opened = await open(image)
  expect(indexesOf(opened)).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9])
  expect(opened.quarantined.length).toBe(1)
})

test('damage to the last committed frame is no torn tail: of a quiet log, and of a closed one', async () => {
  const quiet = createFaultyFileSystem({ seed: 42 })
  await appendAll((await open(quiet)).wal, 0, 3, 100)
  const closed = createFaultyFileSystem({ seed: 43 })
  const { wal } = await open(closed)
  for (let i = 0; i < 3; i++) wal.append(header(i), bodyOf(i, 100), null, true, null, i)
  await wal.close()
  for (const image of [quiet.crash('everything'), closed.crash('nothing')]) {
    image.flip(FILE_1, FIRST_BODY_AT + 2 * frameBytes(100), 1)
    const opened = await open(image)
    expect(indexesOf(opened)).toEqual([0, 1])
    expect(opened.quarantined.length).toBe(1)
    expect(opened.torn).toEqual([])
  }
})

test('what recovery has replayed is on disk, also when it came from the page cache', async () => {
  const fs = createFaultyFileSystem({ seed: 44 })
  const { wal } = await open(fs)
  const ledger = new Ledger()
  for (let i = 0; i < 5; i++) wal.append(header(i), bodyOf(i, 100), null, false, ledger, i)
  await until(() => ledger.committed.length === 5)
  const killed = fs.crash('everything')
  expect(indexesOf(await open(killed))).toEqual(range(0, 5))
  expect(indexesOf(await open(killed.crash('nothing')))).toEqual(range(0, 5))
})

test('frames that a client hid in a payload are not taken for frames when the log is damaged', async () => {
  const fs = createFaultyFileSystem({ seed: 36 })
  const { wal } = await open(fs)
  await appendAll(wal, 0, 5, 100)
  // A copy of what the log wrote, but without its salt: all that somebody outside can know.
  const fake = fs.contents(FILE_1).subarray(4096 + 64, 4096 + 64 + frameBytes(100))
  fake.writeUIntBE(5000, 34, 6)
  fake.writeUInt32BE(crc32c(fake, 4), 0)
  const ledger = new Ledger()
  const place = wal.append(header(5), Buffer.concat([fake, fake, fake]), null, true, ledger, 5)
  await until(() => ledger.committed.length === 1)
  await appendAll(wal, 6, 5, 100)
  await wal.close()
  const image = fs.crash('nothing')
  image.flip(FILE_1, place.bodyPosition - 40, 1)
  const opened = await open(image)
  expect(indexesOf(opened)).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9, 10])
})

test('a frame of a newer format is refused by name, not taken for damage', async () => {
  const disk = await closedLog(37, 10, 100)
  const header0 = disk.contents(FILE_1)
  const salt = header0.readUInt32BE(12)
  const at = 4096 + 64
  const frame = header0.subarray(at, at + frameBytes(100))
  frame[8] = 3
  frame.writeUInt32BE(crc32c(frame, 4, frame.length, salt), 0)
  const handle = disk.openSync(FILE_1, 'update')
  handle.writeSync(frame, 0, frame.length, at)
  await expect(open(disk)).rejects.toMatchObject({ code: 'WAL_FORMAT_UNKNOWN' })
})

test('a file of a newer format is refused by name before anything is replayed or changed', async () => {
  const disk = await closedLog(38, 10, 100)
  const head = disk.contents(FILE_1).subarray(0, 64)
  head[8] = 9
  head.writeUInt32BE(crc32c(head, 4, 64), 0)
  disk.openSync(FILE_1, 'update').writeSync(head, 0, 64, 0)
  const before = disk.operations
  await expect(open(disk)).rejects.toMatchObject({ code: 'WAL_FORMAT_UNKNOWN' })
  expect(disk.contents(FILE_1).subarray(0, 64).equals(head)).toBe(true)
  expect(disk.operations - before).toBeLessThanOrEqual(1)
})

test('positions rise over openings, whatever was lost', async () => {
  let disk = createFaultyFileSystem({ seed: 39 })
  let highest = 0
  for (let life = 0; life < 6; life++) {
    const { wal } = await open(disk)
    const ledger = await appendAll(wal, life * 10, 10, 100)
    // The five frames of the last life, found or not, had the positions after the highest one told.
    if (life > 0) expect(ledger.positions[0]).toBeGreaterThan(highest + 5)
    highest = ledger.positions.at(-1) ?? 0
    for (let i = 0; i < 5; i++) wal.append(header(900 + i), bodyOf(i, 1000), null, true, null, 0)
    await nextTurn()
    disk = disk.crash()
  }
  expect(highest).toBeGreaterThan(60)
})

const temporary: string[] = []
afterEach(() => {
  for (const directory of temporary.splice(0)) rmSync(directory, { recursive: true })
})

test('on the real filesystem: append, rotate, recycle, close, recover', async () => {
  const root = mkdtempSync(join(tmpdir(), 'wal-'))
  temporary.push(root)
  const directory = join(root, 'deep', 'wal')
  const more = { directory, freeBytesMin: 0, fileBytes: 256 * 1024 }
  const first = await open(nodeFileSystem, more)
  const hold = first.wal.hold('test')
  await appendAll(first.wal, 0, 300, 1500)
  const sealed = first.wal.sealedFiles()
  expect(sealed.length).toBeGreaterThan(0)
  hold.releaseBefore(sealed[0]?.endPosition ?? 0)
  await until(() => first.wal.sealedFiles().length === sealed.length - 1)
  await appendAll(first.wal, 300, 300, 1500)
  await appendAll(first.wal, 600, 3, 100_000)
  await first.wal.close()
  const second = await open(nodeFileSystem, more)
  const found = indexesOf(second)
  expect(found).toEqual(range(found[0] ?? 0, 603))
  for (const frame of second.found) expect(frame.body.equals(bodyOf(frame.index, frame.index < 600 ? 1500 : 100_000))).toBe(true)
  expect(second.torn).toEqual([])
  await second.wal.close()
})
