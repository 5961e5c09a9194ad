import type { JsonSchema } from '@robustmq/broker-api'
import { tryParseTopicFilter } from '@robustmq/codec-mqtt'
import { BrokerError } from '@robustmq/common-errors'
import { matchesFilter } from './filter-match.ts'

/** What is stored of the messages to an address. Retained messages always are. */
export type StoreMode = 'all' | 'qos1' | 'none'

export interface StoreRule {
  readonly filter: string
  readonly store: StoreMode
}

/** The section `[mqtt]`, checked and complete. */
export interface MqttConfig {
  readonly packetBytesMax: number
  readonly connectTimeoutSeconds: number
  readonly keepAliveMaxSeconds: number
  readonly receiveMaximum: number
  readonly topicAliasMaximum: number
  readonly sessionsMax: number
  readonly subscriptionsMax: number
  readonly retainedMax: number
  readonly inflightMax: number
  readonly queueBytesMax: number
  readonly deliveryBytesMax: number
  readonly store: readonly StoreRule[]
}

function whole(description: string, byDefault: number, minimum: number, maximum: number): JsonSchema {
  return { type: 'integer', description, default: byDefault, minimum, maximum }
}

/** Schema of the section; `listeners` is added by the app. */
export const MQTT_CONFIG_SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    packet_bytes_max: whole('Largest control packet from a client, bytes. A message must fit in one stored batch.', 1_048_576, 1024, 4_128_768),
    connect_timeout_seconds: whole('A connection must have sent its CONNECT within this time.', 10, 1, 600),
    keep_alive_max_seconds: whole('Longest keep-alive; MQTT 5 clients that ask for more (or none) are told this one. 0: no limit.', 0, 0, 65_535),
    receive_maximum: whole('QoS 1 messages that a client may have without acknowledgement.', 1024, 1, 65_535),
    topic_alias_maximum: whole('Topic aliases that a client may use; 0 turns them off.', 16, 0, 1024),
    sessions_max: whole('Clients connected at the same time.', 100_000, 1, 10_000_000),
    subscriptions_max: whole('Subscriptions of one client.', 10_000, 1, 1_000_000),
    retained_max: whole('Topic names with a retained message.', 100_000, 0, 10_000_000),
    inflight_max: whole('QoS 1 deliveries to one client without acknowledgement; its Receive Maximum may ask for less.', 1024, 1, 32_768),
    queue_bytes_max: whole('Bytes of QoS 1 messages that wait for one client; a client that needs more is disconnected.', 8_388_608, 65_536, 1_073_741_824),
    delivery_bytes_max: whole(
      'Bytes of QoS 1 messages that wait for all clients together; beyond it, a client whose queue grows is disconnected.',
      268_435_456, 1_048_576, 68_719_476_736,
    ),
    store: {
      type: 'array',
      description: 'What is stored, by topic filter; the first rule that matches decides, else everything is. Retained messages always are.',
      default: [],
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['filter', 'store'],
        properties: {
          filter: { type: 'string', minLength: 1, description: 'An MQTT topic filter.' },
          store: { enum: ['all', 'qos1', 'none'] },
        },
      },
    },
  },
}

/**
 * Reads a section that satisfies the schema; what is missing has the schema's default.
 * @throws BrokerError CONFIG_INVALID when a filter of `store` is none
 */
export function readMqttConfig(section: Readonly<Record<string, unknown>>): MqttConfig {
  const properties = MQTT_CONFIG_SCHEMA['properties'] as Readonly<Record<string, JsonSchema>>
  const number = (key: string): number => Number(section[key] ?? properties[key]?.['default'])
  return {
    packetBytesMax: number('packet_bytes_max'),
    connectTimeoutSeconds: number('connect_timeout_seconds'),
    keepAliveMaxSeconds: number('keep_alive_max_seconds'),
    receiveMaximum: number('receive_maximum'),
    topicAliasMaximum: number('topic_alias_maximum'),
    sessionsMax: number('sessions_max'),
    subscriptionsMax: number('subscriptions_max'),
    retainedMax: number('retained_max'),
    inflightMax: number('inflight_max'),
    queueBytesMax: number('queue_bytes_max'),
    deliveryBytesMax: number('delivery_bytes_max'),
    store: checkedRules((section['store'] ?? []) as readonly StoreRule[]),
  }
}

function checkedRules(rules: readonly StoreRule[]): readonly StoreRule[] {
  for (const [i, { filter }] of rules.entries()) {
    // A rule that can never match would leave messages unstored, or stored, against the will of whoever wrote it.
    const parsed = tryParseTopicFilter(filter)
    if (parsed !== null && parsed.shareName === null) continue
    throw new BrokerError({ code: 'CONFIG_INVALID', retry: 'never', message: `mqtt.store[${i}].filter: ${JSON.stringify(filter)} is not a topic filter` })
  }
  return rules
}

/** Whether messages to the topic name are stored. */
export function storeModeOf(rules: readonly StoreRule[], name: string): StoreMode {
  for (const rule of rules) if (matchesFilter(rule.filter, name)) return rule.store
  return 'all'
}
