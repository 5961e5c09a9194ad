import { errorCode } from '@robustmq/common-errors'
import { afterEach, expect, test, vi } from 'vitest'
import { GroupLog } from '../src/group-log.ts'
import { Proposals } from '../src/proposals.ts'
import { RaftWriter } from '../src/raft-writer.ts'
import { ReadBarriers } from '../src/read-barriers.ts'
import { Replica } from '../src/replica.ts'
import { NewSnapshotFile } from '../src/snapshot-store.ts'
import { AnsweredProposals } from '../src/answered-proposals.ts'
import { formCluster } from './virtual-cluster.ts'
import type { VirtualCluster, VirtualNode } from './virtual-cluster.ts'

/*
 * Mistakes that others have made, made here one at a time: each scenario has to notice the one that belongs to it, and nothing
 * without it. Those of raft itself are in the suite of @robustmq/raft, those of the log in that of @robustmq/wal; a sync that lies
 * is in crash.test.ts, an identity that is used again in cluster.test.ts.
 */

afterEach(() => void vi.restoreAllMocks())

const text = (word: string): Buffer => Buffer.from(word)
const followers = (cluster: VirtualCluster): VirtualNode[] => cluster.nodes.filter((node) => node !== cluster.leader())
const propose = (cluster: VirtualCluster, node: VirtualNode, words: readonly string[]): Promise<unknown> => (
  cluster.await(Promise.all(words.map((word) => node.meta.propose('words', text(word)))))
)

/** What is wrong with the cluster, in words; null for nothing. */
async function wrong(cluster: VirtualCluster, acknowledged: readonly string[]): Promise<string | null> {
  try {
    await cluster.until('a leader', () => cluster.leader() !== undefined, 5_000)
    for (const { id, meta, failures } of cluster.nodes) {
      if (failures.length > 0) return `node ${id} failed: ${failures[0]?.message ?? ''}`
      await cluster.await(meta.readBarrier('words'), 6_000)
    }
  } catch (error) {
    return String(error)
  }
  const ids = [1, 2, 3].filter((id) => cluster.disks.has(id))
  for (const id of ids) {
    const node = cluster.node(id) as VirtualNode | undefined
    if (node === undefined || node.wal === null) return `node ${id} does not start: ${node?.failures[0]?.message ?? ''}`
  }
  const [first] = cluster.nodes
  for (const { machine, id } of cluster.nodes) {
    const missing = acknowledged.find((word) => !machine.words.includes(word))
    if (missing !== undefined) return `node ${id} lost "${missing}"`
    if (new Set(machine.words).size < machine.words.length) return `node ${id} applied a command twice`
    if (machine.words.join() !== first?.machine.words.join()) return `node ${id} has another state`
  }
  const leaders = cluster.nodes.filter(({ meta }) => meta.status()[0]?.role === 'leader')
  return leaders.length > 1 ? `nodes ${leaders.map(({ id }) => id).join(' and ')} lead` : null
}

/** All nodes take a snapshot while commands go on, crash and come back. */
async function snapshotAndCrash(): Promise<string | null> {
  const cluster = await formCluster(21, 3)
  const leader = cluster.leader() as VirtualNode
  await propose(cluster, leader, ['a', 'b'])
  await cluster.run(200)
  const snapshots = cluster.nodes.map(({ meta }) => meta.snapshot())
  await propose(cluster, leader, ['c', 'd'])
  await cluster.await(Promise.all(snapshots))
  for (const { id } of cluster.nodes) cluster.crash(id)
  for (const id of [1, 2, 3]) cluster.start(id)
  await cluster.run(1_500)
  return wrong(cluster, ['a', 'b', 'c', 'd'])
}

