import { BatchCompactor, batchBaseOffset, batchNextOffset } from '@robustmq/record-batch'
import type { Compressor, Decompressor } from '@robustmq/record-batch'
import type { CompactionSettings } from '@robustmq/storage-adapter'
import type { DeletedOffsets } from './deleted-offsets.ts'
import { walkExtent } from './extent-batches.ts'
import { HashedKeys } from './hashed-keys.ts'
import type { RewriteOutput } from './rewrite-output.ts'
import {
  EXTENT_BASE, EXTENT_BYTES, EXTENT_COLUMNS, EXTENT_COMPACTED, EXTENT_FLAGS, EXTENT_MAX_TIMESTAMP, EXTENT_NEXT,
} from './row-columns.ts'
import type { SegmentFiles } from './segment-files.ts'
import type { SegmentShard } from './segment-shard.ts'

/** What a shard remembers between compactions; lost with the process, and then taken from the flags of its extents. */
export interface CompactionState {
  /** Below it everything has been compacted. */
  cleanOffset: number
  /** When tombstones or markers may go; Infinity: there are none. */
  horizonMs: number
}

export interface CompactionTools {
  readonly files: SegmentFiles
  readonly decompress: Decompressor | null
  readonly compress: Compressor | null
  /** Memory for the keys of one compaction, bytes. */
  readonly keyBytesMax: number
  pace(): Promise<void>
}

/** Extents that become one hold this many bytes at least, if there are as many. */
const GROUP_BYTES = 64 * 1024 * 1024
/** An extent covers fewer offsets. */
const SPAN_LIMIT = 2 ** 31

/** The state of a shard that was not compacted since the start. */
export function initialState(shard: SegmentShard, nowMs: number, deleteRetentionMs: number): CompactionState {
  let cleanOffset = shard.logStartOffset
  const { extents } = shard
  for (let i = 0; i < extents.length && (extents.cell(i, EXTENT_FLAGS) & EXTENT_COMPACTED) !== 0; i++) cleanOffset = extents.cell(i, EXTENT_NEXT)
  // What the horizons are is not known without reading: none that was set is later than this.
  return { cleanOffset, horizonMs: cleanOffset > shard.logStartOffset ? nowMs + deleteRetentionMs : Number.POSITIVE_INFINITY }
}

/** How many extents from the front may be compacted; 0 when it is not worth it. */
export function dueExtents(shard: SegmentShard, state: CompactionState, settings: CompactionSettings, nowMs: number): number {
  const { extents } = shard
  let count = 0
  let total = 0
  let dirty = 0
  let oldestMs = Number.POSITIVE_INFINITY
  for (; count < extents.length; count++) {
    const timestamp = extents.cell(count, EXTENT_MAX_TIMESTAMP)
    if (timestamp > nowMs - settings.lagMs) break
    const bytes = extents.cell(count, EXTENT_BYTES)
    total += bytes
    if (extents.cell(count, EXTENT_NEXT) <= state.cleanOffset) continue
    dirty += bytes
    oldestMs = Math.min(oldestMs, timestamp)
  }
  if (count === 0) return 0
  const isDue =
    state.horizonMs <= nowMs ||
    (dirty > 0 && (dirty >= settings.dirtyRatioMin * total || (settings.lagMsMax !== null && oldestMs <= nowMs - settings.lagMsMax)))
  return isDue ? count : 0
}

/** Compacts the first `count` extents of a shard into `next()`, which gives an output and is told of each extent that is complete. */
export class Compaction {
  readonly #tools: CompactionTools
  readonly #compactor: BatchCompactor
  readonly #cells: Float64Array
  readonly #shard: SegmentShard
  readonly #cleanOffset: number

