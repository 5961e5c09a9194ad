/**
 * Deterministic simulation of a cluster in one process: network, disks and clocks in virtual time, with faults, all of it
 * from one seed. The cluster itself, its invariants and its driver belong to the tests of what is simulated. Beside it, a
 * checker of histories: whether what clients saw can be explained by one service that does one thing after the other.
 *
 * @packageDocumentation
 */
export { chance, createStream } from './seeded-random.ts'
export { EventQueue } from './event-queue.ts'
export { CALM_NETWORK, VirtualNetwork } from './virtual-network.ts'
export type { NetworkFaults } from './virtual-network.ts'
export { VirtualDisk } from './virtual-disk.ts'
export type { DiskRecord } from './virtual-disk.ts'
export { SkewedClock } from './skewed-clock.ts'
export { TraceHash } from './trace-hash.ts'
export { runSeeds } from './run-seeds.ts'
export type { SeedRun } from './run-seeds.ts'
export { HistoryRecorder } from './history.ts'
export type { Operation } from './history.ts'
export { keyValueModel } from './models.ts'
export type { KeyValueInput, KeyValueOutput, SequentialModel } from './models.ts'
export { checkLinearizable } from './linearizability.ts'
export type { CheckOptions, Linearizability } from './linearizability.ts'
