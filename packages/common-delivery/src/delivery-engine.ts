import { assert, errorCode } from '@robustmq/common-errors'
import { TURN_APPEND } from '@robustmq/common-runtime'
import type { Timers, TimerTask, TurnTask } from '@robustmq/common-runtime'
import type { Logger } from '@robustmq/common-log'
import type { OwnedState, StateWriter } from '@robustmq/common-state-log'
import { BATCH_HEADER_BYTES } from '@robustmq/record-batch'
import type { CommitListener, FetchResult, Shard } from '@robustmq/storage-adapter'
import { BatchCache } from './batch-cache.ts'
import type { CachedRange } from './batch-cache.ts'
import type { Consumer } from './consumer.ts'
import { DeadLetters } from './dead-letters.ts'
import type { Delivery, DeliveryDeps, DeliveryStats } from './delivery.ts'
import { DeliveryRun } from './delivery-run.ts'
import { LOCATE_END, LOCATE_STALLED, LOCATE_WAIT, LOCATED } from './engine-port.ts'
import type { DeliveryCounters, EnginePort, Mourner } from './engine-port.ts'
import { GroupConsumer } from './group-consumer.ts'
import { Holds, lowestReference } from './holds.ts'
import type { ConsumerOptions, DeliveryOptions } from './options.ts'
import { Stage } from './stage.ts'
import { StateBook } from './state-book.ts'
import { StoredBatch } from './stored-batch.ts'
import { ConsumerRecord, Source } from './lane.ts'
import type { Lane, LaneReader } from './lane.ts'

/** Handed over for one consumer before the next has its turn. */
const CONSUMER_MESSAGES_MAX = 4096
/** Notes of one lane before they are written out of turn; three numbers each. */
const LANE_OPS_MAX = 3 * 8192
const STALL_MS = 1000
const STAGES_KEPT = 16
const NAME_BYTES_MAX = 1024

const WAKE = (lane: Lane): void => lane.record.reader?.laneHasMore(lane)

/** Stands for a stretch without records. */
const EMPTY = new StoredBatch(Buffer.alloc(BATCH_HEADER_BYTES), 0, BATCH_HEADER_BYTES)
EMPTY.count = 0

/** Sources, the cache of batches, the list of consumers to serve, and what is to be written. */
export class DeliveryEngine implements Delivery, EnginePort, CommitListener, TurnTask, TimerTask {
  readonly run: DeliveryRun = new DeliveryRun()
  readonly counters: DeliveryCounters = { delivered: 0, redelivered: 0, acknowledged: 0, expiredLeases: 0, deadLetters: 0, discarded: 0, lost: 0 }
  locatedBatch: StoredBatch | null = null
  locatedRange: CachedRange | null = null
  locatedSource: Source | null = null
  locatedShift = 0
  locatedEnd = 0
  locatedPosition = 0
  readonly #deps: DeliveryDeps
  readonly #owned: OwnedState
  readonly #book: StateBook
  readonly #cache: BatchCache
  readonly #holds: Holds
  readonly #letters: DeadLetters
  readonly #sources = new Map<number, Source>()
  readonly #stages: Stage[] = []
  readonly #turnMessagesMax: number
  readonly #fetchBytes: number
  readonly #flushMs: number
  #volatile = new Set<ConsumerRecord>()
  #list: LaneReader[] = []
  #armed = false
  #dirty: Lane[] = []
  #flushArmed = false
  #closed = false

