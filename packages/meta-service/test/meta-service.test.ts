import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrokerError } from '@robustmq/common-errors'
import { createNullLogger } from '@robustmq/common-log'
import { createSeededRandom, nodeFileSystem } from '@robustmq/common-runtime'
import { FRAME_BATCH } from '@robustmq/wal'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANSWERS_PER_CLIENT_MAX, CLIENTS_MAX, createMetaService, META_GROUP } from '../src/index.ts'
import type { MetaService, MetaServiceOptions } from '../src/index.ts'
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

function create(options: Partial<MetaServiceOptions> = {}, machine = new CounterMachine()): Node {
  const failures: BrokerError[] = []
  const clock = { now: () => nowMs, monotonic: () => nowMs }
  const deps = { fileSystem: nodeFileSystem, clock, random: createSeededRandom(seed++), log: createNullLogger(), onFailure: (error: BrokerError) => void failures.push(error) }
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
const files = (): string[] => readdirSync(join(directory, 'meta'))

test('a proposal is answered after its commit and not before', async () => {
  const wal = new FakeWal(false)
  const { meta, machine } = recover(wal)
  let answered = ''
  const proposal = meta.propose('counter', text('a')).then((answer) => (answered = Buffer.from(answer).toString()))
  await Promise.resolve()
  expect([answered, machine.words]).toEqual(['', []])
  wal.commit()
  await proposal
  expect([answered, machine.words, meta.appliedIndex]).toEqual(['1', ['1:a'], 1])
  expect(wal.frames[0]?.header).toMatchObject({ group: META_GROUP, term: 1, index: 1, shard: 0 })
})

test('proposals of one turn share a commit and are applied in order', async () => {
  const wal = new FakeWal()
  const { meta, machine } = recover(wal)
  const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => meta.propose('counter', text(String(i)))))
  expect(wal.commits).toBe(1)
  expect(answers.map((answer) => Buffer.from(answer).toString())).toEqual(Array.from({ length: 50 }, (_, i) => String(i + 1)))
  expect(machine.words[49]).toBe('50:49')
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

test('replaying the log gives byte-identical snapshots', async () => {
  const wal = new FakeWal()
  const { meta, machine } = recover(wal)
  for (let i = 0; i < 20; i++) await meta.propose('counter', text(`w${i}`))
  await meta.proposeOnce(Buffer.alloc(16, 9), 4, 'counter', text('x'))
  await meta.snapshot()
  const [name] = files() as [string]
  const bytes = readFileSync(join(directory, 'meta', name))
  rmSync(join(directory, 'meta'), { recursive: true })
  const again = recover(wal)
  await again.meta.snapshot()
  expect(files()).toEqual([name])
  expect(readFileSync(join(directory, 'meta', name)).equals(bytes)).toBe(true)
  expect(again.machine.words).toEqual(machine.words)
})

test('a snapshot in the middle changes nothing: restored and replayed, the next one is byte-identical', async () => {
  const wal = new FakeWal()
  const first = recover(wal)
  const last = async (meta: MetaService): Promise<Buffer> => {
    await meta.snapshot()
    return readFileSync(join(directory, 'meta', files()[0] as string))
  }
  for (let i = 0; i < 90; i++) await first.meta.propose('counter', text(`w${i}`))
  await first.meta.proposeOnce(Buffer.alloc(16, 9), 4, 'counter', text('x'))
  const middle = await last(first.meta)
  const name = files()[0] as string
  for (let i = 0; i < 30; i++) await first.meta.propose('counter', text(`v${i}`))
  const straight = await last(first.meta)
  rmSync(join(directory, 'meta', files()[0] as string))
  writeFileSync(join(directory, 'meta', name), middle)
  expect((await last(recover(wal, {}, new CounterMachine(), 91).meta)).equals(straight)).toBe(true)
})

test('recovery is the newest snapshot and the frames above it', async () => {
  const wal = new FakeWal()
  const first = recover(wal)
  await Promise.all(['a', 'b', 'c'].map((word) => first.meta.propose('counter', text(word))))
  await first.meta.snapshot()
  expect(wal.releasedBefore).toBe(4)
  await first.meta.propose('counter', text('d'))
  // With every frame, and with only those that the hold still asked for.
  for (const from of [0, wal.releasedBefore - 1]) {
    const { meta, machine } = recover(wal, {}, new CounterMachine(), from)
    expect(machine.words).toEqual(['1:a', '2:b', '3:c', '4:d'])
    expect(meta.stats()).toMatchObject({ appliedIndex: 4, snapshotIndex: 3 })
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
  expect(files()).toEqual(['snapshot-0000000000000001'])
  expect(recover(wal, {}, new CounterMachine(), 1).machine.words).toEqual(['1:a'])
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
  expect(byBytes.meta.stats()).toMatchObject({ snapshots: 1, snapshotIndex: 1 })

  rmSync(join(directory, 'meta'), { recursive: true })
  const wal = new FakeWal()
  const byFiles = recover(wal, { snapshotLogFiles: 2 })
  await byFiles.meta.propose('counter', text('a'))
  wal.seal()
  expect(wal.releasedBefore).toBe(0)
  wal.seal()
  await byFiles.meta.snapshot()
  expect(byFiles.meta.stats().snapshots).toBe(1)
  expect(wal.releasedBefore).toBe(2)
})

test('a log that fills with the records of others is not held when there is nothing to write', async () => {
  const wal = new FakeWal()
  const { meta } = recover(wal)
  wal.append({ kind: FRAME_BATCH, group: 1, term: 1, index: 1, tenant: 1, shard: 1, baseOffset: 0 }, text('x'), null, true, null, 0)
  wal.commit()
  wal.seal()
  expect(wal.releasedBefore).toBe(2)
  expect(meta.stats().snapshots).toBe(0)
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
  for (let i = 1; i <= ANSWERS_PER_CLIENT_MAX + 1; i++) await meta.proposeOnce(client, i, 'counter', text('a'))
  await expect(meta.proposeOnce(client, 1, 'counter', text('a'))).rejects.toMatchObject({ code: 'META_UNAVAILABLE', retry: 'never' })
  expect(machine.words.length).toBe(ANSWERS_PER_CLIENT_MAX + 1)
  await Promise.all(Array.from({ length: CLIENTS_MAX + 5 }, (_, i) => {
    const other = Buffer.alloc(16, 2)
    other.writeUInt32BE(i)
    return meta.proposeOnce(other, 1, 'counter', text('b'))
  }))
  await meta.snapshot()
  expect(meta.stats().snapshotBytes).toBeLessThan(200_000)
})

test('queue and command have bounds, and a refused proposal takes no index', async () => {
  const wal = new FakeWal(false)
  const { meta } = recover(wal, { queueCommandsMax: 2, queueBytesMax: 1_000, commandBytesMax: 800 })
  await expect(meta.propose('counter', Buffer.alloc(801))).rejects.toMatchObject({ code: 'META_COMMAND_TOO_LARGE', retry: 'never' })
  await expect(meta.propose('nobody', text('a'))).rejects.toMatchObject({ code: 'META_MACHINE_UNKNOWN' })
  const first = meta.propose('counter', Buffer.alloc(700))
  await expect(meta.propose('counter', Buffer.alloc(700))).rejects.toMatchObject({ code: 'META_QUEUE_FULL', retry: 'later' })
  wal.refusal = new BrokerError({ code: 'WAL_DISK_FULL', retry: 'later', message: 'full' })
  await expect(meta.propose('counter', text('a'))).rejects.toMatchObject({ code: 'META_UNAVAILABLE', retry: 'later' })
  wal.refusal = null
  const second = meta.propose('counter', text('b'))
  await expect(meta.propose('counter', text('c'))).rejects.toMatchObject({ code: 'META_QUEUE_FULL' })
  wal.commit()
  await Promise.all([first, second])
  expect(wal.frames.map((frame) => frame.header.index)).toEqual([1, 2])
  expect(meta.stats()).toMatchObject({ pendingCommands: 0, pendingBytes: 0 })
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
  expect(seen).toEqual(['1/1', '2/2'])
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
  refused(new CounterMachine('other'), /log entry 1 .*"queues"/)
  refused(new CounterMachine('queues', 2), /log entry 1 .*"queues" version 3/)
  await first.meta.close()
  refused(new CounterMachine('other'), /snapshot .*"queues"/)
  refused(new CounterMachine('queues', 2), /snapshot .*"queues" version 3/)
  expect(recover(wal, {}, new CounterMachine('queues', 4)).machine.words).toEqual(['1:a'])
})

test('a gap in the log is damage, never skipped', async () => {
  const wal = new FakeWal()
  const { meta } = recover(wal)
  for (const word of ['a', 'b', 'c']) await meta.propose('counter', text(word))
  const node = create()
  const [first, , third] = wal.recovered()
  node.meta.replay(first!)
  expect(() => node.meta.replay(third!)).toThrow(expect.objectContaining({ code: 'META_CORRUPT' }))
  expect(() => recover(wal, {}, new CounterMachine(), 1)).toThrow(expect.objectContaining({ code: 'META_CORRUPT' }))
})

test('a damaged snapshot is passed over when the log reaches as far, else the node does not start', async () => {
  const wal = new FakeWal()
  const { meta } = recover(wal)
  for (const word of ['a', 'b']) await meta.propose('counter', text(word))
  await meta.snapshot()
  const path = join(directory, 'meta', files()[0] as string)
  const good = readFileSync(path)
  for (let at = 0; at < good.length; at += 7) {
    const bad = Buffer.from(good)
    bad[at] = (bad[at] as number) ^ 0x10
    writeFileSync(path, bad)
    expect(() => recover(wal, {}, new CounterMachine(), 2), `byte ${at}`).toThrow(expect.objectContaining({ code: 'META_CORRUPT' }))
  }
  writeFileSync(path, good.subarray(0, good.length - 1))
  expect(() => recover(wal, {}, new CounterMachine(), 2)).toThrow(expect.objectContaining({ code: 'META_CORRUPT' }))
  const healed = recover(wal)
  expect(healed.machine.words).toEqual(['1:a', '2:b'])
  await healed.meta.snapshot()
  expect(readFileSync(path).length).toBe(good.length)
  expect(recover(wal, {}, new CounterMachine(), 2).machine.words).toEqual(['1:a', '2:b'])
})

test('frames of other kinds and groups are not ours', () => {
  const node = create()
  node.meta.replay({ kind: FRAME_BATCH, group: 1, term: 1, index: 9, tenant: 1, shard: 1, baseOffset: 0, position: 1, file: 1, bodyPosition: 0, bodyBytes: 1, body: text('x') })
  node.meta.start(new FakeWal())
  expect(node.meta.appliedIndex).toBe(0)
})
