import { copyBytes, readUint16, readUint32, writeInt32, writeUint16 } from '@robustmq/common-bytes'
import { assert } from '@robustmq/common-errors'
import {
  KIND_BINARY,
  KIND_BOOLEAN,
  KIND_FLAG,
  KIND_PAIR,
  KIND_STRING,
  KIND_UINT16,
  KIND_UINT32,
  PROPERTY_FIELDS,
  PROPERTY_KINDS,
  PROPERTY_MESSAGE_EXPIRY,
  PROPERTY_SUBSCRIPTION_ID,
  PROPERTY_TOPIC_ALIAS,
} from './properties.ts'
import type { MqttProperties } from './properties.ts'
import { readVariableInteger, sizeOfVariableInteger, variableIntegerEnd, writeVariableInteger } from './variable-integer.ts'

/** Bytes of a length-prefixed string. Throws `INTERNAL_ASSERTION` above 65535. */
export function sizeOfText(text: string): number {
  const length = Buffer.byteLength(text)
  assert(length <= 0xffff, 'text exceeds 65535 bytes')
  return 2 + length
}

/** Writes a length-prefixed string; returns the next position. */
export function writeText(target: Buffer, at: number, text: string): number {
  const length = target.write(text, at + 2)
  writeUint16(target, at, length)
  return at + 2 + length
}

export function sizeOfBinary(bytes: Uint8Array): number {
  assert(bytes.length <= 0xffff, 'binary data exceeds 65535 bytes')
  return 2 + bytes.length
}

export function writeBinary(target: Buffer, at: number, bytes: Uint8Array): number {
  writeUint16(target, at, bytes.length)
  target.set(bytes, at + 2)
  return at + 2 + bytes.length
}

function sizeOfValue(kind: number, value: unknown): number {
  switch (kind) {
    case KIND_FLAG:
    case KIND_BOOLEAN:
      return 2
    case KIND_UINT16:
      return 3
    case KIND_UINT32:
      return 5
    case KIND_STRING:
      return 1 + sizeOfText(value as string)
    case KIND_BINARY:
      return 1 + sizeOfBinary(value as Uint8Array)
    case KIND_PAIR: {
      let size = 0
      for (const [name, text] of value as ReadonlyArray<readonly [string, string]>) size += 1 + sizeOfText(name) + sizeOfText(text)
      return size
    }
    default: {
      let size = 0
      for (const id of value as readonly number[]) size += 1 + sizeOfVariableInteger(id)
      return size
    }
  }
}

function writeValue(target: Buffer, at: number, id: number, kind: number, value: unknown): number {
  if (kind === KIND_PAIR) {
    for (const [name, text] of value as ReadonlyArray<readonly [string, string]>) {
      target[at] = id
      at = writeText(target, writeText(target, at + 1, name), text)
    }
    return at
  }
  if (kind < KIND_STRING && kind > KIND_UINT32) {
    for (const subscriptionId of value as readonly number[]) at = writeSubscriptionId(target, at, subscriptionId)
    return at
  }
  target[at++] = id
  switch (kind) {
    case KIND_STRING:
      return writeText(target, at, value as string)
    case KIND_BINARY:
      return writeBinary(target, at, value as Uint8Array)
    case KIND_UINT16:
      writeUint16(target, at, value as number)
      return at + 2
    case KIND_UINT32:
      writeInt32(target, at, value as number)
      return at + 4
    default:
      target[at] = Number(value)
      return at + 1
  }
}

function writeSubscriptionId(target: Buffer, at: number, subscriptionId: number): number {
  target[at] = PROPERTY_SUBSCRIPTION_ID
  return writeVariableInteger(target, at + 1, subscriptionId)
}

/** Bytes of a property block's contents, without its length. Whether a property may stand in the packet is not judged. */
export function sizeOfProperties(properties: MqttProperties): number {
  let size = 0
  for (const { key, kind } of PROPERTY_FIELDS) {
    const value = properties[key]
    if (value !== undefined) size += sizeOfValue(kind, value)
  }
  return size
}