  constructor(
    tools: CompactionTools, shard: SegmentShard, count: number, cleanOffset: number, settings: CompactionSettings, nowMs: number,
    deleted: DeletedOffsets | null,
  ) {
    this.#tools = tools
    this.#shard = shard
    this.#cells = shard.extents.cells.slice(shard.extents.at(0), shard.extents.at(count))
    this.#cleanOffset = cleanOffset
    this.#compactor = new BatchCompactor({
      keys: new HashedKeys(tools.keyBytesMax), nowMs, deleteRetentionMs: settings.deleteRetentionMs, decompress: tools.decompress,
      compress: tools.compress,
      ...(deleted === null ? {} : { isDeleted: (offset: number) => deleted.has(offset) }),
    })
  }

  get horizonMs(): number {
    return this.#compactor.horizonMs
  }

  get unreadable(): number {
    return this.#compactor.unreadable
  }

  /** Reads what is needed to decide. Returns where the compaction ends: before what has no room, or belongs to an open transaction. */
  async prepare(): Promise<number> {
    const compactor = this.#compactor
    await this.#walk(0, (batch) => compactor.survey(batch))
    let { endOffset } = compactor
    await this.#walk(this.#cleanOffset, (batch) => {
      if (batchBaseOffset(batch, 0) >= endOffset) return false
      if (batchNextOffset(batch, 0) <= this.#cleanOffset || compactor.note(batch)) return true
      endOffset = batchBaseOffset(batch, 0)
      return false
    })
    return endOffset
  }

  /** Writes the extents anew. `output` gives where to, before each; `done` is told after each. */
  async write(endOffset: number, output: () => RewriteOutput, done: () => Promise<void>): Promise<void> {
    const cells = this.#cells
    for (let at = 0; at < cells.length; ) {
      const end = endOfGroup(cells, at)
      // What no compaction touches stays as it is.
      if ((cells[at + EXTENT_BASE] as number) >= endOffset) return
      const nextOffset = cells[end - EXTENT_COLUMNS + EXTENT_NEXT] as number
      const target = output()
      await target.begin(this.#shard, cells[at + EXTENT_BASE] as number, nextOffset, nextOffset <= endOffset ? EXTENT_COMPACTED : 0)
      for (; at < end; at += EXTENT_COLUMNS) await this.#rewrite(at, endOffset, target)
      await this.#emit(target, (emit) => this.#compactor.finish(emit))
      await target.end()
      await done()
    }
  }

  async #rewrite(at: number, endOffset: number, target: RewriteOutput): Promise<void> {
    const compactor = this.#compactor
    await walkExtent(this.#tools.files, this.#cells, at, () => this.#tools.pace(), async (batch) => {
      await this.#emit(target, (emit) => {
        if (batchNextOffset(batch, 0) <= endOffset) {
          compactor.rewrite(batch, emit)
        } else {
          compactor.finish(emit)
          emit(batch)
        }
      })
      return true
    })
  }

  async #emit(target: RewriteOutput, run: (emit: (batch: Buffer) => void) => void): Promise<void> {
    const emitted: Buffer[] = []
    run((batch) => void emitted.push(batch))
    for (const batch of emitted) await target.append(batch)
  }

  async #walk(fromOffset: number, take: (batch: Buffer) => boolean): Promise<void> {
    const cells = this.#cells
    for (let at = 0; at < cells.length; at += EXTENT_COLUMNS) {
      if ((cells[at + EXTENT_NEXT] as number) <= fromOffset) continue
      if (!(await walkExtent(this.#tools.files, cells, at, () => this.#tools.pace(), take))) return
    }
  }
}

function endOfGroup(cells: Float64Array, at: number): number {
  let end = at + EXTENT_COLUMNS
  let bytes = cells[at + EXTENT_BYTES] as number
  // Only neighbours: what recovery found missing between them must go on being missed.
  while (
    end < cells.length && bytes < GROUP_BYTES && cells[end + EXTENT_BASE] === cells[end - EXTENT_COLUMNS + EXTENT_NEXT] &&
    (cells[end + EXTENT_NEXT] as number) - (cells[at + EXTENT_BASE] as number) < SPAN_LIMIT
  ) {
    bytes += cells[end + EXTENT_BYTES] as number
    end += EXTENT_COLUMNS
  }
  return end
}
