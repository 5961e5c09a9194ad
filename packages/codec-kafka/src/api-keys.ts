/** Numbers of the client-facing APIs. */
export const KafkaApiKey = {
  PRODUCE: 0,
  FETCH: 1,
  LIST_OFFSETS: 2,
  METADATA: 3,
  OFFSET_COMMIT: 8,
  OFFSET_FETCH: 9,
  FIND_COORDINATOR: 10,
  JOIN_GROUP: 11,
  HEARTBEAT: 12,
  LEAVE_GROUP: 13,
  SYNC_GROUP: 14,
  DESCRIBE_GROUPS: 15,
  LIST_GROUPS: 16,
  SASL_HANDSHAKE: 17,
  API_VERSIONS: 18,
  CREATE_TOPICS: 19,
  DELETE_TOPICS: 20,
  DELETE_RECORDS: 21,
  INIT_PRODUCER_ID: 22,
  OFFSET_FOR_LEADER_EPOCH: 23,
  ADD_PARTITIONS_TO_TXN: 24,
  ADD_OFFSETS_TO_TXN: 25,
  END_TXN: 26,
  TXN_OFFSET_COMMIT: 28,
  DESCRIBE_ACLS: 29,
  CREATE_ACLS: 30,
  DELETE_ACLS: 31,
  DESCRIBE_CONFIGS: 32,
  ALTER_CONFIGS: 33,
  DESCRIBE_LOG_DIRS: 35,
  SASL_AUTHENTICATE: 36,
  CREATE_PARTITIONS: 37,
  DELETE_GROUPS: 42,
  ELECT_LEADERS: 43,
  INCREMENTAL_ALTER_CONFIGS: 44,
  ALTER_PARTITION_REASSIGNMENTS: 45,
  LIST_PARTITION_REASSIGNMENTS: 46,
  OFFSET_DELETE: 47,
  DESCRIBE_CLIENT_QUOTAS: 48,
  ALTER_CLIENT_QUOTAS: 49,
  DESCRIBE_USER_SCRAM_CREDENTIALS: 50,
  ALTER_USER_SCRAM_CREDENTIALS: 51,
  DESCRIBE_QUORUM: 55,
  UPDATE_FEATURES: 57,
  DESCRIBE_CLUSTER: 60,
  DESCRIBE_PRODUCERS: 61,
  DESCRIBE_TRANSACTIONS: 65,
  LIST_TRANSACTIONS: 66,
  CONSUMER_GROUP_HEARTBEAT: 68,
  CONSUMER_GROUP_DESCRIBE: 69,
  GET_TELEMETRY_SUBSCRIPTIONS: 71,
  PUSH_TELEMETRY: 72,
  LIST_CONFIG_RESOURCES: 74,
  DESCRIBE_TOPIC_PARTITIONS: 75,
  SHARE_GROUP_HEARTBEAT: 76,
  SHARE_GROUP_DESCRIBE: 77,
  SHARE_FETCH: 78,
  SHARE_ACKNOWLEDGE: 79,
} as const

export type KafkaApiKeyNumber = (typeof KafkaApiKey)[keyof typeof KafkaApiKey]

/**
 * First version with a tag section in the header (KIP-482), by API key; 99 = none. Known for every API, described
 * here or not, because the header must be read before an unsupported request can be named in a log. Holes are APIs
 * between brokers.
 */
const FLEXIBLE_SINCE: readonly number[] = [
  9, 12, 6, 9, 4, 2, 6, 3, 8, 6, 3, 6, 4, 4, 4, 5, 3, 99, 3, 5, 4, 2, 2, 4, 3, 3, 3, 1, 3, 2, 2, 2, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
  2, 1, 0, 0, 99, 1, 1, 0, 0,
]

/** True when the version of an API has compact lengths and tag sections. Every API from key 50 on always has. */
export function isFlexible(apiKey: number, version: number): boolean {
  if (apiKey < 0) return false
  return version >= (FLEXIBLE_SINCE[apiKey] ?? 0)
}

/** Name of an API key for logs: `PRODUCE`, or `API_KEY_999`. */
export function apiKeyName(apiKey: number): string {
  for (const [name, key] of Object.entries(KafkaApiKey)) if (key === apiKey) return name
  return `API_KEY_${apiKey}`
}
