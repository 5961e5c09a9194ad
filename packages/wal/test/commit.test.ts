import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import { describe, expect, test } from 'vitest'
import { FRAME_BATCH, FRAME_SHARD, FRAME_SYNC_MARK } from '../src/index.ts'
import type { Wal } from '../src/index.ts'
import { appendAll, bodyOf, codeOf, FILE_BYTES, header, indexesOf, Ledger, nextTurn, open, range, until } from './wal-harness.ts'

const MIB = 1024 * 1024

describe('group commit', () => {
  test('one sync covers a turn of appends, told in append order, never from inside append', async () => {
    const fs = createFaultyFileSystem({ seed: 1 })
    const { wal } = await open(fs)
    const syncs = wal.stats().syncs
    const ledger = new Ledger()
    for (let i = 0; i < 200; i++) {
      wal.append(header(i), bodyOf(i, i), null, true, ledger, i)
      expect(ledger.committed.length).toBe(0)
    }
    await until(() => ledger.committed.length === 200)
    expect(ledger.committed).toEqual(range(0, 200))
    expect(wal.stats().syncs - syncs).toBe(1)
    expect([...ledger.positions].sort((a, b) => a - b)).toEqual(ledger.positions)
  })

  test('what is appended while a sync runs is covered by the next one, not by that one', async () => {
    const fs = createFaultyFileSystem({ seed: 2 })
    const { wal } = await open(fs)
    const ledger = new Ledger()
    for (let i = 0; i < 60; i++) {
      wal.append(header(i), bodyOf(i, 50), null, true, ledger, i)
      if (i % 3 === 0) await nextTurn()
    }
    await until(() => ledger.committed.length === 60)
    expect(ledger.committed).toEqual(range(0, 60))
    expect(wal.stats().syncs).toBeLessThan(25)
    expect(indexesOf(await open(fs.crash('nothing')))).toEqual(range(0, 60))
  })

  test('a frame without sync is told once written, and not before the frames in front of it', async () => {
    const fs = createFaultyFileSystem({ seed: 3 })
    const { wal } = await open(fs)
    const ledger = new Ledger()
    const syncs = wal.stats().syncs
    wal.append(header(0), bodyOf(0, 9), null, false, ledger, 0)
    wal.append(header(1), bodyOf(1, 9), null, false, ledger, 1)
    await until(() => ledger.committed.length === 2)
    expect(wal.stats().syncs).toBe(syncs)
    const order = new Ledger()
    wal.append(header(2), bodyOf(2, 9), null, true, null, 0)
    wal.append(header(3), bodyOf(3, 9), null, false, order, 3)
    wal.append(header(4), bodyOf(4, 9), null, true, order, 4)
    wal.append(header(5), bodyOf(5, 9), null, false, order, 5)
    await until(() => order.committed.length > 0)
    expect(wal.stats().syncs).toBe(syncs + 1)
    await until(() => order.committed.length === 3)
    expect(order.committed).toEqual([3, 4, 5])
  })

  test('large bodies in two parts are read back whole, at once and after recovery', async () => {
    const fs = createFaultyFileSystem({ seed: 4 })
    const { wal } = await open(fs)
    const body = bodyOf(1, 20_000)
    const ledger = new Ledger()
    const place = wal.append(header(1), body.subarray(0, 7777), body.subarray(7777), true, ledger, 1)
    expect(place.bodyBytes).toBe(20_000)
    const early = await readBack(wal, place.file, place.bodyPosition, place.bodyBytes)
    expect(early.equals(body)).toBe(true)
    await until(() => ledger.committed.length === 1)
    const again = await open(fs.crash('nothing'))
    const found = again.found[0]
    expect(found?.body.equals(body)).toBe(true)
    expect(found?.frame).toMatchObject({ ...header(1), file: place.file, bodyPosition: place.bodyPosition, bodyBytes: 20_000 })
    expect((await readBack(again.wal, place.file, place.bodyPosition + 10, 100)).equals(body.subarray(10, 110))).toBe(true)
  })

  test('bytes of a file that has to wait for the one before are served once written', async () => {
    const { wal } = await open(createFaultyFileSystem({ seed: 5 }))
    const places = range(0, 40).map((i) => wal.append(header(i), bodyOf(i, 3000), null, true, null, i))
    expect(places.at(-1)?.file).toBeGreaterThan(1)
    const bodies = await Promise.all(places.map((place) => readBack(wal, place.file, place.bodyPosition, place.bodyBytes)))
    bodies.forEach((body, i) => expect(body.equals(bodyOf(i, 3000))).toBe(true))
  })
})

