import { runSeeds } from '@robustmq/simulator'
import { expect, test } from 'vitest'
import { Cluster } from './cluster.ts'
import { setupOf } from './simulation-profiles.ts'

// Full form: ROBUSTMQ_RAFT_SEEDS=1000 ROBUSTMQ_RAFT_STEPS=3000
const seedCount = Number(process.env['ROBUSTMQ_RAFT_SEEDS'] ?? 50)
const firstSeed = Number(process.env['ROBUSTMQ_RAFT_SEED'] ?? 1)
const steps = Number(process.env['ROBUSTMQ_RAFT_STEPS'] ?? 2000)
const replay = (seed: number): string => `ROBUSTMQ_RAFT_SEED=${seed} ROBUSTMQ_RAFT_SEEDS=1 ROBUSTMQ_RAFT_STEPS=${steps} npx vitest run packages/raft/test/simulation.test.ts`

function simulate(seed: number): Cluster {
  const cluster = new Cluster(setupOf(seed, null))
  cluster.run(steps)
  cluster.heal()
  return cluster
}

test('no seed breaks an invariant, and every cluster serves again after healing', { timeout: 24 * 3600_000 }, () => {
  let inputs = 0
  let committed = 0
  let reads = 0
  let elections = 0
  const startedAt = performance.now()
  runSeeds({
    firstSeed,
    seedCount,
    replay,
    run: (seed) => {
      const cluster = simulate(seed)
      inputs += cluster.inputCount
      committed += cluster.invariants.committedMax
      reads += cluster.invariants.readCount
      elections += cluster.invariants.electionCount
    },
  })
  const seconds = (performance.now() - startedAt) / 1000
  if (process.env['ROBUSTMQ_RAFT_SEEDS'] !== undefined) {
    process.stdout.write(`${seedCount} seeds, ${inputs} inputs (${Math.round(inputs / seconds)}/s), ${committed} committed, ${reads} reads, ${elections} elections\n`)
  }
  // A simulation in which nothing happens proves nothing.
  expect(inputs).toBeGreaterThan(seedCount * steps)
  expect(committed).toBeGreaterThan(seedCount * 10)
  expect(reads).toBeGreaterThan(seedCount)
  expect(elections).toBeGreaterThanOrEqual(seedCount)
})

test('the same seed gives the same run', () => {
  const hashes = [1, 2, 3].map((seed) => simulate(seed).trace.hex())
  expect([1, 2, 3].map((seed) => simulate(seed).trace.hex())).toEqual(hashes)
  expect(new Set(hashes).size).toBe(3)
})
