import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BATCH_HEADER_BYTES, BATCH_OK, BatchBuilder, batchCodec, batchDeleteHorizon, batchLastOffsetDelta, batchLeaderEpoch, batchMaxTimestamp,
  batchProducerId, batchBaseSequence, BROKER_WRITTEN, checkBatch, emptyBatch, encodeHeaders, filterBatch, readLogRecord, RecordCursor,
  RECORDS_BAD_COMPRESSION, RECORDS_OK, sealBatch, setBatchBaseOffset, setBatchLeaderEpoch,
} from '../src/index.ts'
import type { LogRecord } from '../src/index.ts'

const NOW = 1_700_000_000_000
const RUNS = process.env['RECORD_BATCH_FULL'] === undefined ? 200 : 20_000
const compress = (codec: number, from: Uint8Array): Buffer => (codec === 1 ? gzipSync(from, { level: 1 }) : zstdCompressSync(from))
const tryDecompress = (codec: number, from: Uint8Array, start: number, end: number): Buffer =>
  (codec === 1 ? gunzipSync : zstdDecompressSync)(from.subarray(start, end))
const CHECK = { fromClient: false, batchBytesMax: 1 << 24 }

const bytes = fc.uint8Array({ maxLength: 90 }).map((b) => Buffer.from(b))
const record = fc.record({
  timestampMs: fc.oneof(fc.constant(NOW), fc.integer({ min: NOW - 2 ** 35, max: NOW + 2 ** 35 })),
  attributes: fc.integer({ min: 0, max: 7 }),
  key: fc.option(bytes, { nil: null }),
  value: fc.option(bytes, { nil: null }),
  headers: fc.array(fc.tuple(fc.string({ maxLength: 5 }), fc.option(bytes, { nil: null })), { maxLength: 2 }),
  keep: fc.boolean(),
})
type Sample = typeof record extends fc.Arbitrary<infer T> ? T : never

function build(records: readonly Sample[], codec: number): Buffer {
  const builder = new BatchBuilder()
  builder.begin(NOW, BROKER_WRITTEN)
  builder.setProducer(7, 1, 100)
  for (const r of records) {
    builder.append(r.timestampMs, r.attributes, r.key, 0, r.key?.length ?? 0, r.value, 0, r.value?.length ?? 0, encodeHeaders(r.headers))
  }
  let batch = builder.finish()
  if (codec !== 0) {
    batch = Buffer.concat([batch.subarray(0, BATCH_HEADER_BYTES), compress(codec, batch.subarray(BATCH_HEADER_BYTES))])
    batch.writeInt32BE(batch.length - 12, 8)
    batch.writeInt16BE(batch.readInt16BE(21) | codec, 21)
    sealBatch(batch, 0, batch.length)
  }
  setBatchBaseOffset(batch, 0, 1000)
  setBatchLeaderEpoch(batch, 0, 3)
  return batch
}

function readAll(batch: Buffer): LogRecord[] {
  const cursor = new RecordCursor()
  cursor.open(batch, 0, batch.length, tryDecompress)
  const records: LogRecord[] = []
  while (cursor.next()) records.push(readLogRecord(cursor))
  expect(cursor.failure).toBe(RECORDS_OK)
  return records
}