describe('files', () => {
  test('full files are sealed, told, held until every owner lets go, then used again', async () => {
    const fs = createFaultyFileSystem({ seed: 6 })
    const { wal } = await open(fs)
    const sealed: number[][] = []
    wal.onFileSealed({ walFileSealed: (file, first, end) => sealed.push([file, first, end]) })
    const one = wal.hold('one')
    const two = wal.hold('two')
    await appendAll(wal, 0, 100, 2000)
    expect(sealed.map(([file]) => file)).toEqual([1, 2, 3])
    expect(wal.sealedFiles().map(({ file, firstPosition, endPosition }) => [file, firstPosition, endPosition])).toEqual(sealed)
    for (let i = 1; i < sealed.length; i++) expect(sealed[i]?.[1]).toBe(sealed[i - 1]?.[2])
    one.releaseBefore(wal.stats().syncedPosition)
    for (let i = 0; i < 10; i++) await nextTurn()
    expect(wal.stats().files).toBe(4)
    two.releaseBefore(sealed[1]?.[2] as number)
    await until(() => wal.stats().files === 2)
    expect(codeOf(() => undefined)).toBe('no error')
    await expect(readBack(wal, 1, 5000, 10)).rejects.toMatchObject({ code: 'WAL_FILE_GONE' })
    const creations = fs.listSync('/data/wal').length
    await appendAll(wal, 100, 60, 2000)
    expect(fs.listSync('/data/wal').length).toBeLessThanOrEqual(creations + 1)
    expect(indexesOf(await open(fs.crash('nothing')))).toEqual(range(indexOfFirst(sealed), 160))

    function indexOfFirst(files: number[][]): number {
      // Every file begins with a mark, and every turn may add one: count data frames only.
      return 100 - dataFramesFrom(files[2]?.[0] as number)
    }
    function dataFramesFrom(file: number): number {
      return placesOfRun.filter((at) => at >= file).length
    }
  })

  test('a used file with old frames behind the new ones gives only the new ones', async () => {
    const fs = createFaultyFileSystem({ seed: 7 })
    let opened = await open(fs, { sparesMax: 1 })
    const hold = opened.wal.hold('x')
    await appendAll(opened.wal, 0, 140, 1000)
    hold.releaseBefore(opened.wal.stats().syncedPosition)
    await until(() => opened.wal.stats().files === 1)
    // The next files are old ones, full of intact frames of an earlier life at the very same places.
    await appendAll(opened.wal, 140, 70, 1000)
    const before = opened.wal.sealedFiles().length
    expect(before).toBeGreaterThan(0)
    opened = await open(fs.crash('nothing'))
    const found = indexesOf(opened)
    expect(found.at(-1)).toBe(209)
    expect(found).toEqual(range(found[0] as number, 210))
    expect(opened.torn).toEqual([])
    expect(opened.quarantined).toEqual([])
  })

  test('seal closes the current file early, and an empty one not at all', async () => {
    const fs = createFaultyFileSystem({ seed: 8 })
    const { wal } = await open(fs)
    const sealed: number[] = []
    wal.onFileSealed({ walFileSealed: (file) => sealed.push(file) })
    wal.seal()
    await appendAll(wal, 0, 3, 100)
    wal.seal()
    wal.seal()
    await until(() => sealed.length === 1)
    await appendAll(wal, 3, 3, 100)
    expect(sealed).toEqual([1])
    expect(indexesOf(await open(fs.crash('nothing')))).toEqual(range(0, 6))
  })
})

