import fc from 'fast-check'
import { ZERO_UUID } from '../src/index.ts'
import type { AnyApiSchema, AnyField, AnyStruct, WireType } from '../src/index.ts'

type StructValue = Record<string, unknown>

export interface MessageOptions {
  /** Values for record fields; default any bytes, empty or null. */
  readonly records?: fc.Arbitrary<Buffer | null>
  /** ASCII only, never empty: what every client can carry. */
  readonly plainStrings?: boolean
  readonly listLengthMax?: number
  readonly withoutTags?: boolean
  /** Fields named `...errorCode` hold codes of the table only. */
  readonly knownErrorCodes?: boolean
  /** Fields named `...errorCode` hold 0. */
  readonly withoutErrors?: boolean
}

/** Any value of a message in one version, with defaults in the properties that the version lacks. */
export function messageArbitrary(struct: AnyStruct, version: number, options: MessageOptions = {}): fc.Arbitrary<StructValue> {
  const shape: Record<string, fc.Arbitrary<unknown>> = {}
  struct.names.forEach((name, i) => {
    const field = struct.fields[i] as AnyField
    const isPresent = version >= field.since && version <= field.until
    if (!isPresent || (field.tag >= 0 && options.withoutTags === true)) shape[name] = fc.constant(field.defaultValue)
    else if (options.withoutErrors === true && /errorCode$/i.test(name)) shape[name] = fc.constant(0)
    else if (options.knownErrorCodes === true && /errorCode$/i.test(name)) shape[name] = fc.constantFrom(0, 0, 3, 17, 36, 42)
    else shape[name] = fieldArbitrary(field, version, options)
  })
  return fc.record(shape)
}

function fieldArbitrary(field: AnyField, version: number, options: MessageOptions): fc.Arbitrary<unknown> {
  const value = typeArbitrary(field.type, version, options)
  if (field.tag >= 0) return fc.oneof(fc.constant(field.defaultValue), value)
  return version >= field.nullableSince && field.tag < 0 && field.type.kind !== 'records' ? fc.option(value, { nil: null }) : value
}

function typeArbitrary(type: WireType, version: number, options: MessageOptions): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'bool':
      return fc.boolean()
    case 'int8':
      return fc.integer({ min: -128, max: 127 })
    case 'int16':
      return fc.integer({ min: -32768, max: 32767 })
    case 'int32':
      return fc.integer()
    case 'float64':
      return fc.double({ noNaN: true })
    case 'int64':
      return fc.maxSafeInteger()
    case 'uuid':
      return fc.oneof(
        fc.constant(ZERO_UUID),
        fc.uint8Array({ minLength: 16, maxLength: 16 }).map((b) => Buffer.from(b).toString('hex')),
      )
    case 'string':
      return options.plainStrings === true
        ? fc.stringMatching(/^[a-zA-Z0-9._-]{1,50}$/)
        : fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }).map((s) => Buffer.from(s).toString()))
    case 'bytes':
      return fc.uint8Array({ maxLength: 64 }).map((b) => Buffer.from(b))
    case 'records':
      return (
        options.records ??
        fc.oneof(
          fc.constant(null),
          fc.uint8Array({ maxLength: 64 }).map((b) => Buffer.from(b)),
          fc.constant(Buffer.alloc(1500, 7)),
        )
      )
    case 'array':
      return fc.array(typeArbitrary(type.element, version, options), { maxLength: options.listLengthMax ?? 3 })
    case 'struct':
      return messageArbitrary(type.struct, version, options)
  }
}

/** One line per API and version, for `describe.each`. */
export function versionsOf(schema: AnyApiSchema): number[] {
  return Array.from({ length: schema.versionMax - schema.versionMin + 1 }, (_, i) => schema.versionMin + i)
}

/** The fast-check seed: fixed by default, so that a red run can be repeated; `ROBUSTMQ_SEED` sets another. */
export const SEED: number = Number(process.env['ROBUSTMQ_SEED'] ?? 20261122)