/** Writes a property block's contents; returns the next position. Order is by identifier, user properties in theirs. */
export function encodeProperties(target: Buffer, at: number, properties: MqttProperties): number {
  for (const { id, key, kind } of PROPERTY_FIELDS) {
    const value = properties[key]
    if (value !== undefined) at = writeValue(target, at, id, kind, value)
  }
  return at
}

/** Position after the property at `at` of an accepted block. */
function propertyEnd(bytes: Uint8Array, at: number, end: number): number {
  const value = at + 1
  switch (PROPERTY_KINDS[bytes[at] as number]) {
    case KIND_FLAG:
    case KIND_BOOLEAN:
      return value + 1
    case KIND_UINT16:
      return value + 2
    case KIND_UINT32:
      return value + 4
    case KIND_STRING:
    case KIND_BINARY:
      return value + 2 + readUint16(bytes, value)
    case KIND_PAIR: {
      const second = value + 2 + readUint16(bytes, value)
      return second + 2 + readUint16(bytes, second)
    }
    default:
      return readVariableInteger(bytes, value, end) < 0 ? end : variableIntegerEnd
  }
}

/** What the broker changes when it forwards a property block. */
export interface PropertyForwarding {
  /** Identifiers of the subscriptions that matched, possibly none: [MQTT-3.3.4-3]. */
  readonly subscriptionIds: readonly number[]
  /** Seconds left to live, written where the publisher gave an expiry: [MQTT-3.3.2-6]. -1 leaves its value as it is. */
  readonly expirySeconds: number
  /** Alias of the outgoing connection, 0 for none: [MQTT-3.3.2-7]. */
  readonly topicAlias: number
}

/** Forwards a block as it is, without the publisher's topic alias. */
export const FORWARD_UNCHANGED: PropertyForwarding = Object.freeze({ subscriptionIds: [], expirySeconds: -1, topicAlias: 0 })

/** Bytes that `encodeForwardedProperties` takes for the same arguments. */
export function sizeOfForwardedProperties(source: Uint8Array, start: number, end: number, forwarding: PropertyForwarding): number {
  let size = end - start + (forwarding.topicAlias === 0 ? 0 : 3)
  for (let at = start; at < end; ) {
    const next = propertyEnd(source, at, end)
    if (isReplaced(source[at] as number)) size -= next - at
    at = next
  }
  const ids = forwarding.subscriptionIds
  for (let i = 0; i < ids.length; i++) size += 1 + sizeOfVariableInteger(ids[i] as number)
  return size
}

function isReplaced(id: number): boolean {
  return id === PROPERTY_TOPIC_ALIAS || id === PROPERTY_SUBSCRIPTION_ID
}

/**
 * Copies an accepted property block of a PUBLISH for a subscriber: everything unaltered and in order
 * ([MQTT-3.3.2-4], -15..-20), without the publisher's alias, with what `forwarding` says. Returns the next position.
 */
export function encodeForwardedProperties(
  target: Buffer, at: number, source: Uint8Array, start: number, end: number, forwarding: PropertyForwarding,
): number {
  if (forwarding.topicAlias !== 0) {
    target[at] = PROPERTY_TOPIC_ALIAS
    writeUint16(target, at + 1, forwarding.topicAlias)
    at += 3
  }
  const ids = forwarding.subscriptionIds
  for (let i = 0; i < ids.length; i++) at = writeSubscriptionId(target, at, ids[i] as number)
  let kept = start
  for (let from = start; from < end; ) {
    const id = source[from] as number
    const next = propertyEnd(source, from, end)
    if (isReplaced(id)) {
      at = copyBytes(source, kept, from, target, at)
      kept = next
    } else if (id === PROPERTY_MESSAGE_EXPIRY && forwarding.expirySeconds >= 0) {
      at = copyBytes(source, kept, from + 1, target, at)
      writeInt32(target, at, forwarding.expirySeconds)
      at += 4
      kept = next
    }
    from = next
  }
  return copyBytes(source, kept, end, target, at)
}

/** Message expiry of an accepted property block in seconds, or -1: read without making an object. */
export function messageExpiryOf(source: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at = propertyEnd(source, at, end)) {
    if (source[at] === PROPERTY_MESSAGE_EXPIRY) return readUint32(source, at + 1)
  }
  return -1
}
