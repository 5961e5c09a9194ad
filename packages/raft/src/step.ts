import { onAppendResponse, onHeartbeatResponse } from './confirmations.ts'
import { answerVote, campaign, countVote } from './election.ts'
import { onAppend, onHeartbeat, onSnapshot } from './follower.ts'
import {
  CAMPAIGN_TRANSFER, MSG_APPEND, MSG_APPEND_RESPONSE, MSG_HEARTBEAT, MSG_HEARTBEAT_RESPONSE, MSG_PRE_VOTE, MSG_PRE_VOTE_RESPONSE,
  MSG_QUIESCE, MSG_READ_INDEX, MSG_READ_INDEX_RESPONSE, MSG_SNAPSHOT, MSG_TIMEOUT_NOW, MSG_VOTE, MSG_VOTE_RESPONSE,
} from './message.ts'
import type { RaftMessage } from './message.ts'
import { onQuiesce, quiesceIfIdle, wakeForMessage } from './quiescence.ts'
import { VOTE_WON } from './quorum.ts'
import { ROLE_FOLLOWER, ROLE_LEADER } from './raft.ts'
import type { Raft } from './raft.ts'
import { broadcastHeartbeat } from './replication.ts'
import { confirmRound, takeRead } from './reads.ts'

/** A message of another member, or of this one to itself. */
export function step(raft: Raft, m: RaftMessage): void {
  wakeForMessage(raft, m)
  if (m.term > raft.term) {
    if (!enterTerm(raft, m)) return
  } else if (m.term < raft.term) {
    answerOldTerm(raft, m)
    return
  }
  if (m.kind === MSG_VOTE || m.kind === MSG_PRE_VOTE) answerVote(raft, m)
  else if (isFromLeader(m.kind)) stepFromLeader(raft, m)
  else if (raft.role === ROLE_LEADER) stepLeader(raft, m)
  else stepOther(raft, m)
}

/** A later term is taken over, except from those who only ask. False: the message is ignored. */
function enterTerm(raft: Raft, m: RaftMessage): boolean {
  const asks = m.kind === MSG_VOTE || m.kind === MSG_PRE_VOTE
  if (asks && m.context !== CAMPAIGN_TRANSFER && raft.hearsLeader()) return false
  if (m.kind === MSG_PRE_VOTE || m.kind === MSG_PRE_VOTE_RESPONSE && !m.reject) return true
  raft.becomeFollower(m.term, isFromLeader(m.kind) ? m.from : 0)
  return true
}

function answerOldTerm(raft: Raft, m: RaftMessage): void {
  // A leader of an older term has to learn of this one, or a node that is ahead could never come back to it.
  if (m.kind === MSG_HEARTBEAT || m.kind === MSG_APPEND || m.kind === MSG_QUIESCE) raft.sendAfterPersist({ kind: MSG_APPEND_RESPONSE, to: m.from })
  else if (m.kind === MSG_PRE_VOTE) raft.sendAfterPersist({ kind: MSG_PRE_VOTE_RESPONSE, to: m.from, reject: true })
}

function isFromLeader(kind: number): boolean {
  return kind === MSG_APPEND || kind === MSG_HEARTBEAT || kind === MSG_SNAPSHOT || kind === MSG_QUIESCE
}

function stepFromLeader(raft: Raft, m: RaftMessage): void {
  if (raft.role === ROLE_LEADER) return
  if (raft.role !== ROLE_FOLLOWER) raft.becomeFollower(m.term, m.from)
  raft.electionElapsed = 0
  raft.leader = m.from
  if (m.kind === MSG_APPEND) onAppend(raft, m)
  else if (m.kind === MSG_HEARTBEAT) onHeartbeat(raft, m)
  else if (m.kind === MSG_QUIESCE) onQuiesce(raft, m)
  else onSnapshot(raft, m)
}

function stepLeader(raft: Raft, m: RaftMessage): void {
  if (m.kind === MSG_APPEND_RESPONSE) onAppendResponse(raft, m)
  else if (m.kind === MSG_HEARTBEAT_RESPONSE) {
    onHeartbeatResponse(raft, m)
    confirmRound(raft, m)
  } else if (m.kind === MSG_READ_INDEX) takeRead(raft, m.from, m.context)
}

function stepOther(raft: Raft, m: RaftMessage): void {
  if (m.kind === MSG_VOTE_RESPONSE || m.kind === MSG_PRE_VOTE_RESPONSE) countVote(raft, m)
  else if (m.kind === MSG_TIMEOUT_NOW && raft.role === ROLE_FOLLOWER) campaign(raft, true)
  else if (m.kind === MSG_READ_INDEX_RESPONSE) raft.readStates.push({ context: m.context, index: m.index })
}

/** One tick of the driver's clock. */
export function tick(raft: Raft): void {
  if (raft.quiesced) return
  raft.electionElapsed++
  if (raft.role === ROLE_LEADER) tickLeader(raft)
  else if (raft.electionElapsed >= raft.electionTimeout && raft.isPromotable()) {
    raft.electionElapsed = 0
    raft.drawElectionTimeout()
    campaign(raft, false)
  }
}

function tickLeader(raft: Raft): void {
  if (raft.electionElapsed >= raft.settings.electionTicks) {
    raft.electionElapsed = 0
    // A transfer that took so long has failed: proposals are taken again.
    raft.transferee = 0
    checkQuorum(raft)
    if (raft.role !== ROLE_LEADER) return
  }
  if (quiesceIfIdle(raft)) return
  if (++raft.heartbeatElapsed < raft.settings.heartbeatTicks) return
  raft.heartbeatElapsed = 0
  broadcastHeartbeat(raft)
}

/** A leader that hears no quorum steps down, so that clients go elsewhere and a partitioned majority may elect. */
function checkQuorum(raft: Raft): void {
  const result = raft.membership.tally((id) => id === raft.id || raft.progress.get(id)?.recentActive === true)
  if (result !== VOTE_WON) {
    raft.becomeFollower(raft.term, 0)
    return
  }
  for (const [id, progress] of raft.progress) progress.recentActive = id === raft.id
}
