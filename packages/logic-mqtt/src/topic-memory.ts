import type { Access, Principal, Publisher, PublishTarget, TopicDirectory } from '@robustmq/broker-api'
import { equalBytes } from '@robustmq/common-bytes'
import type { StoreMode, StoreRule } from './mqtt-config.ts'
import { storeModeOf } from './mqtt-config.ts'
import { MQTT_FORMAT } from './native-form.ts'

/** Topic names that a connection remembers with all that was found out about them. */
const REMEMBERED = 4
/** Longer names are looked up each time. */
const NAME_BYTES_MAX = 256

/** `$delayed/<seconds>/<topic>`: published to the topic after that time. */
const DELAYED = /^\$delayed\/(\d{1,10})\/(.+)$/

/** A topic name as one connection publishes to it. */
export interface TopicEntry {
  readonly name: string
  readonly bytes: Buffer
  target: PublishTarget
  /** A missing topic is made. */
  create: boolean
  /** Canonical; null when it is none, which the target says. */
  readonly address: string | null
  /** May be published to at all: not a name of the server's own. */
  readonly legal: boolean
  /** Published that much later, milliseconds; 0 at once. */
  readonly delayMs: number
  readonly store: StoreMode
}

export interface TopicMemoryDeps {
  readonly publisher: Publisher
  readonly topics: TopicDirectory
  readonly access: Access
  readonly store: readonly StoreRule[]
  /** The node publishes at a later time. */
  readonly delays: boolean
}

/** The last few topic names of one connection: bytes -> target, so that a repeated name costs a comparison. */
export class TopicMemory {
  private readonly deps: TopicMemoryDeps
  private readonly principal: Principal
  private readonly entries: TopicEntry[] = []
  private next = 0

  constructor(principal: Principal, deps: TopicMemoryDeps) {
    this.principal = principal
    this.deps = deps
  }

  /** The entry for the (checked) name at `[start, end)`. */
  find(buffer: Buffer, start: number, end: number): TopicEntry {
    const { entries } = this
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as TopicEntry
      if (entry.bytes.length === end - start && equalBytes(entry.bytes, 0, entry.bytes.length, buffer, start, end)) return entry
    }
    const entry = this.resolve(buffer.toString('utf8', start, end))
    if (end - start <= NAME_BYTES_MAX) {
      entries[this.next] = entry
      this.next = (this.next + 1) % REMEMBERED
    }
    return entry
  }

  resolve(name: string): TopicEntry {
    const delayed = this.deps.delays ? DELAYED.exec(name) : null
    if (delayed === null) return this.entryOf(name, Buffer.from(name), 0)
    return this.entryOf(delayed[2] as string, Buffer.from(name), Number(delayed[1]) * 1000)
  }

  private entryOf(name: string, bytes: Buffer, delayMs: number): TopicEntry {
    const { publisher, access, topics, store: rules } = this.deps
    // Names that begin with $ belong to the server (section 4.7.2): clients do not publish to them.
    const address = name.startsWith('$') ? null : topics.addressOf(name, MQTT_FORMAT.separator)
    const legal = !name.startsWith('$')
    const store = storeModeOf(rules, name)
    const create = legal && store === 'all' && (address === null || access.authorize(this.principal, 'publish', address))
    const target = publisher.target(this.principal.tenant, MQTT_FORMAT, name, create)
    return { name, bytes, target, create, address, legal, delayMs, store }
  }

  /** Asked for every run, since rules and users change: the answer is cached where it is made. */
  allows(entry: TopicEntry): boolean {
    return entry.legal && (entry.address === null || this.deps.access.authorize(this.principal, 'publish', entry.address))
  }

  /** Makes sure that the topic is made when it is missing: something must be stored. */
  wantStored(entry: TopicEntry): void {
    if (entry.create) return
    entry.create = true
    entry.target = this.deps.publisher.target(this.principal.tenant, MQTT_FORMAT, entry.name, true)
  }
}