describe('taking records out of a batch', () => {
  it('keeps every other record with its offset, for any choice, codec and horizon', () => {
    const property = fc.property(
      fc.array(record, { minLength: 1, maxLength: 60 }), fc.constantFrom(0, 1, 4), fc.boolean(), fc.boolean(),
      fc.option(fc.integer({ min: NOW - 2 ** 33, max: NOW + 2 ** 40 }), { nil: null }),
      (records, codec, packs, keepEmpty, deleteHorizonMs) => {
        const batch = build(records, codec)
        const before = Buffer.from(batch)
        const result = filterBatch(batch, (cursor) => (records[cursor.offset - 1000] as Sample).keep, {
          decompress: tryDecompress, compress: packs ? compress : null, keepEmpty, deleteHorizonMs,
        })
        expect(batch.equals(before)).toBe(true)
        const expected = readAll(batch).filter((_, i) => (records[i] as Sample).keep)
        expect([result.failure, result.kept, result.removed]).toEqual([RECORDS_OK, expected.length, records.length - expected.length])
        if (expected.length === 0 && !keepEmpty) {
          expect(result.batch).toBe(null)
          return
        }
        const kept = result.batch as Buffer
        expect(checkBatch(kept, 0, kept.length, CHECK)).toBe(BATCH_OK)
        expect(readAll(kept)).toEqual(expected)
        expect(batchLastOffsetDelta(kept, 0)).toBe(records.length - 1)
        expect([batchProducerId(kept, 0), batchBaseSequence(kept, 0), batchLeaderEpoch(kept, 0)]).toEqual([7, 100, 3])
        if (expected.length > 0) expect(batchMaxTimestamp(kept, 0)).toBe(Math.max(...expected.map((r) => r.timestampMs)))
        const horizon = deleteHorizonMs !== null && expected.some((r) => r.value === null) ? deleteHorizonMs : null
        expect(batchDeleteHorizon(kept, 0)).toBe(horizon)
        if (expected.length === records.length && horizon === null) expect(kept).toBe(batch)
        else if (codec !== 0 && !packs) expect(batchCodec(kept, 0)).toBe(0)
      },
    )
    fc.assert(property, { numRuns: RUNS })
  })

  it('again and again gives what once gives', () => {
    const property = fc.property(fc.array(record, { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 0xffffff }), (records, mask) => {
      const options = { decompress: null, keepEmpty: true }
      const keeps = (offset: number): boolean => ((mask >>> ((offset - 1000) % 24)) & 1) === 1
      let step = build(records, 0)
      const once = filterBatch(step, (cursor) => keeps(cursor.offset), options).batch as Buffer
      for (let i = 0; i < records.length; i++) step = filterBatch(step, (c) => c.offset !== 1000 + i || keeps(c.offset), options).batch as Buffer
      expect(readAll(step)).toEqual(readAll(once))
    })
    fc.assert(property, { numRuns: RUNS })
  })

  it('a horizon stays once it is set', () => {
    const options = { decompress: null, keepEmpty: true }
    const sample: Sample = { timestampMs: NOW, attributes: 0, key: Buffer.from('k'), value: null, headers: [], keep: true }
    const first = filterBatch(build([sample, sample], 0), () => true, { ...options, deleteHorizonMs: NOW + 5 }).batch as Buffer
    const second = filterBatch(first, (cursor) => cursor.offset === 1001, { ...options, deleteHorizonMs: NOW + 50 }).batch as Buffer
    expect(batchDeleteHorizon(second, 0)).toBe(NOW + 5)
    expect(readAll(second).map((r) => [r.offset, r.timestampMs])).toEqual([[1001, NOW]])
  })

  it('a batch that cannot be read is given back with the reason', () => {
    const sample: Sample = { timestampMs: NOW, attributes: 0, key: null, value: Buffer.from('v'), headers: [], keep: true }
    const batch = build([sample], 1)
    expect(filterBatch(batch, () => false, { decompress: null, keepEmpty: false })).toMatchObject({ batch, failure: RECORDS_BAD_COMPRESSION })
    const torn = build([sample, sample], 0)
    torn[BATCH_HEADER_BYTES] = 0x7e
    const result = filterBatch(torn, () => false, { decompress: null, keepEmpty: false })
    expect(result.batch).toBe(torn)
    expect(result.failure).not.toBe(RECORDS_OK)
  })

  it('an empty batch stands for its offsets', () => {
    const batch = emptyBatch(5, 105, NOW)
    expect(checkBatch(batch, 0, batch.length, CHECK)).toBe(BATCH_OK)
    expect([batchLastOffsetDelta(batch, 0), readAll(batch).length]).toEqual([99, 0])
  })
})
