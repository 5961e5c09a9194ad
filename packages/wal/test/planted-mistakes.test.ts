import type { FileHandle, FileSystem } from '@robustmq/common-runtime'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import { appendAll, bodyOf, header, indexesOf, Ledger, nextTurn, open, range, until } from './wal-harness.ts'

// Those of the well-known mistakes that are a log's, planted one at a time between the log and its disk by a port that does
// less than it says, and the promises that have to break then. The number is that of the table in the README of raft.

type Call = keyof Pick<FileHandle, 'datasync' | 'datasyncSync'> | 'syncDirectorySync'
type Lie = (call: Call, isFirstFile: boolean) => 'does' | 'skips' | 'does-later' | 'tries-again'

/** The disk with some of its promises broken. */
function planted(disk: FileSystem, lie: Lie): FileSystem {
  return {
    openSync: (path, mode) => handleOf(disk.openSync(path, mode), lie, path.endsWith('1')),
    makeDirectorySync: (path) => disk.makeDirectorySync(path),
    listSync: (path) => disk.listSync(path),
    existsSync: (path) => disk.existsSync(path),
    unlinkSync: (path) => disk.unlinkSync(path),
    renameSync: (from, to) => disk.renameSync(from, to),
    syncDirectorySync: (path) => {
      if (lie('syncDirectorySync', false) === 'does') disk.syncDirectorySync(path)
    },
    freeBytesSync: (path) => disk.freeBytesSync(path),
  }
}

function handleOf(file: FileHandle, lie: Lie, isFirstFile: boolean): FileHandle {
  return {
    writeSync: (buffer, offset, length, position) => file.writeSync(buffer, offset, length, position),
    writevSync: (buffers, position) => file.writevSync(buffers, position),
    write: (buffer, offset, length, position, done) => file.write(buffer, offset, length, position, done),
    read: (buffer, offset, length, position, done) => file.read(buffer, offset, length, position, done),
    readSync: (buffer, offset, length, position) => file.readSync(buffer, offset, length, position),
    datasync: (done) => {
      const how = lie('datasync', isFirstFile)
      if (how === 'skips') setImmediate(done, null)
      else if (how === 'does-later') {
        setImmediate(done, null)
        file.datasync(() => { /* too late to be told */ })
      } else if (how === 'tries-again') file.datasync((error) => (error === null ? done(null) : file.datasync(done)))
      else file.datasync(done)
    },
    datasyncSync: () => {
      if (lie('datasyncSync', isFirstFile) === 'does') file.datasyncSync()
    },
    truncateSync: (length) => file.truncateSync(length),
    sizeSync: () => file.sizeSync(),
    closeSync: () => file.closeSync(),
  }
}

const honest: Lie = () => 'does'

/** Appends in bursts over several files and loses power at one operation. True: something that was acknowledged is gone. */
async function loses(lie: Lie, operation: number): Promise<boolean> {
  const fs = createFaultyFileSystem({ seed: operation })
  let died = false
  fs.crashBefore(operation, () => {
    died = true
  })
  let acked = -1
  try {
    const { wal } = await open(planted(fs, lie))
    const ledger = { walCommitted: (token: number) => void (acked = token), walFailed: () => undefined }
    for (let i = 0; i < 60 && !died; i += 5) {
      for (let one = i; one < i + 5; one++) wal.append(header(one), bodyOf(one, 3000), null, true, ledger, one)
      for (let turn = 0; turn < 2; turn++) await nextTurn()
      await until(() => died || acked >= i)
    }
    await wal.close()
  } catch (error) {
    if (!died) throw error
  }
  try {
    const { found, quarantined } = await open(fs.crash())
    return quarantined.length > 0 || found.length <= acked
  } catch {
    // There is not even a log to open.
    return acked >= 0
  }
}

/** The first operation at which a crash loses something; 0: none up to `last`. */
async function firstLoss(lie: Lie, last = 160): Promise<number> {
  for (let operation = 1; operation <= last; operation++) if (await loses(lie, operation)) return operation
  return 0
}

test('without a mistake nothing is lost at any of these operations', { timeout: 60_000 }, async () => {
  expect(await firstLoss(honest)).toBe(0)
})

