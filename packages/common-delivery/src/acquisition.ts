import type { TimerTask } from '@robustmq/common-runtime'
import { RUN_COUNT_MAX } from './delivery-run.ts'
import { LOCATE_END, LOCATE_STALLED, LOCATE_WAIT, LOCATED } from './engine-port.ts'
import type { EnginePort } from './engine-port.ts'
import { ENTRY_DEAD, ENTRY_DELAYED, ENTRY_IN_FLIGHT, ENTRY_READY, ENTRY_STAGED, EntryTable } from './entry-table.ts'
import { LaneQueue } from './lane-queues.ts'
import type { GroupMember } from './member.ts'
import { MemberChoice } from './member-choice.ts'
import { DEAD_LETTER_LIMIT } from './options.ts'
import type { ConsumerOptions } from './options.ts'
import { Reservation } from './reservation.ts'
import type { Stage, StageOwner } from './stage.ts'
import { STAGE_COUNT_MAX } from './stage.ts'
import type { StoredBatch } from './stored-batch.ts'
import { OP_COUNT, OP_RESERVE } from './lane.ts'
import type { ConsumerRecord, Lane } from './lane.ts'

/** Deliveries noted ahead of time, per lane: twice as many each time that a delivery had to wait for the note, up to this. */
const RESERVE_AHEAD_MAX = 8192
const REFUSED_RETRY_MS = 1000

/**
 * How messages get to members. A pass (`pump`) first takes what has come back, in its old place, then new records; notes on disk,
 * where it has to, that they are about to be delivered; then hands them over in runs. Plain fields: this runs for every message.
 */
export abstract class Acquisition implements StageOwner {
  readonly record: ConsumerRecord
  readonly choice: MemberChoice
  readonly entries: EntryTable = new EntryTable()
  scheduled = false
  open = true
  protected readonly engine: EnginePort
  protected readonly durable: boolean
  protected readonly manyShards: boolean
  protected readonly deliveryMax: number | null
  protected inFlight = 0
  protected inFlightBytes = 0
  protected readonly exact: boolean
  private readonly inFlightMax: number
  private readonly inFlightBytesMax: number
  private readonly parkedMax: number
  private readonly queues: LaneQueue[] = []
  private readyCount = 0
  /** No ready entry has a smaller key. */
  private readyFrom = Number.POSITIVE_INFINITY
  private nextKey = 0
  private pumping = false
  private waiting: Stage | null = null

  constructor(record: ConsumerRecord, engine: EnginePort, options: ConsumerOptions) {
    this.record = record
    this.engine = engine
    this.choice = new MemberChoice(options.dispatch ?? 'fair')
    this.durable = record.writer !== null
    this.manyShards = options.manyShards ?? false
    this.deliveryMax = options.deliveryMax ?? null
    this.exact = this.durable && (options.exact === true || this.deliveryMax !== null)
    record.exact = this.exact
    this.inFlightMax = options.inFlightMax ?? 65_536
    this.inFlightBytesMax = options.inFlightBytesMax ?? 64 * 1024 * 1024
    this.parkedMax = options.parkedMax ?? 1024
  }

  abstract extraState(lane: Lane, ops: number[]): void
  abstract extraCounts(lane: Lane, counts: number[]): void
  protected abstract leaseFor(index: number, deliveries: number, nowMs: number): void
  protected abstract giveUp(index: number, reason: string): void
  protected abstract release(index: number, delayMs: number): void

  laneHasMore(lane: Lane): void {
    if (lane.queued || this.choice.members.length === 0) return
    this.queueOf(lane.priority).push(lane)
    this.engine.schedule(this)
  }

  readable(): void {
    this.engine.schedule(this)
  }

  pump(budget: number): number {
    if (this.pumping || this.waiting !== null || this.choice.members.length === 0) return 0
    this.pumping = true
    const stage = this.engine.takeStage()
    let handed = 0
    let kept = false
    try {
      while (handed < budget) {
        this.choice.begin(this.readyCount + this.backlog())
        this.fill(stage, Math.min(STAGE_COUNT_MAX, budget - handed))
        if (stage.count === 0) break
        handed += stage.count
        kept = this.durable && this.mustWait(stage)
        if (kept) return handed
        this.handOver(stage)
        stage.clear()
      }
    } finally {
      this.pumping = false
      if (!kept) this.engine.giveStage(stage)
    }
    if (handed >= budget) this.engine.schedule(this)
    return handed
  }

  stageDurable(stage: Stage): void {
    if (this.waiting === stage) {
      this.waiting = null
      this.pumping = true
      try {
        this.handOver(stage)
      } finally {
        this.pumping = false
      }
      this.engine.schedule(this)
    }
    this.engine.giveStage(stage)
  }

