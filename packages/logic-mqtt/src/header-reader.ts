import { readVarint32, varintEnd } from '@robustmq/common-bytes'
import {
  HEADER_CONTENT_TYPE, HEADER_CORRELATION, HEADER_EXPIRES_AT, HEADER_MESSAGE_ID, HEADER_PAYLOAD_FORMAT, HEADER_REPLY_TO,
  PROPERTY_BASE64_PREFIX, PROPERTY_KEY, PROPERTY_KEY_BASE64, PROPERTY_NULL_HEADER, PROPERTY_NULL_PAYLOAD, RESERVED_PREFIX,
} from '@robustmq/broker-api'
import type { MessageRun } from '@robustmq/broker-api'
import { encodeProperties, sizeOfProperties } from '@robustmq/codec-mqtt'
import type { MqttProperties } from '@robustmq/codec-mqtt'
import { isMqttText } from './header-writer.ts'
import { isSendableName, levelForm } from './native-form.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

const NONE = Buffer.alloc(0)

/** The message is past its end of life. */
export const EXPIRED = -2
/** The message does not expire. */
export const NO_EXPIRY = -1

/** Result of the last `foreignProperties`. */
export interface ForeignProperties {
  block: Buffer
  /** End of life, milliseconds since the epoch; 0 never. */
  expiresAtMs: number
}

/**
 * End of life of message `i`, milliseconds since the epoch; 0 when it has none. Only what the broker wrote is believed.
 */
export function expiresAtOf(run: MessageRun, i: number): number {
  if (run.headerBuffer === null || !run.headersTrusted) return 0
  let expiresAtMs = 0
  eachHeader(run, i, (name, value) => {
    if (name === HEADER_EXPIRES_AT && value !== null) expiresAtMs = Number(value.toString('latin1'))
  })
  return Number.isSafeInteger(expiresAtMs) ? expiresAtMs : 0
}

/**
 * The MQTT 5 property block of message `i` of a run that is not MQTT 5 on the wire, by the table of docs/adr/0001. Without
 * subscription identifiers. Objects and copies: not the hot path.
 */
export function foreignProperties(run: MessageRun, i: number, nowMs: number, subscriptionIds: readonly number[]): ForeignProperties {
  const keyStart = run.keyStart === null ? -1 : (run.keyStart[i] as number)
  const headersStart = run.headersStart === null ? 0 : (run.headersStart[i] as number)
  const headersEnd = run.headersEnd === null ? 0 : (run.headersEnd[i] as number)
  const isNull = (run.payloadStart[i] as number) < 0
  if (keyStart < 0 && headersStart === headersEnd && !isNull && subscriptionIds.length === 0) return { block: NONE, expiresAtMs: 0 }
  const properties: Writable<MqttProperties> = {}
  const user: [string, string][] = []
  let expiresAtMs = 0
  if (keyStart >= 0) pushBytes(user, PROPERTY_KEY, PROPERTY_KEY_BASE64, run.buffer.subarray(keyStart, run.keyEnd?.[i] ?? keyStart))
  if (isNull) user.push([PROPERTY_NULL_PAYLOAD, '1'])
  eachHeader(run, i, (name, value) => {
    if (!name.startsWith(RESERVED_PREFIX)) pushHeader(user, name, value)
    else if (run.headersTrusted && value !== null) expiresAtMs = neutral(properties, user, name, value, nowMs) || expiresAtMs
  })
  if (user.length > 0) properties.userProperties = user
  if (subscriptionIds.length > 0) properties.subscriptionIds = subscriptionIds
  const block = Buffer.allocUnsafe(sizeOfProperties(properties))
  encodeProperties(block, 0, properties)
  return { block, expiresAtMs }
}

/** A header with a neutral meaning; returns its end of life when it is that one, else 0. */
function neutral(properties: Writable<MqttProperties>, user: [string, string][], name: string, value: Buffer, nowMs: number): number {
  switch (name) {
    case HEADER_CONTENT_TYPE:
      if (isMqttText(value)) properties.contentType = value.toString('utf8')
      return 0
    case HEADER_CORRELATION:
      if (value.length <= 0xffff) properties.correlationData = value
      return 0
    case HEADER_PAYLOAD_FORMAT:
      if (value.toString('latin1') === '1') properties.payloadFormat = 1
      return 0
    case HEADER_REPLY_TO: {
      const topic = replyTopic(value.toString('utf8'))
      if (topic !== null) properties.responseTopic = topic
      return 0
    }
    case HEADER_MESSAGE_ID:
      if (isMqttText(value)) user.push([HEADER_MESSAGE_ID, value.toString('utf8')])
      return 0
    case HEADER_EXPIRES_AT: {
      const atMs = Number(value.toString('latin1'))
      if (!Number.isSafeInteger(atMs) || atMs <= 0) return 0
      properties.messageExpirySeconds = Math.min(0xffff_ffff, Math.max(0, Math.ceil((atMs - nowMs) / 1000)))
      return atMs
    }
    default:
      return 0
  }
}

function replyTopic(value: string): string | null {
  const colon = value.indexOf(':')
  if (colon < 0) return null
  const native = value.slice(colon + 1)
  const topic = value.startsWith('mqtt:') ? native : levelForm(native)
  return isSendableName(topic) ? topic : null
}

function pushHeader(user: [string, string][], name: string, value: Buffer | null): void {
  if (name.includes('\0') || Buffer.byteLength(name) > 0xff00) return
  if (value === null) user.push([PROPERTY_NULL_HEADER, name])
  else pushBytes(user, name, PROPERTY_BASE64_PREFIX + name, value)
}

function pushBytes(user: [string, string][], name: string, base64Name: string, value: Buffer): void {
  if (isMqttText(value)) {
    user.push([name, value.toString('utf8')])
    return
  }
  const text = value.toString('base64')
  // What does not fit in 65535 bytes cannot be said in MQTT.
  if (text.length <= 0xffff) user.push([base64Name, text])
}

/** Header names that are not UTF-8 get replacement characters: MQTT has no other way to carry them. */
function eachHeader(run: MessageRun, i: number, visit: (name: string, value: Buffer | null) => void): void {
  const bytes = run.headerBuffer
  if (bytes === null || run.headersStart === null || run.headersEnd === null) return
  const end = run.headersEnd[i] as number
  const start = run.headersStart[i] as number
  if (start === end) return
  let left = readVarint32(bytes, start, end)
  let at = varintEnd
  for (; left > 0; left--) {
    const nameBytes = readVarint32(bytes, at, end)
    const nameStart = varintEnd
    const valueBytes = readVarint32(bytes, nameStart + nameBytes, end)
    if (!(nameBytes >= 0) || !(valueBytes >= -1)) return
    const valueStart = varintEnd
    const name = bytes.toString('utf8', nameStart, nameStart + nameBytes)
    visit(name, valueBytes < 0 ? null : bytes.subarray(valueStart, valueStart + valueBytes))
    at = valueBytes < 0 ? valueStart : valueStart + valueBytes
  }
}
