import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BATCH_OK,
  BatchBuilder,
  BROKER_WRITTEN,
  checkBatch,
  createBatchBuilderPool,
  encodeHeaders,
  isHeaderName,
  readLogRecord,
  RECORD_DELIVERY_MASK,
  RECORD_RETAINED,
  RecordCursor,
  RECORDS_BAD_BATCH,
  RECORDS_BAD_COMPRESSION,
  RECORDS_BAD_FIELD,
  RECORDS_OK,
  RECORDS_TRAILING_BYTES,
  sealBatch,
  setBatchBaseOffset,
  sizeOfHeaders,
} from '../src/index.ts'
import type { LogRecord, RecordHeader } from '../src/index.ts'

const NOW = 1_700_000_000_000
const RUNS = process.env['RECORD_BATCH_FULL'] === undefined ? 200 : 20_000

const bytes = fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ minLength: 120, maxLength: 300 })).map((b) => Buffer.from(b))
const header: fc.Arbitrary<RecordHeader> = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.option(bytes, { nil: null }))
const record = fc.record({
  timestampMs: fc.oneof(fc.constant(NOW), fc.integer({ min: NOW - 2 ** 35, max: NOW + 2 ** 35 })),
  attributes: fc.integer({ min: 0, max: 7 }),
  key: fc.option(bytes, { nil: null }),
  value: fc.option(bytes, { nil: null }),
  headers: fc.array(header, { maxLength: 4 }),
})

function readAll(batch: Buffer): LogRecord[] {
  const cursor = new RecordCursor()
  cursor.open(batch, 0, batch.length)
  const records: LogRecord[] = []
  while (cursor.next()) records.push(readLogRecord(cursor))
  expect(cursor.failure).toBe(RECORDS_OK)
  return records
}

describe('builder and cursor', () => {
  it('give back every record that was put in', () => {
    const builder = new BatchBuilder()
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 80 }), (records) => {
        builder.begin(NOW, BROKER_WRITTEN)
        for (const r of records) {
          const block = r.headers.length === 0 ? null : encodeHeaders(r.headers)
          expect(block === null || block.length === sizeOfHeaders(r.headers)).toBe(true)
          const keyEnd = r.key?.length ?? 0
          const valueEnd = r.value?.length ?? 0
          expect(builder.append(r.timestampMs, r.attributes, r.key, 0, keyEnd, r.value, 0, valueEnd, block)).toBe(true)
        }
        const batch = builder.finish()
        setBatchBaseOffset(batch, 0, 100)
        expect(checkBatch(batch, 0, batch.length, { fromClient: false, batchBytesMax: 1 << 20 })).toBe(BATCH_OK)
        expect(readAll(batch)).toEqual(
          records.map((r, i) => ({ offset: 100 + i, timestampMs: r.timestampMs, key: r.key, value: r.value, headers: r.headers })),
        )
      }),
      { numRuns: RUNS },
    )
  })

  it('the three ways to append make the same bytes', () => {
    const source = Buffer.from(Array.from({ length: 4096 }, (_, i) => i & 0xff))
    const lengths = [0, 1, 31, 32, 33, 63, 64, 100, 1000, 16]
    const starts = Int32Array.from(lengths, (_, i) => i * 11)
    const ends = Int32Array.from(lengths, (length, i) => i * 11 + length)
    for (const delta of [0, 5, -70, 2 ** 33]) {
      const build = (append: (builder: BatchBuilder) => void): Buffer => {
        const builder = new BatchBuilder()
        builder.begin(NOW, 0)
        for (let round = 0; round < 20; round++) append(builder)
        return builder.finish()
      }
      const each = build((b) => lengths.forEach((_, i) => b.append(NOW + delta, 6, null, 0, 0, source, starts[i]!, ends[i]!, null)))
      expect(build((b) => lengths.forEach((_, i) => b.appendValue(NOW + delta, 6, source, starts[i]!, ends[i]!)))).toEqual(each)
      expect(build((b) => b.appendValues(source, starts, ends, 0, lengths.length, NOW + delta, 6, null))).toEqual(each)
      const shared = encodeHeaders([['name', Buffer.alloc(40, 1)]])
      const one = build((b) => lengths.forEach((_, i) => b.append(NOW + delta, 6, null, 0, 0, source, starts[i]!, ends[i]!, shared)))
      expect(build((b) => b.appendValues(source, starts, ends, 0, lengths.length, NOW + delta, 6, shared))).toEqual(one)
    }
  })

  it('take plain Uint8Arrays of any length', () => {
    const value = new Uint8Array(500).fill(3)
    const builder = new BatchBuilder()
    builder.begin(NOW, 0)
    expect(builder.append(NOW, 0, value, 0, 500, value, 0, 500, new Uint8Array(encodeHeaders([['h', value]])))).toBe(true)
    expect(readAll(builder.finish())[0]?.value?.equals(value)).toBe(true)
  })

  it('a header section read can be written again as it is, and headers can be walked twice', () => {
    const headers: RecordHeader[] = [
      ['a', Buffer.from('1')],
      ['a', null],
      ['b', Buffer.alloc(0)],
    ]
    const builder = new BatchBuilder()
    builder.begin(NOW, 0)
    builder.append(NOW, 0, null, 0, 0, null, 0, 0, encodeHeaders(headers))
    const batch = builder.finish()
    const cursor = new RecordCursor()
    cursor.open(batch, 0, batch.length)
    expect(cursor.next()).toBe(true)
    expect(batch.subarray(cursor.headersStart, cursor.headersEnd)).toEqual(encodeHeaders(headers))
    expect(cursor.headerCount).toBe(3)
    expect(cursor.nextHeader()).toBe(true)
    expect(isHeaderName(cursor, Buffer.from('a'))).toBe(true)
    expect(isHeaderName(cursor, Buffer.from('ab'))).toBe(false)
    expect(readLogRecord(cursor).headers).toEqual(headers)
    expect(readLogRecord(cursor).headers).toEqual(headers)
  })

  it('trusts record attributes only where the broker wrote the batch', () => {
    for (const [bits, expected] of [
      [BROKER_WRITTEN, RECORD_RETAINED | (2 & RECORD_DELIVERY_MASK)],
      [0, 0],
    ] as const) {
      const builder = new BatchBuilder()
      builder.begin(NOW, bits)
      builder.appendValue(NOW, RECORD_RETAINED | 2, Buffer.from('x'), 0, 1)
      const batch = builder.finish()
      const cursor = new RecordCursor()
      cursor.open(batch, 0, batch.length)
      cursor.next()
      expect(cursor.attributes).toBe(expected)
    }
  })
})

