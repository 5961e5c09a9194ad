import type { ApiCodec, Decoded } from '@robustmq/codec-kafka'
import {
  apiVersionsApi, createApiCodec, createTopicsApi, createWireWriter, deleteTopicsApi, describeClusterApi, fetchApi, initProducerIdApi, listOffsetsApi, metadataApi, produceApi,
} from '@robustmq/codec-kafka'
import type {
  ApiVersionsRequest, ApiVersionsResponse, CreateTopicsRequest, CreateTopicsResponse, DeleteTopicsRequest, DeleteTopicsResponse,
  DescribeClusterRequest, DescribeClusterResponse, FetchPartitionResult, FetchRequest, FetchResponse, InitProducerIdRequest,
  InitProducerIdResponse, ListOffsetsRequest, ListOffsetsResponse, MetadataRequest, MetadataResponse, ProducePartitionResult,
  ProduceRequest, ProduceResponse,
} from '@robustmq/codec-kafka'
import { BatchBuilder } from '@robustmq/record-batch'
import type { FakeConnection } from './fake-connection.ts'

export const produce: ApiCodec<ProduceRequest, ProduceResponse> = createApiCodec(produceApi)
export const fetch: ApiCodec<FetchRequest, FetchResponse> = createApiCodec(fetchApi)
export const metadata: ApiCodec<MetadataRequest, MetadataResponse> = createApiCodec(metadataApi)
export const listOffsets: ApiCodec<ListOffsetsRequest, ListOffsetsResponse> = createApiCodec(listOffsetsApi)
export const apiVersions: ApiCodec<ApiVersionsRequest, ApiVersionsResponse> = createApiCodec(apiVersionsApi)
export const createTopics: ApiCodec<CreateTopicsRequest, CreateTopicsResponse> = createApiCodec(createTopicsApi)
export const deleteTopics: ApiCodec<DeleteTopicsRequest, DeleteTopicsResponse> = createApiCodec(deleteTopicsApi)
export const initProducerId: ApiCodec<InitProducerIdRequest, InitProducerIdResponse> = createApiCodec(initProducerIdApi)
export const describeCluster: ApiCodec<DescribeClusterRequest, DescribeClusterResponse> = createApiCodec(describeClusterApi)

interface Asked {
  readonly codec: ApiCodec<never, unknown>
  readonly version: number
}

export interface BatchSpec {
  readonly producerId?: number
  readonly epoch?: number
  readonly sequence?: number
  readonly timestamps?: readonly number[]
}

/** A batch as a client sends it. */
export function batchOf(values: readonly string[], spec: BatchSpec = {}): Buffer {
  const builder = new BatchBuilder()
  const times = spec.timestamps ?? values.map(() => 1_700_000_000_000)
  builder.begin(times[0] as number, 0)
  if (spec.producerId !== undefined) builder.setProducer(spec.producerId, spec.epoch ?? 0, spec.sequence ?? 0)
  values.forEach((value, i) => {
    const bytes = Buffer.from(value)
    builder.append(times[i] as number, 0, null, 0, 0, bytes, 0, bytes.length, null)
  })
  return Buffer.from(builder.finish())
}

/** The client's side of a connection, by the codec of this repository. */
export class Client {
  readonly connection: FakeConnection
  readonly #settle: () => Promise<void>
  readonly #writer = createWireWriter()
  readonly #asked = new Map<number, Asked>()
  #correlationId = 100

  constructor(connection: FakeConnection, settle: () => Promise<void>) {
    this.connection = connection
    this.#settle = settle
  }

  /** Bytes of a request; its answer will be decoded by `take`. */
  encode<Request, Response>(codec: ApiCodec<Request, Response>, version: number, request: Request): Buffer {
    const id = ++this.#correlationId
    this.#asked.set(id, { codec: codec as unknown as Asked['codec'], version })
    return Buffer.concat(codec.encodeRequest(this.#writer, version, id, 'tester', request))
  }

  /** Sends without waiting; the correlation id. */
  send<Request, Response>(codec: ApiCodec<Request, Response>, version: number, request: Request): number {
    this.deliver(this.encode(codec, version, request))
    return this.#correlationId
  }

  deliver(bytes: Buffer): void {
    this.connection.bytesIn += bytes.length
    if (!this.connection.closed) this.connection.handler?.onData(bytes)
  }

  /** Answers received since the last call, in order. */
  take(): { readonly id: number; readonly value: unknown }[] {
    const bytes = Buffer.concat(this.connection.written)
    this.connection.written = []
    const answers = []
    for (let at = 0; at < bytes.length;) {
      const end = at + 4 + bytes.readInt32BE(at)
      const id = bytes.readInt32BE(at + 4)
      const asked = this.#asked.get(id)
      if (asked === undefined) throw new Error(`an answer to ${id}, which was not asked`)
      const decoded = asked.codec.decodeResponse(asked.version, bytes, at + 4, end)
      if (!decoded.ok) throw new Error(`answer cannot be read: ${decoded.code} at ${decoded.path}`)
      answers.push({ id, value: decoded.value })
      at = end
    }
    return answers
  }

  /** Sends and waits for the one answer. */
  async ask<Request, Response>(codec: ApiCodec<Request, Response>, version: number, request: Request): Promise<Decoded<Response>> {
    const id = this.send(codec, version, request)
    await this.#settle()
    const answers = this.take()
    if (answers.length !== 1 || answers[0]?.id !== id) throw new Error(`expected one answer to ${id}, got ${answers.map((answer) => answer.id).join()}`)
    return answers[0].value as Decoded<Response>
  }

  async create(name: string): Promise<void> {
    const { topics }: MetadataResponse = await this.ask(metadata, 4, { topics: [{ name }], allowAutoTopicCreation: true })
    if (topics[0]?.errorCode !== 0) throw new Error(`topic ${name}: error ${topics[0]?.errorCode}`)
  }

  produceRequest(name: string, records: Buffer, acks = -1, index = 0): Parameters<typeof produce.encodeRequest>[4] {
    return { acks, timeoutMs: 1000, topicData: [{ name, partitionData: [{ index, records }] }] }
  }

  async produce(name: string, records: Buffer, acks = -1, version = 9): Promise<Decoded<ProducePartitionResult>> {
    return produced(await this.ask(produce, version, this.produceRequest(name, records, acks)))
  }

  fetchRequest(name: string, fetchOffset: number, options: { minBytes?: number; maxWaitMs?: number; maxBytes?: number; partitionMaxBytes?: number } = {}): Parameters<typeof fetch.encodeRequest>[4] {
    const { minBytes = 1, maxWaitMs = 0, maxBytes = 1 << 20, partitionMaxBytes = 1 << 20 } = options
    return { maxWaitMs, minBytes, maxBytes, topics: [{ topic: name, partitions: [{ partition: 0, fetchOffset, partitionMaxBytes }] }] }
  }

  async fetch(name: string, offset: number, options: Parameters<Client['fetchRequest']>[2] = {}, version = 12): Promise<Decoded<FetchPartitionResult>> {
    return fetched(await this.ask(fetch, version, this.fetchRequest(name, offset, options)))
  }
}

export function produced(value: unknown): Decoded<ProducePartitionResult> {
  return (value as Decoded<ProduceResponse>).responses[0]?.partitionResponses[0] as Decoded<ProducePartitionResult>
}

export function fetched(value: unknown): Decoded<FetchPartitionResult> {
  return (value as Decoded<FetchResponse>).responses[0]?.partitions[0] as Decoded<FetchPartitionResult>
}
