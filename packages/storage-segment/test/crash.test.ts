import { storageCrashConformance } from '@robustmq/storage-conformance'
import { describe, test } from 'vitest'
import { openOn, settle } from './segment-harness.ts'

const full = process.env['ROBUSTMQ_TEST_FULL'] !== undefined

storageCrashConformance({
  describe,
  // oxlint-disable-next-line vitest/expect-expect -- the suite asserts
  test: (name, run) => test(name, run, full ? 1_200_000 : 60_000),
  ...(full ? { seeds: [1, 2, 3, 4, 5, 6], steps: 120, recoveryPoints: 40 } : {}),
  open: async (fileSystem, onFatal) => {
    // No cache, so that what is checked is what was written.
    const storage = await openOn(fileSystem, { tailCacheBytes: 0, hotShardBytes: 16 * 1024 }, { onFatal })
    return { driver: storage.driver, settle: () => settle(storage) }
  },
})
