/*
 * The proof of the metadata path in its full form, on three real processes in network namespaces:
 *
 *   node apps/broker/test/cluster-proof/run.ts [histories=100] [operations=10000] [seed] [minutes at most]
 *
 * Every history has its own fault at the leader (kill -9, SIGSTOP, transfer, one-way partitions, isolation) and is checked for
 * linearizability. The last lines are totals and the time without an acknowledged write, by fault. Clock jumps are left out: no clock is
 * asked but the monotonic one, which time namespaces and libfaketime do not move while a process runs.
 */
import { createSeededRandom } from '@robustmq/common-runtime'
import { checkLinearizable, keyValueModel } from '@robustmq/simulator'
import { disturbLeader, LOCAL_FAULTS, NETWORK_FAULTS } from './faults.ts'
import type { Disturbance } from './faults.ts'
import { namespacesRefusal, pause, ProofCluster } from './proof-cluster.ts'
import { recordHistory } from './record-history.ts'

const [histories = 100, operations = 10_000, seed = Date.now() % 1_000_000, minutes = Number.POSITIVE_INFINITY] = process.argv.slice(2).map(Number)
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const refusal = namespacesRefusal()
if (refusal !== null) say(`without one-way partitions: ${refusal}`)
const faults = refusal === null ? [...LOCAL_FAULTS, ...NETWORK_FAULTS] : LOCAL_FAULTS
const random = createSeededRandom(seed)
const cluster = new ProofCluster({ nodes: 3, namespaces: refusal === null })
const gaps = new Map<string, number[]>()
let total = 0
let failed = 0
let ran = 0
say(`seed ${seed}, ${histories} histories of at least ${operations} operations`)
try {
  await cluster.start()
  for (let round = 1; round <= histories && performance.now() < minutes * 60_000; round++) {
    ran = round
    const fault = faults[(round - 1) % faults.length] as (typeof faults)[number]
    let done: Disturbance | null = null
    const history = await recordHistory(cluster, random, { name: `h${round}`, operations, clients: 200, keys: 800 }, async (answered) => {
      while (answered() < operations / 3) await pause(5)
      done = await disturbLeader(cluster, random, fault)
    })
    const { before = 0, after = 0, atMs = 0 } = (done ?? {}) as Partial<Disturbance>
    const gapMs = longestGap(history.writesAtMs, atMs)
    gaps.set(fault, [...(gaps.get(fault) ?? []), gapMs])
    const { verdict, ...rest } = checkLinearizable(keyValueModel, history.operations)
    total += history.answered
    if (verdict !== 'linearizable') failed++
    say(`history ${round}: ${fault} of node ${before}, node ${after} took over, ${history.answered} answered, ${history.unknown} unknown, ${Math.round(history.answered / history.tookMs * 1000)} a second, no write for ${Math.round(gapMs)} ms: ${verdict}`)
    if (verdict !== 'linearizable') say(JSON.stringify(rest))
  }
} finally {
  await cluster.dispose()
}
for (const [fault, list] of gaps) {
  const sorted = [...list].sort((a, b) => a - b)
  const at = (share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
  say(`${fault}: ${list.length} times, without a write for p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, at most ${at(1)} ms`)
}
say(`${ran} histories, ${total} operations, ${failed} not linearizable`)
process.exitCode = failed === 0 ? 0 : 1

/** The longest time between two acknowledged writes from shortly before the fault on. */
function longestGap(writesAtMs: readonly number[], fromMs: number): number {
  let longest = 0
  for (let i = 1; i < writesAtMs.length; i++) {
    if ((writesAtMs[i] as number) >= fromMs) longest = Math.max(longest, (writesAtMs[i] as number) - (writesAtMs[i - 1] as number))
  }
  return longest
}
