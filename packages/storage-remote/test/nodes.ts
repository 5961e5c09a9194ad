import { createRecordingLogger } from '@robustmq/common-log'
import { createTimers, createTurns } from '@robustmq/common-runtime'
import { createMemoryPeers } from '@robustmq/protocol-conformance'
import type { MemoryPeers } from '@robustmq/protocol-conformance'
import type { ShardSpec, StorageDriver } from '@robustmq/storage-adapter'
import { createMemoryStorage } from '@robustmq/storage-memory'
import { createPlacedStorage, createShardExchange } from '../src/index.ts'
import type { Place, ShardExchange } from '../src/index.ts'

export interface TestCluster {
  readonly peers: MemoryPeers
  /** Where groups are; change it and call `placesChanged` of the nodes. */
  readonly places: Map<number, Place>
  readonly nodes: readonly TestNode[]
  dispose(): Promise<void>
}

export interface TestNode {
  readonly nodeId: number
  readonly exchange: ShardExchange
  readonly local: StorageDriver
  readonly remote: StorageDriver
  readonly placed: StorageDriver
  readonly log: ReturnType<typeof createRecordingLogger>
}

/** Group n is on node 1 + n % nodes, unless `places` says otherwise. Connected. */
export function createTestCluster(count: number, options: { readonly pendingBytesMax?: number; readonly everythingOn?: number } = {}): TestCluster {
  const fail = (error: unknown): void => {
    throw error
  }
  const timers = createTimers({ onError: fail })
  const ids = Array.from({ length: count }, (_, i) => i + 1)
  const peers = createMemoryPeers({ nodeIds: ids }, { timers })
  const places = new Map<number, Place>()
  const place = (group: number): Place => places.get(group) ?? { nodeId: options.everythingOn ?? 1 + (group % count), epoch: 7 }
  const nodes = ids.map((nodeId): TestNode => {
    const turns = createTurns(fail)
    const log = createRecordingLogger()
    const local = createMemoryStorage({}, { turns })
    const exchange = createShardExchange(options, {
      peers: peers.network(nodeId), turns, timers, log, place, shard: (shard) => local.shard(shard), openShard: (_kind, spec: ShardSpec) => local.createShard(spec),
    })
    const remote = exchange.driver(local.kind, local.capabilities)
    const isHere = (group: number): boolean => place(group).nodeId === nodeId
    return { nodeId, exchange, local, remote, log, placed: createPlacedStorage({ local, remote, isHere }) }
  })
  peers.connectAll()
  return {
    peers,
    places,
    nodes,
    dispose: async () => {
      for (const { placed } of nodes) await placed.close()
      timers.stop()
    },
  }
}
