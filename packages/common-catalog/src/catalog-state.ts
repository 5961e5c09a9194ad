import { isHashedLogName, escapeLogName, unescapeLogName } from './log-name.ts'
import type { TopicEntry } from './topic.ts'

/** A tenant's topics by name and in order of creation. */
export class TenantTopics {
  readonly id: number
  readonly name: string
  readonly byName: Map<string, TopicEntry> = new Map()
  /** Only the topics whose log name cannot be undone from the name alone. */
  readonly byHashedName: Map<string, TopicEntry> = new Map()
  automaticCount = 0
  /** In order of number; deleted ones stay in place until half of it is deleted, so that a delete costs no copy. */
  order: TopicEntry[] = []

  constructor(id: number, name: string) {
    this.id = id
    this.name = name
  }

  /** Position in `order` of the first topic with a number above `after`. */
  positionAfter(after: number): number {
    let low = 0
    let high = this.order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.order[middle] as TopicEntry).number <= after) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Below this many entries the list of creation order is not worth packing. */
const PACK_MIN = 1024

/** All tenants and topics with their indexes. Knows nothing of commands. */
export class CatalogState {
  nextTopic = 1
  nextShard = 1
  nextTenant = 2
  groupCount: number
  readonly tenants: Map<number, TenantTopics> = new Map()
  readonly #byId = new Map<string, TopicEntry>()
  readonly #byShard = new Map<number, TopicEntry>()

  constructor(groupCount: number) {
    this.groupCount = groupCount
  }

  get count(): number {
    return this.#byId.size
  }

  byId(id: string): TopicEntry | null {
    return this.#byId.get(id) ?? null
  }

  byShard(shard: number): TopicEntry | null {
    return this.#byShard.get(shard) ?? null
  }

  byName(tenant: number, name: string): TopicEntry | null {
    return this.tenants.get(tenant)?.byName.get(name) ?? null
  }

  byLogName(tenant: number, logName: string): TopicEntry | null {
    const topics = this.tenants.get(tenant)
    if (topics === undefined) return null
    const address = unescapeLogName(logName)
    return (address === null ? topics.byHashedName.get(logName) : topics.byName.get(address)) ?? null
  }

  add(topics: TenantTopics, topic: TopicEntry): void {
    topics.byName.set(topic.name, topic)
    topics.order.push(topic)
    if (topic.automatic) topics.automaticCount++
    const logName = escapeLogName(topic.name)
    if (isHashedLogName(logName)) topics.byHashedName.set(logName, topic)
    this.#byId.set(topic.id, topic)
    for (const partition of topic.partitions) this.#byShard.set(partition.shard, topic)
  }

  /** Puts `next`, which has the same number, name and id, in the place of `topic`. */
  replace(topics: TenantTopics, topic: TopicEntry, next: TopicEntry): void {
    topics.byName.set(next.name, next)
    topics.order[topics.positionAfter(topic.number - 1)] = next
    if (topics.byHashedName.size > 0 && topics.byHashedName.has(escapeLogName(next.name))) topics.byHashedName.set(escapeLogName(next.name), next)
    this.#byId.set(next.id, next)
    for (const partition of next.partitions) this.#byShard.set(partition.shard, next)
  }

  remove(topics: TenantTopics, topic: TopicEntry): void {
    topic.deleted = true
    topics.byName.delete(topic.name)
    if (topics.byHashedName.size > 0) topics.byHashedName.delete(escapeLogName(topic.name))
    if (topic.automatic) topics.automaticCount--
    if (topics.order.length >= PACK_MIN && topics.byName.size < topics.order.length / 2) {
      topics.order = topics.order.filter((entry) => !entry.deleted)
    }
    this.#byId.delete(topic.id)
    for (const partition of topic.partitions) this.#byShard.delete(partition.shard)
  }
}
