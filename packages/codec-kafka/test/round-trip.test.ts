import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { API_SCHEMAS, createApiCodec, createWireWriter, decodeRequestHeader, nullableString, peekCorrelationId } from '../src/index.ts'
import type { AnyApiSchema, AnyField, AnyStruct, WireType } from '../src/index.ts'
import { messageArbitrary, SEED, versionsOf } from './generated-values.ts'

const RUNS = Number(process.env['ROBUSTMQ_ROUND_TRIPS'] ?? 25)
const writer = createWireWriter()

interface Encoded {
  readonly bytes: Buffer
  /** Where the part begins that the decoder is given. */
  readonly start: number
}

describe.each(API_SCHEMAS.map((schema) => [schema.name, schema] as const))('%s', (_name, schema) => {
  const codec = createApiCodec<unknown, unknown>(schema)

  function encodeRequest(version: number, value: unknown, by = codec): Encoded {
    const bytes = Buffer.concat(by.encodeRequest(writer, version, 77, 'client', value))
    const header = decodeRequestHeader(bytes, 4, bytes.length)
    if (!header.ok) throw new Error(`header: ${JSON.stringify(header)}`)
    expect(header).toMatchObject({ apiKey: schema.apiKey, apiVersion: version, correlationId: 77, clientId: 'client' })
    return { bytes, start: header.bodyStart }
  }

  function encodeResponse(version: number, value: unknown, by = codec): Encoded {
    const bytes = Buffer.concat(by.encodeResponse(writer, version, -5, value))
    expect(peekCorrelationId(bytes, 4)).toBe(-5)
    return { bytes, start: 4 }
  }

  const sides = [
    { side: 'request', struct: schema.request, encode: encodeRequest, decode: codec.decodeRequest },
    { side: 'response', struct: schema.response, encode: encodeResponse, decode: codec.decodeResponse },
  ]

  for (const version of versionsOf(schema)) {
    for (const { side, struct, encode, decode } of sides) {
      it(`v${version} ${side}: what was encoded is decoded, and the length prefix is right`, () => {
        check(messageArbitrary(struct, version), (value) => {
          const { bytes, start } = encode(version, value)
          expect(bytes.readInt32BE(0)).toBe(bytes.length - 4)
          expect(decode(version, bytes, start, bytes.length)).toEqual({ ok: true, value })
        })
      })

      it(`v${version} ${side}: any truncation and any extra byte is a failure with a position`, () => {
        check(
          messageArbitrary(struct, version, { listLengthMax: 2 }),
          (value) => {
            const { bytes, start } = encode(version, value)
            for (let end = start; end < bytes.length; end++) {
              const result = decode(version, bytes, start, end)
              if (result.ok) throw new Error(`decoded although cut at ${end} of ${bytes.length}`)
              expect(result.position).toBeGreaterThanOrEqual(start)
              expect(result.position).toBeLessThanOrEqual(end)
            }
            const longer = Buffer.concat([bytes, Buffer.alloc(1)])
            expect(decode(version, longer, start, longer.length)).toMatchObject({
              ok: false,
              code: 'trailing-bytes',
              position: bytes.length,
            })
          },
          4,
        )
      })

      if (version < schema.flexibleSince) continue

      it(`v${version} ${side}: unknown tagged fields are skipped in every struct`, () => {
        const extended = createApiCodec<unknown, unknown>(withUnknownTags(schema))
        check(messageArbitrary(struct, version), (value) => {
          const { bytes, start } = encode(version, withUnknownValues(value), extended)
          expect(decode(version, bytes, start, bytes.length)).toEqual({ ok: true, value })
        })
      })
    }
  }
})

function check(values: fc.Arbitrary<unknown>, property: (value: unknown) => void, numRuns = RUNS): void {
  fc.assert(fc.property(values, property), { seed: SEED, numRuns })
}

/** The same API as a later version of the protocol might have it: one more tagged field in every struct. */
function withUnknownTags(schema: AnyApiSchema): AnyApiSchema {
  return { ...schema, request: extendStruct(schema.request), response: extendStruct(schema.response) }
}

function extendStruct(struct: AnyStruct): AnyStruct {
  const unknownField: AnyField = nullableString({ tag: 1000 })
  const fields = struct.fields.map((field) => ({ ...field, type: extendType(field.type) }))
  // Version 0 of the field's range is below the flexible versions; the codec compiles only the version under test.
  return { names: [...struct.names, 'unknown'], fields: [...fields, { ...unknownField, since: 0 }] }
}

function extendType(type: WireType): WireType {
  if (type.kind === 'array') return { kind: 'array', element: extendType(type.element) }
  if (type.kind === 'struct') return { kind: 'struct', struct: extendStruct(type.struct) }
  return type
}

function withUnknownValues(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return value.map(withUnknownValues)
  const copy: Record<string, unknown> = { unknown: 'from the future' }
  for (const [key, item] of Object.entries(value)) copy[key] = withUnknownValues(item)
  return copy
}
