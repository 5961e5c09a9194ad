/*
 * Cost of the skeleton around record batches: reading a Produce request with one 16 KiB batch (frame, header, body)
 * and writing a Fetch response with sixteen batches of 16 KiB. Prints one line of JSON per case.
 * Run: node packages/codec-kafka/bench/produce.bench.ts
 */
import { performance } from 'node:perf_hooks'
import { createApiCodec, createFrameReader, createWireWriter, decodeRequestHeader, fetchApi, produceApi } from '../src/index.ts'

const BATCH = Buffer.alloc(16 * 1024, 7)
const ROUNDS = 5
const ROUND_MS = 300

const writer = createWireWriter()
const produce = createApiCodec(produceApi)
const fetch = createApiCodec(fetchApi)
const reader = createFrameReader()
let sink = 0

function run(name: string, bytesPerCall: number, call: () => void): void {
  let best = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    let calls = 0
    const started = performance.now()
    while (performance.now() - started < ROUND_MS) {
      for (let i = 0; i < 1000; i++) call()
      calls += 1000
    }
    best = Math.min(best, ((performance.now() - started) * 1e6) / calls)
  }
  const line = { name, nsPerCall: Math.round(best), mbPerSecond: Math.round((bytesPerCall / best) * 1000) }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function produceCase(version: number): void {
  const topicData = [{ name: 'orders.created', partitionData: [{ index: 3, records: BATCH }] }]
  const frame = Buffer.concat(produce.encodeRequest(writer, version, 1, 'bench', { acks: -1, timeoutMs: 1500, topicData }))
  run(`produce v${version} decode, 1 batch of 16 KiB`, frame.length, () => {
    reader.push(frame)
    reader.next()
    const header = decodeRequestHeader(reader.bytes, reader.start, reader.end)
    const body = header.ok ? produce.decodeRequest(version, reader.bytes, header.bodyStart, reader.end) : header
    if (body.ok) sink += body.value.topicData.length
    reader.next()
  })
}

function fetchCase(version: number): void {
  const records = Array.from({ length: 16 }, () => BATCH)
  run(`fetch v${version} response encode, 16 batches of 16 KiB`, records.length * BATCH.length, () => {
    const partitions = [
      {
        partitionIndex: 3,
        errorCode: 0,
        highWatermark: 1000,
        lastStableOffset: 1000,
        logStartOffset: 0,
        abortedTransactions: null,
        preferredReadReplica: -1,
        records,
      },
    ]
    const value = { throttleTimeMs: 0, errorCode: 0, sessionId: 0, responses: [{ topic: 'orders.created', partitions }] }
    sink += fetch.encodeResponse(writer, version, 1, value).length
  })
}

function produceResponseCase(version: number): void {
  run(`produce v${version} response encode`, 0, () => {
    const partitionResponses = [{ index: 3, errorCode: 0, baseOffset: 5, logAppendTimeMs: -1, logStartOffset: 0 }]
    const value = { responses: [{ name: 'orders.created', partitionResponses }], throttleTimeMs: 0 }
    sink += produce.encodeResponse(writer, version, 1, value).length
  })
}

produceCase(7)
produceCase(9)
produceResponseCase(7)
fetchCase(11)
fetchCase(12)
if (sink === 0) throw new Error('nothing was done')
