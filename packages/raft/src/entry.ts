/** Opaque bytes of the state machine; empty for the entry that a new leader begins its term with. */
export const ENTRY_NORMAL = 0
/** An encoded `ConfChange`; hand it to `applyConfChange` when it is applied. */
export const ENTRY_CONF_CHANGE = 1

export type EntryKind = typeof ENTRY_NORMAL | typeof ENTRY_CONF_CHANGE

/** One entry of the log. Never changed once made; `data` is shared, not copied. Numbers stay below 2^53. */
export interface RaftEntry {
  readonly index: number
  readonly term: number
  readonly kind: EntryKind
  readonly data: Uint8Array
}

/** What an entry costs besides its data, so that a flood of empty ones is bounded too. */
export const ENTRY_OVERHEAD_BYTES = 24

export function entryBytes(entry: RaftEntry): number {
  return entry.data.length + ENTRY_OVERHEAD_BYTES
}

export function entriesBytes(entries: readonly RaftEntry[]): number {
  let bytes = 0
  for (const entry of entries) bytes += entryBytes(entry)
  return bytes
}

/** How many of `entries` fit into `bytesMax`; at least one, so that a large entry cannot block the log. */
export function countWithin(entries: readonly RaftEntry[], bytesMax: number): number {
  let bytes = 0
  for (let i = 0; i < entries.length; i++) {
    bytes += entryBytes(entries[i] as RaftEntry)
    if (bytes > bytesMax && i > 0) return i
  }
  return entries.length
}
