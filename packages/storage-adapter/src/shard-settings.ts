/** Which records `compact` removes, and when. Log compaction as the log protocols know it: offsets never change. */
export interface CompactionSettings {
  /** A record is left alone until it is this old, milliseconds. */
  readonly lagMs: number
  /** Compacted at the latest when the oldest record not yet compacted is this old, milliseconds; null: no such bound. */
  readonly lagMsMax: number | null
  /** How long a record without a value (a tombstone) is kept after its key was compacted, milliseconds. */
  readonly deleteRetentionMs: number
  /** Share of bytes not yet compacted at which it is worth it, 0 .. 1. */
  readonly dirtyRatioMin: number
}

/** What `Shard.lookup` can find. Each costs memory or disk per record, so nothing is indexed unless asked for. */
export interface LookupSettings {
  readonly address: boolean
  readonly key: boolean
  readonly tag: boolean
}

/**
 * What of a shard may change while it lives. Its durable home is the catalog: a driver forgets it when it closes and is
 * told again after opening. Shards with the same settings share one object.
 */
export interface ShardSettings {
  /** Records older than this are removed, by whole files or batches, milliseconds; null: not by age. */
  readonly retentionMs: number | null
  /** The oldest file or batch goes while what is left of the shard is at least this, bytes; null: not by size. */
  readonly retentionBytes: number | null
  /** Null: not compacted. With it, `retentionMs` and `retentionBytes` count only when `deleteOld`. */
  readonly compaction: CompactionSettings | null
  /** Apply `retentionMs` and `retentionBytes`. False for a shard that is only compacted. */
  readonly deleteOld: boolean
  /** The newest data is closed for appending at this size, bytes … */
  readonly segmentBytes: number
  /** … or this age, milliseconds: retention and compaction work on closed data only. */
  readonly segmentMs: number
  readonly lookup: LookupSettings | null
}

/** Kept for ever, found by offset and time only: what a shard has until it is told otherwise. */
export const SHARD_SETTINGS_DEFAULT: ShardSettings = {
  retentionMs: null,
  retentionBytes: null,
  compaction: null,
  deleteOld: true,
  segmentBytes: 1024 * 1024 * 1024,
  segmentMs: 7 * 24 * 3600 * 1000,
  lookup: null,
}
