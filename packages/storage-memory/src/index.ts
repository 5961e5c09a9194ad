/**
 * Volatile storage driver: shards in memory, bounded in bytes, with the contract of the durable ones.
 * For topics that may be lost with the process, and for tests.
 *
 * @packageDocumentation
 */
export { createMemoryStorage } from './memory-driver.ts'
export type { MemoryStorageDeps, MemoryStorageOptions } from './memory-driver.ts'
