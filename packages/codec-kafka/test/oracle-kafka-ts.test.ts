import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { API_SCHEMAS, createApiCodec, createWireWriter, decodeRequestHeader, isFlexible, KafkaApiKey } from '../src/index.ts'
import type { AnyApiSchema, AnyField, AnyStruct, WireType } from '../src/index.ts'
import { messageArbitrary, SEED, versionsOf } from './generated-values.ts'
import { BATCH } from './oracle-batch.ts'
import { compare } from './oracle-compare.ts'
import type { Value } from './oracle-requests.ts'

/*
 * Golden bytes against kafka-ts, a third independent codec of the client's side, which knows the names that the
 * protocol gives to fields, and share groups.
 */

interface OracleEncoder {
  value(): Buffer
}

interface OracleDecoder {
  getOffset(): number
  getBufferLength(): number
}

interface OracleApi {
  readonly apiKey: number
  readonly apiVersion: number
  readonly fallback?: OracleApi
  request(encoder: OracleEncoder, data: Value): OracleEncoder
  response(decoder: OracleDecoder): unknown
}

const require = createRequire(import.meta.url)
const root = require.resolve('kafka-ts').replace(/index\.js$/, '')
const { API } = require(`${root}api/index.js`) as { API: Record<string, OracleApi> }
const { Encoder } = require(`${root}utils/encoder.js`) as { Encoder: new () => OracleEncoder }
const { Decoder } = require(`${root}utils/decoder.js`) as { Decoder: new (buffer: Buffer) => OracleDecoder }

const writer = createWireWriter()
const RUNS = Number(process.env['ROBUSTMQ_ROUND_TRIPS'] ?? 25)

function oracleOf(schema: AnyApiSchema, version: number): OracleApi | undefined {
  for (let api = Object.values(API).find((one) => one.apiKey === schema.apiKey); api !== undefined; api = api.fallback) {
    if (api.apiVersion === version) return api
  }
  return undefined
}

function versionsSpoken(schema: AnyApiSchema): number[] {
  return versionsOf(schema).filter((version) => oracleOf(schema, version) !== undefined)
}

/** Our value as the oracle wants it: 64-bit integers as bigint. */
function forOracle(struct: AnyStruct, value: Value): Value {
  return Object.fromEntries(struct.names.map((name, i) => [name, converted((struct.fields[i] as AnyField).type, value[name])]))
}

function converted(type: WireType, value: unknown): unknown {
  if (value === null || value === undefined) return value
  if (type.kind === 'int64') return BigInt(value as number)
  if (type.kind === 'array') return (value as unknown[]).map((item) => converted(type.element, item))
  if (type.kind === 'struct') return forOracle(type.struct, value as Value)
  return value
}

/**
 * Messages that the oracle models in its own way (decoded batches, assignments, one list for two versions' fields), by
 * the last version of which that is so. They are compared with kafkajs and @platformatic/kafka.
 */
const OTHERWISE: Readonly<Record<string, { readonly request?: number; readonly response?: number }>> = {
  Produce: { request: Infinity },
  Fetch: { request: 14, response: Infinity },
  Metadata: { request: Infinity, response: 9 },
  OffsetCommit: { request: 4 },
  OffsetFetch: { request: 7, response: 7 },
  FindCoordinator: { request: Infinity, response: 3 },
  JoinGroup: { request: Infinity },
  SyncGroup: { request: Infinity, response: Infinity },
  LeaveGroup: { request: 2 },
  DeleteTopics: { request: 5 },
  DescribeConfigs: { response: 2 },
}

const SPOKEN = API_SCHEMAS.filter((schema) => versionsSpoken(schema).length > 0)

it('speaks nearly every API', () => {
  expect(API_SCHEMAS.filter((schema) => !SPOKEN.includes(schema)).map(({ name }) => name)).toEqual([])
})

const COMPARED = SPOKEN.filter(({ name }) => !(OTHERWISE[name]?.request === Infinity && OTHERWISE[name]?.response === Infinity))

describe.each(COMPARED.map((schema) => [schema.name, schema] as const))('%s against kafka-ts', (name, schema) => {
  const codec = createApiCodec<unknown, unknown>(schema)
  const versions = versionsSpoken(schema)

  const { request = -1, response = -1 } = OTHERWISE[name] ?? {}

  it.each(versions.filter((version) => version > request))('v%d: its request is decoded to what it was told, and encoded again to the same bytes', (version) => {
    const values = messageArbitrary(schema.request, version, { plainStrings: true, withoutTags: true })
    fc.assert(
      fc.property(values, (value) => {
        const body = (oracleOf(schema, version) as OracleApi).request(new Encoder(), forOracle(schema.request, value)).value()
        const result = codec.decodeRequest(version, body, 0, body.length)
        if (!result.ok) throw new Error(JSON.stringify(result))
        expect(result.value).toEqual(value)
        const again = Buffer.concat(codec.encodeRequest(writer, version, 1, 'me', result.value))
        const header = decodeRequestHeader(again, 4, again.length)
        expect(header.ok && again.subarray(header.bodyStart).toString('hex')).toBe(body.toString('hex'))
      }),
      { seed: SEED, numRuns: RUNS },
    )
  })

  it.each(versions.filter((version) => version > response))('v%d: it reads every field of a response, to the last byte', async (version) => {
    const values = messageArbitrary(schema.response, version, {
      plainStrings: true, withoutErrors: true, records: fc.constantFrom(Buffer.alloc(0), BATCH, Buffer.concat([BATCH, BATCH])),
    })
    let compared = 0
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const frame = Buffer.concat(codec.encodeResponse(writer, version, 1, value))
        const hasTags = isFlexible(schema.apiKey, version) && schema.apiKey !== KafkaApiKey.API_VERSIONS
        const decoder = new Decoder(frame.subarray(hasTags ? 9 : 8))
        const theirs = await (oracleOf(schema, version) as OracleApi).response(decoder)
        expect(decoder.getOffset()).toBe(decoder.getBufferLength())
        compared += compare(value, theirs, '')
      }),
      { seed: SEED, numRuns: RUNS },
    )
    expect(compared).toBeGreaterThan(RUNS)
  })
})
