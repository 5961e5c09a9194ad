import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrokerError } from '@robustmq/common-errors'
import { createNullLogger } from '@robustmq/common-log'
import { createSeededRandom, createTurns, nodeFileSystem, TimerWheel } from '@robustmq/common-runtime'
import { FRAME_BATCH } from '@robustmq/wal'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANSWERS_PER_CLIENT_MAX, CLIENTS_MAX, createMetaService, META_GROUP } from '../src/index.ts'
import type { MetaService, MetaServiceOptions } from '../src/index.ts'
import { decodeSnapshotFile } from '../src/snapshot-format.ts'
import { CounterMachine } from './counter-machine.ts'
import { FakeWal } from './fake-wal.ts'

let directory = ''
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'robustmq-meta-'))))
afterEach(() => rmSync(directory, { recursive: true }))

interface Node {
  readonly meta: MetaService
  readonly machine: CounterMachine
  readonly failures: BrokerError[]
}

let nowMs = 1_000
let seed = 1

/** Time passes when a test says so. */
const wheel = new TimerWheel()
const timers = { schedule: (delayMs: number, task: { onTimer(): void }) => wheel.schedule(delayMs, task), cancel: (id: number) => wheel.cancel(id) }
const turns = createTurns((error) => { throw error })
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function create(options: Partial<MetaServiceOptions> = {}, machine = new CounterMachine()): Node {
  const failures: BrokerError[] = []
  const clock = { now: () => nowMs, monotonic: () => nowMs }
  const deps = { fileSystem: nodeFileSystem, clock, random: createSeededRandom(seed++), turns, timers, log: createNullLogger(), onFailure: (error: BrokerError) => void failures.push(error) }
  const meta = createMetaService({ directory: join(directory, 'meta'), ...options }, deps)
  meta.register(machine)
  return { meta, machine, failures }
}

/** A node that recovers from what `wal` holds. */
function recover(wal: FakeWal, options: Partial<MetaServiceOptions> = {}, machine = new CounterMachine(), from = 0): Node {
  const node = create(options, machine)
  for (const frame of wal.recovered().slice(from)) node.meta.replay(frame)
  node.meta.start(wal)
  return node
}

const text = (word: string): Buffer => Buffer.from(word)
const files = (): string[] => readdirSync(join(directory, 'meta')).filter((name) => name.startsWith('snapshot'))
/** The words without the indexes of their commands. */
const plain = (machine: CounterMachine): string[] => machine.words.map((word) => word.slice(word.indexOf(':') + 1))
/** A snapshot is as the commands left it whatever term the node began after them: compared without index and term of the last entry. */
const stateOf = (path: string): unknown => {
  const { clients, sections, timeMs, confState } = decodeSnapshotFile(readFileSync(path), path)
  return { clients, sections: sections.map(({ name, version, bytes }) => [name, version, Buffer.from(bytes).toString('hex')]), timeMs, confState }
}

/** Lets the node become leader on a log that is committed by hand. */
async function lead(wal: FakeWal, meta: MetaService): Promise<void> {
  while (meta.status()[0]?.role !== 'leader' || meta.appliedIndex < (meta.status()[0]?.lastIndex ?? 0)) {
    wal.commit()
    await turn()
  }
}

test('a proposal is answered after its commit and not before', async () => {
  const wal = new FakeWal(false)
  const { meta, machine } = recover(wal)
  await lead(wal, meta)
  let answered = ''
  const proposal = meta.propose('counter', text('a')).then((answer) => (answered = Buffer.from(answer).toString()))
  await turn()
  await turn()
  expect([answered, machine.words]).toEqual(['', []])
  wal.commit()
  await proposal
  // The first state of the group is entry 1, the beginning of the term entry 2.
  expect([answered, machine.words, meta.appliedIndex]).toEqual(['1', ['3:a'], 3])
  expect(wal.frames.at(-1)?.header).toMatchObject({ group: META_GROUP, term: 2, index: 3, shard: 1 })
})

test('proposals of one turn share a commit and are applied in order', async () => {
  const wal = new FakeWal()
  const { meta, machine } = recover(wal)
  await meta.propose('counter', text('first'))
  const commits = wal.commits
  const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => meta.propose('counter', text(String(i)))))
  expect(wal.commits).toBe(commits + 1)
  expect(answers.map((answer) => Buffer.from(answer).toString())).toEqual(Array.from({ length: 50 }, (_, i) => String(i + 2)))
  expect(machine.words[50]).toBe('53:49')
})