test.each([
  ['every third acknowledgement does not wait for a sync', thirdSync('skips')],
  ['every third acknowledgement goes out while the sync is under way', thirdSync('does-later')],
  ['only the first file is synced', (): Lie => (call, isFirstFile) => (call === 'datasync' && !isFirstFile ? 'skips' : 'does')],
] as const)('mistake 1, %s, is caught', { timeout: 60_000 }, async (_what, lie) => {
  expect(await firstLoss(lie())).toBeGreaterThan(0)
})

function thirdSync(how: 'skips' | 'does-later'): () => Lie {
  return () => {
    let syncs = 0
    return (call) => (call === 'datasync' && ++syncs % 3 === 0 ? how : 'does')
  }
}

/** A process is killed, the next one replays what was in the page cache, and power is lost: is what was replayed still there? */
async function keepsWhatItReplayed(lie: Lie): Promise<boolean> {
  const fs = createFaultyFileSystem({ seed: 3 })
  const { wal } = await open(fs)
  const ledger = new Ledger()
  for (let i = 0; i < 20; i++) wal.append(header(i), bodyOf(i, 100), null, false, ledger, i)
  await until(() => ledger.committed.length === 20)
  const afterKill = fs.fork('everything')
  const replayed = indexesOf(await open(planted(afterKill, lie)))
  expect(replayed).toEqual(range(0, 20))
  return indexesOf(await open(afterKill.crash('nothing'))).length === replayed.length
}

test('mistake 3, an end of the log that recovery has fixed and not synced, is caught: it changes again', async () => {
  expect(await keepsWhatItReplayed((call) => (call === 'datasyncSync' ? 'skips' : 'does'))).toBe(false)
  expect(await keepsWhatItReplayed(honest)).toBe(true)
})

/** One sync fails, and power is lost later. How many acknowledged frames are gone. */
async function lostAfterFailedSync(lie: Lie): Promise<number> {
  const fs = createFaultyFileSystem({ seed: 4 })
  const { wal } = await open(planted(fs, lie))
  await appendAll(wal, 0, 5, 100)
  fs.fail({ operation: 'datasync', path: '/wal-' })
  const ledger = new Ledger()
  for (let i = 5; i < 10; i++) wal.append(header(i), bodyOf(i, 100), null, true, ledger, i)
  await until(() => ledger.committed.length + ledger.failed.length === 5)
  const acked = 5 + ledger.committed.length
  const { found } = await open(fs.crash('nothing'))
  return Math.max(0, acked - found.length)
}

test('mistake 10, a failed sync that is tried again, is caught: what it should have covered is gone', async () => {
  expect(await lostAfterFailedSync((call) => (call === 'datasync' ? 'tries-again' : 'does'))).toBeGreaterThan(0)
  expect(await lostAfterFailedSync(honest)).toBe(0)
})

test('mistake 11, a directory that is not synced after a file was made or renamed, is caught', { timeout: 60_000 }, async () => {
  expect(await firstLoss((call) => (call === 'syncDirectorySync' ? 'skips' : 'does'))).toBeGreaterThan(0)
})

/** One bit in the middle is wrong: how many frames are found, of 60, and what is said of the rest. */
async function afterOneBit(plant: (disk: FaultyFileSystem, path: string, byte: number) => void): Promise<{ found: number; told: number }> {
  const fs = createFaultyFileSystem({ seed: 5 })
  const { wal } = await open(fs)
  await appendAll(wal, 0, 60, 300)
  await wal.close()
  const disk = fs.crash('nothing')
  const path = '/data/wal/' + (disk.listSync('/data/wal').find((name) => name.startsWith('wal-')) ?? '')
  const byte = 4096 + 20 * 400
  disk.flip(path, byte, 1)
  plant(disk, path, byte)
  const { found, quarantined } = await open(disk)
  return { found: found.length, told: quarantined.length }
}

test('mistake 12, a bad record in the middle taken for a torn tail, is caught: what comes after it is missing', async () => {
  // What a log does that cuts at the first bad frame: nothing is left after it.
  const cut = await afterOneBit((disk, path, byte) => {
    const handle = disk.openSync(path, 'update')
    const rest = handle.sizeSync() - byte
    handle.writeSync(Buffer.alloc(rest), 0, rest, byte)
    handle.closeSync()
  })
  expect(cut.found).toBeLessThan(59)
  expect(await afterOneBit(() => undefined)).toEqual({ found: 59, told: 1 })
})
