import type { AddressFormat } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'

/*
 * Disk formats of delayed messages.
 *
 * The record in the delay shard of a group (batches with BROKER_WRITTEN): value and headers are the message's own; its key is
 *
 *   0 version u8, 1 | 1 flags u8: bits 0-1 delivery class, 2 retained, 3 headers trusted, 4 has a key, 5 live only | 2 tenant u32 | 6 due f64, milliseconds
 *   14 label length u8, label | separator length u8, separator | name length u16, native name | the message's own key to the end
 *
 * The state of a message that waits (owner `delay`): key due f64, offset f64; value 0 version u8, 1 | 1 tenant u32 | 5 bytes u32
 */
const VERSION = 1
export const KEY_BYTES = 16
export const VALUE_BYTES = 9
const FLAG_RETAINED = 4
const FLAG_TRUSTED = 8
const FLAG_KEY = 16
const FLAG_LIVE = 32

/** Where a message goes, and how. */
export interface Route {
  readonly tenant: number
  readonly dueAtMs: number
  readonly format: AddressFormat
  readonly nativeName: string
  readonly deliveryClass: number
  readonly retained: boolean
  readonly trusted: boolean
  /** Not stored in a topic. */
  readonly live: boolean
}

export interface StoredRoute extends Route {
  /** Where the message's own key begins in the record's key; -1 for none. */
  readonly keyStart: number
}

/** All of the record's key but the message's own: the same for every message of a run that has a key, or has none. */
export function encodeRoute(route: Route, hasKey: boolean): Buffer {
  const { tenant, dueAtMs, format, nativeName, deliveryClass, retained, trusted, live } = route
  const label = Buffer.from(format.label)
  const separator = Buffer.from(format.separator)
  const name = Buffer.from(nativeName)
  const bytes = Buffer.allocUnsafe(18 + label.length + separator.length + name.length)
  bytes[0] = VERSION
  bytes[1] = deliveryClass | (retained ? FLAG_RETAINED : 0) | (trusted ? FLAG_TRUSTED : 0) | (hasKey ? FLAG_KEY : 0) | (live ? FLAG_LIVE : 0)
  bytes.writeUInt32BE(tenant, 2)
  bytes.writeDoubleBE(dueAtMs, 6)
  let at = bytes.writeUInt8(label.length, 14)
  at += label.copy(bytes, at)
  at = bytes.writeUInt8(separator.length, at)
  at += separator.copy(bytes, at)
  at = bytes.writeUInt16BE(name.length, at)
  name.copy(bytes, at)
  return bytes
}

/** The route of a record, or null when it is not one of ours. `formatOf` finds the object of a format. */
export function decodeRoute(bytes: Buffer, start: number, end: number, formatOf: (label: string, separator: string) => AddressFormat): StoredRoute | null {
  if (end - start < 18 || bytes[start] !== VERSION) return null
  const flags = bytes[start + 1] as number
  let at = start + 14
  const labelEnd = at + 1 + (bytes[at] as number)
  const label = bytes.toString('utf8', at + 1, labelEnd)
  at = labelEnd
  const separatorEnd = at + 1 + (bytes[at] as number)
  const separator = bytes.toString('utf8', at + 1, separatorEnd)
  at = separatorEnd
  if (at + 2 > end) return null
  const nameEnd = at + 2 + bytes.readUInt16BE(at)
  if (nameEnd > end) return null
  return {
    tenant: bytes.readUInt32BE(start + 2),
    dueAtMs: bytes.readDoubleBE(start + 6),
    deliveryClass: flags & 3,
    retained: (flags & FLAG_RETAINED) !== 0,
    trusted: (flags & FLAG_TRUSTED) !== 0,
    live: (flags & FLAG_LIVE) !== 0,
    format: formatOf(label, separator),
    nativeName: bytes.toString('utf8', at + 2, nameEnd),
    keyStart: (flags & FLAG_KEY) !== 0 ? nameEnd : -1,
  }
}

/** @throws BrokerError STATE_FORMAT_UNKNOWN */
export function checkKey(bytes: Buffer, keyStart: number, keyEnd: number): void {
  if (keyEnd - keyStart !== KEY_BYTES) throw formatUnknown(`a key of ${KEY_BYTES} bytes`)
}

export function writeKey(key: Buffer, dueAtMs: number, offset: number): Buffer {
  key.writeDoubleBE(dueAtMs, 0)
  key.writeDoubleBE(offset, 8)
  return key
}

export function writeValue(value: Buffer, tenant: number, bytes: number): Buffer {
  value[0] = VERSION
  value.writeUInt32BE(tenant, 1)
  value.writeUInt32BE(bytes, 5)
  return value
}

/** @throws BrokerError STATE_FORMAT_UNKNOWN */
export function checkValue(bytes: Buffer, start: number, end: number): void {
  if (end - start !== VALUE_BYTES || bytes[start] !== VERSION) throw formatUnknown(`version ${VERSION}`)
}

function formatUnknown(wanted: string): BrokerError {
  return new BrokerError({ code: 'STATE_FORMAT_UNKNOWN', retry: 'never', message: `the state of delayed messages is not of a known form: ${wanted} was expected` })
}
