import { createTurns } from '@robustmq/common-runtime'
import { storageConformance } from '@robustmq/storage-conformance'
import { describe, test } from 'vitest'
import { createMemoryStorage } from '../src/index.ts'

storageConformance({
  describe,
  test,
  open: async () => {
    const turns = createTurns((error) => {
      throw error
    })
    const driver = createMemoryStorage({}, { turns })
    return { driver, dispose: () => driver.close() }
  },
})
