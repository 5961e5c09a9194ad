import type { Durability } from '@robustmq/storage-adapter'
import { nativeAddress } from './address.ts'
import { escapeLogName } from './log-name.ts'

/** One partition of a topic: the shard that holds it and the replication group of that shard. */
export interface TopicPartition {
  /** 1 .. 2^48-1, given by the catalog, rising, never reused. */
  readonly shard: number
  /** 1 .. 2^32-1 */
  readonly group: number
}

/** How the creator of a topic names things. Shared between topics. */
export interface TopicOrigin {
  /** Label of the creator's kind of name; opaque here. */
  readonly format: string
  /** One character, or empty where names have no levels. */
  readonly separator: string
}

/** A topic as the catalog has it. Never changed, except that `deleted` becomes true; safe to keep as a reference. */
export interface Topic {
  /** Rising in order of creation, never reused. */
  readonly number: number
  readonly tenant: number
  /** Canonical address. */
  readonly name: string
  /** 16 bytes as 32 lower-case hex digits. */
  readonly id: string
  readonly partitions: readonly TopicPartition[]
  /** Storage kind: the name of a storage driver. */
  readonly storage: string
  readonly durability: Durability
  readonly origin: TopicOrigin
  /** The name as its creator wrote it. Made at each call where it follows from `name`. */
  readonly nativeName: string
  /** The name for log clients (see `escapeLogName`). Made at each call. */
  readonly logName: string
  /** Made by a write to an address that had no topic. */
  readonly automatic: boolean
  /** Opaque to the catalog. */
  readonly config: ReadonlyMap<string, string>
  readonly createdAtMs: number
  /** True once the catalog has it no more. */
  readonly deleted: boolean
}

export interface TopicFields {
  readonly number: number
  readonly tenant: number
  readonly name: string
  readonly id: string
  readonly partitions: readonly TopicPartition[]
  readonly storage: string
  readonly durability: Durability
  readonly origin: TopicOrigin
  readonly nativeName: string
  readonly automatic: boolean
  readonly config: ReadonlyMap<string, string>
  readonly createdAtMs: number
}

/**
 * One object per topic, without closures: a million of them are held. Plain fields instead of private ones, since
 * private names cost a slot each.
 */
export class TopicEntry implements Topic {
  readonly number: number
  readonly tenant: number
  readonly name: string
  readonly id: string
  readonly partitions: readonly TopicPartition[]
  readonly storage: string
  readonly durability: Durability
  readonly origin: TopicOrigin
  readonly automatic: boolean
  readonly config: ReadonlyMap<string, string>
  readonly createdAtMs: number
  deleted = false
  /** Null where it follows from `name` and the origin's separator. */
  readonly otherNativeName: string | null

  constructor(fields: TopicFields) {
    this.number = fields.number
    this.tenant = fields.tenant
    this.name = fields.name
    this.id = fields.id
    this.partitions = fields.partitions
    this.storage = fields.storage
    this.durability = fields.durability
    this.origin = fields.origin
    this.automatic = fields.automatic
    this.config = fields.config
    this.createdAtMs = fields.createdAtMs
    this.otherNativeName = nativeAddress(fields.name, fields.origin.separator) === fields.nativeName ? null : fields.nativeName
  }

  get nativeName(): string {
    return this.otherNativeName ?? nativeAddress(this.name, this.origin.separator)
  }

  get logName(): string {
    return escapeLogName(this.name)
  }
}
