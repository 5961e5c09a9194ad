import { BatchCompactor, batchMaxTimestamp, batchNextOffset } from '@robustmq/record-batch'
import type { Decompressor, KeyOffsets } from '@robustmq/record-batch'
import type { CompactionSettings } from '@robustmq/storage-adapter'
import type { MemoryShard } from './memory-shard.ts'

/** Bytes removed, by what removed them. */
export interface Removed {
  byAge: number
  bySize: number
  byCap: number
  byCompaction: number
}

/** The shard has a limit of age or size, so the oldest of it may give way. */
export function mayGiveWay(shard: MemoryShard): boolean {
  const { deleteOld, retentionMs, retentionBytes } = shard.settings
  return deleteOld && (retentionMs !== null || retentionBytes !== null)
}

/** Where the oldest batch ends when nobody holds it, or null. */
export function firstRemovable(shard: MemoryShard): { readonly nextOffset: number; readonly timestampMs: number } | null {
  for (const batch of shard.batches()) {
    const nextOffset = batchNextOffset(batch, 0)
    return nextOffset <= shard.removableEnd ? { nextOffset, timestampMs: batchMaxTimestamp(batch, 0) } : null
  }
  return null
}

/** Removes what is too old, then what is too much. What is held or not committed stays. */
export function applyRetention(shard: MemoryShard, nowMs: number, removed: Removed): void {
  const { deleteOld, retentionMs, retentionBytes } = shard.settings
  if (!deleteOld) return
  if (retentionMs !== null) removed.byAge += shard.removeBefore(endOfOld(shard, nowMs - retentionMs))
  if (retentionBytes !== null) removed.bySize += shard.removeBefore(endOfExcess(shard, retentionBytes))
}

/** Ends behind the last batch older than `timeMs` before the first that is not. One without a time goes with a later one. */
function endOfOld(shard: MemoryShard, timeMs: number): number {
  let end = 0
  for (const batch of shard.batches()) {
    const nextOffset = batchNextOffset(batch, 0)
    const timestamp = batchMaxTimestamp(batch, 0)
    if (nextOffset > shard.removableEnd || timestamp >= timeMs) break
    if (timestamp >= 0) end = nextOffset
  }
  return end
}

/** A batch goes while what is left is still as large as allowed. */
function endOfExcess(shard: MemoryShard, bytesMax: number): number {
  let end = 0
  let left = shard.storedBytes
  for (const batch of shard.batches()) {
    left -= batch.length
    const nextOffset = batchNextOffset(batch, 0)
    if (left < bytesMax || nextOffset > shard.removableEnd) break
    end = nextOffset
  }
  return end
}

/** What a shard remembers between compactions. */
export interface CompactionState {
  /** Below it everything has been compacted. */
  cleanOffset: number
  /** When tombstones or markers may go; Infinity: there are none. */
  horizonMs: number
}

/** Compacts the shard when its settings say that it is worth it. */
export function applyCompaction(shard: MemoryShard, state: CompactionState, nowMs: number, decompress: Decompressor | null, removed: Removed): void {
  const { compaction } = shard.settings
  if (compaction === null) return
  const batches = eligible(shard, nowMs - compaction.lagMs)
  if (!isWorthIt(batches, state, compaction, nowMs)) return
  const compactor = new BatchCompactor({ keys: new MapOfKeys(), nowMs, deleteRetentionMs: compaction.deleteRetentionMs, decompress })
  for (const batch of batches) if (!compactor.survey(batch)) break
  const { endOffset } = compactor
  const included = batches.filter((batch) => batchNextOffset(batch, 0) <= endOffset)
  for (const batch of included) if (batchNextOffset(batch, 0) > state.cleanOffset) compactor.note(batch)
  const emitted: Buffer[] = []
  const emit = (batch: Buffer): void => void emitted.push(batch)
  for (const batch of included) compactor.rewrite(batch, emit)
  compactor.finish(emit)
  if (included.length > 0) removed.byCompaction += shard.replaceFront(included.length, emitted)
  state.cleanOffset = endOffset
  state.horizonMs = compactor.horizonMs
}

function eligible(shard: MemoryShard, timeMs: number): Buffer[] {
  const batches: Buffer[] = []
  for (const batch of shard.batches()) {
    if (batchNextOffset(batch, 0) > shard.committedOffset || batchMaxTimestamp(batch, 0) > timeMs) break
    batches.push(batch)
  }
  return batches
}

function isWorthIt(batches: readonly Buffer[], state: CompactionState, settings: CompactionSettings, nowMs: number): boolean {
  if (state.horizonMs <= nowMs) return true
  let total = 0
  let dirty = 0
  let oldestMs = Number.POSITIVE_INFINITY
  for (const batch of batches) {
    total += batch.length
    if (batchNextOffset(batch, 0) <= state.cleanOffset) continue
    dirty += batch.length
    oldestMs = Math.min(oldestMs, batchMaxTimestamp(batch, 0))
  }
  if (dirty === 0) return false
  if (settings.lagMsMax !== null && oldestMs <= nowMs - settings.lagMsMax) return true
  return dirty >= settings.dirtyRatioMin * total
}

/** Every byte is one character: keys are compared byte by byte. */
class MapOfKeys implements KeyOffsets {
  readonly #offsets = new Map<string, number>()

  put(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    this.#offsets.set(textOf(bytes, start, end), offset)
    return true
  }

  get(bytes: Uint8Array, start: number, end: number): number {
    return this.#offsets.get(textOf(bytes, start, end)) ?? -1
  }
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')
}
