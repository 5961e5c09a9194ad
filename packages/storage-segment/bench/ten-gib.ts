/*
 * Writes and reads back more than fits in memory, and says what it took.
 *
 *   node bench/ten-gib.ts [GiB, default 10] [shards, default 8] [record bytes, default 1024] [records per batch, default 16] [directory]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNullLogger } from '@robustmq/common-log'
import { createTurns, nodeFileSystem, systemClock } from '@robustmq/common-runtime'
import { BATCH_OK, batchBaseOffset, BatchCursor, batchNextOffset, checkBatch } from '@robustmq/record-batch'
import type { AppendCompletion, Shard } from '@robustmq/storage-adapter'
import { buildBatch } from '@robustmq/storage-conformance'
import { openSegmentStorage } from '../src/index.ts'
import type { OpenedSegmentStorage } from '../src/index.ts'

const MIB = 1024 * 1024
const [gib = 10, shardCount = 8, recordBytes = 1024, batchRecords = 16] = process.argv.slice(2, 6).map(Number)
const totalBytes = gib * 1024 * MIB
const directory = mkdtempSync(join(process.argv[6] ?? tmpdir(), 'ten-gib-'))

const turns = createTurns((error) => {
  throw error
})
const deps = {
  fileSystem: nodeFileSystem,
  turns,
  log: createNullLogger(),
  onFatal: (error: Error) => {
    throw error
  },
}

let rssMax = 0
let filesMax = 0
function sample(storage: OpenedSegmentStorage): void {
  rssMax = Math.max(rssMax, process.memoryUsage.rss())
  filesMax = Math.max(filesMax, storage.wal.stats().files)
}

function makeTemplate(): Buffer {
  const value = Buffer.alloc(recordBytes)
  for (let i = 0; i < recordBytes; i++) value[i] = (i * 31) & 0xff
  return buildBatch(new Array<Buffer>(batchRecords).fill(value), new Array<number>(batchRecords).fill(1_700_000_000_000))
}

async function write(storage: OpenedSegmentStorage, shards: readonly Shard[], template: Buffer): Promise<number> {
  const { driver } = storage
  let committed = 0
  let failed: Error | null = null
  const completion: AppendCompletion = {
    appendCommitted: () => void committed++,
    appendFailed: (_token, error) => {
      failed = error
    },
  }
  let relieved: (() => void) | null = null
  driver.onRelief({ storageRelieved: () => relieved?.() })
  const batches = Math.ceil(totalBytes / template.length)
  for (let i = 0; i < batches; i++) {
    const batch = Buffer.allocUnsafeSlow(template.length)
    template.copy(batch)
    ;(shards[i % shards.length] as Shard).append(batch, { completion, token: i })
    if (failed !== null) throw failed
    if (i % 64 !== 63) continue
    if (driver.congested) await new Promise<void>((resolve) => (relieved = resolve))
    await new Promise<void>((resolve) => void setImmediate(resolve))
    if (i % 4096 === 4095) sample(storage)
  }
  while (committed < batches) await new Promise<void>((resolve) => void setImmediate(resolve))
  sample(storage)
  return batches
}

async function readBack(storage: OpenedSegmentStorage, template: Buffer): Promise<number> {
  const cursor = new BatchCursor()
  let bytes = 0
  let fetches = 0
  for (const shard of storage.driver.shards()) {
    for (let at = 0; at < shard.committedOffset; ) {
      const result = await shard.fetch(at, { bytesMax: MIB })
      for (const chunk of result.chunks) {
        cursor.open(chunk, 0, chunk.length)
        while (cursor.next()) {
          const offset = batchBaseOffset(chunk, cursor.start)
          if (offset !== at) throw new Error(`offset ${offset} instead of ${at}`)
          // The checksum, and that it is the batch that was written.
          const options = { fromClient: true, batchBytesMax: template.length, verifyCrc: true }
          if (checkBatch(chunk, cursor.start, cursor.end, options) !== BATCH_OK) throw new Error(`damaged at ${at}`)
          if (chunk.compare(template, 17, template.length, cursor.start + 17, cursor.end) !== 0) throw new Error(`another batch at ${at}`)
          at = batchNextOffset(chunk, cursor.start)
        }
        bytes += chunk.length
      }
      if (++fetches % 64 === 0) sample(storage)
    }
  }
  return bytes
}

function report(what: string, bytes: number, fromMs: number): void {
  const seconds = (systemClock.monotonic() - fromMs) / 1000
  const size = bytes === 0 ? '' : `${(bytes / MIB / 1024).toFixed(2)} GiB, ${(bytes / MIB / seconds).toFixed(0)} MiB/s, `
  process.stdout.write(`${what}: ${size}${seconds.toFixed(1)} s\n`)
}

try {
  const template = makeTemplate()
  let storage = await openSegmentStorage({ directory }, deps)
  const shards: Shard[] = []
  for (let i = 1; i <= shardCount; i++)
    shards.push(await storage.driver.createShard({ tenant: 1, shard: i, group: 1 + (i % 4), durability: 'always' }))
  let from = systemClock.monotonic()
  const batches = await write(storage, shards, template)
  report('written and synced', batches * template.length, from)
  from = systemClock.monotonic()
  await storage.settled()
  report('converted after that', 0, from)
  from = systemClock.monotonic()
  const bytes = await readBack(storage, template)
  report('read back', bytes, from)
  if (bytes !== batches * template.length) throw new Error(`${bytes} bytes read, ${batches * template.length} written`)
  const stats = storage.driver.stats()
  process.stdout.write(`fdatasyncs of the log: ${stats.syncs}; open segment files ${stats.openFiles}\n`)
  process.stdout.write(`log files now ${storage.wal.stats().files}, at most ${filesMax}\n`)
  await storage.driver.close()
  from = systemClock.monotonic()
  storage = await openSegmentStorage({ directory }, deps)
  report('opened again', 0, from)
  const again = [...storage.driver.shards()].reduce((sum, shard) => sum + shard.storedBytes, 0)
  if (again !== bytes) throw new Error(`${again} bytes after reopening, ${bytes} before`)
  await storage.driver.close()
  process.stdout.write(`largest resident set: ${(Math.max(rssMax, process.memoryUsage.rss()) / MIB).toFixed(0)} MiB\n`)
} finally {
  rmSync(directory, { recursive: true, force: true })
}
