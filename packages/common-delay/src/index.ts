/**
 * Publishing at a time or after a delay: messages wait in a shard of the replication group of their target, what is to come is
 * an index of typed arrays in memory, rebuilt from the state log, and one timer serves all.
 *
 * @packageDocumentation
 */
export { createDelay } from './delayed-publisher.ts'
export type { Delay, DelayDeps, DelayOptions } from './delayed-publisher.ts'
export { DELAY_SHARD_BASE, isDelayShard } from './delay-shard.ts'
export { PendingIndex } from './pending-index.ts'
