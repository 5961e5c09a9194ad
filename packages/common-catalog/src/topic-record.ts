import type { catalogProto } from '@robustmq/proto-gen'
import type { Durability } from '@robustmq/storage-adapter'
import { nativeAddress } from './address.ts'
import { TopicEntry } from './topic.ts'
import type { TopicOrigin, TopicPartition } from './topic.ts'

type TopicRecordProperties = catalogProto.catalog.v1.TopicRecord.$Properties
type ConfigEntryProperties = catalogProto.catalog.v1.ConfigEntry.$Properties

const DURABILITIES: readonly Durability[] = ['always', 'interval', 'never']
const NO_CONFIG: ReadonlyMap<string, string> = new Map()

/**
 * One copy of the strings and objects that are the same for most topics. Bounded: beyond the bound the caller's own
 * copy is used, which costs memory but is right.
 */
export class TopicInterning {
  readonly #strings = new Map<string, string>()
  readonly #origins = new Map<string, TopicOrigin>()

  text(value: string): string {
    const known = this.#strings.get(value)
    if (known !== undefined) return known
    if (this.#strings.size < 64) this.#strings.set(value, value)
    return value
  }

  origin(format: string, separator: string): TopicOrigin {
    const key = `${separator} ${format}`
    const known = this.#origins.get(key)
    if (known !== undefined) return known
    const origin = { format: this.text(format), separator: this.text(separator) }
    if (this.#origins.size < 64) this.#origins.set(key, origin)
    return origin
  }
}

export function durabilityNumber(durability: Durability): number {
  return DURABILITIES.indexOf(durability)
}

export function durabilityOf(number: number): Durability {
  // An unknown number cannot come from this version; the strictest reading is the safe one.
  return DURABILITIES[number] ?? 'always'
}

/** Entries in key order (by UTF-16 code units), as commands and snapshots have them. */
export function configEntries(config: ReadonlyMap<string, string>): ConfigEntryProperties[] {
  const entries = [...config].map(([key, value]) => ({ key, value }))
  return entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

export function configMap(entries: readonly ConfigEntryProperties[]): ReadonlyMap<string, string> {
  if (entries.length === 0) return NO_CONFIG
  return new Map(entries.map((entry) => [entry.key ?? '', entry.value ?? '']))
}

export function encodeTopic(topic: TopicEntry): TopicRecordProperties {
  return {
    number: topic.number,
    tenant: topic.tenant,
    name: topic.name,
    id: Buffer.from(topic.id, 'hex'),
    partitions: topic.partitions as TopicPartition[],
    storage: topic.storage,
    durability: durabilityNumber(topic.durability) as catalogProto.catalog.v1.Durability,
    origin: { nativeName: topic.otherNativeName ?? '', separator: topic.origin.separator, format: topic.origin.format },
    automatic: topic.automatic,
    config: topic.config.size === 0 ? [] : configEntries(topic.config),
    createdAtMs: topic.createdAtMs,
  }
}

export function decodeTopic(record: catalogProto.catalog.v1.TopicRecord, interning: TopicInterning): TopicEntry {
  const origin = interning.origin(record.origin?.format ?? '', record.origin?.separator ?? '')
  return new TopicEntry({
    number: record.number,
    tenant: record.tenant,
    name: record.name,
    id: Buffer.from(record.id).toString('hex'),
    partitions: record.partitions.map((partition) => ({ shard: partition.shard ?? 0, group: partition.group ?? 0 })),
    storage: interning.text(record.storage),
    durability: durabilityOf(record.durability),
    origin,
    nativeName: record.origin?.nativeName || nativeAddress(record.name, origin.separator),
    automatic: record.automatic,
    config: configMap(record.config),
    createdAtMs: record.createdAtMs,
  })
}