describe('bounds of the builder', () => {
  const byteBounds = fc.integer({ min: 120, max: 9000 })
  const countBounds = fc.integer({ min: 1, max: 50 })

  it('a batch is never larger than its bound and nothing is lost on the way', () => {
    fc.assert(
      fc.property(byteBounds, countBounds, fc.array(bytes, { minLength: 1, maxLength: 60 }), (max, count, values) => {
        const builder = new BatchBuilder({ batchBytesMax: max, batchRecordsMax: count, chunkBytes: 256 })
        const batches: Buffer[] = []
        const taken: Buffer[] = []
        builder.begin(NOW, 0)
        for (const value of values) {
          let fits = builder.appendValue(NOW, 0, value, 0, value.length)
          if (!fits && builder.recordCount > 0) {
            batches.push(builder.finish())
            builder.begin(NOW, 0)
            fits = builder.appendValue(NOW, 0, value, 0, value.length)
          }
          if (fits) taken.push(value)
          else expect(61 + value.length + 12).toBeGreaterThan(max)
        }
        if (builder.recordCount > 0) batches.push(builder.finish())
        const read = batches.flatMap((batch) => {
          expect(batch.length).toBeLessThanOrEqual(max)
          const records = readAll(batch)
          expect(records.length).toBeLessThanOrEqual(count)
          return records.map((r) => r.value)
        })
        expect(read).toEqual(taken)
      }),
      { numRuns: RUNS },
    )
  })

  it('a run is taken up to the bound and continues where it stopped', () => {
    const builder = new BatchBuilder({ batchRecordsMax: 7 })
    const source = Buffer.from('0123456789abcdefghij')
    const starts = Int32Array.from({ length: 20 }, (_, i) => i)
    const ends = Int32Array.from({ length: 20 }, (_, i) => i + 1)
    let text = ''
    for (let from = 0; from < 20; ) {
      builder.begin(NOW, 0)
      from += builder.appendValues(source, starts, ends, from, 20 - from, NOW, 0, null)
      for (const r of readAll(builder.finish())) text += r.value?.toString()
    }
    expect(text).toBe(source.toString())
  })

  it('finished batches stay as they are while the builder goes on, at every place in a chunk', () => {
    const builder = new BatchBuilder({ chunkBytes: 1000 })
    const batches: Buffer[] = []
    const copies: Buffer[] = []
    for (let i = 0; i < 300; i++) {
      builder.begin(NOW, 0)
      for (let n = 0; n < 1 + (i % 5); n++) builder.appendValue(NOW, 0, Buffer.alloc((i * 37) % 700, i), 0, (i * 37) % 700)
      if (i % 11 === 0) continue
      batches.push(builder.finish())
      copies.push(Buffer.from(batches.at(-1)!))
    }
    batches.forEach((batch, i) => expect(batch.equals(copies[i]!)).toBe(true))
    batches.forEach((batch) => readAll(batch))
  })

  it('an exact fit is taken and one byte more is not', () => {
    for (const valueBytes of [10, 100, 5000]) {
      const value = Buffer.alloc(valueBytes)
      const probe = new BatchBuilder()
      probe.begin(NOW, 0)
      probe.appendValue(NOW, 0, value, 0, valueBytes)
      const size = probe.finish().length
      for (const [bound, fits] of [
        [size, true],
        [size - 1, false],
      ] as const) {
        const builder = new BatchBuilder({ batchBytesMax: bound })
        builder.begin(NOW, 0)
        expect(builder.appendValue(NOW, 0, value, 0, valueBytes)).toBe(fits)
        expect(builder.append(NOW, 0, null, 0, 0, value, 0, valueBytes, null)).toBe(false)
      }
    }
  })

  it('a builder given back is used again without its batch', () => {
    const pool = createBatchBuilderPool({ idleCountMax: 1 })
    const builder = pool.acquire()
    builder.begin(NOW, 0)
    builder.appendValue(NOW, 0, Buffer.from('first'), 0, 5)
    const first = builder.finish()
    const kept = Buffer.from(first)
    builder.begin(NOW, 0)
    builder.appendValue(NOW, 0, Buffer.from('other'), 0, 5)
    pool.release(builder)
    expect(pool.acquire()).toBe(builder)
    expect(builder.recordCount).toBe(0)
    expect(first).toEqual(kept)
    expect(() => builder.finish()).toThrow('finish() without records')
    expect(() => builder.appendValue(NOW, 0, Buffer.alloc(1), 0, 1)).toThrow('append before begin()')
  })
})

