import { CALM_NETWORK, createStream } from '@robustmq/simulator'
import { ROLE_LEADER } from '../src/raft.ts'
import { Cluster } from './cluster.ts'
import type { Mistake } from './planted-mistakes.ts'
import type { Plant } from './planted-variants.ts'
import type { SimulatedNode } from './simulated-node.ts'

const NO_TROUBLES = { crash: 0, restart: 0, pause: 0, cut: 0, mend: 0, propose: 0, read: 0, confChange: 0, transfer: 0, compact: 0 }

/** A cluster in which nothing breaks by itself. */
export function calmCluster(nodeCount: number, electionTicks: number, mistake: Mistake | null, plant?: Plant): Cluster {
  return new Cluster({
    ...(plant === undefined ? {} : { plant }),
    seed: 1, nodeCount, voterCount: nodeCount, mistake, stepsPerTick: 2, syncStepsMax: 0, faults: CALM_NETWORK, troubles: NO_TROUBLES,
    options: { electionTicks, messageBytesMax: 1 },
  })
}

export function nodeOf(cluster: Cluster, id: number): SimulatedNode {
  return cluster.nodes[id - 1] as SimulatedNode
}

export function stepUntil(cluster: Cluster, what: string, holds: () => boolean): void {
  for (let i = 0; i < 5000; i++) {
    if (holds()) return
    cluster.step()
  }
  throw new Error(`never: ${what}`)
}

/** Makes `id` the leader by its own campaigns; those that should vote for it must have forgotten their leader. */
export function elect(cluster: Cluster, id: number): void {
  const node = nodeOf(cluster, id)
  for (let i = 0; i < 10 && node.raft.role !== ROLE_LEADER; i++) {
    node.node.campaign()
    for (let step = 0; step < 8 && (node.raft.role as number) !== ROLE_LEADER; step++) cluster.step()
  }
  if (node.raft.role !== ROLE_LEADER) throw new Error(`node ${id} is not elected: ${JSON.stringify(cluster.nodes.map((one) => one.node.status()))}`)
}

function crash(cluster: Cluster, ...ids: number[]): void {
  for (const id of ids) if (nodeOf(cluster, id).isUp) nodeOf(cluster, id).crash(createStream(1, 9))
}

function restart(cluster: Cluster, ...ids: number[]): void {
  crash(cluster, ...ids)
  for (const id of ids) nodeOf(cluster, id).restart()
}

/** Figure 8 of the Raft paper: an entry of an older term is on a majority, and is replaced all the same. */
export function figureEight(mistake: Mistake | null, plant?: Plant): void {
  const cluster = calmCluster(5, 1000, mistake, plant)
  elect(cluster, 1)
  stepUntil(cluster, 'the first entry is everywhere', () => cluster.nodes.every(({ applied }) => applied === 2))
  cluster.network.partition([1, 2], [3, 4, 5])
  nodeOf(cluster, 1).node.propose([Buffer.from('x')])
  stepUntil(cluster, 'node 2 has the entry', () => nodeOf(cluster, 2).storage.lastIndex() === 3)
  // Node 5 leads the next term and gets its entry to nobody.
  crash(cluster, 1)
  restart(cluster, 3, 4, 5)
  elect(cluster, 5)
  cluster.network.partition([5], [3, 4])
  crash(cluster, 5)
  for (let i = 0; i < 5; i++) cluster.step()
  // Node 1 leads again, and copies the old entry to a majority, but not one of its own term.
  restart(cluster, 1, 2, 3, 4)
  cluster.network.heal()
  elect(cluster, 1)
  stepUntil(cluster, 'the old entry is on a majority', () => nodeOf(cluster, 1).raft.progress.get(3)?.match === 3)
  cluster.network.partition([1, 2], [3, 4, 5])
  cluster.network.partition([3], [4, 5])
  crash(cluster, 1)
  for (let i = 0; i < 5; i++) cluster.step()
  cluster.network.heal()
  cluster.network.partition([1, 2], [3, 4, 5])
  restart(cluster, 3, 4, 5)
  elect(cluster, 5)
  stepUntil(cluster, 'its entry is committed', () => nodeOf(cluster, 3).applied >= 3)
}

/** Two nodes do not hear each other, a third hears both. Returns the terms that passed in a thousand election timeouts. */
export function partialPartition(mistake: Mistake | null, plant?: Plant): number {
  const cluster = calmCluster(3, 5, mistake, plant)
  stepUntil(cluster, 'a leader', () => cluster.leader() !== null)
  const leader = cluster.leader() as SimulatedNode
  stepUntil(cluster, 'everybody knows the leader', () => cluster.nodes.every(({ raft }) => raft.leader === leader.id))
  const other = cluster.nodes.find(({ id }) => id !== leader.id) as SimulatedNode
  const before = leader.raft.term
  cluster.network.partition([leader.id], [other.id])
  for (let i = 0; i < 10_000; i++) cluster.step()
  return Math.max(...cluster.nodes.map(({ raft }) => raft.term)) - before
}
