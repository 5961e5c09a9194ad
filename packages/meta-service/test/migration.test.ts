import { gunzipSync } from 'node:zlib'
import { createNullLogger } from '@robustmq/common-log'
import { createSeededRandom, createTimers, createTurns, systemClock } from '@robustmq/common-runtime'
import type { FileSystem } from '@robustmq/common-runtime'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import { openWal } from '@robustmq/wal'
import type { Wal } from '@robustmq/wal'
import { expect, test } from 'vitest'
import { createMetaService } from '../src/index.ts'
import type { MetaService } from '../src/index.ts'
import { CounterMachine } from './counter-machine.ts'
import fixture from './fixtures/layout-before-raft.json' with { type: 'json' }

/*
 * Data directories of the layout before raft, as that build left them at a crash: commands a, b, c and, by a client that repeats,
 * `once` (client 09.., sequence 7); one directory with these in the log, one with a snapshot of them and d and e behind it.
 */

const defect = (error: unknown): void => { throw error }
const turns = createTurns(defect)
const timers = createTimers({ onError: defect })

interface Opened {
  readonly meta: MetaService
  readonly machine: CounterMachine
  readonly wal: Wal
}

async function open(fileSystem: FileSystem, seed: number): Promise<Opened> {
  const deps = { fileSystem, clock: systemClock, random: createSeededRandom(seed), turns, timers, log: createNullLogger(), onFailure: () => undefined }
  const meta = createMetaService({ directory: '/data/meta', clusterId: 'the-cluster' }, deps)
  const machine = new CounterMachine()
  meta.register(machine)
  const wal = await openWal({ directory: '/data/wal', fileSystem, turns, random: createSeededRandom(seed + 1), fileBytes: 64 * 1024, freeBytesMin: 0 }, (frame) => meta.replay(frame))
  meta.start(wal)
  return { meta, machine, wal }
}

function directoryOf(files: Readonly<Record<string, string>>, seed: number): ReturnType<typeof createFaultyFileSystem> {
  const fileSystem = createFaultyFileSystem({ seed })
  for (const directory of ['/data/meta', '/data/wal']) fileSystem.makeDirectorySync(directory)
  for (const [name, content] of Object.entries(files)) {
    const bytes = gunzipSync(Buffer.from(content, 'base64'))
    const file = fileSystem.openSync(`/data/${name}`, 'create')
    file.writeSync(bytes, 0, bytes.length, 0)
    file.datasyncSync()
    file.closeSync()
  }
  for (const directory of ['/data/meta', '/data/wal']) fileSystem.syncDirectorySync(directory)
  return fileSystem
}

const plain = (machine: CounterMachine): string[] => machine.words.map((word) => word.slice(word.indexOf(':') + 1))
const cases: [string, Readonly<Record<string, string>>, string[]][] = [
  ['commands alone', fixture.withoutSnapshot, ['a', 'b', 'c', 'once']],
  ['a snapshot and commands behind it', fixture.withSnapshot, ['a', 'b', 'c', 'once', 'd', 'e']],
]

test.each(cases)('a data directory of the layout before raft opens and goes on: %s', async (_, files, words) => {
  const fileSystem = directoryOf(files, 1)
  const first = await open(fileSystem, 1)
  // All of it, when `start` has returned.
  expect(plain(first.machine)).toEqual(words)
  expect(first.meta.cluster).toMatchObject({ clusterId: 'the-cluster', nodeId: 1 })
  expect(first.meta.cluster.nodes()).toMatchObject([{ nodeId: 1, state: 'active', groups: Array.from({ length: 16 }, (_one, i) => i + 1) }])
  expect(Buffer.from(await first.meta.proposeOnce(Buffer.alloc(16, 9), 7, 'counter', Buffer.from('once'))).toString()).toBe('4')
  await first.meta.propose('counter', Buffer.from('new'))
  const second = await open(fileSystem.crash('nothing'), 2)
  expect(plain(second.machine)).toEqual([...words, 'new'])
  expect(second.meta.cluster.raftId).toBe(first.meta.cluster.raftId)
})

test.each(cases)('a crash at any moment of the change of layout loses nothing: %s', async (_, files, words) => {
  let crashes = 0
  for (let at = 1; ; at++) {
    const fileSystem = directoryOf(files, at)
    let died = false
    fileSystem.crashBefore(fileSystem.operations + at, () => void (died = true))
    let acknowledged = false
    try {
      const { meta, wal } = await open(fileSystem, at)
      const proposal = meta.propose('counter', Buffer.from('new')).then(() => void (acknowledged = true), () => undefined)
      for (let turn = 0; turn < 60 && !died && !acknowledged; turn++) await new Promise((resolve) => setImmediate(resolve))
      void [proposal, wal]
    } catch (error) {
      if (!died) throw error
    }
    const { machine } = await open(fileSystem.crash(), at + 1_000)
    const found = plain(machine)
    expect(found.slice(0, words.length), `operation ${at}`).toEqual(words)
    expect(found.slice(words.length).every((word) => word === 'new'), `operation ${at}`).toBe(true)
    expect(found.length, `operation ${at}`).toBeGreaterThanOrEqual(words.length + (acknowledged ? 1 : 0))
    if (!died) break
    crashes++
  }
  expect(crashes).toBeGreaterThan(5)
})
