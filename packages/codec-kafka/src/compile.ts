import { assert } from '@robustmq/common-errors'
import type { AnyField, AnyStruct, ScalarKind, WireType } from './schema.ts'
import type { WireReader } from './wire-reader.ts'
import { WireWriter } from './wire-writer.ts'

/*
 * From a description and a version to closures. All decisions about the version are taken here, once; what is left
 * for a message is a walk over the fields that this version has.
 */

export type DecodeValue = (reader: WireReader) => unknown
export type EncodeValue = (writer: WireWriter, value: unknown) => void

interface Codec {
  readonly decode: DecodeValue
  readonly encode: EncodeValue
  /** Fewest bytes that a value can take: what an array count is checked against. */
  readonly bytesMin: number
}

type StructValue = Record<string, unknown>

/** Compiles one struct for one version. */
export function compileStruct(struct: AnyStruct, version: number, flexible: boolean): Codec {
  const names: string[] = []
  const codecs: Codec[] = []
  const defaults: unknown[] = []
  const tagged: TaggedField[] = []
  const template: StructValue = {}
  let bytesMin = flexible ? 1 : 0
  for (let i = 0; i < struct.names.length; i++) {
    const name = struct.names[i] as string
    const field = struct.fields[i] as AnyField
    template[name] = field.defaultValue
    if (version < field.since || version > field.until) continue
    const codec = compileType(field.type, version, flexible, version >= field.nullableSince)
    if (field.tag >= 0) {
      assert(flexible, `tagged field ${name} in a version without tag sections`)
      tagged.push({ name, tag: field.tag, codec, defaultValue: field.defaultValue })
      continue
    }
    names.push(name)
    codecs.push(codec)
    defaults.push(field.defaultValue)
    bytesMin += codec.bytesMin
  }
  tagged.sort((a, b) => a.tag - b.tag)
  return {
    decode: structDecoder(template, names, codecs, flexible, tagged),
    encode: structEncoder(names, codecs, defaults, flexible, tagged),
    bytesMin,
  }
}

function structDecoder(
  template: StructValue,
  names: readonly string[],
  codecs: readonly Codec[],
  flexible: boolean,
  tagged: readonly TaggedField[],
): DecodeValue {
  const decoders = codecs.map((codec) => codec.decode)
  const count = decoders.length
  return (reader) => {
    // A copy of the template has every property, so all objects of a struct share one shape.
    const value: StructValue = { ...template }
    for (let i = 0; i < count; i++) {
      value[names[i] as string] = (decoders[i] as DecodeValue)(reader)
      if (reader.failed) {
        reader.path = `/${names[i] as string}${reader.path}`
        return value
      }
    }
    if (flexible) decodeTags(reader, value, tagged)
    return value
  }
}

function structEncoder(
  names: readonly string[],
  codecs: readonly Codec[],
  defaults: readonly unknown[],
  flexible: boolean,
  tagged: readonly TaggedField[],
): EncodeValue {
  const encoders = codecs.map((codec) => codec.encode)
  const count = encoders.length
  return (writer, given) => {
    const value = given as StructValue
    for (let i = 0; i < count; i++) {
      const item = value[names[i] as string]
      ;(encoders[i] as EncodeValue)(writer, item === undefined ? defaults[i] : item)
    }
    if (flexible) encodeTags(writer, value, tagged)
  }
}

interface TaggedField {
  readonly name: string
  readonly tag: number
  readonly codec: Codec
  readonly defaultValue: unknown
}

/** Reads a tag section (KIP-482): unknown tags are skipped by their size. Also used for headers. */
export function decodeTags(reader: WireReader, value: StructValue, tagged: readonly TaggedField[]): void {
  const count = reader.readUvarint()
  let last = -1
  for (let i = 0; i < count && !reader.failed; i++) {
    const at = reader.at
    const tag = reader.readUvarint()
    const size = reader.readUvarint()
    if (reader.failed) return
    if (tag <= last) {
      reader.fail('tags-not-ascending', at)
      return
    }
    last = tag
    if (size > reader.end - reader.at) {
      reader.fail('truncated', at)
      return
    }
    const field = tagged.find((known) => known.tag === tag)
    if (field === undefined) reader.at += size
    else decodeTag(reader, value, field, size)
  }
}

function decodeTag(reader: WireReader, value: StructValue, field: TaggedField, size: number): void {
  const outerEnd = reader.end
  reader.end = reader.at + size
  value[field.name] = field.codec.decode(reader)
  if (!reader.failed && reader.at !== reader.end) reader.fail('tag-size-wrong', reader.at)
  if (reader.failed) reader.path = `/${field.name}${reader.path}`
  reader.end = outerEnd
  if (reader.failed) reader.at = outerEnd
}

function encodeTags(writer: WireWriter, value: StructValue, tagged: readonly TaggedField[]): void {
  let count = 0
  for (const field of tagged) if (isSent(value[field.name], field.defaultValue)) count++
  writer.writeUvarint(count)
  if (count === 0) return
  for (const field of tagged) {
    const item = value[field.name]
    if (!isSent(item, field.defaultValue)) continue
    // The size precedes the bytes and is not known before them. Tagged fields are rare and small: a spare writer.
    const spare = new WireWriter(SPARE_BYTES)
    field.codec.encode(spare, item)
    writer.writeUvarint(field.tag)
    writer.writeUvarint(spare.at)
    writer.copyIn(spare.bytes.subarray(0, spare.at))
  }
}

const SPARE_BYTES = 256

