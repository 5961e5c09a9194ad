import type { MqttQos, MqttVersion } from './constants.ts'
import { PacketReader } from './packet-reader.ts'
import type { MqttLimits } from './limits.ts'
import type { MqttFailure } from './failure.ts'
import type { MqttConnectPacket, MqttWill } from './packets.ts'
import { IN_CONNECT, IN_WILL } from './properties.ts'
import { readTopicName } from './decode-topics.ts'

/** What is known of a CONNECT, refused or not: enough to answer in the right dialect. */
export interface ConnectResult {
  packet: MqttConnectPacket | null
  failure: MqttFailure | null
  /** 0 when the level is not spoken here. */
  version: 0 | MqttVersion
  /** The level byte as sent, 0 when it was not reached. */
  level: number
}

/**
 * CONNECT (section 3.1):
 *   protocol name, u8 level, u8 flags, u16 keep alive, [properties: MQTT 5],
 *   client id, [will properties: MQTT 5] [will topic, will payload], [user name], [password]
 */
export function decodeConnect(buffer: Buffer, start: number, end: number, limits: MqttLimits): ConnectResult {
  const preamble = new PacketReader(buffer, start, end, 0, limits)
  const name = preamble.text()
  const level = preamble.uint8()
  const version = versionOf(name, level)
  if (preamble.failure === null && version === 0) {
    preamble.fail('MQTT_UNSUPPORTED_VERSION', 'protocol name or level is not spoken here [MQTT-3.1.2-1] [MQTT-3.1.2-2]', start)
  }
  if (preamble.failure !== null) return { packet: null, failure: preamble.failure, version: 0, level }
  const reader = new PacketReader(buffer, preamble.at, end, version, limits)
  const packet = decodeFields(reader, version as MqttVersion)
  return { packet: reader.failure === null ? packet : null, failure: reader.failure, version, level }
}

function versionOf(name: string, level: number): 0 | MqttVersion {
  if (name === 'MQTT' && (level === 4 || level === 5)) return level
  return name === 'MQIsdp' && level === 3 ? 3 : 0
}

function decodeFields(reader: PacketReader, version: MqttVersion): MqttConnectPacket {
  const flagsAt = reader.at
  const flags = reader.uint8()
  checkFlags(reader, version, flags, flagsAt)
  const keepAliveSeconds = reader.uint16()
  const properties = reader.properties(IN_CONNECT)
  const clientId = reader.text()
  const will = (flags & 0x04) !== 0 ? decodeWill(reader, flags) : null
  const username = (flags & 0x80) !== 0 ? reader.text() : null
  const password = (flags & 0x40) !== 0 ? reader.binary() : null
  reader.finish()
  return { type: 'connect', version, clean: (flags & 0x02) !== 0, keepAliveSeconds, clientId, will, username, password, properties }
}

function checkFlags(reader: PacketReader, version: MqttVersion, flags: number, at: number): void {
  // MQTT 3.1 leaves bit 0 unused without demanding that it be 0.
  if (version !== 3 && (flags & 0x01) !== 0) reader.fail('MQTT_MALFORMED', 'reserved CONNECT flag is set [MQTT-3.1.2-3]', at)
  if ((flags & 0x18) === 0x18) reader.fail('MQTT_MALFORMED', 'will QoS is 3 [MQTT-3.1.2-12]', at)
  if ((flags & 0x04) === 0 && (flags & 0x38) !== 0) {
    reader.fail('MQTT_MALFORMED', 'will QoS or will retain without a will [MQTT-3.1.2-11] [MQTT-3.1.2-13]', at)
  }
  if (version !== 5 && (flags & 0xc0) === 0x40) {
    reader.fail('MQTT_MALFORMED', 'password without user name [MQTT-3.1.2-22 of 3.1.1]', at)
  }
}

function decodeWill(reader: PacketReader, flags: number): MqttWill {
  const properties = reader.properties(IN_WILL)
  const topic = readTopicName(reader)
  const payload = reader.binary()
  return { topic, payload, qos: ((flags >> 3) & 3) as MqttQos, retain: (flags & 0x20) !== 0, properties }
}