  /** The log did not take the note: nothing has been handed over. */
  stageRefused(stage: Stage): void {
    if (this.waiting === stage) {
      this.waiting = null
      for (let i = 0; i < stage.count; i++) {
        const index = this.entries.find(stage.keys[i] as number)
        if (index >= 0 && this.entries.state(index) === ENTRY_STAGED) this.release(index, 0)
      }
      for (const lane of stage.lanes) lane.reserved = lane.reservedDurable
      const retry: TimerTask = { onTimer: () => this.engine.schedule(this) }
      this.engine.timers.schedule(REFUSED_RETRY_MS, retry)
    }
    this.engine.giveStage(stage)
  }

  protected queueOf(priority: number): LaneQueue {
    const { queues } = this
    let at = 0
    while (at < queues.length && (queues[at] as LaneQueue).priority > priority) at++
    const found = queues[at]
    if (found !== undefined && found.priority === priority) return found
    const queue = new LaneQueue(priority)
    queues.splice(at, 0, queue)
    return queue
  }

  /** Told of commits from now on. */
  protected wakeLane(lane: Lane): void {
    const { engine } = this
    if (lane.source !== null) engine.activate(lane, lane.source)
    else if (lane.sources !== null) for (const source of lane.sources) engine.activate(lane, source)
    if (lane.next < lane.end) this.laneHasMore(lane)
  }

  /** Nobody is there: commits are not looked at. */
  protected sleep(): void {
    for (const queue of this.queues) queue.clear()
    for (const lane of this.record.lanes) {
      if (lane.source !== null) lane.source.active.delete(lane)
      else if (lane.sources !== null) for (const source of lane.sources) source.active.delete(lane)
    }
    if (this.waiting === null || this.open) return
    this.waiting.abandon()
    this.waiting = null
  }

  /** What was settled may have made room. */
  protected afterSettling(): void {
    this.entries.trim()
    if (this.waiting === null && !this.pumping && (this.readyCount > 0 || this.hasQueued())) this.engine.schedule(this)
  }

  protected finish(index: number, write: boolean): void {
    const { entries, engine } = this
    const lane = this.record.lanes[entries.lane(index)] as Lane
    const position = entries.offset(index)
    const floor = lane.floor
    this.unlink(index)
    entries.finish(index)
    lane.entries--
    lane.markDone(position, position + 1)
    if (write && this.durable) {
      lane.noteDone(position, position + 1)
      engine.markDirty(lane)
    }
    if (lane.floor !== floor) engine.floorMoved(lane)
  }

  /** Takes an entry out of everything that counts entries of its state. */
  protected unlink(index: number): void {
    const { entries } = this
    const state = entries.state(index)
    if (state === ENTRY_IN_FLIGHT || state === ENTRY_STAGED) this.leaveMember(index)
    else if (state === ENTRY_READY) this.readyCount--
    else if (state === ENTRY_DELAYED) this.choice.setDelayed(entries.slot(index), -1)
    this.choice.closed(entries.slot(index))
  }

  protected leaveMember(index: number): void {
    const { entries } = this
    const bytes = entries.bytes(index)
    this.inFlight--
    this.inFlightBytes -= bytes
    const member = this.memberAt(entries.member(index))
    if (member !== null) {
      member.outstanding--
      member.outstandingBytes -= bytes
    }
    entries.setMember(index, -1)
  }

  protected markReady(index: number): void {
    const { entries } = this
    entries.setState(index, ENTRY_READY)
    entries.setDue(index, Number.POSITIVE_INFINITY)
    this.readyCount++
    if (entries.key(index) < this.readyFrom) this.readyFrom = entries.key(index)
  }

  /** The last one found: messages of a run are settled by the member that got them. */
  private lastMember: GroupMember | null = null

  private memberAt(index: number): GroupMember | null {
    if (index < 0) return null
    const last = this.lastMember
    if (last !== null && last.index === index) return last
    return (this.lastMember = this.choice.byIndex(index))
  }

  private hasQueued(): boolean {
    for (const queue of this.queues) if (queue.length > 0) return true
    return false
  }

  private backlog(): number {
    for (const queue of this.queues) {
      const lane = queue.head()
      if (lane !== null) return lane.end - lane.next
    }
    return 0
  }

  private get hasSpace(): boolean {
    return this.inFlight < this.inFlightMax && (this.inFlightBytes < this.inFlightBytesMax || this.inFlight === 0)
  }

  private fill(stage: Stage, max: number): void {
    for (const queue of this.queues) {
      if (!this.takeReady(stage, max, queue.priority) || !this.takeFresh(stage, max, queue)) return
    }
  }

