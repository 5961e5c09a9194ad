import type { StorageDriver } from '@robustmq/storage-adapter'

/** One opened storage under test. */
export interface StorageHarness {
  readonly driver: StorageDriver
  /** Closes the driver and opens the same storage again: required when the driver says it is durable. */
  reopen?(): Promise<StorageDriver>
  /** Moves what is committed to its long-term place and empties caches, so that reads come from there; the driver stays open. */
  settle?(): Promise<void>
  /** The clock that the driver was given; records in the suite are as old as it says. Required with `capabilities.retention`. */
  nowMs?(): number
  /** Moves the clock on, and resolves when retention and compaction have done what they then may. Required likewise. */
  advance?(ms: number): Promise<void>
  /** Closes and removes everything; called once, after the last use. */
  dispose(): Promise<void>
}

/** The parts of a test runner that the suite needs; the suite imports none. */
export interface TestRunner {
  describe(name: string, define: () => void): void
  test(name: string, run: () => Promise<void>): void
}

export interface StorageConformanceOptions extends TestRunner {
  /** A fresh, empty storage for each test. */
  open(): Promise<StorageHarness>
  /** One that holds this many bytes. Without it the tests of the cap are left out. */
  openCapped?(capBytes: number): Promise<StorageHarness>
  /** Shards of the many-shards test. Default 2 000. */
  readonly manyShards?: number
  /** Bytes of the largest batch tried. Default 1 MiB; at most the driver's `batchBytesMax`. */
  readonly largeBatchBytes?: number
}
