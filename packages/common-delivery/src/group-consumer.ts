import { assert } from '@robustmq/common-errors'
import type { TimerId, TimerTask } from '@robustmq/common-runtime'
import { settledState } from './settled-state.ts'
import type { StateTicket } from '@robustmq/common-state-log'
import type { Shard } from '@robustmq/storage-adapter'
import { Acquisition } from './acquisition.ts'
import type { Consumer, ConsumerInfo } from './consumer.ts'
import type { EnginePort, Mourner } from './engine-port.ts'
import { ENTRY_DEAD, ENTRY_DELAYED, ENTRY_DONE, ENTRY_IN_FLIGHT, ENTRY_READY, ENTRY_STAGED } from './entry-table.ts'
import { REFERENCES } from './lane-state.ts'
import { GroupMember } from './member.ts'
import type { DeliverySink, Member, MemberOwner } from './member.ts'
import { DEAD_LETTER_LIMIT, DEAD_LETTER_REJECTED } from './options.ts'
import type { ConsumerOptions, DeadLetterTarget, FollowOptions, MemberOptions } from './options.ts'
import { OP_COUNT, OP_DONE, OP_RESERVE, RESERVE_AHEAD } from './lane.ts'
import type { ConsumerRecord, Lane, LaneReader } from './lane.ts'

/** Runs of references of one priority: what is written of them has to fit in one value. */
const RUN_COUNT_MAX = 131_072
const RUN_BYTES_MAX = 30

const ACK = 0
const NACK = 1
const REJECT = 2
const RENEW = 3
const DISCARD = 4
/** The timer of a consumer does not go off more often than this, milliseconds. */
const TIMER_STEP_MS = 10
/** In the member cell of a dead letter whose append is under way. */
const BURIED = -2
/** The same, where the note that it is done follows later. */
const SENT = -3

/** A consumer with its runtime. What is handed over how stands in `Acquisition`; here is what becomes of it. */
export class GroupConsumer extends Acquisition implements Consumer, LaneReader, Mourner, MemberOwner, TimerTask {
  readonly deadLetter: DeadLetterTarget | null
  private readonly leases: readonly number[] | null
  private readonly runCountMax: number
  private timerId: TimerId = 0
  private timerDueMs = Number.POSITIVE_INFINITY

  constructor(record: ConsumerRecord, engine: EnginePort, options: ConsumerOptions) {
    super(record, engine, options)
    const { leaseMs = null } = options
    this.leases = leaseMs === null ? null : typeof leaseMs === 'number' ? [leaseMs] : leaseMs
    this.deadLetter = options.deadLetter ?? null
    this.runCountMax = record.writer === null ? RUN_COUNT_MAX : Math.min(RUN_COUNT_MAX, Math.floor(record.writer.valueBytesMax / RUN_BYTES_MAX))
    for (const lane of record.lanes) this.queueOf(lane.priority)
  }

  get name(): string {
    return this.record.name
  }

  get group(): number {
    return this.record.group
  }

  follow(shard: Shard, options: FollowOptions): void {
    const { record, engine } = this
    const id = shard.spec.shard
    assert(this.open, 'a consumer that is closed follows nothing')
    assert(shard.spec.group === record.group, 'a consumer follows shards of its group')
    let lane = this.record.lane(id)
    if (lane === null) {
      assert(this.manyShards || record.lanes.length === 0, 'a consumer of several shards is opened as one')
      lane = engine.createLane(record, id, options.from)
    }
    lane.filter = options.filter ?? null
    lane.priority = options.priority ?? 0
    this.queueOf(lane.priority)
    if (this.choice.members.length > 0) this.wakeLane(lane)
  }

  unfollow(shard: number): void {
    const lane = this.record.lane(shard)
    if (lane === null) return
    this.forgetEntries(lane)
    if (lane.queued) this.queueOf(lane.priority).remove(lane)
    const { entries, record } = this
    const from = record.lanes.length - 1
    if (record.remove(lane) !== null) {
      for (let i = entries.head; i < entries.tail; i++) if (entries.lane(i) === from) entries.setLane(i, lane.index)
    }
    this.engine.removeLane(lane)
  }

  follows(shard: number): boolean {
    return this.record.lane(shard) !== null
  }

  settledTo(shard: number): number {
    return this.record.lane(shard)?.floor ?? -1
  }

  seek(shard: number, offset: number): void {
    const lane = this.record.lane(shard)
    if (lane === null) return
    this.forgetEntries(lane)
    lane.restart(offset)
    if (this.durable) this.engine.markDirty(lane)
    else lane.ops = null
    this.engine.floorMoved(lane)
    if (this.choice.members.length > 0) this.laneHasMore(lane)
  }