/** A tagged field that holds its default is left out. */
function isSent(item: unknown, defaultValue: unknown): boolean {
  if (item === undefined || item === defaultValue) return false
  return !(Array.isArray(item) && item.length === 0 && Array.isArray(defaultValue) && defaultValue.length === 0)
}

function compileType(type: WireType, version: number, flexible: boolean, nullable: boolean): Codec {
  if (type.kind === 'array') return arrayCodec(compileType(type.element, version, flexible, false), flexible, nullable)
  if (type.kind === 'struct') {
    const codec = compileStruct(type.struct, version, flexible)
    return nullable ? nullableStructCodec(codec) : codec
  }
  return scalarCodec(type.kind, flexible, nullable)
}

function arrayCodec(element: Codec, flexible: boolean, nullable: boolean): Codec {
  const decodeElement = element.decode
  const encodeElement = element.encode
  const elementBytesMin = Math.max(1, element.bytesMin)
  return {
    bytesMin: flexible ? 1 : 4,
    decode: (reader) => {
      const at = reader.at
      const count = reader.readCount(flexible, elementBytesMin)
      if (count < 0) return nullOrFail(reader, nullable, at)
      const values: unknown[] = []
      for (let i = 0; i < count; i++) {
        values.push(decodeElement(reader))
        if (reader.failed) {
          reader.path = `/${i}${reader.path}`
          return values
        }
      }
      return values
    },
    encode: (writer, value) => {
      if (value === null) return encodeNull(writer, 'array', flexible, nullable)
      const values = value as readonly unknown[]
      writer.writeBytesLength(values.length, flexible)
      for (let i = 0; i < values.length; i++) encodeElement(writer, values[i])
    },
  }
}

/** KIP-893: an int8 before the struct, -1 for null, 1 for present. */
function nullableStructCodec(struct: Codec): Codec {
  return {
    bytesMin: 1,
    decode: (reader) => {
      const at = reader.at
      const mark = reader.readInt8()
      if (mark === 1) return struct.decode(reader)
      if (mark !== -1) reader.fail('length-invalid', at)
      return null
    },
    encode: (writer, value) => {
      writer.writeInt8(value === null ? -1 : 1)
      if (value !== null) struct.encode(writer, value)
    },
  }
}

function nullOrFail(reader: WireReader, nullable: boolean, at: number): null {
  if (!nullable) reader.fail('null-not-allowed', at)
  return null
}

function encodeNull(writer: WireWriter, kind: 'array' | 'string' | 'bytes' | 'records', flexible: boolean, nullable: boolean): void {
  assert(nullable, `null for a field of type ${kind} that cannot be null in this version`)
  if (flexible) writer.writeUvarint(0)
  else if (kind === 'string') writer.writeInt16(-1)
  else writer.writeInt32(-1)
}

const FIXED: Readonly<Record<Exclude<ScalarKind, 'string' | 'bytes' | 'records'>, Codec>> = {
  bool: {
    bytesMin: 1,
    decode: (reader) => reader.readBool(),
    encode: (writer, value) => writer.writeInt8(value === true ? 1 : 0),
  },
  int8: { bytesMin: 1, decode: (reader) => reader.readInt8(), encode: (writer, value) => writer.writeInt8(value as number) },
  int16: { bytesMin: 2, decode: (reader) => reader.readInt16(), encode: (writer, value) => writer.writeInt16(value as number) },
  int32: { bytesMin: 4, decode: (reader) => reader.readInt32(), encode: (writer, value) => writer.writeInt32(value as number) },
  int64: { bytesMin: 8, decode: (reader) => reader.readInt64(), encode: (writer, value) => writer.writeInt64(value as number) },
  float64: { bytesMin: 8, decode: (reader) => reader.readFloat64(), encode: (writer, value) => writer.writeFloat64(value as number) },
  uuid: { bytesMin: 16, decode: (reader) => reader.readUuid(), encode: (writer, value) => writer.writeUuid(value as string) },
}

function scalarCodec(kind: ScalarKind, flexible: boolean, nullable: boolean): Codec {
  if (kind === 'string') return stringCodec(flexible, nullable)
  if (kind === 'bytes' || kind === 'records') return bytesCodec(kind, flexible, nullable)
  return FIXED[kind]
}

/** Only short strings are remembered: one field must not keep a large one alive. */
const REMEMBERED_BYTES_MAX = 64

function stringCodec(flexible: boolean, nullable: boolean): Codec {
  let last = ''
  return {
    bytesMin: flexible ? 1 : 2,
    decode: (reader) => {
      const at = reader.at
      const length = reader.readStringLength(flexible)
      if (length < 0) return nullOrFail(reader, nullable, at)
      const value = reader.takeRepeatedString(length, last)
      if (length <= REMEMBERED_BYTES_MAX) last = value
      return value
    },
    encode: (writer, value) => {
      if (value === null) encodeNull(writer, 'string', flexible, nullable)
      else writer.writeString(value as string, flexible)
    },
  }
}

function bytesCodec(kind: 'bytes' | 'records', flexible: boolean, nullable: boolean): Codec {
  return {
    bytesMin: flexible ? 1 : 4,
    decode: (reader) => {
      const at = reader.at
      const length = reader.readBytesLength(flexible)
      return length < 0 ? nullOrFail(reader, nullable, at) : reader.takeBytes(length)
    },
    encode: (writer, value) => {
      if (value === null) return encodeNull(writer, kind, flexible, nullable)
      if (kind === 'records') return writer.writeRecords(value as Buffer | readonly Buffer[], flexible)
      writer.writeBytesLength((value as Buffer).length, flexible)
      writer.copyIn(value as Buffer)
    },
  }
}
