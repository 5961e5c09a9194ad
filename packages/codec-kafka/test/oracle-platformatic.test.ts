import { createRequire } from 'node:module'
import * as platformatic from '@platformatic/kafka'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  API_SCHEMAS,
  createApiCodec,
  createWireWriter,
  decodeRequestHeader,
  fetchApi,
  isFlexible,
  KafkaApiKey,
  kafkaErrors,
} from '../src/index.ts'
import type { AnyApiSchema } from '../src/index.ts'
import { messageArbitrary, SEED, versionsOf } from './generated-values.ts'
import { BATCH } from './oracle-batch.ts'
import { compare } from './oracle-compare.ts'
import { expectedRequest, list, NOT_SPOKEN, requestArguments } from './oracle-requests.ts'
import type { Value } from './oracle-requests.ts'

/*
 * Golden bytes against @platformatic/kafka, an independent codec of the client's side: its requests are decoded here
 * and encoded again to the same bytes; responses encoded here are read by its parsers to the last byte.
 */

interface OracleWriter {
  readonly buffer: Buffer
}

interface OracleReader {
  readonly remaining: number
}

interface OracleApi {
  createRequest(...args: unknown[]): OracleWriter
  parseResponse(correlationId: number, apiKey: number, apiVersion: number, reader: OracleReader): unknown
}

const oracle = platformatic as unknown as Record<string, OracleApi | undefined>
const { Reader } = platformatic as unknown as {
  readonly Reader: { from(buffer: Buffer): OracleReader }
}

const writer = createWireWriter()
const RUNS = Number(process.env['ROBUSTMQ_ROUND_TRIPS'] ?? 25)

function versionsSpoken(schema: AnyApiSchema): number[] {
  return versionsOf(schema).filter((version) => oracleOf(schema, version) !== undefined)
}

function oracleOf(schema: AnyApiSchema, version: number): OracleApi | undefined {
  return oracle[`${schema.name[0]?.toLowerCase() ?? ''}${schema.name.slice(1)}V${version}`]
}

const SPOKEN = API_SCHEMAS.filter(({ name }) => !NOT_SPOKEN.includes(name))

describe.each(SPOKEN.map((schema) => [schema.name, schema] as const))('%s against @platformatic/kafka', (name, schema) => {
  const codec = createApiCodec<unknown, unknown>(schema)
  const versions = versionsSpoken(schema)

  it('speaks several versions, so that the comparison says something', () => {
    expect(versions.length).toBeGreaterThanOrEqual(name === 'ConsumerGroupDescribe' ? 1 : Math.min(5, schema.versionMax - schema.versionMin + 1))
  })

  it.each(versions)('v%d: its request is decoded to what it was told, and encoded again to the same bytes', (version) => {
    const values = messageArbitrary(schema.request, version, { plainStrings: true, withoutTags: true })
    fc.assert(
      fc.property(values, (value) => {
        const api = oracleOf(schema, version) as OracleApi
        const body = api.createRequest(...(requestArguments[name] as (v: Value, version: number) => unknown[])(value, version)).buffer
        const result = codec.decodeRequest(version, body, 0, body.length)
        if (!result.ok) throw new Error(JSON.stringify(result))
        if (name === 'Produce') expectProduce(result.value as Value, value)
        else expect(result.value).toEqual(expectedRequest(name, version, value))
        const again = Buffer.concat(codec.encodeRequest(writer, version, 1, 'me', result.value))
        const header = decodeRequestHeader(again, 4, again.length)
        expect(header.ok && again.subarray(header.bodyStart).toString('hex')).toBe(body.toString('hex'))
      }),
      { seed: SEED, numRuns: RUNS },
    )
  })

  it.each(versions)('v%d: it reads every field of a response, to the last byte', (version) => {
    const values = messageArbitrary(schema.response, version, {
      plainStrings: true,
      knownErrorCodes: true,
      records: fc.constantFrom(Buffer.alloc(0), BATCH, Buffer.concat([BATCH, BATCH])),
    }).map((value) => ('errorCode' in value ? { ...value, errorCode: 0 } : value))
    let compared = 0
    fc.assert(
      fc.property(values, (value) => {
        const frame = Buffer.concat(codec.encodeResponse(writer, version, 1, value))
        const hasTags = isFlexible(schema.apiKey, version) && schema.apiKey !== KafkaApiKey.API_VERSIONS
        const reader = Reader.from(frame.subarray(hasTags ? 9 : 8))
        const parsed = parse(oracleOf(schema, version) as OracleApi, schema.apiKey, version, reader)
        expect(reader.remaining).toBe(0)
        const theirs = version < 4 ? beforeLists(name, parsed) : parsed
        compared += compare(name === 'Fetch' && version < 13 ? withNamesAsIds(value) : value, theirs, '')
      }),
      { seed: SEED, numRuns: RUNS },
    )
    expect(compared).toBeGreaterThan(RUNS)
  })
})

