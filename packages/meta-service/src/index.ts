/**
 * Metadata that must be agreed: commands on the node's shared log, agreed on by raft, applied by deterministic state machines, read
 * from memory, watched for changes; and the cluster of nodes that agree. Knows nothing of what the commands say.
 *
 * ```ts
 * const meta = createMetaService({ directory }, { fileSystem, clock, random, turns, timers, log, onFailure })
 * meta.register(machine)
 * const wal = await openWal(options, { … frame => meta.replay(frame) … })
 * meta.start(wal)
 * const answer = await meta.propose(machine.name, command)     // durable on a majority and applied here
 * ```
 *
 * @packageDocumentation
 */
export { createMetaService } from './meta-service.ts'
export type { MetaServiceDeps, MetaServiceOptions } from './options.ts'
export type {
  ClusterView, MetaGroupStatus, MetaMemberStatus, MetaService, MetaServiceStats, PeerIntroduction,
} from './service-contract.ts'
export type { ClusterNode, ClusterNodeState } from './cluster-state.ts'
export type { InitialMember } from './formation.ts'
export { MAIN_GROUP, META_GROUP } from './group-name.ts'
export { CLUSTER_MACHINE } from './cluster-machine.ts'
export { VOTERS_MAX } from './membership-keeper.ts'
export { createVolatileMeta } from './volatile-meta.ts'
export { SNAPSHOT_FORMAT } from './snapshot-format.ts'
export { RECORD_FORMAT } from './raft-record.ts'
export { ANSWER_BYTES_PER_CLIENT_MAX, ANSWERS_PER_CLIENT_MAX, CLIENTS_MAX } from './answered-proposals.ts'
