import { SHARD_SETTINGS_DEFAULT, storageError } from '@robustmq/storage-adapter'
import type { AppendOptions, CommitListener, FetchLimits, FetchResult, Shard, ShardLookup, ShardSettings, ShardSpec } from '@robustmq/storage-adapter'
import { OffsetTable } from './offset-table.ts'
import { EXTENT_BYTES, EXTENT_COLUMNS, EXTENT_FILE, EXTENT_NEXT, ROW_BYTES, ROW_COLUMNS, ROW_FILE, ROW_NEXT } from './row-columns.ts'
import type { SegmentFiles } from './segment-files.ts'
import { ShardTail } from './tail-cache.ts'

/** What a shard asks of its driver. */
export interface ShardOwner {
  readonly closed: boolean
  append(shard: SegmentShard, batch: Buffer, options: AppendOptions): void
  /** Reads from the shard's tail, which holds `offset`. Returns the offset after the last batch taken. */
  gatherTail(shard: SegmentShard, offset: number, limits: FetchLimits, chunks: Buffer[]): number
  /** Reads what is not in the shard's tail. */
  fetchCold(shard: SegmentShard, offset: number, limits: FetchLimits): Promise<FetchResult>
  findTimestamp(shard: SegmentShard, timestampMs: number): Promise<{ readonly offset: number; readonly timestampMs: number } | null>
  trimFront(shard: SegmentShard, offset: number): Promise<void>
}

/** The arrival counter of a replication group. */
export interface Group {
  readonly group: number
  lastIndex: number
}

const NO_LISTENERS: Set<CommitListener> = new Set()

/** A shard: where its batches are. Plain fields: written for every batch by the driver, the converter and recovery. */
export class SegmentShard implements Shard {
  readonly spec: ShardSpec
  settings: ShardSettings = SHARD_SETTINGS_DEFAULT
  readonly lookup: ShardLookup | null = null
  readonly owner: ShardOwner
  readonly group: Group
  /** Set when creation is durable. Stays false for one that only a segment knows, since it was deleted: recovery drops it. */
  created = false
  deleted = false
  logStartOffset = 0
  nextOffset = 0
  committedOffset = 0
  storedBytes = 0
  /** Batches that are only in the log of the node. */
  readonly rows: OffsetTable = new OffsetTable(ROW_COLUMNS)
  /** What has been moved to segments: always before the rows. */
  readonly extents: OffsetTable = new OffsetTable(EXTENT_COLUMNS)
  readonly tail: ShardTail = new ShardTail()
  /** File of the log that got the shard's newest batch. */
  lastFile = -1
  /** In the driver's list of shards whose listeners are to be told. */
  dirty = false
  /** Where a reader that goes on from `hintOffset` finds it, in segment `hintFile`. */
  hintOffset = -1
  hintFile = -1
  hintPosition = 0
  listeners: Set<CommitListener> = NO_LISTENERS

  constructor(owner: ShardOwner, spec: ShardSpec, group: Group) {
    this.owner = owner
    this.spec = spec
    this.group = group
  }

  append(batch: Buffer, options: AppendOptions): void {
    this.owner.append(this, batch, options)
  }

  fetch(offset: number, limits: FetchLimits): FetchResult | Promise<FetchResult> {
    this.checkReadable()
    const committedOffset = this.committedOffset
    if (!(offset >= this.logStartOffset && offset <= committedOffset)) {
      throw storageError(
        'STORAGE_OFFSET_OUT_OF_RANGE',
        `offset ${offset} is outside ${this.logStartOffset}..${committedOffset} of shard ${this.spec.shard}`,
      )
    }
    if (offset < committedOffset && offset < this.tail.firstOffset) return this.owner.fetchCold(this, offset, limits)
    const chunks: Buffer[] = []
    const nextOffset = offset === committedOffset ? offset : this.owner.gatherTail(this, offset, limits, chunks)
    return this.result(chunks, nextOffset)
  }

  result(chunks: readonly Buffer[], nextOffset: number): FetchResult {
    let bytes = 0
    for (let i = 0; i < chunks.length; i++) bytes += (chunks[i] as Buffer).length
    return { chunks, bytes, nextOffset, logStartOffset: this.logStartOffset, committedOffset: this.committedOffset }
  }

  async offsetForTimestamp(timestampMs: number): Promise<{ readonly offset: number; readonly timestampMs: number } | null> {
    this.checkReadable()
    return this.owner.findTimestamp(this, timestampMs)
  }

  async trimFront(offset: number): Promise<void> {
    this.checkReadable()
    if (offset <= this.logStartOffset) return
    if (offset > this.committedOffset) {
      throw storageError(
        'STORAGE_OFFSET_OUT_OF_RANGE',
        `trim to ${offset} is past the committed end ${this.committedOffset} of shard ${this.spec.shard}`,
      )
    }
    await this.owner.trimFront(this, offset)
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
    // Most shards have none: they share an empty set.
    if (this.listeners === NO_LISTENERS) this.listeners = new Set()
    this.listeners.add(listener)
  }

  unwatch(listener: CommitListener): void {
    if (this.listeners.delete(listener) && this.listeners.size === 0) this.listeners = NO_LISTENERS
  }

  checkReadable(): void {
    if (this.deleted) throw storageError('STORAGE_SHARD_UNKNOWN', `shard ${this.spec.shard} was deleted`)
    if (this.owner.closed) throw storageError('STORAGE_CLOSED', 'the storage is closed')
  }

  /** First offset that is not in a segment, trimmed data aside. */
  get settledOffset(): number {
    return this.rows.length > 0 ? this.rows.cell(0, 0) : this.nextOffset
  }

  /** Moves the start and lets go of what is before it; files that hold nothing else go. */
  applyTrim(offset: number, files: SegmentFiles): void {
    if (offset <= this.logStartOffset) return
    this.logStartOffset = offset
    const { extents, rows } = this
    while (extents.length > 0 && extents.cell(0, EXTENT_NEXT) <= offset) {
      const file = extents.cell(0, EXTENT_FILE)
      this.storedBytes -= extents.cell(0, EXTENT_BYTES)
      extents.dropFront(1)
      files.release(file)
    }
    let count = 0
    while (count < rows.length && rows.cell(count, ROW_NEXT) <= offset) this.storedBytes -= rows.cell(count++, ROW_BYTES)
    if (count > 0) rows.dropFront(count)
  }

  /** Lets go of everything. */
  applyDelete(files: SegmentFiles): void {
    this.deleted = true
    for (let i = 0; i < this.extents.length; i++) files.release(this.extents.cell(i, EXTENT_FILE))
    this.extents.dropFront(this.extents.length)
    this.rows.dropFront(this.rows.length)
    this.storedBytes = 0
    this.listeners = NO_LISTENERS
  }

  /** How many rows at the front are in file `file` of the log or an older one. */
  rowsUpToFile(file: number): number {
    let count = 0
    while (count < this.rows.length && this.rows.cell(count, ROW_FILE) <= file) count++
    return count
  }
}
