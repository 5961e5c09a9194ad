/*
 * Compaction and lookups of a key-value shard on a real disk: how long the event loop is kept, and what a lookup costs.
 *
 *   node bench/upkeep.ts [keys] [records] [value bytes]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createNullLogger } from '@robustmq/common-log'
import { createTimers, createTurns, nodeFileSystem, systemClock } from '@robustmq/common-runtime'
import { BatchBuilder, BROKER_WRITTEN, encodeHeaders } from '@robustmq/record-batch'
import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'
import type { Shard } from '@robustmq/storage-adapter'
import { openSegmentStorage } from '../src/index.ts'

const [keys = 100_000, records = 1_000_000, valueBytes = 100] = process.argv.slice(2).map(Number)
const directory = mkdtempSync(`${tmpdir()}/upkeep-`)
const fail = (error: unknown): void => {
  console.error(error)
  process.exit(1)
}
const timers = createTimers({ onError: fail })
const storage = await openSegmentStorage(
  { directory, upkeepIntervalMs: 100, wal: { fileBytes: 16 * 1024 * 1024 } },
  {
    fileSystem: nodeFileSystem, turns: createTurns(fail), log: createNullLogger(), onFatal: fail, clock: systemClock, timers,
    fields: {
      address: (cursor) => (cursor.nextHeader() ? Buffer.from(cursor.buffer.subarray(cursor.headerValueStart, cursor.headerValueEnd)).toString() : null),
      tag: () => null,
    },
  },
)
const { driver, wal } = storage
const shard = await driver.createShard({ tenant: 1, shard: 1, group: 1, durability: 'always' })

let longest = 0
let last = performance.now()
const watch = setInterval(() => {
  const now = performance.now()
  longest = Math.max(longest, now - last - 1)
  last = now
}, 1)
const measured = async (what: string, run: () => unknown): Promise<void> => {
  longest = 0
  last = performance.now()
  const before = last
  await run()
  await new Promise<void>((resolve) => void setTimeout(resolve, 5))
  console.log(`${what}: ${(performance.now() - before).toFixed(0)} ms, longest pause ${longest.toFixed(1)} ms, ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB resident`)
}

async function write(into: Shard, count: number): Promise<void> {
  const builder = new BatchBuilder()
  const value = Buffer.alloc(valueBytes, 0x61)
  const perBatch = 100
  let waiting = 0
  for (let from = 0; from < count; from += perBatch) {
    builder.begin(Date.now(), BROKER_WRITTEN)
    for (let i = from; i < from + perBatch; i++) {
      const key = Buffer.from(`kv.${(i * 7919) % keys}`)
      builder.append(Date.now(), 0, key, 0, key.length, value, 0, valueBytes, encodeHeaders([['a', key]]))
    }
    waiting++
    await new Promise<void>((resolve, reject) => {
      const completion = { appendCommitted: () => void waiting--, appendFailed: (_token: number, error: Error) => reject(error) }
      into.append(builder.finish(), { completion, token: 0 })
      if (waiting < 64) resolve()
      else setTimeout(resolve, 2)
    })
  }
  while (waiting > 0) await new Promise<void>((resolve) => void setTimeout(resolve, 1))
}

await measured(`${records} records written`, () => write(shard, records))
wal.seal()
await write(shard, 100)
await measured('moved to segments', () => storage.settled())
console.log(`${(shard.storedBytes / 2 ** 20).toFixed(1)} MiB stored`)
shard.configure({ ...SHARD_SETTINGS_DEFAULT, deleteOld: false, compaction: { lagMs: 0, lagMsMax: null, deleteRetentionMs: 1000, dirtyRatioMin: 0.1 } })
driver.startRetention()
await measured('compacted', async () => {
  while (driver.stats().removed.byCompaction === 0) await new Promise<void>((resolve) => void setTimeout(resolve, 10))
  await storage.maintained()
})
console.log(`${(shard.storedBytes / 2 ** 20).toFixed(1)} MiB stored`)
shard.configure({ ...SHARD_SETTINGS_DEFAULT, lookup: { address: true, key: false, tag: false } })
await measured('lookup index made', () => shard.lookup?.lastByAddress({ levels: ['kv', '1'], rest: false }))
const rate = (what: string, count: number, ask: (i: number) => unknown): void => {
  const before = performance.now()
  for (let i = 0; i < count; i++) ask(i)
  console.log(`${what}: ${((performance.now() - before) / count * 1000).toFixed(2)} us each`)
}
rate('last by exact address', 100_000, (i) => shard.lookup?.lastByAddress({ levels: ['kv', String(i % keys)], rest: false }))
rate('last by wildcard over all', 5, () => shard.lookup?.lastByAddress({ levels: ['kv'], rest: true }))
rate('100 addresses of a page', 1000, (i) => shard.lookup?.addresses({ levels: ['kv'], rest: true }, `kv.${i}`, 100))
const gone = Array.from({ length: 10_000 }, (_, i) => shard.committedOffset - 200_000 + i * 2)
await measured('10 000 records deleted', () => shard.deleteRecords(gone))
clearInterval(watch)
await driver.close()
timers.stop()
rmSync(directory, { recursive: true })
