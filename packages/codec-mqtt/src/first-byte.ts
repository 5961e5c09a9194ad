import type { MqttRole } from './constants.ts'
import { failAt } from './failure.ts'
import type { MqttFailure } from './failure.ts'

const OK = 0
const BAD_FLAGS = 1
const RESERVED_TYPE = 2
const WRONG_DIRECTION = 3
const BAD_QOS = 4
const DUP_AT_QOS_0 = 5

/** Types that only one side sends. */
const ONLY_SERVER_SENDS = [2, 9, 11, 13]
const ONLY_CLIENT_SENDS = [1, 8, 10, 12]

function buildTable(role: MqttRole): Uint8Array {
  const table = new Uint8Array(256)
  const foreign = role === 'server' ? ONLY_SERVER_SENDS : ONLY_CLIENT_SENDS
  for (let first = 0; first < 256; first++) {
    const type = first >> 4
    const flags = first & 15
    const qos = (flags >> 1) & 3
    if (type === 0) table[first] = RESERVED_TYPE
    else if (type === 3) table[first] = qos === 3 ? BAD_QOS : qos === 0 && (flags & 8) !== 0 ? DUP_AT_QOS_0 : OK
    else if (flags !== (type === 6 || type === 8 || type === 10 ? 2 : 0)) table[first] = BAD_FLAGS
    else if (foreign.includes(type)) table[first] = WRONG_DIRECTION
  }
  return table
}

const SERVER_TABLE = buildTable('server')
const CLIENT_TABLE = buildTable('client')

/** What the first byte of a packet alone decides: type, flags, direction. `at` is where it stands. */
export function checkFirstByte(first: number, at: number, role: MqttRole, version: number): MqttFailure | null {
  const verdict = (role === 'server' ? SERVER_TABLE : CLIENT_TABLE)[first] as number
  if (verdict === OK) return first === 0xf0 && version !== 5 && version !== 0 ? reservedType(at) : null
  // MQTT 3.1 sets DUP on PUBREL, SUBSCRIBE and UNSUBSCRIBE that are sent again (its sections 3.6, 3.8, 3.10).
  if (version === 3 && (first === 0x6a || (role === 'server' && (first === 0x8a || first === 0xaa)))) return null
  switch (verdict) {
    case RESERVED_TYPE:
      return reservedType(at)
    case WRONG_DIRECTION:
      return failAt('MQTT_PROTOCOL_ERROR', 'packet type travels the other way (table 2-1)', at)
    case BAD_QOS:
      return failAt('MQTT_MALFORMED', 'PUBLISH with QoS 3 [MQTT-3.3.1-4]', at)
    case DUP_AT_QOS_0:
      return failAt('MQTT_MALFORMED', 'DUP set on a QoS 0 PUBLISH [MQTT-3.3.1-2]', at)
    default:
      return failAt('MQTT_MALFORMED', 'reserved flags of the fixed header are wrong [MQTT-2.1.3-1]', at)
  }
}

function reservedType(at: number): MqttFailure {
  return failAt('MQTT_MALFORMED', 'reserved packet type (table 2-1)', at)
}
