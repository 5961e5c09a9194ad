import { storageConformance } from '@robustmq/storage-conformance'
import { describe, test } from 'vitest'
import { openHarness, openHarshHarness } from './segment-harness.ts'

const wal = { fileBytes: 4 * 1024 * 1024 }
describe('with a tail cache', () => {
  const options = { wal, batchBytesMax: 1500 * 1024 }
  storageConformance({ describe, test, open: () => openHarness(options), openCapped: (nodeBytesMax) => openHarness({ ...options, nodeBytesMax }) })
})
describe('without a tail cache', () => {
  const options = { wal, batchBytesMax: 1500 * 1024, tailCacheBytes: 0, hotShardBytes: 64 * 1024 }
  storageConformance({ describe, test, open: () => openHarness(options), openCapped: (nodeBytesMax) => openHarness({ ...options, nodeBytesMax }) })
})
describe('on a slow disk with short writes, losing power instead of being closed', () => {
  const options = { wal, batchBytesMax: 1500 * 1024, tailCacheBytes: 0, hotShardBytes: 64 * 1024 }
  storageConformance({ describe, test, open: () => openHarshHarness(options), manyShards: 300 })
})
