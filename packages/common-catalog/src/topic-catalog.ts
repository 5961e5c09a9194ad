import type { MetaPort, MetaWatcher } from '@robustmq/broker-api'
import type { Random } from '@robustmq/common-runtime'
import { catalogProto } from '@robustmq/proto-gen'
import type { Durability } from '@robustmq/storage-adapter'
import { nativeAddress } from './address.ts'
import { CATALOG_MACHINE, CatalogMachine } from './catalog-machine.ts'
import type { Placement } from './catalog-machine.ts'
import { catalogCode } from './errors.ts'
import type { CatalogCode } from './errors.ts'
import { configEntries, decodeTopic, durabilityNumber, TopicInterning } from './topic-record.ts'
import type { Topic, TopicEntry } from './topic.ts'

const v1 = catalogProto.catalog.v1

export interface TopicSpec {
  readonly tenant: number
  /** Canonical address (see `canonicalAddress`). */
  readonly name: string
  /** Default 1. */
  readonly partitions?: number
  readonly storage: string
  readonly durability: Durability
  /** How the creator names it; `nativeName` is left out where it follows from name and separator. */
  readonly origin: { readonly format: string; readonly separator: string; readonly nativeName?: string }
  /** Made by a write, not asked for: counts against the bound on automatic topics. Default false. */
  readonly automatic?: boolean
  readonly config?: ReadonlyMap<string, string>
}

export interface CatalogAnswer {
  readonly code: CatalogCode
  /** For people; empty when the code says it all. */
  readonly message: string
  /** The topic created, found or deleted; null on other refusals. */
  readonly topic: Topic | null
}

/** Told after a topic was added to or removed from this replica, also by a snapshot; not during recovery. Must not throw. */
export interface TopicListener {
  topicCreated(topic: Topic): void
  topicDeleted(topic: Topic): void
  /** `topic` has taken the place of the one with the same number: other configuration, or more partitions. */
  topicChanged?(topic: Topic): void
}

export interface TopicCatalogOptions {
  /** Automatic topics per tenant. Default 100 000. */
  readonly automaticTopicsMax?: number
}

export interface TopicCatalogDeps {
  readonly meta: MetaPort
  readonly random: Random
  /** Default: groups 1 up to REPLICATION_GROUPS_DEFAULT. */
  readonly placement?: Placement
}

/** Topics of this replica, read synchronously; changes go through the metadata port. */
export interface TopicCatalog {
  /** Another number whenever topics were added or removed: what was cached under the old one is looked up again. */
  readonly generation: number
  readonly count: number
  byName(tenant: number, name: string): Topic | null
  /** `id`: 32 lower-case hex digits. */
  byId(id: string): Topic | null
  /** By the name that log clients use. */
  byLogName(tenant: number, logName: string): Topic | null
  byShard(shard: number): Topic | null
  /** Up to `limit` topics in order of creation, with numbers above `after` (0 to begin). */
  list(tenant: number, after: number, limit: number): Topic[]
  /** All topics of all tenants. The catalog must not be changed before the iteration ends. */
  topics(): IterableIterator<Topic>
  countOf(tenant: number): number
  automaticCountOf(tenant: number): number
  /** The id of a tenant by its name, or null. */
  tenantId(name: string): number | null
  /**
   * Resolves when the topic is durably in the catalog, or with the reason why not; `CATALOG_TOPIC_EXISTS` brings the one
   * that is there. Automatic creates of the same name share one proposal, and answer at once when the topic is known here.
   * Rejects with the `META_*` errors of `MetaPort.propose` only.
   */
  create(spec: TopicSpec): Promise<CatalogAnswer>
  /** As `create`. With `id`, only the topic with that id is deleted. */
  delete(tenant: number, name: string, id?: string): Promise<CatalogAnswer>
  /** Sets and removes entries of the configuration. The topic answered is another object, the one from before stays as it was. */
  alter(tenant: number, name: string, set: ReadonlyMap<string, string>, remove: readonly string[]): Promise<CatalogAnswer>
  /** Adds partitions until there are `partitions`; `CATALOG_TOPIC_INVALID` when there are as many. */
  addPartitions(tenant: number, name: string, partitions: number): Promise<CatalogAnswer>
  watch(listener: TopicListener): void
  unwatch(listener: TopicListener): void
}

