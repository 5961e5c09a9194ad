import type { Shard, ShardSpec } from './shard.ts'

/** What a driver can do; the conformance suite checks that it says the truth. */
export interface StorageCapabilities {
  /** Committed records survive the end of the process and loss of power. */
  readonly durable: boolean
  /** `AppendOptions.expectedOffset` */
  readonly conditionalAppend: boolean
  /** `AppendOptions.companions` */
  readonly companions: boolean
  /** `Shard.trimFront` */
  readonly trimFront: boolean
  /** `ShardSettings` with limits of age and size, and `hold` */
  readonly retention: boolean
  /** `ShardSettings.compaction` */
  readonly compaction: boolean
  /** `ShardSettings.lookup` */
  readonly lookup: boolean
  /** `Shard.deleteRecords` */
  readonly deleteRecords: boolean
  /** Largest single batch, bytes. */
  readonly batchBytesMax: number
}

/** Tells when to stop and go on reading from publishers. */
export interface PressureListener {
  storageRelieved(): void
}

export interface StorageStats {
  readonly shards: number
  /** Bytes on the medium, all files. */
  readonly storedBytes: number
  /** Bytes appended and not yet committed. */
  readonly pendingBytes: number
  /** Number of fdatasync calls that have succeeded since start; 0 for volatile drivers. */
  readonly syncs: number
  /** Records in committed batches since the driver was opened. */
  readonly committedRecords: number
  readonly openFiles: number
  /** Bytes removed since the driver was opened, by what removed them. */
  readonly removed: { readonly byAge: number; readonly bySize: number; readonly byCap: number; readonly byCompaction: number }
  /** Appends refused since the node's cap is reached and what could go is held. */
  readonly capRefusals: number
  /** Ranges of committed offsets found damaged or missing since the driver was opened; each is in the log too. Absent: 0. */
  readonly damagedRanges?: number
}

/** One storage engine. Obtained from the driver package's `open…` function, which also recovers. */
export interface StorageDriver {
  readonly kind: string
  readonly capabilities: StorageCapabilities
  /** Resolves when the shard exists durably. Creating one that exists with the same spec is not an error. */
  createShard(spec: ShardSpec): Promise<Shard>
  /** The open shard, or null. Cheap. */
  shard(shard: number): Shard | null
  /** Removes the shard and its data. Waiting appends fail with STORAGE_SHARD_UNKNOWN. */
  deleteShard(shard: number): Promise<void>
  shards(): IterableIterator<Shard>
  /** From here on retention and compaction may remove: settings and holds are as their owners want them. */
  startRetention(): void
  /** True when publishers should not be read from until `storageRelieved`. */
  readonly congested: boolean
  onRelief(listener: PressureListener): void
  stats(): StorageStats
  /** Commits what was appended, then closes. Appends made after the call fail with STORAGE_CLOSED. */
  close(): Promise<void>
}
