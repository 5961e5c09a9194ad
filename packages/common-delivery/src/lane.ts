import type { StateWriter } from '@robustmq/common-state-log'
import type { FetchResult, Shard } from '@robustmq/storage-adapter'
import type { CachedRange } from './batch-cache.ts'
import type { RecordFilter } from './options.ts'
import { RangeSet } from './range-set.ts'
import type { ReferenceList } from './reference-list.ts'
import { SmallSet } from './small-set.ts'

/*
 * Who reads what: a source is a shard, a record a consumer as it is on disk, a lane the way of one through the other. They
 * point at each other, so they stand together.
 */

/** Deliveries noted ahead of time at first. */
export const RESERVE_AHEAD = 128

/** Operations on a lane that have not been written, three numbers each. */
export const OP_FLOOR = 1
export const OP_DONE = 2
export const OP_RESERVE = 3
export const OP_COUNT = 4
export const OP_SEEK = 5
export const OP_ENQUEUE = 6

/**
 * One consumer's way through one log: a position, and what is done above a floor. Positions are offsets of the shard, or, in a
 * queue of references, numbers of the queue. Plain fields: one object per consumer and shard, which may be a hundred thousand of either.
 */
export class Lane {
  readonly record: ConsumerRecord
  /** Of the state key: the shard, or a number above all shards for a list of references. */
  readonly id: number
  /** Null for references. */
  readonly source: Source | null
  readonly references: ReferenceList | null
  /** Shards that the references are to. */
  readonly sources: Set<Source> | null
  /** Everything below is done. */
  floor: number
  /** First position not yet taken from the log in this run. */
  next: number
  /** Written: what is below may have been handed to a member. */
  reserved: number
  /** On disk. */
  reservedDurable: number
  /** Deliveries that are noted ahead of time. */
  ahead: number = RESERVE_AHEAD
  /** What a run before this one may have handed over: at load it counts as handed over once. */
  suspect: number
  /** Done above the floor. */
  ranges: RangeSet | null = null
  /** Deliveries of a run before this one, of what is not loaded yet, where they were more than one. */
  counts: Map<number, number> | null = null
  /** Left by a reader that has closed: dead letters whose append is under way. */
  buried: Set<number> | null = null
  /** Entries of the consumer's table that are of this lane. */
  entries = 0
  /** What is to be written: `OP_*`, and two numbers. */
  ops: number[] | null = null
  /** In the list of lanes that are to be written. */
  dirty = false
  flushedFloor: number
  priority = 0
  filter: RecordFilter | null = null
  /** Place in the consumer's list. */
  index = 0
  /** In the consumer's queue of lanes that have more. */
  queued = false
  /** Rises when the lane begins anew: what was noted before is void. */
  epoch = 0
  /** In the list of a stage. */
  staged = false
  range: CachedRange | null = null

  constructor(record: ConsumerRecord, id: number, source: Source | null, references: ReferenceList | null, floor: number, suspect: number) {
    this.record = record
    this.id = id
    this.source = source
    this.references = references
    this.sources = references === null ? null : new Set()
    this.floor = floor
    this.next = floor
    this.flushedFloor = floor
    this.reserved = Math.max(floor, suspect)
    this.reservedDurable = this.reserved
    this.suspect = this.reserved
  }

  /** One past the last position there is. */
  get end(): number {
    if (this.references !== null) return this.references.nextNumber
    return (this.source as Source).committedOffset
  }

  markDone(start: number, end: number): void {
    if (start > this.floor) {
      this.ranges ??= new RangeSet()
      this.ranges.add(start, end)
      return
    }
    if (end <= this.floor) return
    this.floor = end
    const { ranges } = this
    if (ranges === null) return
    this.floor = ranges.absorb(end)
    if (ranges.count === 0) this.ranges = null
  }

  /** First position at or after `position` that is not done. */
  firstOpen(position: number): number {
    if (position < this.floor) position = this.floor
    if (this.ranges === null) return position
    const index = this.ranges.find(position)
    return index < 0 ? position : this.ranges.endOf(index)
  }

