import { assert } from '@robustmq/common-errors'
import { decodeConfChange } from './conf-change.ts'
import type { ConfChange } from './conf-change.ts'
import { campaign } from './election.ts'
import { ENTRY_NORMAL, ENTRY_OVERHEAD_BYTES } from './entry.ts'
import type { RaftEntry } from './entry.ts'
import type { RaftErrorCode } from './errors.ts'
import type { ConfState, HardState } from './hard-state.ts'
import { Membership } from './membership.ts'
import { appendConfChange, applyConfChange, leaveJointIfDue } from './membership-changes.ts'
import { MSG_APPEND_RESPONSE, MSG_READ_INDEX } from './message.ts'
import type { RaftMessage } from './message.ts'
import { PROGRESS_PROBE, PROGRESS_REPLICATE, PROGRESS_SNAPSHOT } from './progress.ts'
import { Raft, ROLE_FOLLOWER, ROLE_LEADER } from './raft.ts'
import type { RaftWatcher, Role } from './raft.ts'
import { peerLost } from './quiescence.ts'
import type { RaftDeps, RaftOptions } from './raft-options.ts'
import type { Ready, SoftState } from './ready.ts'
import { appendOwn, broadcastAppend } from './replication.ts'
import { takeRead } from './reads.ts'
import { step, tick } from './step.ts'
import { transferLeadership } from './transfer.ts'

/**
 * Where a proposal stands in the log, if it is committed: at these indexes, in this term, or nowhere. Refused: why, and the
 * node that leads as far as is known (0: not known), for whoever forwards.
 */
export type ProposeResult =
  | { readonly code: null; readonly term: number; readonly firstIndex: number; readonly lastIndex: number }
  | { readonly code: RaftErrorCode; readonly leader: number }

export interface RaftStatus {
  readonly id: number
  readonly role: Role
  readonly term: number
  readonly vote: number
  /** 0: not known. */
  readonly leader: number
  readonly transferee: number
  readonly commit: number
  readonly applied: number
  readonly firstIndex: number
  readonly lastIndex: number
  readonly uncommittedBytes: number
  readonly confState: ConfState
  /** What the leader knows of the members; empty elsewhere. */
  readonly members: readonly MemberStatus[]
}

export interface MemberStatus {
  readonly id: number
  readonly state: 'probe' | 'replicate' | 'snapshot'
  readonly match: number
  readonly next: number
  readonly inFlight: number
  readonly recentActive: boolean
  readonly isLearner: boolean
}

/**
 * One member of one group, as a state machine without I/O, clock or chance of its own: input goes in by `tick`, `step`
 * and the requests, what has to be done comes out by `ready`, and `advance` says that it was done. Synchronous; one caller.
 * INTERNAL_ASSERTION means that an invariant is broken: the process has to end.
 */
export class RaftNode {
  readonly #raft: Raft
  #hardState: HardState
  #softState: SoftState
  #outstanding: Ready | null = null
  #ticket = 0

  constructor(raft: Raft) {
    this.#raft = raft
    this.#hardState = raft.hardState()
    this.#softState = { role: raft.role, leader: raft.leader }
  }

