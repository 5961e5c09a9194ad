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
export type { OwnedState, StateLogs, StateLogsDeps, StateLogsOptions, StateLogsStats } from './state-logs.ts'
export type { StateOwner } from './state-owner.ts'
export { createSweep } from './state-sweep.ts'
export type { StateSweep } from './state-sweep.ts'
export { isStateShard, STATE_DELTA, STATE_PUT, STATE_REMOVE, STATE_SHARD_BASE, stateShardOf } from './state-record.ts'
export type { StateKind } from './state-record.ts'
export { STATE_COMMITTED, STATE_FAILED, STATE_PENDING } from './state-ticket.ts'
export type { StateTicket, StateWaiter } from './state-ticket.ts'
export { STATE_KEY_BYTES_MAX } from './state-writer.ts'
export type { StateWriter } from './state-writer.ts'
