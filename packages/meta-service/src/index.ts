/**
 * Metadata that must be agreed: commands on the node's shared log, applied by deterministic state machines, read from
 * memory, watched for changes. Knows nothing of what the commands say.
 *
 * ```ts
 * const meta = createMetaService({ directory }, { fileSystem, clock, random, log, onFailure })
 * meta.register(machine)
 * const wal = await openWal(options, { … frame => meta.replay(frame) … })
 * meta.start(wal)
 * const answer = await meta.propose(machine.name, command)     // durable and applied
 * ```
 *
 * @packageDocumentation
 */
export { createMetaService, META_GROUP } from './meta-service.ts'
export type { MetaService, MetaServiceDeps, MetaServiceOptions, MetaServiceStats } from './meta-service.ts'
export { createVolatileMeta } from './volatile-meta.ts'
export { SNAPSHOT_FORMAT } from './snapshot-format.ts'
export { ANSWER_BYTES_PER_CLIENT_MAX, ANSWERS_PER_CLIENT_MAX, CLIENTS_MAX } from './answered-proposals.ts'
