import { Raft } from '../src/raft.ts'
import type { RaftDeps, RaftOptions } from '../src/raft-options.ts'

/** Mistakes that others have made, one at a time. The first group breaks the core, the second the driver. */
export const MISTAKES = [
  'counts-replicas-of-older-terms', 'changes-membership-before-commit', 'reads-before-commit', 'reads-without-quorum',
  'helps-elections-under-a-leader',
  'acknowledges-before-sync', 'hard-state-before-entries', 'vote-not-durable', 'truncation-not-durable', 'snapshot-without-configuration',
  'snapshot-index-apart-from-state', 'wiped-disk-keeps-its-id',
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

  override isRoundConfirmed(): boolean {
    return this.#mistake === 'reads-without-quorum' || super.isRoundConfirmed()
  }

  override hearsLeader(): boolean {
    return this.#mistake !== 'helps-elections-under-a-leader' && super.hearsLeader()
  }
}
