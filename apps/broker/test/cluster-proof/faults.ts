import type { Random } from '@robustmq/common-runtime'
import { pause } from './proof-cluster.ts'
import type { ProofCluster } from './proof-cluster.ts'

export type Fault = 'kill' | 'stop' | 'transfer' | 'cut-out' | 'cut-in' | 'isolate'

export interface Disturbance {
  readonly fault: Fault
  readonly before: number
  readonly after: number
  /** Monotonic milliseconds of the fault itself. */
  readonly atMs: number
}

export const LOCAL_FAULTS: readonly Fault[] = ['kill', 'stop', 'transfer']
export const NETWORK_FAULTS: readonly Fault[] = ['cut-out', 'cut-in', 'isolate']

/** One fault at the leader in the middle of a history; resolves when another one leads and everything is whole again. */
export async function disturbLeader(cluster: ProofCluster, random: Random, fault: Fault): Promise<Disturbance> {
  const { node: leader, term } = await cluster.awaitLeader()
  const others = Array.from({ length: cluster.count }, (_, i) => i + 1).filter((node) => node !== leader)
  const atMs = performance.now()
  if (fault === 'kill') await cluster.kill(leader)
  else if (fault === 'stop') cluster.signal(leader, 'SIGSTOP')
  else if (fault !== 'transfer') for (const other of others) {
    if (fault !== 'cut-in') cluster.cut(leader, other)
    if (fault !== 'cut-out') cluster.cut(other, leader)
  }
  const successor = others[random.below(others.length)]
  // A transfer to a node that lags comes to nothing in time: it is asked for again.
  const ask = fault === 'transfer' ? (): Promise<unknown> => cluster.admin(leader, '/api/cluster/transfer', { node: successor }).catch(() => null) : null
  const after = await newLeader(cluster, leader, term, ask)
  if (fault === 'stop') {
    // Long enough that what it held when it was stopped is old.
    await pause(300 + random.below(1500))
    cluster.signal(leader, 'SIGCONT')
  } else if (fault === 'kill') await cluster.startNode(leader)
  else if (fault !== 'transfer') {
    await pause(random.below(1000))
    cluster.heal()
  }
  return { fault, before: leader, after, atMs }
}

async function newLeader(cluster: ProofCluster, former: number, term: number, ask: (() => Promise<unknown>) | null): Promise<number> {
  for (const until = Date.now() + 30_000; Date.now() < until; await pause(ask === null ? 10 : 100)) {
    await ask?.()
    const now = await cluster.leader()
    if (now.node > 0 && now.node !== former && now.term > term) return now.node
  }
  throw new Error(`nobody took over from node ${former} (term ${term})`)
}
