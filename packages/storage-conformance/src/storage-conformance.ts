import assert from 'node:assert/strict'
import { defineAppendTests } from './append-tests.ts'
import { defineDurableTests } from './durable-tests.ts'
import type { StorageConformanceOptions, StorageHarness } from './harness.ts'
import { defineReadTests } from './read-tests.ts'
import { defineShardTests } from './shard-tests.ts'

const LARGE_BATCH_BYTES = 1024 * 1024

/** Defines the suite that every driver passes. Uses only `describe` and `test` of the runner given, and plain assertions. */
export function storageConformance(options: StorageConformanceOptions): void {
  const { describe, test } = options
  const define = (name: string, run: (harness: StorageHarness) => Promise<void>): void => {
    test(name, async () => {
      const harness = await options.open()
      try {
        await run(harness)
      } finally {
        await harness.dispose()
      }
    })
  }
  const largeBatchBytes = options.largeBatchBytes ?? LARGE_BATCH_BYTES

  describe('capabilities', () => {
    define('are complete, and a durable driver can be reopened', async ({ driver, reopen }) => {
      const { durable, conditionalAppend, companions, trimFront, batchBytesMax } = driver.capabilities
      for (const flag of [durable, conditionalAppend, companions, trimFront]) assert.equal(typeof flag, 'boolean')
      assert.ok(batchBytesMax >= LARGE_BATCH_BYTES)
      assert.equal(durable, reopen !== undefined)
      assert.notEqual(driver.kind, '')
    })
  })
  describe('append', () => defineAppendTests(define, largeBatchBytes))
  describe('read', () => {
    defineReadTests((name, run) => define(name, (harness) => run(harness, async () => undefined)), largeBatchBytes)
  })
  describe('read after settling', () => {
    defineReadTests((name, run) => define(name, (harness) => run(harness, async () => harness.settle?.())), largeBatchBytes)
  })
  describe('shards', () => defineShardTests(define, options.manyShards ?? 2000))
  describe('reopening', () => defineDurableTests(define))
}
