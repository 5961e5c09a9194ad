import type { BrokerError } from '@robustmq/common-errors'

/** What a frame carries. Values are a disk format: never renumber. */
export const FRAME_BATCH = 1
/** A command of the metadata group. */
export const FRAME_META = 2
/** Life of a shard: created, deleted, trimmed. */
export const FRAME_SHARD = 3
/** Reserved for replication: no-ops and configuration entries, which take an index but no shard offset. */
export const FRAME_GROUP = 4
/** Written by the log itself: "everything before this is synced". */
export const FRAME_SYNC_MARK = 5

/** Where a frame is: rising over the whole life of the log, never reused. */
export type WalPosition = number

/** The addressing part of a frame; all numbers below 2^48, group and tenant below 2^32. */
export interface FrameHeader {
  readonly kind: number
  readonly group: number
  readonly term: number
  /** Arrival number within the group. */
  readonly index: number
  readonly tenant: number
  readonly shard: number
  readonly baseOffset: number
}

/** Told once per append with `completion`, in append order, never from inside `append`. */
export interface WalCompletion {
  walCommitted(token: number, position: WalPosition): void
  walFailed(token: number, error: BrokerError): void
}

export interface WalFrameLocation {
  /** Number of the WAL file. */
  readonly file: number
  /** Byte position of the body in that file. */
  readonly bodyPosition: number
  readonly bodyBytes: number
}

/** A frame found by recovery. `body` is a view that is valid until the callback returns. */
export interface RecoveredFrame extends FrameHeader, WalFrameLocation {
  readonly position: WalPosition
  readonly body: Buffer
}

/** Says what an owner (a storage engine, the metadata engine) still needs from the log. */
export interface WalHold {
  /** Files whose every frame is before `position` may be recycled as far as this owner is concerned. Only moves forward. */
  releaseBefore(position: WalPosition): void
}

/** Told, off the hot path, when a file is full and synced: its frames can be moved to their long-term place. */
export interface WalFileListener {
  walFileSealed(file: number, firstPosition: WalPosition, endPosition: WalPosition): void
}

/** Synced bytes that recovery could not read back. They stay where they are; what they held is missing from the replay. */
export interface QuarantinedRange {
  /** Number of the WAL file. */
  readonly file: number
  /** Byte range in it; 0, 0 when the whole file is missing. */
  readonly fromByte: number
  readonly toByte: number
  /** Positions that are lost: [fromPosition, toPosition). */
  readonly fromPosition: WalPosition
  readonly toPosition: WalPosition
}

export interface SealedFile {
  readonly file: number
  readonly firstPosition: WalPosition
  readonly endPosition: WalPosition
}

export interface WalStats {
  readonly syncs: number
  readonly pendingBytes: number
  readonly files: number
  /** Number of the oldest file that is not given back. */
  readonly oldestFile: number
  readonly syncedPosition: WalPosition
}

export interface Wal {
  /**
   * Appends one frame: header and the concatenation of `body` and `extra` (null for none). Both buffers stay untouched
   * by the caller until committed. Nothing is written before the end of the turn (TURN_PERSIST), then everything with one write.
   * With `sync` false the frame does not by itself ask for a sync and counts as committed once written; frames are
   * committed in order either way. Returns where the body will be. Refusals (STORAGE-like codes `WAL_CLOSED`, `WAL_QUEUE_FULL`,
   * `WAL_FRAME_TOO_LARGE`, `WAL_DISK_FULL`) are thrown before anything is taken.
   */
  append(header: FrameHeader, body: Uint8Array, extra: Uint8Array | null, sync: boolean, completion: WalCompletion | null, token: number): WalFrameLocation
  /**
   * Reads a frame's body bytes back (also before they are synced). `done` gets a buffer that it owns: the first `bytes` of
   * `into`, which nobody touches meanwhile, or a new one.
   */
  read(file: number, position: number, bytes: number, done: (error: BrokerError | null, buffer: Buffer | null) => void, into?: Buffer): void
  hold(owner: string): WalHold
  onFileSealed(listener: WalFileListener): void
  /** Closes the current file early, so that `walFileSealed` follows; for tests and shutdown. */
  seal(): void
  /** True above the high-water mark of pending bytes. */
  readonly congested: boolean
  onRelief(listener: { walRelieved(): void }): void
  /** `WAL_CORRUPT` ranges that recovery found, in order of position; empty on a healthy log. */
  readonly quarantined: readonly QuarantinedRange[]
  /** Sealed files that are still held, oldest first: after opening, those that recovery replayed. */
  sealedFiles(): SealedFile[]
  stats(): WalStats
  /** Syncs what was appended, then closes. */
  close(): Promise<void>
}
