import type { KafkaLoad } from './kafka-load.ts'
import type { MqttLoad } from './mqtt-load.ts'

export interface Scenario {
  readonly name: string
  readonly title: string
  readonly load: { readonly protocol: 'mqtt'; readonly mqtt: MqttLoad } | { readonly protocol: 'kafka'; readonly kafka: KafkaLoad }
  /** Settings of our broker beyond the defaults. */
  readonly settings?: Readonly<Record<string, string>>
  /** True when nothing is to be stored. */
  readonly ephemeral?: boolean
  /** What has to be reached: a ratio to the peer per broker CPU-second, or megabytes per broker CPU-second. */
  readonly floor: { readonly ratio: number } | { readonly megabytesPerCpuSecond: number }
}

const EPHEMERAL = { ROBUSTMQ_MQTT__STORE: '[{"filter":"#","store":"none"}]' }
const mqtt = (load: Partial<MqttLoad>): Scenario['load'] => ({
  protocol: 'mqtt', mqtt: { publishers: 1, subscribers: 1, payloadBytes: 16, qos: 0, window: 8192, ackWindow: 100, ...load },
})
const kafka = (mode: KafkaLoad['mode'], window: number): Scenario['load'] => ({
  protocol: 'kafka', kafka: { mode, recordBytes: 1024, batchBytes: 16 * 1024, window },
})

export const SCENARIOS: readonly Scenario[] = [
  { name: 'mqtt-qos0-stored', title: 'MQTT QoS 0, 1 to 1, 16 B, stored', load: mqtt({}), floor: { ratio: 10 } },
  { name: 'mqtt-qos0-ephemeral', title: 'MQTT QoS 0, 1 to 1, 16 B, live only', load: mqtt({}), settings: EPHEMERAL, ephemeral: true, floor: { ratio: 20 } },
  { name: 'mqtt-fanout', title: 'MQTT QoS 0, 1 to 100, 16 B, stored', load: mqtt({ subscribers: 100 }), floor: { ratio: 20 } },
  { name: 'mqtt-qos1', title: 'MQTT QoS 1, 1 to 1, 16 B, window 100, durable', load: mqtt({ qos: 1 }), floor: { ratio: 4 } },
  { name: 'mqtt-qos1-publish', title: 'MQTT QoS 1, publish only, 16 B, window 100, durable', load: mqtt({ qos: 1, subscribers: 0 }), floor: { ratio: 4 } },
  { name: 'kafka-produce', title: 'Kafka produce, 1 KiB records, 16 KiB batches, acks=all', load: kafka('produce', 32), floor: { megabytesPerCpuSecond: 150 } },
  { name: 'kafka-fetch', title: 'Kafka fetch, 1 KiB records, 16 KiB batches', load: kafka('fetch', 2), floor: { megabytesPerCpuSecond: 300 } },
]