  /** Notes for the log that [start, end) is done; `markDone` has been called. */
  noteDone(start: number, end: number): void {
    const ops = (this.ops ??= [])
    const last = ops.length - 3
    if (last >= 0 && ops[last] === OP_DONE && ops[last + 2] === start) ops[last + 2] = end
    else ops.push(OP_DONE, start, end)
  }

  /** Deliveries before this run of what is at `position`. */
  countBefore(position: number): number {
    if (position >= this.suspect) return 0
    return this.counts?.get(position) ?? 1
  }

  /** Begins anew at `position`: nothing is done, nothing handed over. */
  restart(position: number): void {
    this.epoch++
    this.floor = position
    this.next = position
    this.suspect = position
    this.reserved = position
    this.reservedDurable = position
    this.ranges = null
    this.counts = null
    ;(this.ops ??= []).push(OP_SEEK, position, 0)
  }
}

/** One shard, for all consumers that follow it or refer to it. */
export class Source {
  readonly id: number
  shard: Shard | null = null
  /** All of them, offline ones too: a commit does not look at these. */
  readonly lanes: SmallSet<Lane> = new SmallSet()
  /** Those with a reader: told of commits. */
  readonly active: SmallSet<Lane> = new SmallSet()
  /** What the cache has of it. */
  ranges: CachedRange[] | null = null
  /** By offset: who waits for a fetch that is under way. */
  fetches: Map<number, Lane[]> | null = null
  watched = false
  /** What retention was told last; null: nothing is held. */
  held: number | null = null
  holdDirty = false

  constructor(id: number) {
    this.id = id
  }

  get committedOffset(): number {
    return this.shard === null ? 0 : this.shard.committedOffset
  }

  get logStartOffset(): number {
    return this.shard === null ? 0 : this.shard.logStartOffset
  }

  /** The cached range that holds the offset. */
  cached(offset: number): CachedRange | null {
    const { ranges } = this
    if (ranges === null) return null
    for (let i = ranges.length - 1; i >= 0; i--) {
      const range = ranges[i] as CachedRange
      if (range.holds(offset)) return range
    }
    return null
  }

  fetch(offset: number, bytesMax: number): FetchResult | Promise<FetchResult> {
    return (this.shard as Shard).fetch(offset, { bytesMax })
  }
}

/** Lanes that are found by looking at each. */
const FEW = 8

/** Who reads the lanes of a record while somebody is there. */
export interface LaneReader {
  /** The lane may have more. */
  laneHasMore(lane: Lane): void
  /** A fetch that it waited for has ended. */
  readable(): void
  /** Hands over at most `budget` messages; how many. */
  pump(budget: number): number
  /** In the engine's list of readers to be pumped. */
  scheduled: boolean
  /** Appends to the written state of the lane what the lane itself does not know. */
  extraState(lane: Lane, ops: number[]): void
  /** Counts above 1 of what is open in the lane: position, count, position, count … */
  extraCounts(lane: Lane, counts: number[]): void
}

/** A consumer as it is on disk: a name and its lanes. All that there is of one that is offline. */
export class ConsumerRecord {
  readonly name: string
  readonly writer: StateWriter | null
  readonly group: number
  lanes: Lane[] = []
  hold = true
  /** Counts on disk are exact, those of nothing delivered too. */
  exact = false
  reader: LaneReader | null = null
  private byId: Map<number, Lane> | null = null

  constructor(name: string, group: number, writer: StateWriter | null) {
    this.name = name
    this.group = group
    this.writer = writer
  }

  lane(id: number): Lane | null {
    if (this.byId !== null) return this.byId.get(id) ?? null
    for (const lane of this.lanes) if (lane.id === id) return lane
    return null
  }

  add(lane: Lane): void {
    lane.index = this.lanes.length
    this.lanes.push(lane)
    if (this.byId !== null) this.byId.set(lane.id, lane)
    else if (this.lanes.length > FEW) this.byId = new Map(this.lanes.map((each) => [each.id, each]))
  }

  /** The last lane takes its place; returns it, or null when it was the last itself. */
  remove(lane: Lane): Lane | null {
    const last = this.lanes.pop() as Lane
    this.byId?.delete(lane.id)
    if (last === lane) return null
    this.lanes[lane.index] = last
    last.index = lane.index
    return last
  }
}
