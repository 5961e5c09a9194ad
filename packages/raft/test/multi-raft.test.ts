import { expect, test } from 'vitest'
import { createMultiRaft } from '../src/multi-raft.ts'
import { newMessage } from '../src/message.ts'
import { PeerBatchEncoder } from '../src/peer-batch.ts'
import { ManyGroups } from './many-groups.ts'
import type { ManyGroupsNode } from './many-groups.ts'

const QUIESCE_TICKS = 15

function silent(nodeCount: number, groupCount: number): ManyGroups {
  const cluster = new ManyGroups(nodeCount, groupCount, QUIESCE_TICKS)
  cluster.tickUntil('silence', () => cluster.awake().every((count) => count === 0))
  return cluster
}

const nodeOf = (cluster: ManyGroups, id: number): ManyGroupsNode => cluster.nodes[id - 1] as ManyGroupsNode

/** Everybody's next ticks: batches and their bytes. */
function traffic(cluster: ManyGroups, ticks: number): { batches: number; bytes: number } {
  const before = { batches: cluster.batchCount, bytes: cluster.byteCount }
  for (let i = 0; i < ticks; i++) cluster.tick()
  return { batches: cluster.batchCount - before.batches, bytes: cluster.byteCount - before.bytes }
}

test('a thousand idle groups cost one sign of life between two nodes, and keep their leaders', () => {
  const cluster = silent(3, 1000)
  const leaders = cluster.leaders()
  expect(leaders).not.toContain(0)
  const { batches, bytes } = traffic(cluster, 100)
  expect(batches).toBe(100 * 6)
  expect(bytes / batches).toBeLessThan(20)
  expect(cluster.awake()).toEqual([0, 0, 0])
  expect(cluster.leaders()).toEqual(leaders)
})

test('heartbeats of a thousand groups that are awake are one batch to each peer', () => {
  const cluster = new ManyGroups(3, 1000, 0)
  cluster.tickUntil('leaders', () => !cluster.leaders().includes(0))
  const { batches, bytes } = traffic(cluster, 10)
  // To two peers, and their answers.
  expect(batches).toBeLessThanOrEqual(10 * 12)
  expect(bytes / (10 * 1000 * 4)).toBeLessThan(20)
})

test('a proposal wakes its group only, everywhere, and it falls silent again', () => {
  const cluster = silent(3, 50)
  const leader = nodeOf(cluster, cluster.leaders()[7] as number)
  const before = cluster.nodes.map(({ applied }) => applied)
  expect(leader.multi.node(7)?.propose([Buffer.from('x')]).code).toBeNull()
  cluster.settle()
  expect(cluster.nodes.map(({ applied }, i) => applied - (before[i] as number))).toEqual([1, 1, 1])
  expect(cluster.awake()).toEqual([1, 1, 1])
  cluster.tickUntil('silence', () => cluster.awake().every((count) => count === 0), 2 * QUIESCE_TICKS)
})

test('a read wakes its group and is answered', () => {
  const cluster = silent(3, 3)
  const leader = cluster.leaders()[0] as number
  const follower = nodeOf(cluster, leader % 3 + 1).multi.node(0)
  expect(follower?.isQuiesced).toBe(true)
  expect(follower?.readIndex(5)).toBeNull()
  cluster.settle()
  expect(follower?.isQuiesced).toBe(false)
})

test('a silent follower that is told that its leader is gone wakes', () => {
  const cluster = silent(3, 1)
  const follower = nodeOf(cluster, (cluster.leaders()[0] as number) % 3 + 1)
  follower.multi.node(0)?.forgetLeader()
  expect([follower.multi.node(0)?.isQuiesced, follower.multi.status().awakeCount]).toEqual([false, 1])
  cluster.tickUntil('silence', () => cluster.awake().every((count) => count === 0))
})

