import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  apiVersionsApi,
  createApiCodec,
  createTopicsApi,
  createWireWriter,
  decodeRequestHeader,
  deleteTopicsApi,
  fetchApi,
  findCoordinatorApi,
  initProducerIdApi,
  listOffsetsApi,
  metadataApi,
  produceApi,
} from '../src/index.ts'
import type { AnyApiSchema } from '../src/index.ts'
import { messageArbitrary, SEED } from './generated-values.ts'

/*
 * Golden bytes against kafkajs, the second independent codec of the client's side (versions without compact
 * lengths): its whole frames are decoded here and encoded again to the same bytes; it reads our responses.
 */

type Value = Record<string, unknown>

interface OracleRequest {
  readonly apiKey: number
  readonly apiVersion: number
}

interface OracleVersion {
  readonly request: OracleRequest
  readonly response: { decode(body: Buffer): Promise<unknown> }
}

const require = createRequire(import.meta.url)
const encodeFrame = require('kafkajs/src/protocol/request.js') as (options: {
  correlationId: number
  clientId: string
  request: OracleRequest
}) => Promise<{ buffer: Buffer }>
const MESSAGE = { key: Buffer.from('k'), value: Buffer.from('v'.repeat(600)), timestamp: 1700000000000, headers: {} }

function protocolOf(folder: string): { protocol(options: { version: number }): ((options: Value) => OracleVersion) | undefined } {
  return require(`kafkajs/src/protocol/requests/${folder}/index.js`) as ReturnType<typeof protocolOf>
}

function list(value: unknown): Value[] {
  return value as Value[]
}

interface Case {
  readonly folder: string
  readonly schema: AnyApiSchema
  readonly versions: readonly [number, number]
  /** Options of its request for a generated one of ours. */
  readonly options: (value: Value) => Value
  /** What its request says where that differs from what was generated. */
  readonly told?: (value: Value, version: number) => Value
  /** What it should say about a generated response of ours; a subset. */
  readonly expected: (value: Value, version: number) => Value
}

const sortByTopic = (topics: Value[]): Value[] => topics.sort((a, b) => String(a['topic']).localeCompare(String(b['topic'])))

const cases: readonly Case[] = [
  {
    folder: 'produce',
    schema: produceApi,
    versions: [3, 7],
    options: (v) => ({
      acks: v['acks'],
      timeout: v['timeoutMs'],
      transactionalId: v['transactionalId'],
      topicData: list(v['topicData']).map((t) => ({
        topic: t['name'],
        partitions: list(t['partitionData']).map((p) => ({ partition: p['index'], firstSequence: 0, messages: [MESSAGE] })),
      })),
    }),
    expected: (v, version) => ({
      topics: list(v['responses']).map((t) => ({
        topicName: t['name'],
        partitions: list(t['partitionResponses']).map((p) => ({
          partition: p['index'],
          errorCode: p['errorCode'],
          baseOffset: String(p['baseOffset']),
          logAppendTime: String(p['logAppendTimeMs']),
          ...(version >= 5 ? { logStartOffset: String(p['logStartOffset']) } : {}),
        })),
      })),
      [version >= 6 ? 'clientSideThrottleTime' : 'throttleTime']: v['throttleTimeMs'],
    }),
  },
  {
    folder: 'fetch',
    schema: fetchApi,
    versions: [4, 11],
    options: (v) => ({
      ...v,
      maxWaitTime: v['maxWaitMs'],
      topics: list(v['topics']).map((t) => ({
        topic: t['topic'],
        partitions: list(t['partitions']).map((p) => ({ ...p, maxBytes: p['partitionMaxBytes'] })),
      })),
      forgottenTopics: v['forgottenTopicsData'],
    }),
    expected: (v, version) => ({
      [version >= 8 ? 'clientSideThrottleTime' : 'throttleTime']: v['throttleTimeMs'],
      responses: list(v['responses']).map((t) => ({
        topicName: t['topic'],
        partitions: list(t['partitions']).map((p) => ({
          partition: p['partitionIndex'],
          errorCode: p['errorCode'],
          highWatermark: String(p['highWatermark']),
          lastStableOffset: String(p['lastStableOffset']),
          abortedTransactions: (p['abortedTransactions'] === null ? [] : list(p['abortedTransactions'])).map((a) => ({
            producerId: String(a['producerId']),
            firstOffset: String(a['firstOffset']),
          })),
          ...(version >= 11 ? { preferredReadReplica: p['preferredReadReplica'] } : {}),
        })),
      })),
    }),
  },
  {
    folder: 'listOffsets',
    schema: listOffsetsApi,
    versions: [1, 3],
    options: (v) => ({
      ...v,
      topics: list(v['topics']).map((t) => ({
        topic: t['name'],
        partitions: list(t['partitions']).map((p) => ({ partition: p['partitionIndex'], timestamp: p['timestamp'] })),
      })),
    }),
    expected: (v) => ({
      responses: list(v['topics']).map((t) => ({
        topic: t['name'],
        partitions: list(t['partitions']).map((p) => ({
          partition: p['partitionIndex'],
          errorCode: p['errorCode'],
          timestamp: String(p['timestamp']),
          offset: String(p['offset']),
        })),
      })),
    }),
  },
  {
    folder: 'metadata',
    schema: metadataApi,
    versions: [0, 6],
    options: (v) => ({ ...v, topics: v['topics'] === null ? [] : list(v['topics']).map((t) => t['name']) }),
    // It has no way to ask for no topic: from v1 on its empty list goes out as null.
    told: (v, version) => (version >= 1 && v['topics'] !== null && list(v['topics']).length === 0 ? { ...v, topics: null } : v),
    expected: (v, version) => ({
      brokers: list(v['brokers']).map((b) => ({ nodeId: b['nodeId'], host: b['host'], port: b['port'] })),
      ...(version >= 1 ? { controllerId: v['controllerId'] } : {}),
      ...(version >= 2 ? { clusterId: v['clusterId'] } : {}),
      topicMetadata: list(v['topics']).map((t) => ({
        topicErrorCode: t['errorCode'],
        topic: t['name'],
        ...(version >= 1 ? { isInternal: t['isInternal'] } : {}),
        partitionMetadata: list(t['partitions']).map((p) => ({
          partitionErrorCode: p['errorCode'],
          partitionId: p['partitionIndex'],
          leader: p['leaderId'],
          replicas: p['replicaNodes'],
          isr: p['isrNodes'],
          ...(version >= 5 ? { offlineReplicas: p['offlineReplicas'] } : {}),
        })),
      })),
    }),
  },
  {
    folder: 'apiVersions',
    schema: apiVersionsApi,
    versions: [0, 2],
    options: (v) => v,
    expected: (v) => ({ errorCode: v['errorCode'], apiVersions: v['apiKeys'] }),
  },
  {
    folder: 'createTopics',
    schema: createTopicsApi,
    versions: [2, 3],
    options: (v) => ({
      timeout: v['timeoutMs'],
      validateOnly: v['validateOnly'],
      topics: list(v['topics']).map((t) => ({
        topic: t['name'],
        numPartitions: t['numPartitions'],
        replicationFactor: t['replicationFactor'],
        replicaAssignment: list(t['assignments']).map((a) => ({ partition: a['partitionIndex'], replicas: a['brokerIds'] })),
        configEntries: t['configs'],
      })),
    }),
    expected: (v) => ({
      topicErrors: sortByTopic(
        list(v['topics']).map((t) => ({ topic: t['name'], errorCode: t['errorCode'], errorMessage: t['errorMessage'] })),
      ),
    }),
  },
  {
    folder: 'deleteTopics',
    schema: deleteTopicsApi,
    versions: [1, 1],
    options: (v) => ({ topics: v['topicNames'], timeout: v['timeoutMs'] }),
    expected: (v) => ({
      clientSideThrottleTime: v['throttleTimeMs'],
      topicErrors: sortByTopic(list(v['responses']).map((t) => ({ topic: t['name'], errorCode: t['errorCode'] }))),
    }),
  },
  {
    folder: 'initProducerId',
    schema: initProducerIdApi,
    versions: [0, 1],
    options: (v) => ({ ...v, transactionTimeout: v['transactionTimeoutMs'] }),
    expected: (v) => ({ errorCode: v['errorCode'], producerId: String(v['producerId']), producerEpoch: v['producerEpoch'] }),
  },
  {
    folder: 'findCoordinator',
    schema: findCoordinatorApi,
    versions: [0, 2],
    options: (v) => ({ coordinatorKey: v['key'], groupId: v['key'], coordinatorType: v['keyType'] }),
    expected: (v) => ({ errorCode: v['errorCode'], coordinator: { nodeId: v['nodeId'], host: v['host'], port: v['port'] } }),
  },
]

