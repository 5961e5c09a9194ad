/*
 * What a storage engine does on this disk, every append durable before it counts, every byte that is read checked (CRC-32C):
 *
 *   append-one     records of 100 bytes to one shard, in batches of 100, up to 8 MiB under way
 *   append-many    256 shards; each appends one record of 1 KiB and waits for its acknowledgement before the next
 *   read-tail      one shard, read from its start while it is in the memory of the engine, 1 MiB at a time
 *   read-cold      the same data after a restart, without a cache in the process (the page cache of the system is as it is)
 *
 *   node packages/storage-segment/bench/figures.ts [case, default all] [rounds, default 5] [seconds per append round, default 5] [directory]
 *
 * Prints a line of JSON per case with the median of the rounds.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32c } from '@robustmq/common-bytes'
import { BATCH_CRC_START, BATCH_PREFIX_BYTES, BatchBuilder, batchCrc, batchLength } from '@robustmq/record-batch'
import { segmentEngine } from './engines.ts'
import type { BenchEngine, OpenEngine } from './engines.ts'

/** BENCH_ENGINES: a module that exports more `engines`; BENCH_ENGINE: the name of the only one to measure. */
const more = process.env['BENCH_ENGINES'] === undefined ? [] : ((await import(process.env['BENCH_ENGINES'])) as { engines: readonly BenchEngine[] }).engines
const only = process.env['BENCH_ENGINE']
const ENGINES: readonly BenchEngine[] = [segmentEngine, ...more].filter(({ name }) => only === undefined || name === only)
const MIB = 1024 * 1024
const [wanted = 'all', roundsText = '5', secondsText = '5'] = process.argv.slice(2, 5)
const rounds = Number(roundsText)
const seconds = Number(secondsText)
const root = mkdtempSync(join(process.argv[5] ?? tmpdir(), 'storage-figures-'))

type Figures = Readonly<Record<string, number | null>>

function template(records: number, recordBytes: number): Buffer {
  const builder = new BatchBuilder({ batchBytesMax: 16 * MIB })
  const value = Buffer.alloc(recordBytes, 'v')
  builder.begin(1_700_000_000_000, 0)
  for (let i = 0; i < records; i++) builder.append(1_700_000_000_000, 0, null, 0, 0, value, 0, recordBytes, null)
  return Buffer.from(builder.finish())
}

/** Appends until the time is over, `bytesMax` under way; returns records per second. */
function appendOne(engine: OpenEngine): Promise<Figures> {
  const records = 100
  const batch = template(records, 100)
  const bytesMax = 8 * MIB
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const cpu = process.cpuUsage()
    const syncs = engine.syncs()
    let under = 0
    let done = 0
    const pump = (): void => {
      while (under + batch.length <= bytesMax && !engine.congested && performance.now() - started < seconds * 1000) {
        under += batch.length
        engine.append(0, Buffer.from(batch), told)
      }
      if (under > 0 || performance.now() - started < seconds * 1000) return
      const elapsed = (performance.now() - started) / 1000
      const { user, system } = process.cpuUsage(cpu)
      resolve({
        recordsPerSecond: (done * records) / elapsed, mibPerSecond: (done * batch.length) / MIB / elapsed,
        cpuSeconds: (user + system) / 1e6, syncs: difference(engine.syncs(), syncs),
      })
    }
    const told = (error: Error | null): void => {
      if (error !== null) reject(error)
      under -= batch.length
      done++
      if (under < bytesMax / 2) pump()
    }
    engine.onRelief(pump)
    pump()
  })
}

/** Each shard has one append under way. */
function appendMany(engine: OpenEngine, shards: number): Promise<Figures> {
  const batch = template(1, 1024)
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const cpu = process.cpuUsage()
    const syncs = engine.syncs()
    const latencies: number[] = []
    let left = shards
    for (let shard = 0; shard < shards; shard++) {
      let sentAt = 0
      const send = (): void => {
        sentAt = performance.now()
        engine.append(shard, Buffer.from(batch), told)
      }
      const told = (error: Error | null): void => {
        if (error !== null) reject(error)
        const now = performance.now()
        latencies.push(now - sentAt)
        if (now - started < seconds * 1000) send()
        else if (--left === 0) finish()
      }
      send()
    }
    const finish = (): void => {
      const elapsed = (performance.now() - started) / 1000
      const { user, system } = process.cpuUsage(cpu)
      const sorted = Float64Array.from(latencies).sort()
      resolve({
        recordsPerSecond: sorted.length / elapsed, p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99), p999Ms: percentile(sorted, 0.999),
        cpuSeconds: (user + system) / 1e6, syncs: difference(engine.syncs(), syncs),
      })
    }
  })
}

