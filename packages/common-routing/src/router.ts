import type {
  AddressFilter, AddressFormat, AppendTicket, Decompress, LiveSink, MessageRun, PeerNetwork, Publisher, PublishTarget, SubscriptionIndex, SubscriptionIndexHandle,
  TargetWaiter, Topic, TopicDirectory,
} from '@robustmq/broker-api'
import { HEADER_ADDRESS, TARGET_PENDING, TARGET_READY, TARGET_REFUSED } from '@robustmq/broker-api'
import { assert, BrokerError, errorCode } from '@robustmq/common-errors'
import { topicTtlMs } from '@robustmq/common-expiry'
import type { Logger } from '@robustmq/common-log'
import type { Clock, Timers, Turns } from '@robustmq/common-runtime'
import { createBatchBuilderPool, encodeHeaders } from '@robustmq/record-batch'
import type { Companion, Shard, StorageDriver } from '@robustmq/storage-adapter'
import { storageError } from '@robustmq/storage-adapter'
import { BatchRunReader } from './batch-run.ts'
import { BatchTicket, failedTicket } from './batch-ticket.ts'
import { FilterChanges } from './filter-changes.ts'
import { InterestExchange } from './interest-exchange.ts'
import type { InterestRouter } from './interest-exchange.ts'
import { FLAG_RETAINED, FLAG_TRUSTED } from './interest-wire.ts'
import { partitionOf } from './partition.ts'
import { ShardAppender } from './shard-appender.ts'
import { Target } from './target.ts'

/** Where automatic topics go when the tenant's bound on them is reached. */
const CATCH_ALL_TOPIC = 'rmq.catch-all'
const CATCH_ALL_PARTITIONS = 16
/** A refused address is tried again after this long at the soonest. */
const RETRY_AFTER_MS = 1000
const FORMATS_MAX = 256
/** Bytes from other nodes that wait for their address to be looked up. */
const WAITING_BYTES_MAX = 16 * 1024 * 1024

export interface RouterDeps {
  readonly topics: TopicDirectory
  readonly drivers: readonly StorageDriver[]
  readonly turns: Turns
  readonly clock: Clock
  readonly log: Logger
  readonly decompress: Decompress
  /** Other nodes, with timers: live messages reach their subscribers. Left out: the node is alone. */
  readonly cluster?: { readonly peers: PeerNetwork; readonly timers: Timers }
}

export interface RouterOptions {
  /** Addresses remembered; the one seen first is forgotten when there are more. Default 250 000. */
  readonly targetCountMax?: number
  /** Largest batch built, bytes. Default 4 MiB. A single message must fit in it. */
  readonly batchBytesMax?: number
}

/** The publish path. One per node; all calls on one thread. */
export function createRouter(deps: RouterDeps, options: RouterOptions = {}): Publisher {
  return new Router(deps, options)
}

class Router implements Publisher, InterestRouter {
  readonly #deps: RouterDeps
  readonly #targetCountMax: number
  readonly #builders: ReturnType<typeof createBatchBuilderPool>
  readonly #targets = new Map<number, Map<AddressFormat, Map<string, Target>>>()
  #targetCount = 0
  readonly #changes = new FilterChanges()
  readonly #indexes: SubscriptionIndex[] = []
  /** Sends to other nodes what they want. */
  #forwarder: SubscriptionIndex | null = null
  readonly #interest: InterestExchange | null
  readonly #formats = new Map<string, AddressFormat>()
  /** Of other nodes, for addresses that are being looked up. */
  #waitingBytes = 0
  readonly #appenders = new Map<number, ShardAppender>()
  readonly #reader: BatchRunReader
  readonly #relief: (() => void)[] = []

