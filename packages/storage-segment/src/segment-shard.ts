import { storageError } from '@robustmq/storage-adapter'
import type { AppendOptions, CommitListener, FetchLimits, FetchResult, Shard, ShardLookup, ShardSettings, ShardSpec } from '@robustmq/storage-adapter'
import { OffsetTable } from './offset-table.ts'
import {
  EXTENT_BYTES, EXTENT_COLUMNS, EXTENT_FILE, EXTENT_NEXT, ROW_BASE, ROW_BYTES, ROW_COLUMNS, ROW_FILE, ROW_INDEX, ROW_MAX_TIMESTAMP,
  ROW_NEXT, ROW_POSITION,
} from './row-columns.ts'
import type { Group, ShardColumns } from './shard-columns.ts'
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
  deleteRecords(shard: SegmentShard, offsets: readonly number[]): Promise<void>
  /** The shard has other settings than before. */
  configured(shard: SegmentShard): void
  lookupOf(shard: SegmentShard): ShardLookup | null
}

const NO_LISTENERS: Set<CommitListener> = new Set()
const NO_HOLDS: ReadonlyMap<string, number> = new Map()
/** Shared by all shards that have none; never added to. */
const NO_ROWS = new OffsetTable(ROW_COLUMNS)
const NO_TAIL = new ShardTail()

/**
 * A shard in use: where its batches are. Its numbers are in the table of all shards, so that this object may go when nobody
 * needs it. Plain fields: written for every batch by the driver, the converter and recovery.
 */
export class SegmentShard implements Shard {
  readonly spec: ShardSpec
  readonly owner: ShardOwner
  readonly table: ShardColumns<SegmentShard>
  /** Place in the columns of the table; 0 once deleted. */
  slot: number
  readonly group: Group
  deleted = false
  committedOffset: number
  /** Batches that are only in the log of the node; replaced by a table of its own with the first one. */
  rows: OffsetTable = NO_ROWS
  tail: ShardTail = NO_TAIL
  /** File of the log that got the shard's newest batch. */
  lastFile = -1
  /** In the driver's list of shards whose listeners are to be told. */
  dirty = false
  /** The table keeps this object. */
  isKept = false
  /** Reasons to keep this object, besides rows and listeners. */
  pins = 0
  /** Where a reader that goes on from `hintOffset` finds it, in segment `hintFile`. */
  hintOffset = -1
  hintFile = -1
  hintPosition = 0
  listeners: Set<CommitListener> = NO_LISTENERS
  #holds: ReadonlyMap<string, number> = NO_HOLDS
  #extents: OffsetTable | null = null

  constructor(owner: ShardOwner, table: ShardColumns<SegmentShard>, slot: number, spec: ShardSpec, group: Group) {
    this.owner = owner
    this.table = table
    this.slot = slot
    this.spec = spec
    this.group = group
    this.committedOffset = table.nexts[slot] as number
  }

  get logStartOffset(): number {
    return this.table.starts[this.slot] as number
  }

  get nextOffset(): number {
    return this.table.nexts[this.slot] as number
  }

  set nextOffset(offset: number) {
    this.table.nexts[this.slot] = offset
  }

  get storedBytes(): number {
    return this.table.bytes[this.slot] as number
  }

  get settings(): ShardSettings {
    return this.table.settingsOf(this.slot)
  }

  /** What has been moved to segments: always before the rows. Gathered from the tables of the files when first asked for. */
  get extents(): OffsetTable {
    this.#extents ??= this.table.gather(this)
    return this.#extents
  }

