import { expect, test } from 'vitest'
import { Cluster } from './cluster.ts'
import type { ClusterSetup } from './cluster.ts'
import type { Mistake } from './planted-mistakes.ts'
import { churnOf, setupOf } from './simulation-profiles.ts'
import { figureEight, partialPartition } from './scenarios.ts'

// The detectors are the invariants of the simulation; what differs per mistake is only the mixture of troubles, so that the
// hunt does not take minutes. Without a mistake the same seeds are green.

const SEEDS_MAX = 3000

/** The first seed that fails, and what it says. */
function hunt(from: (seed: number) => ClusterSetup, seedCount: number): { seed: number; message: string } | null {
  for (let seed = 1; seed <= seedCount; seed++) {
    try {
      const cluster = new Cluster(from(seed))
      cluster.run(2000)
      cluster.heal()
    } catch (error) {
      return { seed, message: (error as Error).message }
    }
  }
  return null
}

const byMixture: readonly (readonly [Mistake, RegExp])[] = [
  ['changes-membership-before-commit', /committed change of membership is impossible|election safety|committed immutable/],
  ['reads-before-commit', /stale read/],
  ['acknowledges-before-sync', /lost entries that it had confirmed|leader completeness|committed immutable/],
  ['truncation-not-durable', /log matching/],
  ['snapshot-without-configuration', /committed change of membership is impossible|configuration|election safety|liveness/],
  ['snapshot-index-apart-from-state', /state machine safety/],
  ['wiped-disk-keeps-its-id', /leader completeness|lost entries|election safety|committed immutable/],
]

test.each(byMixture)('%s is caught', { timeout: 60_000 }, (mistake, symptom) => {
  const caught = hunt((seed) => setupOf(seed, mistake), SEEDS_MAX)
  expect(caught?.message ?? `not in ${SEEDS_MAX} seeds`).toMatch(symptom)
  expect(hunt((seed) => setupOf(seed, null), caught?.seed ?? 0)).toBeNull()
})

test('counting replicas of an entry of an older term is caught', () => {
  expect(() => figureEight('counts-replicas-of-older-terms')).toThrow(/leader completeness|committed immutable/)
  figureEight(null)
})

test('helping elections while there is a leader is caught: it is deposed under a partial partition', () => {
  expect(partialPartition('helps-elections-under-a-leader')).toBeGreaterThan(0)
  expect(partialPartition(null)).toBe(0)
})

/** Elections that overlap crashes, and little else. */
const elections = { crash: 80, restart: 300, cut: 60, mend: 60, propose: 5, read: 0, transfer: 0 }

test('a vote that is not durable is caught', { timeout: 60_000 }, () => {
  const from = (mistake: Mistake | null) => (seed: number): ClusterSetup => {
    const setup = churnOf(seed, mistake)
    return { ...setup, voterCount: 3, nodeCount: 3, syncStepsMax: 0, options: { ...setup.options, electionTicks: 3 }, troubles: { ...setup.troubles, ...elections } }
  }
  const caught = hunt(from('vote-not-durable'), SEEDS_MAX)
  expect(caught?.message ?? `not in ${SEEDS_MAX} seeds`).toMatch(/election safety|committed immutable|leader completeness/)
})

const isolations = { crash: 0, restart: 100, cut: 20, mend: 20, read: 300, propose: 300 }
const tornWrites = { crash: 60, restart: 150, cut: 20, mend: 30 }

test('reads without a quorum are caught', { timeout: 60_000 }, () => {
  const from = (mistake: Mistake | null) => (seed: number): ClusterSetup => {
    const setup = churnOf(seed, mistake)
    return { ...setup, troubles: { ...setup.troubles, ...isolations } }
  }
  expect(hunt(from('reads-without-quorum'), SEEDS_MAX)?.message).toMatch(/stale read/)
})

test('a hard state that is written before the entries is caught', { timeout: 60_000 }, () => {
  const from = (mistake: Mistake | null) => (seed: number): ClusterSetup => {
    const setup = churnOf(seed, mistake)
    return { ...setup, syncStepsMax: 3, troubles: { ...setup.troubles, ...tornWrites } }
  }
  expect(hunt(from('hard-state-before-entries'), SEEDS_MAX)?.message).toMatch(/committed immutable|contradicts|lost|ends before/)
})