test('time stamps never fall, whatever the clock does', async () => {
  const wal = new FakeWal()
  const { meta, machine } = recover(wal)
  nowMs = 5_000
  const first = meta.propose('counter', text('a'))
  nowMs = 3_000
  await Promise.all([first, meta.propose('counter', text('b'))])
  nowMs = 6_000.7
  await meta.propose('counter', text('c'))
  expect(machine.times).toEqual([5_000, 5_000, 6_000])
  expect(recover(wal).machine.times).toEqual([5_000, 5_000, 6_000])
})

test('replaying the log gives the same snapshots, byte by byte of every machine', async () => {
  const wal = new FakeWal()
  const { meta, machine } = recover(wal)
  cpSync(join(directory, 'meta'), join(directory, 'begin'), { recursive: true })
  for (let i = 0; i < 20; i++) await meta.propose('counter', text(`w${i}`))
  await meta.proposeOnce(Buffer.alloc(16, 9), 4, 'counter', text('x'))
  await meta.snapshot()
  const state = stateOf(join(directory, 'meta', files()[0] as string))
  rmSync(join(directory, 'meta'), { recursive: true })
  cpSync(join(directory, 'begin'), join(directory, 'meta'), { recursive: true })
  const again = recover(wal)
  await again.meta.snapshot()
  expect(stateOf(join(directory, 'meta', files()[0] as string))).toEqual(state)
  expect(again.machine.words).toEqual(machine.words)
})

test('a snapshot in the middle changes nothing: restored and replayed, the next one is the same', async () => {
  const wal = new FakeWal()
  const first = recover(wal)
  for (let i = 0; i < 90; i++) await first.meta.propose('counter', text(`w${i}`))
  await first.meta.proposeOnce(Buffer.alloc(16, 9), 4, 'counter', text('x'))
  await first.meta.snapshot()
  const from = wal.frames.length
  cpSync(join(directory, 'meta'), join(directory, 'middle'), { recursive: true })
  for (let i = 0; i < 30; i++) await first.meta.propose('counter', text(`v${i}`))
  await first.meta.snapshot()
  const straight = stateOf(join(directory, 'meta', files()[0] as string))
  rmSync(join(directory, 'meta'), { recursive: true })
  cpSync(join(directory, 'middle'), join(directory, 'meta'), { recursive: true })
  const again = recover(wal, {}, new CounterMachine(), from)
  await again.meta.snapshot()
  expect(stateOf(join(directory, 'meta', files()[0] as string))).toEqual(straight)
})

test('recovery is the newest snapshot and the frames above it', async () => {
  const wal = new FakeWal()
  const first = recover(wal)
  await Promise.all(['a', 'b', 'c'].map((word) => first.meta.propose('counter', text(word))))
  await first.meta.snapshot()
  // The file is full: what is still needed of it is the hard state, which is written again.
  wal.seal()
  await turn()
  await turn()
  const released = wal.releasedBefore
  expect(released).toBeGreaterThan(wal.frames.findIndex((frame) => frame.header.index === 5))
  await first.meta.propose('counter', text('d'))
  // With every frame, and with only those that the hold still asked for.
  for (const from of [0, released - 1]) {
    const { meta, machine } = recover(wal, {}, new CounterMachine(), from)
    expect(machine.words).toEqual(['3:a', '4:b', '5:c', '6:d'])
    expect(meta.stats()).toMatchObject({ appliedIndex: 6, snapshotIndex: 5 })
  }
})

test('a clean close leaves one snapshot that has everything, and refuses what comes after', async () => {
  const wal = new FakeWal()
  const { meta } = recover(wal)
  const proposal = meta.propose('counter', text('a'))
  const closing = meta.close()
  await expect(meta.propose('counter', text('late'))).rejects.toMatchObject({ code: 'META_CLOSED', retry: 'later' })
  await closing
  expect(Buffer.from(await proposal).toString()).toBe('1')
  expect(files()).toEqual(['snapshot-0000000000000003'])
  expect(recover(wal, {}, new CounterMachine(), wal.frames.length).machine.words).toEqual(['3:a'])
  await expect(meta.readBarrier()).rejects.toMatchObject({ code: 'META_CLOSED' })
})