  get lookup(): ShardLookup | null {
    return this.owner.lookupOf(this)
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

  async deleteRecords(offsets: readonly number[]): Promise<void> {
    this.checkReadable()
    await this.owner.deleteRecords(this, offsets)
  }

  configure(settings: ShardSettings): void {
    this.table.setSettings(this.slot, settings)
    this.owner.configured(this)
  }

  hold(holder: string, offset: number | null): void {
    const holds = new Map(this.#holds)
    if (offset === null) holds.delete(holder)
    else holds.set(holder, offset)
    this.#holds = holds.size === 0 ? NO_HOLDS : holds
    this.keepWhileNeeded()
  }

  /** Lowest offset that anybody holds; Infinity when nobody does. */
  get heldOffset(): number {
    let lowest = Number.POSITIVE_INFINITY
    for (const offset of this.#holds.values()) lowest = Math.min(lowest, offset)
    return lowest
  }

  watch(listener: CommitListener): void {
    // Most shards have none: they share an empty set.
    if (this.listeners === NO_LISTENERS) this.listeners = new Set()
    this.listeners.add(listener)
    this.keepWhileNeeded()
  }

  unwatch(listener: CommitListener): void {
    if (this.listeners.delete(listener) && this.listeners.size === 0) this.listeners = NO_LISTENERS
    this.keepWhileNeeded()
  }

  /** Keeps this object until `unpin` was called as often. */
  pin(): void {
    this.pins++
    this.keepWhileNeeded()
  }

  unpin(): void {
    this.pins--
    this.keepWhileNeeded()
  }

  /** To be called after anything that decides whether this object must stay. */
  keepWhileNeeded(): void {
    const needed = this.rows.length > 0 || this.listeners.size > 0 || this.pins > 0 || this.#holds !== NO_HOLDS
    if (needed === this.isKept || this.slot === 0) return
    if (needed) this.table.keep(this)
    else this.table.letGo(this)
  }

  checkReadable(): void {
    if (this.deleted) throw storageError('STORAGE_SHARD_UNKNOWN', `shard ${this.spec.shard} was deleted`)
    if (this.owner.closed) throw storageError('STORAGE_CLOSED', 'the storage is closed')
  }

  /** Adds the place of a batch in the log. */
  addRow(baseOffset: number, nextOffset: number, file: number, position: number, bytes: number, maxTimestamp: number, index: number): void {
    if (this.rows === NO_ROWS) this.rows = new OffsetTable(ROW_COLUMNS)
    const at = this.rows.add()
    const { cells } = this.rows
    cells[at + ROW_BASE] = baseOffset
    cells[at + ROW_NEXT] = nextOffset
    cells[at + ROW_FILE] = file
    cells[at + ROW_POSITION] = position
    cells[at + ROW_BYTES] = bytes
    cells[at + ROW_MAX_TIMESTAMP] = maxTimestamp
    cells[at + ROW_INDEX] = index
    this.table.addBytes(this.slot, bytes)
    if (!this.isKept) this.keepWhileNeeded()
  }

  /** The tail to add to. */
  ownTail(): ShardTail {
    if (this.tail === NO_TAIL) this.tail = new ShardTail()
    return this.tail
  }

  /** Rows up to file `file` of the log are in a segment: from now on they are found in the tables of the files. */
  dropRowsUpToFile(file: number): void {
    const count = this.rowsUpToFile(file)
    // Rows that a trim took meanwhile are counted no longer; the extent counts whole.
    for (let i = 0; i < count; i++) this.table.addBytes(this.slot, -this.rows.cell(i, ROW_BYTES))
    if (count > 0) this.rows.dropFront(count)
    if (this.rows.length === 0) this.rows = NO_ROWS
    if (this.tail.length === 0) this.tail = NO_TAIL
    this.keepWhileNeeded()
  }

  /** The tables of the files say something new of this shard, or it was not read for long: they are asked again. */
  dropExtents(): void {
    this.#extents = null
  }

  /** Moves the start and lets go of what is before it; files that hold nothing else go. */
  applyTrim(offset: number): void {
    if (offset <= this.logStartOffset) return
    const { extents, table, slot } = this
    table.starts[slot] = offset
    table.markChanged(slot)
    while (extents.length > 0 && extents.cell(0, EXTENT_NEXT) <= offset) {
      const file = extents.cell(0, EXTENT_FILE)
      table.addBytes(slot, -extents.cell(0, EXTENT_BYTES))
      extents.dropFront(1)
      table.files.release(file)
    }
    this.dropRowsBefore(offset)
  }

  /** Lets go of rows that end at or before `offset`. */
  dropRowsBefore(offset: number): void {
    const { rows, table, slot } = this
    let count = 0
    while (count < rows.length && rows.cell(count, ROW_NEXT) <= offset) table.addBytes(slot, -rows.cell(count++, ROW_BYTES))
    if (count === 0) return
    rows.dropFront(count)
    this.keepWhileNeeded()
  }

  /** The table has let go of the shard: it was deleted. */
  detach(): void {
    this.deleted = true
    this.isKept = false
    this.slot = 0
    this.rows = NO_ROWS
    this.tail = NO_TAIL
    this.#extents = new OffsetTable(EXTENT_COLUMNS)
    this.#holds = NO_HOLDS
    this.listeners = NO_LISTENERS
  }

  /** How many rows at the front are in file `file` of the log or an older one. */
  rowsUpToFile(file: number): number {
    let count = 0
    while (count < this.rows.length && this.rows.cell(count, ROW_FILE) <= file) count++
    return count
  }
}
