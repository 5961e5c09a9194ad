import type { JsonSchema } from '@robustmq/broker-api'

/** The configuration section, as validated and completed by `KAFKA_CONFIG_SCHEMA`. */
export interface KafkaConfig {
  readonly auto_create_topics: boolean
  readonly default_partitions: number
  readonly any_replication_factor: boolean
  readonly message_bytes_max: number
  readonly request_bytes_max: number
  readonly fetch_bytes_max: number
  readonly fetch_wait_max_ms: number
  readonly in_flight_requests_max: number
  readonly in_flight_bytes_max: number
  readonly idle_timeout_ms: number
  readonly producers_per_partition_max: number
  readonly producers_max: number
  readonly producer_expiry_ms: number
  readonly sasl_session_lifetime_ms: number
  readonly groups_max: number
  readonly group_members_max: number
  readonly group_initial_delay_ms: number
  readonly group_session_timeout_min_ms: number
  readonly group_session_timeout_max_ms: number
  readonly offsets_per_group_max: number
  readonly offset_metadata_bytes_max: number
  readonly offsets_retention_ms: number
}

const MIB = 1024 * 1024

function integer(description: string, standard: number, minimum: number, maximum: number): JsonSchema {
  return { type: 'integer', description, default: standard, minimum, maximum }
}

function flag(description: string, standard: boolean): JsonSchema {
  return { type: 'boolean', description, default: standard }
}

/** Schema of the section; every key has a default. */
export const KAFKA_CONFIG_SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    auto_create_topics: flag('Asking for the metadata of an unknown topic makes it, where the client allows that.', true),
    default_partitions: integer('Partitions of topics whose creator does not say.', 1, 1, 1024),
    any_replication_factor: flag('Accept replication factors 1 to 3 whatever the number of nodes; there is one copy per node all the same.', true),
    message_bytes_max: integer('Largest record batch from a client, bytes; a topic may set less with max.message.bytes.', MIB + 12 + 1024, 1024, 64 * MIB),
    request_bytes_max: integer('Largest request, bytes.', 100 * MIB, 1024, 1024 * MIB),
    fetch_bytes_max: integer('Most bytes of records in one answer, whatever the client asks for; the first batch may be larger.', 16 * MIB, 1024, 48 * MIB),
    fetch_wait_max_ms: integer('Longest time that a Fetch waits for data, milliseconds.', 30_000, 0, 600_000),
    in_flight_requests_max: integer('Requests of one connection that are not yet answered; then reading stops.', 128, 1, 10_000),
    in_flight_bytes_max: integer('Bytes of requests of one connection that are not yet answered; then reading stops.', 32 * MIB, 1024, 1024 * MIB),
    idle_timeout_ms: integer('A connection without requests for this long is closed, milliseconds; 0 never.', 600_000, 0, 86_400_000),
    producers_per_partition_max: integer('Idempotent producers remembered for one partition.', 10_000, 1, 1_000_000),
    producers_max: integer('Idempotent producers remembered by this node, over all partitions.', 200_000, 1, 10_000_000),
    producer_expiry_ms: integer('An idempotent producer that has been silent for this long may be forgotten, milliseconds.', 86_400_000, 60_000, 2_000_000_000),
    sasl_session_lifetime_ms: integer('How long a client that has authenticated by SASL may go on without doing so again, milliseconds; 0 for ever.', 0, 0, 86_400_000),
    groups_max: integer('Consumer groups of this node.', 100_000, 1, 10_000_000),
    group_members_max: integer('Members of one consumer group.', 1000, 1, 100_000),
    group_initial_delay_ms: integer('How long the first member of an empty group waits for others before they share the partitions, milliseconds.', 100, 0, 60_000),
    group_session_timeout_min_ms: integer('Shortest session timeout that a member may ask for, milliseconds.', 6000, 1, 3_600_000),
    group_session_timeout_max_ms: integer('Longest session timeout that a member may ask for, milliseconds.', 1_800_000, 1000, 86_400_000),
    offsets_per_group_max: integer('Partitions of which one group may keep offsets.', 100_000, 1, 10_000_000),
    offset_metadata_bytes_max: integer('Bytes of the text that a client keeps beside an offset.', 4096, 0, 65_536),
    offsets_retention_ms: integer('Offsets of a group without members are kept for this long, milliseconds.', 604_800_000, 60_000, 31_536_000_000),
  },
}

/** The section with every default; for embedding without a configuration file. */
export function defaultKafkaConfig(): KafkaConfig {
  const properties = KAFKA_CONFIG_SCHEMA['properties'] as Readonly<Record<string, { readonly default: unknown }>>
  const config: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(properties)) config[name] = property.default
  return config as unknown as KafkaConfig
}
