import type { CreateTopicRequest, Topic, TopicDirectory, TopicWatcher } from '@robustmq/broker-api'
import type { CatalogAnswer, CatalogCode, TopicCatalog, TopicRetention } from '@robustmq/common-catalog'
import {
  canonicalAddress, defaultTopicSettings, RETENTION_AUTOMATIC_DEFAULT, RETENTION_DEFAULT, shardSettings, topicSettingRefusal,
} from '@robustmq/common-catalog'
import { BrokerError } from '@robustmq/common-errors'
import { retentionWithTtl, TOPIC_TTL_KEY, topicTtlMs, topicTtlRefusal } from '@robustmq/common-expiry'
import type { Logger } from '@robustmq/common-log'
import type { Durability, Shard, ShardSettings, ShardSpec, StorageDriver } from '@robustmq/storage-adapter'
import { storageError } from '@robustmq/storage-adapter'

/** Shards from this number on are no topic's: capabilities keep their own data there (state, delayed messages). */
const RESERVED_SHARDS = 2 ** 46

export interface TopicDirectoryDeps {
  readonly catalog: TopicCatalog
  /** By storage kind. */
  readonly drivers: ReadonlyMap<string, StorageDriver>
  readonly log: Logger
}

export interface TopicDirectoryOptions {
  /** Of topics that do not say. Default `segment`. */
  readonly storage?: string
  /** Of topics that do not say. Default `always`. */
  readonly durability?: Durability
  /** Of topics that do not say. Default: seven days, any size. */
  readonly retention?: TopicRetention
  /** Of automatic topics. Default: a day, 1 GiB. */
  readonly automaticRetention?: TopicRetention
}

export interface NodeTopicDirectory extends TopicDirectory {
  /** Opens the shards of every topic in the catalog; after recovery, before anything is served. */
  openAll(): Promise<void>
}

/** Topics whose shards are opened at the same time. */
const OPENED_AT_ONCE = 512

/** The catalog joined to the storage drivers: topics whose shards can be read and written. */
export function createTopicDirectory(options: TopicDirectoryOptions, deps: TopicDirectoryDeps): NodeTopicDirectory {
  return new Directory(options, deps)
}

class Directory implements NodeTopicDirectory {
  readonly #catalog: TopicCatalog
  readonly #drivers: ReadonlyMap<string, StorageDriver>
  readonly #log: Logger
  readonly #storage: string
  readonly #durability: Durability
  readonly #retention: TopicRetention
  readonly #automaticRetention: TopicRetention
  /** Of topics that say nothing themselves, which most do: one object for all. */
  readonly #plainSettings: ShardSettings
  readonly #plainAutomaticSettings: ShardSettings
  readonly #watchers: TopicWatcher[] = []
  /** Topics whose shards are being opened, by topic number; empties itself. */
  readonly #opening = new Map<number, Promise<void>>()

