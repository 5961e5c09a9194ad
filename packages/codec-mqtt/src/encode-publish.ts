import { copyBytes, writeUint16 } from '@robustmq/common-bytes'
import type { MqttAckType, MqttQos } from './constants.ts'
import { sizeOfVariableInteger, writeVariableInteger } from './variable-integer.ts'

/*
 * The hot encoders: positions in, position out, no objects. The caller makes room by the `sizeOf` twin.
 */

/** Bytes of a PUBLISH. `propertiesBytes` is ignored below MQTT 5. */
export function sizeOfPublish(version: number, qos: number, topicBytes: number, propertiesBytes: number, payloadBytes: number): number {
  const body = publishBody(version, qos, topicBytes, propertiesBytes, payloadBytes)
  return 1 + sizeOfVariableInteger(body) + body
}

function publishBody(version: number, qos: number, topicBytes: number, propertiesBytes: number, payloadBytes: number): number {
  const properties = version === 5 ? sizeOfVariableInteger(propertiesBytes) + propertiesBytes : 0
  return 2 + topicBytes + (qos === 0 ? 0 : 2) + properties + payloadBytes
}

/** First byte of a PUBLISH: DUP, QoS, RETAIN. */
export function publishFirstByte(qos: MqttQos, retain: boolean, dup: boolean): number {
  return 0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0)
}

/**
 * Writes a PUBLISH up to where its properties (MQTT 5) or payload begin, length fields for both included; the caller then
 * writes `propertiesBytes` (MQTT 5) and `payloadBytes` bytes at the position returned. `firstByte` is from
 * `publishFirstByte` or a received packet; `packetId` is used when it says QoS 1 or 2.
 */
export function encodePublishHead(
  target: Buffer, at: number, version: number, firstByte: number, topic: Uint8Array, topicStart: number, topicEnd: number, packetId: number,
  propertiesBytes: number, payloadBytes: number,
): number {
  const qos = (firstByte >> 1) & 3
  target[at] = firstByte
  at = writeVariableInteger(target, at + 1, publishBody(version, qos, topicEnd - topicStart, propertiesBytes, payloadBytes))
  writeUint16(target, at, topicEnd - topicStart)
  at = copyBytes(topic, topicStart, topicEnd, target, at + 2)
  if (qos !== 0) {
    writeUint16(target, at, packetId)
    at += 2
  }
  return version === 5 ? writeVariableInteger(target, at, propertiesBytes) : at
}

/** A PUBLISH for callers that are not in a hurry. */
export interface MqttPublishFields {
  readonly topic: string
  readonly payload: Uint8Array
  readonly qos?: MqttQos
  readonly retain?: boolean
  readonly dup?: boolean
  /** Required above QoS 0. */
  readonly packetId?: number
  /** Contents of the property block, from `encodeProperties`; MQTT 5 only. */
  readonly properties?: Uint8Array
}

/** Makes a whole PUBLISH in a buffer of its own. The fields are not judged: tests send nonsense with it. */
export function encodePublish(version: number, fields: MqttPublishFields): Buffer {
  const qos = fields.qos ?? 0
  const topic = Buffer.from(fields.topic)
  const propertiesBytes = version === 5 && fields.properties !== undefined ? fields.properties.length : 0
  const packet = Buffer.allocUnsafe(sizeOfPublish(version, qos, topic.length, propertiesBytes, fields.payload.length))
  const firstByte = publishFirstByte(qos, fields.retain ?? false, fields.dup ?? false)
  const packetId = fields.packetId ?? 0
  let at = encodePublishHead(packet, 0, version, firstByte, topic, 0, topic.length, packetId, propertiesBytes, fields.payload.length)
  if (propertiesBytes > 0 && fields.properties !== undefined) packet.set(fields.properties, at)
  at += propertiesBytes
  packet.set(fields.payload, at)
  return packet
}

/** Bytes of a short PUBACK, PUBREC, PUBREL or PUBCOMP. */
export const ACK_BYTES = 4

/** Writes PUBACK (4), PUBREC (5), PUBREL (6) or PUBCOMP (7) with reason 0; the same in every version. Returns the next position. */
export function encodeAck(target: Uint8Array, at: number, type: MqttAckType, packetId: number): number {
  target[at] = (type << 4) | (type === 6 ? 2 : 0)
  target[at + 1] = 2
  writeUint16(target, at + 2, packetId)
  return at + 4
}
