import type { RaftEntry } from './entry.ts'
import type { ConfState, HardState, RaftSnapshot } from './hard-state.ts'

/** Answer of `term` for an entry that is no longer in the log. */
export const TERM_COMPACTED = -1
/** Answer of `term` for an entry that is not yet in the log. */
export const TERM_UNKNOWN = -2

export interface InitialState {
  readonly hardState: HardState
  /** The last entry that the durable state machine holds: the snapshot's, or later if it keeps its own record. */
  readonly applied: number
  /** The configuration as of `applied`. A new group begins with a snapshot that holds its first one. */
  readonly confState: ConfState
}

/**
 * What has been persisted, as the core reads it back. Synchronous: a driver keeps the tail of the log in memory.
 * The core never writes through it; the driver does, with what `Ready` holds.
 */
export interface RaftStorage {
  /** Asked once, at the start. */
  initialState(): InitialState
  /** Entries from `low` up to and without `high`, at least one, beyond it at most `bytesMax`. Null: `low` is compacted. */
  entries(low: number, high: number, bytesMax: number): readonly RaftEntry[] | null
  /** Term of an entry from `firstIndex - 1` to `lastIndex`, else TERM_COMPACTED or TERM_UNKNOWN. */
  term(index: number): number
  /** The first entry that can be read; those before it are in the snapshot. 1 for an empty log. */
  firstIndex(): number
  /** The last entry, `firstIndex - 1` if there is none. */
  lastIndex(): number
  /** The latest snapshot, with its configuration. Null while it is being made: the core asks again. */
  snapshot(): RaftSnapshot | null
}
