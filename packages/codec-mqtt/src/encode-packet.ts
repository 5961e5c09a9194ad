import { writeUint16 } from '@robustmq/common-bytes'
import { assert } from '@robustmq/common-errors'
import { MqttPacketType, VARIABLE_INTEGER_MAX } from './constants.ts'
import type { MqttVersion } from './constants.ts'
import { encodeProperties, sizeOfBinary, sizeOfProperties, sizeOfText, writeBinary, writeText } from './encode-properties.ts'
import type { MqttAckPacket, MqttConnectPacket, MqttPacket, MqttSubscription } from './packets.ts'
import type { MqttProperties } from './properties.ts'
import { sizeOfVariableInteger, writeVariableInteger } from './variable-integer.ts'

/** First byte of each packet, reserved flags included. */
const FIRST_BYTES: Readonly<Record<MqttPacket['type'], number>> = {
  connect: MqttPacketType.CONNECT << 4,
  connack: MqttPacketType.CONNACK << 4,
  puback: MqttPacketType.PUBACK << 4,
  pubrec: MqttPacketType.PUBREC << 4,
  pubrel: (MqttPacketType.PUBREL << 4) | 2,
  pubcomp: MqttPacketType.PUBCOMP << 4,
  subscribe: (MqttPacketType.SUBSCRIBE << 4) | 2,
  suback: MqttPacketType.SUBACK << 4,
  unsubscribe: (MqttPacketType.UNSUBSCRIBE << 4) | 2,
  unsuback: MqttPacketType.UNSUBACK << 4,
  pingreq: MqttPacketType.PINGREQ << 4,
  pingresp: MqttPacketType.PINGRESP << 4,
  disconnect: MqttPacketType.DISCONNECT << 4,
  auth: MqttPacketType.AUTH << 4,
}

/**
 * Bytes of a whole packet. Throws `INTERNAL_ASSERTION` when it cannot be expressed: a text or binary above 65535 bytes, a
 * body above 268435455. Compare the result with the peer's Maximum Packet Size before encoding ([MQTT-3.1.2-24]).
 */
export function sizeOfPacket(packet: MqttPacket, version: MqttVersion): number {
  const body = sizeOfBody(packet, version)
  assert(body <= VARIABLE_INTEGER_MAX, 'packet exceeds what the protocol can express')
  return 1 + sizeOfVariableInteger(body) + body
}

/**
 * Writes any packet except PUBLISH at `at`; returns the next position. The caller has made room for `sizeOfPacket`. What
 * MQTT 3 cannot express (reason codes, properties, subscription options) is left out there. Rules of content are the caller's business.
 */
export function encodePacket(target: Buffer, at: number, packet: MqttPacket, version: MqttVersion): number {
  target[at] = FIRST_BYTES[packet.type]
  return writeBody(target, writeVariableInteger(target, at + 1, sizeOfBody(packet, version)), packet, version)
}

/** The same in a buffer of its own. */
export function packetToBuffer(packet: MqttPacket, version: MqttVersion): Buffer {
  const buffer = Buffer.allocUnsafe(sizeOfPacket(packet, version))
  encodePacket(buffer, 0, packet, version)
  return buffer
}

function sizeOfBlock(properties: MqttProperties, version: MqttVersion): number {
  if (version !== 5) return 0
  const size = sizeOfProperties(properties)
  return sizeOfVariableInteger(size) + size
}

function writeBlock(target: Buffer, at: number, properties: MqttProperties, version: MqttVersion): number {
  if (version !== 5) return at
  return encodeProperties(target, writeVariableInteger(target, at, sizeOfProperties(properties)), properties)
}

/** The short forms of sections 3.4.2.1, 3.14.2.1 and 3.15.2.1: reason 0 and no properties are left out together. */
function sizeOfReason(packet: { reasonCode: number; properties: MqttProperties }, version: MqttVersion): number {
  if (version !== 5) return 0
  const size = sizeOfProperties(packet.properties)
  return size === 0 && packet.reasonCode === 0 ? 0 : 1 + sizeOfVariableInteger(size) + size
}

function writeReason(target: Buffer, at: number, packet: { reasonCode: number; properties: MqttProperties }, version: MqttVersion): number {
  if (sizeOfReason(packet, version) === 0) return at
  target[at] = packet.reasonCode
  return writeBlock(target, at + 1, packet.properties, version)
}

