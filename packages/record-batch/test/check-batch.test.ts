import { describe, expect, it } from 'vitest'
import {
  BATCH_APPEND_TIME_FROM_CLIENT,
  BATCH_BAD_CODEC,
  BATCH_BAD_COUNT,
  BATCH_BAD_LENGTH,
  BATCH_BAD_MAGIC,
  BATCH_BAD_SEQUENCE,
  BATCH_BAD_TIMESTAMP,
  BATCH_CONTROL_FROM_CLIENT,
  BATCH_MESSAGES,
  BATCH_OK,
  BATCH_RESERVED_BIT_FROM_CLIENT,
  BATCH_TOO_LARGE,
  BatchBuilder,
  BatchCursor,
  batchLeaderEpoch,
  batchNextOffset,
  BROKER_WRITTEN,
  checkBatch,
  CONTROL,
  DELETE_HORIZON,
  isBrokerWritten,
  RecordCursor,
  sealBatch,
  setBatchAppendTime,
  setBatchBaseOffset,
  setBatchLeaderEpoch,
  splitBatches,
  TIMESTAMP_IS_APPEND_TIME,
  TRANSACTIONAL,
} from '../src/index.ts'

const CLIENT = { fromClient: true, batchBytesMax: 4096 }
const STORED = { fromClient: false, batchBytesMax: 4096 }

function batchOf(count: number, attributes = 0, producerId = -1, epoch = -1, sequence = -1): Buffer {
  const builder = new BatchBuilder()
  builder.begin(1000, attributes)
  builder.setProducer(producerId, epoch, sequence)
  for (let i = 0; i < count; i++) builder.appendValue(1000 + i, 0, Buffer.from(`value ${i}`), 0, 7)
  return builder.finish()
}

function patched(batch: Buffer, patch: (bytes: Buffer) => void): Buffer {
  patch(batch)
  sealBatch(batch, 0, batch.length)
  return batch
}

const clientCode = (batch: Buffer): number => checkBatch(batch, 0, batch.length, CLIENT)
const storedCode = (batch: Buffer): number => checkBatch(batch, 0, batch.length, STORED)

describe('checkBatch', () => {
  it('accepts what the builder made, with and without a producer', () => {
    expect(clientCode(batchOf(3))).toBe(BATCH_OK)
    expect(clientCode(batchOf(3, TRANSACTIONAL, 5, 0, 0))).toBe(BATCH_OK)
    expect(storedCode(batchOf(3, BROKER_WRITTEN))).toBe(BATCH_OK)
  })

  it('refuses each broken rule with its own code, and has a message for it', () => {
    const cases: readonly (readonly [number, number])[] = [
      [clientCode(patched(batchOf(1), (b) => b.writeInt32BE(b.length - 11, 8))), BATCH_BAD_LENGTH],
      [clientCode(patched(batchOf(1), (b) => b.writeInt32BE(-1, 8))), BATCH_BAD_LENGTH],
      [clientCode(patched(batchOf(1), (b) => (b[16] = 1))), BATCH_BAD_MAGIC],
      [clientCode(batchOf(400)), BATCH_TOO_LARGE],
      [clientCode(patched(batchOf(1), (b) => (b[22] = 5))), BATCH_BAD_CODEC],
      [clientCode(batchOf(1, TRANSACTIONAL | CONTROL, 1, 0, 0)), BATCH_CONTROL_FROM_CLIENT],
      [clientCode(batchOf(1, BROKER_WRITTEN)), BATCH_RESERVED_BIT_FROM_CLIENT],
      [clientCode(batchOf(1, DELETE_HORIZON)), BATCH_RESERVED_BIT_FROM_CLIENT],
      [clientCode(batchOf(1, TIMESTAMP_IS_APPEND_TIME)), BATCH_APPEND_TIME_FROM_CLIENT],
      [clientCode(patched(batchOf(2), (b) => b.writeInt32BE(3, 57))), BATCH_BAD_COUNT],
      [clientCode(patched(batchOf(2), (b) => b.writeInt32BE(0, 57))), BATCH_BAD_COUNT],
      [clientCode(patched(batchOf(2), (b) => b.writeInt32BE(-2, 57))), BATCH_BAD_COUNT],
      [clientCode(patched(batchOf(2), (b) => b.writeInt32BE(2, 23))), BATCH_BAD_COUNT],
      [storedCode(patched(batchOf(2), (b) => b.writeInt32BE(0, 23))), BATCH_BAD_COUNT],
      [clientCode(batchOf(1, 0, 5, 0, -1)), BATCH_BAD_SEQUENCE],
      [clientCode(batchOf(1, 0, 5, -1, 0)), BATCH_BAD_SEQUENCE],
      [clientCode(batchOf(1, 0, -2, 0, 0)), BATCH_BAD_SEQUENCE],
      [clientCode(batchOf(1, TRANSACTIONAL)), BATCH_BAD_SEQUENCE],
      [clientCode(patched(batchOf(1), (b) => b.writeBigInt64BE(2n ** 62n, 35))), BATCH_BAD_TIMESTAMP],
      [clientCode(patched(batchOf(1), (b) => b.writeBigInt64BE(-2n, 27))), BATCH_BAD_TIMESTAMP],
    ]
    cases.forEach(([code, expected], i) => {
      expect(code, `case ${i}`).toBe(expected)
      expect(BATCH_MESSAGES[code]).toMatch(/\w/)
    })
  })

  it('refuses a count that an uncompressed batch has no room for', () => {
    const batch = patched(batchOf(2), (b) => {
      b.writeInt32BE(1000, 57)
      b.writeInt32BE(999, 23)
    })
    expect(clientCode(batch)).toBe(BATCH_BAD_COUNT)
  })

  it('accepts a compacted batch from storage, not from a client: fewer records than offsets, down to none', () => {
    const thinned = patched(batchOf(2), (b) => b.writeInt32BE(9, 23))
    expect(storedCode(thinned)).toBe(BATCH_OK)
    expect(clientCode(thinned)).toBe(BATCH_BAD_COUNT)
  })

  it('answers for a batch cut at every length and never reads past the range', () => {
    const batch = batchOf(3)
    for (let length = 0; length < batch.length; length++) {
      expect(checkBatch(batch, 0, length, CLIENT), `length ${length}`).toBe(BATCH_BAD_LENGTH)
      expect(checkBatch(batch.subarray(0, length), 0, batch.length, CLIENT)).toBe(BATCH_BAD_LENGTH)
    }
  })
})

