import { batchBaseOffset, batchMaxTimestamp, batchNextOffset, filterBatch, findInBatch, RECORDS_OK } from '@robustmq/record-batch'
import type { Decompressor, TimestampMatch } from '@robustmq/record-batch'
import { SHARD_SETTINGS_DEFAULT, storageError } from '@robustmq/storage-adapter'
import type { AppendOptions, CommitListener, FetchLimits, FetchResult, RecordFields, Shard, ShardLookup, ShardSettings, ShardSpec } from '@robustmq/storage-adapter'
import { MemoryLookup } from './memory-lookup.ts'
import type { LookupSource } from './memory-lookup.ts'

/** Removed batches at the front are cut off the array when they are this many and half of it. */
const CUT_COUNT_MIN = 64

/** Offsets of one `deleteRecords`. */
const DELETE_COUNT_MAX = 10_000

/** What a shard asks of its driver. */
export interface ShardOwner {
  readonly closed: boolean
  readonly decompress: Decompressor | null
  readonly fields: RecordFields | null
  append(shard: MemoryShard, batch: Buffer, options: AppendOptions): void
  /** Bytes that the shard holds no longer. */
  released(bytes: number): void
}

/** A shard in memory: its batches as they were appended, oldest first. */
export class MemoryShard implements Shard, LookupSource {
  readonly spec: ShardSpec
  settings: ShardSettings = SHARD_SETTINGS_DEFAULT
  lookup: ShardLookup | null = null
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
  #holds: Map<string, number> | null = null

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
    this.#moveStart(offset)
  }

  #moveStart(offset: number): void {
    this.logStartOffset = offset
    let freed = 0
    while (this.#head < this.#batches.length) {
      const batch = this.#batches[this.#head] as Buffer
      if (batchNextOffset(batch, 0) > offset) break
      freed += batch.length
      this.#batches[this.#head++] = EMPTY
    }
    this.#shrink(freed)
    if (this.#head >= CUT_COUNT_MIN && this.#head * 2 >= this.#batches.length) {
      this.#batches = this.#batches.slice(this.#head)
      this.#head = 0
    }
  }

  async deleteRecords(offsets: readonly number[]): Promise<void> {
    this.#checkAlive()
    if (offsets.length > DELETE_COUNT_MAX) throw new RangeError(`${offsets.length} offsets in one call, at most ${DELETE_COUNT_MAX}`)
    const { decompress } = this.#owner
    for (const [at, deleted] of this.#byBatch(offsets)) {
      const batch = this.#batches[at] as Buffer
      const result = filterBatch(batch, (cursor) => !deleted.has(cursor.offset), { decompress, keepEmpty: true })
      if (result.failure !== RECORDS_OK) throw storageError('STORAGE_UNSUPPORTED', 'a record of a compressed batch cannot be deleted')
      this.#batches[at] = result.batch as Buffer
      this.#shrink(batch.length - (result.batch as Buffer).length)
    }
  }

  configure(settings: ShardSettings): void {
    this.settings = settings
    if (settings.lookup === null) this.lookup = null
    else this.lookup ??= new MemoryLookup(this)
  }

  hold(holder: string, offset: number | null): void {
    if (offset !== null) (this.#holds ??= new Map()).set(holder, offset)
    else this.#holds?.delete(holder)
  }

  /** What lies before it is committed and held by nobody. */
  get removableEnd(): number {
    let end = this.committedOffset
    for (const offset of this.#holds?.values() ?? []) end = Math.min(end, offset)
    return end
  }

  get decompress(): Decompressor | null {
    return this.#owner.decompress
  }

  get fields(): RecordFields | null {
    return this.#owner.fields
  }

  /** Oldest first. */
  *batches(): Generator<Buffer> {
    for (let i = this.#head; i < this.#batches.length; i++) yield this.#batches[i] as Buffer
  }

  /** Moves the start forward, over whole batches. Returns the bytes that went. */
  removeBefore(offset: number): number {
    if (offset <= this.logStartOffset) return 0
    const before = this.storedBytes
    this.#moveStart(offset)
    return before - this.storedBytes
  }

  /** Puts `batches`, which cover the same offsets, in place of the first `count`. Returns the bytes that went. */
  replaceFront(count: number, batches: readonly Buffer[]): number {
    const before = this.storedBytes
    let bytes = 0
    for (let i = this.#head; i < this.#head + count; i++) bytes += (this.#batches[i] as Buffer).length
    for (const batch of batches) bytes -= batch.length
    this.#batches = [...batches, ...this.#batches.slice(this.#head + count)]
    this.#head = 0
    this.#shrink(bytes)
    return before - this.storedBytes
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

  #shrink(bytes: number): void {
    this.storedBytes -= bytes
    this.#owner.released(bytes)
  }

  /** Offsets of committed records, by the index of their batch. */
  #byBatch(offsets: readonly number[]): Map<number, Set<number>> {
    const found = new Map<number, Set<number>>()
    for (const offset of offsets) {
      if (offset < this.logStartOffset || offset >= this.committedOffset) continue
      const at = this.#find(offset)
      const deleted = found.get(at)
      if (deleted === undefined) found.set(at, new Set([offset]))
      else deleted.add(offset)
    }
    return found
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
