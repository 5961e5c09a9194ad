import type { RecordCursor } from '@robustmq/record-batch'

/** Matches canonical addresses, level by level. */
export interface AddressPattern {
  /** A level's text, or null for any one level. */
  readonly levels: readonly (string | null)[]
  /** Any further levels may follow: none or more when `levels` is empty or `restIncludesNone`, else one or more. */
  readonly rest: boolean
  readonly restIncludesNone?: boolean
}

export interface AddressCount {
  /** Canonical. */
  readonly address: string
  readonly count: number
  readonly lastOffset: number
}

/**
 * Finds records by what is in them, where `ShardSettings.lookup` asks for it. Offsets found are of records that are
 * appended and neither trimmed, deleted nor compacted away; they may not be committed yet, which the caller sees by
 * comparing with `Shard.committedOffset`. Answers at once where the index is in memory.
 *
 * An address that a record does not carry itself is the shard's own: such records match no pattern here, since whoever
 * asks knows that address. Rebuilt from the records when it is lost or older than they are.
 */
export interface ShardLookup {
  lastByKey(key: Uint8Array): number | null | Promise<number | null>
  lastByAddress(pattern: AddressPattern): number | null | Promise<number | null>
  /** The first at or after `fromOffset`. */
  nextByAddress(pattern: AddressPattern, fromOffset: number): number | null | Promise<number | null>
  countByAddress(pattern: AddressPattern, fromOffset: number): number | Promise<number>
  /** Addresses that match, in order of their text, after `after` ('' to begin), at most `limit` (1 .. 100 000). */
  addresses(pattern: AddressPattern, after: string, limit: number): readonly AddressCount[] | Promise<readonly AddressCount[]>
  /** The first record with the tag at or after `fromOffset`. */
  nextByTag(tag: string, fromOffset: number): number | null | Promise<number | null>
}

/**
 * Reads from a record what lookups go by; given to a driver by the app, since only the layers above know the names of
 * headers. The cursor stands on the record and is not moved. `trusted`: the batch was written by the broker itself.
 */
export interface RecordFields {
  /** Canonical address that the record carries, or null when it is the shard's own. */
  address(cursor: RecordCursor, trusted: boolean): string | null
  tag(cursor: RecordCursor, trusted: boolean): string | null
}
