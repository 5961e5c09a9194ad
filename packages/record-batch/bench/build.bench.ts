/**
 * Cost of building batches in CPU time (best of five rounds), CRC included.
 * `node packages/record-batch/bench/build.bench.ts`; prints JSON lines.
 */
import { BatchBuilder, BROKER_WRITTEN, checkBatch, encodeHeaders, RecordCursor } from '../src/index.ts'

const RECORDS = 2_000_000
const ROUNDS = 5
const source = Buffer.alloc(64 * 1024, 0x61)
const headerBlock = encodeHeaders([['a', Buffer.from('abc')]])
const starts = new Int32Array(512)
const ends = new Int32Array(512)
const now = 1_700_000_000_000
let sink = 0

type Method = 'append' | 'appendValue' | 'appendValues'

function build(builder: BatchBuilder, method: Method, perBatch: number, valueBytes: number): void {
  for (let i = 0; i < 512; i++) {
    starts[i] = (i * 20) % 32768
    ends[i] = (starts[i] as number) + valueBytes
  }
  for (let done = 0; done < RECORDS; done += perBatch) {
    builder.begin(now, BROKER_WRITTEN)
    if (method === 'appendValues') {
      builder.appendValues(source, starts, ends, 0, perBatch, now, 1, headerBlock)
    } else {
      for (let i = 0; i < perBatch; i++) {
        const start = starts[i] as number
        if (method === 'append') builder.append(now, 1, null, 0, 0, source, start, start + valueBytes, headerBlock)
        else builder.appendValue(now, 1, source, start, start + valueBytes)
      }
    }
    sink += builder.finish().length
  }
}

function best(run: () => void): number {
  run()
  let ns = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const started = process.cpuUsage()
    run()
    const used = process.cpuUsage(started)
    ns = Math.min(ns, (used.user + used.system) * 1000)
  }
  return Math.round((ns / RECORDS) * 10) / 10
}

const builder = new BatchBuilder()
for (const method of ['append', 'appendValue', 'appendValues'] as const) {
  for (const perBatch of [1, 8, 64, 512]) {
    const nsPerRecord = best(() => build(builder, method, perBatch, 16))
    console.log(JSON.stringify({ scenario: 'build', method, perBatch, valueBytes: 16, nsPerRecord }))
  }
}

builder.begin(now, BROKER_WRITTEN)
for (let i = 0; i < 64; i++) builder.append(now, 1, null, 0, 0, source, i, i + 16, headerBlock)
const batch = builder.finish()
const cursor = new RecordCursor()
const walk = best(() => {
  for (let done = 0; done < RECORDS; done += 64) {
    cursor.open(batch, 0, batch.length)
    while (cursor.next()) sink += cursor.valueEnd
  }
})
console.log(JSON.stringify({ scenario: 'walk', perBatch: 64, valueBytes: 16, nsPerRecord: walk }))
const options = { fromClient: false, batchBytesMax: 1 << 20 }
const check = best(() => {
  for (let done = 0; done < RECORDS; done += 64) sink += checkBatch(batch, 0, batch.length, options)
})
console.log(JSON.stringify({ scenario: 'check', perBatch: 64, batchBytes: batch.length, nsPerRecord: check }))
if (sink === 0) throw new Error('nothing was built')
