import { storageError } from '@robustmq/storage-adapter'
import type { PressureListener, Shard, ShardSpec, StorageCapabilities, StorageDriver, StorageStats } from '@robustmq/storage-adapter'

export interface PlacedStorageDeps {
  /** The shards of this node. */
  readonly local: StorageDriver
  /** Those of all others. */
  readonly remote: StorageDriver
  /** True when the group is on this node; null: nowhere yet. */
  readonly isHere: (group: number) => boolean | null
}

/** One driver for a whole cluster: a shard is opened where its group is. */
export function createPlacedStorage(deps: PlacedStorageDeps): StorageDriver {
  return new PlacedStorage(deps)
}

class PlacedStorage implements StorageDriver {
  readonly kind: string
  readonly #local: StorageDriver
  readonly #remote: StorageDriver
  readonly #isHere: (group: number) => boolean | null

  constructor(deps: PlacedStorageDeps) {
    this.kind = deps.local.kind
    this.#local = deps.local
    this.#remote = deps.remote
    this.#isHere = deps.isHere
  }

  /** What shards on any node can do: companions go only with batches of shards that are here. */
  get capabilities(): StorageCapabilities {
    return { ...this.#local.capabilities, companions: false }
  }

  async createShard(spec: ShardSpec): Promise<Shard> {
    // One that is known answers itself whether this is the same one.
    const known = this.shard(spec.shard)
    if (known !== null && known.spec.group !== spec.group) return (known === this.#local.shard(spec.shard) ? this.#local : this.#remote).createShard(spec)
    const here = this.#isHere(spec.group)
    if (here === null) throw storageError('STORAGE_UNREACHABLE', `group ${spec.group} is not on any node yet`)
    return (here ? this.#local : this.#remote).createShard(spec)
  }

  shard(shard: number): Shard | null {
    const local = this.#local.shard(shard)
    if (local === null) return this.#remote.shard(shard)
    // Data of a group that was given away stays on this node until it is removed, and is not served.
    return this.#isHere(local.spec.group) === false ? this.#remote.shard(shard) : local
  }

  async deleteShard(shard: number): Promise<void> {
    const local = this.#local.shard(shard) !== null
    const remote = this.#remote.shard(shard) !== null
    if (remote) await this.#remote.deleteShard(shard)
    if (local || !remote) await this.#local.deleteShard(shard)
  }

  *shards(): IterableIterator<Shard> {
    yield* this.#local.shards()
    yield* this.#remote.shards()
  }

  startRetention(): void {
    this.#local.startRetention()
  }

  get congested(): boolean {
    return this.#local.congested || this.#remote.congested
  }

  onRelief(listener: PressureListener): void {
    const relieved = { storageRelieved: (): void => void (this.congested || listener.storageRelieved()) }
    this.#local.onRelief(relieved)
    this.#remote.onRelief(relieved)
  }

  /** Of this node. */
  stats(): StorageStats {
    const local = this.#local.stats()
    return { ...local, pendingBytes: local.pendingBytes + this.#remote.stats().pendingBytes }
  }

  async close(): Promise<void> {
    await Promise.all([this.#remote.close(), this.#local.close()])
  }
}
