import { storageError } from '@robustmq/storage-adapter'
import type { AppendOptions, CommitListener, FetchLimits, FetchResult, Shard, ShardLookup, ShardSettings, ShardSpec } from '@robustmq/storage-adapter'
import { OffsetTable } from './offset-table.ts'
import {
  EXTENT_BYTES, EXTENT_COLUMNS, EXTENT_FILE, EXTENT_NEXT, ROW_BASE, ROW_BYTES, ROW_COLUMNS, ROW_FILE, ROW_INDEX, ROW_MAX_TIMESTAMP,
  ROW_NEXT, ROW_POSITION,
} from './row-columns.ts'
import type { Group, ShardColumns } from './shard-columns.ts'
import { CHAIN_ROWS_MAX } from './row-chains.ts'
import { ShardTail } from './tail-cache.ts'
import type { TailCache } from './tail-cache.ts'

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
  /** What a reader is given in place of these batches: deleted records are taken out. */
  visible(shard: SegmentShard, chunks: readonly Buffer[]): readonly Buffer[]
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
  /** Batches that are only in the log of the node, when they are many; few are in the chains of the table. */
  ownRows: OffsetTable | null = null
  ownTail: ShardTail | null = null
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

  /** Batches that are only in the log of the node, to be read. */
  get rows(): OffsetTable {
    if (this.ownRows !== null) return this.ownRows
    return this.table.chains.count(this.slot) === 0 ? NO_ROWS : this.table.chains.rows(this.slot)
  }

  /** The newest batches, where they are in the tail cache, to be read. */
  get tail(): ShardTail {
    if (this.ownTail !== null) return this.ownTail
    return this.table.chains.count(this.slot) === 0 ? NO_TAIL : this.table.chains.tail(this.slot)
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

  result(stored: readonly Buffer[], nextOffset: number): FetchResult {
    const chunks = this.owner.visible(this, stored)
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
    const needed = (this.ownRows !== null && this.ownRows.length > 0) || this.listeners.size > 0 || this.pins > 0 || this.#holds !== NO_HOLDS
    if (needed === this.isKept || this.slot === 0) return
    if (needed) this.table.keep(this)
    else this.table.letGo(this)
  }

  checkReadable(): void {
    if (this.deleted) throw storageError('STORAGE_SHARD_UNKNOWN', `shard ${this.spec.shard} was deleted`)
    if (this.owner.closed) throw storageError('STORAGE_CLOSED', 'the storage is closed')
  }

  /** Adds the place of a batch in the log, and in the tail cache when it is given (`batch`). */
  addRow(
    baseOffset: number, nextOffset: number, file: number, position: number, bytes: number, maxTimestamp: number, index: number,
    cache: TailCache | null, batch: Buffer | null,
  ): void {
    const { table, slot } = this
    table.addBytes(slot, bytes)
    // Not before its tail is empty too: a tail has no gap.
    if (this.ownRows?.length === 0 && (this.ownTail === null || this.ownTail.length === 0)) {
      this.ownRows = null
      this.ownTail = null
    }
    if (this.ownRows === null && table.chains.count(slot) === CHAIN_ROWS_MAX) this.#becomeLarge(cache)
    if (this.ownRows === null) {
      const place = cache === null || batch === null ? -1 : cache.put(batch)
      if (place < 0) table.chains.forgetPlaces(slot)
      const row = table.chains.add(slot, baseOffset, nextOffset, file, position, bytes, maxTimestamp, index, place)
      if (place >= 0) cache?.noteRow(row)
      return
    }
    const at = this.ownRows.add()
    const { cells } = this.ownRows
    cells[at + ROW_BASE] = baseOffset
    cells[at + ROW_NEXT] = nextOffset
    cells[at + ROW_FILE] = file
    cells[at + ROW_POSITION] = position
    cells[at + ROW_BYTES] = bytes
    cells[at + ROW_MAX_TIMESTAMP] = maxTimestamp
    cells[at + ROW_INDEX] = index
    if (!this.isKept) this.keepWhileNeeded()
    if (cache === null || batch === null) return
    this.ownTail ??= new ShardTail()
    cache.push(this.ownTail, baseOffset, batch)
  }

  /** What was rewritten is not to be read from the tail cache. */
  forgetTail(cache: TailCache): void {
    if (this.ownTail !== null) cache.forget(this.ownTail)
    else this.table.chains.forgetPlaces(this.slot)
  }

  #becomeLarge(cache: TailCache | null): void {
    const { chains } = this.table
    this.ownRows = chains.rows(this.slot)
    this.ownTail = chains.tail(this.slot)
    cache?.adopt(this.ownTail)
    chains.clear(this.slot)
    this.keepWhileNeeded()
  }

  /** Rows up to file `file` of the log are in a segment: from now on they are found in the tables of the files. */
  dropRowsUpToFile(file: number): void {
    const { ownRows, table, slot } = this
    if (ownRows === null) return
    let count = 0
    // Rows that a trim took meanwhile are counted no longer; the extent counts whole.
    while (count < ownRows.length && ownRows.cell(count, ROW_FILE) <= file) table.addBytes(slot, -ownRows.cell(count++, ROW_BYTES))
    this.#dropOwnRows(count)
  }

  #dropOwnRows(count: number): void {
    if (this.ownRows === null || count === 0) return
    this.ownRows.dropFront(count)
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
    const { ownRows, table, slot } = this
    if (ownRows === null) {
      table.addBytes(slot, -table.chains.dropBefore(slot, offset))
      return
    }
    let count = 0
    while (count < ownRows.length && ownRows.cell(count, ROW_NEXT) <= offset) table.addBytes(slot, -ownRows.cell(count++, ROW_BYTES))
    this.#dropOwnRows(count)
  }

  /** The table has let go of the shard: it was deleted. */
  detach(): void {
    this.deleted = true
    this.isKept = false
    this.slot = 0
    this.ownRows = null
    this.ownTail = null
    this.#extents = new OffsetTable(EXTENT_COLUMNS)
    this.#holds = NO_HOLDS
    this.listeners = NO_LISTENERS
  }
}
