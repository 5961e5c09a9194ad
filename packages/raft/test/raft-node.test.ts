import { expect, test } from 'vitest'
import { CONF_ADD_LEARNER, CONF_ADD_VOTER, CONF_REMOVE, TRANSITION_AUTO } from '../src/conf-change.ts'
import type { MemberChange } from '../src/conf-change.ts'
import { raftError } from '../src/errors.ts'
import { MemoryRaftStorage } from '../src/memory-storage.ts'
import { createRaftNode } from '../src/raft-node.ts'
import { ROLE_FOLLOWER, ROLE_LEADER } from '../src/raft.ts'
import { calmCluster, elect, nodeOf, stepUntil } from './scenarios.ts'
import type { Cluster } from './cluster.ts'

const change = (...changes: MemberChange[]) => ({ transition: TRANSITION_AUTO, changes }) as const
const random = { below: () => 0, bytes: (count: number) => Buffer.alloc(count) }

function started(nodeCount: number, electionTicks = 1000): Cluster {
  const cluster = calmCluster(nodeCount, electionTicks, null)
  elect(cluster, 1)
  stepUntil(cluster, 'the first entry is everywhere', () => cluster.nodes.every(({ applied }) => applied === 2))
  return cluster
}

test('a group of one elects itself, commits what it proposes and answers reads', () => {
  const cluster = started(1)
  const { node } = nodeOf(cluster, 1)
  const result = node.propose([Buffer.from('a'), Buffer.from('b')])
  expect(result).toEqual({ code: null, term: 2, firstIndex: 3, lastIndex: 4 })
  cluster.read(nodeOf(cluster, 1))
  stepUntil(cluster, 'applied', () => nodeOf(cluster, 1).applied === 4)
  expect(cluster.invariants.readCount).toBe(1)
})

test('leadership goes to a member that lags, once it has caught up, and proposals wait meanwhile', () => {
  const cluster = started(3)
  cluster.network.partition([2], [1, 3])
  for (let i = 0; i < 20; i++) cluster.propose(nodeOf(cluster, 1))
  stepUntil(cluster, 'committed without node 2', () => nodeOf(cluster, 3).applied > 20)
  cluster.network.heal()
  expect(nodeOf(cluster, 1).node.transferLeadership(2)).toBeNull()
  expect(nodeOf(cluster, 1).node.propose([Buffer.from('x')])).toEqual({ code: 'RAFT_TRANSFERRING', leader: 2 })
  stepUntil(cluster, 'node 2 leads', () => cluster.leader()?.id === 2)
  expect(nodeOf(cluster, 2).applied).toBeGreaterThan(20)
  expect(nodeOf(cluster, 1).node.propose([Buffer.from('x')]).code).toBe('RAFT_NOT_LEADER')
})

test('without a quorum proposals are refused once the bound is reached, and the leader steps down', () => {
  const cluster = started(3, 50)
  const leader = nodeOf(cluster, 1)
  cluster.network.partition([1], [2, 3])
  const big = Buffer.alloc(8 * 1024 * 1024)
  const codes = Array.from({ length: 9 }, () => leader.node.propose([big]).code)
  expect(codes).toEqual([null, null, null, null, null, null, null, 'RAFT_UNCOMMITTED_FULL', 'RAFT_UNCOMMITTED_FULL'])
  expect(leader.node.propose([Buffer.alloc(0)]).code).toBe('RAFT_PROPOSAL_INVALID')
  stepUntil(cluster, 'the leader steps down', () => leader.raft.role === ROLE_FOLLOWER)
})

test('a node that was cut off comes back without a new term', () => {
  const cluster = started(3, 10)
  const before = nodeOf(cluster, 1).raft.term
  cluster.network.partition([3], [1, 2])
  for (let i = 0; i < 1000; i++) cluster.step()
  cluster.network.heal()
  for (let i = 0; i < 200; i++) cluster.step()
  expect(cluster.nodes.map(({ raft }) => raft.term)).toEqual([before, before, before])
  expect(nodeOf(cluster, 1).raft.role).toBe(ROLE_LEADER)
})

test('a learner gets everything and counts for nothing until it is promoted', () => {
  const cluster = started(3)
  const leader = nodeOf(cluster, 1)
  expect(leader.node.proposeConfChange(change({ op: CONF_ADD_LEARNER, id: 3 })).code).toBeNull()
  stepUntil(cluster, 'node 3 is a learner', () => cluster.nodes.every(({ raft }) => raft.membership.isLearner(3)))
  cluster.network.partition([1, 3], [2])
  cluster.propose(leader)
  for (let i = 0; i < 100; i++) cluster.step()
  expect(nodeOf(cluster, 3).raft.log.lastIndex()).toBeGreaterThan(leader.raft.log.committed)
  cluster.network.heal()
  stepUntil(cluster, 'committed', () => leader.raft.log.committed === leader.raft.log.lastIndex() && leader.applied === leader.raft.log.committed)
  expect(leader.node.proposeConfChange(change({ op: CONF_ADD_VOTER, id: 3 }, { op: CONF_REMOVE, id: 2 })).code).toBeNull()
  expect(leader.node.proposeConfChange(change({ op: CONF_REMOVE, id: 2 })).code).toBe('RAFT_CONF_CHANGE_PENDING')
  stepUntil(cluster, 'the joint configuration is left', () => leader.confState.voters.join() === '1,3' && leader.confState.outgoing.length === 0)
  expect(leader.node.proposeConfChange(change({ op: CONF_REMOVE, id: 0 })).code).toBe('RAFT_CONF_CHANGE_INVALID')
})

test('a member that is behind the log gets a snapshot', () => {
  const cluster = started(3)
  cluster.network.partition([3], [1, 2])
  for (let i = 0; i < 30; i++) cluster.propose(nodeOf(cluster, 1))
  stepUntil(cluster, 'committed', () => nodeOf(cluster, 1).applied > 30)
  nodeOf(cluster, 1).compact(2)
  expect(nodeOf(cluster, 1).storage.firstIndex()).toBeGreaterThan(20)
  cluster.network.heal()
  stepUntil(cluster, 'node 3 has caught up', () => nodeOf(cluster, 3).applied === nodeOf(cluster, 1).applied)
  expect(nodeOf(cluster, 3).storage.firstIndex()).toBeGreaterThan(20)
  expect(nodeOf(cluster, 3).machine).toBe(nodeOf(cluster, 1).machine)
})

test('nothing is promised in messages that go before the disk', () => {
  const storage = new MemoryRaftStorage([1, 2, 3])
  const node = createRaftNode({ id: 1 }, { storage, random })
  node.campaign()
  const ready = node.ready()
  expect(ready.messages).toEqual([])
  expect(ready.messagesAfterPersist.map(({ to }) => to)).toEqual([2, 3])
  expect(() => node.ready()).toThrow('ready before the last one was advanced')
  node.advance()
})

test('options out of range are refused, and codes carry a hint when to try again', () => {
  const deps = { storage: new MemoryRaftStorage([1]), random }
  expect(() => createRaftNode({ id: 0 }, deps)).toThrow('id is 0')
  expect(() => createRaftNode({ id: 1, electionTicks: 5, heartbeatTicks: 5 }, deps)).toThrow('heartbeatTicks is 5')
  expect(raftError('RAFT_NOT_LEADER', 'no').retry).toBe('elsewhere')
})
