import { MSG_TIMEOUT_NOW } from './message.ts'
import type { RaftErrorCode } from './errors.ts'
import { ROLE_LEADER } from './raft.ts'
import type { Raft } from './raft.ts'
import { sendAppend } from './replication.ts'

/** Hands leadership over, within one election timeout or not at all. Null: begun, or nothing to do. */
export function transferLeadership(raft: Raft, to: number): RaftErrorCode | null {
  if (raft.role !== ROLE_LEADER) return 'RAFT_NOT_LEADER'
  const progress = raft.progress.get(to)
  if (progress === undefined || !raft.membership.isVoter(to)) return 'RAFT_TRANSFER_INVALID'
  if (to === raft.id || to === raft.transferee) return null
  raft.transferee = to
  raft.electionElapsed = 0
  if (progress.match === raft.log.lastIndex()) timeoutNow(raft, to)
  else sendAppend(raft, to, progress, true)
  return null
}

/** The transferee has everything: it campaigns at once, without waiting for its timeout. */
export function timeoutNow(raft: Raft, to: number): void {
  raft.send({ kind: MSG_TIMEOUT_NOW, to })
}
