import type { RaftMessage } from './message.ts'
import { PROGRESS_PROBE, PROGRESS_REPLICATE } from './progress.ts'
import type { Raft } from './raft.ts'
import { advanceCommit, broadcastAppend, sendAppend } from './replication.ts'
import { releaseBlockedReads } from './reads.ts'
import { timeoutNow } from './transfer.ts'

/** The leader: a member confirms or refuses an append. */
export function onAppendResponse(raft: Raft, m: RaftMessage): void {
  const progress = raft.progress.get(m.from)
  if (progress === undefined) return
  progress.recentActive = true
  if (m.reject) {
    // Everything after the hint that has a later term cannot agree: one answer per term instead of one per entry.
    const hint = m.logTerm > 0 ? raft.log.lastWithTermAtMost(m.rejectHint, m.logTerm) : m.rejectHint
    if (!progress.retreat(m.index, hint)) return
    if (progress.state === PROGRESS_REPLICATE) progress.becomeProbe()
    sendAppend(raft, m.from, progress, true)
    return
  }
  const news = progress.confirm(m.index)
  if (!news && !(progress.match === m.index && progress.state === PROGRESS_PROBE)) return
  if (progress.state === PROGRESS_PROBE) progress.becomeReplicate()
  else if (progress.state === PROGRESS_REPLICATE) progress.inFlights.freeTo(m.index)
  else if (progress.match + 1 >= raft.log.firstIndex()) {
    // The snapshot has arrived, or the follower caught up without it.
    progress.becomeProbe()
    progress.becomeReplicate()
  }
  if (advanceCommit(raft)) {
    releaseBlockedReads(raft)
    broadcastAppend(raft)
  } else if (m.from !== raft.id && progress.canBumpCommit(raft.log.committed)) sendAppend(raft, m.from, progress, true)
  if (m.from === raft.id) return
  while (sendAppend(raft, m.from, progress, false)) { /* as many as the window takes */ }
  if (m.from === raft.transferee && progress.match === raft.log.lastIndex()) timeoutNow(raft, m.from)
}

export function onHeartbeatResponse(raft: Raft, m: RaftMessage): void {
  const progress = raft.progress.get(m.from)
  if (progress === undefined) return
  progress.recentActive = true
  progress.paused = false
  // An empty append where the window is full: its answer tells what was lost.
  if (progress.match < raft.log.lastIndex() || progress.state === PROGRESS_PROBE) sendAppend(raft, m.from, progress, true)
}