test('when a node dies, every silent group that it led has another leader within three election timeouts', () => {
  const cluster = silent(3, 300)
  const led = cluster.leaders().flatMap((id, group) => (id === 1 ? [group] : []))
  expect(led.length).toBeGreaterThan(20)
  nodeOf(cluster, 1).isUp = false
  cluster.tickUntil('new leaders', () => !cluster.leaders().includes(0), 30)
  // A group with a member that is away stays awake, so that it hears of its return.
  for (let i = 0; i < 50; i++) cluster.tick()
  expect(cluster.awake()).toEqual([300, 300])
  cluster.restart(nodeOf(cluster, 1))
  cluster.tickUntil('silence', () => cluster.awake().every((count) => count === 0))
})

test('when a leader is started anew before anybody missed it, its silent groups notice', () => {
  const cluster = silent(3, 100)
  const ledCount = cluster.leaders().filter((id) => id === 1).length
  cluster.restart(nodeOf(cluster, 1))
  // Its first sign of life says so; before that nobody has asked anybody.
  cluster.tick()
  expect([ledCount > 10, ...cluster.awake()]).toEqual([true, 100, ledCount, ledCount])
  cluster.tickUntil('new leaders', () => !cluster.leaders().includes(0), 40)
  cluster.tickUntil('silence', () => cluster.awake().every((count) => count === 0))
  expect(cluster.leaders()).not.toContain(0)
})

test('a leader that is cut off while its groups are silent steps down, the others elect', () => {
  const cluster = silent(3, 100)
  for (const other of [2, 3]) for (const way of [`1>${other}`, `${other}>1`]) cluster.cut.add(way)
  cluster.tickUntil('the others lead', () => cluster.leaders().every((id) => id > 1), 60)
  cluster.cut.clear()
  cluster.tickUntil('silence', () => cluster.awake().every((count) => count === 0))
  expect(cluster.leaders()).not.toContain(0)
})

test('a leader that hears but is not heard by one silent follower stays, and nobody is disturbed for ever', () => {
  const cluster = silent(3, 50)
  const terms = (): number[] => cluster.nodes.map(({ multi }) => multi.node(0)?.status().term ?? 0)
  const before = Math.max(...terms())
  cluster.cut.add('1>3')
  for (let i = 0; i < 300; i++) cluster.tick()
  expect(cluster.leaders()).not.toContain(0)
  expect(Math.max(...terms())).toBeLessThanOrEqual(before + 1)
  cluster.cut.clear()
  cluster.tickUntil('silence', () => cluster.awake().every((count) => count === 0))
})

test('batches for others, of nobody, broken ones and ones of too many peers are refused in words', () => {
  const multi = createMultiRaft({ nodeId: 1, incarnation: 1, peersMax: 1 }, { send: () => undefined })
  const from = (peer: number, to: number): Buffer => {
    const encoder = new PeerBatchEncoder(peer, to, 9)
    encoder.addMessage(5, newMessage({ kind: 8, to }, peer, 4))
    return encoder.take()
  }
  expect(multi.receive(from(2, 3))).toBe('a batch of node 2 for node 3')
  expect(multi.receive(from(1, 1))).toBe('a batch of node 1 for node 1')
  expect(multi.receive(Buffer.from('nonsense'))).toMatch(/^version 110/)
  expect(multi.receive(from(2, 1))).toBeNull()
  expect(multi.receive(from(3, 1))).toBe('more than 1 peers')
  expect(() => createMultiRaft({ nodeId: 1, incarnation: 0 }, { send: () => undefined })).toThrow('incarnation is 0')
})

test('a batch that has grown to its bound does not wait for the end of the turn', () => {
  const sent: number[] = []
  const multi = createMultiRaft({ nodeId: 1, incarnation: 1, batchBytesMax: 1000 }, { send: (_peer, batch) => void sent.push(batch.length) })
  const message = newMessage({ kind: 1, to: 2, entries: [{ index: 1, term: 1, kind: 0, data: Buffer.alloc(400) }] }, 1, 1)
  multi.send(1, Array.from({ length: 7 }, () => message))
  expect(sent).toHaveLength(2)
  multi.flush()
  multi.flush()
  expect(sent).toHaveLength(3)
  expect(sent.every((bytes) => bytes < 1500)).toBe(true)
})
