import { isBadUtf8 } from './utf8.ts'

const SLASH = 0x2f
const PLUS = 0x2b
const HASH = 0x23

/** What is wrong with a name or filter; 0 when nothing is. */
export const TOPIC_OK = 0
export const TOPIC_BAD_UTF8 = 1
export const TOPIC_EMPTY = 2
export const TOPIC_WILDCARD = 3
export const TOPIC_TOO_DEEP = 4
export const TOPIC_BAD_SHARE = 5

export type TopicFault = 0 | 1 | 2 | 3 | 4 | 5

/** Messages with their clauses, by `TopicFault`. */
export const TOPIC_FAULT_MESSAGES: readonly string[] = [
  '',
  'topic is not well-formed UTF-8 or holds U+0000 [MQTT-1.5.4-1] [MQTT-1.5.4-2]',
  'topic is empty [MQTT-4.7.3-1]',
  'wildcard in the wrong place [MQTT-3.3.2-2] [MQTT-4.7.1-1] [MQTT-4.7.1-2]',
  'topic has too many levels',
  'malformed $share filter [MQTT-4.8.2-1] [MQTT-4.8.2-2]',
]

/** What a byte means in a topic name: 0 nothing special, else one of these. One load per byte instead of four comparisons. */
const LEVEL_BREAK = 1
const NOT_ASCII = 2
const FORBIDDEN = 3
const BYTE_CLASSES: Uint8Array = new Uint8Array(256).fill(NOT_ASCII, 0x80)
BYTE_CLASSES[SLASH] = LEVEL_BREAK
BYTE_CLASSES[PLUS] = BYTE_CLASSES[HASH] = BYTE_CLASSES[0] = FORBIDDEN

/**
 * Checks a topic name on its bytes; `levelCountMax` bounds its levels. `copy` takes the bytes in the same pass and must be
 * long enough, or null.
 */
export function checkTopicNameBytes(bytes: Uint8Array, start: number, end: number, levelCountMax: number,
  copy: Uint8Array | null): TopicFault {
  if (start === end) return TOPIC_EMPTY
  let levels = 1
  let ascii = true
  for (let at = start; at < end; at++) {
    const b = bytes[at] as number
    if (copy !== null) copy[at - start] = b
    const what = BYTE_CLASSES[b] as number
    if (what === 0) continue
    if (what === LEVEL_BREAK) levels++
    else if (what === FORBIDDEN) return b === 0 ? TOPIC_BAD_UTF8 : TOPIC_WILDCARD
    else ascii = false
  }
  if (!ascii && isBadUtf8(bytes, start, end)) return TOPIC_BAD_UTF8
  return levels > levelCountMax ? TOPIC_TOO_DEEP : TOPIC_OK
}

/** Checks a filter without its `$share/<name>/`: `#` last and alone, `+` a whole level. */
function checkPlainFilter(filter: string, levelCountMax: number): TopicFault {
  if (filter.length === 0) return TOPIC_EMPTY
  let levels = 1
  for (let at = 0; at < filter.length; at++) {
    const c = filter.charCodeAt(at)
    if (c === SLASH) levels++
    else if (c === PLUS || c === HASH) {
      if (at > 0 && filter.charCodeAt(at - 1) !== SLASH) return TOPIC_WILDCARD
      if (at + 1 < filter.length && (c === HASH || filter.charCodeAt(at + 1) !== SLASH)) return TOPIC_WILDCARD
    }
  }
  return levels > levelCountMax ? TOPIC_TOO_DEEP : TOPIC_OK
}

/** A filter taken apart. */
export interface MqttTopicFilter {
  /** Name of the shared subscription, null for an ordinary one. */
  readonly shareName: string | null
  /** The filter to match with: without `$share/<name>/`. */
  readonly filter: string
}

const SHARE_PREFIX = '$share/'

/** Checks well-formed text as a filter; `$share` syntax included, in every protocol version. */
export function checkTopicFilter(text: string, levelCountMax: number): TopicFault {
  if (!text.startsWith(SHARE_PREFIX)) return text === '$share' ? TOPIC_BAD_SHARE : checkPlainFilter(text, levelCountMax)
  const nameEnd = text.indexOf('/', SHARE_PREFIX.length)
  if (nameEnd <= SHARE_PREFIX.length || nameEnd === text.length - 1) return TOPIC_BAD_SHARE
  for (let at = SHARE_PREFIX.length; at < nameEnd; at++) {
    const c = text.charCodeAt(at)
    if (c === PLUS || c === HASH) return TOPIC_BAD_SHARE
  }
  return checkPlainFilter(text.slice(nameEnd + 1), levelCountMax)
}

/** Takes a filter that `checkTopicFilter` accepts apart. */
export function splitSharedFilter(text: string): MqttTopicFilter {
  if (!text.startsWith(SHARE_PREFIX)) return { shareName: null, filter: text }
  const nameEnd = text.indexOf('/', SHARE_PREFIX.length)
  return { shareName: text.slice(SHARE_PREFIX.length, nameEnd), filter: text.slice(nameEnd + 1) }
}

/** A lone surrogate cannot be sent as UTF-8. */
const UNSENDABLE = /\p{Surrogate}|\0/u

/** True when `text` may be used as a topic name: 1 to 65535 bytes of UTF-8, no U+0000, no wildcard, bounded levels. */
export function isTopicName(text: string, levelCountMax = 128): boolean {
  if (text.length === 0 || Buffer.byteLength(text) > 0xffff || UNSENDABLE.test(text)) return false
  return !text.includes('+') && !text.includes('#') && text.split('/', levelCountMax + 1).length <= levelCountMax
}

/** True when `text` may be used as a topic filter, `$share/<name>/<filter>` included. */
export function isTopicFilter(text: string, levelCountMax = 128): boolean {
  if (text.length === 0 || Buffer.byteLength(text) > 0xffff || UNSENDABLE.test(text)) return false
  return checkTopicFilter(text, levelCountMax) === TOPIC_OK
}

/** Checks and takes apart; null when `isTopicFilter` is false. */
export function tryParseTopicFilter(text: string, levelCountMax = 128): MqttTopicFilter | null {
  return isTopicFilter(text, levelCountMax) ? splitSharedFilter(text) : null
}

/** Levels of a name or plain filter, empty ones included: `/a//b` has four (section 4.7.3: no normalisation). */
export function splitTopicLevels(text: string): string[] {
  return text.split('/')
}
