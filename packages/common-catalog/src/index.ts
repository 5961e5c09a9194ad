/**
 * Tenants, topics and shards: the rules of names, the topic catalog as a deterministic state machine, and its
 * synchronous read side.
 *
 * ```ts
 * const catalog = createTopicCatalog({}, { meta, random })   // before the metadata service starts
 * const name = canonicalAddress('sensors/room1', '/')        // 'sensors.room1'
 * const { code, topic } = await catalog.create({ tenant: DEFAULT_TENANT, name, storage: 'segment', durability: 'always', origin: { format: 'x', separator: '/' } })
 * catalog.byName(DEFAULT_TENANT, 'sensors.room1') === topic
 * ```
 *
 * @packageDocumentation
 */
export {
  ADDRESS_BYTES_MAX, ADDRESS_LEVELS_MAX, addressFromLevels, addressLevels, canonicalAddress, isCanonicalAddress, nativeAddress,
} from './address.ts'
export { escapeLogName, isHashedLogName, LOG_NAME_BYTES_MAX, unescapeLogName } from './log-name.ts'
export {
  CATALOG_MACHINE, CATALOG_MACHINE_VERSION, DEFAULT_TENANT, DEFAULT_TENANT_NAME, REPLICATION_GROUPS_DEFAULT,
} from './catalog-machine.ts'
export type { Placement } from './catalog-machine.ts'
export { CATALOG_CODES } from './errors.ts'
export type { CatalogCode } from './errors.ts'
export { TOPIC_CONFIG_ENTRIES_MAX, TOPIC_CONFIG_KEY_MAX, TOPIC_CONFIG_TOTAL_MAX, TOPIC_PARTITIONS_MAX } from './topic-limits.ts'
export {
  defaultTopicSettings, RETENTION_AUTOMATIC_DEFAULT, RETENTION_DEFAULT, shardSettings, TOPIC_SETTINGS, topicSettingRefusal,
} from './topic-settings.ts'
export type { TopicRetention } from './topic-settings.ts'
export type { Topic, TopicOrigin, TopicPartition } from './topic.ts'
export { AUTOMATIC_TOPICS_MAX_DEFAULT, createTopicCatalog } from './topic-catalog.ts'
export type {
  CatalogAnswer, TopicCatalog, TopicCatalogDeps, TopicCatalogOptions, TopicListener, TopicSpec,
} from './topic-catalog.ts'
