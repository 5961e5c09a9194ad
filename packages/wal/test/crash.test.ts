import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import type { Opened } from './wal-harness.ts'
import { appendAll, bodyOf, header, indexesOf, Ledger, nextTurn, open, range, spreadRandom, until } from './wal-harness.ts'

const ROUNDS = 30
/** Short form: every operation of two workloads. */
const SEEDS = Number(process.env['WAL_CRASH_SEEDS'] ?? 2)

interface Life {
  /** Highest frame whose completion promised a sync. */
  acked: number
  sent: number
  /** Frames below this may have been recycled. */
  released: number
  outOfOrder: boolean
  readonly lengths: number[]
}

/** Appends in bursts, waits now and then, gives files back, closes. Ends early when the disk dies. */
async function live(fs: FaultyFileSystem, seed: number, life: Life, dead: () => boolean): Promise<void> {
  const random = spreadRandom(seed)
  let opened: Opened
  try {
    opened = await open(fs)
  } catch (error) {
    if (dead()) return
    throw error
  }
  const { wal } = opened
  const hold = wal.hold('test')
  const synced = new Set<number>()
  let last = -1
  const ledger = {
    walCommitted(token: number): void {
      if (token <= last) life.outOfOrder = true
      last = token
      if (synced.has(token)) life.acked = token
    },
    walFailed(): void {},
  }
  if (seed % 2 === 0) {
    // An owner that is as quick as can be: it lets go of a file in the moment in which it is sealed.
    wal.onFileSealed({
      walFileSealed: (_file, _first, end) => {
        life.released = last
        hold.releaseBefore(end)
      },
    })
  }
  for (let round = 0; round < ROUNDS && !dead(); round++) {
    const count = 1 + random.below(8)
    try {
      for (let i = 0; i < count; i++) {
        const index = life.sent
        const length = random.below(10) < 2 ? 4000 + random.below(8000) : 8 + random.below(900)
        const sync = random.below(8) > 0
        life.lengths[index] = length
        if (sync) synced.add(index)
        wal.append(header(index), bodyOf(index, length), null, sync, ledger, index)
        life.sent++
      }
    } catch (error) {
      if (!dead()) throw error
    }
    const wait = random.below(3)
    if (wait === 0) await until(() => dead() || last >= life.sent - 1)
    else for (let i = 0; i < wait; i++) await nextTurn()
    if (round % 10 === 9) {
      const sealed = wal.sealedFiles().at(-1)
      // What is given back was committed: the owner knows it is elsewhere by now.
      if (sealed !== undefined) {
        life.released = last
        hold.releaseBefore(sealed.endPosition)
      }
    }
  }
  await wal.close().catch((error: unknown) => {
    if (!dead()) throw error
  })
}

interface Verdict {
  readonly lost: boolean
  readonly opened: Opened
  readonly fs: FaultyFileSystem
}

async function crashAt(seed: number, operation: number, lying: boolean): Promise<{ life: Life; verdict: Verdict; died: boolean }> {
  const fs = createFaultyFileSystem({ seed: seed * 1000 + operation })
  fs.lyingSync = lying
  const life: Life = { acked: -1, sent: 0, released: -1, outOfOrder: false, lengths: [] }
  let died = false
  fs.crashBefore(operation, () => {
    died = true
  })
  await live(fs, seed, life, () => died)
  const disk = fs.crash()
  const opened = await open(disk)
  const found = indexesOf(opened)
  const first = found[0] ?? life.acked + 1
  const lost = first > life.released + 1 || first + found.length <= life.acked || opened.quarantined.length > 0
  return { life, verdict: { lost, opened, fs: disk }, died }
}

for (let seed = 1; seed <= SEEDS; seed++) {
  test(`a crash before any operation loses nothing that was acknowledged and invents nothing (seed ${seed})`, async () => {
    let crashes = 0
    let tails = 0
    for (let operation = 1; ; operation++) {
      const { life, verdict, died } = await crashAt(seed, operation, false)
      const what = `seed ${seed}, crash before operation ${operation}`
      const { opened } = verdict
      expect(life.outOfOrder, what).toBe(false)
      expect(verdict.lost, `${what}: acked ${life.acked}, released ${life.released}, quarantined ${JSON.stringify(opened.quarantined)}, found ${indexesOf(opened).join()}`).toBe(false)
      const found = indexesOf(opened)
      const first = found[0] ?? 0
      expect(found, what).toEqual(range(first, first + found.length))
      expect(first + found.length, what).toBeLessThanOrEqual(life.sent)
      for (const frame of opened.found) {
        expect(frame.body.equals(bodyOf(frame.index, life.lengths[frame.index] as number)), what).toBe(true)
      }
      tails += opened.torn.length
      // A second life on the same disk: what was cut stays cut, also when new frames equal the lost ones.
      const next = first + found.length
      const ledger = await appendAll(opened.wal, next, 3, life.lengths[next] ?? 500)
      expect(ledger.failed, what).toEqual([])
      const again = await open(verdict.fs.crash('nothing'))
      expect(indexesOf(again), what).toEqual(range(first, next + 3))
      const positions = again.found.map((frame) => frame.position)
      expect([...positions].sort((a, b) => a - b), what).toEqual(positions)
      crashes++
      if (!died) break
    }
    expect(crashes).toBeGreaterThan(100)
    expect(tails).toBeGreaterThan(0)
  }, 300_000)
}

test('control: with a sync that lies, the same run loses acknowledged frames', async () => {
  let losses = 0
  for (let operation = 40; operation < 140; operation += 5) {
    try {
      const { verdict } = await crashAt(1, operation, true)
      if (verdict.lost) losses++
    } catch {
      // Not even the files may be there to be opened: that is a loss too.
      losses++
    }
  }
  expect(losses).toBeGreaterThan(5)
})

test('a process that is killed loses nothing that was written, synced or not', async () => {
  const fs = createFaultyFileSystem({ seed: 9 })
  const { wal } = await open(fs)
  const ledger = new Ledger()
  for (let i = 0; i < 50; i++) wal.append(header(i), bodyOf(i, 100), null, false, ledger, i)
  await until(() => ledger.committed.length === 50)
  expect(fs.datasyncs).toBeLessThanOrEqual(5)
  expect(indexesOf(await open(fs.crash('everything')))).toEqual(range(0, 50))
})
