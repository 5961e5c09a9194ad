import type { Group, SegmentShard } from './segment-shard.ts'
import type { GroupState, ShardState } from './checkpoint.ts'

/** All shards and groups, and which shards have batches in which file of the log. */
export class ShardTable {
  readonly #shards = new Map<number, SegmentShard>()
  readonly #groups = new Map<number, Group>()
  readonly #byFile = new Map<number, SegmentShard[]>()

  get size(): number {
    return this.#shards.size
  }

  get(shard: number): SegmentShard | null {
    return this.#shards.get(shard) ?? null
  }

  add(shard: SegmentShard): void {
    this.#shards.set(shard.spec.shard, shard)
  }

  remove(shard: number): void {
    this.#shards.delete(shard)
  }

  values(): IterableIterator<SegmentShard> {
    return this.#shards.values()
  }

  group(group: number): Group {
    let found = this.#groups.get(group)
    if (found === undefined) {
      found = { group, lastIndex: 0 }
      this.#groups.set(group, found)
    }
    return found
  }

  /** Notes that file `file` of the log has a batch of the shard. */
  touchFile(shard: SegmentShard, file: number): void {
    if (shard.lastFile === file) return
    shard.lastFile = file
    const shards = this.#byFile.get(file)
    if (shards === undefined) this.#byFile.set(file, [shard])
    else shards.push(shard)
  }

  /** Shards with batches in the file. */
  shardsOf(file: number): readonly SegmentShard[] {
    return this.#byFile.get(file) ?? []
  }

  forgetFile(file: number): void {
    this.#byFile.delete(file)
  }

  /** For a checkpoint: shards whose creation is durable. */
  *shardStates(): Generator<ShardState> {
    for (const shard of this.#shards.values()) {
      if (shard.created) yield { spec: shard.spec, logStartOffset: shard.logStartOffset, settledOffset: shard.settledOffset }
    }
  }

  *groupStates(): Generator<GroupState> {
    for (const { group, lastIndex } of this.#groups.values()) yield { group, lastIndex }
  }
}
