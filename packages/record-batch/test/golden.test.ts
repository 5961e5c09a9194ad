import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  BATCH_BAD_CRC,
  BATCH_OK,
  batchBaseOffset,
  batchBaseSequence,
  batchLastOffsetDelta,
  batchMaxTimestamp,
  batchProducerEpoch,
  batchProducerId,
  batchRecordCount,
  checkBatch,
  readLogRecord,
  RecordCursor,
  RECORDS_OK,
} from '../src/index.ts'

interface Encoded {
  readonly buffer: Buffer
}
const require = createRequire(import.meta.url)
const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0') as { RecordBatch: (fields: object) => Promise<Encoded> }
const encodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (fields: object) => Encoded

const OPTIONS = { fromClient: true, batchBytesMax: 1 << 20 }

async function foreignBatch(compression = 0): Promise<Buffer> {
  const encoded = await RecordBatch({
    compression,
    firstOffset: 0,
    firstTimestamp: 1_700_000_000_000,
    maxTimestamp: 1_700_000_000_500,
    lastOffsetDelta: 2,
    producerId: 4711,
    producerEpoch: 3,
    firstSequence: 17,
    records: [
      encodeRecord({ key: Buffer.from('k'), value: Buffer.from('v'), headers: { h1: Buffer.from('x') } }),
      encodeRecord({ offsetDelta: 1, timestampDelta: 250, key: null, value: Buffer.alloc(300, 7), headers: {} }),
      encodeRecord({
        offsetDelta: 2,
        timestampDelta: 500,
        key: Buffer.from('gone'),
        value: null,
        headers: { a: Buffer.from(''), b: Buffer.from('ü') },
      }),
    ],
  })
  return encoded.buffer
}

describe('a batch encoded by another implementation', () => {
  it('passes every check and gives its fields and records', async () => {
    const bytes = await foreignBatch()
    expect(checkBatch(bytes, 0, bytes.length, OPTIONS)).toBe(BATCH_OK)
    expect(batchBaseOffset(bytes, 0)).toBe(0)
    expect(batchLastOffsetDelta(bytes, 0)).toBe(2)
    expect(batchMaxTimestamp(bytes, 0)).toBe(1_700_000_000_500)
    expect(batchProducerId(bytes, 0)).toBe(4711)
    expect(batchProducerEpoch(bytes, 0)).toBe(3)
    expect(batchBaseSequence(bytes, 0)).toBe(17)
    expect(batchRecordCount(bytes, 0)).toBe(3)
    const cursor = new RecordCursor()
    cursor.open(bytes, 0, bytes.length)
    const records = []
    while (cursor.next()) records.push(readLogRecord(cursor))
    expect(cursor.failure).toBe(RECORDS_OK)
    expect(records).toEqual([
      { offset: 0, timestampMs: 1_700_000_000_000, key: Buffer.from('k'), value: Buffer.from('v'), headers: [['h1', Buffer.from('x')]] },
      { offset: 1, timestampMs: 1_700_000_000_250, key: null, value: Buffer.alloc(300, 7), headers: [] },
      {
        offset: 2,
        timestampMs: 1_700_000_000_500,
        key: Buffer.from('gone'),
        value: null,
        headers: [
          ['a', Buffer.from('')],
          ['b', Buffer.from('ü')],
        ],
      },
    ])
  })

  it('fails the CRC for each single bit flipped from the attributes on', async () => {
    const bytes = await foreignBatch()
    for (let at = 21; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        bytes[at] = (bytes[at] as number) ^ (1 << bit)
        expect(checkBatch(bytes, 0, bytes.length, OPTIONS), `byte ${at} bit ${bit}`).toBe(BATCH_BAD_CRC)
        bytes[at] = (bytes[at] as number) ^ (1 << bit)
      }
    }
    expect(checkBatch(bytes, 0, bytes.length, OPTIONS)).toBe(BATCH_OK)
  })

  it('compressed by it, gives the same records', async () => {
    const plain = await foreignBatch()
    const packed = await foreignBatch(1)
    expect(checkBatch(packed, 0, packed.length, OPTIONS)).toBe(BATCH_OK)
    const cursors = [plain, packed].map((bytes) => {
      const cursor = new RecordCursor()
      cursor.open(bytes, 0, bytes.length, (_, source, start, end, bytesMax) => {
        return gunzipSync(source.subarray(start, end), { maxOutputLength: bytesMax })
      })
      return cursor
    })
    const [left, right] = cursors as [RecordCursor, RecordCursor]
    while (left.next()) {
      expect(right.next()).toBe(true)
      expect(readLogRecord(right)).toEqual(readLogRecord(left))
    }
    expect(right.next()).toBe(false)
    expect([left.failure, right.failure]).toEqual([RECORDS_OK, RECORDS_OK])
  })
})
