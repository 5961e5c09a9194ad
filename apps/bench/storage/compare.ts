// The storage engine beside lmdb and classic-level: rounds of all of them in turn, each in a process of its own, medians.
//
//   node apps/bench/storage/compare.ts [rounds, default 3] [seconds per append round, default 3] [case, default all]
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const FIGURES = fileURLToPath(new URL('../../../packages/storage-segment/bench/figures.ts', import.meta.url))
const PEERS = fileURLToPath(new URL('peer-engines.ts', import.meta.url))
const ENGINES = ['storage-segment', 'lmdb', 'classic-level']
const CASES: Readonly<Record<string, readonly string[]>> = {
  'append-one': ['recordsPerSecond', 'mibPerSecond', 'cpuSeconds', 'syncs'],
  'append-many': ['recordsPerSecond', 'p50Ms', 'p99Ms', 'cpuSeconds', 'syncs'],
  'read-tail': ['gbPerSecond', 'cpuSeconds'],
  'read-cold': ['gbPerSecond', 'cpuSeconds'],
}
const [rounds = '3', seconds = '3', wanted = 'all'] = process.argv.slice(2)

function once(name: string, engine: string): Record<string, number | null> {
  const environment = { ...process.env, BENCH_ENGINES: PEERS, BENCH_ENGINE: engine }
  const text = execFileSync(process.execPath, [FIGURES, name, '1', seconds], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] }).toString()
  return (JSON.parse(text.trim().split('\n').at(-1) ?? '{}') as { median: Record<string, number | null> }).median
}

function median(values: readonly (number | null | undefined)[]): string {
  const numbers = values.filter((value): value is number => typeof value === 'number').sort((a, b) => a - b)
  const middle = numbers[numbers.length >> 1]
  if (middle === undefined) return '-'
  return middle >= 10_000 ? `${Math.round(middle / 1000)} k` : String(Number(middle.toPrecision(3)))
}

for (const [name, fields] of Object.entries(CASES)) {
  if (wanted !== 'all' && wanted !== name) continue
  const found = new Map<string, Record<string, number | null>[]>(ENGINES.map((engine) => [engine, []]))
  for (let round = 0; round < Number(rounds); round++) for (const engine of ENGINES) found.get(engine)?.push(once(name, engine))
  process.stdout.write(`\n| ${name} | ${fields.join(' | ')} |\n|${' --- |'.repeat(fields.length + 1)}\n`)
  for (const [engine, all] of found) process.stdout.write(`| ${engine} | ${fields.map((field) => median(all.map((one) => one[field]))).join(' | ')} |\n`)
}
