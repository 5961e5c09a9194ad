/**
 * The durable storage driver: appends go to the log of the node, shared by all shards, and are committed when it has
 * synced them; full files of the log become segment files in the background.
 *
 * @packageDocumentation
 */
export { createSegmentStorage } from './segment-storage.ts'
export type { SegmentStorage, SegmentStorageDeps, SegmentStorageOptions } from './segment-storage.ts'
export { openSegmentStorage } from './open-segment-storage.ts'
export type { LogOptions, OpenedSegmentStorage, OpenSegmentStorageOptions } from './open-segment-storage.ts'
export { verifyStorage } from './verify/verify-storage.ts'
export type { StorageReport, VerifyOptions } from './verify/verify-storage.ts'
export { repairStorage } from './verify/repair-storage.ts'
export type { RepairOptions, RepairReport } from './verify/repair-storage.ts'
export { dumpStorage } from './verify/dump-storage.ts'
export type { DumpOptions } from './verify/dump-storage.ts'
export type { Finding, FindingKind, FindingSeverity } from './verify/finding.ts'
export type { SetAside } from './verify/quarantine.ts'