const RUNS = Number(process.env['ROBUSTMQ_ROUND_TRIPS'] ?? 25)
const writer = createWireWriter()

describe.each(cases.map((entry) => [entry.schema.name, entry] as const))('%s against kafkajs', (_name, entry) => {
  const codec = createApiCodec<unknown, unknown>(entry.schema)
  const [first, last] = entry.versions
  const versions = Array.from({ length: last - first + 1 }, (_, i) => first + i)

  function oracleFor(version: number, value: Value): OracleVersion {
    const make = protocolOf(entry.folder).protocol({ version })
    if (make === undefined) throw new Error(`kafkajs has no ${entry.folder} v${version}`)
    return make(entry.options(value))
  }

  it.each(versions)('v%d: its frame is decoded, and encoded again to the same bytes', async (version) => {
    const values = messageArbitrary(entry.schema.request, version, { plainStrings: true })
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const { request } = oracleFor(version, value)
        const frame = (await encodeFrame({ correlationId: 42, clientId: 'kafkajs', request })).buffer
        const header = decodeRequestHeader(frame, 4, frame.length)
        expect(header).toMatchObject({ apiKey: entry.schema.apiKey, apiVersion: version, correlationId: 42, clientId: 'kafkajs' })
        const decoded = codec.decodeRequest(version, frame, header.ok ? header.bodyStart : 0, frame.length)
        if (!decoded.ok) throw new Error(JSON.stringify(decoded))
        if (entry.folder !== 'produce') expect(decoded.value).toEqual(entry.told === undefined ? value : entry.told(value, version))
        const again = Buffer.concat(codec.encodeRequest(writer, version, 42, 'kafkajs', decoded.value))
        expect(again.toString('hex')).toBe(frame.toString('hex'))
      }),
      { seed: SEED, numRuns: RUNS },
    )
  })

  it.each(versions)('v%d: it reads our response', async (version) => {
    const values = messageArbitrary(entry.schema.response, version, {
      plainStrings: true,
      knownErrorCodes: true,
      records: fc.constantFrom(Buffer.alloc(0)),
    }).map((value) => (entry.folder === 'findCoordinator' ? { ...value, errorCode: 0 } : value))
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const frame = Buffer.concat(codec.encodeResponse(writer, version, 42, value))
        const request = { topics: [], topicData: [], forgottenTopics: [] }
        const make = protocolOf(entry.folder).protocol({ version }) as (options: Value) => OracleVersion
        expect(await make(request).response.decode(frame.subarray(8))).toMatchObject(entry.expected(value, version))
      }),
      { seed: SEED, numRuns: RUNS },
    )
  })
})
