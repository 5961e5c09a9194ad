import type { RaftEntry } from './entry.ts'
import type { HardState, RaftSnapshot } from './hard-state.ts'
import type { RaftMessage } from './message.ts'
import type { ReadState, Role } from './raft.ts'

/**
 * What the driver has to do now, in this order:
 *
 * 1. Send `messages`; this may overlap with 2.
 * 2. Persist `snapshot` (state and log are replaced by it), `entries` (what stood at the same indexes and after them is
 *    gone, durably) and `hardState`, as one record or in this order: a hard state that survives without the entries says
 *    of those which they replace that they are committed. With `mustSync`, until they are durable.
 * 3. Send `messagesAfterPersist`: votes and confirmations, which are promises about what was persisted.
 * 4. Apply `committedEntries`, in order; a change of membership also goes to `applyConfChange`.
 * 5. Answer reads of `readStates` whose index is applied.
 * 6. Call `advance`.
 *
 * With `asyncStorage` 6 is `persisted(ticket)` after 2 and `applied(index)` after 4, and the next Ready may be taken before
 * either. What is persisted becomes durable in the order of the Readys; entries that it replaces are readable in the storage
 * before `persisted`; `committedEntries` are durable already, and are applied before a snapshot of a later Ready is installed.
 *
 * If persisting fails the process has to end: nothing is tried again. Arrays belong to the driver; entries are shared.
 */
export interface Ready {
  /** Readys of one node, counted from 1. */
  readonly ticket: number
  readonly messages: readonly RaftMessage[]
  readonly snapshot: RaftSnapshot | null
  readonly entries: readonly RaftEntry[]
  /** Null: as before. */
  readonly hardState: HardState | null
  /** False: only the commit index moved, which may be lost. */
  readonly mustSync: boolean
  readonly messagesAfterPersist: readonly RaftMessage[]
  readonly committedEntries: readonly RaftEntry[]
  readonly readStates: readonly ReadState[]
  /** Null: as before. */
  readonly softState: SoftState | null
}

/** What need not survive. */
export interface SoftState {
  readonly role: Role
  /** 0: not known. */
  readonly leader: number
}
