import { BATCH_OK, BatchBuilder, BatchCursor, batchNextOffset, BROKER_WRITTEN, checkBatch, encodeHeaders, MAY_EXPIRE, RecordCursor, setBatchBaseOffset } from '@robustmq/record-batch'
import { describe, expect, it } from 'vitest'
import { createExpiryFilter, NEVER, ownExpiry } from '../src/index.ts'

const NOW = 1_700_000_000_000

interface Wanted {
  readonly value: string
  readonly expiresAtMs?: number
  readonly timestampMs?: number
}

function batchOf(baseOffset: number, records: readonly Wanted[], attributes: number = BROKER_WRITTEN | MAY_EXPIRE): Buffer {
  const builder = new BatchBuilder()
  builder.begin(NOW, attributes)
  for (const { value, expiresAtMs, timestampMs } of records) {
    const headers = expiresAtMs === undefined ? null : encodeHeaders([['a', Buffer.from('b')], ['rmq.expires-at', Buffer.from(String(expiresAtMs))]])
    builder.append(timestampMs ?? NOW, 0, null, 0, 0, Buffer.from(value), 0, value.length, headers)
  }
  const batch = builder.finish()
  setBatchBaseOffset(batch, 0, baseOffset)
  return batch
}

function filtered(chunks: readonly Buffer[], ttlMs: number, nowMs: number, filter = createExpiryFilter({}, { decompress: () => null })) {
  const { chunks: live, bytes, spent } = filter.apply(chunks, Buffer.concat(chunks).length, ttlMs, nowMs)
  expect(bytes).toBe(Buffer.concat(live).length)
  return { live, spent }
}

/** `offset:value` of every record; every batch must be well formed. */
function recordsOf(chunks: readonly Buffer[]): string[] {
  const found: string[] = []
  const batches = new BatchCursor()
  const cursor = new RecordCursor()
  for (const chunk of chunks) {
    batches.open(chunk, 0, chunk.length)
    while (batches.next()) {
      expect(checkBatch(chunk, batches.start, batches.end, { fromClient: false, batchBytesMax: 1 << 20 })).toBe(BATCH_OK)
      expect(cursor.open(chunk, batches.start, batches.end)).toBe(true)
      while (cursor.next()) found.push(`${cursor.offset}:${Buffer.from(cursor.buffer).toString('utf8', cursor.valueStart, cursor.valueEnd)}`)
      expect(cursor.failure).toBe(0)
    }
    expect(batches.truncated).toBe(false)
  }
  return found
}

