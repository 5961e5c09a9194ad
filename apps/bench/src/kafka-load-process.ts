/*
 * Kafka load generator: one process, one connection, pre-encoded requests, a window of requests in flight. Prints one
 * JSON object (see kafka-load.ts). Started by the bench on its own core.
 *
 *   node kafka-load-process.ts <produce|fetch> <port> <pid> <topic> <seconds> <record bytes> <batch bytes> <window>
 */
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { createApiCodec, createWireWriter, fetchApi, metadataApi, produceApi } from '@robustmq/codec-kafka'
import { BatchBuilder } from '@robustmq/record-batch'
import { cpuSecondsOf } from './machine.ts'

const PRODUCE_VERSION = 7
const FETCH_VERSION = 11
const METADATA_VERSION = 4
const WARM_UP_SECONDS = 1
const DRAIN_SECONDS = 20
const FETCH_BYTES = 1024 * 1024

const [mode = '', port = '', pid = '', topic = '', seconds = '', recordBytes = '', batchBytes = '', window = ''] = process.argv.slice(2)
const writer = createWireWriter()

interface Totals {
  records: number
  bytes: number
  requests: number
}

/** Splits responses by their length; hands over body positions. Chunks of one response are not joined: only its head is looked at. */
class ResponseReader {
  #left = 0
  #head: Buffer = Buffer.alloc(0)
  readonly #headBytes: number
  readonly #onHead: (head: Buffer, bytes: number) => void

  constructor(headBytes: number, onHead: (head: Buffer, bytes: number) => void) {
    this.#headBytes = headBytes
    this.#onHead = onHead
  }

  push(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#left > 0) {
        const skip = Math.min(this.#left, chunk.length - at)
        this.#left -= skip
        at += skip
        continue
      }
      const wanted = this.#head.length < 4 ? 4 : Math.min(this.#headBytes, 4 + this.#head.readInt32BE(0))
      const take = Math.min(wanted - this.#head.length, chunk.length - at)
      this.#head = Buffer.concat([this.#head, chunk.subarray(at, at + take)])
      at += take
      if (this.#head.length < 4) continue
      const length = this.#head.readInt32BE(0)
      if (this.#head.length < Math.min(this.#headBytes, 4 + length)) continue
      const head = this.#head
      this.#head = Buffer.alloc(0)
      this.#left = 4 + length - head.length
      this.#onHead(head, 4 + length)
    }
  }
}

function encodeBatch(): { readonly batch: Buffer; readonly records: number } {
  const size = Number(recordBytes)
  const value = Buffer.alloc(size, 'x')
  const builder = new BatchBuilder({ batchBytesMax: 2 * Number(batchBytes) + size + 1024 })
  const now = Date.now()
  builder.begin(now, 0)
  let records = 0
  do {
    builder.append(now, 0, null, 0, 0, value, 0, size, null)
    records++
  } while (builder.batchBytes + size <= Number(batchBytes) + size / 2)
  return { batch: builder.finish(), records }
}

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve(socket))
  })
}

function fail(message: string): never {
  process.stderr.write(`kafka-load: ${message}\n`)
  process.exit(1)
}

/** Makes the topic by asking for its metadata until it has a leader. */
async function makeTopic(socket: Socket): Promise<void> {
  const codec = createApiCodec(metadataApi)
  const request = Buffer.concat(codec.encodeRequest(writer, METADATA_VERSION, 1, 'bench', { topics: [{ name: topic }], allowAutoTopicCreation: true }))
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = await new Promise<Buffer>((resolve) => {
      let all = Buffer.alloc(0)
      const onData = (chunk: Buffer): void => {
        all = Buffer.concat([all, chunk])
        if (all.length < 4 || all.length < 4 + all.readInt32BE(0)) return
        socket.off('data', onData)
        resolve(all)
      }
      socket.on('data', onData)
      socket.write(request)
    })
    const decoded = codec.decodeResponse(METADATA_VERSION, answer, 4, answer.length)
    if (decoded.ok && decoded.value.topics.every((t) => t.errorCode === 0)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  fail('the topic was not made')
}

interface Meter {
  start(): void
  report(totals: Totals, extra: object): void
}

function createMeter(totals: Totals, latencies: number[]): Meter {
  let at = 0
  let cpu = 0
  let own = 0
  let from: Totals = { ...totals }
  return {
    start() {
      at = performance.now()
      cpu = cpuSecondsOf(Number(pid))
      own = process.cpuUsage().user + process.cpuUsage().system
      from = { ...totals }
      latencies.length = 0
    },
    report(now, extra) {
      const sorted = latencies.sort((a, b) => a - b)
      const pick = (share: number): number => (sorted[Math.floor(sorted.length * share)] ?? 0) * 1000
      const spent = process.cpuUsage().user + process.cpuUsage().system
      process.stdout.write(`${JSON.stringify({
        seconds: (performance.now() - at) / 1000, records: now.records - from.records, bytes: now.bytes - from.bytes,
        brokerCpuSeconds: cpuSecondsOf(Number(pid)) - cpu, loadCpuSeconds: (spent - own) / 1e6, p50Us: pick(0.5), p99Us: pick(0.99), ...extra,
      })}\n`)
    },
  }
}

/** Sends one pre-encoded batch again and again, `window` requests in flight, acks=all. */
async function produce(): Promise<void> {
  const socket = await open()
  await makeTopic(socket)
  const { batch, records } = encodeBatch()
  const request = Buffer.concat(createApiCodec(produceApi).encodeRequest(writer, PRODUCE_VERSION, 7, 'bench', {
    acks: -1, timeoutMs: 30_000, topicData: [{ name: topic, partitionData: [{ index: 0, records: [batch] }] }],
  }))
  const totals: Totals = { records: 0, bytes: 0, requests: 0 }
  const latencies: number[] = []
  const sentAt: number[] = []
  let sent = 0
  let stopping = false
  // correlation id, array count, name, array count, partition, error code
  const errorAt = 4 + 4 + 4 + 2 + Buffer.byteLength(topic) + 4 + 4
  const pump = (): void => {
    socket.cork()
    while (!stopping && sent - totals.requests < Number(window)) {
      sent++
      sentAt.push(performance.now())
      socket.write(request)
    }
    socket.uncork()
  }
  const reader = new ResponseReader(errorAt + 2, (head) => {
    if (head.readInt16BE(errorAt) !== 0) fail(`Produce was answered with error ${head.readInt16BE(errorAt)}`)
    totals.requests++
    totals.records += records
    totals.bytes += records * Number(recordBytes)
    latencies.push(performance.now() - (sentAt.shift() as number))
  })
  socket.on('data', (chunk) => {
    reader.push(chunk)
    pump()
  })
  socket.on('close', () => { if (!stopping) fail('the broker closed the connection') })
  pump()
  const meter = createMeter(totals, latencies)
  await new Promise((resolve) => setTimeout(resolve, WARM_UP_SECONDS * 1000))
  meter.start()
  await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000))
  const measured = { ...totals }
  const printed = await drainThen(() => sent === totals.requests, () => void (stopping = true), () => ({ totalRecords: totals.records }), meter, measured)
  if (!printed) fail('requests were not answered')
  socket.destroy()
}