/** A node that was away is brought up by a snapshot and loses power at once. */
async function takeOverAndCrash(): Promise<string | null> {
  const cluster = await formCluster(22, 3, { snapshotCommands: 500, tailBytesMax: 1 })
  const [away] = followers(cluster) as [VirtualNode]
  cluster.crash(away.id)
  const words = Array.from({ length: 6_000 }, (_, i) => `word ${i}`)
  await propose(cluster, cluster.leader() as VirtualNode, words)
  await cluster.await((cluster.leader() as VirtualNode).meta.snapshot())
  const back = cluster.start(away.id)
  await cluster.until('everything', () => back.wal !== null && back.machine.words.length === 6_000)
  const disk = cluster.disks.get(away.id)
  cluster.crash(away.id)
  // Nothing survives but what was synced.
  if (disk !== undefined) cluster.disks.set(away.id, disk.crash('nothing'))
  cluster.start(away.id)
  await cluster.run(1_000)
  return wrong(cluster, words)
}

/**
 * A leader that is cut off writes down what is never committed, is put right, and is then one of the two that have what was
 * acknowledged; it crashes, the other one is gone.
 */
async function overwrittenAndCrash(): Promise<string | null> {
  const cluster = await formCluster(23, 3, { proposalTimeoutMs: 400 })
  const old = cluster.leader() as VirtualNode
  await propose(cluster, old, ['a'])
  cluster.network.partition([old.id], followers(cluster).map(({ id }) => id))
  for (let i = 0; i < 40; i++) {
    old.meta.propose('words', text(`lost ${i}`)).catch(() => undefined)
    await cluster.run(1)
  }
  const next = (): VirtualNode | undefined => cluster.nodes.find((node) => node !== old && node.meta.status()[0]?.role === 'leader')
  await cluster.until('another leader', () => next() !== undefined)
  const other = next() as VirtualNode
  const third = cluster.nodes.find((node) => node !== old && node !== other) as VirtualNode
  // Nobody repeats them any more.
  await cluster.run(600)
  cluster.network.heal()
  cluster.network.partition([third.id], [old.id, other.id])
  for (const word of ['b', 'c', 'd']) await propose(cluster, other, [word])
  await cluster.until('it has them', () => old.machine.words.includes('d'))
  cluster.wipe(other.id)
  cluster.crash(old.id)
  cluster.network.heal()
  cluster.start(old.id)
  await cluster.run(1_000)
  return wrong(cluster, ['a', 'b', 'c', 'd'])
}

/** A sync fails on the leader. */
async function failedSync(): Promise<string | null> {
  const cluster = await formCluster(24, 3)
  const leader = cluster.leader() as VirtualNode
  cluster.disks.get(leader.id)?.fail({ operation: 'datasync', path: 'wal' })
  leader.meta.propose('words', text('a')).catch(() => undefined)
  await cluster.run(500)
  return leader.failures.length === 1 ? null : 'the node goes on after a failed sync'
}

/** Commands while there is no majority. */
async function flood(): Promise<string | null> {
  const cluster = await formCluster(25, 3, { queueCommandsMax: 50 })
  const [one, two] = followers(cluster) as [VirtualNode, VirtualNode]
  cluster.crash(two.id)
  cluster.crash((cluster.leader() as VirtualNode).id)
  const codes: unknown[] = []
  for (let i = 0; i < 200; i++) one.meta.propose('words', text(`${i}`)).catch((error: unknown) => void codes.push(errorCode(error)))
  await cluster.run(100)
  return one.meta.stats().pendingCommands <= 50 && codes.includes('META_QUEUE_FULL') ? null : 'commands pile up without a bound'
}

/** A leader that is cut off is asked for a linearizable read. */
async function staleRead(): Promise<string | null> {
  const cluster = await formCluster(26, 3)
  const old = cluster.leader() as VirtualNode
  cluster.network.partition([old.id], followers(cluster).map(({ id }) => id))
  const next = (): VirtualNode | undefined => cluster.nodes.find((node) => node !== old && node.meta.status()[0]?.role === 'leader')
  await cluster.until('another leader', () => next() !== undefined)
  await propose(cluster, next() as VirtualNode, ['new'])
  let stale = false
  old.meta.readBarrier('words').then(() => void (stale = !old.machine.words.includes('new')), () => undefined)
  await cluster.run(1_000)
  return stale ? 'a linearizable read gave an old state' : null
}

