import { createServer } from 'node:net'
import { join } from 'node:path'
import type { BrokerProcess } from './broker-process.ts'
import { newDataDirectory, removeDataDirectory, startBrokerProcess } from './broker-process.ts'

/** Several brokers as processes on loopback that form one cluster. */
export interface ClusterProcesses {
  /** By position; null while it does not run. */
  readonly nodes: readonly (BrokerProcess | null)[]
  node(index: number): BrokerProcess
  /** Starts a node on its data; resolves when it serves. */
  start(index: number): Promise<BrokerProcess>
  kill(index: number): Promise<void>
  stop(index: number): Promise<number | null>
  status(index: number): Promise<ClusterStatus>
  dispose(): Promise<void>
}

export interface ClusterStatus {
  readonly clusterId: string
  readonly nodes: readonly { readonly nodeId: number; readonly state: string; readonly reached: boolean; readonly groups: readonly number[] }[]
  readonly groups: readonly { readonly group: string; readonly leader: number; readonly term: number; readonly commitIndex: number }[]
}

/** A port that was free a moment ago: members have to know each other's before they start. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Starts `count` nodes; the order is that of `delaysMs`, by position. */
export async function startCluster(count: number, delaysMs: readonly number[] = []): Promise<ClusterProcesses> {
  const directory = newDataDirectory()
  const ports = await Promise.all(Array.from({ length: count }, freePort))
  const members = JSON.stringify(ports.map((port, i) => `${i + 1}=127.0.0.1:${port}`))
  const nodes = new Array<BrokerProcess | null>(count).fill(null)
  const start = async (index: number): Promise<BrokerProcess> => {
    const node = await startBrokerProcess(join(directory, `node-${index + 1}`), {
      ROBUSTMQ_NODE__ID: String(index + 1), ROBUSTMQ_CLUSTER__INITIAL_MEMBERS: members, ROBUSTMQ_CLUSTER__PORT: String(ports[index]),
      ROBUSTMQ_STORAGE__FREE_BYTES_RESERVE: '0', ROBUSTMQ_STORAGE__WAL_FILE_BYTES: String(8 * 1024 * 1024),
    })
    nodes[index] = node
    return node
  }
  const running = (index: number): BrokerProcess => {
    const node = nodes[index] ?? null
    if (node === null) throw new Error(`node ${index + 1} does not run`)
    return node
  }
  const cluster: ClusterProcesses = {
    nodes,
    node: running,
    start,
    kill: async (index) => {
      await running(index).kill()
      nodes[index] = null
    },
    stop: async (index) => {
      const status = await running(index).stop()
      nodes[index] = null
      return status
    },
    status: async (index) => (await (await fetch(`${running(index).adminUrl}/api/cluster`)).json()) as ClusterStatus,
    dispose: async () => {
      await Promise.all(nodes.map(async (node) => node?.kill()))
      removeDataDirectory(directory)
    },
  }
  try {
    await Promise.all(nodes.map(async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, delaysMs[index] ?? 0))
      await start(index)
    }))
    return cluster
  } catch (error) {
    await cluster.dispose()
    throw error
  }
}

/** Asks until it holds; what it last saw is in the error. */
export async function eventually<T>(ask: () => Promise<T>, holds: (seen: T) => boolean, withinMs = 20_000): Promise<T> {
  let last: unknown = null
  for (const until = Date.now() + withinMs; Date.now() < until; ) {
    try {
      const seen = await ask()
      if (holds(seen)) return seen
      last = seen
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`did not come to hold within ${withinMs} ms; last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`)
}