/** The report is taken before the drain, its totals after it. */
async function drainThen(done: () => boolean, stop: () => void, totals: () => object, meter: Meter, measured: Totals): Promise<boolean> {
  const chunks: string[] = []
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = ((text: string) => { chunks.push(text); return true }) as typeof process.stdout.write
  meter.report(measured, {})
  process.stdout.write = write
  stop()
  for (const until = performance.now() + DRAIN_SECONDS * 1000; !done() && performance.now() < until; ) await new Promise((resolve) => setTimeout(resolve, 10))
  write(`${JSON.stringify({ ...(JSON.parse(chunks.join('')) as object), ...totals() })}\n`)
  return done()
}

/** Reads the topic from the beginning, over and over, one request in flight per connection of `window`. */
async function fetchAll(): Promise<void> {
  const totals: Totals = { records: 0, bytes: 0, requests: 0 }
  const latencies: number[] = []
  const codec = createApiCodec(fetchApi)
  const sockets: Socket[] = []
  let stopping = false
  for (let i = 0; i < Number(window); i++) {
    const socket = await open()
    sockets.push(socket)
    let offset = 0
    let sentAt = 0
    let pending: Buffer[] = []
    let pendingBytes = 0
    const ask = (): void => {
      sentAt = performance.now()
      for (const part of codec.encodeRequest(writer, FETCH_VERSION, 9, 'bench', {
        replicaId: -1, maxWaitMs: 100, minBytes: 1, maxBytes: FETCH_BYTES, isolationLevel: 0, sessionId: 0, sessionEpoch: -1,
        topics: [{ topic, partitions: [{ partition: 0, currentLeaderEpoch: -1, fetchOffset: offset, logStartOffset: -1, partitionMaxBytes: FETCH_BYTES }] }],
        forgottenTopicsData: [], rackId: '',
      })) socket.write(part)
    }
    socket.on('data', (chunk) => {
      pending.push(chunk)
      pendingBytes += chunk.length
      const first = pending[0] as Buffer
      if (first.length < 4 || pendingBytes < 4 + first.readInt32BE(0)) return
      const frame = pending.length === 1 ? first : Buffer.concat(pending)
      pending = []
      pendingBytes = 0
      const decoded = codec.decodeResponse(FETCH_VERSION, frame, 4, frame.length)
      if (!decoded.ok) fail('the Fetch response cannot be decoded')
      const partition = decoded.value.responses[0]?.partitions[0]
      if (partition === undefined || partition.errorCode !== 0) fail(`Fetch was answered with error ${String(partition?.errorCode)}`)
      let next = offset
      let records = 0
      for (const bytes of ([] as Buffer[]).concat(partition.records ?? [])) {
        for (let at = 0; at + 61 <= bytes.length && at + 12 + bytes.readInt32BE(at + 8) <= bytes.length; at += 12 + bytes.readInt32BE(at + 8)) {
          records += bytes.readInt32BE(at + 57)
          next = Number(bytes.readBigInt64BE(at)) + bytes.readInt32BE(at + 23) + 1
        }
      }
      totals.records += records
      totals.bytes += records * Number(recordBytes)
      latencies.push(performance.now() - sentAt)
      offset = records === 0 ? 0 : next
      if (!stopping) ask()
    })
    ask()
  }
  const meter = createMeter(totals, latencies)
  await new Promise((resolve) => setTimeout(resolve, WARM_UP_SECONDS * 1000))
  meter.start()
  await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000))
  meter.report(totals, { totalRecords: 0 })
  stopping = true
  for (const socket of sockets) socket.destroy()
}

await (mode === 'produce' ? produce() : fetchAll())
