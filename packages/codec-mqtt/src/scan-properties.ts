import { readUint16, readUint32 } from '@robustmq/common-bytes'
import { failAt } from './failure.ts'
import type { MqttFailure, MqttFailureCode } from './failure.ts'
import {
  IN_DISCONNECT_TO_CLIENT,
  IN_DISCONNECT_TO_SERVER,
  IN_PUBLISH_TO_CLIENT,
  IN_PUBLISH_TO_SERVER,
  KIND_BINARY,
  KIND_BOOLEAN,
  KIND_FLAG,
  KIND_PAIR,
  KIND_STRING,
  KIND_UINT16,
  KIND_UINT32,
  KIND_VARIABLE,
  PROPERTY_AUTHENTICATION_DATA,
  PROPERTY_KINDS,
  PROPERTY_PACKET_BYTES_MAX,
  PROPERTY_PLACES,
  PROPERTY_RECEIVE_MAXIMUM,
  PROPERTY_RESPONSE_TOPIC,
  PROPERTY_SERVER_REFERENCE,
  PROPERTY_SESSION_EXPIRY,
  PROPERTY_SUBSCRIPTION_ID,
  PROPERTY_TOPIC_ALIAS,
  PROPERTY_USER,
} from './properties.ts'
import { checkTopicNameBytes, TOPIC_BAD_UTF8, TOPIC_OK } from './topics.ts'
import { isBadUtf8 } from './utf8.ts'
import { readVariableInteger, variableIntegerEnd } from './variable-integer.ts'

/** Topic alias found by the last scan, 0 for none. Read it at once: the next scan overwrites it. */
export let scannedTopicAlias = 0
/** True when the last scan met an authentication method. */
export let scannedAuthenticationMethod = false

const METHOD_BIT = 1 << 0x15

/**
 * Checks a property block (its contents, without the length) without making anything of it: known identifiers, allowed at this
 * place, once unless repeatable, complete values in range, well-formed text. One pass, no object unless it fails.
 */
export function scanProperties(bytes: Uint8Array, start: number, end: number, place: number,
  userPropertyCountMax: number): MqttFailure | null {
  scannedTopicAlias = 0
  scannedAuthenticationMethod = false
  let seenLow = 0
  let seenHigh = 0
  let userPropertyCount = 0
  let at = start
  while (at < end) {
    const id = bytes[at] as number
    if (((PROPERTY_PLACES[id] as number) & place) === 0) return misplaced(id, place, at)
    if (id === PROPERTY_USER) {
      if (++userPropertyCount > userPropertyCountMax) return failAt('MQTT_LIMIT_EXCEEDED', 'too many user properties', at)
    } else if (id < 32) {
      if ((seenLow & (1 << id)) !== 0 && !(id === PROPERTY_SUBSCRIPTION_ID && place === IN_PUBLISH_TO_CLIENT)) return duplicate(at)
      seenLow |= 1 << id
    } else {
      if ((seenHigh & (1 << (id - 32))) !== 0) return duplicate(at)
      seenHigh |= 1 << (id - 32)
    }
    const next = scanValue(bytes, id, at + 1, end)
    if (next < 0) return valueFailure(next, at)
    at = next
  }
  scannedAuthenticationMethod = (seenLow & METHOD_BIT) !== 0
  if ((seenLow & (1 << PROPERTY_AUTHENTICATION_DATA)) !== 0 && !scannedAuthenticationMethod) {
    return failAt('MQTT_PROTOCOL_ERROR', 'authentication data without method (section 3.1.2.11.10)', start)
  }
  return null
}

/* What scanValue returns instead of a position. */
const TRUNCATED = -1
const BAD_TEXT = -2
const NOT_BOOLEAN = -3
const ZERO_ALIAS = -4
const ZERO = -5
const BAD_RESPONSE_TOPIC = -6
const BAD_INTEGER = -7

