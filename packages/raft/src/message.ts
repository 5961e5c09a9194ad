import type { RaftEntry } from './entry.ts'
import type { RaftSnapshot } from './hard-state.ts'

export const MSG_APPEND = 1
export const MSG_APPEND_RESPONSE = 2
export const MSG_VOTE = 3
export const MSG_VOTE_RESPONSE = 4
export const MSG_PRE_VOTE = 5
export const MSG_PRE_VOTE_RESPONSE = 6
export const MSG_SNAPSHOT = 7
export const MSG_HEARTBEAT = 8
export const MSG_HEARTBEAT_RESPONSE = 9
export const MSG_TIMEOUT_NOW = 10
export const MSG_READ_INDEX = 11
export const MSG_READ_INDEX_RESPONSE = 12
/** The leader has nothing to say until somebody speaks: see `RaftNode.quiesce`. */
export const MSG_QUIESCE = 13

export const MESSAGE_KIND_MAX: number = MSG_QUIESCE

/** `context` of a vote request that may disturb a living leader: it asked for it by MSG_TIMEOUT_NOW. */
export const CAMPAIGN_TRANSFER = 1

/**
 * What nodes of a group send each other. One shape for all kinds, so that the code that handles them stays monomorphic.
 * The transport may lose, repeat, delay and reorder messages, but must not change them nor deliver them to another node.
 */
export interface RaftMessage {
  readonly kind: number
  readonly to: number
  readonly from: number
  readonly term: number
  /** Append: the entry before `entries`. Append response: the last entry agreed on, or the one refused. Votes: last of the log. */
  readonly index: number
  /** Term of the entry at `index`; in a refused append response the term at `rejectHint`, in a refused vote the one at `commit`. */
  readonly logTerm: number
  /** What the sender knows to be committed; in heartbeats not more than what the receiver is known to have. */
  readonly commit: number
  readonly entries: readonly RaftEntry[]
  readonly reject: boolean
  readonly rejectHint: number
  /** Heartbeats: round of reads. Reads: the number given by the reader. Votes: 0 or CAMPAIGN_TRANSFER. */
  readonly context: number
  readonly snapshot: RaftSnapshot | null
}

export type MessageFields = Partial<RaftMessage> & Pick<RaftMessage, 'kind' | 'to'>

const NO_ENTRIES: readonly RaftEntry[] = []

/** Fills in what a kind of message does not use. */
export function newMessage(fields: MessageFields, from: number, term: number): RaftMessage {
  return {
    kind: fields.kind,
    to: fields.to,
    from,
    term: fields.term ?? term,
    index: fields.index ?? 0,
    logTerm: fields.logTerm ?? 0,
    commit: fields.commit ?? 0,
    entries: fields.entries ?? NO_ENTRIES,
    reject: fields.reject ?? false,
    rejectHint: fields.rejectHint ?? 0,
    context: fields.context ?? 0,
    snapshot: fields.snapshot ?? null,
  }
}