/** Seeded, so that a failure can be repeated (mulberry32). */
function randomOf(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function sample(): Buffer {
  const builder = new BatchBuilder()
  const block = encodeHeaders([
    ['name', Buffer.from('value')],
    ['none', null],
  ])
  builder.begin(NOW, BROKER_WRITTEN)
  for (let i = 0; i < 5; i++) {
    const value = i === 3 ? null : Buffer.alloc(i * 50, i)
    builder.append(NOW + i * 90, 1, Buffer.from(`key${i}`), 0, 4, value, 0, value?.length ?? 0, i === 2 ? null : block)
  }
  return builder.finish()
}

/** Walks everything and asserts that each position lies in `[start, end)`; returns the failure. */
function walk(cursor: RecordCursor, batch: Buffer, start: number, end: number): number {
  if (!cursor.open(batch, start, end)) return cursor.failure
  let records = 0
  while (cursor.next()) {
    records++
    for (const [from, to] of [
      [cursor.keyStart, cursor.keyEnd],
      [cursor.valueStart, cursor.valueEnd],
      [cursor.headersStart, cursor.headersEnd],
    ] as const) {
      if (from === -1 && to === -1) continue
      if (from < start + 61 || to < from || to > end) throw new Error(`record ${records}: [${from}, ${to}) outside [${start}, ${end})`)
    }
    let headers = 0
    while (cursor.nextHeader()) {
      headers++
      if (cursor.headerNameStart < cursor.headersStart || cursor.headerNameEnd > end) throw new Error('header name outside')
      if (cursor.headerValueStart !== -1 && cursor.headerValueEnd > cursor.headersEnd) throw new Error('header value outside')
    }
    if (headers !== cursor.headerCount) throw new Error('header count')
  }
  return cursor.failure
}

describe('malformed records', () => {
  it('a records section cut at every length is a failure, never a read past the end', () => {
    const batch = sample()
    const cursor = new RecordCursor()
    expect(walk(cursor, batch, 0, batch.length)).toBe(RECORDS_OK)
    for (let length = 0; length < batch.length; length++) {
      expect(walk(cursor, batch, 0, length)).toBe(RECORDS_BAD_BATCH)
      const cut = Buffer.from(batch)
      if (length < 61) continue
      cut.writeInt32BE(length - 12, 8)
      expect(walk(cursor, cut, 0, length), `length ${length}`).not.toBe(RECORDS_OK)
    }
  })

  it('a value that reaches past its own record is a failure, even inside the batch', () => {
    const builder = new BatchBuilder()
    builder.begin(NOW, 0)
    builder.appendValue(NOW, 0, Buffer.alloc(4), 0, 4)
    builder.appendValue(NOW, 0, Buffer.alloc(20), 0, 20)
    const batch = builder.finish()
    expect(batch[61 + 5]).toBe(8)
    batch[61 + 5] = 12
    expect(walk(new RecordCursor(), batch, 0, batch.length)).toBe(RECORDS_BAD_FIELD)
  })

  it('bytes after the last record are a failure', () => {
    const batch = Buffer.concat([sample(), Buffer.of(0)])
    batch.writeInt32BE(batch.length - 12, 8)
    expect(walk(new RecordCursor(), batch, 0, batch.length)).toBe(RECORDS_TRAILING_BYTES)
  })

  it('random damage with a repaired CRC is read within bounds or refused', () => {
    const seed = Number(process.env['FUZZ_SEED'] ?? 20261122)
    const random = randomOf(seed)
    const original = sample()
    const cursor = new RecordCursor()
    // Guard bytes on both sides: positions are asserted to stay between them.
    const framed = Buffer.alloc(original.length + 128, 0xff)
    const rounds = RUNS * 250
    let refused = 0
    for (let round = 0; round < rounds; round++) {
      original.copy(framed, 64)
      for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
        const at = 64 + 61 + Math.floor(random() * (original.length - 61))
        framed[at] = random() < 0.3 ? ([0, 1, 0x7f, 0x80, 0xff][Math.floor(random() * 5)] as number) : Math.floor(random() * 256)
      }
      if (round % 16 === 0) framed.writeInt32BE(Math.floor(random() * 9), 64 + 57)
      sealBatch(framed, 64, 64 + original.length)
      try {
        if (walk(cursor, framed, 64, 64 + original.length) !== RECORDS_OK) refused++
      } catch (cause) {
        throw new Error(`FUZZ_SEED=${seed} round ${round}`, { cause })
      }
    }
    expect(refused).toBeGreaterThan(rounds / 10)
  })
})

