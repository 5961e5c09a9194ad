import { createStream } from '@robustmq/simulator'
import type { ClusterSetup } from './cluster.ts'
import type { Plant } from './planted-variants.ts'
import { churnOf, setupOf } from './simulation-profiles.ts'

export type MixtureName = 'any' | 'elections' | 'slowDisks' | 'installs' | 'divergence' | 'isolations'

/** Mixtures of troubles in which one kind of mistake shows soon. Without a mistake they are as green as all others. */
export const MIXTURES: Readonly<Record<MixtureName, (seed: number, plant: Plant) => ClusterSetup>> = {
  any: (seed, plant) => ({ ...setupOf(seed, null), plant }),
  /** Elections that overlap crashes, in small groups whose logs differ a little. */
  elections: (seed, plant) => mixture(seed, plant, 3, 3, { crash: 80, restart: 300, cut: 60, mend: 60, propose: 30, read: 0 }),
  /** Leaders with slow disks that crash between what they have sent and what they have kept. */
  slowDisks: (seed, plant) => mixture(seed, plant, 3, 8, { crash: 60, restart: 300, cut: 40, mend: 60, propose: 300, read: 0 }),
  /** Members that need snapshots, and crash while they install them. */
  installs: (seed, plant) => withSnapshots(mixture(seed, plant, 3, 12, { crash: 40, restart: 60, cut: 0, mend: 40, propose: 300, read: 0, compact: 200 }), 5),
  /** Members with entries of their own that nobody else has, and that need snapshots. */
  divergence: (seed, plant) => withSnapshots(mixture(seed, plant, 3, 4, { crash: 30, restart: 100, cut: 60, mend: 20, propose: 600, read: 0, compact: 300 }), 4),
  /** Leaders that are cut off or paused while others lead, and are asked. */
  isolations: (seed, plant) => mixture(seed, plant, 5, 0, { crash: 0, restart: 100, cut: 20, mend: 20, propose: 300, read: 300, pause: 20 }),
}

function mixture(seed: number, plant: Plant, nodeCount: number, syncStepsMax: number, troubles: Partial<ClusterSetup['troubles']>): ClusterSetup {
  const setup = churnOf(seed, null)
  const random = createStream(seed, 4)
  const delayMax = [1, 3, 6][random.below(3)] ?? 1
  return {
    ...setup,
    plant,
    nodeCount,
    voterCount: nodeCount,
    syncStepsMax,
    options: { ...setup.options, electionTicks: 3 },
    faults: { ...setup.faults, delayMax },
    troubles: { ...setup.troubles, ...troubles },
  }
}

function withSnapshots(setup: ClusterSetup, electionTicks: number): ClusterSetup {
  return { ...setup, options: { ...setup.options, electionTicks, messageBytesMax: 100, inFlightCountMax: 4 } }
}