  enqueue(shard: Shard, offset: number, count: number, priority: number): number {
    assert(this.open && priority >= 0 && priority <= 255, 'priorities are 0 .. 255')
    const id = REFERENCES + priority
    let lane = this.record.lane(id)
    if (lane === null) {
      assert(this.manyShards || this.record.lanes.length === 0, 'a consumer of several lists is opened as one of many shards')
      lane = this.engine.createLane(this.record, id, 0)
      lane.priority = priority
      this.queueOf(priority)
    }
    const references = lane.references as NonNullable<typeof lane.references>
    if (references.runCount >= this.runCountMax) return -1
    const source = this.engine.source(shard.spec.shard)
    source.shard = shard
    const number = references.push(shard.spec.shard, offset, count)
    if (this.durable) this.engine.writeEnqueue(lane, number, count, shard.spec.shard, offset)
    this.engine.refers(lane, source)
    if (this.choice.members.length === 0) return number
    this.engine.activate(lane, source)
    this.laneHasMore(lane)
    return number
  }

  retract(priority: number, handle: number, count: number): void {
    const lane = this.record.lane(REFERENCES + priority)
    if (lane === null) return
    lane.markDone(handle, handle + count)
    if (!this.durable) return
    lane.noteDone(handle, handle + count)
    this.engine.markDirty(lane)
  }

  attach(sink: DeliverySink, options: MemberOptions): Member {
    assert(this.open, 'a consumer that is closed has no members')
    const member = new GroupMember(this, sink, options)
    this.choice.add(member)
    if (this.choice.members.length === 1) for (const lane of this.record.lanes) this.wakeLane(lane)
    if (member.hasRoom) this.engine.schedule(this)
    return member
  }

  ack(handles: Float64Array, from: number, count: number, member: Member | null): number {
    let settled = 0
    for (let i = from; i < from + count; i++) if (this.settle(this.entries.find(handles[i] as number), ACK, 0, member)) settled++
    this.afterSettling()
    return settled
  }

  ackOne(handle: number, member: Member | null): boolean {
    return this.settleOne(handle, ACK, 0, member)
  }

  ackUpTo(handle: number, member: Member | null): number {
    return this.settleRange(Number.NEGATIVE_INFINITY, handle, ACK, 0, member)
  }

  ackRange(first: number, last: number, member: Member | null): number {
    return this.settleRange(first, last, ACK, 0, member)
  }

  nack(handle: number, delayMs: number, member: Member | null): boolean {
    return this.settleOne(handle, NACK, delayMs, member)
  }

  nackRange(first: number, last: number, delayMs: number, member: Member | null): number {
    return this.settleRange(first, last, NACK, delayMs, member)
  }

  reject(handle: number, member: Member | null): boolean {
    return this.settleOne(handle, REJECT, 0, member)
  }

  rejectRange(first: number, last: number, member: Member | null): number {
    return this.settleRange(first, last, REJECT, 0, member)
  }

  renew(handle: number, member: Member | null): boolean {
    return this.settleOne(handle, RENEW, 0, member)
  }

  renewRange(first: number, last: number, member: Member | null): number {
    return this.settleRange(first, last, RENEW, 0, member)
  }

  discard(handle: number, member: Member | null): boolean {
    return this.settleOne(handle, DISCARD, 0, member)
  }

  ticket(): StateTicket {
    const { writer, lanes } = this.record
    if (writer === null) return settledState
    if (lanes.length <= 64) for (const lane of lanes) this.engine.flushLane(lane)
    else for (const lane of lanes) if (lane.dirty) this.engine.flushLane(lane)
    return writer.ticket()
  }

  info(): ConsumerInfo {
    let behind = 0
    for (const lane of this.record.lanes) behind += Math.max(0, lane.end - lane.next)
    return {
      inFlight: this.inFlight, inFlightBytes: this.inFlightBytes, waiting: this.entries.length - this.inFlight,
      members: this.choice.members.length, behind,
    }
  }

  close(): void {
    if (!this.open) return
    for (const member of [...this.choice.members]) member.detach(true)
    this.open = false
    const { entries, record, engine } = this
    this.sleep()
    for (const lane of record.lanes) this.rememberLane(lane)
    entries.clear()
    engine.timers.cancel(this.timerId)
    record.reader = null
    engine.consumerClosed(record)
  }

  drop(): void {
    this.close()
    this.engine.dropRecord(this.record)
  }

