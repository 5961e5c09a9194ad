import { MSG_APPEND_RESPONSE, MSG_HEARTBEAT_RESPONSE, MSG_QUIESCE } from './message.ts'
import type { RaftMessage } from './message.ts'
import { PROGRESS_REPLICATE } from './progress.ts'
import { ROLE_FOLLOWER, ROLE_LEADER } from './raft.ts'
import type { Raft } from './raft.ts'

/*
 * A group in which nothing happens falls silent: its leader says so once, and from then on nobody's clock goes on. That is
 * about time only, never about safety: whoever wakes finds the state that it had.
 *
 * What wakes a member: any request to it; any message but a late confirmation; and from outside `peerLost`, when the node
 * of the leader (or for a leader, of any member) is not heard of any more or was started anew. So a silent group needs
 * somebody who watches nodes: `MultiRaft` does, once for all groups.
 */

/** A leader's tick. True: the group has just fallen silent. */
export function quiesceIfIdle(raft: Raft): boolean {
  const { quiesceTicks } = raft.settings
  if (quiesceTicks === 0) return false
  if (!isIdle(raft)) raft.idleTicks = 0
  else if (++raft.idleTicks >= quiesceTicks && isEverybodyThere(raft)) {
    quiesce(raft)
    return true
  }
  return false
}

/** Nothing is under way, and every member has everything. */
function isIdle(raft: Raft): boolean {
  const { log, membership } = raft
  const last = log.lastIndex()
  if (log.committed !== last || log.applied !== last || !raft.hasCommittedInTerm() || raft.transferee !== 0) return false
  if (!raft.readOnly.isEmpty() || membership.isJoint() || raft.pendingConfIndex > last) return false
  for (const [id, one] of raft.progress) {
    if (one.match !== last || id !== raft.id && one.state !== PROGRESS_REPLICATE) return false
  }
  return true
}

/** A group with a member that is away stays awake: it could not be told. */
function isEverybodyThere(raft: Raft): boolean {
  for (const [id, one] of raft.progress) if (id !== raft.id && !one.recentActive) return false
  return true
}

function quiesce(raft: Raft): void {
  const { log } = raft
  const index = log.lastIndex()
  const logTerm = log.lastTerm()
  for (const id of raft.progress.keys()) if (id !== raft.id) raft.send({ kind: MSG_QUIESCE, to: id, index, logTerm, commit: index })
  raft.quiesced = true
}

/** The leader falls silent. Whoever does not stand where it stands stays awake, and wakes it by a pre-vote. */
export function onQuiesce(raft: Raft, m: RaftMessage): void {
  const { log } = raft
  if (raft.role !== ROLE_FOLLOWER || log.lastIndex() !== m.index || !log.matches(m.index, m.logTerm)) return
  log.commitTo(m.commit)
  raft.quiesced = true
}

/** A message arrives: those that only repeat what a silent leader knows do not wake it. */
export function wakeForMessage(raft: Raft, m: RaftMessage): void {
  if (!raft.quiesced || m.term < raft.term) return
  const isLate = m.kind === MSG_HEARTBEAT_RESPONSE || m.kind === MSG_APPEND_RESPONSE && !m.reject || m.kind === MSG_QUIESCE
  if (!isLate || m.term > raft.term) raft.wake()
}

/** The node of a member was not heard of for an election timeout, or has forgotten that it led. */
export function peerLost(raft: Raft, id: number): void {
  if (!raft.quiesced) return
  if (raft.role === ROLE_LEADER ? raft.progress.has(id) : raft.leader === id) {
    raft.wake()
    // So long ago the leader was heard of.
    if (raft.role !== ROLE_LEADER) raft.electionElapsed = raft.settings.electionTicks
  }
}
