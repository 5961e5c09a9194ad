import type { PacketReader } from './packet-reader.ts'
import type { MqttAckPacket, MqttConnackPacket, MqttSubackPacket, MqttUnsubackPacket } from './packets.ts'
import { IN_ACK, IN_CONNACK, NO_PROPERTIES } from './properties.ts'
import {
  CONNACK_REASONS,
  CONNACK_REASONS_V3,
  PUBACK_REASONS,
  PUBREL_REASONS,
  SUBACK_REASONS,
  SUBACK_REASONS_V3,
  UNSUBACK_REASONS,
} from './reason-codes.ts'

const ACK_NAMES = ['puback', 'pubrec', 'pubrel', 'pubcomp'] as const

/** Reads one reason code and checks it against the packet's own table. */
export function readReason(reader: PacketReader, allowed: ReadonlySet<number>): number {
  const at = reader.at
  const code = reader.uint8()
  if (!allowed.has(code)) reader.fail('MQTT_MALFORMED', 'reason code is not one of this packet (section 2.4)', at)
  return code
}

/** PUBACK, PUBREC, PUBREL, PUBCOMP (sections 3.4-3.7): u16 packet id, [u8 reason, [properties]: MQTT 5]. */
export function decodeAck(reader: PacketReader, type: number): MqttAckPacket {
  const packetId = reader.packetId()
  let reasonCode = 0
  let properties = NO_PROPERTIES
  if (reader.version === 5 && reader.hasMore()) {
    reasonCode = readReason(reader, type <= 5 ? PUBACK_REASONS : PUBREL_REASONS)
    if (reader.hasMore()) properties = reader.properties(IN_ACK)
  }
  reader.finish()
  return { type: ACK_NAMES[type - 4] ?? 'puback', packetId, reasonCode, properties }
}

/** CONNACK (section 3.2): u8 flags, u8 reason, [properties: MQTT 5]. */
export function decodeConnack(reader: PacketReader): MqttConnackPacket {
  const flags = reader.uint8()
  if (flags > 1) reader.fail('MQTT_MALFORMED', 'reserved CONNACK flags are set [MQTT-3.2.2-1]')
  const at = reader.at
  const reasonCode = readReason(reader, reader.version === 5 ? CONNACK_REASONS : CONNACK_REASONS_V3)
  if (flags === 1 && reasonCode !== 0) reader.fail('MQTT_PROTOCOL_ERROR', 'session present on a refusal [MQTT-3.2.2-6]', at)
  const properties = reader.properties(IN_CONNACK)
  reader.finish()
  return { type: 'connack', sessionPresent: flags === 1, reasonCode, properties }
}

function readReasons(reader: PacketReader, allowed: ReadonlySet<number>): number[] {
  const reasonCodes: number[] = []
  if (!reader.hasMore()) reader.fail('MQTT_MALFORMED', 'acknowledgement without reason codes (sections 3.9.3, 3.11.3)')
  while (reader.hasMore()) reasonCodes.push(readReason(reader, allowed))
  return reasonCodes
}

/** SUBACK (section 3.9): u16 packet id, [properties: MQTT 5], one reason per filter. */
export function decodeSuback(reader: PacketReader): MqttSubackPacket {
  const packetId = reader.packetId()
  const properties = reader.properties(IN_ACK)
  const reasonCodes = readReasons(reader, reader.version === 5 ? SUBACK_REASONS : SUBACK_REASONS_V3)
  return { type: 'suback', packetId, reasonCodes, properties }
}

/** UNSUBACK (section 3.11): u16 packet id, [properties, one reason per filter: MQTT 5]. */
export function decodeUnsuback(reader: PacketReader): MqttUnsubackPacket {
  const packetId = reader.packetId()
  const properties = reader.properties(IN_ACK)
  const reasonCodes = reader.version === 5 ? readReasons(reader, UNSUBACK_REASONS) : []
  reader.finish()
  return { type: 'unsuback', packetId, reasonCodes, properties }
}
