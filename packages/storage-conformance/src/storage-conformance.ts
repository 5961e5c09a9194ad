import assert from 'node:assert/strict'
import { defineAppendTests } from './append-tests.ts'
import { defineCompactionTests } from './compaction-tests.ts'
import { defineDeleteTests } from './delete-tests.ts'
import { defineDurableTests } from './durable-tests.ts'
import type { StorageConformanceOptions, StorageHarness } from './harness.ts'
import { defineLookupTests } from './lookup-tests.ts'
import { defineReadTests } from './read-tests.ts'
import { defineCapTests, defineRetentionTests } from './retention-tests.ts'
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
  defineUpkeep(options, define)
}

type Define = (name: string, run: (harness: StorageHarness) => Promise<void>) => void
type Capability = 'retention' | 'compaction' | 'lookup' | 'deleteRecords'

/** What the driver does besides storing. What it says that it cannot is left out: `StorageCapabilities` is checked where it is used. */
function defineUpkeep(options: StorageConformanceOptions, define: Define): void {
  const { describe, test, openCapped } = options
  const where = (capability: Capability): Define => (name, run) =>
    define(name, async (harness) => (harness.driver.capabilities[capability] ? run(harness) : undefined))
  const settling = ({ settle }: StorageHarness) => async (): Promise<void> => settle?.()
  const fresh = async (): Promise<void> => undefined
  for (const settled of [false, true]) {
    const how = settled ? ' of settled data' : ''
    const settle = (harness: StorageHarness): (() => Promise<void>) => (settled ? settling(harness) : fresh)
    describe(`retention${how}`, () => defineRetentionTests((name, run) => where('retention')(name, (h) => run(timed(h), settle(h)))))
    describe(`deleted records${how}`, () => defineDeleteTests((name, run) => where('deleteRecords')(name, (h) => run(h, settle(h)))))
    describe(`lookup${how}`, () => defineLookupTests((name, run) => where('lookup')(name, (h) => run(h, settle(h)))))
  }
  describe('compaction', () => defineCompactionTests((name, run) => where('compaction')(name, (harness) => run(timed(harness)))))
  if (openCapped === undefined) return
  describe('cap', () => defineCapTests((name, capBytes, run) => test(name, async () => {
    const harness = await openCapped(capBytes)
    try {
      await run(timed(harness))
    } finally {
      await harness.dispose()
    }
  })))
}

function timed(harness: StorageHarness): Required<StorageHarness> {
  const { driver, nowMs, advance } = harness
  assert.ok(nowMs !== undefined && advance !== undefined, 'a driver with retention is tested with a clock')
  return {
    driver, nowMs, advance, dispose: harness.dispose,
    reopen: harness.reopen ?? (() => Promise.resolve(driver)), settle: harness.settle ?? (() => Promise.resolve()),
  }
}
