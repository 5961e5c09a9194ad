import { ENTRY_CONF_CHANGE, ENTRY_NORMAL } from './entry.ts'
import {
  CAMPAIGN_TRANSFER, MSG_PRE_VOTE, MSG_PRE_VOTE_RESPONSE, MSG_VOTE, MSG_VOTE_RESPONSE,
} from './message.ts'
import type { RaftMessage } from './message.ts'
import { VOTE_LOST, VOTE_WON } from './quorum.ts'
import { ROLE_CANDIDATE, ROLE_LEADER, ROLE_PRE_CANDIDATE } from './raft.ts'
import type { Raft } from './raft.ts'
import { appendOwn, broadcastAppend } from './replication.ts'

const NO_DATA = new Uint8Array(0)

/** The election timeout has passed, or the leader asked this node to take over (`transfer`: without a pre-vote). */
export function campaign(raft: Raft, transfer: boolean): void {
  if (raft.role === ROLE_LEADER || !raft.isPromotable()) return
  // A node that knows of a committed change of membership and has not applied it would campaign by the old quorum.
  if (hasConfChangeToApply(raft)) return
  if (transfer) elect(raft, CAMPAIGN_TRANSFER)
  else preElect(raft)
}

function preElect(raft: Raft): void {
  raft.becomePreCandidate()
  askForVotes(raft, MSG_PRE_VOTE, MSG_PRE_VOTE_RESPONSE, raft.term + 1, 0)
}

function elect(raft: Raft, context: number): void {
  raft.becomeCandidate()
  askForVotes(raft, MSG_VOTE, MSG_VOTE_RESPONSE, raft.term, context)
}

function askForVotes(raft: Raft, kind: number, answer: number, term: number, context: number): void {
  const index = raft.log.lastIndex()
  const logTerm = raft.log.lastTerm()
  for (const id of raft.membership.ids) {
    if (!raft.membership.isVoter(id)) continue
    // The own vote counts when it is durable, like any other; and nobody hears of this candidacy before. A node that
    // was elected in a term which it can forget could be elected in it again, with another log.
    if (id === raft.id) raft.sendAfterPersist({ kind: answer, to: id, term })
    else raft.sendAfterPersist({ kind, to: id, term, index, logTerm, context })
  }
}

/** A request for a vote or a pre-vote whose term is not older than this node's. */
export function answerVote(raft: Raft, m: RaftMessage): void {
  const pre = m.kind === MSG_PRE_VOTE
  const kind = pre ? MSG_PRE_VOTE_RESPONSE : MSG_VOTE_RESPONSE
  const free = raft.vote === m.from || raft.vote === 0 && raft.leader === 0 || pre && m.term > raft.term
  // A learner answers too: it may be a voter already and not know it yet.
  if (!free || !raft.log.isUpToDate(m.index, m.logTerm)) {
    const { committed } = raft.log
    raft.sendAfterPersist({ kind, to: m.from, reject: true, commit: committed, logTerm: raft.log.term(committed) })
    return
  }
  raft.sendAfterPersist({ kind, to: m.from, term: m.term })
  if (pre) return
  raft.electionElapsed = 0
  raft.vote = m.from
}

export function countVote(raft: Raft, m: RaftMessage): void {
  const wanted = raft.role === ROLE_PRE_CANDIDATE ? MSG_PRE_VOTE_RESPONSE : MSG_VOTE_RESPONSE
  if (m.kind !== wanted || raft.role !== ROLE_PRE_CANDIDATE && raft.role !== ROLE_CANDIDATE) return
  if (m.reject && commitByRefusal(raft, m) && hasConfChangeToApply(raft)) {
    // Whether this node is still one to be elected is known when it has applied that.
    raft.becomeFollower(raft.term, 0)
    return
  }
  if (!raft.votes.has(m.from)) raft.votes.set(m.from, !m.reject)
  const result = raft.membership.tally((id) => raft.votes.get(id))
  if (result === VOTE_LOST) raft.becomeFollower(raft.term, 0)
  else if (result === VOTE_WON) {
    if (raft.role === ROLE_PRE_CANDIDATE) elect(raft, 0)
    else lead(raft)
  }
}

/**
 * A member that refuses its vote says what it knows to be committed. Without that a group can stand still for ever: a
 * leader commits that it leaves the group, applies that and falls silent; the others need its vote until they know of the
 * commit, and it refuses because its log is longer, but may not campaign itself.
 */
function commitByRefusal(raft: Raft, m: RaftMessage): boolean {
  if (m.commit <= raft.log.committed || m.logTerm <= 0 || !raft.log.matches(m.commit, m.logTerm)) return false
  raft.log.commitTo(m.commit)
  return true
}

function lead(raft: Raft): void {
  raft.becomeLeader()
  // Commits what older terms left behind, which is not counted by itself (Raft section 5.4.2).
  appendOwn(raft, [NO_DATA], ENTRY_NORMAL)
  broadcastAppend(raft)
}

function hasConfChangeToApply(raft: Raft): boolean {
  const { log } = raft
  for (let low = log.applied + 1; low <= log.committed;) {
    const page = log.slice(low, log.committed + 1, raft.settings.applyBytesMax)
    // Compacted under a snapshot that waits to be installed: not promotable, asked before.
    if (page === null || page.length === 0) return true
    if (page.some((entry) => entry.kind === ENTRY_CONF_CHANGE)) return true
    low += page.length
  }
  return false
}
