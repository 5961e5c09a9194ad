import type { BrokerError } from '@robustmq/common-errors'
import { metaError } from './errors.ts'

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: BrokerError) => void
}

interface Round {
  readonly waiters: Waiter[]
  /** The numbers it was asked with: an answer to any of them counts, all were asked after the reads came. */
  readonly contexts: number[]
  readonly deadline: number
  askedAt: number
  /** The index that has to be applied; -1 until it is known. */
  index: number
}

export interface ReadLimits {
  readonly waitersMax: number
  readonly timeoutMs: number
  readonly resendMs: number
}

/** Linearizable reads that wait: all of one turn share one question, which a quorum confirms. */
export class ReadBarriers {
  readonly #limits: ReadLimits
  #waiting: Waiter[] = []
  /** By the number that the question carries, in order. */
  readonly #rounds = new Map<number, Round>()
  #context = 0
  #count = 0

  constructor(limits: ReadLimits) {
    this.#limits = limits
  }

  get isFull(): boolean {
    return this.#count >= this.#limits.waitersMax
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0
  }

  add(): Promise<void> {
    this.#count++
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  /** Begins a round with everyone who waits; the number to ask with, or 0 for nobody. */
  begin(now: number): number {
    if (this.#waiting.length === 0) return 0
    const context = ++this.#context
    this.#rounds.set(context, { waiters: this.#waiting, contexts: [context], deadline: now + this.#limits.timeoutMs, askedAt: now, index: -1 })
    this.#waiting = []
    return context
  }

  confirmed(context: number, index: number): void {
    const round = this.#rounds.get(context)
    if (round !== undefined) round.index = index
  }

  /** Everything up to `index` is applied. */
  applied(index: number): void {
    for (const round of this.#rounds.values()) {
      if (round.index < 0 || round.index > index) continue
      this.#forget(round)
      for (const waiter of round.waiters) waiter.resolve()
    }
  }

  /** Gives up what is too old; the numbers to ask with again. */
  tick(now: number): number[] {
    const again: number[] = []
    for (const round of new Set(this.#rounds.values())) {
      if (round.deadline <= now) this.#reject(round)
      else if (round.index < 0 && round.askedAt + this.#limits.resendMs <= now) {
        const context = ++this.#context
        round.contexts.push(context)
        round.askedAt = now
        this.#rounds.set(context, round)
        again.push(context)
      }
    }
    return again
  }

  rejectAll(error: BrokerError): void {
    const waiters = [...this.#waiting, ...[...new Set(this.#rounds.values())].flatMap((round) => round.waiters)]
    this.#waiting = []
    this.#rounds.clear()
    this.#count = 0
    for (const waiter of waiters) waiter.reject(error)
  }

  #forget(round: Round): void {
    for (const context of round.contexts) this.#rounds.delete(context)
    this.#count -= round.waiters.length
  }

  #reject(round: Round): void {
    this.#forget(round)
    const error = metaError('META_UNAVAILABLE', 'no leader confirmed the read in time')
    for (const waiter of round.waiters) waiter.reject(error)
  }
}
