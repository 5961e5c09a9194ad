import type { BrokerError } from '@robustmq/common-errors'
import { createNullLogger } from '@robustmq/common-log'
import { createSeededRandom, createTimers, createTurns, systemClock } from '@robustmq/common-runtime'
import type { FileSystem } from '@robustmq/common-runtime'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { FRAME_BATCH, openWal } from '@robustmq/wal'
import type { Wal } from '@robustmq/wal'
import { expect, test } from 'vitest'
import { createMetaService } from '../src/index.ts'
import type { MetaService } from '../src/index.ts'
import { CounterMachine } from './counter-machine.ts'

/** META_CRASH_STEP=1 crashes before every operation; the short form before every seventh. */
const STEP = Number(process.env['META_CRASH_STEP'] ?? 7)
const SEED = Number(process.env['META_CRASH_SEED'] ?? 1)
const defect = (error: unknown): void => { throw error }
const turns = createTurns(defect)
const timers = createTimers({ onError: defect })

interface Opened {
  readonly meta: MetaService
  readonly machine: CounterMachine
  readonly wal: Wal
  readonly failures: BrokerError[]
}

async function open(fileSystem: FileSystem, seed: number): Promise<Opened> {
  const failures: BrokerError[] = []
  const onFailure = (error: BrokerError): void => void failures.push(error)
  const options = { directory: '/data/meta', snapshotCommands: 20, snapshotLogFiles: 1 }
  const meta = createMetaService(options, { fileSystem, clock: systemClock, random: createSeededRandom(seed), turns, timers, log: createNullLogger(), onFailure })
  const machine = new CounterMachine()
  meta.register(machine)
  fileSystem.makeDirectorySync('/data')
  const wal = await openWal({ directory: '/data/wal', fileSystem, turns, random: createSeededRandom(seed + 1), fileBytes: 64 * 1024 }, (frame) => meta.replay(frame))
  meta.start(wal)
  return { meta, machine, wal, failures }
}

