import { MSG_APPEND_RESPONSE, MSG_HEARTBEAT_RESPONSE } from './message.ts'
import type { RaftMessage } from './message.ts'
import type { Raft } from './raft.ts'
import type { RaftSnapshot } from './hard-state.ts'

export function onAppend(raft: Raft, m: RaftMessage): void {
  const { log } = raft
  if (m.index < log.committed) {
    // Late or repeated: what is committed agrees anyway.
    raft.sendAfterPersist({ kind: MSG_APPEND_RESPONSE, to: m.from, index: log.committed })
    return
  }
  const last = log.tryAppend(m.index, m.logTerm, m.commit, m.entries)
  if (last >= 0) {
    raft.sendAfterPersist({ kind: MSG_APPEND_RESPONSE, to: m.from, index: last })
    return
  }
  const rejectHint = log.lastWithTermAtMost(m.index, m.logTerm)
  const logTerm = Math.max(log.term(rejectHint), 0)
  raft.sendAfterPersist({ kind: MSG_APPEND_RESPONSE, to: m.from, index: m.index, reject: true, rejectHint, logTerm })
}

export function onHeartbeat(raft: Raft, m: RaftMessage): void {
  raft.log.commitTo(m.commit)
  raft.sendAfterPersist({ kind: MSG_HEARTBEAT_RESPONSE, to: m.from, context: m.context })
}

export function onSnapshot(raft: Raft, m: RaftMessage): void {
  const index = m.snapshot !== null && install(raft, m.snapshot) ? raft.log.lastIndex() : raft.log.committed
  raft.sendAfterPersist({ kind: MSG_APPEND_RESPONSE, to: m.from, index })
}

/** False: what is here is as good. */
function install(raft: Raft, snapshot: RaftSnapshot): boolean {
  const { log } = raft
  if (snapshot.index <= log.committed) return false
  if (log.matches(snapshot.index, snapshot.term)) {
    // The log has it all: only the commit index was missing.
    log.commitTo(snapshot.index)
    return false
  }
  // Its configuration counts when it is installed (see RaftNode.advance): until then the driver may be applying entries
  // from before it, changes of membership among them. This node does not campaign meanwhile.
  log.restore(snapshot)
  return true
}
