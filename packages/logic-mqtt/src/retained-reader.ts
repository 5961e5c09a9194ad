import type { Decompress, TopicDirectory } from '@robustmq/broker-api'
import { errorCode } from '@robustmq/common-errors'
import { topicTtlMs } from '@robustmq/common-expiry'
import { BatchRunReader } from '@robustmq/common-routing'
import type { Clock } from '@robustmq/common-runtime'
import { BatchCursor } from '@robustmq/record-batch'
import type { FetchResult } from '@robustmq/storage-adapter'
import type { MessageRun } from '@robustmq/broker-api'
import type { RetainedEntry } from './retained-machine.ts'

/** The retained message was found: `reader.run` holds it at `index`. */
export type FoundRetained = (run: MessageRun, index: number) => void

export interface RetainedReaderDeps {
  readonly topics: TopicDirectory
  readonly decompress: Decompress
  readonly clock: Clock
  /** The entry's record is gone for good. */
  readonly onGone: (entry: RetainedEntry) => void
}

/** Reads retained messages from the log: one at a time, whole batches. Shared by all sessions of the thread. */
export class RetainedReader {
  readonly #deps: RetainedReaderDeps
  readonly #cursor = new BatchCursor()
  readonly #reader: BatchRunReader

  constructor(deps: RetainedReaderDeps) {
    this.#deps = deps
    this.#reader = new BatchRunReader(deps.decompress)
  }

  /** Calls `found` at most once, before it returns or before the promise resolves. Failures are treated as "not there". */
  read(entry: RetainedEntry, found: FoundRetained): void | Promise<void> {
    const topic = this.#deps.topics.byId(entry.topicId)
    const shard = topic === null ? null : this.#deps.topics.shard(topic, entry.partition)
    if (topic === null || shard === null) {
      if (topic === null) this.#deps.onGone(entry)
      return
    }
    try {
      // The first batch comes whole however large it is.
      const result = shard.fetch(entry.offset, { bytesMax: 1 })
      const ttlMs = topicTtlMs(topic.config)
      if (!(result instanceof Promise)) return this.#find(result, entry, ttlMs, found)
      return result.then((fetched) => this.#find(fetched, entry, ttlMs, found), (error: unknown) => this.#failed(error, entry))
    } catch (error) {
      return this.#failed(error, entry)
    }
  }

  #failed(error: unknown, entry: RetainedEntry): void {
    // Trimmed away by the topic's retention: nothing is retained any more. Anything else may pass.
    if (errorCode(error) === 'STORAGE_OFFSET_OUT_OF_RANGE') this.#deps.onGone(entry)
  }

  #find(result: FetchResult, entry: RetainedEntry, ttlMs: number, found: FoundRetained): void {
    const nowMs = this.#deps.clock.now()
    for (const chunk of result.chunks) {
      this.#cursor.open(chunk, 0, chunk.length)
      while (this.#cursor.next()) {
        if (!this.#reader.open(chunk, this.#cursor.start, this.#cursor.end, nowMs, ttlMs)) continue
        while (this.#reader.next()) {
          for (let i = 0; i < this.#reader.run.count; i++) {
            if (this.#reader.offsets[i] !== entry.offset) continue
            found(this.#reader.run, i)
            return
          }
        }
      }
    }
  }
}