test('snapshots come by commands, by bytes and by filled log files, and only one is kept', async () => {
  const byCommands = recover(new FakeWal(), { snapshotCommands: 10 })
  for (let i = 0; i < 300; i++) await byCommands.meta.propose('counter', text(`word ${i}`))
  await byCommands.meta.snapshot()
  expect(byCommands.meta.stats().snapshots).toBeGreaterThanOrEqual(2)
  expect(files().length).toBe(1)

  rmSync(join(directory, 'meta'), { recursive: true })
  const byBytes = recover(new FakeWal(), { snapshotBytes: 5_000 })
  await byBytes.meta.propose('counter', Buffer.alloc(6_000))
  await byBytes.meta.snapshot()
  expect(byBytes.meta.stats()).toMatchObject({ snapshots: 1, snapshotIndex: 3 })

  rmSync(join(directory, 'meta'), { recursive: true })
  const wal = new FakeWal()
  const byFiles = recover(wal, { snapshotLogFiles: 2 })
  await byFiles.meta.propose('counter', text('a'))
  wal.seal()
  expect(wal.releasedBefore).toBeLessThanOrEqual(wal.frames.findIndex((frame) => frame.header.index === 3) + 1)
  wal.seal()
  await byFiles.meta.snapshot()
  expect(byFiles.meta.stats().snapshots).toBe(1)
  await turn()
  expect(wal.releasedBefore).toBeGreaterThan(wal.frames.findIndex((frame) => frame.header.index === 3))
})

test('a log that fills with the records of others is not held when there is nothing to write', async () => {
  const wal = new FakeWal()
  const { meta } = recover(wal)
  await meta.propose('counter', text('a'))
  await meta.snapshot()
  const { snapshots } = meta.stats()
  for (let file = 0; file < 5; file++) {
    wal.append({ kind: FRAME_BATCH, group: 1, term: 1, index: 1, tenant: 1, shard: 1, baseOffset: 0 }, text('x'), null, true, null, 0)
    wal.commit()
    wal.seal()
    const end = wal.committed
    await turn()
    // Only the hard state of the group kept it, which is in a newer file now.
    expect(wal.releasedBefore).toBeGreaterThanOrEqual(end)
  }
  expect(meta.stats().snapshots).toBe(snapshots)
})

test('a repeated proposal is applied once and answered alike, also after recovery and through a snapshot', async () => {
  const wal = new FakeWal()
  const client = Buffer.alloc(16, 1)
  const first = recover(wal)
  const answer = await first.meta.proposeOnce(client, 1, 'counter', text('a'))
  await first.meta.propose('counter', text('b'))
  expect(await first.meta.proposeOnce(client, 1, 'counter', text('a'))).toEqual(answer)
  expect(first.machine.words.length).toBe(2)
  const replayed = recover(wal)
  expect(Buffer.from(await replayed.meta.proposeOnce(client, 1, 'counter', text('a')))).toEqual(answer)
  await replayed.meta.close()
  const restored = recover(wal, {}, new CounterMachine(), wal.frames.length)
  expect(Buffer.from(await restored.meta.proposeOnce(client, 1, 'counter', text('a')))).toEqual(answer)
  expect(restored.machine.words.length).toBe(2)
})

test('the table of answers is bounded: old answers and silent clients are forgotten, and said to be', async () => {
  const wal = new FakeWal()
  const { meta, machine } = recover(wal)
  const client = Buffer.alloc(16, 1)
  for (let i = 1; i <= ANSWERS_PER_CLIENT_MAX + 1; i += 1024) {
    await Promise.all(Array.from({ length: Math.min(1024, ANSWERS_PER_CLIENT_MAX + 2 - i) }, (_, j) => meta.proposeOnce(client, i + j, 'counter', text('a'))))
  }
  await expect(meta.proposeOnce(client, 1, 'counter', text('a'))).rejects.toMatchObject({ code: 'META_UNAVAILABLE', retry: 'never' })
  expect(machine.words.length).toBe(ANSWERS_PER_CLIENT_MAX + 1)
  await Promise.all(Array.from({ length: CLIENTS_MAX + 5 }, (_, i) => {
    const other = Buffer.alloc(16, 2)
    other.writeUInt32BE(i)
    return meta.proposeOnce(other, 1, 'counter', text('b'))
  }))
  await meta.snapshot()
  expect(decodeSnapshotFile(readFileSync(join(directory, 'meta', files()[0] as string)), '').clients.length).toBe(CLIENTS_MAX)
})

