/**
 * Shards of other nodes behind the ordinary storage contract, and the shards of this node served to them.
 *
 * @packageDocumentation
 */
export { createShardExchange } from './shard-exchange.ts'
export type { Place } from './place.ts'
export type { ShardExchange, ShardExchangeDeps, ShardExchangeOptions } from './shard-exchange.ts'
export { createPlacedStorage } from './placed-storage.ts'
export type { PlacedStorageDeps } from './placed-storage.ts'
