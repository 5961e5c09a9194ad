import { createStream } from '@robustmq/simulator'
import type { ClusterSetup } from './cluster.ts'
import type { Mistake } from './planted-mistakes.ts'

/** What a seed means: size, options, faults, all drawn from it. */
export function setupOf(seed: number, mistake: Mistake | null): ClusterSetup {
  if (seed % 4 === 3) return churnOf(seed, mistake)
  return seed % 8 === 5 ? idleOf(seed, mistake) : mixtureOf(seed, mistake)
}

/** Groups that fall silent, and are woken by clients, by what breaks, or by nobody. */
function idleOf(seed: number, mistake: Mistake | null): ClusterSetup {
  const setup = mixtureOf(seed, mistake)
  const random = createStream(seed, 3)
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)] as T
  return {
    ...setup,
    options: { ...setup.options, quiesceTicks: pick([1, 3, 10]) },
    faults: { ...setup.faults, dropPerMille: pick([0, 0, 10, 100]) },
    troubles: {
      ...setup.troubles,
      crash: pick([0, 1, 5]), cut: pick([0, 1, 5]), pause: pick([0, 1]), propose: pick([1, 5, 20]), read: pick([0, 1, 5]), confChange: pick([0, 1]), transfer: pick([0, 1]),
    },
  }
}

/** Leaders that come and go faster than they commit: logs with tails of many terms. */
export function churnOf(seed: number, mistake: Mistake | null): ClusterSetup {
  const random = createStream(seed, 0)
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)] as T
  const { crash, restart, cut, mend } = pick([
    { crash: 30, restart: 60, cut: 0, mend: 20 },
    { crash: 15, restart: 100, cut: 10, mend: 20 },
    { crash: 60, restart: 150, cut: 20, mend: 30 },
    { crash: 5, restart: 100, cut: 40, mend: 20 },
  ])
  return {
    seed,
    mistake,
    voterCount: 5,
    nodeCount: 5,
    stepsPerTick: 3,
    syncStepsMax: pick([0, 2, 5]),
    options: { electionTicks: 5, messageBytesMax: 1, inFlightCountMax: pick([1, 1, 4]), asyncStorage: seed % 8 === 7 },
    faults: { dropPerMille: pick([0, 100]), duplicatePerMille: 0, delayMin: 1, delayMax: pick([1, 3, 3, 15]), slowPerMille: 0 },
    troubles: { crash, restart, cut, mend, pause: 0, propose: 100, read: 100, confChange: 0, transfer: pick([0, 5]), compact: 0 },
  }
}

function mixtureOf(seed: number, mistake: Mistake | null): ClusterSetup {
  const random = createStream(seed, 0)
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)] as T
  const voterCount = pick([3, 3, 5, 7])
  const delayMax = pick([1, 3, 10, 30])
  return {
    seed,
    mistake,
    voterCount,
    nodeCount: Math.min(voterCount + pick([0, 1, 2]), 7),
    stepsPerTick: pick([3, 10]),
    syncStepsMax: pick([0, 2, 10]),
    options: {
      electionTicks: pick([5, 10]),
      heartbeatTicks: 1,
      messageBytesMax: pick([1, 100, 1_000_000]),
      inFlightCountMax: pick([1, 4, 256]),
      inFlightBytesMax: pick([50, 1_000_000]),
      uncommittedBytesMax: pick([500, 1_000_000]),
      applyBytesMax: pick([1, 200, 1_000_000]),
      asyncStorage: seed % 2 === 0,
      quiesceTicks: pick([0, 0, 3, 15]),
    },
    faults: { dropPerMille: pick([0, 10, 100, 300]), duplicatePerMille: pick([0, 50, 200]), delayMin: 1, delayMax, slowPerMille: pick([0, 10]) },
    troubles: {
      crash: pick([0, 2, 10, 30]),
      restart: pick([20, 50, 100]),
      pause: pick([0, 2, 10]),
      cut: pick([0, 2, 10]),
      mend: pick([5, 20]),
      propose: pick([50, 300]),
      read: pick([20, 200]),
      confChange: pick([0, 5, 20]),
      transfer: pick([0, 2, 10]),
      compact: pick([0, 10, 50]),
    },
  }
}
