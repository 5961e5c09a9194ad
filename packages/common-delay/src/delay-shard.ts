/** Shards from this number on, below those of state, hold delayed messages: `DELAY_SHARD_BASE + group`. Part of the disk format. */
export const DELAY_SHARD_BASE: number = 2 ** 46
const END = 2 ** 47

export function delayShardOf(group: number): number {
  return DELAY_SHARD_BASE + group
}

export function isDelayShard(shard: number): boolean {
  return shard >= DELAY_SHARD_BASE && shard < END
}
