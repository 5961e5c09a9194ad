import type { Decompressor } from '@robustmq/record-batch'
import { BatchCursor, batchMaxTimestamp, batchRecordCount, filterBatch, isControl, mayExpire, RecordCursor } from '@robustmq/record-batch'
import { BatchLives } from './batch-lives.ts'
import { isExpired, ttlExpiry } from './record-expiry.ts'
import { spentBatch } from './spent-batch.ts'

export interface ExpiryFilterOptions {
  /** Batches remembered, so that each is walked once; a power of two, 36 bytes each. Default 4096. */
  readonly rememberedBatches?: number
}

export interface ExpiryFilterDeps {
  readonly decompress: Decompressor
}

/** What is left of a fetch. The filter's own fields: valid until its next call. */
export interface LiveChunks {
  /** Whole batches; the chunks that were given, the very same array, when nothing has expired. */
  readonly chunks: readonly Buffer[]
  readonly bytes: number
  /** Records have expired and nothing else is there: `chunks` is one batch without records that says how far it reaches. */
  readonly spent: boolean
}

/**
 * Takes expired records out of what a reader of whole batches gets. Batches without expired records go out as they are, untouched and, where
 * nothing can expire, unread; those with some are written anew with their offsets kept; those with nothing left are left out,
 * except the last one when nothing else remains.
 */
export interface ExpiryFilter {
  /** `ttlMs`: of the topic, 0 for none; `nowMs`: wall clock. The chunks hold whole batches and are not changed. */
  apply(chunks: readonly Buffer[], bytes: number, ttlMs: number, nowMs: number): LiveChunks
}

export function createExpiryFilter(options: ExpiryFilterOptions, deps: ExpiryFilterDeps): ExpiryFilter {
  return new ChunkFilter(options.rememberedBatches ?? 4096, deps.decompress)
}

const UNTOUCHED = 0
const REWRITTEN = 1
const GONE = 2

/** Plain fields: `apply` runs for every fetch. */
class ChunkFilter implements ExpiryFilter, LiveChunks {
  chunks: readonly Buffer[] = []
  bytes = 0
  spent = false
  private readonly lives: BatchLives
  private readonly decompress: Decompressor
  private readonly batches = new BatchCursor()
  private readonly records = new RecordCursor()
  private rewritten: Buffer | null = null

  constructor(rememberedBatches: number, decompress: Decompressor) {
    this.lives = new BatchLives(rememberedBatches)
    this.decompress = decompress
  }

  apply(chunks: readonly Buffer[], bytes: number, ttlMs: number, nowMs: number): LiveChunks {
    this.chunks = chunks
    this.bytes = bytes
    this.spent = false
    let live: Buffer[] | null = null
    let last: Buffer | null = null
    for (let i = 0; i < chunks.length; i++) {
      const chunk = chunks[i] as Buffer
      let from = 0
      this.batches.open(chunk, 0, chunk.length)
      while (this.batches.next()) {
        const { start, end } = this.batches
        const verdict = this.judge(chunk, start, end, ttlMs, nowMs)
        if (verdict === UNTOUCHED) continue
        live ??= chunks.slice(0, i)
        if (start > from) live.push(chunk.subarray(from, start))
        from = end
        if (verdict === REWRITTEN) live.push(this.rewritten as Buffer)
        else last = spentBatch(chunk, start)
      }
      if (live !== null && from < chunk.length) live.push(from === 0 ? chunk : chunk.subarray(from))
    }
    this.rewritten = null
    if (live !== null) this.take(live, last)
    return this
  }

  private take(live: Buffer[], last: Buffer | null): void {
    this.spent = live.length === 0
    if (live.length === 0 && last !== null) live.push(last)
    let bytes = 0
    for (const chunk of live) bytes += chunk.length
    this.chunks = live
    this.bytes = bytes
  }

  private judge(chunk: Buffer, start: number, end: number, ttlMs: number, nowMs: number): number {
    // Markers of transactions are not messages; those who keep account of transactions need them.
    if ((ttlMs === 0 && !mayExpire(chunk, start)) || isControl(chunk, start)) return UNTOUCHED
    if (batchRecordCount(chunk, start) === 0) return UNTOUCHED
    if (ttlExpiry(batchMaxTimestamp(chunk, start), ttlMs) <= nowMs) return GONE
    const { lives, records } = this
    if (!lives.recall(chunk, start)) {
      // What cannot be read goes out as it is: its reader will say so.
      if (!records.open(chunk, start, end, this.decompress) || !lives.learn(chunk, start, records)) return UNTOUCHED
    }
    if (lives.earliestExpiryMs > nowMs && ttlExpiry(lives.earliestTimestampMs, ttlMs) > nowMs) return UNTOUCHED
    const { batch, kept, removed } = filterBatch(chunk.subarray(start, end), (record) => !isExpired(record, nowMs, ttlMs), {
      decompress: this.decompress, keepEmpty: false,
    })
    if (removed === 0) return UNTOUCHED
    this.rewritten = batch
    return kept === 0 ? GONE : REWRITTEN
  }
}