/** A leader dies after it committed; the one who asked repeats at the next one. */
async function repeated(): Promise<string | null> {
  const cluster = await formCluster(27, 3)
  const client = Buffer.alloc(16, 5)
  await cluster.await((cluster.leader() as VirtualNode).meta.proposeOnce(client, 1, 'words', text('a')))
  const old = cluster.leader() as VirtualNode
  cluster.crash(old.id)
  await cluster.until('another leader', () => cluster.leader() !== undefined)
  await cluster.await((cluster.leader() as VirtualNode).meta.proposeOnce(client, 1, 'words', text('a')))
  cluster.start(old.id)
  await cluster.run(500)
  return wrong(cluster, ['a'])
}

const scenarios = { snapshotAndCrash, takeOverAndCrash, overwrittenAndCrash, failedSync, flood, staleRead, repeated }

test.each(Object.entries(scenarios))('without a mistake nothing is wrong: %s', async (_, scenario) => {
  expect(await scenario()).toBe(null)
})

test('applied index and state written separately: the snapshot says more than it has', async () => {
  const capture = Replica.prototype.capture
  vi.spyOn(Replica.prototype, 'capture').mockImplementation(function (this: Replica, confState) {
    const captured = capture.call(this, confState)
    return { ...captured, state: { ...captured.state, appliedIndex: captured.state.appliedIndex + 1 } }
  })
  expect(await snapshotAndCrash()).not.toBe(null)
})

test('the configuration left out of the snapshot', async () => {
  const capture = Replica.prototype.capture
  vi.spyOn(Replica.prototype, 'capture').mockImplementation(function (this: Replica, confState) {
    const captured = capture.call(this, confState)
    return { ...captured, state: { ...captured.state, confState: null } }
  })
  expect(await snapshotAndCrash()).not.toBe(null)
})

test('a snapshot taken over that is not durable when the log says that it is there', async () => {
  vi.spyOn(NewSnapshotFile.prototype, 'finish').mockImplementation(function (this: NewSnapshotFile) {
    this.publishUnsynced()
    return Promise.resolve()
  })
  expect(await takeOverAndCrash()).not.toBe(null)
})

test('a cut that is not durable: the older frame wins on recovery', async () => {
  const replay = GroupLog.prototype.replay
  vi.spyOn(GroupLog.prototype, 'replay').mockImplementation(function (this: GroupLog, frame, body) {
    if (frame.index === 0 || frame.index > this.lastIndex()) replay.call(this, frame, body)
  })
  expect(await overwrittenAndCrash()).not.toBe(null)
})

test('a failed sync taken for one that can be tried again', async () => {
  vi.spyOn(RaftWriter.prototype, 'walFailed').mockImplementation(() => undefined)
  expect(await failedSync()).not.toBe(null)
})

test('no bound on what waits for a majority', async () => {
  vi.spyOn(Proposals.prototype, 'isFull').mockReturnValue(false)
  expect(await flood()).not.toBe(null)
})

test('a read that is not confirmed by a majority', async () => {
  const begin = ReadBarriers.prototype.begin
  vi.spyOn(ReadBarriers.prototype, 'begin').mockImplementation(function (this: ReadBarriers, now) {
    const context = begin.call(this, now)
    this.confirmed(context, 0)
    this.applied(1)
    return context
  })
  expect(await staleRead()).not.toBe(null)
})

test('a repeated command applied again', async () => {
  vi.spyOn(AnsweredProposals.prototype, 'find').mockReturnValue({ kind: 'new' })
  expect(await repeated()).not.toBe(null)
})
