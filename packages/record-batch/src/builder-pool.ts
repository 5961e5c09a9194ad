import { BatchBuilder } from './batch-builder.ts'
import type { BatchBuilderOptions } from './batch-builder.ts'

/** Builders for reuse: a broker that writes to many shards in one turn takes one per shard and gives it back at the turn's end. */
export interface BatchBuilderPool {
  /** A builder without a batch; never waits, makes a new one when none is free. */
  acquire(): BatchBuilder
  /** Gives a builder back; the caller keeps no reference. An unfinished batch is dropped. */
  release(builder: BatchBuilder): void
}

/** `idleCountMax` builders at most are kept idle (default 64), each with one chunk of `chunkBytes`. */
export function createBatchBuilderPool(options: BatchBuilderOptions & { readonly idleCountMax?: number } = {}): BatchBuilderPool {
  const idle: BatchBuilder[] = []
  const idleCountMax = options.idleCountMax ?? 64
  return {
    acquire: () => idle.pop() ?? new BatchBuilder(options),
    release(builder) {
      builder.reset()
      if (idle.length < idleCountMax) idle.push(builder)
    },
  }
}