function sizeOfBody(packet: MqttPacket, version: MqttVersion): number {
  switch (packet.type) {
    case 'connect':
      return sizeOfConnect(packet)
    case 'connack':
      return 2 + sizeOfBlock(packet.properties, version)
    case 'subscribe': {
      let size = 2 + sizeOfBlock(packet.properties, version)
      for (const { topicFilter } of packet.subscriptions) size += sizeOfText(topicFilter) + 1
      return size
    }
    case 'unsubscribe': {
      let size = 2 + sizeOfBlock(packet.properties, version)
      for (const topicFilter of packet.topicFilters) size += sizeOfText(topicFilter)
      return size
    }
    case 'suback':
      return 2 + sizeOfBlock(packet.properties, version) + packet.reasonCodes.length
    case 'unsuback':
      return version === 5 ? 2 + sizeOfBlock(packet.properties, version) + packet.reasonCodes.length : 2
    case 'disconnect':
    case 'auth':
      return sizeOfReason(packet, version)
    case 'pingreq':
    case 'pingresp':
      return 0
    default:
      return 2 + sizeOfReason(packet, version)
  }
}

function writeBody(target: Buffer, at: number, packet: MqttPacket, version: MqttVersion): number {
  switch (packet.type) {
    case 'connect':
      return writeConnect(target, at, packet)
    case 'connack':
      target[at] = packet.sessionPresent ? 1 : 0
      target[at + 1] = packet.reasonCode
      return writeBlock(target, at + 2, packet.properties, version)
    case 'subscribe':
      at = writeIdAndBlock(target, at, packet.packetId, packet.properties, version)
      for (const subscription of packet.subscriptions) {
        at = writeText(target, at, subscription.topicFilter)
        target[at++] = subscriptionOptions(subscription, version)
      }
      return at
    case 'unsubscribe':
      at = writeIdAndBlock(target, at, packet.packetId, packet.properties, version)
      for (const topicFilter of packet.topicFilters) at = writeText(target, at, topicFilter)
      return at
    case 'suback':
    case 'unsuback':
      at = writeIdAndBlock(target, at, packet.packetId, packet.properties, version)
      if (packet.type === 'unsuback' && version !== 5) return at
      for (const reasonCode of packet.reasonCodes) target[at++] = reasonCode
      return at
    case 'disconnect':
    case 'auth':
      return writeReason(target, at, packet, version)
    case 'pingreq':
    case 'pingresp':
      return at
    default:
      return writeAck(target, at, packet, version)
  }
}

function writeAck(target: Buffer, at: number, packet: MqttAckPacket, version: MqttVersion): number {
  writeUint16(target, at, packet.packetId)
  return writeReason(target, at + 2, packet, version)
}

function writeIdAndBlock(target: Buffer, at: number, packetId: number, properties: MqttProperties, version: MqttVersion): number {
  writeUint16(target, at, packetId)
  return writeBlock(target, at + 2, properties, version)
}

function subscriptionOptions(subscription: MqttSubscription, version: MqttVersion): number {
  if (version !== 5) return subscription.qos
  const { qos, noLocal, retainAsPublished, retainHandling } = subscription
  return qos | (noLocal ? 4 : 0) | (retainAsPublished ? 8 : 0) | (retainHandling << 4)
}

function sizeOfConnect(packet: MqttConnectPacket): number {
  const { version, will } = packet
  let size = sizeOfText(version === 3 ? 'MQIsdp' : 'MQTT') + 4 + sizeOfBlock(packet.properties, version) + sizeOfText(packet.clientId)
  if (will !== null) size += sizeOfBlock(will.properties, version) + sizeOfText(will.topic) + sizeOfBinary(will.payload)
  if (packet.username !== null) size += sizeOfText(packet.username)
  if (packet.password !== null) size += sizeOfBinary(packet.password)
  return size
}

function writeConnect(target: Buffer, at: number, packet: MqttConnectPacket): number {
  const { version, will, username, password } = packet
  at = writeText(target, at, version === 3 ? 'MQIsdp' : 'MQTT')
  target[at++] = version
  let flags = (username === null ? 0 : 0x80) | (password === null ? 0 : 0x40) | (packet.clean ? 0x02 : 0)
  if (will !== null) flags |= 0x04 | (will.qos << 3) | (will.retain ? 0x20 : 0)
  target[at++] = flags
  writeUint16(target, at, packet.keepAliveSeconds)
  at = writeBlock(target, at + 2, packet.properties, version)
  at = writeText(target, at, packet.clientId)
  if (will !== null) {
    at = writeBlock(target, at, will.properties, version)
    at = writeText(target, at, will.topic)
    at = writeBinary(target, at, will.payload)
  }
  if (username !== null) at = writeText(target, at, username)
  return password === null ? at : writeBinary(target, at, password)
}
