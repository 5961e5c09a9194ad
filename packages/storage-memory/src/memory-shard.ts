import { batchBaseOffset, batchMaxTimestamp, batchNextOffset } from '@robustmq/record-batch'
import type { Decompressor } from '@robustmq/record-batch'
import { SHARD_SETTINGS_DEFAULT, storageError } from '@robustmq/storage-adapter'
import type { AppendOptions, CommitListener, FetchLimits, FetchResult, Shard, ShardLookup, ShardSettings, ShardSpec } from '@robustmq/storage-adapter'
import { findInBatch } from '@robustmq/record-batch'
import type { TimestampMatch } from '@robustmq/record-batch'

/** Removed batches at the front are cut off the array when they are this many and half of it. */
const CUT_COUNT_MIN = 64

/** What a shard asks of its driver. */
export interface ShardOwner {
  readonly closed: boolean
  readonly decompress: Decompressor | null
  append(shard: MemoryShard, batch: Buffer, options: AppendOptions): void
  /** Bytes that the shard holds no longer. */
  released(bytes: number): void
}

/** A shard in memory: its batches as they were appended, oldest first. */
export class MemoryShard implements Shard {
  readonly spec: ShardSpec
  settings: ShardSettings = SHARD_SETTINGS_DEFAULT
  readonly lookup: ShardLookup | null = null
  logStartOffset = 0
  nextOffset = 0
  committedOffset = 0
  storedBytes = 0
  deleted = false
  /** True while the shard is in the driver's list of shards whose listeners are to be told. */
  dirty = false
  readonly listeners: CommitListener[] = []
  readonly #owner: ShardOwner
  #batches: Buffer[] = []
  #head = 0

  constructor(owner: ShardOwner, spec: ShardSpec) {
    this.#owner = owner
    this.spec = spec
  }

  belongsTo(owner: ShardOwner): boolean {
    return this.#owner === owner
  }

  append(batch: Buffer, options: AppendOptions): void {
    this.#owner.append(this, batch, options)
  }

  /** Takes a batch that has its offset. */
  push(batch: Buffer): void {
    this.#batches.push(batch)
    this.storedBytes += batch.length
  }

  fetch(offset: number, limits: FetchLimits): FetchResult {
    this.#checkAlive()
    this.#checkRange(offset)
    const chunks: Buffer[] = []
    let bytes = 0
    let nextOffset = offset
    if (offset < this.committedOffset) {
      for (let i = this.#find(offset); i < this.#batches.length; i++) {
        const batch = this.#batches[i] as Buffer
        if (batchBaseOffset(batch, 0) >= this.committedOffset) break
        if (bytes + batch.length > limits.bytesMax && (chunks.length > 0 || limits.strict === true)) break
        chunks.push(batch)
        bytes += batch.length
        nextOffset = batchNextOffset(batch, 0)
      }
    }
    return { chunks, bytes, nextOffset, logStartOffset: this.logStartOffset, committedOffset: this.committedOffset }
  }

  async offsetForTimestamp(timestampMs: number): Promise<TimestampMatch | null> {
    this.#checkAlive()
    for (let i = this.#head; i < this.#batches.length; i++) {
      const batch = this.#batches[i] as Buffer
      if (batchBaseOffset(batch, 0) >= this.committedOffset) return null
      if (batchMaxTimestamp(batch, 0) < timestampMs) continue
      const match = findInBatch(batch, this.logStartOffset, timestampMs, this.#owner.decompress)
      if (match !== null) return match
    }
    return null
  }

  async trimFront(offset: number): Promise<void> {
    this.#checkAlive()
    if (offset <= this.logStartOffset) return
    if (offset > this.committedOffset) {
      throw storageError('STORAGE_OFFSET_OUT_OF_RANGE', `trim to ${offset} is past the committed end ${this.committedOffset}`)
    }
    this.logStartOffset = offset
    let freed = 0
    while (this.#head < this.#batches.length) {
      const batch = this.#batches[this.#head] as Buffer
      if (batchNextOffset(batch, 0) > offset) break
      freed += batch.length
      this.#batches[this.#head++] = EMPTY
    }
    this.storedBytes -= freed
    this.#owner.released(freed)
    if (this.#head >= CUT_COUNT_MIN && this.#head * 2 >= this.#batches.length) {
      this.#batches = this.#batches.slice(this.#head)
      this.#head = 0
    }
  }

  async deleteRecords(): Promise<void> {
    throw storageError('STORAGE_UNSUPPORTED', 'single records cannot be deleted')
  }

  configure(settings: ShardSettings): void {
    this.settings = settings
  }

  hold(): void {
    // Nothing is removed by age or size.
  }

  watch(listener: CommitListener): void {
    this.listeners.push(listener)
  }

  unwatch(listener: CommitListener): void {
    const at = this.listeners.indexOf(listener)
    if (at >= 0) this.listeners.splice(at, 1)
  }

  /** Lets go of all batches. */
  clear(): void {
    this.deleted = true
    this.#batches = []
    this.#head = 0
    this.storedBytes = 0
    this.listeners.length = 0
  }

  /** Index of the batch that holds `offset`, which is within the committed range. */
  #find(offset: number): number {
    let low = this.#head
    let high = this.#batches.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (batchBaseOffset(this.#batches[middle] as Buffer, 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  #checkAlive(): void {
    if (this.deleted) throw storageError('STORAGE_SHARD_UNKNOWN', `shard ${this.spec.shard} was deleted`)
    if (this.#owner.closed) throw storageError('STORAGE_CLOSED', 'the storage is closed')
  }

  #checkRange(offset: number): void {
    if (offset >= this.logStartOffset && offset <= this.committedOffset) return
    throw storageError(
      'STORAGE_OFFSET_OUT_OF_RANGE',
      `offset ${offset} is outside ${this.logStartOffset}..${this.committedOffset} of shard ${this.spec.shard}`,
    )
  }
}

const EMPTY = Buffer.alloc(0)
