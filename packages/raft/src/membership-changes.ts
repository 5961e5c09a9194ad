import { assert } from '@robustmq/common-errors'
import { encodeConfChange, LEAVE_JOINT } from './conf-change.ts'
import type { ConfChange } from './conf-change.ts'
import { ENTRY_CONF_CHANGE } from './entry.ts'
import type { ConfState } from './hard-state.ts'
import { ROLE_LEADER } from './raft.ts'
import type { Raft } from './raft.ts'
import { advanceCommit, appendOwn, broadcastAppend, sendAppend } from './replication.ts'
import { releaseBlockedReads } from './reads.ts'

/** Appends a change that was checked. */
export function appendConfChange(raft: Raft, change: ConfChange): void {
  appendOwn(raft, [encodeConfChange(change)], ENTRY_CONF_CHANGE)
  raft.pendingConfIndex = raft.log.lastIndex()
  broadcastAppend(raft)
}

/** A committed change takes effect. */
export function applyConfChange(raft: Raft, change: ConfChange): ConfState {
  const next = raft.membership.changed(change)
  // It was possible when it was proposed, and nothing can have come between.
  assert(typeof next !== 'string', `a committed change of membership is impossible: ${typeof next === 'string' ? next : ''}`)
  raft.setMembership(next)
  if (raft.role === ROLE_LEADER) settleAsLeader(raft)
  return next.state
}

function settleAsLeader(raft: Raft): void {
  const { membership } = raft
  // A leader that is no voter any more has done its last duty by committing the change that says so.
  if (!membership.isVoter(raft.id)) {
    raft.becomeFollower(raft.term, 0)
    return
  }
  if (raft.transferee !== 0 && !membership.isVoter(raft.transferee)) raft.transferee = 0
  // A smaller quorum may have what the larger one had not.
  if (advanceCommit(raft)) {
    releaseBlockedReads(raft)
    broadcastAppend(raft)
  } else for (const [id, progress] of raft.progress) if (id !== raft.id) sendAppend(raft, id, progress, false)
}

/** Entries up to `raft.log.applied` are applied: leave a joint configuration that was entered to be left. */
export function leaveJointIfDue(raft: Raft): void {
  const { state } = raft.membership
  if (raft.role !== ROLE_LEADER || !state.autoLeave || raft.log.applied < raft.pendingConfIndex) return
  appendConfChange(raft, LEAVE_JOINT)
}
