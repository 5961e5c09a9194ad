import { createSeededRandom } from '@robustmq/common-runtime'
import { describe, expect, test } from 'vitest'
import { createFaultyFileSystem } from '../src/memory-disk.ts'
import type { FaultyFileSystem } from '../src/faulty-file-system.ts'

const bytes = (length: number, value: number): Buffer => Buffer.alloc(length, value)

function withFile(fs: FaultyFileSystem, length: number): ReturnType<FaultyFileSystem['openSync']> {
  fs.makeDirectorySync('/d')
  const handle = fs.openSync('/d/a', 'create')
  handle.writeSync(bytes(length, 1), 0, length, 0)
  handle.datasyncSync()
  fs.syncDirectorySync('/d')
  return handle
}

describe('faulty filesystem', () => {
  test('keeps what was synced and may lose, keep or tear what was not, at sectors', () => {
    const seen = new Set<string>()
    for (let seed = 1; seed <= 60; seed++) {
      const fs = createFaultyFileSystem({ seed })
      const handle = withFile(fs, 4096)
      handle.writeSync(bytes(2048, 2), 0, 2048, 1024)
      const after = fs.crash().contents('/d/a')
      expect(after.length).toBe(4096)
      const sectors = Array.from({ length: 8 }, (_, i) => new Set(after.subarray(i * 512, i * 512 + 512)))
      for (const sector of sectors) expect(sector.size).toBe(1)
      for (const i of [0, 1, 6, 7]) expect([...(sectors[i] as Set<number>)]).toEqual([1])
      seen.add(sectors.map((sector) => [...sector][0]).join(''))
    }
    expect(seen.has('11111111')).toBe(true)
    expect(seen.has('11222211')).toBe(true)
    expect(seen.size).toBeGreaterThan(6)
  })

  test('later unsynced writes may survive earlier ones', () => {
    let reordered = 0
    for (let seed = 1; seed <= 60; seed++) {
      const fs = createFaultyFileSystem({ seed })
      const handle = withFile(fs, 1024)
      handle.writeSync(bytes(512, 2), 0, 512, 0)
      handle.writeSync(bytes(512, 3), 0, 512, 512)
      const after = fs.crash().contents('/d/a')
      if (after[0] === 1 && after[512] === 3) reordered++
    }
    expect(reordered).toBeGreaterThan(0)
  })

  test('a rename or creation without directory sync may be undone, and never half done', () => {
    const outcomes = new Set<string>()
    for (let seed = 1; seed <= 40; seed++) {
      const fs = createFaultyFileSystem({ seed })
      withFile(fs, 8)
      fs.renameSync('/d/a', '/d/b')
      fs.openSync('/d/c', 'create').datasyncSync()
      outcomes.add(fs.crash().listSync('/d').join())
    }
    expect([...outcomes].sort()).toEqual(['a', 'b', 'b,c'])
    const fs = createFaultyFileSystem({ seed: 1 })
    withFile(fs, 8)
    fs.renameSync('/d/a', '/d/b')
    fs.syncDirectorySync('/d')
    expect(fs.crash('nothing').listSync('/d')).toEqual(['b'])
  })

  test('a datasync covers what was written when it began', async () => {
    const fs = createFaultyFileSystem({ seed: 3 })
    const handle = withFile(fs, 1024)
    handle.writeSync(bytes(8, 2), 0, 8, 0)
    const synced = new Promise((resolve) => handle.datasync(resolve))
    handle.writeSync(bytes(8, 3), 0, 8, 512)
    expect(await synced).toBe(null)
    const after = fs.crash('nothing').contents('/d/a')
    expect([after[0], after[512]]).toEqual([2, 1])
  })

  test('after a failed datasync its writes are readable and never durable', () => {
    const fs = createFaultyFileSystem({ seed: 3 })
    const handle = withFile(fs, 1024)
    handle.writeSync(bytes(8, 2), 0, 8, 0)
    fs.fail({ operation: 'datasync' })
    expect(() => handle.datasyncSync()).toThrow('EIO')
    handle.datasyncSync()
    expect(fs.contents('/d/a')[0]).toBe(2)
    expect(fs.crash().contents('/d/a')[0]).toBe(1)
  })

  test('a killed process leaves everything readable, and no more durable than it was', () => {
    const fs = createFaultyFileSystem({ seed: 3 })
    withFile(fs, 1024).writeSync(bytes(8, 2), 0, 8, 0)
    fs.renameSync('/d/a', '/d/b')
    const killed = fs.crash('everything')
    expect(killed.contents('/d/b')[0]).toBe(2)
    const cut = killed.crash('nothing')
    expect(cut.listSync('/d')).toEqual(['a'])
    expect(cut.contents('/d/a')[0]).toBe(1)
    const again = fs.crash('everything')
    again.openSync('/d/b', 'update').datasyncSync()
    again.syncDirectorySync('/d')
    expect(again.crash('nothing').contents('/d/b')[0]).toBe(2)
  })

  test('a lying sync loses', () => {
    const fs = createFaultyFileSystem({ seed: 3 })
    const handle = withFile(fs, 1024)
    fs.lyingSync = true
    handle.writeSync(bytes(8, 2), 0, 8, 0)
    handle.datasyncSync()
    expect(fs.crash('nothing').contents('/d/a')[0]).toBe(1)
  })

  test('a full disk takes what fits, refuses the rest, and takes more when there is room', () => {
    const fs = createFaultyFileSystem({ seed: 3, diskBytes: 1500 })
    const handle = withFile(fs, 1000)
    expect(() => handle.writeSync(bytes(1000, 2), 0, 1000, 1000)).toThrow('ENOSPC')
    expect(handle.sizeSync()).toBe(1500)
    expect(fs.freeBytesSync('/d')).toBe(0)
    handle.writeSync(bytes(1500, 4), 0, 1500, 0)
    fs.diskBytes = 2000
    handle.writeSync(bytes(500, 2), 0, 500, 1500)
    handle.truncateSync(100)
    expect(fs.freeBytesSync('/d')).toBe(1900)
  })

  test('a scripted short write leaves a part and fails', () => {
    const lengths = new Set<number>()
    for (let seed = 1; seed < 10; seed++) {
      const fs = createFaultyFileSystem({ seed })
      const handle = withFile(fs, 0)
      fs.fail({ operation: 'write', partial: true, path: '/a', skip: 1 })
      handle.writeSync(bytes(10, 1), 0, 10, 0)
      expect(() => handle.writeSync(bytes(100, 1), 0, 100, 10)).toThrow('EIO')
      lengths.add(handle.sizeSync())
    }
    expect(lengths.size).toBeGreaterThan(3)
  })

  test('dies before the asked operation, and everything fails afterwards', async () => {
    const fs = createFaultyFileSystem({ seed: 5 })
    const handle = withFile(fs, 512)
    const count = fs.operations
    let died = false
    fs.crashBefore(count + 2, () => {
      died = true
    })
    const synced = new Promise((resolve) => handle.datasync(resolve))
    expect(died).toBe(false)
    expect(() => handle.writeSync(bytes(1, 1), 0, 1, 0)).toThrow('at the crash')
    expect(died).toBe(true)
    expect(await synced).toBeInstanceOf(Error)
    expect(() => fs.listSync('/d')).toThrow('after the crash')
    expect(fs.crash().listSync('/d')).toEqual(['a'])
  })

  test('equal seeds give equal disks', () => {
    const run = (): Buffer => {
      const fs = createFaultyFileSystem({ seed: 77 })
      const random = createSeededRandom(5)
      const handle = withFile(fs, 8192)
      for (let i = 0; i < 20; i++) handle.writeSync(random.bytes(700), 0, 700, random.below(7000))
      return fs.crash().contents('/d/a')
    }
    expect(run().equals(run())).toBe(true)
  })

  test('a fork is what a crash would leave, and the disk lives on', () => {
    const fs = createFaultyFileSystem({ seed: 5 })
    const handle = withFile(fs, 512)
    const forks: { number: number; what: string; first: number }[] = []
    fs.watch(({ number, what }) => void forks.push({ number, what, first: fs.fork('nothing').contents('/d/a')[0] as number }))
    handle.writeSync(bytes(512, 2), 0, 512, 0)
    handle.datasyncSync()
    handle.writeSync(bytes(512, 3), 0, 512, 0)
    fs.watch(null)
    expect(forks.map(({ what, first }) => `${what} ${first}`)).toEqual(['write 1', 'datasync 1', 'write 2'])
    expect(fs.contents('/d/a')[0]).toBe(3)
    const fork = fs.fork('everything')
    fork.openSync('/d/a', 'update').writeSync(bytes(1, 9), 0, 1, 0)
    expect([fs.contents('/d/a')[0], fork.contents('/d/a')[0]]).toEqual([3, 9])
  })

  test('short writes arrive in pieces, each of them a place to crash at', () => {
    const fs = createFaultyFileSystem({ seed: 5 })
    const handle = withFile(fs, 0)
    fs.shortWrites = 1
    const before = fs.operations
    const torn = new Set<number>()
    fs.watch(() => void torn.add(fs.fork('everything').contents('/d/a').length))
    const random = createSeededRandom(8)
    const data = random.bytes(5000)
    handle.writeSync(data, 0, 5000, 0)
    expect(fs.operations - before).toBeGreaterThan(2)
    expect(torn.size).toBe(fs.operations - before)
    expect(fs.contents('/d/a').equals(data)).toBe(true)
  })

  test('completions come when the test says so, in the order that it likes', async () => {
    const fs = createFaultyFileSystem({ seed: 5 })
    const handle = withFile(fs, 16)
    const held = fs.holdCompletions({ operation: 'read' })
    const order: number[] = []
    const reads = [0, 1, 2].map((i) => new Promise<void>((resolve) => handle.read(Buffer.alloc(4), 0, 4, 0, () => {
      order.push(i)
      resolve()
    })))
    await new Promise((resolve) => handle.datasync(resolve))
    expect(held.waiting.map(({ operation, path }) => `${operation} ${path}`)).toEqual(['read /d/a', 'read /d/a', 'read /d/a'])
    held.release(2)
    await reads[2]
    held.end()
    await Promise.all(reads)
    expect(order).toEqual([2, 0, 1])
    await new Promise<void>((resolve) => handle.read(Buffer.alloc(4), 0, 4, 0, () => resolve()))
  })

  test('a latency is counted in rounds of the scheduler', () => {
    const queue: (() => void)[] = []
    const fs = createFaultyFileSystem({ seed: 5, schedule: (run) => void queue.push(run) })
    const handle = withFile(fs, 16)
    fs.setLatency(7, 7)
    let done = false
    handle.datasync(() => {
      done = true
    })
    let rounds = 0
    for (; !done; rounds++) queue.shift()?.()
    expect(rounds).toBe(7)
  })

  test('a read may return a flipped bit, or bytes from elsewhere, once; the disk keeps what it has', () => {
    const fs = createFaultyFileSystem({ seed: 5 })
    const handle = withFile(fs, 0)
    const data = createSeededRandom(3).bytes(4096)
    handle.writeSync(data, 0, 4096, 0)
    const read = (): Buffer => {
      const into = Buffer.alloc(64)
      expect(handle.readSync(into, 0, 64, 100)).toBe(64)
      return into
    }
    fs.fail({ operation: 'read', returns: 'flipped' })
    const flipped = read()
    expect([...flipped].filter((byte, i) => byte !== data[100 + i])).toHaveLength(1)
    fs.fail({ operation: 'read', returns: 'misdirected' })
    const elsewhere = read()
    expect(elsewhere.equals(data.subarray(100, 164))).toBe(false)
    expect(data.includes(elsewhere)).toBe(true)
    expect(read().equals(data.subarray(100, 164))).toBe(true)
  })

  test('after a failed directory sync its names are there and never durable', () => {
    const fs = createFaultyFileSystem({ seed: 5 })
    withFile(fs, 8)
    fs.renameSync('/d/a', '/d/b')
    fs.fail({ operation: 'syncDirectory' })
    expect(() => fs.syncDirectorySync('/d')).toThrow('EIO')
    fs.syncDirectorySync('/d')
    expect(fs.listSync('/d')).toEqual(['b'])
    expect(fs.crash('nothing').listSync('/d')).toEqual(['a'])
  })

  test('a sync that fails from then on never makes anything durable', () => {
    const fs = createFaultyFileSystem({ seed: 5 })
    const handle = withFile(fs, 8)
    fs.fail({ operation: 'datasync', times: Number.POSITIVE_INFINITY })
    for (let i = 0; i < 5; i++) {
      handle.writeSync(bytes(8, 2), 0, 8, 0)
      expect(() => handle.datasyncSync()).toThrow('EIO')
    }
    expect(fs.crash('nothing').contents('/d/a')[0]).toBe(1)
  })

  test('the fingerprint tells runs apart', () => {
    const run = (value: number): number => {
      const fs = createFaultyFileSystem({ seed: 5 })
      const handle = withFile(fs, 8)
      handle.writeSync(bytes(8, 0), 0, value, 0)
      return fs.fingerprint
    }
    expect(run(3)).toBe(run(3))
    expect(run(3)).not.toBe(run(4))
  })
})
