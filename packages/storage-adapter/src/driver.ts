import type { Shard, ShardSpec } from './shard.ts'

/** What a driver can do; the conformance suite checks that it says the truth. */
export interface StorageCapabilities {
  /** Committed records survive the end of the process and loss of power. */
  readonly durable: boolean
  /** `AppendOptions.expectedOffset` */
  readonly conditionalAppend: boolean
  /** `AppendOptions.deltas` */
  readonly deltas: boolean
  /** `Shard.trimFront` */
  readonly trimFront: boolean
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
  /** True when publishers should not be read from until `storageRelieved`. */
  readonly congested: boolean
  onRelief(listener: PressureListener): void
  stats(): StorageStats
  /** Commits what was appended, then closes. Appends made after the call fail with STORAGE_CLOSED. */
  close(): Promise<void>
}