  memberHasRoom(): void {
    this.engine.schedule(this)
  }

  memberDetached(member: GroupMember, release: boolean): void {
    const { entries, choice } = this
    choice.remove(member)
    choice.disown(member)
    const lettingGo = release || this.leases === null
    for (let i = entries.head; i < entries.tail && member.outstanding > 0; i++) {
      if (entries.member(i) !== member.index) continue
      const state = entries.state(i)
      if (state === ENTRY_STAGED || (state === ENTRY_IN_FLIGHT && lettingGo)) this.release(i, 0)
    }
    if (choice.members.length === 0) this.sleep()
    else this.afterSettling()
  }

  /** Leases that have ended, delays that have passed. */
  onTimer(): void {
    this.timerId = 0
    this.timerDueMs = Number.POSITIVE_INFINITY
    const { entries, engine } = this
    const nowMs = engine.nowMs()
    let nextMs = Number.POSITIVE_INFINITY
    for (let i = entries.head; i < entries.tail; i++) {
      const state = entries.state(i)
      if (state !== ENTRY_IN_FLIGHT && state !== ENTRY_DELAYED) continue
      const dueMs = entries.due(i)
      if (dueMs > nowMs) {
        if (dueMs < nextMs) nextMs = dueMs
      } else if (state === ENTRY_DELAYED) this.becomeReady(i)
      else {
        engine.counters.expiredLeases++
        this.release(i, 0)
      }
    }
    if (nextMs < Number.POSITIVE_INFINITY) this.arm(nextMs)
    this.afterSettling()
  }

  /** The entry is with a member from now on: its lease begins. */
  protected leaseFor(index: number, deliveries: number, nowMs: number): void {
    const { leases } = this
    if (leases === null) return
    const dueMs = nowMs + (leases[Math.min(deliveries, leases.length) - 1] as number)
    this.entries.setDue(index, dueMs)
    if (dueMs < this.timerDueMs - TIMER_STEP_MS) this.arm(dueMs)
  }

  deadLane(key: number): Lane | null {
    const index = this.entries.find(key)
    if (index < 0 || this.entries.state(index) !== ENTRY_DEAD || !this.open) return null
    return this.record.lanes[this.entries.lane(index)] as Lane
  }

  deadPosition(key: number): number {
    return this.entries.offset(this.entries.find(key))
  }

  deadCount(key: number): number {
    return this.entries.count(this.entries.find(key))
  }

  burying(key: number, atomic: boolean): void {
    const index = this.entries.find(key)
    if (index >= 0 && this.entries.state(index) === ENTRY_DEAD) this.entries.setMember(index, atomic ? BURIED : SENT)
  }

  notBuried(key: number): void {
    const index = this.entries.find(key)
    if (index < 0 || this.entries.state(index) !== ENTRY_DEAD) return
    const noted = this.entries.member(index) === BURIED
    this.entries.setMember(index, -1)
    if (noted) this.engine.putLane(this.record.lanes[this.entries.lane(index)] as Lane)
  }

  buried(key: number, written: boolean): boolean {
    const index = this.entries.find(key)
    if (index < 0 || this.entries.state(index) !== ENTRY_DEAD) return false
    this.finish(index, !written)
    this.afterSettling()
    return true
  }

  extraState(lane: Lane, ops: number[]): void {
    const { entries } = this
    if (lane.entries === 0) return
    for (let i = entries.head; i < entries.tail; i++) {
      if (entries.state(i) !== ENTRY_DEAD || entries.member(i) !== BURIED || entries.lane(i) !== lane.index) continue
      ops.push(OP_DONE, entries.offset(i), entries.offset(i) + 1)
    }
  }

  extraCounts(lane: Lane, counts: number[]): void {
    const { entries } = this
    if (lane.entries === 0) return
    for (let i = entries.head; i < entries.tail; i++) {
      if (entries.state(i) === ENTRY_DONE || entries.lane(i) !== lane.index) continue
      const count = entries.count(i)
      if (count > 1 || (count === 0 && this.exact)) counts.push(entries.offset(i), count)
    }
  }

  private settleOne(handle: number, how: number, delayMs: number, member: Member | null): boolean {
    const done = this.settle(this.entries.find(handle), how, delayMs, member)
    if (how !== RENEW) this.afterSettling()
    return done
  }

