import { runSeeds } from '@robustmq/simulator'
import { expect, test } from 'vitest'
import { replayCommand, simulateSeed } from './simulate-seed.ts'
import type { SeedReport } from './simulate-seed.ts'

// The full form is `node packages/raft/test/run-simulation.ts`.
const seedCount = Number(process.env['ROBUSTMQ_RAFT_SEEDS'] ?? 64)
const firstSeed = Number(process.env['ROBUSTMQ_RAFT_SEED'] ?? 1)
const steps = Number(process.env['ROBUSTMQ_RAFT_STEPS'] ?? 2000)

test('no seed breaks an invariant, and every cluster serves within ten election timeouts after healing', { timeout: 24 * 3600_000 }, () => {
  const reports: SeedReport[] = []
  runSeeds({ firstSeed, seedCount, replay: (seed) => replayCommand(seed, steps), run: (seed) => void reports.push(simulateSeed(seed, steps)) })
  const sum = (of: (report: SeedReport) => number): number => reports.reduce((total, report) => total + of(report), 0)
  // A simulation in which nothing happens proves nothing.
  expect(sum(({ inputs }) => inputs)).toBeGreaterThan(seedCount * steps)
  expect(sum(({ committed }) => committed)).toBeGreaterThan(seedCount * 10)
  expect(sum(({ elections }) => elections)).toBeGreaterThanOrEqual(seedCount)
  if (seedCount < 64) return
  expect(sum(({ reads }) => reads)).toBeGreaterThan(seedCount)
  expect(sum(({ snapshots }) => snapshots)).toBeGreaterThan(seedCount / 2)
  expect(sum(({ silences }) => silences)).toBeGreaterThan(seedCount)
  expect(sum(({ crashes }) => crashes)).toBeGreaterThan(seedCount)
})

test('the same seed gives the same run', () => {
  const hashes = [1, 2, 3, 5].map((seed) => simulateSeed(seed, steps).hash)
  expect([1, 2, 3, 5].map((seed) => simulateSeed(seed, steps).hash)).toEqual(hashes)
  expect(new Set(hashes).size).toBe(4)
})
