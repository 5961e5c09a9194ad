import { Raft } from '../src/raft.ts'
import type { RaftDeps, RaftOptions } from '../src/raft-options.ts'

/** Mistakes that others have made, one at a time. The first group breaks the core, the second the driver. */
export const MISTAKES = [
  'counts-replicas-of-older-terms', 'changes-membership-before-commit', 'reads-before-commit', 'helps-elections-under-a-leader',
  'acknowledges-before-sync', 'vote-not-durable', 'truncation-not-durable', 'snapshot-without-configuration',
] as const

export type Mistake = (typeof MISTAKES)[number]

/** The core with one rule broken. */
export class PlantedRaft extends Raft {
  readonly #mistake: Mistake | null

  constructor(options: RaftOptions, deps: RaftDeps, mistake: Mistake | null) {
    super(options, deps)
    this.#mistake = mistake
  }

  override mayCommit(index: number): boolean {
    return this.#mistake === 'counts-replicas-of-older-terms' || super.mayCommit(index)
  }

  override mayChangeMembership(): boolean {
    return this.#mistake === 'changes-membership-before-commit' || super.mayChangeMembership()
  }

  override mayServeReads(): boolean {
    return this.#mistake === 'reads-before-commit' || super.mayServeReads()
  }

  override hearsLeader(): boolean {
    return this.#mistake !== 'helps-elections-under-a-leader' && super.hearsLeader()
  }
}
