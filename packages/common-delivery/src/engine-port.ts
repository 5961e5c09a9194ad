import type { Logger } from '@robustmq/common-log'
import type { Timers } from '@robustmq/common-runtime'
import type { CachedRange } from './batch-cache.ts'
import type { DeadLetterTarget } from './options.ts'
import type { DeliveryRun } from './delivery-run.ts'
import type { Stage } from './stage.ts'
import type { StoredBatch } from './stored-batch.ts'
import type { ConsumerRecord, Lane, LaneReader, Source } from './lane.ts'

export const LOCATED = 0
/** A fetch is under way; the reader will be told. */
export const LOCATE_WAIT = 1
/** Nothing there yet. */
export const LOCATE_END = 2
/** It cannot be read now; the reader will be told later. */
export const LOCATE_STALLED = 3

/** A consumer as the dead letters see it. `key`: of the entry. */
export interface Mourner {
  readonly name: string
  readonly record: ConsumerRecord
  readonly deadLetter: DeadLetterTarget | null
  /** Lane of what is to be a dead letter; null when it is none any more. Then its position and deliveries. */
  deadLane(key: number): Lane | null
  deadPosition(key: number): number
  deadCount(key: number): number
  /** It is on its way. `atomic`: in what is written from here on it is done. */
  burying(key: number, atomic: boolean): void
  /** It has not gone: it is open again, on disk too. */
  notBuried(key: number): void
  /** It is with the dead letters. `written`: the log knows. False when nobody waits for it any more. */
  buried(key: number, written: boolean): boolean
}

/** What the parts of the engine ask of the whole. One thread, one object: `located*` hold until the next `locate`. */
export interface EnginePort {
  readonly timers: Timers
  readonly log: Logger
  readonly run: DeliveryRun
  locatedBatch: StoredBatch | null
  locatedRange: CachedRange | null
  locatedSource: Source | null
  /** Offset of the shard minus position of the lane. */
  locatedShift: number
  /** First position that is not to be read from the batch. */
  locatedEnd: number
  /** First position that exists at or after the one asked for. */
  locatedPosition: number
  nowMs(): number
  schedule(reader: LaneReader): void
  locate(lane: Lane, position: number): number
  source(id: number): Source
  activate(lane: Lane, source: Source): void
  /** A list of references has one to the shard. */
  refers(lane: Lane, source: Source): void
  markDirty(lane: Lane): void
  floorMoved(lane: Lane): void
  flushLane(lane: Lane): void
  createLane(record: ConsumerRecord, id: number, from: number): Lane
  removeLane(lane: Lane): void
  putLane(lane: Lane): void
  writeEnqueue(lane: Lane, number: number, count: number, shard: number, offset: number): void
  takeStage(): Stage
  giveStage(stage: Stage): void
  /** Takes over an entry in state DEAD. */
  bury(consumer: Mourner, key: number, reason: string): void
  consumerClosed(record: ConsumerRecord): void
  dropRecord(record: ConsumerRecord): void
  readonly counters: DeliveryCounters
}

/** Since the engine was made. */
export interface DeliveryCounters {
  delivered: number
  redelivered: number
  acknowledged: number
  expiredLeases: number
  deadLetters: number
  /** Given up without a place for dead letters. */
  discarded: number
  /** Positions that retention took before they were delivered. */
  lost: number
}
