/*
 * A million shards with ten records each: opens, writes, restarts and reads back, each part in a process of its own, and
 * prints what it took.
 *
 *   node packages/storage-segment/bench/million-shards.ts [shards, default 1000000] [rounds, default 10] [records per batch, default 1] [value bytes, default 16] [directory]
 *
 * In a round each shard gets one batch, in another order than in the one before. Everything is synced before it counts.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readUint32 } from '@robustmq/common-bytes'
import { createNullLogger } from '@robustmq/common-log'
import { createTurns, nodeFileSystem } from '@robustmq/common-runtime'
import { BatchBuilder, BatchCursor, RecordCursor } from '@robustmq/record-batch'
import type { AppendCompletion, FetchResult, Shard, StorageDriver } from '@robustmq/storage-adapter'
import { openSegmentStorage } from '../src/index.ts'
import type { OpenedSegmentStorage } from '../src/index.ts'

const MIB = 1024 * 1024
/** Operations under way at a time. */
const WINDOW = 4096
const STRIDES = [7919, 7927, 7933, 7937, 7949, 7951, 7963, 7993, 8009, 8011]
const role = process.argv[2] === 'part' ? process.argv.splice(2, 2)[1] : null
const [shardCount = 1_000_000, rounds = 10, batchRecords = 1, valueBytes = 16] = process.argv.slice(2, 6).map(Number)
const directory = process.argv[6] ?? mkdtempSync(join(tmpdir(), 'million-shards-'))

const turns = createTurns((error) => {
  throw error
})

function open(): Promise<OpenedSegmentStorage> {
  return openSegmentStorage({ directory }, {
    fileSystem: nodeFileSystem,
    turns,
    log: createNullLogger(),
    onFatal: (error) => {
      throw error
    },
  })
}

let filesMax = 0
function countFiles(): void {
  filesMax = Math.max(filesMax, readdirSync('/proc/self/fd').length)
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  countFiles()
  const rss = Math.round(process.memoryUsage.rss() / MIB)
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s, resident ${rss} MiB, open files ${readdirSync('/proc/self/fd').length}`)
  return result
}

/** Runs `work(i)` for each i below `count`, a window at a time under way. */
async function windowed(count: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: WINDOW }, lane))
}

const spec = (i: number): Parameters<StorageDriver['createShard']>[0] => ({ tenant: 1, shard: i + 1, group: 1 + (i % 32), durability: 'always' })

/** One batch for each shard. Waits only when too much is under way, or when the storage asks for it. */
function writeRound(storage: OpenedSegmentStorage, round: number): Promise<void> {
  const { driver } = storage
  const builder = new BatchBuilder()
  const value = Buffer.alloc(valueBytes)
  // A prime goes once through all shards, never to a near one.
  const stride = STRIDES[round % STRIDES.length] as number
  return new Promise((resolve, reject) => {
    let done = 0
    let sent = 0
    let paused = false
    const completion: AppendCompletion = {
      appendCommitted: () => {
        done++
        if (done === shardCount) resolve()
        else if (!paused && sent - done < WINDOW) pump()
      },
      appendFailed: (_token, error) => reject(error),
    }
    const pump = (): void => {
      paused = false
      while (sent < shardCount && sent - done < WINDOW * 2) {
        if (driver.congested) {
          paused = true
          return
        }
        const i = (sent * stride) % shardCount
        const shard = driver.shard(i + 1) as Shard
        builder.begin(1_700_000_000_000, 0)
        for (let k = 0; k < batchRecords; k++) {
          value.writeUInt32BE(i, 0)
          value.writeUInt32BE(round * batchRecords + k, 4)
          builder.append(1_700_000_000_000 + round, 0, null, 0, 0, value, 0, valueBytes, null)
        }
        shard.append(builder.finish(), { completion, token: 0 })
        sent++
        if ((sent & 0xffff) === 0) countFiles()
      }
    }
    relieved = pump
    pump()
  })
}
let relieved: () => void = () => undefined

/** All records of a shard are there, in order. */
async function readShard(driver: StorageDriver, i: number): Promise<void> {
  const shard = driver.shard(i + 1)
  if (shard === null) throw new Error(`shard ${i + 1} is gone`)
  const batches = new BatchCursor()
  const records = new RecordCursor()
  let seen = 0
  for (let at = 0; at < shard.committedOffset; ) {
    const result: FetchResult = await shard.fetch(at, { bytesMax: 64 * 1024 })
    for (const chunk of result.chunks) {
      batches.open(chunk, 0, chunk.length)
      while (batches.next()) {
        records.open(chunk, batches.start, batches.end)
        while (records.next()) {
          const { buffer, valueStart } = records
          if (readUint32(buffer, valueStart) !== i || readUint32(buffer, valueStart + 4) !== seen) throw new Error(`shard ${i + 1}: not record ${seen}`)
          seen++
        }
      }
    }
    at = result.nextOffset
  }
  if (seen !== rounds * batchRecords) throw new Error(`shard ${i + 1} has ${seen} records`)
  if ((i & 0xfff) === 0) countFiles()
}

async function write(): Promise<void> {
  const storage = await open()
  await timed(`${shardCount} shards created`, () => windowed(shardCount, async (i) => void (await storage.driver.createShard(spec(i)))))
  storage.driver.onRelief({ storageRelieved: () => relieved() })
  for (let round = 0; round < rounds; round++) await timed(`round ${round + 1}, all synced`, () => writeRound(storage, round))
  await timed('the rest moved to segments', () => storage.settled())
  await timed('closed', () => storage.driver.close())
}

async function read(): Promise<void> {
  const storage = await timed('opened again', open)
  const { shards, storedBytes } = storage.driver.stats()
  console.log(`${shards} shards, ${Math.round(storedBytes / MIB)} MiB in ${readdirSync(join(directory, 'segments')).length} segments`)
  await timed('all records of all shards read back', () => windowed(shardCount, (i) => readShard(storage.driver, i)))
  await storage.driver.close()
}

function part(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    fork(import.meta.filename, ['part', name, ...[shardCount, rounds, batchRecords, valueBytes].map(String), directory])
      .on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}`))))
  })
}

if (role === null) {
  console.log(`node ${process.version}, ${shardCount} shards, ${rounds} rounds of batches of ${batchRecords} x ${valueBytes} bytes`)
  try {
    await part('write')
    await part('read')
  } finally {
    rmSync(directory, { recursive: true })
  }
} else {
  await (role === 'write' ? write() : read())
  console.log(`${role}: largest resident set ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB, most open files ${filesMax}`)
}
