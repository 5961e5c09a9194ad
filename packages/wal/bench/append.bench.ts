/*
 * What an acknowledged append costs, on the real filesystem, every acknowledgement behind an fdatasync:
 *   1 KiB frames, 256 producers with one append in flight each (and 1, 16, 1024 producers for the curve);
 *   16 KiB frames, 64 producers.
 * CPU is that of the whole process (event loop, thread pool), so producers are included. Prints one line of JSON per case.
 * Run: node packages/wal/bench/append.bench.ts [directory]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createTurns, nodeFileSystem } from '@robustmq/common-runtime'
import { FRAME_BATCH, openWal } from '../src/index.ts'
import type { FrameHeader, Wal } from '../src/index.ts'

const ROUND_MS = 2000
const ROUNDS = 3
const root = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'wal-bench-'))
const turns = createTurns((error) => {
  throw error
})

interface Result {
  readonly perSecond: number
  readonly cpuSeconds: number
  readonly seconds: number
  readonly syncs: number
  readonly count: number
  readonly p50: number
  readonly p99: number
}

function round(wal: Wal, producers: number, body: Buffer, hold: { releaseBefore(position: number): void }): Promise<Result> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const cpu = process.cpuUsage()
    const syncs = wal.stats().syncs
    const sentAt = new Float64Array(producers)
    const latencies: number[] = []
    let count = 0
    let inFlight = 0
    const header: { -readonly [K in keyof FrameHeader]: FrameHeader[K] } = {
      kind: FRAME_BATCH, group: 1, term: 1, index: 0, tenant: 0, shard: 0, baseOffset: 0,
    }
    const completion = {
      walCommitted(token: number, position: number): void {
        const now = performance.now()
        count++
        inFlight--
        if ((count & 15) === 0) latencies.push(now - (sentAt[token] as number))
        if ((count & 1023) === 0) hold.releaseBefore(position)
        if (now - started < ROUND_MS) send(token)
        else if (inFlight === 0) finish()
      },
      walFailed: (_token: number, error: Error): void => reject(error),
    }
    const send = (token: number): void => {
      sentAt[token] = performance.now()
      header.index++
      header.shard = token
      wal.append(header, body, null, true, completion, token)
      inFlight++
    }
    const finish = (): void => {
      const seconds = (performance.now() - started) / 1000
      const used = process.cpuUsage(cpu)
      latencies.sort((a, b) => a - b)
      resolve({
        perSecond: count / seconds,
        cpuSeconds: (used.user + used.system) / 1e6,
        seconds,
        syncs: wal.stats().syncs - syncs,
        count,
        p50: latencies[latencies.length >> 1] ?? 0,
        p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
      })
    }
    for (let i = 0; i < producers; i++) send(i)
  })
}

async function run(name: string, producers: number, bodyBytes: number): Promise<void> {
  const directory = join(root, name.replaceAll(/\W+/g, '-'))
  const wal = await openWal({ directory, fileSystem: nodeFileSystem, turns }, () => undefined)
  const hold = wal.hold('bench')
  const body = Buffer.alloc(bodyBytes, 7)
  await round(wal, producers, body, hold)
  const results: Result[] = []
  for (let i = 0; i < ROUNDS; i++) results.push(await round(wal, producers, body, hold))
  results.sort((a, b) => a.perSecond - b.perSecond)
  const middle = results[results.length >> 1] as Result
  const megabytes = (middle.count * bodyBytes) / 1e6
  const line = {
    name,
    ackedPerSecond: Math.round(middle.perSecond),
    range: [Math.round((results[0] as Result).perSecond), Math.round((results.at(-1) as Result).perSecond)],
    mbPerSecond: Math.round(megabytes / middle.seconds),
    cpuMsPerMb: Number(((middle.cpuSeconds * 1000) / megabytes).toFixed(2)),
    cpuUsPerFrame: Number(((middle.cpuSeconds * 1e6) / middle.count).toFixed(2)),
    cpuShare: Number((middle.cpuSeconds / middle.seconds).toFixed(2)),
    syncsPerSecond: Math.round(middle.syncs / middle.seconds),
    p50Ms: Number(middle.p50.toFixed(2)),
    p99Ms: Number(middle.p99.toFixed(2)),
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  await wal.close()
  rmSync(directory, { recursive: true })
}

await run('1 KiB x 1', 1, 1024)
await run('1 KiB x 16', 16, 1024)
await run('1 KiB x 256', 256, 1024)
await run('1 KiB x 1024', 1024, 1024)
await run('16 KiB x 64', 64, 16 * 1024)
rmSync(root, { recursive: true })
