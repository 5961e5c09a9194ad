import { BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, batchLastOffsetDelta, batchLength, batchRecordCount } from '@robustmq/record-batch'
import type { Durability } from '@robustmq/storage-adapter'
import type { RecoveredFrame } from '@robustmq/wal'
import { walkCompanions } from './companion-section.ts'
import { decodeShardFrame, SHARD_CREATED } from './shard-frame.ts'

/** A record takes at least this much: what says how many there can have been where nothing else does. */
const RECORD_BYTES_MIN = 7

/**
 * Calls `take` for the batches that a damaged frame held, as far as can be told. The frame's own place is certain; where its
 * batch ended, and what companions it had, is read from what is left of the body: `next` may be too high, never too low for
 * the frame's own batch.
 */
export function walkLostBatches(frame: RecoveredFrame, take: (shard: number, baseOffset: number, nextOffset: number) => void): void {
  const { body, baseOffset } = frame
  if (body.length < BATCH_HEADER_BYTES) {
    take(frame.shard, baseOffset, baseOffset + Math.max(1, Math.floor(frame.bodyBytes / RECORD_BYTES_MIN)))
    return
  }
  const own = BATCH_PREFIX_BYTES + batchLength(body, 0)
  const isOwnPlausible = own >= BATCH_HEADER_BYTES && own <= body.length
  take(frame.shard, baseOffset, baseOffset + offsetsOf(body, 0, isOwnPlausible ? own : body.length))
  if (!isOwnPlausible) return
  try {
    walkCompanions(body, own, (shard, base, start, end) => take(shard, base, base + offsetsOf(body, start, end)))
  } catch {
    // What it says of companions is damaged too: they are found missing when a later batch of theirs is met.
  }
}

/** Offsets that the batch at `[start, end)` covered, judged by two fields that have to agree. */
function offsetsOf(body: Buffer, start: number, end: number): number {
  const offsets = batchLastOffsetDelta(body, start) + 1
  return offsets > 0 && offsets === batchRecordCount(body, start) ? offsets : Math.max(1, Math.floor((end - start) / RECORD_BYTES_MIN))
}

/** Durability of a shard whose creation a damaged frame held, if that is what it held; else null. */
export function lostCreation(frame: RecoveredFrame): Durability | null {
  try {
    const { operation, durability } = decodeShardFrame(frame.body)
    return operation === SHARD_CREATED ? durability : null
  } catch {
    // Better a shard too many than the batches of one too few.
    return 'always'
  }
}