describe('bounds', () => {
  test('more pending bytes than allowed are refused, congestion is shown before and relief told after', async () => {
    const { wal } = await open(createFaultyFileSystem({ seed: 9 }), { pendingBytesMax: 40_000, frameBytesMax: 10_000, highWaterBytes: 20_000 })
    let relieved = 0
    wal.onRelief({ walRelieved: () => relieved++ })
    const ledger = new Ledger()
    const seen: boolean[] = []
    const code = codeOf(() => {
      for (let i = 0; ; i++) {
        wal.append(header(i), bodyOf(i, 3000), null, true, ledger, i)
        seen.push(wal.congested)
      }
    })
    expect(code).toBe('WAL_QUEUE_FULL')
    expect(seen.length).toBe(13)
    expect(seen.indexOf(true)).toBe(6)
    expect(wal.stats().pendingBytes).toBeLessThanOrEqual(40_000)
    await until(() => ledger.committed.length === seen.length)
    expect(relieved).toBe(1)
    expect(wal.congested).toBe(false)
    expect(wal.stats().pendingBytes).toBe(0)
    await appendAll(wal, 100, 1, 10)
  })

  test('frames that are too large or out of range are refused before anything is taken', async () => {
    const fs = createFaultyFileSystem({ seed: 10 })
    const { wal } = await open(fs, { frameBytesMax: 4096 })
    expect(codeOf(() => wal.append(header(0), Buffer.alloc(4096), null, true, null, 0))).toBe('WAL_FRAME_TOO_LARGE')
    expect(codeOf(() => wal.append({ ...header(0), kind: FRAME_SYNC_MARK }, Buffer.alloc(1), null, true, null, 0))).toBe('INTERNAL_ASSERTION')
    expect(codeOf(() => wal.append({ ...header(0), shard: 2 ** 48 }, Buffer.alloc(1), null, true, null, 0))).toBe('INTERNAL_ASSERTION')
    await appendAll(wal, 0, 1, 4096 - 64)
    expect(indexesOf(await open(fs.crash('nothing')))).toEqual([0])
  })

  test.each([['fileBytes', 1000], ['fileBytes', 70_000], ['frameBytesMax', MIB], ['pendingBytesMax', 10]])('option %s = %d is refused', async (name, value) => {
    await expect(open(createFaultyFileSystem({ seed: 1 }), { [name]: value })).rejects.toMatchObject({ code: 'WAL_OPTION_INVALID' })
  })

  test('after close everything is refused, and the next opening finds all without a torn tail', async () => {
    const fs = createFaultyFileSystem({ seed: 11 })
    const { wal } = await open(fs)
    const ledger = new Ledger()
    for (let i = 0; i < 70; i++) wal.append(header(i), bodyOf(i, 1500), null, i % 2 === 0, ledger, i)
    await wal.close()
    await wal.close()
    expect(ledger.committed).toEqual(range(0, 70))
    expect(codeOf(() => wal.append(header(0), Buffer.alloc(1), null, true, null, 0))).toBe('WAL_CLOSED')
    const again = await open(fs.crash('nothing'))
    expect(indexesOf(again)).toEqual(range(0, 70))
    expect(again.torn).toEqual([])
  })
})

describe('full disk', () => {
  test('appends are refused before anything is taken, reads go on, and it takes more by itself when there is room', async () => {
    const fs = createFaultyFileSystem({ seed: 12, diskBytes: 3 * FILE_BYTES })
    const { wal, full } = await open(fs, { freeBytesMin: 0 })
    const ledger = new Ledger()
    let taken = 0
    let code = 'no error'
    while (code === 'no error') {
      code = codeOf(() => wal.append(header(taken), bodyOf(taken, 3000), null, true, ledger, taken))
      if (code === 'no error') taken++
      await nextTurn()
    }
    expect(code).toBe('WAL_DISK_FULL')
    expect(full).toContain(true)
    await until(() => ledger.committed.length === taken)
    expect((await readBack(wal, 1, 4096 + 64 + 64, 3000)).equals(bodyOf(0, 3000))).toBe(true)
    fs.diskBytes = 10 * FILE_BYTES
    let tries = 0
    while (codeOf(() => wal.append(header(taken), bodyOf(taken, 3000), null, true, ledger, taken)) !== 'no error') {
      expect(++tries).toBeLessThan(1000)
      await nextTurn()
    }
    await until(() => ledger.committed.length === taken + 1)
    expect(full.at(-1)).toBe(false)
    expect(ledger.failed).toEqual([])
    expect(indexesOf(await open(fs.crash('nothing'), { freeBytesMin: 0 }))).toEqual(range(0, taken + 1))
  })

  test('what was accepted has its room already, even when the rest of the disk fills up meanwhile', async () => {
    const fs = createFaultyFileSystem({ seed: 15, diskBytes: 10 * FILE_BYTES })
    const { wal, fatal } = await open(fs, { freeBytesMin: 0 })
    await until(() => fs.existsSync('/data/wal/wal-000000000002.log'))
    fs.diskBytes -= fs.freeBytesSync('/data/wal')
    const ledger = new Ledger()
    let taken = 0
    for (let code = ''; code !== 'WAL_DISK_FULL'; await nextTurn()) {
      code = codeOf(() => wal.append(header(taken), bodyOf(taken, 3000), null, true, ledger, taken))
      if (code === 'no error') taken++
    }
    await until(() => ledger.committed.length === taken)
    expect(taken).toBeGreaterThan(36)
    expect(fatal).toEqual([])
  })

  test('under the reserve data is refused while other kinds get through, which may make room', async () => {
    const fs = createFaultyFileSystem({ seed: 13, diskBytes: 10 * FILE_BYTES })
    const { wal, full } = await open(fs, { freeBytesMin: 2 * FILE_BYTES })
    await appendAll(wal, 0, 1, 100)
    await until(() => fs.existsSync('/data/wal/wal-000000000002.log'))
    fs.diskBytes = 3 * FILE_BYTES
    await appendAll(wal, 1, 2, 100)
    const again = await open(fs.crash('everything'), { freeBytesMin: 2 * FILE_BYTES })
    const take = (kind: number): string => codeOf(() => again.wal.append({ ...header(5), kind }, bodyOf(5, 20), null, true, null, 0))
    expect(take(FRAME_BATCH)).toBe('WAL_DISK_FULL')
    expect(take(FRAME_BATCH)).toBe('WAL_DISK_FULL')
    expect(take(FRAME_SHARD)).toBe('no error')
    expect(again.full).toContain(true)
    expect(full).not.toContain(false)
  })
})

