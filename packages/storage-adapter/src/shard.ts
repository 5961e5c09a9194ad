import type { BrokerError } from '@robustmq/common-errors'
import type { ShardLookup } from './shard-lookup.ts'
import type { ShardSettings } from './shard-settings.ts'

/** How soon an append is on the medium. `always`: before it counts as committed. */
export type Durability = 'always' | 'interval' | 'never'

/** Identity and placement of a shard; given by the catalog, never changed. The tenant is part of the identity. */
export interface ShardSpec {
  /** 0 .. 2^32-1 */
  readonly tenant: number
  /** 1 .. 2^48-1, unique in the cluster and never reused. */
  readonly shard: number
  /** Replication group, 1 .. 2^32-1. */
  readonly group: number
  readonly durability: Durability
}

/** Told once per append, never from inside `append`, in append order per shard. */
export interface AppendCompletion {
  /** The batch and its companions are committed; its records have offsets [baseOffset, nextOffset). */
  appendCommitted(token: number, baseOffset: number, nextOffset: number): void
  /** Nothing of it will ever be read. */
  appendFailed(token: number, error: BrokerError): void
}

export interface AppendOptions {
  /** Told of the outcome; null when nobody waits (a publish without acknowledgement). */
  readonly completion: AppendCompletion | null
  /** Handed back to `completion`. */
  readonly token: number
  /**
   * State changes that belong to the batch: appended to their shards in the same atomic write. After a crash all of them
   * are there, or none; when the append is refused, none is made. Shards of the same driver and group; at most 16.
   */
  readonly companions?: readonly Companion[]
  /** Append only if the next offset is this. */
  readonly expectedOffset?: number
}

/** A batch for another shard. Ownership of `batch` passes on as with `Shard.append`. */
export interface Companion {
  readonly shard: Shard
  readonly batch: Buffer
}

export interface FetchLimits {
  /** Bytes of whole batches to return; the first batch is returned whole even when larger. */
  readonly bytesMax: number
  /** The first batch too must fit in `bytesMax`. */
  readonly strict?: boolean
}

/** Whole batches back to back. The buffers are immutable and stay valid as long as they are referenced. */
export interface FetchResult {
  /** Each holds one or more whole batches; the first batch may begin before the offset asked for. */
  readonly chunks: readonly Buffer[]
  readonly bytes: number
  /** Where to go on: one past the last record returned, or the offset asked for when empty. */
  readonly nextOffset: number
  readonly logStartOffset: number
  /** One past the last committed record: readers with a position see nothing at or beyond it. */
  readonly committedOffset: number
}

/** Told, in the turn of the commit, that more can be read. */
export interface CommitListener {
  shardCommitted(shard: Shard, committedOffset: number): void
}

/** An open shard. All calls are made on one thread. */
export interface Shard {
  readonly spec: ShardSpec
  /** First offset that can still be read. */
  readonly logStartOffset: number
  /** Offset that the next appended record will get. */
  readonly nextOffset: number
  readonly committedOffset: number
  /** Bytes of live batches, as stored. */
  readonly storedBytes: number
  /**
   * Appends one record batch (format v2). Ownership of `batch` passes to the driver, which patches its base offset in
   * place (outside the batch's CRC) and may keep it as a cache entry: the caller neither writes to it nor to the memory
   * under it again. The batch's CRC has been checked, or made, by the caller. Offsets are given at once, in call order; the outcome is told
   * through `options.completion`. A condition that fails, a full queue, a full disk or a closed driver fail that way too.
   */
  append(batch: Buffer, options: AppendOptions): void
  /**
   * Reads whole batches from the one that holds `offset`, never beyond the committed offset. Answers at once when the
   * data is in memory. `offset == committedOffset` gives an empty result.
   * @throws BrokerError STORAGE_OFFSET_OUT_OF_RANGE (also as a rejection), STORAGE_CORRUPT, STORAGE_IO
   */
  fetch(offset: number, limits: FetchLimits): FetchResult | Promise<FetchResult>
  /** Offset and timestamp of the first committed record with a timestamp at or after the given one; null when there is none. */
  offsetForTimestamp(timestampMs: number): Promise<{ readonly offset: number; readonly timestampMs: number } | null>
  /** Moves the log start forward; what is before it may be removed. Resolves when the new start is durable. */
  trimFront(offset: number): Promise<void>
  /**
   * Removes single committed records: no read returns them from the moment of the call; resolves when that is durable.
   * Offsets outside the log or already removed are not an error. At most 10 000 offsets a call. Offsets of other records stay.
   */
  deleteRecords(offsets: readonly number[]): Promise<void>
  readonly settings: ShardSettings
  configure(settings: ShardSettings): void
  /**
   * What `holder` (a constant word) still needs: records at or after `offset` are removed neither by age nor by size.
   * Null lets go. In memory only: whoever holds says so again after opening, before `StorageDriver.startRetention`.
   */
  hold(holder: string, offset: number | null): void
  /** Null unless `settings.lookup` asks for one. */
  readonly lookup: ShardLookup | null
  watch(listener: CommitListener): void
  unwatch(listener: CommitListener): void
}
