import { Cluster } from './cluster.ts'
import { setupOf } from './simulation-profiles.ts'

/** What a run was about; sums over seeds say whether a simulation was worth its time. */
export interface SeedReport {
  readonly hash: string
  readonly inputs: number
  readonly committed: number
  readonly reads: number
  readonly elections: number
  readonly snapshots: number
  readonly silences: number
  readonly crashes: number
  /** Election timeouts between healing and serving. */
  readonly healTimeouts: number
}

/** One cluster, troubled for `steps` steps and then healed. Throws what is wrong. */
export function simulateSeed(seed: number, steps: number): SeedReport {
  const cluster = new Cluster(setupOf(seed, null))
  cluster.run(steps)
  cluster.heal()
  const sum = (of: (node: Cluster['nodes'][number]) => number): number => cluster.nodes.reduce((total, node) => total + of(node), 0)
  return {
    hash: cluster.trace.hex(), inputs: cluster.inputCount, committed: cluster.invariants.committedMax, reads: cluster.invariants.readCount,
    elections: cluster.invariants.electionCount, snapshots: sum((node) => node.snapshotCount), silences: sum((node) => node.silenceCount),
    crashes: sum((node) => node.incarnation - 1), healTimeouts: cluster.healTimeouts,
  }
}

export function replayCommand(seed: number, steps: number): string {
  return `ROBUSTMQ_RAFT_SEED=${seed} ROBUSTMQ_RAFT_SEEDS=1 ROBUSTMQ_RAFT_STEPS=${steps} npx vitest run packages/raft/test/simulation.test.ts`
}
