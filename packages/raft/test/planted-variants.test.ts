import { expect, test } from 'vitest'
import { MSG_VOTE, newMessage } from '../src/message.ts'
import { MemoryRaftStorage } from '../src/memory-storage.ts'
import { createRaftNode } from '../src/raft-node.ts'
import { ROLE_LEADER } from '../src/raft.ts'
import { Cluster } from './cluster.ts'
import { MIXTURES } from './planted-mixtures.ts'
import type { MixtureName } from './planted-mixtures.ts'
import { PLANTS } from './planted-variants.ts'
import type { Plant, PlantName } from './planted-variants.ts'
import { calmCluster, elect, figureEight, nodeOf, stepUntil } from './scenarios.ts'

// The sixteen well-known mistakes once more, each in another form than in planted-mistakes.test.ts, and planted by somebody
// who did not write the invariants that have to notice. The number is that of the table in the README.

const SEEDS_MAX = 3000

/** What the first seed that fails says. */
function hunt(mixture: MixtureName, plant: Plant, seedCount: number): { readonly seed: number; readonly message: string } {
  for (let seed = 1; seed <= seedCount; seed++) {
    try {
      const cluster = new Cluster(MIXTURES[mixture](seed, plant))
      cluster.run(2000)
      cluster.heal()
    } catch (error) {
      return { seed, message: (error as Error).message }
    }
  }
  return { seed: seedCount, message: `not in ${seedCount} seeds` }
}

const lostEntries = /lost entries that it had confirmed|leader completeness|committed immutable|log matching/

const inMixtures: readonly (readonly [number, PlantName, MixtureName, RegExp])[] = [
  [1, 'countsItselfEarly', 'slowDisks', lostEntries],
  [1, 'syncMissesTheLastRecord', 'any', lostEntries],
  [1, 'confirmsAppendsBeforeSync', 'any', lostEntries],
  [2, 'voteSentBeforeSync', 'elections', /election safety/],
  [3, 'logBehindSnapshotComesBack', 'divergence', /log matching/],
  [3, 'replacedWriteStillCounts', 'slowDisks', /committed immutable|log matching|leader completeness|lost entries/],
  [5, 'forgetsOlderChanges', 'any', /committed change of membership is impossible|election safety|committed immutable/],
  [6, 'changesTwiceAtOnce', 'any', /committed change of membership is impossible|election safety|committed immutable/],
  [8, 'leaseByAClockThatStands', 'isolations', /stale read/],
  [8, 'readsAfterAnyCommit', 'any', /stale read/],
  [9, 'voteLostWithTheDisk', 'elections', /election safety|leader completeness|committed immutable/],
  [13, 'stateOneEntryAhead', 'any', /state machine safety/],
  [14, 'snapshotInstalledInTwoSteps', 'installs', /state machine safety/],
]

test.each(inMixtures)('mistake %i, %s, is caught', { timeout: 60_000 }, (_number, name, mixture, symptom) => {
  const { seed, message } = hunt(mixture, PLANTS[name], SEEDS_MAX)
  expect(message).toMatch(symptom)
  // The same seeds are green without it, as far as that is checked quickly.
  expect(hunt(mixture, {}, Math.min(seed, 20)).message).toMatch(/^not in/)
})

test('mistake 4, replicas of an older term counted only in large majorities, is caught', () => {
  expect(() => figureEight(null, PLANTS.countsLargeMajorities)).toThrow(/leader completeness|committed immutable/)
})

/** A node is asked twice in one term that it knew before, and loses power in between. Who it voted for last. */
function askTwice(plant: Plant): number {
  const cluster = calmCluster(5, 1000, null, plant)
  const node = nodeOf(cluster, 1)
  const ask = (from: number, index: number): void => {
    node.node.step(newMessage({ kind: MSG_VOTE, to: 1, index, logTerm: index }, from, 5))
    for (let i = 0; i < 3; i++) cluster.step()
  }
  // Refused, because its log is shorter: the term is known now.
  ask(2, 0)
  ask(3, 1)
  expect([node.raft.term, node.raft.vote]).toEqual([5, 3])
  node.crash({ below: () => 0, bytes: (count) => Buffer.alloc(count) })
  node.restart()
  ask(4, 1)
  return node.raft.vote
}

