import type { BrokerError } from '@robustmq/common-errors'
import type { AppendCompletion } from '@robustmq/storage-adapter'
import type { MemoryShard } from './memory-shard.ts'

/** One append that waits for the end of the turn. `error` is null when it will commit. */
interface Waiting {
  readonly shard: MemoryShard
  readonly completion: AppendCompletion | null
  readonly token: number
  readonly baseOffset: number
  readonly nextOffset: number
  readonly bytes: number
  readonly error: BrokerError | null
}

/** Appends of one turn in call order: one small object per batch, not per message. Bounded by the driver's pending bytes and count. */
export class CompletionQueue {
  #waiting: Waiting[] = []
  #spare: Waiting[] = []
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  get length(): number {
    return this.#waiting.length
  }

  push(waiting: Waiting): void {
    this.#waiting.push(waiting)
    this.#bytes += waiting.bytes
  }

  /** Empties the queue and hands what was in it to `tell`, in order. What `tell` pushes waits for the next turn. */
  drain(tell: (waiting: Waiting) => void): void {
    const batch = this.#waiting
    this.#waiting = this.#spare
    this.#bytes = 0
    for (const waiting of batch) tell(waiting)
    batch.length = 0
    this.#spare = batch
  }
}

export type { Waiting }
