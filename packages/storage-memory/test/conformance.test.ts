import { createTurns, TimerWheel } from '@robustmq/common-runtime'
import { storageConformance, testRecordFields } from '@robustmq/storage-conformance'
import type { StorageHarness } from '@robustmq/storage-conformance'
import { describe, test } from 'vitest'
import { createMemoryStorage } from '../src/index.ts'
import type { MemoryStorageOptions } from '../src/index.ts'

const START_MS = 1_700_000_000_000
const TICK_MS = 1000

async function open(options: MemoryStorageOptions): Promise<StorageHarness> {
  const turns = createTurns((error) => {
    throw error
  })
  const wheel = new TimerWheel()
  let now = START_MS
  const clock = { now: () => now, monotonic: () => now }
  const timers = { schedule: (delayMs: number, task: { onTimer(): void }) => wheel.schedule(delayMs / TICK_MS, task), cancel: () => undefined }
  const driver = createMemoryStorage(options, { turns, clock, timers, fields: testRecordFields })
  return {
    driver,
    nowMs: () => now,
    advance: async (ms) => {
      now += ms
      wheel.advance(1)
    },
    dispose: () => driver.close(),
  }
}

storageConformance({ describe, test, open: () => open({}), openCapped: (storedBytesMax) => open({ storedBytesMax }) })