/** Reads everything of shard 0 and checks every batch; returns the speed. */
async function readAll(engine: OpenEngine): Promise<Figures> {
  const started = performance.now()
  const cpu = process.cpuUsage()
  let bytes = 0
  await engine.read(0, MIB, (batches) => {
    for (let at = 0; at < batches.length; ) {
      const end = at + BATCH_PREFIX_BYTES + batchLength(batches, at)
      if (crc32c(batches, at + BATCH_CRC_START, end) !== batchCrc(batches, at)) throw new Error('a batch is damaged')
      at = end
    }
    bytes += batches.length
  })
  const elapsed = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { gbPerSecond: bytes / 1e9 / elapsed, gb: bytes / 1e9, cpuSeconds: (user + system) / 1e6 }
}

/** About `bytes` in shard 0, in batches of 16 records of 1 KiB. */
async function fill(engine: OpenEngine, bytes: number): Promise<void> {
  const batch = template(16, 1024)
  let left = Math.floor(bytes / batch.length)
  let under = 0
  await new Promise<void>((resolve, reject) => {
    const pump = (): void => {
      while (left > 0 && under < 256 && !engine.congested) {
        left--
        under++
        engine.append(0, Buffer.from(batch), told)
      }
      if (under === 0 && left === 0) resolve()
    }
    const told = (error: Error | null): void => {
      if (error !== null) reject(error)
      under--
      pump()
    }
    engine.onRelief(pump)
    pump()
  })
}

const CASES: Readonly<Record<string, (engine: BenchEngine, directory: string) => Promise<Figures[]>>> = {
  async 'append-one'(engine, directory) {
    const opened = await engine.open(directory, 1, true)
    const all = await repeated(() => appendOne(opened), () => opened.settle())
    await opened.close()
    return all
  },
  async 'append-many'(engine, directory) {
    const opened = await engine.open(directory, 256, false)
    const all = await repeated(() => appendMany(opened, 256), () => opened.settle())
    await opened.close()
    return all
  },
  async 'read-tail'(engine, directory) {
    const opened = await engine.open(directory, 1, false)
    await fill(opened, 512 * MIB)
    const all = await repeated(() => readAll(opened))
    await opened.close()
    return all
  },
  async 'read-cold'(engine, directory) {
    const first = await engine.open(directory, 1, false)
    await fill(first, 2048 * MIB)
    await first.settle()
    await first.close()
    return repeated(async () => {
      const opened = await engine.open(directory, 1, true)
      const figures = await readAll(opened)
      await opened.close()
      return figures
    })
  },
}

async function repeated(work: () => Promise<Figures>, between: () => Promise<void> = async () => undefined): Promise<Figures[]> {
  const all: Figures[] = []
  for (let i = 0; i < rounds; i++) {
    all.push(await work())
    await between()
  }
  return all
}

function difference(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : now - before
}

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Field by field. */
function median(all: readonly Figures[]): Figures {
  const result: Record<string, number | null> = {}
  for (const key of Object.keys(all[0] ?? {})) {
    const values = all.map((figures) => figures[key] ?? null).filter((value) => value !== null).sort((a, b) => a - b)
    const middle = values[values.length >> 1]
    result[key] = middle === undefined ? null : Number(middle.toPrecision(4))
  }
  return result
}

try {
  for (const [name, run] of Object.entries(CASES)) {
    if (wanted !== 'all' && wanted !== name) continue
    for (const engine of ENGINES) {
      const directory = mkdtempSync(join(root, `${name}-`))
      const all = await run(engine, directory)
      console.log(JSON.stringify({ case: name, engine: engine.name, node: process.version, rounds, median: median(all) }))
      rmSync(directory, { recursive: true })
    }
  }
} finally {
  rmSync(root, { recursive: true })
}
