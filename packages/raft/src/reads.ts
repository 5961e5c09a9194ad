import { MSG_HEARTBEAT_RESPONSE, MSG_READ_INDEX_RESPONSE } from './message.ts'
import type { RaftMessage } from './message.ts'
import type { PendingRead } from './read-only.ts'
import type { Raft } from './raft.ts'
import { broadcastHeartbeat } from './replication.ts'

/** The leader takes up a read of its own or of a follower. */
export function takeRead(raft: Raft, from: number, context: number): void {
  if (raft.readOnly.isFull()) return
  if (!raft.mayServeReads()) raft.readOnly.blocked.push({ from, context })
  else {
    raft.readOnly.add({ from, context, index: raft.log.committed })
    beginRound(raft)
  }
}

/** An entry of this term is committed: now the commit index covers everything that was ever answered. */
export function releaseBlockedReads(raft: Raft): void {
  const { blocked } = raft.readOnly
  if (blocked.length === 0 || !raft.mayServeReads()) return
  raft.readOnly.blocked = []
  for (const { from, context } of blocked) raft.readOnly.add({ from, context, index: raft.log.committed })
  beginRound(raft)
}

function beginRound(raft: Raft): void {
  while (raft.readOnly.beginRound()) {
    broadcastHeartbeat(raft)
    // A group of one is its own quorum.
    if (!endRoundIfConfirmed(raft)) return
  }
}

/** A heartbeat's answer confirms that the follower still took this node for its leader after the round began. */
export function confirmRound(raft: Raft, m: RaftMessage): void {
  if (m.kind !== MSG_HEARTBEAT_RESPONSE || m.context === 0) return
  raft.readOnly.confirm(m.from, m.context)
  if (endRoundIfConfirmed(raft)) beginRound(raft)
}

function endRoundIfConfirmed(raft: Raft): boolean {
  const { readOnly } = raft
  if (readOnly.roundNumber() === 0 || !raft.isRoundConfirmed()) return false
  for (const read of readOnly.endRound()) answer(raft, read)
  return true
}

function answer(raft: Raft, { from, context, index }: PendingRead): void {
  if (from === raft.id) raft.readStates.push({ context, index })
  else raft.send({ kind: MSG_READ_INDEX_RESPONSE, to: from, index, context })
}
