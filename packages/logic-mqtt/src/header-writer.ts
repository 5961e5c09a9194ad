import { isUtf8 } from 'node:buffer'
import { copyBytes, readUint16, readUint32, writeVarint } from '@robustmq/common-bytes'
import {
  HEADER_CONTENT_TYPE, HEADER_CORRELATION, HEADER_EXPIRES_AT, HEADER_MESSAGE_ID, HEADER_PAYLOAD_FORMAT, HEADER_REPLY_TO,
  PROPERTY_BASE64_PREFIX, PROPERTY_KEY, PROPERTY_KEY_BASE64, PROPERTY_NULL_HEADER, PROPERTY_NULL_PAYLOAD, RESERVED_PREFIX,
} from '@robustmq/broker-api'

/** Identifiers of the properties that a PUBLISH to the server may have (MQTT 5.0 section 3.3.2.3). */
const PAYLOAD_FORMAT = 0x01
const MESSAGE_EXPIRY = 0x02
const CONTENT_TYPE = 0x03
const RESPONSE_TOPIC = 0x08
const CORRELATION = 0x09
const WILL_DELAY = 0x18
const TOPIC_ALIAS = 0x23
const USER_PROPERTY = 0x26

/** A longest reserved name, its lengths and a value that grows (expiry: 4 bytes become 16 digits). */
const OVERHEAD_BYTES = 64

const RESERVED = Buffer.from(RESERVED_PREFIX)

/**
 * Turns MQTT 5 property blocks into record headers, by the table of docs/adr/0001. One per thread: blocks of one run are
 * written one behind the other into `buffer`, valid until `begin`.
 */
export class HeaderWriter {
  buffer: Buffer = Buffer.allocUnsafe(4096)
  length = 0
  /** Key that the last block named: positions in its source, or bytes of its own; -1 and null when there is none. */
  keyStart = -1
  keyEnd = -1
  keyBytes: Buffer | null = null
  /** The last block says that the payload is null. */
  nullPayload = false
  /** End of life of the last block's message, milliseconds since the epoch; 0 never. */
  expiresAtMs = 0

  begin(): void {
    this.length = 0
  }

  /** Writes the header section of one message and returns its start; `length` is its end. Equal when there are no headers. */
  write(source: Buffer, start: number, end: number, nowMs: number): number {
    this.keyStart = -1
    this.keyEnd = -1
    this.keyBytes = null
    this.nullPayload = false
    this.expiresAtMs = 0
    if (start === end) return this.length
    // Properties take at least 2 bytes each.
    this.#reserve(2 * (end - start) + (((end - start) >> 1) + 1) * OVERHEAD_BYTES)
    const section = this.length
    // The count comes first and is known last: one byte for up to 63, moved when there are more.
    let at = section + 1
    let count = 0
    for (let from = start; from < end; ) {
      const id = source[from] as number
      const next = endOf(source, from)
      const written = this.#property(id, source, from + 1, next, at, nowMs)
      if (written > at) count++
      at = written
      from = next
    }
    if (count === 0) return section
    if (count > 63) {
      this.buffer.copyWithin(section + 2, section + 1, at)
      at++
    }
    writeVarint(this.buffer, section, count)
    this.length = at
    return section
  }

