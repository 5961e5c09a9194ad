/**
 * The storage contract. A driver stores shards: append-only sequences of record batches (format v2) with rising
 * offsets; readers tolerate gaps.
 *
 * - **Order**: offsets follow the order of `append` calls; completions of a shard come in the same order.
 * - **Committed** means durable by the shard's durability; readers with a position see only committed records.
 * - **Bounds**: a driver refuses (`STORAGE_QUEUE_FULL`) rather than buffer without limit, and says `congested` before that.
 * - **Threads**: all calls on one thread; results arrive on the same thread.
 *
 * @packageDocumentation
 */
export { STORAGE_ERROR_CODES, storageError } from './errors.ts'
export type { StorageErrorCode } from './errors.ts'
export type {
  AppendCompletion, AppendOptions, CommitListener, Companion, Durability, FetchLimits, FetchResult, Shard, ShardSpec,
} from './shard.ts'
export type { PressureListener, StorageCapabilities, StorageDriver, StorageStats } from './driver.ts'
export { SHARD_SETTINGS_DEFAULT } from './shard-settings.ts'
export type { CompactionSettings, LookupSettings, ShardSettings } from './shard-settings.ts'
export { addressMatcher, addressPrefix, exactAddress } from './address-pattern.ts'
export type { AddressCount, AddressPattern, RecordFields, ShardLookup } from './shard-lookup.ts'
