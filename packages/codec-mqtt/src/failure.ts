/**
 * What a peer can do wrong, and the MQTT 5.0 reason code that says so in DISCONNECT or CONNACK (section 2.4). A session of
 * MQTT 3 has no place for the code and closes; the table serves its logs.
 */
export const MQTT_FAILURE_REASONS = {
  /** The bytes cannot be parsed, or break a rule of form (section 1.2, Malformed Packet). */
  MQTT_MALFORMED: 0x81,
  /** Well formed, but not allowed here or now (section 1.2, Protocol Error). */
  MQTT_PROTOCOL_ERROR: 0x82,
  /** CONNECT with a protocol name or level that is not spoken here; answer CONNACK 0x84, or 0x01 below level 5. */
  MQTT_UNSUPPORTED_VERSION: 0x84,
  MQTT_TOPIC_FILTER_INVALID: 0x8f,
  MQTT_TOPIC_NAME_INVALID: 0x90,
  MQTT_TOPIC_ALIAS_INVALID: 0x94,
  /** The length field announces more than `packetBytesMax`. */
  MQTT_PACKET_TOO_LARGE: 0x95,
  /** A count limit of `MqttLimits` is exceeded. */
  MQTT_LIMIT_EXCEEDED: 0x97,
} as const

export type MqttFailureCode = keyof typeof MQTT_FAILURE_REASONS

/** Why a decoder gave up. A value, not an exception: the peer is at fault. */
export interface MqttFailure {
  readonly code: MqttFailureCode
  /** MQTT 5.0 reason code for DISCONNECT or CONNACK. */
  readonly reasonCode: number
  /** For people; names the clause that was broken. Holds no bytes of the peer. */
  readonly message: string
  /** Position in the stream, counted from its first byte. */
  readonly bytePosition: number
}

/** Makes a failure; `at` is a position in the buffer at hand until the decoder adds the buffer's own position. */
export function failAt(code: MqttFailureCode, message: string, at: number): MqttFailure {
  return { code, reasonCode: MQTT_FAILURE_REASONS[code], message, bytePosition: at }
}