  /** Writes one header at `at`, or nothing; returns the next position. */
  #property(id: number, source: Buffer, from: number, next: number, at: number, nowMs: number): number {
    switch (id) {
      case PAYLOAD_FORMAT:
        return source[from] === 1 ? this.#text(at, HEADER_PAYLOAD_FORMAT, '1') : at
      case MESSAGE_EXPIRY:
        this.expiresAtMs = nowMs + readUint32(source, from) * 1000
        return this.#text(at, HEADER_EXPIRES_AT, String(this.expiresAtMs))
      case CONTENT_TYPE:
        return this.#bytes(at, HEADER_CONTENT_TYPE, source, from + 2, next)
      case RESPONSE_TOPIC:
        return this.#text(at, HEADER_REPLY_TO, `mqtt:${source.toString('utf8', from + 2, next)}`)
      case CORRELATION:
        return this.#bytes(at, HEADER_CORRELATION, source, from + 2, next)
      case USER_PROPERTY:
        return this.#userProperty(source, from, next, at)
      default:
        return at
    }
  }

  #userProperty(source: Buffer, from: number, next: number, at: number): number {
    const nameStart = from + 2
    const nameEnd = nameStart + readUint16(source, from)
    const valueStart = nameEnd + 2
    if (!startsWithReserved(source, nameStart, nameEnd)) {
      at = writeVarint(this.buffer, at, nameEnd - nameStart)
      at = copyBytes(source, nameStart, nameEnd, this.buffer, at)
      at = writeVarint(this.buffer, at, next - valueStart)
      return copyBytes(source, valueStart, next, this.buffer, at)
    }
    const name = source.toString('utf8', nameStart, nameEnd)
    const value = source.toString('utf8', valueStart, next)
    if (name === PROPERTY_KEY) {
      this.keyStart = valueStart
      this.keyEnd = next
      this.keyBytes = null
    } else if (name === PROPERTY_KEY_BASE64) this.keyBytes = Buffer.from(value, 'base64')
    else if (name === PROPERTY_NULL_PAYLOAD) this.nullPayload = value === '1'
    else if (name === PROPERTY_NULL_HEADER) return isReserved(value) ? at : this.#nullHeader(at, value)
    else if (name === HEADER_MESSAGE_ID) return this.#text(at, HEADER_MESSAGE_ID, value)
    else if (name.startsWith(PROPERTY_BASE64_PREFIX)) {
      const plain = name.slice(PROPERTY_BASE64_PREFIX.length)
      const bytes = Buffer.from(value, 'base64')
      return isReserved(plain) ? at : this.#bytes(at, plain, bytes, 0, bytes.length)
    }
    // Any other reserved name is not the client's to give: it is not stored.
    return at
  }

  #text(at: number, name: string, value: string): number {
    at = this.#name(at, name)
    at = writeVarint(this.buffer, at, Buffer.byteLength(value))
    return at + this.buffer.write(value, at)
  }

  #bytes(at: number, name: string, source: Buffer, start: number, end: number): number {
    at = this.#name(at, name)
    at = writeVarint(this.buffer, at, end - start)
    return copyBytes(source, start, end, this.buffer, at)
  }

  #nullHeader(at: number, name: string): number {
    return writeVarint(this.buffer, this.#name(at, name), -1)
  }

  #name(at: number, name: string): number {
    at = writeVarint(this.buffer, at, Buffer.byteLength(name))
    return at + this.buffer.write(name, at)
  }

  #reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.length + bytes, this.buffer.length * 2))
    this.buffer.copy(grown, 0, 0, this.length)
    this.buffer = grown
  }
}

/** Position after the property at `at` of a checked block. */
function endOf(source: Buffer, at: number): number {
  switch (source[at]) {
    case PAYLOAD_FORMAT:
      return at + 2
    case TOPIC_ALIAS:
      return at + 3
    case MESSAGE_EXPIRY:
    case WILL_DELAY:
      return at + 5
    case USER_PROPERTY: {
      const second = at + 3 + readUint16(source, at + 1)
      return second + 2 + readUint16(source, second)
    }
    default:
      return at + 3 + readUint16(source, at + 1)
  }
}

function startsWithReserved(source: Buffer, start: number, end: number): boolean {
  if (end - start < RESERVED.length) return false
  for (let i = 0; i < RESERVED.length; i++) if (source[start + i] !== RESERVED[i]) return false
  return true
}

function isReserved(name: string): boolean {
  return name.startsWith(RESERVED_PREFIX)
}

/** True when MQTT can carry the bytes as a string: UTF-8, no U+0000, at most 65535 bytes. */
export function isMqttText(bytes: Buffer): boolean {
  return bytes.length <= 0xffff && isUtf8(bytes) && !bytes.includes(0)
}