  constructor(deps: RouterDeps, options: RouterOptions) {
    this.#deps = deps
    this.#targetCountMax = options.targetCountMax ?? 250_000
    this.#builders = createBatchBuilderPool({ batchBytesMax: options.batchBytesMax ?? 4 << 20 })
    this.#reader = new BatchRunReader(deps.decompress)
    deps.topics.watch({
      topicCreated: ({ tenant, name }) => this.#changes.add({ tenant, address: name }),
      // Its settings are read from the topic that a target was resolved to.
      topicChanged: ({ tenant, name }) => this.#changes.add(name === CATCH_ALL_TOPIC ? null : { tenant, address: name }),
      topicDeleted: (topic) => {
        // Addresses of any name share the catch-all.
        this.#changes.add(topic.name === CATCH_ALL_TOPIC ? null : { tenant: topic.tenant, address: topic.name })
        for (const { shard } of topic.partitions) this.#appenders.delete(shard)
      },
    })
    const relieved = { storageRelieved: (): void => this.#relieved() }
    for (const driver of deps.drivers) driver.onRelief(relieved)
    const { cluster, turns, log } = deps
    this.#interest = cluster === undefined ? null : new InterestExchange(this, { ...cluster, turns, log })
  }

  get congested(): boolean {
    const { drivers } = this.#deps
    for (let i = 0; i < drivers.length; i++) if ((drivers[i] as StorageDriver).congested) return true
    return false
  }

  onRelief(listener: () => void): void {
    this.#relief.push(listener)
  }

  addIndex(index: SubscriptionIndex): SubscriptionIndexHandle {
    this.#indexes.push(index)
    this.#changes.add(null)
    return {
      changed: () => this.#changes.add(null),
      added: (filter) => {
        this.#learn(filter)
        this.#interest?.added(filter)
      },
      removed: (filter) => {
        this.#changes.add(filter)
        this.#interest?.removed(filter)
      },
    }
  }

  addForwarder(index: SubscriptionIndex): SubscriptionIndexHandle {
    this.#forwarder = index
    const changed = (filter: AddressFilter): void => this.#changes.add(filter)
    return { changed: () => this.#changes.add(null), added: changed, removed: changed }
  }

  formatOf(label: string, separator: string): AddressFormat {
    const key = `${label}\0${separator}`
    let format = this.#formats.get(key)
    // What other nodes name is bounded by the protocols that there are; one that is not here may be forgotten.
    if (format === undefined && this.#formats.size >= FORMATS_MAX) return { label, separator }
    if (format === undefined) this.#formats.set(key, (format = { label, separator }))
    return format
  }

  #learn(filter: AddressFilter): void {
    const { format } = filter
    this.#formats.set(`${format.label}\0${format.separator}`, format)
    this.#changes.add(filter)
  }

  deliverFromPeer(tenant: number, format: AddressFormat, nativeName: string, batch: Buffer, flags: number): void {
    const target = this.target(tenant, format, nativeName, false) as Target
    if (this.ready(target)) {
      this.#deliverHere(target, batch, flags)
      return
    }
    // Its topic is known and its shard is being opened; a topic that cannot be opened has live subscribers all the same.
    if (target.state !== TARGET_PENDING || this.#waitingBytes + batch.length > WAITING_BYTES_MAX) return
    this.#waitingBytes += batch.length
    target.waiters.push({
      targetSettled: () => {
        this.#waitingBytes -= batch.length
        if (target.state === TARGET_READY) this.#deliverHere(target, batch, flags)
      },
    })
  }

  /** To the subscriptions of this node only: other nodes got it from whoever sent it. */
  #deliverHere(target: Target, batch: Buffer, flags: number): void {
    const reader = this.#reader
    if (target.sinks.length === 0 || !reader.open(batch, 0, batch.length)) return
    const { run } = reader
    while (reader.next()) {
      run.headersTrusted = (flags & FLAG_TRUSTED) !== 0
      run.retained = (flags & FLAG_RETAINED) !== 0
      run.ticket = null
      for (let i = 0; i < target.sinks.length; i++) {
        const sink = target.sinks[i] as LiveSink
        if (sink !== target.forward) sink.deliver(run, target)
      }
    }
    run.retained = false
  }

  target(tenant: number, format: AddressFormat, nativeName: string, create: boolean): PublishTarget {
    const names = this.#names(tenant, format)
    let target = names.get(nativeName)
    if (target === undefined) {
      const address = this.#deps.topics.addressOf(nativeName, format.separator)
      target = new Target(tenant, format, nativeName, address ?? '', create)
      this.#makeRoom(names)
      names.set(nativeName, target)
      this.#targetCount++
      if (address === null) this.#refuse(target, addressInvalid(nativeName))
      else this.#resolve(target)
    } else if (create && !target.create) {
      target.create = true
      this.#resolve(target)
    }
    return target
  }

  ready(publishTarget: PublishTarget): boolean {
    const target = publishTarget as Target
    if (target.epoch !== this.#changes.epoch && target.state !== TARGET_PENDING) this.#renew(target)
    else if (target.state === TARGET_REFUSED && this.#deps.clock.monotonic() >= target.retryAtMs) this.#resolve(target)
    return target.state === TARGET_READY
  }

  whenSettled(publishTarget: PublishTarget, waiter: TargetWaiter): void {
    const target = publishTarget as Target
    if (target.state === TARGET_PENDING) target.waiters.push(waiter)
    else queueSettled(waiter, target)
  }

  publish(publishTarget: PublishTarget, run: MessageRun, live: boolean, companions?: readonly Companion[]): AppendTicket | null {
    const target = publishTarget as Target
    assert(target.state === TARGET_READY, 'publish to a target that is not ready')
    const ticket = live ? null : this.#append(target, run, companions)
    const { sinks } = target
    if (sinks.length === 0) return ticket
    run.ticket = ticket
    for (let i = 0; i < sinks.length; i++) (sinks[i] as LiveSink).deliver(run, target)
    run.ticket = null
    return ticket
  }

  publishBatch(publishTarget: PublishTarget, partition: number, batch: Buffer): AppendTicket {
    const target = publishTarget as Target
    const topic = target.topic
    const place = topic?.partitions[partition]
    const shard = topic === null || place === undefined ? null : this.#deps.topics.shard(topic, partition)
    if (shard === null) return failedTicket(storageError('STORAGE_SHARD_UNKNOWN', `${target.address} has no partition ${partition} here`))
    const ticket = new BatchTicket()
    if (target.sinks.length > 0) this.#deliverBatch(target, batch, ticket)
    this.#appenders.get(shard.spec.shard)?.seal()
    shard.append(batch, { completion: ticket, token: 0 })
    return ticket
  }

  #deliverBatch(target: Target, batch: Buffer, ticket: AppendTicket): void {
    const reader = this.#reader
    const ttlMs = target.topic === null ? 0 : topicTtlMs(target.topic.config)
    if (!reader.open(batch, 0, batch.length, ttlMs === 0 ? 0 : this.#deps.clock.now(), ttlMs)) return
    while (reader.next()) {
      reader.run.ticket = ticket
      for (let i = 0; i < target.sinks.length; i++) (target.sinks[i] as LiveSink).deliver(reader.run, target)
    }
    reader.run.ticket = null
  }

  #append(target: Target, run: MessageRun, companions: readonly Companion[] | undefined): AppendTicket | null {
    if (target.appender === null) return null
    if (run.keyStart !== null && (target.topic as Topic).partitions.length > 1) return this.#appendByKey(target, run, companions)
    return appendTo(target.appender, run, target.headerBlock, companions)
  }

  #appendByKey(target: Target, run: MessageRun, companions: readonly Companion[] | undefined): AppendTicket {
    assert(run.count === 1, 'a run with keys to a topic of several partitions has one message')
    const topic = target.topic as Topic
    const keyStart = (run.keyStart as Int32Array)[0] as number
    if (keyStart < 0) return appendTo(target.appender as ShardAppender, run, target.headerBlock, companions)
    const key = run.buffer.subarray(keyStart, (run.keyEnd as Int32Array)[0] as number)
    const shard = this.#deps.topics.shard(topic, partitionOf(key, topic.partitions.length))
    if (shard === null) return failedTicket(storageError('STORAGE_SHARD_UNKNOWN', `a partition of ${target.address} is not here`))
    return appendTo(this.#appender(shard), run, target.headerBlock, companions)
  }

  #names(tenant: number, format: AddressFormat): Map<string, Target> {
    let formats = this.#targets.get(tenant)
    if (formats === undefined) this.#targets.set(tenant, (formats = new Map()))
    let names = formats.get(format)
    if (names === undefined) formats.set(format, (names = new Map()))
    return names
  }

  /** Keeps the number of remembered addresses bounded. A forgotten target still works for whoever holds it. */
  #makeRoom(names: Map<string, Target>): void {
    if (this.#targetCount < this.#targetCountMax) return
    for (const [name, target] of names) {
      if (target.state === TARGET_PENDING) continue
      names.delete(name)
      this.#targetCount--
      return
    }
  }

  /** Something changed since the target was resolved; a refused one is looked up again, but nothing is made for it. */
  #renew(target: Target): void {
    if (this.#changes.spare(target, target.epoch)) {
      target.epoch = this.#changes.epoch
      return
    }
    if (target.state === TARGET_READY) this.#resolve(target)
    else if (this.#deps.topics.byName(target.tenant, target.address) !== null) this.#resolve(target)
    else target.epoch = this.#changes.epoch
  }

  #resolve(target: Target): void {
    target.epoch = this.#changes.epoch
    // Found again when the target is ready; meanwhile they would keep former subscribers alive.
    target.sinks = []
    const topic = this.#deps.topics.byName(target.tenant, target.address)
    if (topic !== null) {
      this.#bind(target, topic)
    } else if (target.create) {
      target.state = TARGET_PENDING
      this.#create(target).catch((error: unknown) => this.#refuse(target, BrokerError.from(error)))
    } else {
      this.#settle(target, null, null)
    }
  }

  /** The topic exists; its shards may still be opening. */
  #bind(target: Target, topic: Topic): void {
    const index = topic.partitions.length === 1 ? 0 : partitionOf(Buffer.from(target.address), topic.partitions.length)
    const shard = this.#deps.topics.shard(topic, index)
    if (shard !== null) {
      this.#settle(target, topic, shard)
      return
    }
    target.state = TARGET_PENDING
    this.#deps.topics.opened(topic).then(
      () => {
        const opened = this.#deps.topics.shard(topic, index)
        if (opened === null) this.#refuse(target, storageError('STORAGE_SHARD_UNKNOWN', `${topic.name} is not on this node`))
        else this.#settle(target, topic, opened)
      },
      (error: unknown) => this.#refuse(target, BrokerError.from(error)),
    )
  }

