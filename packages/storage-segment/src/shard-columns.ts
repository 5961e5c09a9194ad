import type { ShardSettings } from '@robustmq/storage-adapter'
import type { RowChains } from './row-chains.ts'
import type { OffsetTable } from './offset-table.ts'

/** The arrival counter of a replication group. */
export interface Group {
  readonly group: number
  lastIndex: number
}

/** What the object of a shard needs of the table that holds its numbers. `S` is that object. */
export interface ShardColumns<S = never> {
  readonly starts: Float64Array
  readonly nexts: Float64Array
  readonly bytes: Float64Array
  readonly chains: RowChains
  readonly files: { release(file: number): void }
  addBytes(slot: number, bytes: number): void
  markChanged(slot: number): void
  settingsOf(slot: number): ShardSettings
  setSettings(slot: number, settings: ShardSettings): void
  gather(shard: S): OffsetTable
  keep(shard: S): void
  letGo(shard: S): void
}
