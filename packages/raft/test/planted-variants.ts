import { MSG_APPEND, MSG_APPEND_RESPONSE, MSG_VOTE_RESPONSE } from '../src/message.ts'
import type { MessageFields, RaftMessage } from '../src/message.ts'
import type { HardState } from '../src/hard-state.ts'
import { Raft } from '../src/raft.ts'
import type { RaftDeps, RaftOptions } from '../src/raft-options.ts'
import type { Ready } from '../src/ready.ts'

/** Where the core, its driver or its disk can be made to err. */
export interface Plant {
  makeRaft?(options: RaftOptions, deps: RaftDeps): Raft
  beforeTick?(raft: Raft): void
  /** Sent before the disk has confirmed. */
  sendsEarly?(message: RaftMessage): boolean
  /** False: this Ready is not synced though it must be. */
  syncs?(ready: Ready, before: HardState): boolean
  /** So many of the last records are not in what a sync makes durable. */
  readonly syncsFewer?: number
  recoverState?(state: HardState): HardState
  readonly keepsLogBehindSnapshot?: boolean
  readonly installsInTwo?: boolean
  readonly appliedOneBehind?: boolean
}

const core = (planted: new (options: RaftOptions, deps: RaftDeps) => Raft): Plant => ({ makeRaft: (options, deps) => new planted(options, deps) })

/** 1: the leader counts itself when it sends, not when its disk has confirmed. */
class CountsItselfEarly extends Raft {
  override send(fields: MessageFields): void {
    const own = this.progress.get(this.id)
    if (fields.kind === MSG_APPEND && own !== undefined) own.match = this.log.lastIndex()
    super.send(fields)
  }
}

/** 3: a write that was under way when its entries were replaced still counts for those that replaced them. */
class ForgetsReplacement extends Raft {
  constructor(options: RaftOptions, deps: RaftDeps) {
    super(options, deps)
    const { unstable } = this.log
    const take = unstable.takePersisted.bind(unstable)
    const asked = new Map<number, number>()
    const issue = unstable.issue.bind(unstable)
    unstable.issue = (ticket, toSelf) => {
      issue(ticket, toSelf)
      asked.set(ticket, unstable.issued)
    }
    unstable.takePersisted = (ticket) => {
      const write = take(ticket)
      if (write === null) return null
      const claimed = asked.get(write.ticket) ?? -1
      const entriesEnd = unstable.offset + unstable.entries.length - 1
      const end = Math.min(claimed, entriesEnd)
      if (end >= unstable.offset) {
        unstable.entries = unstable.entries.slice(end + 1 - unstable.offset)
        unstable.offset = end + 1
      }
      return write
    }
  }
}

/** 4: an entry of an older term is counted when more than a bare majority has it. */
class CountsLargeMajorities extends Raft {
  override mayCommit(index: number): boolean {
    const count = [...this.progress.values()].filter(({ match }) => match >= index).length
    return super.mayCommit(index) || count * 2 > this.progress.size + 1
  }
}

/** 5: only changes of its own are waited for, not what the terms before left behind. */
class ForgetsOlderChanges extends Raft {
  override becomeLeader(): void {
    super.becomeLeader()
    this.pendingConfIndex = 0
  }

  override mayChangeMembership(): boolean {
    return this.pendingConfIndex <= this.log.applied
  }
}

/** 6: a second change is proposed before the first is applied. */
class ChangesTwiceAtOnce extends Raft {
  override mayChangeMembership(): boolean {
    return this.hasCommittedInTerm()
  }
}

/** 7: asking whether an election could be won already begins a term. */
class PreVoteCostsATerm extends Raft {
  override becomePreCandidate(): void {
    super.becomePreCandidate()
    this.term++
    this.vote = 0
  }
}

/** 8: a lease by the leader's own clock, which stands while it is paused. */
class LeaseReads extends Raft {
  override isRoundConfirmed(): boolean {
    return this.electionElapsed < this.settings.electionTicks
  }
}

/** 8: the first commit of any term will do. */
class ReadsAfterAnyCommit extends Raft {
  override mayServeReads(): boolean {
    return this.log.committed > 1
  }
}

/** 15: what is refused is only what alone is too much. */
class ForgetsUncommitted extends Raft {
  constructor(options: RaftOptions, deps: RaftDeps) {
    super(options, deps)
    Object.defineProperty(this, 'uncommittedBytes', { get: () => 0, set: () => { /* forgotten */ } })
  }
}

/** 16: chance that nobody gave to the core. */
class OwnChance extends Raft {
  override drawElectionTimeout(): void {
    this.electionTimeout = this.settings.electionTicks + Math.floor(Math.random() * this.settings.electionTicks)
  }
}

/** 16: the order of a set of nodes by when they were last heard of. */
class WallClock extends Raft {
  override drawElectionTimeout(): void {
    this.electionTimeout = this.settings.electionTicks + Math.floor(performance.now() * 1000) % this.settings.electionTicks
  }
}

export type PlantName =
  | 'countsItselfEarly' | 'syncMissesTheLastRecord' | 'voteOfTheSameTermNotSynced' | 'voteSentBeforeSync'
  | 'confirmsAppendsBeforeSync' | 'logBehindSnapshotComesBack' | 'replacedWriteStillCounts' | 'countsLargeMajorities'
  | 'forgetsOlderChanges' | 'changesTwiceAtOnce' | 'preVoteCostsATerm' | 'leaderNeverChecksItsQuorum'
  | 'leaseByAClockThatStands' | 'readsAfterAnyCommit' | 'voteLostWithTheDisk' | 'stateOneEntryAhead'
  | 'snapshotInstalledInTwoSteps' | 'forgetsUncommitted' | 'ownChance' | 'wallClock'

export const PLANTS: Readonly<Record<PlantName, Plant>> = {
  countsItselfEarly: core(CountsItselfEarly),
  syncMissesTheLastRecord: { syncsFewer: 1 },
  voteOfTheSameTermNotSynced: {
    syncs: (ready, before) => ready.entries.length > 0 || ready.snapshot !== null || ready.hardState === null || ready.hardState.term !== before.term,
  },
  voteSentBeforeSync: { sendsEarly: ({ kind, reject }) => kind === MSG_VOTE_RESPONSE && !reject },
  confirmsAppendsBeforeSync: { sendsEarly: ({ kind, reject }) => kind === MSG_APPEND_RESPONSE && !reject },
  logBehindSnapshotComesBack: { keepsLogBehindSnapshot: true },
  replacedWriteStillCounts: core(ForgetsReplacement),
  countsLargeMajorities: core(CountsLargeMajorities),
  forgetsOlderChanges: core(ForgetsOlderChanges),
  changesTwiceAtOnce: core(ChangesTwiceAtOnce),
  preVoteCostsATerm: core(PreVoteCostsATerm),
  leaderNeverChecksItsQuorum: { beforeTick: (raft) => { for (const one of raft.progress.values()) one.recentActive = true } },
  leaseByAClockThatStands: core(LeaseReads),
  readsAfterAnyCommit: core(ReadsAfterAnyCommit),
  voteLostWithTheDisk: { recoverState: (state) => ({ ...state, vote: 0 }) },
  stateOneEntryAhead: { appliedOneBehind: true },
  snapshotInstalledInTwoSteps: { installsInTwo: true },
  forgetsUncommitted: core(ForgetsUncommitted),
  ownChance: core(OwnChance),
  wallClock: core(WallClock),
}