  async #create(target: Target): Promise<void> {
    const { topics } = this.#deps
    const { tenant, address: name, nativeName } = target
    const origin = { format: target.format.label, separator: target.format.separator }
    try {
      this.#bind(target, await topics.create({ tenant, name, origin, nativeName, automatic: true }))
    } catch (error) {
      const code = errorCode(error)
      const existing = code === 'TOPIC_EXISTS' ? topics.byName(target.tenant, target.address) : null
      if (existing !== null) this.#bind(target, existing)
      else if (code === 'TOPIC_LIMIT') this.#bind(target, await this.#catchAll(target.tenant))
      else throw error
    }
  }

  async #catchAll(tenant: number): Promise<Topic> {
    const { topics } = this.#deps
    const existing = topics.byName(tenant, CATCH_ALL_TOPIC)
    if (existing !== null) return existing
    const origin = { format: 'broker', separator: '' }
    try {
      return await topics.create({ tenant, name: CATCH_ALL_TOPIC, partitions: CATCH_ALL_PARTITIONS, origin })
    } catch (error) {
      const made = errorCode(error) === 'TOPIC_EXISTS' ? topics.byName(tenant, CATCH_ALL_TOPIC) : null
      if (made === null) throw error
      return made
    }
  }

  #settle(target: Target, topic: Topic | null, shard: Shard | null): void {
    target.topic = topic
    target.appender = shard === null ? null : this.#appender(shard)
    target.headerBlock = topic === null ? null : addressHeader(target, topic)
    target.error = null
    target.state = TARGET_READY
    target.epoch = this.#changes.epoch
    target.sinks = []
    for (const index of this.#indexes) {
      const sink = index.match(target)
      if (sink !== null) target.sinks.push(sink)
    }
    target.forward = this.#forwarder?.match(target) ?? null
    if (target.forward !== null) target.sinks.push(target.forward)
    tellWaiters(target)
  }

  #refuse(target: Target, error: BrokerError): void {
    target.state = TARGET_REFUSED
    target.error = error
    target.retryAtMs = error.retry === 'never' ? Number.POSITIVE_INFINITY : this.#deps.clock.monotonic() + RETRY_AFTER_MS
    this.#deps.log.warn({ address: target.address, code: error.code }, 'publishing to an address is refused')
    tellWaiters(target)
  }

  #appender(shard: Shard): ShardAppender {
    const id = shard.spec.shard
    let appender = this.#appenders.get(id)
    if (appender === undefined) this.#appenders.set(id, (appender = new ShardAppender(shard, this.#deps.turns, this.#builders)))
    return appender
  }

  #relieved(): void {
    if (this.congested) return
    for (const listener of this.#relief) listener()
  }
}

function appendTo(appender: ShardAppender, run: MessageRun, headerBlock: Buffer | null, companions: readonly Companion[] | undefined): AppendTicket {
  return companions === undefined ? appender.append(run, headerBlock) : appender.appendWith(run, headerBlock, companions)
}

/** The native name travels with the record unless the topic itself was made under it. */
function addressHeader(target: Target, topic: Topic): Buffer | null {
  if (topic.origin.format === target.format.label && topic.nativeName === target.nativeName) return null
  return encodeHeaders([[HEADER_ADDRESS, Buffer.from(`${target.format.label}:${target.nativeName}`)]])
}

function addressInvalid(nativeName: string): BrokerError {
  return new BrokerError({ code: 'TOPIC_NAME_INVALID', retry: 'never', message: `an address of ${Buffer.byteLength(nativeName)} bytes is out of bounds` })
}

function tellWaiters(target: Target): void {
  const { waiters } = target
  if (waiters.length === 0) return
  target.waiters = []
  for (const waiter of waiters) waiter.targetSettled(target)
}

/** Keeps the promise that a waiter is never told from inside `whenSettled`. */
function queueSettled(waiter: TargetWaiter, target: Target): void {
  void Promise.resolve().then(() => waiter.targetSettled(target))
}