describe('a failing device', () => {
  test('a failed sync ends the log: everybody waiting is told, nothing is accepted, nothing is tried again', async () => {
    const fs = createFaultyFileSystem({ seed: 14 })
    const { wal, fatal } = await open(fs)
    await appendAll(wal, 0, 5, 100)
    const syncs = fs.datasyncs
    fs.fail({ operation: 'datasync', path: '/wal-' })
    const ledger = new Ledger()
    for (let i = 5; i < 10; i++) wal.append(header(i), bodyOf(i, 100), null, true, ledger, i)
    await until(() => ledger.failed.length === 5)
    expect(ledger.failed).toEqual(range(5, 10))
    expect(ledger.committed).toEqual([])
    expect(ledger.error?.code).toBe('WAL_IO')
    expect(fatal.length).toBe(1)
    expect(codeOf(() => wal.append(header(0), Buffer.alloc(1), null, true, null, 0))).toBe('WAL_IO')
    await expect(readBack(wal, 1, 5000, 10)).rejects.toMatchObject({ code: 'WAL_IO' })
    await expect(wal.close()).rejects.toMatchObject({ code: 'WAL_IO' })
    expect(fs.datasyncs).toBeLessThanOrEqual(syncs + 1)
    const again = await open(fs.crash())
    expect(indexesOf(again).slice(0, 5)).toEqual(range(0, 5))
  })

  test.each([false, true])('a failed write (partial: %s) ends the log, and recovery finds what was committed', async (partial) => {
    for (let seed = 20; seed < 30; seed++) {
      const fs = createFaultyFileSystem({ seed })
      const { wal, fatal } = await open(fs)
      await appendAll(wal, 0, 5, 700)
      fs.fail({ operation: 'write', path: '/wal-', partial })
      const ledger = new Ledger()
      for (let i = 5; i < 10; i++) wal.append(header(i), bodyOf(i, 700), null, true, ledger, i)
      await until(() => ledger.failed.length === 5)
      expect(fatal.map((error) => error.code)).toEqual(['WAL_IO'])
      const again = await open(fs.crash('everything'))
      expect(indexesOf(again).slice(0, 5)).toEqual(range(0, 5))
      expect(again.quarantined).toEqual([])
    }
  })
})

/** File numbers of the 100 frames of 2000 bytes of the recycling test, as the log places them. */
const placesOfRun: number[] = await (async () => {
  const { wal } = await open(createFaultyFileSystem({ seed: 6 }))
  return range(0, 100).map((i) => wal.append(header(i), bodyOf(i, 2000), null, true, null, i).file)
})()

function readBack(wal: Wal, file: number, position: number, bytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    wal.read(file, position, bytes, (error, buffer) => (buffer === null ? reject(error as Error) : resolve(buffer)))
  })
}