  private settleRange(first: number, last: number, how: number, delayMs: number, member: Member | null): number {
    const { entries } = this
    let settled = 0
    for (let i = entries.findFrom(first); i < entries.tail && entries.key(i) <= last; i++) {
      // What was not handed over cannot be meant.
      if (entries.state(i) === ENTRY_IN_FLIGHT && this.settle(i, how, delayMs, member)) settled++
    }
    if (how !== RENEW) this.afterSettling()
    return settled
  }

  private settle(index: number, how: number, delayMs: number, member: Member | null): boolean {
    if (index < 0) return false
    const { entries } = this
    const state = entries.state(index)
    if (state !== ENTRY_IN_FLIGHT) {
      // Late: its lease has ended, or its member has left. Only an acknowledgement still means something.
      const late = how === ACK && member === null && (state === ENTRY_READY || state === ENTRY_DELAYED) && entries.count(index) > 0
      if (!late) return false
    } else if (member !== null && (member as GroupMember).index !== entries.member(index)) return false
    if (how === ACK) {
      this.engine.counters.acknowledged++
      this.finish(index, true)
    } else if (how === NACK) this.release(index, delayMs)
    else if (how === RENEW) this.leaseFor(index, entries.count(index), this.engine.nowMs())
    else if (how === REJECT) {
      this.leaveMember(index)
      this.giveUp(index, DEAD_LETTER_REJECTED)
    } else this.finish(index, true)
    return true
  }

  /** Back from a member, ready now or later. */
  protected release(index: number, delayMs: number): void {
    const { entries, deliveryMax } = this
    if (entries.state(index) === ENTRY_STAGED) entries.setCount(index, entries.count(index) - 1)
    this.leaveMember(index)
    if (deliveryMax !== null && entries.count(index) >= deliveryMax) {
      this.giveUp(index, DEAD_LETTER_LIMIT)
    } else if (delayMs > 0) {
      entries.setState(index, ENTRY_DELAYED)
      const dueMs = this.engine.nowMs() + delayMs
      entries.setDue(index, dueMs)
      this.choice.setDelayed(entries.slot(index), 1)
      this.arm(dueMs)
    } else this.markReady(index)
  }

  private becomeReady(index: number): void {
    this.choice.setDelayed(this.entries.slot(index), -1)
    this.markReady(index)
  }

  /** To the dead letters, or away. Not with a member any more. */
  protected giveUp(index: number, reason: string): void {
    const { entries, engine } = this
    entries.setState(index, ENTRY_DEAD)
    entries.setMember(index, -1)
    if (this.deadLetter === null) {
      engine.counters.discarded++
      this.finish(index, true)
      return
    }
    engine.bury(this, entries.key(index), reason)
  }

  /** Writes down what the next reader of the lane has to know, and makes it begin at the floor. */
  private rememberLane(lane: Lane): void {
    const { entries } = this
    if (lane.entries > 0) {
      for (let i = entries.head; i < entries.tail; i++) {
        if (entries.state(i) === ENTRY_DONE || entries.lane(i) !== lane.index) continue
        if (entries.state(i) === ENTRY_DEAD && entries.member(i) !== -1) (lane.buried ??= new Set()).add(entries.offset(i))
        if (entries.count(i) !== 1) (lane.counts ??= new Map()).set(entries.offset(i), entries.count(i))
        if (entries.count(i) === 0 && this.exact) (lane.ops ??= []).push(OP_COUNT, entries.offset(i), 0)
      }
    }
    // What was not loaded keeps what was known of it.
    lane.suspect = Math.max(lane.suspect, lane.next)
    lane.entries = 0
    if (this.durable && lane.reserved > lane.suspect) {
      lane.reserved = lane.suspect
      lane.reservedDurable = Math.min(lane.reservedDurable, lane.reserved)
      ;(lane.ops ??= []).push(OP_RESERVE, lane.reserved, 0)
      this.engine.markDirty(lane)
    }
    lane.epoch++
    lane.ahead = RESERVE_AHEAD
    lane.next = lane.floor
    lane.range = null
  }

  private forgetEntries(lane: Lane): void {
    const { entries } = this
    for (let i = entries.head; i < entries.tail && lane.entries > 0; i++) {
      if (entries.state(i) === ENTRY_DONE || entries.lane(i) !== lane.index) continue
      this.unlink(i)
      entries.finish(i)
      lane.entries--
    }
    entries.trim()
  }

  private arm(dueMs: number): void {
    if (!this.open || dueMs >= this.timerDueMs) return
    const { timers } = this.engine
    timers.cancel(this.timerId)
    this.timerDueMs = dueMs
    this.timerId = timers.schedule(Math.max(TIMER_STEP_MS, dueMs - this.engine.nowMs()), this)
  }
}
