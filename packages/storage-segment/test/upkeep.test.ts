import { gunzipSync, gzipSync } from 'node:zlib'
import { BATCH_HEADER_BYTES, batchCodec, RecordCursor, sealBatch } from '@robustmq/record-batch'
import type { Compressor, Decompressor } from '@robustmq/record-batch'
import type { CompactionSettings, Shard } from '@robustmq/storage-adapter'
import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'
import { appendOne, buildRecords, buildUniformBatch, createFaultyFileSystem, createTestShard, keyOf, readAll, readRecords } from '@robustmq/storage-conformance'
import { expect, test } from 'vitest'
import type { OpenedSegmentStorage, OpenSegmentStorageOptions, SegmentStorageDeps } from '../src/index.ts'
import { createTestTime, DIRECTORY, openOn, settle } from './segment-harness.ts'

const COMPACTION: CompactionSettings = { lagMs: 0, lagMsMax: null, deleteRetentionMs: 1000, dirtyRatioMin: 0 }
const disk = (): ReturnType<typeof createFaultyFileSystem> => createFaultyFileSystem({ seed: 1 })

interface Opened extends OpenedSegmentStorage {
  pass(): Promise<void>
}

async function open(fileSystem = disk(), options: Partial<OpenSegmentStorageOptions> = {}, deps: Partial<SegmentStorageDeps> = {}): Promise<Opened> {
  const time = createTestTime()
  const storage = await openOn(fileSystem, { wal: { fileBytes: 1024 * 1024 }, ...options }, { ...time.deps(), ...deps })
  storage.driver.startRetention()
  return {
    ...storage,
    pass: async () => {
      time.advance(1)
      await storage.maintained()
    },
  }
}

function compact(shard: Shard): void {
  shard.configure({ ...SHARD_SETTINGS_DEFAULT, compaction: COMPACTION, deleteOld: false })
}

test('of a file that is mostly dead the living part is copied, and the file goes', async () => {
  const files = disk()
  const storage = await open(files)
  const [small, large] = [await createTestShard(storage.driver, 1), await createTestShard(storage.driver, 2)]
  for (let i = 0; i < 10; i++) await appendOne(small, buildUniformBatch(3, 100))
  for (let i = 0; i < 50; i++) await appendOne(large, buildUniformBatch(3, 1000))
  await settle(storage)
  const expected = await readAll(small, 0, 1 << 20)
  const [before] = files.listSync(`${DIRECTORY}/segments`)
  const { storedBytes } = storage.driver.stats()
  await storage.driver.deleteShard(2)
  await storage.pass()
  const left = files.listSync(`${DIRECTORY}/segments`)
  expect(left).toHaveLength(1)
  expect(left[0]).not.toBe(before)
  expect(storage.driver.stats().storedBytes).toBeLessThan(storedBytes / 10)
  expect((await readAll(small, 0, 1 << 20)).equals(expected)).toBe(true)
  await storage.driver.close()
  const again = await open(files)
  expect((await readAll(again.driver.shard(1) as Shard, 0, 1 << 20)).equals(expected)).toBe(true)
  await again.driver.close()
})

test('a compaction whose keys do not fit into its memory takes several passes', async () => {
  const storage = await open(disk(), { compactionBytesMax: 1024 })
  const shard = await createTestShard(storage.driver, 1)
  compact(shard)
  // Memory for 682 keys.
  for (let i = 0; i < 300; i++) await appendOne(shard, buildRecords(Array.from({ length: 10 }, (_, at) => ({ timestampMs: 1, key: `k${(i * 10 + at) % 1500}` }))))
  await settle(storage)
  const counts: number[] = []
  for (let pass = 0; pass < 8; pass++) {
    await storage.pass()
    counts.push((await readRecords(shard)).length)
  }
  expect(counts.at(-1)).toBe(1500)
  expect(counts[0]).toBeGreaterThan(1500)
  const offsets = (await readRecords(shard)).map((record) => record.offset)
  expect(offsets).toEqual(Array.from({ length: 1500 }, (_, i) => 1500 + i))
  await storage.driver.close()
})