  constructor(options: TopicDirectoryOptions, deps: TopicDirectoryDeps) {
    this.#catalog = deps.catalog
    this.#drivers = deps.drivers
    this.#log = deps.log
    this.#storage = options.storage ?? 'segment'
    this.#durability = options.durability ?? 'always'
    this.#retention = options.retention ?? RETENTION_DEFAULT
    this.#automaticRetention = options.automaticRetention ?? RETENTION_AUTOMATIC_DEFAULT
    this.#plainSettings = shardSettings(new Map(), this.#retention)
    this.#plainAutomaticSettings = shardSettings(new Map(), this.#automaticRetention)
    this.#catalog.watch({
      topicChanged: (topic) => {
        this.#configure(topic)
        this.#open(topic).catch((error: unknown) => this.#log.error({ error, topic: topic.name }, 'the shards of a topic cannot be opened'))
        for (const watcher of this.#watchers) watcher.topicChanged?.(topic)
      },
      topicCreated: (topic) => {
        this.#open(topic).catch((error: unknown) => this.#log.error({ error, topic: topic.name }, 'the shards of a topic cannot be opened'))
        for (const watcher of this.#watchers) watcher.topicCreated(topic)
      },
      topicDeleted: (topic) => {
        for (const watcher of this.#watchers) watcher.topicDeleted(topic)
        this.#remove(topic).catch((error: unknown) => this.#log.error({ error, topic: topic.name }, 'the shards of a deleted topic cannot be removed'))
      },
    })
  }

  byName(tenant: number, name: string): Topic | null {
    return this.#catalog.byName(tenant, name)
  }

  byLogName(tenant: number, logName: string): Topic | null {
    return this.#catalog.byLogName(tenant, logName)
  }

  byId(id: string): Topic | null {
    return this.#catalog.byId(id)
  }

  list(tenant: number, after: number, limit: number): readonly Topic[] {
    return this.#catalog.list(tenant, after, limit)
  }

  count(tenant: number): number {
    return this.#catalog.countOf(tenant)
  }

  addressOf(nativeName: string, separator: string): string | null {
    return canonicalAddress(nativeName, separator)
  }

  watch(watcher: TopicWatcher): void {
    this.#watchers.push(watcher)
  }

  shard(topic: Topic, partition: number): Shard | null {
    const place = topic.partitions[partition]
    return place === undefined ? null : (this.#drivers.get(topic.storage)?.shard(place.shard) ?? null)
  }

  opened(topic: Topic): Promise<void> {
    return this.#open(topic)
  }

  async create(request: CreateTopicRequest): Promise<Topic> {
    const storage = request.storage ?? this.#storage
    if (!this.#drivers.has(storage)) {
      throw new BrokerError({ code: 'TOPIC_CONFIG_INVALID', retry: 'never', message: `there is no storage of kind ${JSON.stringify(storage)} here` })
    }
    checkSettings(request.name, request.config)
    const { nativeName } = request
    const answer = await this.#catalog.create({
      ...request, storage, durability: request.durability ?? this.#durability,
      origin: { ...request.origin, ...(nativeName === undefined ? {} : { nativeName }) },
    })
    if (answer.code !== 'CATALOG_OK' || answer.topic === null) throw refusal(answer, request.name)
    await this.#open(answer.topic)
    return answer.topic
  }

  async delete(tenant: number, name: string): Promise<void> {
    const answer = await this.#catalog.delete(tenant, name)
    if (answer.code !== 'CATALOG_OK') throw refusal(answer, name)
  }

  async alter(tenant: number, name: string, set: ReadonlyMap<string, string>, remove: readonly string[]): Promise<Topic> {
    checkSettings(name, set)
    return this.#changed(await this.#catalog.alter(tenant, name, set, remove), name, 'TOPIC_CONFIG_INVALID')
  }

  async addPartitions(tenant: number, name: string, partitions: number): Promise<Topic> {
    return this.#changed(await this.#catalog.addPartitions(tenant, name, partitions), name, 'TOPIC_PARTITIONS_INVALID')
  }