/** Checks one value; returns the position after it or one of the codes above. */
function scanValue(bytes: Uint8Array, id: number, at: number, end: number): number {
  switch (PROPERTY_KINDS[id]) {
    case KIND_PAIR: {
      const middle = scanString(bytes, at, end)
      return middle < 0 ? middle : scanString(bytes, middle, end)
    }
    case KIND_STRING:
      return id === PROPERTY_RESPONSE_TOPIC ? scanResponseTopic(bytes, at, end) : scanString(bytes, at, end)
    case KIND_BINARY: {
      if (at + 2 > end) return TRUNCATED
      const next = at + 2 + readUint16(bytes, at)
      return next > end ? TRUNCATED : next
    }
    case KIND_BOOLEAN:
    case KIND_FLAG:
      if (at >= end) return TRUNCATED
      return (bytes[at] as number) > 1 ? NOT_BOOLEAN : at + 1
    case KIND_UINT16:
      if (at + 2 > end) return TRUNCATED
      if (id === PROPERTY_TOPIC_ALIAS) {
        scannedTopicAlias = readUint16(bytes, at)
        if (scannedTopicAlias === 0) return ZERO_ALIAS
      } else if (id === PROPERTY_RECEIVE_MAXIMUM && readUint16(bytes, at) === 0) return ZERO
      return at + 2
    case KIND_UINT32:
      if (at + 4 > end) return TRUNCATED
      return id === PROPERTY_PACKET_BYTES_MAX && readUint32(bytes, at) === 0 ? ZERO : at + 4
    case KIND_VARIABLE: {
      const value = readVariableInteger(bytes, at, end)
      if (value < 0) return BAD_INTEGER
      return value === 0 ? ZERO : variableIntegerEnd
    }
    default:
      return TRUNCATED
  }
}

function scanString(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 > end) return TRUNCATED
  const next = at + 2 + readUint16(bytes, at)
  if (next > end) return TRUNCATED
  return isBadUtf8(bytes, at + 2, next) ? BAD_TEXT : next
}

function scanResponseTopic(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 > end) return TRUNCATED
  const next = at + 2 + readUint16(bytes, at)
  if (next > end) return TRUNCATED
  const fault = checkTopicNameBytes(bytes, at + 2, next, 65_536, null)
  if (fault === TOPIC_OK) return next
  return fault === TOPIC_BAD_UTF8 ? BAD_TEXT : BAD_RESPONSE_TOPIC
}

function duplicate(at: number): MqttFailure {
  return failAt('MQTT_PROTOCOL_ERROR', 'property given more than once (section 2.2.2.2)', at)
}

function misplaced(id: number, place: number, at: number): MqttFailure {
  if (id === PROPERTY_SUBSCRIPTION_ID && place === IN_PUBLISH_TO_SERVER) {
    return failAt('MQTT_PROTOCOL_ERROR', 'subscription identifier in a PUBLISH to the server [MQTT-3.3.4-6]', at)
  }
  if (id === PROPERTY_SERVER_REFERENCE && place === IN_DISCONNECT_TO_SERVER) {
    return failAt('MQTT_PROTOCOL_ERROR', 'server reference sent by a client (section 3.14.2.2.5)', at)
  }
  if (id === PROPERTY_SESSION_EXPIRY && place === IN_DISCONNECT_TO_CLIENT) {
    return failAt('MQTT_PROTOCOL_ERROR', 'session expiry in DISCONNECT of a server [MQTT-3.14.2-2]', at)
  }
  return failAt('MQTT_MALFORMED', 'unknown property, or one not allowed in this packet (section 2.2.2.2)', at)
}

const VALUE_FAILURES: ReadonlyArray<readonly [MqttFailureCode, string]> = [
  ['MQTT_MALFORMED', 'property runs past the end of its block (section 2.2.2)'],
  ['MQTT_MALFORMED', 'property text is not well-formed UTF-8 or holds U+0000 [MQTT-1.5.4-1] [MQTT-1.5.4-2] [MQTT-1.5.7-1]'],
  ['MQTT_PROTOCOL_ERROR', 'property must be 0 or 1 (sections 3.1.2.11.7, 3.3.2.3.2)'],
  ['MQTT_TOPIC_ALIAS_INVALID', 'topic alias is 0 [MQTT-3.3.2-8]'],
  ['MQTT_PROTOCOL_ERROR', 'property must not be 0 (sections 3.1.2.11.3, 3.1.2.11.4, 3.8.2.1.2)'],
  ['MQTT_PROTOCOL_ERROR', 'response topic is empty or has wildcards [MQTT-3.3.2-14]'],
  ['MQTT_MALFORMED', 'variable byte integer truncated, over long or not in its shortest form [MQTT-1.5.5-1]'],
]

function valueFailure(code: number, at: number): MqttFailure {
  const [name, message] = VALUE_FAILURES[-code - 1] ?? VALUE_FAILURES[0]!
  return failAt(name, message, at)
}
