import { assert } from '@robustmq/common-errors'
import type { Random } from '@robustmq/common-runtime'
import type { HardState } from './hard-state.ts'
import { Membership } from './membership.ts'
import { newMessage } from './message.ts'
import type { MessageFields, RaftMessage } from './message.ts'
import { Progress } from './progress.ts'
import { VOTE_WON } from './quorum.ts'
import { checkOptions } from './raft-options.ts'
import type { RaftDeps, RaftOptions, RaftSettings } from './raft-options.ts'
import { RaftLog } from './raft-log.ts'
import { ReadOnly } from './read-only.ts'

export const ROLE_FOLLOWER = 0
export const ROLE_PRE_CANDIDATE = 1
export const ROLE_CANDIDATE = 2
export const ROLE_LEADER = 3

export type Role = typeof ROLE_FOLLOWER | typeof ROLE_PRE_CANDIDATE | typeof ROLE_CANDIDATE | typeof ROLE_LEADER

/** The index up to which a read must have been applied here before it is answered. */
export interface ReadState {
  readonly context: number
  readonly index: number
}

/** Who looks after many groups. */
export interface RaftWatcher {
  /** The group has to be ticked again. */
  raftWoke(): void
  /** Something came in: there may be a Ready. */
  raftTouched(): void
  raftMembersChanged(): void
}

/**
 * State of one member of a group and its changes of role. What it does on messages is in `election.ts`, `replication.ts`,
 * `confirmations.ts`, `follower.ts`, `reads.ts`, `membership-changes.ts` and `transfer.ts`, each a set of functions over this class.
 *
 * The rules that a mistake would break silently are methods of their own, so that a test can break them one at a time.
 */
export class Raft {
  readonly id: number
  readonly settings: RaftSettings
  readonly log: RaftLog
  readonly readOnly: ReadOnly
  readonly progress: Map<number, Progress> = new Map()
  readonly votes: Map<number, boolean> = new Map()
  membership: Membership
  role: Role = ROLE_FOLLOWER
  term = 0
  vote = 0
  /** 0: not known. */
  leader = 0
  /** The node that leadership is being handed to, 0: none. */
  transferee = 0
  electionElapsed = 0
  heartbeatElapsed = 0
  electionTimeout = 0
  /** Index of the last change of membership proposed: another one waits until it is applied. */
  pendingConfIndex = 0
  uncommittedBytes = 0
  /** Can be sent at once. Filled by leaders only: what a leader says does not depend on what it has not yet persisted. */
  messages: RaftMessage[] = []
  /** Have to wait until everything in the same Ready is durable: votes, confirmations, and requests for votes. */
  messagesAfterPersist: RaftMessage[] = []
  readStates: ReadState[] = []
  /** Nothing happens in the group: its clock stands (`quiescence.ts`). */
  quiesced = false
  idleTicks = 0
  watcher: RaftWatcher | null = null
  readonly #random: Random

  constructor(options: RaftOptions, { storage, random }: RaftDeps) {
    this.settings = checkOptions(options)
    this.id = this.settings.id
    this.#random = random
    this.log = new RaftLog(storage, this.settings.asyncStorage)
    this.readOnly = new ReadOnly(this.settings.readsMax)
    const { hardState, applied, confState } = storage.initialState()
    this.membership = new Membership(confState)
    this.setMembership(this.membership)
    this.term = hardState.term
    this.vote = hardState.vote
    assert(hardState.commit <= this.log.lastIndex(), 'the log ends before what the hard state says is committed')
    assert(applied >= this.log.applied && applied <= this.log.lastIndex(), 'the state machine does not continue the log')
    // The commit index in the hard state is not synced by itself: what is applied was committed.
    this.log.committed = Math.max(this.log.committed, hardState.commit, applied)
    this.log.appliedTo(applied)
    this.becomeFollower(this.term, 0)
  }

  hardState(): HardState {
    return { term: this.term, vote: this.vote, commit: this.log.committed }
  }

  // Rules that a test may break.

  /** Raft section 5.4.2: replicas of an entry of an older term are not counted; it commits with one of this term. */
  mayCommit(index: number): boolean {
    return this.log.matches(index, this.term)
  }

  /** Until an entry of this term is committed the leader does not know which entries are. */
  hasCommittedInTerm(): boolean {
    return this.log.matches(this.log.committed, this.term)
  }