  constructor(options: DeliveryOptions, deps: DeliveryDeps) {
    this.#deps = deps
    this.#turnMessagesMax = options.turnMessagesMax ?? 16_384
    this.#fetchBytes = options.fetchBytes ?? 256 * 1024
    this.#flushMs = options.flushMs ?? 20
    this.#cache = new BatchCache(options.cacheBytesMax ?? 32 * 1024 * 1024, deps.decompress)
    this.#holds = new Holds(options.holdMs ?? 1000, deps.timers)
    this.#book = new StateBook({
      source: (id) => this.source(id), laneGone: (lane) => this.#forget(lane), laneFound: (lane) => this.#found(lane),
    })
    this.#owned = deps.states.register(this.#book)
    this.#letters = new DeadLetters({
      engine: this, book: this.#book, clock: deps.clock, timers: deps.timers, turns: deps.turns, log: deps.log,
      topicOf: deps.topicOf ?? String, companions: deps.driver.capabilities.companions,
    })
  }

  get timers(): Timers {
    return this.#deps.timers
  }

  get log(): Logger {
    return this.#deps.log
  }

  openGroup(group: number): Promise<void> {
    return this.#deps.states.open(group)
  }

  writer(group: number): StateWriter {
    return this.#owned.on(group)
  }

  has(group: number, name: string): boolean {
    return this.#book.record(group, name) !== null
  }

  names(group: number): IterableIterator<string> {
    return (this.#book.groups.get(group) ?? new Map<string, ConsumerRecord>()).keys()
  }

  open(group: number, name: string, options: ConsumerOptions): Consumer {
    const size = Buffer.byteLength(name)
    assert(size > 0 && size <= NAME_BYTES_MAX && !name.includes('\0'), 'the name of a consumer is out of bounds')
    const durable = options.durable ?? true
    let record = durable ? this.#book.record(group, name) : null
    if (record === null) {
      record = new ConsumerRecord(name, group, durable ? this.#owned.on(group) : null)
      if (durable) this.#book.add(record)
      else this.#volatile.add(record)
    }
    assert(record.reader === null, 'a consumer is opened once at a time')
    const hold = options.hold ?? true
    if (record.hold !== hold) {
      record.hold = hold
      for (const lane of record.lanes) this.putLane(lane)
    }
    const consumer = new GroupConsumer(record, this, options)
    record.reader = consumer
    return consumer
  }

  drop(group: number, name: string): void {
    const record = this.#book.record(group, name)
    if (record === null) return
    if (record.reader instanceof GroupConsumer) record.reader.close()
    this.dropRecord(record)
  }

  dropRecord(record: ConsumerRecord): void {
    for (const lane of record.lanes) this.removeLane(lane)
    record.lanes = []
    this.#book.remove(record)
  }

  shardGone(shard: number): void {
    const source = this.#sources.get(shard)
    if (source === undefined) return
    for (const lane of source.lanes.toArray()) {
      if (lane.source !== source) continue
      const { record } = lane
      if (record.reader instanceof GroupConsumer) record.reader.unfollow(shard)
      else {
        record.remove(lane)
        this.removeLane(lane)
      }
    }
  }

  applyHolds(): void {
    for (const source of this.#sources.values()) {
      this.#shardOf(source)
      this.#holds.apply(source)
    }
  }

  flush(): void {
    const dirty = this.#dirty
    this.#dirty = []
    for (const lane of dirty) if (lane.dirty) this.flushLane(lane)
  }

  stats(): DeliveryStats {
    let consumers = this.#volatile.size
    let lanes = 0
    for (const records of this.#book.groups.values()) {
      consumers += records.size
      for (const record of records.values()) lanes += record.lanes.length
    }
    for (const record of this.#volatile) lanes += record.lanes.length
    return { ...this.counters, consumers, lanes, deadLettersWaiting: this.#letters.waiting, cacheBytes: this.#cache.bytes }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const records of this.#book.groups.values()) {
      for (const record of records.values()) if (record.reader instanceof GroupConsumer) record.reader.close()
    }
    for (const record of this.#volatile) if (record.reader instanceof GroupConsumer) record.reader.close()
    this.flush()
    for (const source of this.#sources.values()) this.#unwatch(source)
    this.#holds.stop()
  }

  nowMs(): number {
    return this.#deps.clock.monotonic()
  }

  schedule(reader: LaneReader): void {
    if (reader.scheduled || this.#closed) return
    reader.scheduled = true
    this.#list.push(reader)
    this.#arm()
  }

  /** Serves consumers in turn, up to the bound of a turn. */
  onTurnEnd(): void {
    this.#armed = false
    const list = this.#list
    this.#list = []
    let budget = this.#turnMessagesMax
    let at = 0
    for (; at < list.length && budget > 0; at++) {
      const reader = list[at] as LaneReader
      reader.scheduled = false
      budget -= reader.pump(Math.min(budget, CONSUMER_MESSAGES_MAX))
    }
    if (at < list.length) this.#list = list.slice(at).concat(this.#list)
    if (this.#list.length > 0) this.#arm()
  }

  shardCommitted(shard: Shard): void {
    const source = this.#sources.get(shard.spec.shard)
    if (source === undefined) return
    if (source.active.size === 0) {
      this.#unwatch(source)
      return
    }
    source.active.each(WAKE)
  }

  source(id: number): Source {
    let source = this.#sources.get(id)
    if (source === undefined) this.#sources.set(id, (source = new Source(id)))
    return source
  }

  activate(lane: Lane, source: Source): void {
    source.active.add(lane)
    const shard = this.#shardOf(source)
    if (source.watched || shard === null) return
    source.watched = true
    shard.watch(this)
  }

  refers(lane: Lane, source: Source): void {
    if (source.lanes.has(lane)) return
    source.lanes.add(lane)
    lane.sources?.add(source)
    this.#shardOf(source)
    if (lane.record.hold) this.#holds.needs(source, lowestReference(lane, source.id))
  }

  createLane(record: ConsumerRecord, id: number, from: number): Lane {
    const lane = this.#book.newLane(record, id, from)
    this.#found(lane)
    if (record.writer !== null) this.putLane(lane)
    return lane
  }

  removeLane(lane: Lane): void {
    this.#book.removeLane(lane)
    this.#forget(lane)
  }

  putLane(lane: Lane): void {
    this.#book.put(lane)
  }

  writeEnqueue(lane: Lane, number: number, count: number, shard: number, offset: number): void {
    this.#book.enqueue(lane, number, count, shard, offset)
  }

  markDirty(lane: Lane): void {
    if (lane.ops !== null && lane.ops.length >= LANE_OPS_MAX) {
      this.flushLane(lane)
      return
    }
    if (lane.dirty) return
    lane.dirty = true
    this.#dirty.push(lane)
    if (this.#flushArmed) return
    this.#flushArmed = true
    this.#deps.timers.schedule(this.#flushMs, this)
  }

  /** What was settled has waited long enough. */
  onTimer(): void {
    this.#flushArmed = false
    this.flush()
  }

  flushLane(lane: Lane): void {
    lane.dirty = false
    this.#book.flush(lane)
  }

  floorMoved(lane: Lane): void {
    if (lane.source !== null) this.#holds.moved(lane.source)
    else if (lane.references !== null && lane.sources !== null) {
      lane.references.dropBelow(lane.floor)
      for (const source of lane.sources) this.#holds.moved(source)
    }
  }

  takeStage(): Stage {
    return this.#stages.pop() ?? new Stage()
  }

  giveStage(stage: Stage): void {
    stage.clear()
    if (this.#stages.length < STAGES_KEPT) this.#stages.push(stage)
  }

  bury(consumer: Mourner, key: number, reason: string): void {
    this.#letters.bury(consumer, key, reason)
  }

  consumerClosed(record: ConsumerRecord): void {
    if (!this.#volatile.delete(record)) return
    for (const lane of record.lanes) this.#forget(lane)
    record.lanes = []
  }

  locate(lane: Lane, position: number): number {
    let source = lane.source
    let shift = 0
    let end = 0
    const { references } = lane
    if (source !== null) end = source.committedOffset
    else if (references !== null) {
      const run = references.runFrom(position)
      if (run >= references.runCount) return LOCATE_END
      if (references.number(run) > position) position = references.number(run)
      source = this.source(references.shard(run))
      shift = references.offset(run) - references.number(run)
      this.#shardOf(source)
      end = Math.min(references.number(run) + references.length(run), source.committedOffset - shift)
    }
    if (source === null || this.#shardOf(source) === null) return LOCATE_END
    this.locatedSource = source
    this.locatedShift = shift
    this.locatedEnd = end
    if (position >= end) return LOCATE_END
    const offset = Math.max(position + shift, source.logStartOffset)
    if (offset - shift >= end) {
      // The whole of it is gone: the reader goes on behind it.
      return this.#nothing(source, end)
    }
    return this.#read(lane, source, offset)
  }

  /** Says that nothing is there before `end`. */
  #nothing(source: Source, end: number): number {
    this.locatedBatch = EMPTY
    this.locatedSource = source
    this.locatedPosition = end
    return LOCATED
  }

  #read(lane: Lane, source: Source, offset: number): number {
    let range = lane.range
    if (range === null || !range.holds(offset)) {
      range = source.cached(offset)
      if (range === null) {
        const result = this.#fetch(lane, source, offset)
        if (typeof result === 'number') return result
        range = result
      }
      if (lane.source !== null) lane.range = range
    }
    const batch = range.batchAt(offset)
    if (batch === null) return this.#nothing(source, Math.min(range.nextOffset - this.locatedShift, this.locatedEnd))
    if (!this.#cache.decode(batch, range)) {
      this.#stalled(lane, source, offset, 'the records of a batch cannot be read')
      return LOCATE_STALLED
    }
    this.locatedBatch = batch
    this.locatedRange = range
    const index = batch.indexFrom(offset)
    const found = index < batch.count ? batch.offset(index) : batch.nextOffset
    this.locatedPosition = Math.min(found - this.locatedShift, this.locatedEnd)
    return LOCATED
  }

  #fetch(lane: Lane, source: Source, offset: number): CachedRange | number {
    const waiting = source.fetches?.get(offset)
    if (waiting !== undefined) {
      waiting.push(lane)
      return LOCATE_WAIT
    }
    let result: FetchResult | Promise<FetchResult>
    try {
      result = source.fetch(offset, this.#fetchBytes)
    } catch (error) {
      this.#stalled(lane, source, offset, error)
      return LOCATE_STALLED
    }
    if (!(result instanceof Promise)) return this.#cache.add((source.ranges ??= []), result) ?? LOCATE_END
    const lanes = [lane]
    const fetches = (source.fetches ??= new Map())
    fetches.set(offset, lanes)
    result.then(
      (read) => {
        fetches.delete(offset)
        this.#cache.add((source.ranges ??= []), read)
        for (const each of lanes) this.#again(each)
      },
      (error: unknown) => {
        fetches.delete(offset)
        for (const each of lanes) this.#stalled(each, source, offset, error)
      },
    )
    return LOCATE_WAIT
  }

  #again(lane: Lane): void {
    const { reader } = lane.record
    if (reader !== null) {
      reader.laneHasMore(lane)
      reader.readable()
    }
    if (this.#letters.waiting > 0) this.#letters.run()
  }

  /** Nothing is skipped: the lane stands until it can be read. */
  #stalled(lane: Lane, source: Source, offset: number, error: unknown): void {
    if (errorCode(error) !== 'STORAGE_CLOSED') {
      this.log.error({ error, shard: source.id, offset, consumer: lane.record.name }, 'a consumer cannot read on and tries again')
    }
    this.timers.schedule(STALL_MS, { onTimer: () => this.#again(lane) })
  }

  #arm(): void {
    if (this.#armed || this.#closed) return
    this.#armed = true
    this.#deps.turns.atTurnEnd(TURN_APPEND, this)
  }

  #shardOf(source: Source): Shard | null {
    source.shard ??= this.#deps.driver.shard(source.id)
    return source.shard
  }

  /** A lane has come into being, or was found on disk. */
  #found(lane: Lane): void {
    const { source, references } = lane
    if (source !== null) {
      this.#shardOf(source)
      source.lanes.add(lane)
      if (lane.record.hold) this.#holds.needs(source, lane.floor)
    }
    for (let run = 0; references !== null && run < references.runCount; run++) this.refers(lane, this.source(references.shard(run)))
  }

  #forget(lane: Lane): void {
    lane.dirty = false
    for (const source of lane.source !== null ? [lane.source] : (lane.sources ?? [])) {
      source.lanes.delete(lane)
      source.active.delete(lane)
      if (source.lanes.size > 0) this.#holds.changed(source)
      else {
        this.#holds.apply(source)
        this.#unwatch(source)
        if (source.ranges !== null) this.#cache.forget(source.ranges)
        this.#sources.delete(source.id)
      }
    }
  }

  #unwatch(source: Source): void {
    if (!source.watched) return
    source.watched = false
    source.shard?.unwatch(this)
  }
}

/** Registers with `deps.states`; delivers after that has recovered. */
export function createDelivery(options: DeliveryOptions, deps: DeliveryDeps): Delivery {
  return new DeliveryEngine(options, deps)
}