test('mistake 2, a vote in a term that was known before and is not synced, is caught: it is given twice', () => {
  expect(askTwice(PLANTS.voteOfTheSameTermNotSynced)).toBe(4)
  expect(askTwice({})).toBe(3)
})

/** By how many terms the group is disturbed when a node that was cut off for a hundred election timeouts comes back. */
function cutOff(plant: Plant): number {
  const cluster = calmCluster(3, 10, null, plant)
  elect(cluster, 1)
  stepUntil(cluster, 'the first entry is everywhere', () => cluster.nodes.every(({ applied }) => applied === 2))
  const before = nodeOf(cluster, 1).raft.term
  cluster.network.partition([3], [1, 2])
  for (let i = 0; i < 2000; i++) cluster.step()
  cluster.network.heal()
  for (let i = 0; i < 200; i++) cluster.step()
  return Math.max(...cluster.nodes.map(({ raft }) => raft.term)) - before
}

test('mistake 7, a pre-vote that begins a term, is caught: a node that comes back disturbs everybody', () => {
  expect(cutOff(PLANTS.preVoteCostsATerm)).toBeGreaterThan(0)
  expect(cutOff({})).toBe(0)
})

/** Whether a leader that hears nobody goes on leading for ten election timeouts. */
function leadsAlone(plant: Plant): boolean {
  const cluster = calmCluster(3, 10, null, plant)
  elect(cluster, 1)
  cluster.network.partition([1], [2, 3])
  for (let i = 0; i < 200; i++) cluster.step()
  return nodeOf(cluster, 1).raft.role === ROLE_LEADER
}

test('mistake 7, a leader that does not check its quorum, is caught: it leads alone', () => {
  expect(leadsAlone(PLANTS.leaderNeverChecksItsQuorum)).toBe(true)
  expect(leadsAlone({})).toBe(false)
})

/** How many mebibytes a leader without a quorum takes. */
function takesAlone(plant: Plant): number {
  const cluster = calmCluster(3, 1000, null, plant)
  elect(cluster, 1)
  cluster.network.partition([1], [2, 3])
  let taken = 0
  while (taken < 200 && nodeOf(cluster, 1).node.propose([Buffer.alloc(1024 * 1024)]).code === null) taken++
  return taken
}

test('mistake 15, proposals that are not counted until they are committed, is caught: nothing bounds them', () => {
  expect(takesAlone(PLANTS.forgetsUncommitted)).toBe(200)
  expect(takesAlone({})).toBe(63)
})

test.each(['ownChance', 'wallClock'] as const)('mistake 16, %s in the core, is caught: the same seed gives another run', (name) => {
  const hashes = (plant: Plant): string[] => [1, 2].map(() => {
    const cluster = new Cluster(MIXTURES.any(7, plant))
    cluster.run(1000)
    return cluster.trace.hex()
  })
  const [first, second] = hashes(PLANTS[name])
  expect(first).not.toBe(second)
  const [third, fourth] = hashes({})
  expect(third).toBe(fourth)
})

test('mistake 16, a term beyond 2^53 and an await between ready and advance, end in an assertion', () => {
  const storage = new MemoryRaftStorage([1])
  storage.setHardState({ term: Number.MAX_SAFE_INTEGER, vote: 0, commit: 1 })
  const random = { below: () => 0, bytes: (count: number) => Buffer.alloc(count) }
  const node = createRaftNode({ id: 1 }, { storage, random })
  expect(() => {
    node.campaign()
    node.ready()
    node.advance()
  }).toThrow('2^53')
  const other = createRaftNode({ id: 1 }, { storage: new MemoryRaftStorage([1]), random })
  other.campaign()
  other.ready()
  expect(() => other.ready()).toThrow('ready before the last one was advanced')
})