  async #changed(answer: CatalogAnswer, name: string, invalid: string): Promise<Topic> {
    if (answer.code !== 'CATALOG_OK' || answer.topic === null) throw refusal(answer, name, invalid)
    await this.#open(answer.topic)
    return answer.topic
  }

  settings(topic: Topic): ReadonlyMap<string, string> {
    const settings = new Map(defaultTopicSettings(topic.automatic ? this.#automaticRetention : this.#retention))
    for (const [key, value] of topic.config) settings.set(key, value)
    return settings
  }

  async openAll(): Promise<void> {
    const topics = [...this.#catalog.topics()]
    // Several at once, since those of other nodes take a round trip.
    for (let from = 0; from < topics.length; from += OPENED_AT_ONCE) {
      const some = topics.slice(from, from + OPENED_AT_ONCE)
      await Promise.all(some.map((topic) => this.#open(topic)))
      for (const topic of some) this.#configure(topic)
    }
    // A crash between the removal of a topic and of its shards leaves shards that nobody can name.
    for (const driver of this.#drivers.values()) {
      for (const { spec } of [...driver.shards()]) {
        // Asked of the catalog as it is now: other nodes make topics meanwhile.
        if (this.#catalog.byShard(spec.shard) !== null || spec.shard >= RESERVED_SHARDS) continue
        this.#log.warn({ shard: spec.shard, storage: driver.kind }, 'a shard without a topic is removed')
        await driver.deleteShard(spec.shard)
      }
    }
  }

  #open(topic: Topic): Promise<void> {
    const underWay = this.#opening.get(topic.number)
    if (underWay !== undefined) return underWay
    const driver = this.#drivers.get(topic.storage)
    if (driver === undefined) return Promise.reject(storageError('STORAGE_UNSUPPORTED', `topic ${topic.name} wants storage ${topic.storage}`))
    const missing = topic.partitions.filter(({ shard }) => driver.shard(shard) === null)
    if (missing.length === 0) return Promise.resolve()
    const specs = missing.map(({ shard, group }): ShardSpec => ({ tenant: topic.tenant, shard, group, durability: topic.durability }))
    const opening = Promise.all(specs.map((spec) => driver.createShard(spec)))
      .then(() => this.#configure(topic))
      .finally(() => this.#opening.delete(topic.number))
    this.#opening.set(topic.number, opening)
    return opening
  }

  /** Tells the shards that are open how they are kept. */
  #configure(topic: Topic): void {
    const driver = this.#drivers.get(topic.storage)
    if (driver === undefined) return
    const settings = this.#settingsOf(topic)
    for (const { shard } of topic.partitions) driver.shard(shard)?.configure(settings)
  }

  #settingsOf(topic: Topic): ShardSettings {
    if (topic.config.size > 0) {
      const settings = shardSettings(topic.config, topic.automatic ? this.#automaticRetention : this.#retention)
      return retentionWithTtl(settings, topicTtlMs(topic.config))
    }
    return topic.automatic ? this.#plainAutomaticSettings : this.#plainSettings
  }

  async #remove(topic: Topic): Promise<void> {
    const driver = this.#drivers.get(topic.storage)
    if (driver === undefined) return
    for (const { shard } of topic.partitions) if (driver.shard(shard) !== null) await driver.deleteShard(shard)
  }
}

const CODES: Readonly<Partial<Record<CatalogCode, string>>> = {
  CATALOG_TOPIC_EXISTS: 'TOPIC_EXISTS', CATALOG_TOPIC_UNKNOWN: 'TOPIC_UNKNOWN', CATALOG_TOPIC_LIMIT: 'TOPIC_LIMIT', CATALOG_TOPIC_INVALID: 'TOPIC_NAME_INVALID',
}

/** @throws BrokerError TOPIC_CONFIG_INVALID */
function checkSettings(name: string, config: ReadonlyMap<string, string> | undefined): void {
  for (const [key, value] of config ?? []) {
    const ttl = key === TOPIC_TTL_KEY ? topicTtlRefusal(value) : null
    const reason = ttl === null ? topicSettingRefusal(key, value) : `${key} is ${ttl}, not ${JSON.stringify(value)}`
    if (reason !== null) throw new BrokerError({ code: 'TOPIC_CONFIG_INVALID', retry: 'never', message: `topic ${JSON.stringify(name)}: ${reason}` })
  }
}

function refusal(answer: CatalogAnswer, name: string, invalid: string | null = null): BrokerError {
  const code = (answer.code === 'CATALOG_TOPIC_INVALID' ? invalid : null) ?? CODES[answer.code] ?? 'TOPIC_CONFIG_INVALID'
  const reason = answer.message === '' ? answer.code : answer.message
  return new BrokerError({ code, retry: code === 'TOPIC_LIMIT' ? 'later' : 'never', message: `topic ${JSON.stringify(name)}: ${reason}` })
}
