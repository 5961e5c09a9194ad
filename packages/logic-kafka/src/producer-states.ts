import type { Topic, TopicWatcher } from '@robustmq/broker-api'
import type { Clock } from '@robustmq/common-runtime'
import {
  batchBaseOffset, batchBaseSequence, BatchCursor, batchNextOffset, batchProducerEpoch, batchProducerId, batchRecordCount, isControl, NO_PRODUCER_ID,
} from '@robustmq/record-batch'
import type { FetchResult, Shard } from '@robustmq/storage-adapter'
import { ProducerTable } from './producer-table.ts'

/** How much of the end of a shard is read to find out about its producers. */
const LOOK_BACK_BYTES = 32 * 1024 * 1024
const LOOK_BACK_RECORDS = 100_000
const READ_BYTES = 4 * 1024 * 1024
/** Producers are counted over all shards when this many shards have been added, since counting walks them all. */
const COUNT_EVERY = 64

export interface ProducerStatesOptions {
  readonly producersPerPartitionMax: number
  readonly producersMax: number
  readonly expiryMs: number
}

/**
 * Idempotent producers by shard. What is known of a shard is read from the end of its log when an idempotent producer
 * first writes to it, so that nothing is lost by a restart, and so that it may be forgotten when there is too much of it.
 */
export class ProducerStates implements TopicWatcher {
  readonly #options: ProducerStatesOptions
  readonly #clock: Clock
  /** In order of use. */
  readonly #tables = new Map<number, ProducerTable>()
  readonly #loading = new Map<number, Promise<void>>()
  #added = 0

  constructor(options: ProducerStatesOptions, clock: Clock) {
    this.#options = options
    this.#clock = clock
  }

  /** The table of the shard, or null until `load` has read it. */
  table(shard: Shard): ProducerTable | null {
    const known = this.#tables.get(shard.spec.shard)
    if (known !== undefined) return known
    // An empty shard needs no reading.
    return shard.committedOffset === shard.logStartOffset ? this.#add(shard, this.#newTable()) : null
  }

  /** Reads the end of the shard. @throws BrokerError STORAGE_* */
  load(shard: Shard): Promise<void> {
    const id = shard.spec.shard
    let loading = this.#loading.get(id)
    if (loading === undefined) {
      loading = this.#load(shard).finally(() => this.#loading.delete(id))
      this.#loading.set(id, loading)
    }
    return loading
  }

  topicCreated(): void {
    // New shards are empty.
  }

  topicDeleted(topic: Topic): void {
    for (const { shard } of topic.partitions) this.#tables.delete(shard)
  }

  async #load(shard: Shard): Promise<void> {
    const table = this.#newTable()
    const nowMs = this.#clock.monotonic()
    const cursor = new BatchCursor()
    let offset = lookBackOffset(shard)
    let bytes = 0
    while (offset < shard.committedOffset) {
      const read: FetchResult = await shard.fetch(Math.max(offset, shard.logStartOffset), { bytesMax: READ_BYTES })
      if (read.chunks.length === 0 || read.nextOffset <= offset) break
      for (const chunk of read.chunks) replay(table, cursor, chunk, nowMs)
      offset = read.nextOffset
      bytes += read.bytes
      if (bytes > LOOK_BACK_BYTES) {
        // Batches are larger here than on average: the nearer half will do.
        offset += Math.floor((shard.committedOffset - offset) / 2)
        bytes = 0
      }
    }
    this.#add(shard, table)
  }

  #newTable(): ProducerTable {
    return new ProducerTable(this.#options.producersPerPartitionMax, this.#options.expiryMs)
  }

  #add(shard: Shard, table: ProducerTable): ProducerTable {
    if (this.#added++ % COUNT_EVERY === 0) this.#makeRoom()
    this.#tables.set(shard.spec.shard, table)
    return table
  }

  #makeRoom(): void {
    let producers = 0
    for (const table of this.#tables.values()) producers += table.size
    for (const [id, table] of this.#tables) {
      if (producers <= this.#options.producersMax && this.#tables.size < this.#options.producersMax) return
      if (table.hasPending()) continue
      this.#tables.delete(id)
      producers -= table.size
    }
  }
}

function lookBackOffset(shard: Shard): number {
  const { logStartOffset, committedOffset, storedBytes } = shard
  const records = committedOffset - logStartOffset
  const byBytes = storedBytes <= LOOK_BACK_BYTES ? records : Math.ceil(records * (LOOK_BACK_BYTES / storedBytes))
  return committedOffset - Math.min(records, byBytes, LOOK_BACK_RECORDS)
}

function replay(table: ProducerTable, cursor: BatchCursor, chunk: Buffer, nowMs: number): void {
  cursor.open(chunk, 0, chunk.length)
  while (cursor.next()) {
    const at = cursor.start
    const producerId = batchProducerId(chunk, at)
    if (producerId === NO_PRODUCER_ID || isControl(chunk, at)) continue
    const baseOffset = batchBaseOffset(chunk, at)
    const count = Math.max(batchRecordCount(chunk, at), batchNextOffset(chunk, at) - baseOffset)
    table.appended(producerId, batchProducerEpoch(chunk, at), batchBaseSequence(chunk, at), count, null, baseOffset, nowMs)
  }
}
