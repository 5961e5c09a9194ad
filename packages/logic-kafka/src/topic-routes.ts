import type { AddressFormat, Publisher, PublishTarget, Topic, TopicDirectory, TopicWatcher } from '@robustmq/broker-api'

/** How this protocol writes addresses. */
export const KAFKA_FORMAT: AddressFormat = { label: 'kafka', separator: '.' }

const NAME = /^[a-zA-Z0-9._-]{1,249}$/
/** Beginnings of the escapes under which topics with other names are shown; such a name is never given to a new topic. */
const ESCAPES = ['-x-', '-h-']
const ROUTES_MAX = 50_000
export const MAX_MESSAGE_BYTES = 'max.message.bytes'

/** True for the names that a topic may be created under from here. */
export function isTopicName(name: string): boolean {
  return NAME.test(name) && name !== '.' && name !== '..' && !ESCAPES.some((escape) => name.startsWith(escape))
}

/** A topic as the produce path needs it. */
export interface Route {
  readonly topic: Topic
  readonly target: PublishTarget
  /** Largest batch, bytes. */
  readonly batchBytesMax: number
}

/** Topics by the names that clients see, with their publish targets. One look-up per topic of a request. */
export class TopicRoutes implements TopicWatcher {
  readonly #topics: TopicDirectory
  readonly #publisher: Publisher
  readonly #batchBytesMax: number
  readonly #tenants = new Map<number, Map<string, Route>>()
  #count = 0

  constructor(topics: TopicDirectory, publisher: Publisher, batchBytesMax: number) {
    this.#topics = topics
    this.#publisher = publisher
    this.#batchBytesMax = batchBytesMax
    topics.watch(this)
  }

  find(tenant: number, logName: string): Route | null {
    const known = this.#tenants.get(tenant)?.get(logName)
    if (known !== undefined) return known
    const topic = this.#topics.byLogName(tenant, logName)
    if (topic === null) return null
    if (this.#count >= ROUTES_MAX) this.#clear()
    let routes = this.#tenants.get(tenant)
    if (routes === undefined) this.#tenants.set(tenant, (routes = new Map()))
    const route = {
      topic,
      target: this.#publisher.target(tenant, KAFKA_FORMAT, topic.name, false),
      batchBytesMax: Math.min(this.#batchBytesMax, Number(topic.config.get(MAX_MESSAGE_BYTES) ?? this.#batchBytesMax)),
    }
    routes.set(logName, route)
    this.#count++
    return route
  }

  topicCreated(): void {
    // Only topics that exist are remembered.
  }

  topicDeleted(topic: Topic): void {
    if (this.#tenants.get(topic.tenant)?.delete(topic.logName) === true) this.#count--
  }

  #clear(): void {
    this.#tenants.clear()
    this.#count = 0
  }
}
