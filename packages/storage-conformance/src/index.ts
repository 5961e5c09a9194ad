/**
 * One suite for every storage driver. The suite imports no test runner: pass `describe` and `test` of yours.
 *
 * @packageDocumentation
 */
export { storageConformance } from './storage-conformance.ts'
export type { StorageConformanceOptions, StorageHarness, TestRunner } from './harness.ts'
export { buildBatch, buildRandomBatch, buildUniformBatch } from './test-batch.ts'
export { buildMarker, buildRecords, createConfigured, keyOf, readRecords, testRecordFields } from './test-records.ts'
export type { TestProducer, TestRecord } from './test-records.ts'
export { appendOne, codeOf, Outcomes, readAll } from './outcomes.ts'
export type { Outcome } from './outcomes.ts'
export { createTestShard, shardSpec } from './shard-specs.ts'
export { createFaultyFileSystem } from './memory-disk.ts'
export type { DiskOperation, FaultyFileSystem, FaultyFileSystemOptions } from './faulty-file-system.ts'
export type { CrashKeeps } from './disk-inode.ts'
export type { Fault, FaultyOperation } from './fault-script.ts'
export type { DelayedOperation, HeldCompletions, HeldOperation, HoldFilter } from './completion-delays.ts'
export { storageCrashConformance } from './crash-conformance.ts'
export type { CrashConformanceOptions, CrashHarness } from './crash-conformance.ts'
export { storageFaultConformance } from './fault-conformance.ts'
export type { FaultConformanceOptions } from './fault-conformance.ts'
