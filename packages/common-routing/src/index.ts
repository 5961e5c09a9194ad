/**
 * The publish path that all protocols share: an address is resolved to a topic and to the live subscriptions that match;
 * what arrives for a shard in one turn is stored as one batch; live subscribers get it in the same turn.
 *
 * @packageDocumentation
 */
export { createRouter } from './router.ts'
export type { RouterDeps, RouterOptions } from './router.ts'
export { createTopicDirectory } from './topic-directory.ts'
export type { NodeTopicDirectory, TopicDirectoryDeps, TopicDirectoryOptions } from './topic-directory.ts'
export { BatchRunReader } from './batch-run.ts'
export { createRecordFields } from './record-fields.ts'
export { partitionOf } from './partition.ts'
