import type { Metrics } from '@robustmq/common-metrics'
import type { StorageStats } from '@robustmq/storage-adapter'
import type { Engines } from './engines.ts'

/** Figures of the drivers and of the write-ahead log, read when metrics are rendered. */
export function registerStorageMetrics(metrics: Metrics, engines: Engines): void {
  const gauge = (name: string, help: string, read: (stats: StorageStats) => number): void => {
    const family = metrics.gauge({ name, help, labels: ['storage'] })
    for (const [kind, driver] of engines.drivers) family.series(kind).observeWith(() => read(driver.stats()))
  }
  gauge('storage_shards', 'Open shards', (stats) => stats.shards)
  gauge('storage_stored_bytes', 'Bytes on the medium', (stats) => stats.storedBytes)
  gauge('storage_pending_bytes', 'Bytes appended and not yet committed', (stats) => stats.pendingBytes)
  gauge('storage_committed_records', 'Records committed since the start', (stats) => stats.committedRecords)
  gauge('storage_open_files', 'Open files', (stats) => stats.openFiles)
  const removed = metrics.gauge({ name: 'storage_removed_bytes', help: 'Bytes removed since the start', labels: ['storage', 'reason'] })
  for (const [kind, driver] of engines.drivers) {
    removed.series(kind, 'age').observeWith(() => driver.stats().removed.byAge)
    removed.series(kind, 'size').observeWith(() => driver.stats().removed.bySize)
    removed.series(kind, 'cap').observeWith(() => driver.stats().removed.byCap)
    removed.series(kind, 'compaction').observeWith(() => driver.stats().removed.byCompaction)
  }
  gauge('storage_cap_refusals', 'Appends refused since the cap is reached and what could give way is held', (stats) => stats.capRefusals)
  const wal = (name: string, help: string, read: () => number): void => metrics.gauge({ name, help }).series().observeWith(read)
  wal('wal_syncs', 'fdatasync calls since the start', () => engines.wal.stats().syncs)
  wal('wal_files', 'Files of the write-ahead log', () => engines.wal.stats().files)
  wal('wal_pending_bytes', 'Bytes in the write-ahead log that are not yet synced', () => engines.wal.stats().pendingBytes)
}
