import { CONF_ADD_LEARNER, CONF_ADD_VOTER, CONF_CHANGES_MAX, TRANSITION_AUTO, TRANSITION_JOINT_EXPLICIT } from './conf-change.ts'
import type { ConfChange, MemberChange } from './conf-change.ts'
import type { ConfState } from './hard-state.ts'
import { jointIndex, jointVote } from './quorum.ts'
import type { VoteResult } from './quorum.ts'

/** Who is in the group. Immutable; a change makes a new one. */
export class Membership {
  readonly state: ConfState
  /** Voters of either half and learners, ascending. */
  readonly ids: readonly number[]

  constructor(state: ConfState) {
    this.state = state
    this.ids = ascending(new Set([...state.voters, ...state.outgoing, ...state.learners, ...state.learnersNext]))
  }

  isJoint(): boolean {
    return this.state.outgoing.length > 0
  }

  isVoter(id: number): boolean {
    return this.state.voters.includes(id) || this.state.outgoing.includes(id)
  }

  isLearner(id: number): boolean {
    return this.state.learners.includes(id)
  }

  committedIndex(indexOf: (id: number) => number): number {
    return jointIndex(this.state.voters, this.state.outgoing, indexOf)
  }

  tally(voteOf: (id: number) => boolean | undefined): VoteResult {
    return jointVote(this.state.voters, this.state.outgoing, voteOf)
  }

  /** The configuration after `change`, or in words why there is none. */
  changed(change: ConfChange): Membership | string {
    const { changes, transition } = change
    if (changes.length === 0) return this.#leaveJoint()
    if (changes.length > CONF_CHANGES_MAX) return `more than ${CONF_CHANGES_MAX} changes at once`
    if (this.isJoint()) return 'the joint configuration has to be left first'
    for (const { id } of changes) if (!Number.isSafeInteger(id) || id < 1) return `${id} is no node id`
    if (new Set(changes.map(({ id }) => id)).size < changes.length) return 'a node is named twice'
    const joint = changes.length > 1 || transition !== TRANSITION_AUTO
    const next = joint ? this.#joint(changes, transition !== TRANSITION_JOINT_EXPLICIT) : this.#simple(changes)
    return next.state.voters.length === 0 ? 'no voter would be left' : next
  }

  #leaveJoint(): Membership | string {
    if (!this.isJoint()) return 'the configuration is not joint'
    const { voters, learners, learnersNext } = this.state
    const left = ascending(new Set([...learners, ...learnersNext]))
    return new Membership({ voters, outgoing: [], learners: left, learnersNext: [], autoLeave: false })
  }

  #simple(changes: readonly MemberChange[]): Membership {
    const voters = new Set(this.state.voters)
    const learners = new Set(this.state.learners)
    applyChanges(changes, voters, learners)
    return new Membership({ voters: ascending(voters), outgoing: [], learners: ascending(learners), learnersNext: [], autoLeave: false })
  }

  #joint(changes: readonly MemberChange[], autoLeave: boolean): Membership {
    const outgoing = this.state.voters
    const voters = new Set(outgoing)
    const learners = new Set(this.state.learners)
    applyChanges(changes, voters, learners)
    // A voter of the old half cannot be a learner at the same time: it becomes one when the old half is left.
    const next = [...learners].filter((id) => outgoing.includes(id))
    for (const id of next) learners.delete(id)
    return new Membership({
      voters: ascending(voters), outgoing, learners: ascending(learners), learnersNext: ascending(new Set(next)), autoLeave,
    })
  }
}

function applyChanges(changes: readonly MemberChange[], voters: Set<number>, learners: Set<number>): void {
  for (const { op, id } of changes) {
    voters.delete(id)
    learners.delete(id)
    if (op === CONF_ADD_VOTER) voters.add(id)
    else if (op === CONF_ADD_LEARNER) learners.add(id)
  }
}

function ascending(ids: ReadonlySet<number>): number[] {
  return [...ids].sort((a, b) => a - b)
}
