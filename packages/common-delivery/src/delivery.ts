import type { Decompress } from '@robustmq/broker-api'
import type { Logger } from '@robustmq/common-log'
import type { Clock, Timers, Turns } from '@robustmq/common-runtime'
import type { StateLogs, StateWriter } from '@robustmq/common-state-log'
import type { StorageDriver } from '@robustmq/storage-adapter'
import type { Consumer } from './consumer.ts'
import type { ConsumerOptions } from './options.ts'

export interface DeliveryDeps {
  /** Of the shards that are delivered. */
  readonly driver: StorageDriver
  /** Of the same driver, not yet recovered: the engine registers with it as owner `delivery`. */
  readonly states: StateLogs
  readonly turns: Turns
  readonly timers: Timers
  readonly clock: Clock
  readonly log: Logger
  /** Null: compressed batches cannot be read, and their lanes stand still. */
  readonly decompress: Decompress | null
  /** Name of the topic that a shard is of, for dead letters. Default: the number. */
  readonly topicOf?: (shard: number) => string
}

export interface DeliveryStats {
  readonly consumers: number
  readonly lanes: number
  readonly delivered: number
  readonly redelivered: number
  readonly acknowledged: number
  readonly expiredLeases: number
  readonly deadLetters: number
  readonly deadLettersWaiting: number
  /** Given up without a place for dead letters. */
  readonly discarded: number
  /** Positions that retention or a deletion took before they were delivered. */
  readonly lost: number
  readonly cacheBytes: number
}

/** The engine for per-message acknowledgement, one per storage driver. */
export interface Delivery {
  /** Resolves when consumers of the group can be opened. After `StateLogs.recover`. */
  openGroup(group: number): Promise<void>
  /** The state of the group: for `beginCompanion` around `enqueue`. */
  writer(group: number): StateWriter
  /** Whether there is a consumer of that name, opened or offline. */
  has(group: number, name: string): boolean
  names(group: number): IterableIterator<string>
  /** Makes the consumer, or comes back to it. One opener at a time. `name`: 1 .. 1 024 bytes without NUL. */
  open(group: number, name: string, options: ConsumerOptions): Consumer
  /** Removes a consumer that may be offline. */
  drop(group: number, name: string): void
  /** The shard is gone: nobody follows it any more. */
  shardGone(shard: number): void
  /** Tells storage now what is needed, and lets go of what is not; happens by itself, too. */
  applyHolds(): void
  /** Hands over to the state log what was settled. `StateLogs.flush` then waits for it. */
  flush(): void
  stats(): DeliveryStats
  /** Closes all consumers and hands their state to the state log, which is closed after. */
  close(): void
}
