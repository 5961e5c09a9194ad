import { readUint16, readUint32 } from '@robustmq/common-bytes'
import {
  KIND_BINARY,
  KIND_BOOLEAN,
  KIND_FLAG,
  KIND_PAIR,
  KIND_STRING,
  KIND_UINT16,
  KIND_UINT32,
  NO_PROPERTIES,
  PROPERTY_KEYS,
  PROPERTY_KINDS,
} from './properties.ts'
import type { MqttProperties } from './properties.ts'
import { readVariableInteger, variableIntegerEnd } from './variable-integer.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * Makes an object of a property block that the decoder has accepted (`run.propertiesStart[i]`, `run.propertiesEnd[i]`).
 * Not a validator: a block from elsewhere may give nonsense, though it reads nothing beyond `end` and always returns.
 * Buffers in the result are copies.
 */
export function readProperties(bytes: Buffer, start: number, end: number): MqttProperties {
  if (start === end) return NO_PROPERTIES
  const properties: Record<string, unknown> = {}
  let at = start
  while (at < end) {
    const id = bytes[at++] as number
    const key = PROPERTY_KEYS[id]
    if (key === undefined) break
    switch (PROPERTY_KINDS[id]) {
      case KIND_FLAG:
        properties[key] = bytes[at++] as number
        break
      case KIND_BOOLEAN:
        properties[key] = bytes[at++] === 1
        break
      case KIND_UINT16:
        properties[key] = readUint16(bytes, at)
        at += 2
        break
      case KIND_UINT32:
        properties[key] = readUint32(bytes, at)
        at += 4
        break
      case KIND_STRING:
        properties[key] = textAt(bytes, at, end)
        at += 2 + readUint16(bytes, at)
        break
      case KIND_BINARY:
        properties[key] = Buffer.from(bytes.subarray(at + 2, Math.min(end, at + 2 + readUint16(bytes, at))))
        at += 2 + readUint16(bytes, at)
        break
      case KIND_PAIR: {
        const name = textAt(bytes, at, end)
        at += 2 + readUint16(bytes, at)
        const list = (properties[key] ??= []) as Array<[string, string]>
        list.push([name, textAt(bytes, at, end)])
        at += 2 + readUint16(bytes, at)
        break
      }
      default: {
        const list = (properties[key] ??= []) as number[]
        list.push(readVariableInteger(bytes, at, end))
        at = Math.max(at + 1, variableIntegerEnd)
      }
    }
  }
  return properties as Writable<MqttProperties>
}

function textAt(bytes: Buffer, at: number, end: number): string {
  return bytes.toString('utf8', at + 2, Math.min(end, at + 2 + readUint16(bytes, at)))
}
