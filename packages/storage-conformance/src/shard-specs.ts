import type { Durability, Shard, ShardSpec, StorageDriver } from '@robustmq/storage-adapter'

/** A spec of the default tenant, spread over four replication groups. */
export function shardSpec(shard: number, durability: Durability = 'always'): ShardSpec {
  return { tenant: 1, shard, group: 1 + (shard % 4), durability }
}

export function createTestShard(driver: StorageDriver, shard: number): Promise<Shard> {
  return driver.createShard(shardSpec(shard))
}
