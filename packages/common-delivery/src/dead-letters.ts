import { TURN_APPEND } from '@robustmq/common-runtime'
import type { Clock, Timers, Turns, TurnTask } from '@robustmq/common-runtime'
import type { Logger } from '@robustmq/common-log'
import {
  HEADER_DEAD_LETTER_CONSUMER, HEADER_DEAD_LETTER_COUNT, HEADER_DEAD_LETTER_OFFSET, HEADER_DEAD_LETTER_REASON, HEADER_DEAD_LETTER_TIME, HEADER_DEAD_LETTER_TOPIC,
} from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'
import { BatchBuilder, BROKER_WRITTEN, encodeHeaders } from '@robustmq/record-batch'
import type { AppendCompletion, Companion, Shard } from '@robustmq/storage-adapter'
import { joinHeaderBlocks } from './header-blocks.ts'
import { LOCATED } from './engine-port.ts'
import type { EnginePort, Mourner } from './engine-port.ts'
import type { StateBook } from './state-book.ts'
import type { StoredBatch } from './stored-batch.ts'
import type { Lane } from './lane.ts'

/** Appends under way; the rest waits in the consumers' tables. */
const UNDER_WAY_MAX = 256
const RETRY_MS = 1000

export interface DeadLettersDeps {
  readonly engine: EnginePort
  readonly book: StateBook
  readonly clock: Clock
  readonly timers: Timers
  readonly turns: Turns
  readonly log: Logger
  /** Name of the topic that a shard is of. */
  readonly topicOf: (shard: number) => string
  /** The driver takes `AppendOptions.companions`. */
  readonly companions: boolean
}

interface Letter {
  readonly consumer: Mourner
  readonly key: number
  readonly reason: string
}

/**
 * Copies what is given up to the shard of the dead letters. In the same replication group the copy and the note that the message is done are one
 * atomic write; else the copy is committed first: a crash between them makes a second copy, never none.
 */
export class DeadLetters implements TurnTask {
  readonly #deps: DeadLettersDeps
  readonly #builder = new BatchBuilder({ batchBytesMax: 64 * 1024 * 1024 })
  #queue: Letter[] = []
  #underWay = 0
  #timerArmed = false
  #armed = false

  constructor(deps: DeadLettersDeps) {
    this.#deps = deps
  }

  get waiting(): number {
    return this.#queue.length + this.#underWay
  }

  bury(consumer: Mourner, key: number, reason: string): void {
    this.#queue.push({ consumer, key, reason })
    if (this.#armed) return
    this.#armed = true
    this.#deps.turns.atTurnEnd(TURN_APPEND, this)
  }

  onTurnEnd(): void {
    this.#armed = false
    this.run()
  }

  /** Sends what can be sent now. */
  run(): void {
    const queue = this.#queue
    this.#queue = []
    for (const letter of queue) {
      if (this.#underWay >= UNDER_WAY_MAX || !this.#send(letter)) this.#queue.push(letter)
    }
    if (this.#queue.length > 0 && this.#underWay === 0) this.#retryLater()
  }

  /** False: to be tried again. */
  #send(letter: Letter): boolean {
    const { consumer, key } = letter
    const { engine } = this.#deps
    const lane = consumer.deadLane(key)
    if (lane === null) return true
    const target = consumer.deadLetter?.shard() ?? null
    if (target === null) return false
    const position = consumer.deadPosition(key)
    const where = engine.locate(lane, position)
    if (where !== LOCATED) return false
    if (engine.locatedPosition !== position) {
      engine.counters.lost++
      consumer.buried(key, false)
      return true
    }
    const batch = engine.locatedBatch as StoredBatch
    const index = batch.indexFrom(position + engine.locatedShift)
    const bytes = this.#build(letter, batch, index, engine.locatedSource?.id ?? 0, consumer.deadCount(key))
    this.#append(letter, lane, position, target, bytes)
    return true
  }

  #append(letter: Letter, lane: Lane, position: number, target: Shard, batch: Buffer): void {
    const { book, companions, engine } = this.#deps
    const { consumer, key } = letter
    const { writer } = lane.record
    const atomic = writer !== null && companions && target.spec.group === writer.group
    let companion: Companion | null = null
    if (atomic) {
      book.flush(lane)
      writer.beginCompanion()
      book.done(lane, position)
      companion = writer.takeCompanion()
    }
    consumer.burying(key, atomic)
    this.#underWay++
    const completion: AppendCompletion = {
      appendCommitted: () => {
        this.#underWay--
        engine.counters.deadLetters++
        if (!consumer.buried(key, atomic)) this.#buriedLate(lane, position, !atomic)
        this.run()
      },
      appendFailed: (_token, error) => {
        this.#underWay--
        if (lane.buried !== null && lane.buried.has(position)) {
          // A sweep may have written that it is done.
          if (atomic) book.put(lane)
          this.#exhume(lane, position)
        }
        this.#failed(letter, error)
      },
    }
    target.append(batch, companion === null ? { completion, token: 0 } : { completion, token: 0, companions: [companion] })
  }

  /** Its reader has closed meanwhile. */
  #buriedLate(lane: Lane, position: number, write: boolean): void {
    lane.markDone(position, position + 1)
    if (write && lane.record.writer !== null) {
      lane.noteDone(position, position + 1)
      this.#deps.engine.markDirty(lane)
    }
    this.#deps.engine.floorMoved(lane)
    this.#exhume(lane, position)
  }

  /** A reader that waits for it goes on. */
  #exhume(lane: Lane, position: number): void {
    lane.buried?.delete(position)
    if (lane.buried?.size === 0) lane.buried = null
    lane.record.reader?.laneHasMore(lane)
    lane.record.reader?.readable()
  }

  #failed(letter: Letter, error: BrokerError): void {
    letter.consumer.notBuried(letter.key)
    this.#deps.log.warn({ error, consumer: letter.consumer.name }, 'a dead letter could not be stored and waits')
    this.#queue.push(letter)
    this.#retryLater()
  }

  #retryLater(): void {
    if (this.#timerArmed) return
    this.#timerArmed = true
    this.#deps.timers.schedule(RETRY_MS, {
      onTimer: () => {
        this.#timerArmed = false
        this.run()
      },
    })
  }

  #build(letter: Letter, batch: StoredBatch, index: number, shard: number, count: number): Buffer {
    const nowMs = this.#deps.clock.now()
    const { buffer } = batch
    const text = (value: string | number): Buffer => Buffer.from(String(value))
    const reasons = encodeHeaders([
      [HEADER_DEAD_LETTER_TOPIC, text(this.#deps.topicOf(shard))],
      [HEADER_DEAD_LETTER_OFFSET, text(batch.offset(index))],
      [HEADER_DEAD_LETTER_COUNT, text(count)],
      [HEADER_DEAD_LETTER_REASON, text(letter.reason)],
      [HEADER_DEAD_LETTER_TIME, text(nowMs)],
      [HEADER_DEAD_LETTER_CONSUMER, text(letter.consumer.name)],
    ])
    const headers = joinHeaderBlocks(buffer, batch.headersStart(index), batch.headersEnd(index), batch.brokerWritten, reasons)
    const keyStart = batch.keyStart(index)
    const valueStart = batch.valueStart(index)
    this.#builder.begin(nowMs, BROKER_WRITTEN)
    this.#builder.append(
      batch.timestamp(index), batch.attributes(index), keyStart < 0 ? null : buffer, keyStart, batch.keyEnd(index),
      valueStart < 0 ? null : buffer, valueStart, batch.valueEnd(index), headers)
    return this.#builder.finish()
  }
}
