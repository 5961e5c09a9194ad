import { storageFaultConformance } from '@robustmq/storage-conformance'
import { describe, test } from 'vitest'
import { openOn, settle } from './segment-harness.ts'

const full = process.env['ROBUSTMQ_TEST_FULL'] !== undefined

storageFaultConformance({
  describe,
  // oxlint-disable-next-line vitest/expect-expect -- the suite asserts
  test: (name, run) => test(name, run, full ? 1_200_000 : 60_000),
  commitPath: '/wal/',
  ...(full ? { faultPoints: Number.POSITIVE_INFINITY, steps: 80 } : {}),
  open: async (fileSystem, onFatal) => {
    const storage = await openOn(fileSystem, { tailCacheBytes: 0, hotShardBytes: 16 * 1024 }, { onFatal })
    return { driver: storage.driver, settle: () => settle(storage) }
  },
})
