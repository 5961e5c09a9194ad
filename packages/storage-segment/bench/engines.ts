import { createNullLogger } from '@robustmq/common-log'
import { createTurns, nodeFileSystem } from '@robustmq/common-runtime'
import type { AppendCompletion, FetchResult, Shard } from '@robustmq/storage-adapter'
import { openSegmentStorage } from '../src/index.ts'

/** A storage engine as the benchmarks see it. To measure another one, implement this and add it to `ENGINES` in `figures.ts`. */
export interface BenchEngine {
  readonly name: string
  /** Opens what is in the directory. `cold`: without anything of it in the memory of the process. */
  open(directory: string, shardCount: number, cold: boolean): Promise<OpenEngine>
}

export interface OpenEngine {
  /** Appends a record batch, which belongs to the engine from then on; `done` when it is durable, in order per shard. */
  append(shard: number, batch: Buffer, done: (error: Error | null) => void): void
  /** True when the caller should wait for `done` of what is under way. */
  readonly congested: boolean
  /** `relieved` is called when it is not congested any more. */
  onRelief(relieved: () => void): void
  /** Hands all batches of the shard to `take`, in order, in buffers of whole batches. */
  read(shard: number, bytesPerRead: number, take: (batches: Buffer) => void): Promise<void>
  /** Calls for durability that reached the disk, where the engine tells. */
  syncs(): number | null
  /** Moves everything to where it stays. */
  settle(): Promise<void>
  close(): Promise<void>
}

const turns = createTurns((error) => {
  throw error
})

export const segmentEngine: BenchEngine = {
  name: 'storage-segment',
  async open(directory, shardCount, cold) {
    const { driver, settled, wal } = await openSegmentStorage({ directory, ...(cold ? { tailCacheBytes: 0 } : { tailCacheBytes: 1024 * 1024 * 1024 }) }, {
      fileSystem: nodeFileSystem,
      turns,
      log: createNullLogger(),
      onFatal: (error) => {
        throw error
      },
    })
    const shards: Shard[] = []
    for (let i = 0; i < shardCount; i++) shards.push(await driver.createShard({ tenant: 1, shard: i + 1, group: 1 + (i % 16), durability: 'always' }))
    const waiting: ((error: Error | null) => void)[] = []
    const free: number[] = []
    const tell = (token: number, error: Error | null): void => {
      const done = waiting[token] as (error: Error | null) => void
      free.push(token)
      done(error)
    }
    const completion: AppendCompletion = {
      appendCommitted: (token) => tell(token, null),
      appendFailed: (token, error) => tell(token, error),
    }
    return {
      append(shard, batch, done) {
        const token = free.pop() ?? waiting.length
        waiting[token] = done
        ;(shards[shard] as Shard).append(batch, { completion, token })
      },
      get congested() {
        return driver.congested
      },
      onRelief: (relieved) => driver.onRelief({ storageRelieved: relieved }),
      async read(shard, bytesPerRead, take) {
        const from = shards[shard] as Shard
        for (let at = from.logStartOffset; at < from.committedOffset; ) {
          const answer = from.fetch(at, { bytesMax: bytesPerRead })
          const result: FetchResult = answer instanceof Promise ? await answer : answer
          for (const chunk of result.chunks) take(chunk)
          at = result.nextOffset
        }
      },
      syncs: () => driver.stats().syncs,
      async settle() {
        wal.seal()
        await settled()
      },
      close: () => driver.close(),
    }
  },
}