test('a repeat counts once also when proposals of one client arrive in another order', async () => {
  const wal = new FakeWal()
  const { meta, machine } = recover(wal)
  const client = Buffer.alloc(16, 1)
  await meta.proposeOnce(client, 6, 'counter', text('f'))
  await meta.proposeOnce(client, 5, 'counter', text('e'))
  await meta.proposeOnce(client, 5, 'counter', text('e'))
  await meta.proposeOnce(client, 6, 'counter', text('f'))
  expect(plain(machine)).toEqual(['f', 'e'])
})

test('queue and command have bounds', async () => {
  const wal = new FakeWal(false)
  const { meta } = recover(wal, { queueCommandsMax: 2, queueBytesMax: 1_000, commandBytesMax: 800 })
  await lead(wal, meta)
  await expect(meta.propose('counter', Buffer.alloc(801))).rejects.toMatchObject({ code: 'META_COMMAND_TOO_LARGE', retry: 'never' })
  await expect(meta.propose('nobody', text('a'))).rejects.toMatchObject({ code: 'META_MACHINE_UNKNOWN' })
  const first = meta.propose('counter', Buffer.alloc(700))
  await expect(meta.propose('counter', Buffer.alloc(700))).rejects.toMatchObject({ code: 'META_QUEUE_FULL', retry: 'later' })
  const second = meta.propose('counter', text('b'))
  await expect(meta.propose('counter', text('c'))).rejects.toMatchObject({ code: 'META_QUEUE_FULL' })
  await turn()
  wal.commit()
  await Promise.all([first, second])
  expect(meta.stats()).toMatchObject({ pendingCommands: 0, pendingBytes: 0 })
})

test('a log that takes nothing for now refuses commands, and takes them again when it can', async () => {
  const wal = new FakeWal()
  const { meta, machine, failures } = recover(wal)
  await meta.propose('counter', text('a'))
  wal.refusal = new BrokerError({ code: 'WAL_DISK_FULL', retry: 'later', message: 'full' })
  await expect(meta.propose('counter', text('b'))).rejects.toMatchObject({ code: 'META_UNAVAILABLE', retry: 'later' })
  await expect(meta.propose('counter', text('c'))).rejects.toMatchObject({ code: 'META_UNAVAILABLE', retry: 'later' })
  wal.refusal = null
  nowMs += 50
  wheel.advance(60)
  await meta.propose('counter', text('d'))
  // The first one was taken up before the log refused: nobody was told that it had not happened.
  expect(plain(machine)).toEqual(['a', 'b', 'd'])
  expect(failures).toEqual([])
})

test('watchers are told after the command is in the state, and not during recovery', async () => {
  const wal = new FakeWal()
  const { meta, machine } = recover(wal)
  const seen: string[] = []
  const watcher = { metaApplied: (index: number) => void seen.push(`${index}/${machine.words.length}`) }
  meta.watch('counter', { metaApplied: () => { throw new Error('planted') } })
  meta.watch('counter', watcher)
  meta.watch('other', { metaApplied: () => void seen.push('other') })
  await meta.propose('counter', text('a'))
  await meta.propose('counter', text('b'))
  meta.unwatch('counter', watcher)
  await meta.propose('counter', text('c'))
  expect(seen).toEqual(['3/1', '4/2'])
  const later = create()
  later.meta.watch('counter', watcher)
  for (const frame of wal.recovered()) later.meta.replay(frame)
  expect(seen.length).toBe(2)
})

test('a lost command ends the service: everyone waiting is told, and the owner once', async () => {
  const wal = new FakeWal(false)
  const { meta, failures } = recover(wal)
  const proposals = [meta.propose('counter', text('a')), meta.propose('counter', text('b'))]
  const outcomes = Promise.allSettled(proposals)
  wal.fail(new BrokerError({ code: 'WAL_IO', retry: 'never', message: 'planted' }))
  for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'META_UNAVAILABLE' } })
  expect(failures.length).toBe(1)
  await expect(meta.propose('counter', text('c'))).rejects.toMatchObject({ code: 'META_UNAVAILABLE' })
  await expect(meta.readBarrier()).rejects.toMatchObject({ code: 'META_UNAVAILABLE' })
})

