/**
 * Byte operations against the methods of Buffer, in CPU time (best of five rounds).
 * `node packages/common-bytes/bench/integers.bench.ts`; prints JSON lines.
 */
import { readInt32, readInt64, writeInt32, writeInt64 } from '../src/index.ts'

const CALLS = 20_000_000
const ROUNDS = 5
const bytes = Buffer.alloc(4096)
let sink = 0

const cases: Readonly<Record<string, (at: number, i: number) => void>> = {
  'readInt32, ours': (at) => { sink += readInt32(bytes, at) },
  'readInt32, Buffer': (at) => { sink += bytes.readInt32BE(at) },
  'writeInt32, ours': (at, i) => writeInt32(bytes, at, i),
  'writeInt32, Buffer': (at, i) => { bytes.writeInt32BE(i, at) },
  'readInt64, ours': (at) => { sink += readInt64(bytes, at) },
  'readInt64, Buffer': (at) => { sink += Number(bytes.readBigInt64BE(at)) },
  'writeInt64, ours': (at, i) => writeInt64(bytes, at, i),
  'writeInt64, Buffer': (at, i) => { bytes.writeBigInt64BE(BigInt(i), at) },
}

for (const [name, run] of Object.entries(cases)) {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage()
    for (let i = 0; i < CALLS; i++) run((i * 8) & 2047, i)
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, ((user + system) * 1000) / CALLS)
  }
  process.stdout.write(`${JSON.stringify({ name, nsPerCall: Number(best.toFixed(2)) })}\n`)
}
if (Number.isNaN(sink)) process.exitCode = 1
