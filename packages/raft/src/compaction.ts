import type { RaftStatus } from './raft-node.ts'

export interface CompactionOptions {
  /** Entries applied since the last snapshot that make the next one due. Default 10 000. */
  readonly snapshotEveryCount?: number
  /** Entries that stay behind a snapshot, for followers that lag a little. Default 1000. */
  readonly trailingCount?: number
  /** Entries that stay at most for a follower that is there and lags more. Default 100 000. */
  readonly trailingCountMax?: number
}

/** Whether a snapshot of the state machine is due. */
export function isSnapshotDue(status: RaftStatus, snapshotIndex: number, options: CompactionOptions = {}): boolean {
  return status.applied - snapshotIndex >= (options.snapshotEveryCount ?? 10_000)
}

/**
 * Up to where the log can be dropped when a snapshot of `snapshotIndex` is durable: some entries stay behind it, and on a
 * leader what a follower still needs that can be reached, since entries cost less than another snapshot. 0: nothing.
 */
export function compactableIndex(status: RaftStatus, snapshotIndex: number, options: CompactionOptions = {}): number {
  const trailing = options.trailingCount ?? 1000
  const most = Math.max(trailing, options.trailingCountMax ?? 100_000)
  let index = snapshotIndex - trailing
  for (const { id, match, recentActive, state } of status.members) {
    if (id !== status.id && recentActive && state !== 'snapshot') index = Math.min(index, match)
  }
  index = Math.max(index, snapshotIndex - most)
  return index >= status.firstIndex ? index : 0
}