test('a state machine that throws ends the service', async () => {
  const machine = new CounterMachine()
  machine.apply = () => { throw new Error('planted') }
  const { meta, failures } = recover(new FakeWal(), {}, machine)
  await expect(meta.propose('counter', text('a'))).rejects.toMatchObject({ code: 'META_UNAVAILABLE' })
  expect(failures.length).toBe(1)
})

test('a machine that is unknown, or newer than this build, is refused by name: in the log and in the snapshot', async () => {
  const wal = new FakeWal()
  const first = recover(wal, {}, new CounterMachine('queues', 3))
  await first.meta.propose('queues', text('a'))
  const refused = (machine: CounterMachine, message: RegExp): void => {
    expect(() => recover(wal, {}, machine)).toThrow(expect.objectContaining({ code: 'META_FORMAT_UNKNOWN', message: expect.stringMatching(message) as string }))
  }
  refused(new CounterMachine('other'), /log entry 3 .*"queues"/)
  refused(new CounterMachine('queues', 2), /log entry 3 .*"queues" version 3/)
  await first.meta.close()
  refused(new CounterMachine('other'), /snapshot .*"queues"/)
  refused(new CounterMachine('queues', 2), /snapshot .*"queues" version 3/)
  expect(recover(wal, {}, new CounterMachine('queues', 4)).machine.words).toEqual(['3:a'])
})

test('a gap in the log is damage, never skipped', async () => {
  const wal = new FakeWal()
  const { meta } = recover(wal)
  for (const word of ['a', 'b', 'c']) await meta.propose('counter', text(word))
  const missing = wal.frames.findIndex((frame) => frame.header.index === 4)
  const node = create()
  expect(() => {
    for (const frame of wal.recovered()) if (frame.position !== missing + 1) node.meta.replay(frame)
  }).toThrow(expect.objectContaining({ code: 'META_CORRUPT' }))
  expect(() => recover(wal, {}, new CounterMachine(), missing)).toThrow(expect.objectContaining({ code: 'META_CORRUPT' }))
})

test('a damaged snapshot is passed over when the log reaches as far, else the node does not start', async () => {
  const wal = new FakeWal()
  const { meta } = recover(wal)
  cpSync(join(directory, 'meta'), join(directory, 'begin'), { recursive: true })
  for (const word of ['a', 'b']) await meta.propose('counter', text(word))
  await meta.snapshot()
  const path = join(directory, 'meta', files()[0] as string)
  const good = readFileSync(path)
  const end = wal.frames.length
  for (let at = 0; at < good.length; at += 7) {
    const bad = Buffer.from(good)
    bad[at] = (bad[at] as number) ^ 0x10
    writeFileSync(path, bad)
    expect(() => recover(wal, {}, new CounterMachine(), end), `byte ${at}`).toThrow(expect.objectContaining({ code: 'META_CORRUPT' }))
  }
  writeFileSync(path, good.subarray(0, good.length - 1))
  expect(() => recover(wal, {}, new CounterMachine(), end)).toThrow(expect.objectContaining({ code: 'META_CORRUPT' }))
  cpSync(join(directory, 'begin', 'snapshot-0000000000000001'), join(directory, 'meta', 'snapshot-0000000000000001'))
  const healed = recover(wal)
  expect(plain(healed.machine)).toEqual(['a', 'b'])
  await healed.meta.propose('counter', text('c'))
  await healed.meta.snapshot()
  expect(plain(recover(wal, {}, new CounterMachine(), wal.frames.length).machine)).toEqual(['a', 'b', 'c'])
})

test('frames of other kinds and groups are not ours', () => {
  const node = create()
  node.meta.replay({ kind: FRAME_BATCH, group: 1, term: 1, index: 9, tenant: 1, shard: 1, baseOffset: 0, position: 1, file: 1, bodyPosition: 0, bodyBytes: 1, body: text('x') })
  node.meta.start(new FakeWal(false))
  expect(node.meta.appliedIndex).toBe(1)
})
