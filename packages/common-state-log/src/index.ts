/**
 * Keyed state of consumers and protocols, kept as puts and deltas in a log of the same replication group: one batch per
 * turn and group, in the same sync as everything else, atomic with a publish where that is asked for.
 *
 * @packageDocumentation
 */
export { STATE_ERROR_CODES } from './errors.ts'
export type { StateErrorCode } from './errors.ts'
export { STATE_VALUE_BYTES_MAX } from './group-log.ts'
export { createStateLogs } from './state-logs.ts'
export type { StateLogs, StateLogsDeps, StateLogsOptions, StateLogsStats } from './state-logs.ts'
export { createSweep } from './state-sweep.ts'
export { isStateShard, STATE_SHARD_BASE, stateShardOf } from './state-record.ts'
export { STATE_KEY_BYTES_MAX } from './state-writer.ts'
export { STATE_COMMITTED, STATE_DELTA, STATE_FAILED, STATE_PENDING, STATE_PUT, STATE_REMOVE } from '@robustmq/broker-api'
export type {
  OwnedState, StateKind, StateOwner, StatePort, StateSweep, StateTicket, StateWaiter, StateWriter,
} from '@robustmq/broker-api'