export const AUTOMATIC_TOPICS_MAX_DEFAULT = 100_000

/** Makes the catalog and registers its state machine with `meta`; call before the metadata service starts. */
export function createTopicCatalog(options: TopicCatalogOptions, deps: TopicCatalogDeps): TopicCatalog {
  return new ReplicatedTopicCatalog(options, deps)
}

class ReplicatedTopicCatalog implements TopicCatalog, MetaWatcher {
  readonly #machine: CatalogMachine
  readonly #placement: Placement | null
  readonly #interning = new TopicInterning()
  readonly #meta: MetaPort
  readonly #random: Random
  readonly #automaticTopicsMax: number
  /** Automatic creates under way by tenant and name; bounded by the metadata port's queue. */
  readonly #creating = new Map<string, Promise<CatalogAnswer>>()
  #listeners: readonly TopicListener[] = []

  constructor(options: TopicCatalogOptions, deps: TopicCatalogDeps) {
    this.#meta = deps.meta
    this.#placement = deps.placement ?? null
    this.#machine = new CatalogMachine(this.#placement)
    this.#random = deps.random
    this.#automaticTopicsMax = options.automaticTopicsMax ?? AUTOMATIC_TOPICS_MAX_DEFAULT
    this.#meta.register(this.#machine)
    this.#meta.watch(CATALOG_MACHINE, this)
  }

  get generation(): number {
    return this.#machine.generation
  }

  get count(): number {
    return this.#machine.state.count
  }

  byName(tenant: number, name: string): Topic | null {
    return this.#machine.state.byName(tenant, name)
  }

  byId(id: string): Topic | null {
    return this.#machine.state.byId(id)
  }

  byLogName(tenant: number, logName: string): Topic | null {
    return this.#machine.state.byLogName(tenant, logName)
  }

  byShard(shard: number): Topic | null {
    return this.#machine.state.byShard(shard)
  }

  list(tenant: number, after: number, limit: number): Topic[] {
    const found: Topic[] = []
    const topics = this.#machine.state.tenants.get(tenant)
    if (topics === undefined) return found
    for (let at = topics.positionAfter(after); at < topics.order.length && found.length < limit; at++) {
      const topic = topics.order[at] as TopicEntry
      if (!topic.deleted) found.push(topic)
    }
    return found
  }