describe('fields outside the CRC', () => {
  it('are patched in place without touching the CRC', () => {
    const batch = batchOf(3)
    setBatchBaseOffset(batch, 0, 2 ** 40 + 7)
    setBatchLeaderEpoch(batch, 0, 9)
    expect(clientCode(batch)).toBe(BATCH_OK)
    expect(batchNextOffset(batch, 0)).toBe(2 ** 40 + 10)
    expect(batchLeaderEpoch(batch, 0)).toBe(9)
  })

  it('append time goes to every record and the CRC follows', () => {
    const batch = batchOf(2)
    setBatchAppendTime(batch, 0, batch.length, 77_777)
    expect(storedCode(batch)).toBe(BATCH_OK)
    const cursor = new RecordCursor()
    cursor.open(batch, 0, batch.length)
    while (cursor.next()) expect(cursor.timestamp).toBe(77_777)
  })
})

describe('batches back to back', () => {
  const batches = [batchOf(1), batchOf(5, BROKER_WRITTEN), batchOf(2)]
  const joined = Buffer.concat(batches)
  const ends = [batches[0]!.length, batches[0]!.length + batches[1]!.length, joined.length]

  it('are found by hopping, and a part of one is told from a bad one', () => {
    expect(splitBatches(joined, 0, joined.length, 3)).toEqual(ends)
    expect(splitBatches(joined, 0, joined.length, 2)).toBeNull()
    expect(isBrokerWritten(joined, ends[0]!)).toBe(true)
    for (let length = 0; length < joined.length; length++) {
      const cursor = new BatchCursor()
      cursor.open(joined, 0, length)
      let count = 0
      while (cursor.next()) count++
      expect(count).toBe(ends.filter((end) => end <= length).length)
      expect(cursor.failure).toBe(BATCH_OK)
      expect(cursor.truncated).toBe(length !== 0 && !ends.includes(length))
      expect(splitBatches(joined, 0, length, 9) !== null).toBe(!cursor.truncated)
    }
  })

  it('stop at a length below the header or another version', () => {
    const bad = Buffer.from(joined)
    bad.writeInt32BE(48, ends[0]! + 8)
    const cursor = new BatchCursor()
    cursor.open(bad, 0, bad.length)
    expect([cursor.next(), cursor.next(), cursor.next()]).toEqual([true, false, false])
    expect(cursor.failure).toBe(BATCH_BAD_LENGTH)
    bad[ends[0]! + 16] = 1
    cursor.open(bad, 0, bad.length)
    while (cursor.next());
    expect(cursor.failure).toBe(BATCH_BAD_MAGIC)
  })
})
