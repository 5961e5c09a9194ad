/** Control packet types, the high four bits of the first byte (MQTT 5.0 section 2.1.2). */
export const MqttPacketType = {
  CONNECT: 1,
  CONNACK: 2,
  PUBLISH: 3,
  PUBACK: 4,
  PUBREC: 5,
  PUBREL: 6,
  PUBCOMP: 7,
  SUBSCRIBE: 8,
  SUBACK: 9,
  UNSUBSCRIBE: 10,
  UNSUBACK: 11,
  PINGREQ: 12,
  PINGRESP: 13,
  DISCONNECT: 14,
  AUTH: 15,
} as const

/** The four acknowledgements that have a short form of four bytes. */
export type MqttAckType = 4 | 5 | 6 | 7

/** Protocol level byte of CONNECT: 3 is MQTT 3.1, 4 is 3.1.1, 5 is 5.0. */
export type MqttVersion = 3 | 4 | 5

export type MqttQos = 0 | 1 | 2

/** Who reads: a `server` decodes what clients send, a `client` what servers send. */
export type MqttRole = 'server' | 'client'

/** `next()`: the bytes given so far are used up. */
export const NEED_MORE = 0
/** `next()`: `decoder.publishRun` describes one or more PUBLISH packets. */
export const PUBLISH_RUN = 1
/** `next()`: `decoder.ackRun` describes one or more short acknowledgements of one type. */
export const ACK_RUN = 2
/** `next()`: `decoder.packet` holds any other packet. */
export const PACKET = 3
/** `next()`: `decoder.failure` says what the peer did wrong; final for this decoder. */
export const FAILURE = 4

export type MqttEvent = 0 | 1 | 2 | 3 | 4

/** Largest value of a variable byte integer (section 1.5.5). */
export const VARIABLE_INTEGER_MAX = 268_435_455

/** Largest control packet that the protocol can express: 1 type byte, 4 length bytes, the rest. */
export const PACKET_BYTES_CEILING: number = 5 + VARIABLE_INTEGER_MAX