  *topics(): IterableIterator<Topic> {
    for (const topics of this.#machine.state.tenants.values()) yield* topics.byName.values()
  }

  countOf(tenant: number): number {
    return this.#machine.state.tenants.get(tenant)?.byName.size ?? 0
  }

  automaticCountOf(tenant: number): number {
    return this.#machine.state.tenants.get(tenant)?.automaticCount ?? 0
  }

  tenantId(name: string): number | null {
    for (const tenant of this.#machine.state.tenants.values()) if (tenant.name === name) return tenant.id
    return null
  }

  create(spec: TopicSpec): Promise<CatalogAnswer> {
    if (spec.automatic !== true) return this.#proposeCreate(spec)
    const existing = this.byName(spec.tenant, spec.name)
    if (existing !== null) return Promise.resolve({ code: 'CATALOG_TOPIC_EXISTS', message: '', topic: existing })
    if (this.automaticCountOf(spec.tenant) >= this.#automaticTopicsMax) {
      // Told without a proposal: writers to new addresses ask again with every message.
      return Promise.resolve({ code: 'CATALOG_TOPIC_LIMIT', message: `${this.#automaticTopicsMax} automatic topics`, topic: null })
    }
    const key = `${spec.tenant} ${spec.name}`
    const underWay = this.#creating.get(key)
    if (underWay !== undefined) return underWay.then(asFollower)
    const proposed = this.#proposeCreate(spec).finally(() => this.#creating.delete(key))
    this.#creating.set(key, proposed)
    return proposed
  }

  async delete(tenant: number, name: string, id?: string): Promise<CatalogAnswer> {
    const command = { tenant, name, id: id === undefined ? new Uint8Array(0) : Buffer.from(id, 'hex') }
    return this.#answer(await this.#meta.propose(CATALOG_MACHINE, v1.CatalogCommand.encode({ deleteTopic: command }).finish()))
  }

  async alter(tenant: number, name: string, set: ReadonlyMap<string, string>, remove: readonly string[]): Promise<CatalogAnswer> {
    const alterConfiguration = { tenant, name, id: new Uint8Array(0), set: configEntries(set), remove: [...remove] }
    return this.#answer(await this.#meta.propose(CATALOG_MACHINE, v1.CatalogCommand.encode({ alterConfiguration }).finish()))
  }

  async addPartitions(tenant: number, name: string, partitions: number): Promise<CatalogAnswer> {
    const addPartitions = { tenant, name, id: new Uint8Array(0), partitions }
    return this.#answer(await this.#meta.propose(CATALOG_MACHINE, v1.CatalogCommand.encode({ addPartitions }).finish()))
  }

  watch(listener: TopicListener): void {
    this.#listeners = [...this.#listeners, listener]
  }

  unwatch(listener: TopicListener): void {
    this.#listeners = this.#listeners.filter((known) => known !== listener)
  }

  metaApplied(index: number): void {
    const machine = this.#machine
    if (machine.changeIndex !== index) return
    const { created, deleted, changed } = machine
    for (const listener of this.#listeners) {
      if (created !== null) listener.topicCreated(created)
      if (deleted !== null) listener.topicDeleted(deleted)
      if (changed !== null) listener.topicChanged?.(changed)
    }
  }

  /** A snapshot of another node took the place of what was here: told as what it changed. */
  metaRestored(): void {
    const machine = this.#machine
    const { replaced } = machine
    machine.replaced = null
    for (const tenant of replaced?.tenants.values() ?? []) {
      for (const topic of tenant.byName.values()) {
        if (this.byId(topic.id) !== null) continue
        topic.deleted = true
        for (const listener of this.#listeners) listener.topicDeleted(topic)
      }
    }
    for (const topic of this.topics()) {
      const before = replaced?.byId(topic.id) ?? null
      for (const listener of this.#listeners) {
        if (before === null) listener.topicCreated(topic)
        else listener.topicChanged?.(topic)
      }
    }
  }

  async #proposeCreate(spec: TopicSpec): Promise<CatalogAnswer> {
    const { format, separator, nativeName } = spec.origin
    const createTopic: catalogProto.catalog.v1.CreateTopic.$Properties = {
      tenant: spec.tenant,
      name: spec.name,
      id: this.#newId(),
      partitions: spec.partitions ?? 1,
      storage: spec.storage,
      durability: durabilityNumber(spec.durability) as catalogProto.catalog.v1.Durability,
      origin: { format, separator, nativeName: nativeName === nativeAddress(spec.name, separator) ? '' : (nativeName ?? '') },
      automatic: spec.automatic ?? false,
      config: spec.config === undefined ? [] : configEntries(spec.config),
      automaticTopicsMax: this.#automaticTopicsMax,
      reachableGroups: this.#reachableGroups(),
    }
    return this.#answer(await this.#meta.propose(CATALOG_MACHINE, v1.CatalogCommand.encode({ createTopic }).finish()))
  }

  /** Nothing where all can be reached: then the command need not say so. */
  #reachableGroups(): number[] {
    const reachable = this.#placement?.reachableGroups?.() ?? []
    return reachable.length === (this.#placement?.placeableGroups().length ?? 0) ? [] : [...reachable]
  }

  #newId(): Buffer {
    for (;;) {
      const id = this.#random.bytes(16)
      // Zero means "no id" to log clients; a collision is a matter of faith, but costs nothing to avoid here.
      const hex = id.toString('hex')
      if (hex !== '0'.repeat(32) && this.byId(hex) === null) return id
    }
  }

  #answer(bytes: Uint8Array): CatalogAnswer {
    const { code, message, topic } = v1.CatalogAnswer.decode(bytes)
    if (!topic) return { code: catalogCode(code), message, topic: null }
    const record = v1.TopicRecord.create(topic)
    // The catalog's own object where it still has it; after a delete, what the topic was.
    const live = this.byId(Buffer.from(record.id).toString('hex'))
    if (live !== null) return { code: catalogCode(code), message, topic: live }
    const past = decodeTopic(record, this.#interning)
    past.deleted = true
    return { code: catalogCode(code), message, topic: past }
  }
}

/** What a create that waited for another one of the same name is told. */
function asFollower(answer: CatalogAnswer): CatalogAnswer {
  return answer.code === 'CATALOG_OK' ? { ...answer, code: 'CATALOG_TOPIC_EXISTS' } : answer
}