describe('compressed batches', () => {
  const plain = sample()
  const packed = Buffer.from(plain)
  packed[22] = 4
  sealBatch(packed, 0, packed.length)

  it('are read through the port, which is told the codec and the bound', () => {
    const cursor = new RecordCursor()
    const calls: unknown[] = []
    const opened = cursor.open(
      packed,
      0,
      packed.length,
      (codec, bytes, start, end, bytesMax) => {
        calls.push([codec, start, end, bytesMax])
        return Buffer.from(bytes.subarray(start, end))
      },
      5000,
    )
    expect(opened).toBe(true)
    expect(calls).toEqual([[4, 61, packed.length, 5000]])
    let count = 0
    while (cursor.next()) count++
    expect([count, cursor.failure]).toEqual([5, RECORDS_OK])
    expect(cursor.buffer).not.toBe(packed)
  })

  it('are refused without a port, when the port refuses, and when it gives more than the bound', () => {
    const cursor = new RecordCursor()
    expect([cursor.open(packed, 0, packed.length), cursor.failure, cursor.next()]).toEqual([false, RECORDS_BAD_COMPRESSION, false])
    expect(cursor.open(packed, 0, packed.length, () => null)).toBe(false)
    expect(cursor.open(packed, 0, packed.length, () => Buffer.alloc(101), 100)).toBe(false)
    expect(cursor.failure).toBe(RECORDS_BAD_COMPRESSION)
  })
})