  /** One tick of the driver's clock, whose length the driver chooses. */
  tick(): void {
    tick(this.#raft)
  }

  /** A message that arrived for this node. */
  step(message: RaftMessage): void {
    if (message.to !== this.#raft.id) return
    step(this.#raft, message)
    this.#raft.watcher?.raftTouched()
  }

  /** Something is asked of this node. */
  #wake(): Raft {
    this.#raft.wake()
    this.#raft.watcher?.raftTouched()
    return this.#raft
  }

  /**
   * Appends a batch of proposals. Leaders only: proposals are not forwarded, because only the caller knows whether one
   * may be made twice. They are committed when they come out of `ready` with the term that is returned here.
   */
  propose(batch: readonly Uint8Array[]): ProposeResult {
    const raft = this.#wake()
    if (raft.role !== ROLE_LEADER) return this.#refusal('RAFT_NOT_LEADER')
    if (raft.transferee !== 0) return this.#refusal('RAFT_TRANSFERRING')
    if (batch.length === 0) return this.#refusal('RAFT_PROPOSAL_INVALID')
    let bytes = 0
    for (const data of batch) {
      // An empty entry is what a leader begins its term with.
      if (data.length === 0 || data.length > raft.settings.entryBytesMax) return this.#refusal('RAFT_PROPOSAL_INVALID')
      bytes += data.length + ENTRY_OVERHEAD_BYTES
    }
    // One batch always goes when nothing else waits, however large.
    if (raft.uncommittedBytes > 0 && raft.uncommittedBytes + bytes > raft.settings.uncommittedBytesMax) return this.#refusal('RAFT_UNCOMMITTED_FULL')
    const firstIndex = raft.log.lastIndex() + 1
    appendOwn(raft, batch, ENTRY_NORMAL)
    broadcastAppend(raft)
    return { code: null, term: raft.term, firstIndex, lastIndex: raft.log.lastIndex() }
  }

  /** Proposes a change of membership; one at a time. */
  proposeConfChange(change: ConfChange): ProposeResult {
    const raft = this.#wake()
    if (raft.role !== ROLE_LEADER) return this.#refusal('RAFT_NOT_LEADER')
    if (raft.transferee !== 0) return this.#refusal('RAFT_TRANSFERRING')
    if (!raft.mayChangeMembership()) return this.#refusal(raft.hasCommittedInTerm() ? 'RAFT_CONF_CHANGE_PENDING' : 'RAFT_TERM_NOT_COMMITTED')
    if (raft.membership.isJoint() && change.changes.length > 0) return this.#refusal('RAFT_CONF_CHANGE_PENDING')
    if (typeof raft.membership.changed(change) === 'string') return this.#refusal('RAFT_CONF_CHANGE_INVALID')
    appendConfChange(raft, change)
    const index = raft.log.lastIndex()
    return { code: null, term: raft.term, firstIndex: index, lastIndex: index }
  }

  /** A committed ENTRY_CONF_CHANGE is applied. The result belongs into the next snapshot. */
  applyConfChange(entry: RaftEntry): ConfState {
    return applyConfChange(this.#raft, decodeConfChange(entry.data))
  }

  /**
   * Asks for the index that a linearizable read has to wait for; it comes in `readStates` with `context`, a number that
   * the caller chooses and that is unique on this node. It may never come (the leader changed, a message was lost): ask
   * again. Followers and learners ask the leader.
   */
  readIndex(context: number): RaftErrorCode | null {
    const raft = this.#wake()
    if (raft.role === ROLE_LEADER) {
      if (raft.readOnly.isFull()) return 'RAFT_READS_FULL'
      takeRead(raft, raft.id, context)
      return null
    }
    if (raft.leader === 0) return 'RAFT_NOT_LEADER'
    raft.sendAfterPersist({ kind: MSG_READ_INDEX, to: raft.leader, context })
    return null
  }

  /** Hands leadership to a voter; proposals are refused until it is done or an election timeout has passed. */
  transferLeadership(to: number): RaftErrorCode | null {
    return transferLeadership(this.#wake(), to)
  }

  /** Starts an election without waiting for the timeout. */
  campaign(): void {
    campaign(this.#wake(), false)
  }

  /** The transport could not deliver to a member: appends sent ahead are taken for lost. */
  reportUnreachable(id: number): void {
    const progress = this.#raft.progress.get(id)
    if (this.#raft.role === ROLE_LEADER && progress?.state === PROGRESS_REPLICATE) progress.becomeProbe()
  }

  /** How the driver's delivery of a snapshot ended. Without this call a lost snapshot is never sent again. */
  reportSnapshot(id: number, delivered: boolean): void {
    const progress = this.#raft.progress.get(id)
    if (this.#raft.role !== ROLE_LEADER || progress?.state !== PROGRESS_SNAPSHOT) return
    if (!delivered) progress.pendingSnapshot = 0
    progress.becomeProbe()
    // An answer to the snapshot, or the next heartbeat's, goes on.
    progress.paused = true
  }

  /** Nothing happens in this group: `tick` does nothing. See `quiesceTicks`. */
  get isQuiesced(): boolean {
    return this.#raft.quiesced
  }

  /** Voters and learners. The array does not change; a change of membership makes another one. */
  get memberIds(): readonly number[] {
    return this.#raft.membership.ids
  }

  /** The node of a member was not heard of for an election timeout, or was started anew: a silent group may have to wake. */
  peerLost(id: number): void {
    peerLost(this.#raft, id)
  }

  /**
   * The transport knows that the process of the leader is gone: this follower does not wait for it any more, and helps others
   * to an election. If it is wrong, the leader's next message puts it right.
   */
  forgetLeader(): void {
    // A silent group would have nobody left to wait for.
    const raft = this.#wake()
    if (raft.role === ROLE_FOLLOWER) raft.leader = 0
  }

  /** For who looks after many groups. */
  watch(watcher: RaftWatcher | null): void {
    this.#raft.watcher = watcher
  }

  hasReady(): boolean {
    const raft = this.#raft
    return raft.messages.length > 0 || raft.messagesAfterPersist.length > 0 || raft.readStates.length > 0 ||
      raft.log.unstable.hasUnissued() || raft.log.hasToApply(raft.settings.applyBytesMax) || this.#changedHardState() !== null ||
      raft.role !== this.#softState.role || raft.leader !== this.#softState.leader
  }

  /** What to do now. Without `asyncStorage` one at a time: `advance` comes before the next. */
  ready(): Ready {
    const raft = this.#raft
    assert(this.#outstanding === null || raft.settings.asyncStorage, 'ready before the last one was advanced')
    const { unstable } = raft.log
    const hardState = this.#changedHardState()
    const entries = unstable.unissuedEntries()
    const snapshot = unstable.unissuedSnapshot()
    const softState = { role: raft.role, leader: raft.leader }
    const softChanged = softState.role !== this.#softState.role || softState.leader !== this.#softState.leader
    const syncState = hardState !== null && (hardState.term !== this.#hardState.term || hardState.vote !== this.#hardState.vote)
    const last = entries[entries.length - 1]
    if (last !== undefined && raft.role === ROLE_LEADER) {
      // The leader's own confirmation waits for the disk like everybody's.
      raft.sendAfterPersist({ kind: MSG_APPEND_RESPONSE, to: raft.id, index: last.index })
    }
    const afterPersist = raft.messagesAfterPersist
    const ready: Ready = {
      ticket: ++this.#ticket,
      messages: raft.messages,
      snapshot,
      entries,
      hardState,
      mustSync: syncState || entries.length > 0 || snapshot !== null,
      messagesAfterPersist: afterPersist.filter((one) => one.to !== raft.id),
      committedEntries: raft.log.takeToApply(raft.settings.applyBytesMax),
      readStates: raft.readStates,
      softState: softChanged ? softState : null,
    }
    unstable.issue(this.#ticket, afterPersist.filter((one) => one.to === raft.id))
    raft.messages = []
    raft.messagesAfterPersist = []
    raft.readStates = []
    this.#softState = softState
    if (hardState !== null) this.#hardState = hardState
    this.#outstanding = ready
    return ready
  }

  /** Everything of the last Ready is done: persisted, sent, applied. */
  advance(): void {
    const ready = this.#outstanding
    assert(ready !== null && !this.#raft.settings.asyncStorage, 'advance without a ready')
    this.#outstanding = null
    this.#persisted(ready.ticket)
    const lastApplied = ready.committedEntries[ready.committedEntries.length - 1]
    if (lastApplied !== undefined) this.#applied(lastApplied.index)
  }

  /** With `asyncStorage`: everything that the Readys up to `ticket` gave to persist is durable. May be called late, never early. */
  persisted(ticket: number): void {
    assert(this.#raft.settings.asyncStorage && ticket <= this.#ticket, 'persisted without a ready')
    this.#persisted(ticket)
  }

  /** With `asyncStorage`: `committedEntries` up to `index` are applied. */
  applied(index: number): void {
    const { log, settings } = this.#raft
    assert(settings.asyncStorage && index <= log.applying, 'applied what was not given')
    // A snapshot installed meanwhile goes further.
    if (index > log.applied) this.#applied(index)
  }

  #persisted(ticket: number): void {
    const raft = this.#raft
    raft.watcher?.raftTouched()
    const { log } = raft
    for (let write = log.unstable.takePersisted(ticket); write !== null; write = log.unstable.takePersisted(ticket)) {
      if (write.snapshot !== null) {
        log.appliedTo(Math.max(log.applied, write.snapshot.index))
        // A node that is being added may not be in it yet; the entry that adds it follows.
        raft.setMembership(new Membership(write.snapshot.confState))
      }
      for (const message of write.toSelf) step(raft, message)
    }
  }

  #applied(index: number): void {
    const raft = this.#raft
    raft.watcher?.raftTouched()
    // Entries of earlier leaders were not counted.
    raft.uncommittedBytes = Math.max(0, raft.uncommittedBytes - raft.log.appliedTo(index))
    leaveJointIfDue(raft)
  }

  status(): RaftStatus {
    const raft = this.#raft
    const { log } = raft
    return {
      id: raft.id, role: raft.role, term: raft.term, vote: raft.vote, leader: raft.leader, transferee: raft.transferee,
      commit: log.committed, applied: log.applied, firstIndex: log.firstIndex(), lastIndex: log.lastIndex(),
      uncommittedBytes: raft.uncommittedBytes, confState: raft.membership.state,
      members: raft.role === ROLE_LEADER ? membersOf(raft) : [],
    }
  }

  #refusal(code: RaftErrorCode): ProposeResult {
    const { transferee, leader } = this.#raft
    return { code, leader: transferee === 0 ? leader : transferee }
  }

  #changedHardState(): HardState | null {
    const { term, vote, log } = this.#raft
    const old = this.#hardState
    return term === old.term && vote === old.vote && log.committed === old.commit ? null : this.#raft.hardState()
  }
}

function membersOf(raft: Raft): MemberStatus[] {
  return raft.membership.ids.flatMap((id) => {
    const one = raft.progress.get(id)
    if (one === undefined) return []
    const state = one.state === PROGRESS_PROBE ? 'probe' : one.state === PROGRESS_REPLICATE ? 'replicate' : 'snapshot'
    const { match, next, recentActive, isLearner } = one
    return [{ id, state, match, next, inFlight: one.inFlights.count, recentActive, isLearner }]
  })
}

/** A member of a group over what `storage` holds. Throws RAFT_OPTION_INVALID. */
export function createRaftNode(options: RaftOptions, deps: RaftDeps): RaftNode {
  return new RaftNode(new Raft(options, deps))
}
