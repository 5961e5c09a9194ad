import type { ShardSettings } from '@robustmq/storage-adapter'
import { EXTENT_BYTES, EXTENT_MAX_TIMESTAMP, EXTENT_NEXT, ROW_BYTES, ROW_MAX_TIMESTAMP, ROW_NEXT } from './row-columns.ts'
import type { SegmentShard } from './segment-shard.ts'

/** Batches that go together: an extent, or a batch that is only in the log. */
export interface Unit {
  readonly nextOffset: number
  readonly bytes: number
  readonly timestampMs: number
}

/** Where a shard could begin, and what that gives. */
export interface Cut {
  readonly offset: number
  readonly bytes: number
}

/** Oldest first. */
export function* unitsOf(shard: SegmentShard): Generator<Unit> {
  const { extents, rows } = shard
  for (let i = 0; i < extents.length; i++) {
    yield { nextOffset: extents.cell(i, EXTENT_NEXT), bytes: extents.cell(i, EXTENT_BYTES), timestampMs: extents.cell(i, EXTENT_MAX_TIMESTAMP) }
  }
  for (let i = 0; i < rows.length; i++) {
    yield { nextOffset: rows.cell(i, ROW_NEXT), bytes: rows.cell(i, ROW_BYTES), timestampMs: rows.cell(i, ROW_MAX_TIMESTAMP) }
  }
}

/** What lies before it is committed and held by nobody. */
export function removableEnd(shard: SegmentShard): number {
  return Math.min(shard.committedOffset, shard.heldOffset)
}

/** The shard has a limit of age or size, so the oldest of it may give way. */
export function mayGiveWay({ deleteOld, retentionMs, retentionBytes }: ShardSettings): boolean {
  return deleteOld && (retentionMs !== null || retentionBytes !== null)
}

/** Behind the last unit older than `timeMs` before the first that is not. One without a time goes with a later one. */
export function endOfOld(shard: SegmentShard, timeMs: number): Cut | null {
  const end = removableEnd(shard)
  let cut: Cut | null = null
  let bytes = 0
  for (const unit of unitsOf(shard)) {
    if (unit.nextOffset > end || unit.timestampMs >= timeMs) break
    bytes += unit.bytes
    if (unit.timestampMs >= 0) cut = { offset: unit.nextOffset, bytes }
  }
  return cut
}

/** A unit goes while what is left is still as large as allowed. */
export function endOfExcess(shard: SegmentShard, bytesMax: number): Cut | null {
  const end = removableEnd(shard)
  let cut: Cut | null = null
  let bytes = 0
  for (const unit of unitsOf(shard)) {
    bytes += unit.bytes
    if (shard.storedBytes - bytes < bytesMax || unit.nextOffset > end) break
    cut = { offset: unit.nextOffset, bytes }
  }
  return cut
}

/** At the end of a unit. */
export function cutAt(shard: SegmentShard, offset: number): Cut {
  let bytes = 0
  for (const unit of unitsOf(shard)) {
    if (unit.nextOffset > offset) break
    bytes += unit.bytes
  }
  return { offset, bytes }
}