  /** What has come back, of one priority, in its old order. False: no room, or to be gone on with later. */
  private takeReady(stage: Stage, max: number, priority: number): boolean {
    if (this.readyCount === 0) return true
    const { entries, choice, engine } = this
    let left = this.readyCount
    let from = Number.POSITIVE_INFINITY
    let goOn = true
    for (let i = entries.findFrom(this.readyFrom); i < entries.tail && left > 0; i++) {
      if (entries.state(i) !== ENTRY_READY) continue
      left--
      const lane = this.record.lanes[entries.lane(i)] as Lane
      let member: GroupMember | null = null
      if (lane.priority === priority) {
        if (stage.count >= max || !this.hasSpace) goOn = false
        else {
          member = choice.keyed ? choice.ofSlot(entries.slot(i)) : choice.next()
          if (member === null && !choice.keyed) goOn = false
        }
        if (member !== null) {
          const position = entries.offset(i)
          const where = engine.locate(lane, position)
          if (where === LOCATED && engine.locatedPosition === position) {
            this.readyCount--
            const batch = engine.locatedBatch as StoredBatch
            this.assign(stage, i, member, batch, batch.indexFrom(position + engine.locatedShift), lane, engine.locatedSource?.id ?? 0)
            continue
          }
          if (where === LOCATED || where === LOCATE_END) {
            // Retention or a deletion took it.
            engine.counters.lost++
            this.finish(i, true)
            continue
          }
          goOn = false
        }
      }
      from = Math.min(from, entries.key(i))
      if (!goOn) break
    }
    this.readyFrom = from
    return goOn
  }

  /** New records of the lanes of one priority, a batch of each in turn. False: no room, or to be gone on with later. */
  private takeFresh(stage: Stage, max: number, queue: LaneQueue): boolean {
    for (let lane = queue.head(); lane !== null; lane = queue.head()) {
      if (stage.count >= max || !this.hasSpace || this.readyCount >= this.parkedMax) return false
      const { source } = lane
      if (source !== null && lane.next < source.logStartOffset) this.jump(lane, source.logStartOffset)
      lane.next = lane.firstOpen(lane.next)
      const where = lane.next >= lane.end ? LOCATE_END : this.engine.locate(lane, lane.next)
      if (where === LOCATE_END) {
        queue.shift(false)
        continue
      }
      if (where === LOCATE_WAIT || where === LOCATE_STALLED) {
        // The others of this priority need not wait for it, but what is of one lane stays in order.
        if (queue.length === 1) return false
        queue.shift(false)
        continue
      }
      const floor = lane.floor
      const whole = this.takeBatch(stage, max, lane)
      if (lane.floor !== floor) {
        this.engine.floorMoved(lane)
        if (this.durable) this.engine.markDirty(lane)
      }
      if (!whole) return false
      queue.shift(lane.next < lane.end)
    }
    return true
  }

  /** Records of the batch that was located, from `lane.next` on. False when there was no room for all. */
  private takeBatch(stage: Stage, max: number, lane: Lane): boolean {
    const { engine, entries, choice } = this
    const batch = engine.locatedBatch as StoredBatch
    const shift = engine.locatedShift
    const end = engine.locatedEnd
    const shard = engine.locatedSource?.id ?? 0
    const { filter } = lane
    const { keyed } = choice
    if (engine.locatedPosition > lane.next) this.skip(lane, engine.locatedPosition)
    for (let i = batch.indexFrom(lane.next + shift); i < batch.count; i++) {
      const position = batch.offset(i) - shift
      if (position >= end) break
      if (position > lane.next) this.skip(lane, position)
      if (lane.ranges !== null && lane.ranges.find(position) >= 0) {
        lane.next = position + 1
        continue
      }
      if (filter !== null && !filter.accepts(batch, i)) {
        this.skip(lane, position + 1)
        continue
      }
      // Still on its way to the dead letters, sent by a reader before this one: it tells when it is there.
      if (lane.buried !== null && lane.buried.has(position)) return false
      if (stage.count >= max || !this.hasSpace) return false
      const before = lane.countBefore(position)
      const slot = keyed ? choice.slotOf(batch, i) : 0
      let member: GroupMember | null = null
      if (this.deliveryMax === null || before < this.deliveryMax) {
        member = keyed ? choice.ofSlot(slot) : choice.next()
        if (member === null && (!keyed || this.readyCount >= this.parkedMax)) return false
      }
      lane.counts?.delete(position)
      lane.next = position + 1
      lane.entries++
      const key = this.manyShards ? this.nextKey++ : position
      const index = entries.push(key, position, lane.index, ENTRY_READY, before, batch.size(i), slot)
      choice.opened(slot)
      if (member !== null) this.assign(stage, index, member, batch, i, lane, shard)
      else if (this.deliveryMax !== null && before >= this.deliveryMax) {
        entries.setState(index, ENTRY_DEAD)
        this.giveUp(index, DEAD_LETTER_LIMIT)
      } else {
        this.markReady(index)
        // Set aside: the reservation passes over it.
        if (this.exact && before === 0) (lane.ops ??= []).push(OP_COUNT, position, 0)
      }
    }
    const next = Math.min(batch.nextOffset - shift, end)
    if (next > lane.next) this.skip(lane, next)
    return true
  }

