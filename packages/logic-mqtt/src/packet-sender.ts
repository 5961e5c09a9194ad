import type { Connection } from '@robustmq/broker-api'
import { writeUint16 } from '@robustmq/common-bytes'
import { encodePacket, sizeOfPacket } from '@robustmq/codec-mqtt'
import type { MqttPacket } from '@robustmq/codec-mqtt'
import { refusingConnack } from './connack.ts'

/** The largest packet that the protocol can express: no limit. */
export const NO_CLIENT_LIMIT = 268_435_460

/** Writes the rare packets, never larger than the client takes [MQTT-3.1.2-24]. */
export class PacketSender {
  version5 = false
  /** Maximum Packet Size of the client. */
  packetBytesMax: number = NO_CLIENT_LIMIT
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  fits(packet: MqttPacket): boolean {
    return sizeOfPacket(packet, this.version5 ? 5 : 4) <= this.packetBytesMax
  }

  /** False when the client does not take a packet of this size. */
  trySend(packet: MqttPacket): boolean {
    if (!this.fits(packet)) return false
    this.#write(packet, this.version5 ? 5 : 4)
    return true
  }

  /** PUBACKs with reason 0 for identifiers `[from, to)` of a ring with `mask`. */
  sendPubacks(ring: Uint16Array, from: number, to: number, mask: number): void {
    const connection = this.#connection
    let at = connection.reserve((to - from) * 4)
    const { buffer } = connection
    for (let i = from; i < to; i++) {
      buffer[at] = 0x40
      buffer[at + 1] = 2
      writeUint16(buffer, at + 2, ring[i & mask] as number)
      at += 4
    }
    connection.length = at
  }

  /** The reason string is left out when it does not fit [MQTT-3.14.2-3]. */
  sendDisconnect(reasonCode: number, reasonString: string): void {
    const full: MqttPacket = { type: 'disconnect', reasonCode, properties: { reasonString } }
    if (!this.trySend(full)) this.trySend({ type: 'disconnect', reasonCode, properties: {} })
  }

  /** A refusing CONNACK in the client's dialect, or in the nearest one that is spoken here. */
  refuseConnect(version: 4 | 5, reasonCode: number, message: string): void {
    const connack = refusingConnack(version, reasonCode, message)
    if (sizeOfPacket(connack, version) <= this.packetBytesMax) this.#write(connack, version)
    else this.trySend({ type: 'connack', sessionPresent: false, reasonCode, properties: {} })
  }

  #write(packet: MqttPacket, version: 4 | 5): void {
    const connection = this.#connection
    const at = connection.reserve(sizeOfPacket(packet, version))
    connection.length = encodePacket(connection.buffer, at, packet, version)
  }
}