interface Life {
  readonly proposed: string[]
  readonly acknowledged: string[]
  recycled: boolean
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Bursts of proposals between the frames of others, then a clean close. Ends early when the disk dies. */
async function live(fileSystem: FaultyFileSystem, seed: number, life: Life): Promise<void> {
  const random = createSeededRandom(seed)
  const { meta, wal } = await open(fileSystem, seed)
  for (let round = 0; round < 12; round++) {
    const burst: Promise<void>[] = []
    for (let i = 1 + random.below(10); i > 0; i--) {
      const word = `r${round}-${i}`
      life.proposed.push(word)
      const proposal = meta.propose('counter', Buffer.from(word)).then(() => void life.acknowledged.push(word))
      // Heard of where it is waited for, also when the disk dies before that.
      proposal.catch(() => {})
      burst.push(proposal)
    }
    const body = Buffer.alloc(6_000 + random.below(8_000))
    wal.append({ kind: FRAME_BATCH, group: 1, term: 1, index: round + 1, tenant: 1, shard: 1, baseOffset: round }, body, null, random.below(2) === 0, null, 0)
    if (random.below(3) > 0) await Promise.all(burst)
    else await nextTurn()
    if (random.below(4) === 0) wal.seal()
  }
  await meta.close()
  life.recycled = wal.sealedFiles().every((file) => file.file > 1)
  await wal.close()
}

interface Outcome {
  readonly died: boolean
  readonly life: Life
  readonly words: string[]
  readonly disk: FaultyFileSystem
}

async function crashAt(operation: number, lying: boolean): Promise<Outcome> {
  const fileSystem = createFaultyFileSystem({ seed: SEED * 1_000 + operation })
  fileSystem.lyingSync = lying
  const life: Life = { proposed: [], acknowledged: [], recycled: false }
  let died = false
  let stop: () => void = () => {}
  const death = new Promise<void>((resolve) => (stop = resolve))
  fileSystem.crashBefore(operation, () => {
    died = true
    stop()
  })
  // After the death everything that still runs fails, in ways that do not matter.
  const run = live(fileSystem, SEED, life).catch((error: unknown) => {
    if (!died) throw error
  })
  await Promise.race([run, death])
  const disk = fileSystem.crash()
  const { machine } = await open(disk, SEED + 7)
  return { died, life, words: machine.words.map((word) => word.slice(word.indexOf(':') + 1)), disk }
}

test('after a power cut at any moment, every acknowledged command is there once, in order, and nothing else', async () => {
  let crashes = 0
  let recycled = false
  for (let operation = 1; ; operation += STEP) {
    const what = `META_CRASH_SEED=${SEED}, operation ${operation}`
    const { died, life, words, disk } = await crashAt(operation, false)
    expect(words, what).toEqual(life.proposed.slice(0, words.length))
    expect(words.length, what).toBeGreaterThanOrEqual(life.acknowledged.length)
    expect(words.slice(0, life.acknowledged.length), what).toEqual(life.acknowledged)
    // A second life goes on from there.
    const second = await open(disk.crash('nothing'), SEED + 8)
    await second.meta.propose('counter', Buffer.from('second'))
    await second.meta.close()
    await second.wal.close()
    const third = await open(disk.crash('nothing'), SEED + 9)
    expect(third.machine.words.length, what).toBeGreaterThanOrEqual(life.acknowledged.length)
    recycled ||= life.recycled
    crashes++
    if (!died) break
  }
  expect(crashes).toBeGreaterThan(10)
  expect(recycled).toBe(true)
}, 120_000)

test('control: with a sync that lies, acknowledged commands are lost', async () => {
  let losses = 0
  for (let operation = 30; operation < 150; operation += 10) {
    try {
      const { life, words } = await crashAt(operation, true)
      if (words.length < life.acknowledged.length) losses++
    } catch {
      // A node that refuses to start because of what is missing has noticed the loss.
      losses++
    }
  }
  expect(losses).toBeGreaterThan(2)
})

test('a full disk keeps the log instead of the snapshot, and commands go on', async () => {
  const fileSystem = createFaultyFileSystem({ seed: 5 })
  const { meta, failures, wal } = await open(fileSystem, 5)
  fileSystem.fail({ operation: 'write', path: 'snapshot', code: 'ENOSPC', partial: true, times: 1 })
  for (let i = 0; i < 25; i++) await meta.propose('counter', Buffer.from(`w${i}`))
  while (fileSystem.listSync('/data/meta').some((name) => name.endsWith('.tmp')) || meta.stats().pendingCommands > 0) await nextTurn()
  expect(failures).toEqual([])
  expect(meta.stats()).toMatchObject({ snapshots: 0, snapshotIndex: 1 })
  await meta.snapshot()
  expect(fileSystem.listSync('/data/meta')).toEqual(['identity.json', 'snapshot-0000000000000027'])
  await meta.close()
  await wal.close()
})

test('a failed sync of a snapshot ends the service', async () => {
  const fileSystem = createFaultyFileSystem({ seed: 6 })
  const { meta, failures } = await open(fileSystem, 6)
  await meta.propose('counter', Buffer.from('a'))
  fileSystem.fail({ operation: 'datasync', path: 'snapshot' })
  await expect(meta.snapshot()).rejects.toMatchObject({ code: 'META_UNAVAILABLE' })
  expect(failures.length).toBe(1)
  await expect(meta.propose('counter', Buffer.from('b'))).rejects.toMatchObject({ code: 'META_UNAVAILABLE' })
})

test('a snapshot is durable, name and all, before the log is released', async () => {
  const fileSystem = createFaultyFileSystem({ seed: 8 })
  const { meta } = await open(fileSystem, 8)
  await meta.propose('counter', Buffer.from('a'))
  await meta.snapshot()
  expect(fileSystem.crash('nothing').listSync('/data/meta')).toEqual(['identity.json', 'snapshot-0000000000000003'])
})
