export { FRAME_BATCH, FRAME_GROUP, FRAME_META, FRAME_SHARD, FRAME_SYNC_MARK } from './wal.ts'
export type {
  FrameHeader, RecoveredFrame, Wal, WalCompletion, WalFileListener, WalFrameLocation, WalHold, WalPosition, WalStats,
} from './wal.ts'
