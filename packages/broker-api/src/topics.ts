import type { Durability, Shard } from '@robustmq/storage-adapter'

export interface TopicPartition {
  readonly shard: number
  readonly group: number
}

/** How the creator of a topic writes names. */
export interface TopicOrigin {
  /** Label of the address format, e.g. the protocol's name. */
  readonly format: string
  /** One character, or empty where names have no levels. */
  readonly separator: string
}

/** A named log in the catalog. Never changed; safe to keep. */
export interface Topic {
  /** Rising in order of creation, never reused. */
  readonly number: number
  readonly tenant: number
  /** Canonical address: levels joined by `.`. */
  readonly name: string
  /** The name that a client of the log protocols sees: `name`, or its stable escape. Made at each call. */
  readonly logName: string
  /** The name as its creator wrote it. Made at each call. */
  readonly nativeName: string
  /** 16 bytes as 32 lower-case hex digits. */
  readonly id: string
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
  /** 1 .. 10 000; default 1. */
  readonly partitions?: number
  readonly storage?: string
  readonly durability?: Durability
  readonly origin: TopicOrigin
  /** Left out where it follows from the name and the separator. */
  readonly nativeName?: string
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
  /** `topic` has taken the place of the one with the same number: other configuration, or more partitions. */
  topicChanged?(topic: Topic): void
}

/** Topics as protocols see them: local reads are synchronous, changes go through the metadata service. */
export interface TopicDirectory {
  byName(tenant: number, name: string): Topic | null
  byLogName(tenant: number, logName: string): Topic | null
  /** `id`: 32 lower-case hex digits. */
  byId(id: string): Topic | null
  /** Topics in order of creation, with numbers above `after` (0 to begin). */
  list(tenant: number, after: number, limit: number): readonly Topic[]
  count(tenant: number): number
  /** Resolves when the topic exists durably and its shards are open; `TOPIC_EXISTS` when it was there before. */
  create(request: CreateTopicRequest): Promise<Topic>
  delete(tenant: number, name: string): Promise<void>
  /**
   * Sets and removes entries of the topic's configuration; in force when it resolves. The topic is another object then.
   * @throws BrokerError TOPIC_UNKNOWN, TOPIC_CONFIG_INVALID
   */
  alter(tenant: number, name: string, set: ReadonlyMap<string, string>, remove: readonly string[]): Promise<Topic>
  /** Adds partitions until there are `partitions`. @throws BrokerError TOPIC_UNKNOWN, TOPIC_PARTITIONS_INVALID */
  addPartitions(tenant: number, name: string, partitions: number): Promise<Topic>
  /** How the topic is kept, in the words of its configuration: what it says, and the default for what it does not. */
  settings(topic: Topic): ReadonlyMap<string, string>
  /** Resolves when the topic's shards on this node are open; they may not yet be right after the topic appears. */
  opened(topic: Topic): Promise<void>
  /** The open shard of a partition, or null when it is not (yet) on this node. */
  shard(topic: Topic, partition: number): Shard | null
  watch(watcher: TopicWatcher): void
  /** The canonical address for a native name, or null when it is out of bounds. */
  addressOf(nativeName: string, separator: string): string | null
}
