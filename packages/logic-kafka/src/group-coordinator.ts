import type { OwnedState, StateKind, StateOwner, StatePort, StateSweep, StateTicket, StateWriter, Topic } from '@robustmq/broker-api'
import { STATE_COMMITTED, STATE_PENDING, STATE_REMOVE } from '@robustmq/broker-api'
import { KafkaErrorCode } from '@robustmq/codec-kafka'
import { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { Clock, Random, TimerId, Timers, TimerTask } from '@robustmq/common-runtime'
import { ClassicGroup, GROUP_DEAD, GROUP_EMPTY } from './classic-group.ts'
import type { GroupBounds, GroupHost } from './classic-group.ts'
import { GroupOffsets } from './group-offsets.ts'
import type { CommittedOffset } from './group-offsets.ts'
import { decodeGroup, decodeKey, decodeOffset, encodeGroup, encodeOffset, groupKey, offsetKey } from './group-record.ts'

/** How often offsets of groups that nobody uses are looked through. */
const EXPIRY_PERIOD_MS = 600_000

export interface GroupCoordinatorOptions extends GroupBounds {
  readonly groupsMax: number
  readonly offsetsPerGroupMax: number
  /** Offsets of an empty group are kept for this long, milliseconds. */
  readonly offsetsRetentionMs: number
}

export interface GroupCoordinatorDeps {
  readonly state: StatePort
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly log: Logger
  /** The replication group in whose state log a consumer group is kept. */
  readonly placeOf: (tenant: number, id: string) => number
}

/** A group and its offsets. */
export interface CoordinatedGroup {
  readonly group: ClassicGroup
  readonly offsets: GroupOffsets
  readonly writer: StateWriter
}

export interface OffsetCommit {
  readonly topic: number
  readonly partition: number
  readonly committed: CommittedOffset
}

/** Groups that this node coordinates: their members in memory and in the state log, their offsets in both. */
export class GroupCoordinator implements StateOwner, GroupHost, TimerTask {
  readonly name = 'kafka.groups'
  readonly clock: Clock
  readonly timers: Timers
  readonly bounds: GroupBounds
  readonly #options: GroupCoordinatorOptions
  readonly #deps: GroupCoordinatorDeps
  readonly #owned: OwnedState
  readonly #tenants = new Map<number, Map<string, CoordinatedGroup>>()
  #count = 0
  #closed = false
  #timer: TimerId = 0

  constructor(options: GroupCoordinatorOptions, deps: GroupCoordinatorDeps) {
    this.#options = options
    this.#deps = deps
    this.clock = deps.clock
    this.timers = deps.timers
    this.bounds = options
    this.#owned = deps.state.register(this)
  }

  /** The group, or null when it is not known here. */
  find(tenant: number, id: string): CoordinatedGroup | null {
    return this.#tenants.get(tenant)?.get(id) ?? null
  }

  *groups(tenant: number): IterableIterator<CoordinatedGroup> {
    yield* this.#tenants.get(tenant)?.values() ?? []
  }

  /**
   * The group, made when there is none. @throws BrokerError STORAGE_*, STATE_* when its state log cannot be opened,
   * KAFKA_GROUPS_LIMIT (later), KAFKA_STOPPING (later)
   */
  async ensure(tenant: number, id: string): Promise<CoordinatedGroup> {
    const known = this.find(tenant, id)
    if (known !== null) return known
    const place = this.#deps.placeOf(tenant, id)
    await this.#deps.state.open(place)
    if (this.#closed) throw new BrokerError({ code: 'KAFKA_STOPPING', retry: 'later', message: 'the broker is stopping' })
    const made = this.find(tenant, id)
    if (made !== null) return made
    if (this.#count >= this.#options.groupsMax) {
      throw new BrokerError({ code: 'KAFKA_GROUPS_LIMIT', retry: 'later', message: `there are ${this.#count} consumer groups` })
    }
    return this.#add(tenant, id, this.#owned.on(place))
  }

  /** Takes offsets; `done` is told when they are durable, or why not. Readers see them from then on. */
  commit(coordinated: CoordinatedGroup, commits: readonly OffsetCommit[], done: (error: BrokerError | null) => void): void {
    const { group, offsets, writer } = coordinated
    for (const { topic, partition, committed } of commits) writer.put(offsetKey(group.tenant, group.id, topic, partition), encodeOffset(committed))
    whenSettled(writer.ticket(), (error) => {
      if (error === null) for (const { topic, partition, committed } of commits) offsets.set(topic, partition, committed)
      done(error)
    })
  }

  /** Room for offsets of partitions that the group has none of yet. */
  hasRoom({ offsets }: CoordinatedGroup, count: number): boolean {
    return offsets.count + count <= this.#options.offsetsPerGroupMax
  }

  /** Forgets offsets; `done` as with `commit`. */
  forget(coordinated: CoordinatedGroup, places: readonly { readonly topic: number; readonly partition: number }[], done: (error: BrokerError | null) => void): void {
    const { group, offsets, writer } = coordinated
    for (const { topic, partition } of places) {
      offsets.delete(topic, partition)
      writer.remove(offsetKey(group.tenant, group.id, topic, partition))
    }
    whenSettled(writer.ticket(), done)
  }

  /** Removes a group without members, with its offsets. */
  delete(coordinated: CoordinatedGroup, done: (error: BrokerError | null) => void): void {
    whenSettled(this.#erase(coordinated).ticket(), done)
  }

  topicDeleted(topic: Topic): void {
    for (const coordinated of this.groups(topic.tenant)) {
      const places = coordinated.offsets.partitionsOf(topic.number).map((partition) => ({ topic: topic.number, partition }))
      if (places.length > 0) this.forget(coordinated, places, (error) => this.#warn(error))
    }
  }

  newMemberId(prefix: string): string {
    // The client's name is only for people: it must not make the id longer than other clients can bear.
    return `${prefix.slice(0, 200)}-${this.#deps.random.bytes(16).toString('hex')}`
  }

  membershipSettled(group: ClassicGroup): void {
    const coordinated = this.find(group.tenant, group.id)
    if (coordinated === null) return
    const record = encodeGroup(group)
    // A group too large to be kept has to rebalance after a restart; nothing else is lost by that.
    if (record.length <= coordinated.writer.valueBytesMax) coordinated.writer.put(groupKey(group.tenant, group.id), record)
    else coordinated.writer.remove(groupKey(group.tenant, group.id))
  }

  recoverState(writer: StateWriter, kind: StateKind, bytes: Buffer, keyStart: number, keyEnd: number, valueStart: number, valueEnd: number): void {
    const key = decodeKey(bytes, keyStart, keyEnd)
    if (key === null) throw new BrokerError({ code: 'STATE_FORMAT_UNKNOWN', retry: 'never', message: 'a state record of consumer groups is of an unknown kind' })
    const value = bytes.subarray(valueStart, valueEnd)
    if (key.kind === 'offset') {
      const { offsets } = this.find(key.tenant, key.id) ?? this.#add(key.tenant, key.id, writer)
      if (kind === STATE_REMOVE) offsets.delete(key.topic, key.partition)
      else offsets.set(key.topic, key.partition, decodeOffset(value))
      return
    }
    // Replaced whole: an earlier record of the same group may have put members into it.
    const former = this.find(key.tenant, key.id)
    former?.group.close(KafkaErrorCode.NOT_COORDINATOR)
    const group = new ClassicGroup(key.tenant, key.id, this)
    if (kind !== STATE_REMOVE) {
      const kept = decodeGroup(value)
      group.restore(kept)
      group.emptySinceMs = kept.emptySinceMs
    }
    this.#put({ group, offsets: former?.offsets ?? new GroupOffsets(), writer })
  }

  stateRecovered(): void {
    for (const groups of this.#tenants.values()) for (const coordinated of groups.values()) this.#dropIfUnused(coordinated)
  }

  sweepState(writer: StateWriter): StateSweep {
    const puts = this.#puts(writer)
    return { next: () => puts.next().done !== true }
  }

  /** Forgets what has been unused for too long. */
  onTimer(): void {
    this.#timer = this.#count === 0 ? 0 : this.timers.schedule(EXPIRY_PERIOD_MS, this)
    const beforeMs = this.clock.now() - this.#options.offsetsRetentionMs
    for (const groups of this.#tenants.values()) {
      for (const coordinated of [...groups.values()]) {
        const { group, offsets } = coordinated
        if (group.state !== GROUP_EMPTY || group.emptySinceMs > beforeMs) continue
        const places = [...offsets.entries()].filter(({ committed }) => committed.committedAtMs <= beforeMs)
        if (places.length === offsets.count) this.#erase(coordinated)
        else if (places.length > 0) this.forget(coordinated, places, (error) => this.#warn(error))
      }
    }
  }

  /** Everybody who waits is told to ask elsewhere; nothing new begins. */
  close(): void {
    this.#closed = true
    this.timers.cancel(this.#timer)
    for (const groups of this.#tenants.values()) for (const { group } of groups.values()) group.close(KafkaErrorCode.NOT_COORDINATOR)
  }

  *#puts(writer: StateWriter): Generator<void> {
    for (const groups of this.#tenants.values()) {
      for (const { group, offsets, writer: own } of groups.values()) {
        if (own !== writer) continue
        if (group.generationId > 0) {
          const record = encodeGroup(group)
          if (record.length <= writer.valueBytesMax) writer.put(groupKey(group.tenant, group.id), record)
          yield
        }
        for (const { topic, partition, committed } of offsets.entries()) {
          writer.put(offsetKey(group.tenant, group.id, topic, partition), encodeOffset(committed))
          yield
        }
      }
    }
  }

  #add(tenant: number, id: string, writer: StateWriter): CoordinatedGroup {
    const coordinated = { group: new ClassicGroup(tenant, id, this), offsets: new GroupOffsets(), writer }
    this.#put(coordinated)
    return coordinated
  }

  #put(coordinated: CoordinatedGroup): void {
    const { tenant, id } = coordinated.group
    let groups = this.#tenants.get(tenant)
    if (groups === undefined) this.#tenants.set(tenant, (groups = new Map()))
    if (!groups.has(id)) this.#count++
    if (this.#timer === 0 && !this.#closed) this.#timer = this.timers.schedule(EXPIRY_PERIOD_MS, this)
    groups.set(id, coordinated)
  }

  #dropIfUnused(coordinated: CoordinatedGroup): void {
    const { group, offsets } = coordinated
    if (group.members.size > 0 || offsets.count > 0 || group.generationId > 0) return
    this.#drop(group)
  }

  #drop(group: ClassicGroup): void {
    if (this.#tenants.get(group.tenant)?.delete(group.id) === true) this.#count--
  }

  #erase(coordinated: CoordinatedGroup): StateWriter {
    const { group, offsets, writer } = coordinated
    group.state = GROUP_DEAD
    group.close(KafkaErrorCode.COORDINATOR_NOT_AVAILABLE)
    this.#drop(group)
    for (const { topic, partition } of offsets.entries()) writer.remove(offsetKey(group.tenant, group.id, topic, partition))
    writer.remove(groupKey(group.tenant, group.id))
    return writer
  }

  #warn(error: BrokerError | null): void {
    if (error !== null) this.#deps.log.warn({ error }, 'offsets of consumer groups could not be forgotten on disk; the next sweep of their state does it')
  }
}

function whenSettled(ticket: StateTicket, done: (error: BrokerError | null) => void): void {
  const tell = (settled: StateTicket): void => done(settled.state === STATE_COMMITTED ? null : settled.error)
  if (ticket.state === STATE_PENDING) ticket.wait({ stateSettled: tell })
  else tell(ticket)
}
