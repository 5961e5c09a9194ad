import assert from 'node:assert/strict'
import {
  BatchBuilder, BatchCursor, BROKER_WRITTEN, CONTROL, encodeHeaders, readLogRecord, RecordCursor, RECORDS_OK, TRANSACTIONAL,
} from '@robustmq/record-batch'
import type { LogRecord, RecordHeader } from '@robustmq/record-batch'
import type { RecordFields, Shard, ShardSettings, StorageDriver } from '@robustmq/storage-adapter'
import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'
import { readAll } from './outcomes.ts'
import { createTestShard } from './shard-specs.ts'

const ADDRESS = 'test-address'
const TAG = 'test-tag'

export interface TestRecord {
  readonly timestampMs: number
  readonly key?: string | null
  /** Null: a tombstone. */
  readonly value?: string | null
  readonly address?: string
  readonly tag?: string
}

export interface TestProducer {
  readonly id: number
  readonly sequence: number
  readonly transactional?: boolean
}

const builder = new BatchBuilder()

/** A batch of the broker itself, from one record on. */
export function buildRecords(records: readonly TestRecord[], producer: TestProducer | null = null): Buffer {
  builder.begin(records[0]?.timestampMs ?? 0, BROKER_WRITTEN | (producer?.transactional === true ? TRANSACTIONAL : 0))
  if (producer !== null) builder.setProducer(producer.id, 0, producer.sequence)
  for (const { timestampMs, key = null, value = 'v', address, tag } of records) {
    const headers: RecordHeader[] = []
    if (address !== undefined) headers.push([ADDRESS, Buffer.from(address)])
    if (tag !== undefined) headers.push([TAG, Buffer.from(tag)])
    const keyBytes = key === null ? null : Buffer.from(key)
    const valueBytes = value === null ? null : Buffer.from(value)
    const block = headers.length === 0 ? null : encodeHeaders(headers)
    builder.append(timestampMs, 0, keyBytes, 0, keyBytes?.length ?? 0, valueBytes, 0, valueBytes?.length ?? 0, block)
  }
  return builder.finish()
}

/** The end of a transaction: type 0 is an abort, 1 a commit. */
export function buildMarker(producerId: number, commit: boolean, timestampMs: number): Buffer {
  builder.begin(timestampMs, TRANSACTIONAL | CONTROL)
  builder.setProducer(producerId, 0, -1)
  const key = Buffer.from([0, 0, 0, commit ? 1 : 0])
  builder.append(timestampMs, 0, key, 0, 4, Buffer.alloc(6), 0, 6, null)
  return builder.finish()
}

/** What the records that `buildRecords` makes are looked up by: give it to the driver under test. */
export const testRecordFields: RecordFields = {
  address: (cursor) => header(cursor, ADDRESS),
  tag: (cursor) => header(cursor, TAG),
}

function header(cursor: RecordCursor, name: string): string | null {
  let found: string | null = null
  cursor.rewindHeaders()
  while (cursor.nextHeader()) {
    const text = (from: number, to: number): string => Buffer.from(cursor.buffer.subarray(from, to)).toString()
    if (text(cursor.headerNameStart, cursor.headerNameEnd) === name) found = text(cursor.headerValueStart, cursor.headerValueEnd)
  }
  return found
}

/** All records from the log start to the committed end, control records left out. The batches must follow each other without a gap. */
export async function readRecords(shard: Shard): Promise<LogRecord[]> {
  const records: LogRecord[] = []
  const batches = new BatchCursor()
  const cursor = new RecordCursor()
  const bytes = await readAll(shard, shard.logStartOffset, 2000)
  batches.open(bytes, 0, bytes.length)
  while (batches.next()) {
    assert.ok(cursor.open(bytes, batches.start, batches.end))
    while (cursor.next()) if (!cursor.control && cursor.offset >= shard.logStartOffset) records.push(readLogRecord(cursor))
    assert.equal(cursor.failure, RECORDS_OK)
  }
  return records
}

export function keyOf(record: LogRecord): string | null {
  return record.key === null ? null : record.key.toString()
}

/** A shard with the default settings but for those given, on a driver whose retention runs. */
export async function createConfigured(driver: StorageDriver, id: number, settings: Partial<ShardSettings>): Promise<Shard> {
  const shard = driver.shard(id) ?? (await createTestShard(driver, id))
  shard.configure({ ...SHARD_SETTINGS_DEFAULT, ...settings })
  return shard
}
