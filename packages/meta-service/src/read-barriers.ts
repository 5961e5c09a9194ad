import type { BrokerError } from '@robustmq/common-errors'
import { metaError } from './errors.ts'

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: BrokerError) => void
}

interface Round {
  readonly waiters: Waiter[]
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
    this.#rounds.set(context, { waiters: this.#waiting, deadline: now + this.#limits.timeoutMs, askedAt: now, index: -1 })
    this.#waiting = []
    return context
  }

  confirmed(context: number, index: number): void {
    const round = this.#rounds.get(context)
    if (round !== undefined) round.index = index
  }

  /** Everything up to `index` is applied. */
  applied(index: number): void {
    for (const [context, round] of this.#rounds) {
      if (round.index < 0 || round.index > index) continue
      this.#rounds.delete(context)
      this.#count -= round.waiters.length
      for (const waiter of round.waiters) waiter.resolve()
    }
  }

  /** Gives up what is too old; the numbers to ask with again. A question that was lost is asked under another number. */
  tick(now: number): number[] {
    const again: number[] = []
    for (const [context, round] of [...this.#rounds]) {
      if (round.deadline <= now) this.#reject(context, round)
      else if (round.index < 0 && round.askedAt + this.#limits.resendMs <= now) {
        this.#rounds.delete(context)
        const next = ++this.#context
        this.#rounds.set(next, { ...round, askedAt: now })
        again.push(next)
      }
    }
    return again
  }

  rejectAll(error: BrokerError): void {
    const waiters = [...this.#waiting, ...[...this.#rounds.values()].flatMap((round) => round.waiters)]
    this.#waiting = []
    this.#rounds.clear()
    this.#count = 0
    for (const waiter of waiters) waiter.reject(error)
  }

  #reject(context: number, round: Round): void {
    this.#rounds.delete(context)
    this.#count -= round.waiters.length
    const error = metaError('META_UNAVAILABLE', 'no leader confirmed the read in time')
    for (const waiter of round.waiters) waiter.reject(error)
  }
}