  /** Retention was faster. */
  private jump(lane: Lane, to: number): void {
    this.engine.counters.lost += to - Math.max(lane.next, lane.floor)
    this.skip(lane, to)
    this.engine.floorMoved(lane)
    if (this.durable) this.engine.markDirty(lane)
  }

  /** [lane.next, to) holds nothing for this consumer. */
  private skip(lane: Lane, to: number): void {
    lane.markDone(lane.next, to)
    lane.next = to
  }

  /** Gives an entry that is counted nowhere to a member. */
  private assign(stage: Stage, index: number, member: GroupMember, batch: StoredBatch, record: number, lane: Lane, shard: number): void {
    const { entries } = this
    const count = entries.count(index) + 1
    const bytes = entries.bytes(index)
    entries.setState(index, ENTRY_STAGED)
    entries.setMember(index, member.index)
    entries.setCount(index, count)
    member.outstanding++
    member.outstandingBytes += bytes
    member.granted--
    this.inFlight++
    this.inFlightBytes += bytes
    stage.add(member, batch, record, entries.key(index), shard, lane)
    // A first delivery follows from the reservation; but one that had been reserved and taken back is noted as none.
    if (!this.durable || (count === 1 && !(this.exact && entries.offset(index) < lane.reserved))) return
    ;(lane.ops ??= []).push(OP_COUNT, entries.offset(index), count)
    if (this.exact) stage.written = true
    else this.engine.markDirty(lane)
  }

  /** Notes the deliveries of the stage. True when they have to be on disk first. */
  private mustWait(stage: Stage): boolean {
    const { engine } = this
    let wait = stage.written
    let sent = false
    for (const lane of stage.lanes) {
      if (lane.next > lane.reservedDurable) {
        wait = true
        lane.ahead = Math.min(lane.ahead * 2, RESERVE_AHEAD_MAX)
      }
      const ahead = this.exact ? 0 : lane.ahead
      if (lane.next + ahead / 2 > lane.reserved) {
        lane.reserved = lane.next + ahead
        ;(lane.ops ??= []).push(OP_RESERVE, lane.reserved, 0)
        sent = true
      }
      stage.reserved.push(lane.reserved)
      stage.epochs.push(lane.epoch)
      if (sent || stage.written) engine.flushLane(lane)
    }
    if (!wait && !sent) return false
    const ticket = (this.record.writer as NonNullable<ConsumerRecord['writer']>).ticket()
    if (!wait) {
      for (const lane of stage.lanes) if (lane.reserved > lane.reservedDurable) ticket.wait(new Reservation(lane))
      stage.reserved.length = 0
      stage.epochs.length = 0
      return false
    }
    this.waiting = stage
    stage.await(ticket, this)
    return true
  }

  private handOver(stage: Stage): void {
    const { engine, entries } = this
    const { run } = engine
    const nowMs = engine.nowMs()
    let i = 0
    while (i < stage.count) {
      const member = stage.members[i] as GroupMember
      const batch = stage.batches[i] as StoredBatch
      const attributes = batch.attributes(stage.indexes[i] as number)
      run.begin(stage.shards[i] as number, batch, attributes)
      for (; i < stage.count && run.count < RUN_COUNT_MAX; i++) {
        const record = stage.indexes[i] as number
        if (stage.members[i] !== member || stage.batches[i] !== batch || batch.attributes(record) !== attributes) break
        const key = stage.keys[i] as number
        const index = entries.find(key)
        // While the note went to disk, its member may have left, or somebody settled or sought.
        if (index < 0 || entries.state(index) !== ENTRY_STAGED || entries.member(index) !== member.index) continue
        entries.setState(index, ENTRY_IN_FLIGHT)
        const deliveries = entries.count(index)
        if (deliveries > 1) engine.counters.redelivered++
        this.leaseFor(index, deliveries, nowMs)
        run.add(batch, record, key, deliveries)
      }
      if (run.count === 0) continue
      run.finish()
      engine.counters.delivered += run.count
      member.sink.deliver(run)
    }
  }
}
