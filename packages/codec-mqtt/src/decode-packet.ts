import { MqttPacketType } from './constants.ts'
import type { MqttRole } from './constants.ts'
import { decodeAck, decodeConnack, decodeSuback, decodeUnsuback } from './decode-acks.ts'
import { decodeAuth, decodeDisconnect } from './decode-session.ts'
import { decodeSubscribe, decodeUnsubscribe } from './decode-subscribe.ts'
import type { MqttFailure } from './failure.ts'
import type { MqttLimits } from './limits.ts'
import { PacketReader } from './packet-reader.ts'
import type { MqttPacket } from './packets.ts'

const PINGREQ: MqttPacket = Object.freeze({ type: 'pingreq' })
const PINGRESP: MqttPacket = Object.freeze({ type: 'pingresp' })

/** Decodes the body of any packet except CONNECT and PUBLISH. The first byte has been checked. */
export function decodePacket(
  buffer: Buffer, type: number, start: number, end: number, version: number, role: MqttRole, limits: MqttLimits,
): MqttPacket | MqttFailure {
  const reader = new PacketReader(buffer, start, end, version, limits)
  const packet = decodeBody(reader, type, role)
  return reader.failure ?? packet
}

function decodeBody(reader: PacketReader, type: number, role: MqttRole): MqttPacket {
  switch (type) {
    case MqttPacketType.PUBACK:
    case MqttPacketType.PUBREC:
    case MqttPacketType.PUBREL:
    case MqttPacketType.PUBCOMP:
      return decodeAck(reader, type)
    case MqttPacketType.SUBSCRIBE:
      return decodeSubscribe(reader)
    case MqttPacketType.UNSUBSCRIBE:
      return decodeUnsubscribe(reader)
    case MqttPacketType.DISCONNECT:
      return decodeDisconnect(reader, role)
    case MqttPacketType.AUTH:
      return decodeAuth(reader, role)
    case MqttPacketType.CONNACK:
      return decodeConnack(reader)
    case MqttPacketType.SUBACK:
      return decodeSuback(reader)
    case MqttPacketType.UNSUBACK:
      return decodeUnsuback(reader)
    default:
      reader.finish()
      return type === MqttPacketType.PINGREQ ? PINGREQ : PINGRESP
  }
}
