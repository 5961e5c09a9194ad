import { OffsetTable } from './offset-table.ts'
import {
  ROW_BASE, ROW_BYTES, ROW_COLUMNS, ROW_FILE, ROW_INDEX, ROW_MAX_TIMESTAMP, ROW_NEXT, ROW_POSITION,
} from './row-columns.ts'
import { ShardTail } from './tail-cache.ts'
import type { CachedRows } from './tail-cache.ts'

const ROWS_MIN = 1024
/** A shard with more rows has a table of its own, which is searched instead of walked. */
export const CHAIN_ROWS_MAX = 32
const NO_PLACE = -1

/**
 * Rows (batches that are only in the log) of all shards that have few of them: columns of numbers, linked per shard, used
 * again when they are dropped. A million shards with some rows each are no object at all.
 */
export class RowChains implements CachedRows {
  /** By slot: first and last row, 0 for none. */
  #heads: Int32Array<ArrayBuffer>
  #tails: Int32Array
  #counts: Uint8Array
  /** By row, from 1 up. */
  #bases = new Float64Array(ROWS_MIN)
  #spans = new Uint32Array(ROWS_MIN)
  #files = new Uint32Array(ROWS_MIN)
  #positions = new Uint32Array(ROWS_MIN)
  #bytes = new Uint32Array(ROWS_MIN)
  #timestamps = new Float64Array(ROWS_MIN)
  #indexes = new Float64Array(ROWS_MIN)
  /** In the tail cache, or NO_PLACE. */
  #places = new Float64Array(ROWS_MIN)
  /** The row behind it; of a free row the next free one. */
  #nexts = new Int32Array(ROWS_MIN)
  #end = 1
  #free = 0

  constructor(slots: number) {
    this.#heads = new Int32Array(slots)
    this.#tails = new Int32Array(slots)
    this.#counts = new Uint8Array(slots)
  }

  growSlots(slots: number): void {
    this.#heads = grown(this.#heads, new Int32Array(slots))
    this.#tails = grown(this.#tails, new Int32Array(slots))
    this.#counts = grown(this.#counts, new Uint8Array(slots))
  }

  count(slot: number): number {
    return this.#counts[slot] as number
  }

  /** Offset of the first row of a shard that has one. */
  firstBase(slot: number): number {
    return this.#bases[this.#heads[slot] as number] as number
  }

  /** Timestamp of the first row of a shard that has one. */
  firstTimestamp(slot: number): number {
    return this.#timestamps[this.#heads[slot] as number] as number
  }

