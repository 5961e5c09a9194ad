import type { Durability, Shard } from '@robustmq/storage-adapter'

export interface TopicPartition {
  readonly index: number
  readonly shard: number
  readonly group: number
}

/** The native name under which a topic was created. */
export interface TopicOrigin {
  /** Label of the address format, e.g. the protocol's name. */
  readonly format: string
  readonly nativeName: string
}

/** A named log in the catalog. Immutable; a change gives a new object. */
export interface Topic {
  readonly tenant: number
  /** Canonical address: levels joined by `.`. */
  readonly name: string
  /** The name that a client of the log protocols sees: `name`, or its stable escape. */
  readonly logName: string
  /** 16 bytes. */
  readonly id: Uint8Array
  readonly partitions: readonly TopicPartition[]
  /** Storage kind: which driver. */
  readonly storage: string
  readonly durability: Durability
  readonly origin: TopicOrigin
  /** Made by the broker on first publish. */
  readonly automatic: boolean
  readonly config: ReadonlyMap<string, string>
  readonly createdAtMs: number
}

export interface CreateTopicRequest {
  readonly tenant: number
  /** Canonical address. */
  readonly name: string
  /** 1 .. 1024; default 1. */
  readonly partitions?: number
  readonly storage?: string
  readonly durability?: Durability
  readonly origin: TopicOrigin
  readonly automatic?: boolean
  readonly config?: ReadonlyMap<string, string>
}

export const TOPIC_ERROR_CODES = [
  'TOPIC_EXISTS', 'TOPIC_UNKNOWN', 'TOPIC_NAME_INVALID', 'TOPIC_PARTITIONS_INVALID', 'TOPIC_CONFIG_INVALID',
  /** The bound on automatic topics of the tenant is reached. */
  'TOPIC_LIMIT',
] as const
export type TopicErrorCode = (typeof TOPIC_ERROR_CODES)[number]

export interface TopicWatcher {
  topicCreated(topic: Topic): void
  topicDeleted(topic: Topic): void
}

/** Topics as protocols see them: local reads are synchronous, changes go through the metadata service. */
export interface TopicDirectory {
  byName(tenant: number, name: string): Topic | null
  byLogName(tenant: number, logName: string): Topic | null
  byId(id: Uint8Array): Topic | null
  /** Topics in order of name, beginning after `after`. */
  list(tenant: number, after: string | null, limit: number): readonly Topic[]
  count(tenant: number): number
  /** Resolves when the topic exists durably and its shards are open; `TOPIC_EXISTS` when it was there before. */
  create(request: CreateTopicRequest): Promise<Topic>
  delete(tenant: number, name: string): Promise<void>
  /** Resolves when the topic's shards on this node are open; they may not yet be right after the topic appears. */
  opened(topic: Topic): Promise<void>
  /** The open shard of a partition, or null when it is not (yet) on this node. */
  shard(topic: Topic, partition: number): Shard | null
  watch(watcher: TopicWatcher): void
  /** The canonical address for a native name. */
  addressOf(nativeName: string, separator: string): string
}