describe('a filter of what is fetched', () => {
  it('gives back the very same chunks while nothing has expired', () => {
    const chunks = [batchOf(0, [{ value: 'a', expiresAtMs: NOW + 10 }]), batchOf(1, [{ value: 'b' }], BROKER_WRITTEN)]
    expect(filtered(chunks, 0, NOW).live).toBe(chunks)
    expect(filtered(chunks, 1000, NOW).live).toBe(chunks)
  })

  it('rewrites only batches with expired records, offsets kept, at the millisecond', () => {
    const mixed = batchOf(10, [{ value: 'a', expiresAtMs: NOW + 10 }, { value: 'b' }, { value: 'c', expiresAtMs: NOW + 20 }, { value: 'd' }])
    const plain = batchOf(14, [{ value: 'e' }], BROKER_WRITTEN)
    const chunk = Buffer.concat([mixed, plain])
    const filter = createExpiryFilter({}, { decompress: () => null })
    expect(recordsOf(filtered([chunk], 0, NOW + 9, filter).live)).toEqual(['10:a', '11:b', '12:c', '13:d', '14:e'])
    const one = filtered([chunk], 0, NOW + 10, filter).live
    expect(recordsOf(one)).toEqual(['11:b', '12:c', '13:d', '14:e'])
    expect(batchNextOffset(one[0] as Buffer, 0)).toBe(14)
    expect(Buffer.concat(one).subarray(-plain.length).equals(plain)).toBe(true)
    expect(recordsOf(filtered([chunk], 0, NOW + 20, filter).live)).toEqual(['11:b', '13:d', '14:e'])
  })

  it('leaves out batches of which nothing is left, but the last one, so that the reader gets on', () => {
    const gone = batchOf(0, [{ value: 'a', expiresAtMs: NOW }, { value: 'b', expiresAtMs: NOW - 5 }])
    const live = batchOf(2, [{ value: 'c' }])
    expect(recordsOf(filtered([gone, live], 0, NOW).live)).toEqual(['2:c'])
    const { live: rest, spent } = filtered([gone, batchOf(2, [{ value: 'z', expiresAtMs: 1 }])], 0, NOW)
    expect(spent).toBe(true)
    expect(recordsOf(rest)).toEqual([])
    expect(rest.map((batch) => [batch.length, batchNextOffset(batch, 0)])).toEqual([[61, 3]])
  })

  it('counts the time to live of the topic from each record, also where times do not rise, and in batches of clients', () => {
    const batch = batchOf(0, [{ value: 'a', timestampMs: NOW }, { value: 'b', timestampMs: NOW - 500 }, { value: 'c', timestampMs: NOW + 100 }], 0)
    const filter = createExpiryFilter({}, { decompress: () => null })
    expect(recordsOf(filtered([batch], 1000, NOW + 499, filter).live)).toEqual(['0:a', '1:b', '2:c'])
    expect(recordsOf(filtered([batch], 1000, NOW + 500, filter).live)).toEqual(['0:a', '2:c'])
    expect(recordsOf(filtered([batch], 1000, NOW + 1000, filter).live)).toEqual(['2:c'])
    expect(filtered([batch], 1000, NOW + 1100, filter).spent).toBe(true)
    expect(filtered([batch], 0, NOW + 1100, filter).live).toEqual([batch])
  })

  it('does not believe an end of life that a client wrote', () => {
    const forged = batchOf(0, [{ value: 'a', expiresAtMs: 1 }], 0)
    expect(recordsOf(filtered([forged], 0, NOW).live)).toEqual(['0:a'])
    expect(recordsOf(filtered([forged], 10, NOW).live)).toEqual(['0:a'])
  })

  it('rewrites a compressed batch uncompressed; one that cannot be unpacked goes out as it is', () => {
    const plain = batchOf(5, [{ value: 'a', timestampMs: NOW - 10 }, { value: 'b' }], 0)
    const packed = Buffer.from(plain)
    packed.writeInt16BE(1, 21)
    const unpack = createExpiryFilter({}, { decompress: (_codec, bytes, start, end) => Buffer.from(bytes.subarray(start, end)) })
    expect(recordsOf(filtered([packed], 10, NOW, unpack).live)).toEqual(['6:b'])
    const chunks = [packed]
    expect(filtered(chunks, 10, NOW).live).toBe(chunks)
  })

  it('never drops markers of transactions', () => {
    const marker = batchOf(0, [{ value: 'x', timestampMs: NOW - 100 }], 0x20)
    const chunks = [marker]
    expect(filtered(chunks, 10, NOW).live).toBe(chunks)
  })

  it('remembers more batches than it has slots for without mixing them up', () => {
    const filter = createExpiryFilter({ rememberedBatches: 4 }, { decompress: () => null })
    const chunks = Array.from({ length: 64 }, (_, i) => batchOf(i, [{ value: String(i), expiresAtMs: NOW + i }]))
    for (let round = 0; round < 3; round++) expect(recordsOf(filtered(chunks, 0, NOW + 31, filter).live)).toHaveLength(32)
  })
})

it.each([['12', 12], ['', NEVER], ['1x', NEVER], ['-5', NEVER], ['12345678901234567', NEVER]] as const)('an end of life of %j is %d', (text, ms) => {
  const builder = new BatchBuilder()
  builder.begin(0, BROKER_WRITTEN)
  builder.append(0, 0, null, 0, 0, Buffer.from('v'), 0, 1, encodeHeaders([['rmq.expires-at', Buffer.from(text)]]))
  const batch = builder.finish()
  const cursor = new RecordCursor()
  cursor.open(batch, 0, batch.length)
  cursor.next()
  expect(ownExpiry(cursor)).toBe(ms)
})