/** The oracle groups messages by topic and partition and writes its own batches. */
function expectProduce(decoded: Value, given: Value): void {
  expect(decoded).toMatchObject({ acks: given['acks'], timeoutMs: given['timeoutMs'], transactionalId: given['transactionalId'] })
  const told = list(given['topicData']).flatMap((t) => list(t['partitionData']).map((p) => `${String(t['name'])} ${String(p['index'])}`))
  const got = list(decoded['topicData']).flatMap((t) =>
    list(t['partitionData']).map((p) => {
      expect((p['records'] as Buffer).readInt32BE(8)).toBe((p['records'] as Buffer).length - 12)
      return `${String(t['name'])} ${String(p['index'])}`
    }),
  )
  expect(new Set(got)).toEqual(new Set(told))
}

/** The oracle throws when the response carries an error code, with the response inside. */
function parse(api: OracleApi, apiKey: number, version: number, reader: OracleReader): unknown {
  try {
    return api.parseResponse(1, apiKey, version, reader)
  } catch (error) {
    const response = (error as { response?: unknown }).response
    if (response === undefined) throw error
    return response
  }
}

/** The oracle shows the name as the id in the versions that have no id. */
function withNamesAsIds(value: Value): Value {
  return { ...value, responses: list(value['responses']).map((topic) => ({ ...topic, topicId: topic['topic'] })) }
}

/** Before v4 there is one coordinator or transaction, and the oracle gives a list all the same. */
function beforeLists(name: string, parsed: unknown): unknown {
  if (name === 'FindCoordinator') {
    const { coordinators, throttleTimeMs } = parsed as { coordinators: Value[]; throttleTimeMs: number }
    return { ...coordinators[0], throttleTimeMs }
  }
  if (name === 'AddPartitionsToTxn') {
    const { resultsByTransaction, throttleTimeMs } = parsed as { resultsByTransaction: Value[]; throttleTimeMs: number }
    return { resultsByTopicV3AndBelow: resultsByTransaction[0]?.['topicResults'], throttleTimeMs }
  }
  return parsed
}

it('Fetch v17: a tagged field that the oracle sends is decoded, and encoded again to the same bytes', () => {
  const replicaDirectoryId = '0123456789abcdef0123456789abcdef'
  const partition = { partition: 1, currentLeaderEpoch: 2, fetchOffset: 3n, lastFetchedEpoch: 4, partitionMaxBytes: 5, replicaDirectoryId }
  const topic = { topicId: 'ff'.repeat(16), partitions: [partition] }
  const body = (oracle['fetchV17'] as OracleApi).createRequest(1, 2, 3, 0, 0, -1, [topic], [], 'rack').buffer
  const codec = createApiCodec(fetchApi)
  const result = codec.decodeRequest(17, body, 0, body.length)
  if (!result.ok) throw new Error(JSON.stringify(result))
  expect(result.value.topics[0]?.partitions[0]).toMatchObject({ fetchOffset: 3, replicaDirectoryId })
  const again = Buffer.concat(codec.encodeRequest(writer, 17, 1, null, result.value))
  expect(again.subarray(-body.length).toString('hex')).toBe(body.toString('hex'))
})

describe('tables against @platformatic/kafka', () => {
  it('error codes have the same names, numbers and retry hints', () => {
    const require = createRequire(import.meta.url)
    const root = require.resolve('@platformatic/kafka').replace(/index\.js$/, '')
    const { protocolErrors } = require(`${root}protocol/errors.js`) as {
      protocolErrors: Record<string, { code: number; canRetry: boolean }>
    }
    const theirs = Object.entries(protocolErrors).map(([name, e]) => `${e.code} ${name} ${String(e.canRetry)}`)
    const ours = kafkaErrors().map((e) => `${e.code} ${e.name} ${String(e.retriable)}`)
    // Its table ends at 127.
    expect(theirs.length).toBe(129)
    expect(theirs.filter((line) => !ours.includes(line))).toEqual([])
  })

  it('API keys and first flexible versions agree with every function it exports', () => {
    let seen = 0
    for (const [name, api] of Object.entries(oracle)) {
      const match = /^([a-zA-Z]+)V(\d+)$/.exec(name)
      const definition = (api as { api?: { key: number } } | undefined)?.api
      if (match === null || definition === undefined) continue
      const constant = (match[1] as string).replace(/([A-Z])/g, '_$1').toUpperCase()
      const key = (KafkaApiKey as Record<string, number>)[constant]
      if (key !== undefined) {
        seen++
        if (name !== 'fetchV13') expect(`${name} ${definition.key}`).toBe(`${name} ${key}`)
      }
    }
    expect(seen).toBeGreaterThan(100)
  })
})