  /** Adds a row behind the others of the shard, which are fewer than `CHAIN_ROWS_MAX`; returns its number. */
  add(
    slot: number, baseOffset: number, nextOffset: number, file: number, position: number, bytes: number, maxTimestamp: number, index: number,
    place: number,
  ): number {
    const row = this.#take()
    this.#bases[row] = baseOffset
    this.#spans[row] = nextOffset - baseOffset
    this.#files[row] = file
    this.#positions[row] = position
    this.#bytes[row] = bytes
    this.#timestamps[row] = maxTimestamp
    this.#indexes[row] = index
    this.#places[row] = place
    this.#nexts[row] = 0
    if ((this.#counts[slot] as number) === 0) this.#heads[slot] = row
    else this.#nexts[this.#tails[slot] as number] = row
    this.#tails[slot] = row
    this.#counts[slot] = (this.#counts[slot] as number) + 1
    return row
  }

  /** Adds the rows of the shard to `into`, up to those in file `fileMax` of the log. */
  copyRows(slot: number, fileMax: number, into: OffsetTable): void {
    for (let row = this.#first(slot); row !== 0 && (this.#files[row] as number) <= fileMax; row = this.#nexts[row] as number) {
      const at = into.add()
      const { cells } = into
      cells[at + ROW_BASE] = this.#bases[row] as number
      cells[at + ROW_NEXT] = this.#nextOffset(row)
      cells[at + ROW_FILE] = this.#files[row] as number
      cells[at + ROW_POSITION] = this.#positions[row] as number
      cells[at + ROW_BYTES] = this.#bytes[row] as number
      cells[at + ROW_MAX_TIMESTAMP] = this.#timestamps[row] as number
      cells[at + ROW_INDEX] = this.#indexes[row] as number
    }
  }

  rows(slot: number): OffsetTable {
    const rows = new OffsetTable(ROW_COLUMNS)
    this.copyRows(slot, Number.POSITIVE_INFINITY, rows)
    return rows
  }

  /** Those of the newest rows that are in the tail cache. */
  tail(slot: number): ShardTail {
    const tail = new ShardTail()
    for (let row = this.#first(slot); row !== 0; row = this.#nexts[row] as number) {
      const place = this.#places[row] as number
      if (place !== NO_PLACE) tail.push(this.#bases[row] as number, place, this.#bytes[row] as number)
    }
    return tail
  }

  /** Drops rows in file `file` of the log or older ones; returns their bytes. */
  dropUpToFile(slot: number, file: number): number {
    let bytes = 0
    for (let row = this.#first(slot); row !== 0 && (this.#files[row] as number) <= file; row = this.#first(slot)) bytes += this.#drop(slot, row)
    return bytes
  }

  /** Drops rows that end at or before `offset`; returns their bytes. */
  dropBefore(slot: number, offset: number): number {
    let bytes = 0
    for (let row = this.#first(slot); row !== 0 && this.#nextOffset(row) <= offset; row = this.#first(slot)) bytes += this.#drop(slot, row)
    return bytes
  }

  clear(slot: number): void {
    for (let row = this.#first(slot); row !== 0; row = this.#first(slot)) this.#drop(slot, row)
  }

  /** A newer batch of the shard is not in the tail cache, so that these are not its newest. */
  forgetPlaces(slot: number): void {
    for (let row = this.#first(slot); row !== 0; row = this.#nexts[row] as number) this.#places[row] = NO_PLACE
  }

  evictPlace(row: number, from: number, end: number): void {
    const place = this.#places[row] as number
    // Else the row was dropped, and is perhaps another by now.
    if (place >= from && place < end) this.#places[row] = NO_PLACE
  }

  #first(slot: number): number {
    return (this.#counts[slot] as number) === 0 ? 0 : (this.#heads[slot] as number)
  }

  #nextOffset(row: number): number {
    return (this.#bases[row] as number) + (this.#spans[row] as number)
  }

  #drop(slot: number, row: number): number {
    this.#heads[slot] = this.#nexts[row] as number
    this.#counts[slot] = (this.#counts[slot] as number) - 1
    this.#places[row] = NO_PLACE
    this.#nexts[row] = this.#free
    this.#free = row
    return this.#bytes[row] as number
  }

  #take(): number {
    const free = this.#free
    if (free !== 0) {
      this.#free = this.#nexts[free] as number
      return free
    }
    if (this.#end === this.#bases.length) this.#grow()
    return this.#end++
  }

  #grow(): void {
    // By half: these are the largest arrays of a node with many shards.
    const size = Math.ceil(this.#bases.length * 1.5)
    this.#bases = grown(this.#bases, new Float64Array(size))
    this.#spans = grown(this.#spans, new Uint32Array(size))
    this.#files = grown(this.#files, new Uint32Array(size))
    this.#positions = grown(this.#positions, new Uint32Array(size))
    this.#bytes = grown(this.#bytes, new Uint32Array(size))
    this.#timestamps = grown(this.#timestamps, new Float64Array(size))
    this.#indexes = grown(this.#indexes, new Float64Array(size))
    this.#places = grown(this.#places, new Float64Array(size))
    this.#nexts = grown(this.#nexts, new Int32Array(size))
  }
}

/** `to`, which is longer, with the numbers of `from` at its beginning. */
export function grown<A extends Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array>(from: A, to: A): A {
  to.set(from)
  return to
}