  /** One change of membership at a time, and none before what older terms left behind is settled (Ongaro 2015). */
  mayChangeMembership(): boolean {
    return this.hasCommittedInTerm() && this.pendingConfIndex <= this.log.applied
  }

  mayServeReads(): boolean {
    return this.hasCommittedInTerm()
  }

  /** A round of reads is confirmed by a quorum, this node included: nobody else led when it began. */
  isRoundConfirmed(): boolean {
    const { readOnly } = this
    return this.membership.tally((id) => id === this.id || readOnly.hasConfirmed(id) ? true : undefined) === VOTE_WON
  }

  /** A node that hears its leader does not help another one to an election (Raft dissertation, section 4.2.3). */
  hearsLeader(): boolean {
    return this.leader !== 0 && this.electionElapsed < this.settings.electionTicks
  }

  // Roles.

  becomeFollower(term: number, leader: number): void {
    this.reset(term)
    this.leader = leader
    this.role = ROLE_FOLLOWER
  }

  /** Asks whether an election could be won, without a new term: a node that was cut off disturbs nobody on its return. */
  becomePreCandidate(): void {
    assert(this.role !== ROLE_LEADER, 'a leader does not campaign')
    this.votes.clear()
    this.leader = 0
    this.role = ROLE_PRE_CANDIDATE
  }

  becomeCandidate(): void {
    assert(this.role !== ROLE_LEADER, 'a leader does not campaign')
    this.reset(this.term + 1)
    this.vote = this.id
    this.role = ROLE_CANDIDATE
  }

  becomeLeader(): void {
    assert(this.role === ROLE_CANDIDATE, 'only a candidate becomes leader')
    this.reset(this.term)
    this.leader = this.id
    this.role = ROLE_LEADER
    const own = this.progress.get(this.id)
    assert(own !== undefined, 'a node outside the group leads it')
    // Everything here is durable: the request for votes went out after it.
    own.becomeReplicate()
    own.recentActive = true
    this.pendingConfIndex = this.log.lastIndex()
  }

  reset(term: number): void {
    assert(term >= this.term && Number.isSafeInteger(term), 'terms only grow, and stay below 2^53')
    if (term !== this.term) {
      this.term = term
      this.vote = 0
    }
    this.wake()
    this.leader = 0
    this.transferee = 0
    this.electionElapsed = 0
    this.heartbeatElapsed = 0
    this.drawElectionTimeout()
    this.votes.clear()
    this.readOnly.clear()
    this.uncommittedBytes = 0
    this.pendingConfIndex = 0
    const last = this.log.lastIndex()
    for (const [id, one] of this.progress) one.reset(last + 1, id === this.id ? last : 0)
  }

  /** The clock goes on (see `quiescence.ts`). */
  wake(): void {
    if (!this.quiesced) return
    this.quiesced = false
    this.idleTicks = 0
    this.electionElapsed = 0
    if (this.role === ROLE_LEADER) {
      // The next tick calls everybody; who does not answer within an election timeout is away.
      this.heartbeatElapsed = this.settings.heartbeatTicks
      for (const [id, one] of this.progress) one.recentActive = id === this.id
    }
    this.watcher?.raftWoke()
  }

  drawElectionTimeout(): void {
    this.electionTimeout = this.settings.electionTicks + this.#random.below(this.settings.electionTicks)
  }

  /** A voter whose state is complete. */
  isPromotable(): boolean {
    return this.membership.isVoter(this.id) && this.log.unstable.snapshot === null
  }

  setMembership(membership: Membership): void {
    this.membership = membership
    const { settings } = this
    const next = this.log.lastIndex() + 1
    for (const id of [...this.progress.keys()]) if (!membership.ids.includes(id)) this.progress.delete(id)
    for (const id of membership.ids) {
      const known = this.progress.get(id)
      if (known !== undefined) known.isLearner = membership.isLearner(id)
      else {
        const one = new Progress(next, membership.isLearner(id), settings.inFlightCountMax, settings.inFlightBytesMax)
        // Otherwise the next check of the quorum would count a member that had no time to answer as gone.
        one.recentActive = true
        this.progress.set(id, one)
      }
    }
    this.wake()
    this.watcher?.raftMembersChanged()
  }

  // Messages.

  /** For leaders; see `messages`. */
  send(fields: MessageFields): void {
    this.messages.push(newMessage(fields, this.id, this.term))
  }

  sendAfterPersist(fields: MessageFields): void {
    this.messagesAfterPersist.push(newMessage(fields, this.id, this.term))
  }
}
