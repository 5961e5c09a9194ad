import type { MqttRole } from './constants.ts'
import { readReason } from './decode-acks.ts'
import type { PacketReader } from './packet-reader.ts'
import type { MqttAuthPacket, MqttDisconnectPacket } from './packets.ts'
import { IN_AUTH, IN_DISCONNECT_TO_CLIENT, IN_DISCONNECT_TO_SERVER, NO_PROPERTIES } from './properties.ts'
import { DISCONNECT_REASONS_OF_CLIENT, DISCONNECT_REASONS_OF_SERVER } from './reason-codes.ts'

/** AUTH: a server may say success, continue; a client continue, re-authenticate [MQTT-3.15.2-1]. */
const AUTH_REASONS_OF_CLIENT: ReadonlySet<number> = new Set([0x18, 0x19])
const AUTH_REASONS_OF_SERVER: ReadonlySet<number> = new Set([0x00, 0x18])

/**
 * DISCONNECT (section 3.14): nothing in MQTT 3, [u8 reason, [properties]] in MQTT 5. A code that a client may not use is
 * malformed: it must not pass for an ordinary goodbye and eat the will.
 */
export function decodeDisconnect(reader: PacketReader, role: MqttRole): MqttDisconnectPacket {
  let reasonCode = 0
  let properties = NO_PROPERTIES
  if (reader.version === 5 && reader.hasMore()) {
    reasonCode = readReason(reader, role === 'server' ? DISCONNECT_REASONS_OF_CLIENT : DISCONNECT_REASONS_OF_SERVER)
    if (reader.hasMore()) properties = reader.properties(role === 'server' ? IN_DISCONNECT_TO_SERVER : IN_DISCONNECT_TO_CLIENT)
  }
  reader.finish()
  return { type: 'disconnect', reasonCode, properties }
}

/** AUTH (section 3.15, MQTT 5 only): nothing for success, else u8 reason, properties. */
export function decodeAuth(reader: PacketReader, role: MqttRole): MqttAuthPacket {
  if (role === 'client' && !reader.hasMore()) return { type: 'auth', reasonCode: 0, properties: NO_PROPERTIES }
  const at = reader.at
  if (!reader.hasMore()) reader.fail('MQTT_PROTOCOL_ERROR', 'AUTH of a client without reason code [MQTT-3.15.2-1]')
  const reasonCode = readReason(reader, role === 'server' ? AUTH_REASONS_OF_CLIENT : AUTH_REASONS_OF_SERVER)
  const properties = reader.properties(IN_AUTH)
  reader.finish()
  if (!reader.sawAuthenticationMethod) reader.fail('MQTT_PROTOCOL_ERROR', 'AUTH without authentication method (section 3.15.2.2.2)', at)
  return { type: 'auth', reasonCode, properties }
}