test('a damaged extent is left as it is, with a line in the log, and does not keep others from being compacted', async () => {
  const files = disk()
  const lines: string[] = []
  const log: SegmentStorageDeps['log'] = {
    debugEnabled: false, debug: () => undefined, info: () => undefined, warn: () => undefined, error: (_fields, message) => void lines.push(message), child: () => log,
  }
  const storage = await open(files, { tailCacheBytes: 0 }, { log })
  const [first, second] = [await createTestShard(storage.driver, 1), await createTestShard(storage.driver, 2)]
  for (let i = 0; i < 10; i++) for (const shard of [first, second]) await appendOne(shard, buildRecords([{ timestampMs: 1, key: 'k' }]))
  await settle(storage)
  await storage.driver.close()
  const [name] = files.listSync(`${DIRECTORY}/segments`)
  await turnOver(files, `${DIRECTORY}/segments/${name ?? ''}`, 64 + 76 + 200)
  const again = await open(files, { tailCacheBytes: 0 }, { log })
  for (const id of [1, 2]) compact(again.driver.shard(id) as Shard)
  lines.length = 0
  await again.pass()
  await again.pass()
  expect(lines.filter((line) => line === 'a damaged shard is not rewritten')).toHaveLength(1)
  expect((await readRecords(again.driver.shard(2) as Shard)).map((record) => [record.offset, keyOf(record)])).toEqual([[9, 'k']])
  await again.driver.close()
})

test('what compaction leaves of a compressed batch stays compressed', async () => {
  const compress: Compressor = (_codec, bytes) => gzipSync(bytes)
  const decompress: Decompressor = (_codec, bytes, start, end) => gunzipSync(bytes.subarray(start, end))
  const storage = await open(disk(), { tailCacheBytes: 0 }, { compress, decompress })
  const shard = await createTestShard(storage.driver, 1)
  compact(shard)
  for (let i = 0; i < 3; i++) await appendOne(shard, packed(buildRecords(['a', 'b', `c${i}`].map((key) => ({ timestampMs: 1, key, value: `${i}` })))))
  await settle(storage)
  await storage.pass()
  const bytes = await readAll(shard, 0, 1 << 20)
  const seen: string[] = []
  const cursor = new RecordCursor()
  for (let at = 0; at < bytes.length; ) {
    const end = at + 12 + bytes.readInt32BE(at + 8)
    expect(batchCodec(bytes, at)).toBe(1)
    expect(cursor.open(bytes, at, end, decompress)).toBe(true)
    while (cursor.next()) seen.push(`${cursor.offset} ${Buffer.from(cursor.buffer.subarray(cursor.keyStart, cursor.keyEnd)).toString()}`)
    at = end
  }
  expect(seen).toEqual(['2 c0', '5 c1', '6 a', '7 b', '8 c2'])
  await storage.driver.close()
})

function packed(batch: Buffer): Buffer {
  const made = Buffer.concat([batch.subarray(0, BATCH_HEADER_BYTES), gzipSync(batch.subarray(BATCH_HEADER_BYTES))])
  made.writeInt32BE(made.length - 12, 8)
  made.writeInt16BE(made.readInt16BE(21) | 1, 21)
  sealBatch(made, 0, made.length)
  return made
}

async function turnOver(files: ReturnType<typeof createFaultyFileSystem>, path: string, position: number): Promise<void> {
  const source = files.openSync(path, 'read')
  const bytes = Buffer.alloc(source.sizeSync())
  source.readSync(bytes, 0, bytes.length, 0)
  source.closeSync()
  bytes[position] = (bytes[position] as number) ^ 0xff
  files.unlinkSync(path)
  const handle = files.openSync(path, 'create')
  await new Promise<void>((resolve) => void handle.write(bytes, 0, bytes.length, 0, () => resolve()))
  handle.closeSync()
}
