import { storageConformance } from '@robustmq/storage-conformance'
import { describe, test } from 'vitest'
import { createTestCluster } from './nodes.ts'
import type { TestCluster, TestNode } from './nodes.ts'

// Every promise of the storage contract, with all shards on another node.
describe('shards of another node', () => {
  storageConformance({
    describe,
    test,
    manyShards: 1000,
    open: async () => {
      const cluster = createTestCluster(2, { everythingOn: 2 })
      return { driver: (cluster.nodes[0] as TestNode).remote, dispose: () => cluster.dispose() }
    },
  })
})

describe('shards spread over two nodes', () => {
  storageConformance({
    describe,
    test,
    manyShards: 200,
    open: async () => {
      const cluster: TestCluster = createTestCluster(2)
      const { placed } = cluster.nodes[0] as TestNode
      // Records of other nodes are counted there.
      const stats = placed.stats.bind(placed)
      placed.stats = () => {
        const remote = (cluster.nodes[0] as TestNode).remote.stats()
        const here = stats()
        return { ...here, shards: here.shards + remote.shards, committedRecords: here.committedRecords + remote.committedRecords }
      }
      return { driver: placed, dispose: () => cluster.dispose() }
    },
  })
})
