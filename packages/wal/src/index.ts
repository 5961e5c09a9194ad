/**
 * The write-ahead log of a node: one log for all shards and groups, with group commit, recovery that tells a torn tail
 * from damage, and files that are made ahead of need and used again.
 *
 * @packageDocumentation
 */
export { openWal } from './open-wal.ts'
export type { WalLog, WalOptions } from './wal-options.ts'
export type { TornTail } from './recovery.ts'
export { inspectWal } from './inspect-wal.ts'
export type { InspectedWalFile, WalInspection } from './inspect-wal.ts'
export { repairWal } from './repair-wal.ts'
export type { WalRepairOptions } from './repair-wal.ts'
export { WAL_ERROR_CODES } from './errors.ts'
export type { WalErrorCode } from './errors.ts'
export { FRAME_FORMAT, FRAME_HEADER_BYTES, frameBytes } from './frame.ts'
export { FRAME_BATCH, FRAME_GROUP, FRAME_META, FRAME_SHARD, FRAME_SYNC_MARK } from './wal.ts'
export type {
  FrameHeader, QuarantinedRange, RecoveredFrame, SealedFile, Wal, WalCompletion, WalFileListener, WalFrameLocation, WalHold, WalPosition,
  WalStats,
} from './wal.ts'
