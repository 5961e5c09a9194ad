import type { BrokerError } from '@robustmq/common-errors'
import type { AppendCompletion, AppendOptions, Shard, StorageDriver } from '@robustmq/storage-adapter'

/** Holds back what is appended, or fails it, on demand. */
export class HoldingDriver {
  holding = false
  /** Fails the next appends, one each, with these. */
  readonly failures: (BrokerError | null)[] = []
  readonly #held: (() => void)[] = []

  wrap(driver: StorageDriver): StorageDriver {
    const shards = new Map<Shard, Shard>()
    const wrapShard = (shard: Shard): Shard => {
      const known = shards.get(shard)
      if (known !== undefined) return known
      const wrapped = new Proxy(shard, {
        get: (target, key) => {
          if (key === 'append') return (batch: Buffer, options: AppendOptions) => this.#append(target, batch, options)
          const value: unknown = Reflect.get(target, key, target)
          return typeof value === 'function' ? (value.bind(target) as unknown) : value
        },
      })
      shards.set(shard, wrapped)
      return wrapped
    }
    return new Proxy(driver, {
      get: (target, key) => {
        if (key === 'shard') return (id: number) => {
          const shard = target.shard(id)
          return shard === null ? null : wrapShard(shard)
        }
        const value: unknown = Reflect.get(target, key, target)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
  }

  release(): void {
    this.holding = false
    for (const append of this.#held.splice(0)) append()
  }

  #append(shard: Shard, batch: Buffer, options: AppendOptions): void {
    const failure = this.failures.shift() ?? null
    const run = (): void => {
      if (failure === null) shard.append(batch, options)
      else queueMicrotask(() => (options.completion as AppendCompletion).appendFailed(options.token, failure))
    }
    if (this.holding) this.#held.push(run)
    else run()
  }
}
