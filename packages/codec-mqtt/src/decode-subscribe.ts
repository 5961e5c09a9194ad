import type { MqttQos } from './constants.ts'
import { readTopicFilter } from './decode-topics.ts'
import type { PacketReader } from './packet-reader.ts'
import type { MqttSubscribePacket, MqttSubscription, MqttUnsubscribePacket } from './packets.ts'
import { IN_SUBSCRIBE, IN_UNSUBSCRIBE } from './properties.ts'
import { splitSharedFilter } from './topics.ts'

/**
 * SUBSCRIBE (section 3.8): u16 packet id, [properties: MQTT 5], then one or more of (filter, u8 options).
 */
export function decodeSubscribe(reader: PacketReader): MqttSubscribePacket {
  const packetId = reader.packetId()
  const properties = reader.properties(IN_SUBSCRIBE)
  const subscriptions: MqttSubscription[] = []
  if (!reader.hasMore()) reader.fail('MQTT_PROTOCOL_ERROR', 'SUBSCRIBE without a filter [MQTT-3.8.3-2]')
  while (reader.hasMore()) {
    if (subscriptions.length === reader.limits.filterCountMax) reader.fail('MQTT_LIMIT_EXCEEDED', 'too many filters in one SUBSCRIBE')
    else subscriptions.push(decodeSubscription(reader))
  }
  return { type: 'subscribe', packetId, subscriptions, properties }
}

function decodeSubscription(reader: PacketReader): MqttSubscription {
  const topicFilter = readTopicFilter(reader)
  const { shareName, filter } = splitSharedFilter(topicFilter)
  const at = reader.at
  const options = reader.uint8()
  const reserved = reader.version === 5 ? 0xc0 : 0xfc
  if ((options & reserved) !== 0) reader.fail('MQTT_MALFORMED', 'reserved bits of the subscription options are set [MQTT-3.8.3-5]', at)
  if ((options & 0x03) === 0x03) reader.fail('MQTT_PROTOCOL_ERROR', 'subscription QoS is 3 (section 3.8.3.1)', at)
  if ((options & 0x30) === 0x30) reader.fail('MQTT_PROTOCOL_ERROR', 'retain handling is 3 (section 3.8.3.1)', at)
  const noLocal = (options & 0x04) !== 0
  if (noLocal && shareName !== null) reader.fail('MQTT_PROTOCOL_ERROR', 'No Local on a shared subscription [MQTT-3.8.3-4]', at)
  return {
    topicFilter,
    shareName,
    filter,
    qos: (options & 0x03) as MqttQos,
    noLocal,
    retainAsPublished: (options & 0x08) !== 0,
    retainHandling: ((options >> 4) & 0x03) as 0 | 1 | 2,
  }
}

/** UNSUBSCRIBE (section 3.10): u16 packet id, [properties: MQTT 5], then one or more filters. */
export function decodeUnsubscribe(reader: PacketReader): MqttUnsubscribePacket {
  const packetId = reader.packetId()
  const properties = reader.properties(IN_UNSUBSCRIBE)
  const topicFilters: string[] = []
  if (!reader.hasMore()) reader.fail('MQTT_PROTOCOL_ERROR', 'UNSUBSCRIBE without a filter [MQTT-3.10.3-2]')
  while (reader.hasMore()) {
    if (topicFilters.length === reader.limits.filterCountMax) reader.fail('MQTT_LIMIT_EXCEEDED', 'too many filters in one UNSUBSCRIBE')
    else topicFilters.push(readTopicFilter(reader))
  }
  return { type: 'unsubscribe', packetId, topicFilters, properties }
}
