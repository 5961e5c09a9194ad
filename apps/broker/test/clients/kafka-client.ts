import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { createApiCodec, createFrameReader, createWireWriter, fetchApi, metadataApi, peekCorrelationId, produceApi } from '@robustmq/codec-kafka'
import { BatchBuilder, batchNextOffset, readLogRecord, RecordCursor } from '@robustmq/record-batch'

const METADATA = 4
const PRODUCE = 7
const FETCH = 11

/** The least of a Kafka client: makes topics, produces with acks=all, reads everything. */
export class KafkaClient {
  readonly #socket: Socket
  readonly #writer = createWireWriter()
  readonly #waiting = new Map<number, (frame: Buffer) => void>()
  readonly closed: Promise<void>
  #correlation = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()))
    const reader = createFrameReader()
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      reader.push(chunk)
      while (reader.next() === 'frame') {
        const frame = Buffer.from(reader.bytes.subarray(reader.start, reader.end))
        const correlation = peekCorrelationId(frame, 0)
        this.#waiting.get(correlation)?.(frame)
        this.#waiting.delete(correlation)
      }
    })
  }

  static open(port: number): Promise<KafkaClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      socket.once('error', reject)
      socket.once('connect', () => resolve(new KafkaClient(socket)))
    })
  }

  /** Never resolves when the broker dies first. */
  #ask(parts: readonly Buffer[], correlation: number): Promise<Buffer> {
    return new Promise((resolve) => {
      this.#waiting.set(correlation, resolve)
      for (const part of parts) this.#socket.write(part)
    })
  }

  async makeTopic(name: string): Promise<void> {
    if ((await this.#metadata(name, true)) !== 0) throw new Error(`topic ${name} was not made`)
  }

  async hasTopic(name: string): Promise<boolean> {
    return (await this.#metadata(name, false)) === 0
  }

  async #metadata(name: string, allowAutoTopicCreation: boolean): Promise<number> {
    const codec = createApiCodec(metadataApi)
    const id = ++this.#correlation
    const frame = await this.#ask(codec.encodeRequest(this.#writer, METADATA, id, 'test', { topics: [{ name }], allowAutoTopicCreation }), id)
    const answer = codec.decodeResponse(METADATA, frame, 0, frame.length)
    if (!answer.ok) throw new Error('Metadata was not answered')
    return answer.value.topics[0]?.errorCode ?? -1
  }

  /** Sends one batch with these values; resolves with its base offset when acknowledged, rejects on an error code. */
  async produce(topic: string, values: readonly (string | Buffer)[], index = 0, key: string | null = null): Promise<number> {
    const builder = new BatchBuilder()
    builder.begin(Date.now(), 0)
    const keyBytes = key === null ? null : Buffer.from(key)
    for (const value of values) {
      const bytes = typeof value === 'string' ? Buffer.from(value) : value
      builder.append(Date.now(), 0, keyBytes, 0, keyBytes?.length ?? 0, bytes, 0, bytes.length, null)
    }
    const codec = createApiCodec(produceApi)
    const id = ++this.#correlation
    const frame = await this.#ask(codec.encodeRequest(this.#writer, PRODUCE, id, 'test', {
      acks: -1, timeoutMs: 30_000, topicData: [{ name: topic, partitionData: [{ index, records: builder.finish() }] }],
    }), id)
    const answer = codec.decodeResponse(PRODUCE, frame, 0, frame.length)
    const partition = answer.ok ? answer.value.responses[0]?.partitionResponses[0] : undefined
    if (partition === undefined || partition.errorCode !== 0) throw new Error(`Produce was answered with ${String(partition?.errorCode)}`)
    return partition.baseOffset
  }

  /** All values of partition 0 from an offset on, in order of offsets. */
  async readAll(topic: string, fromOffset = 0): Promise<string[]> {
    return (await this.readValues(topic, 0, fromOffset)).map(String)
  }

  async readValues(topic: string, index: number, fromOffset = 0): Promise<Buffer[]> {
    const codec = createApiCodec(fetchApi)
    const cursor = new RecordCursor()
    const values: Buffer[] = []
    for (let offset = fromOffset; ; ) {
      const id = ++this.#correlation
      const frame = await this.#ask(codec.encodeRequest(this.#writer, FETCH, id, 'test', {
        replicaId: -1, maxWaitMs: 0, minBytes: 0, maxBytes: 1 << 22, isolationLevel: 0, sessionId: 0, sessionEpoch: -1,
        topics: [{ topic, partitions: [{ partition: index, currentLeaderEpoch: -1, fetchOffset: offset, logStartOffset: -1, partitionMaxBytes: 1 << 22 }] }],
        forgottenTopicsData: [], rackId: '',
      }), id)
      const answer = codec.decodeResponse(FETCH, frame, 0, frame.length)
      const partition = answer.ok ? answer.value.responses[0]?.partitions[0] : undefined
      if (partition === undefined || partition.errorCode !== 0) throw new Error(`Fetch was answered with ${String(partition?.errorCode)}`)
      const bytes = Buffer.concat(([] as Buffer[]).concat(partition.records ?? []))
      if (bytes.length === 0) return values
      for (let at = 0; at + 61 <= bytes.length; ) {
        const end = at + 12 + bytes.readInt32BE(at + 8)
        if (end > bytes.length) break
        const first = offset
        cursor.open(bytes, at, end)
        while (cursor.next()) {
          if (cursor.offset >= first) values.push(readLogRecord(cursor).value ?? Buffer.alloc(0))
        }
        // A batch may have lost records, all of them too: it still says how far it reaches.
        offset = Math.max(offset, batchNextOffset(bytes, at))
        at = end
      }
    }
  }

  close(): void {
    this.#socket.destroy()
  }
}
