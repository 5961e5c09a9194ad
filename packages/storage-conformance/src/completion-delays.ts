import type { Random } from '@robustmq/common-runtime'

/** Operations that complete later. */
export type DelayedOperation = 'read' | 'write' | 'datasync'

export interface HoldFilter {
  /** Default: all. */
  readonly operation?: DelayedOperation
  /** Only for paths that contain this. */
  readonly path?: string
}

export interface HeldOperation {
  readonly operation: DelayedOperation
  readonly path: string
}

/** Operations that do not complete until the test says so: a device that hangs, or answers in the order that the test likes. */
export interface HeldCompletions {
  /** In the order in which they were begun. */
  readonly waiting: readonly HeldOperation[]
  /** Completes the one at `index` of `waiting`, default the oldest. */
  release(index?: number): void
  /** Completes all, in order, and holds nothing more. */
  end(): void
}

interface Held extends HeldOperation {
  readonly run: () => void
}

class Hold implements HeldCompletions {
  readonly waiting: Held[] = []
  readonly filter: HoldFilter
  readonly #schedule: (run: () => void) => void
  ended = false

  constructor(filter: HoldFilter, schedule: (run: () => void) => void) {
    this.filter = filter
    this.#schedule = schedule
  }

  release(index = 0): void {
    const [held] = this.waiting.splice(index, 1)
    if (held === undefined) throw new RangeError(`no operation ${index} is held`)
    this.#schedule(held.run)
  }

  end(): void {
    this.ended = true
    while (this.waiting.length > 0) this.release()
  }
}

/** Decides when an operation completes: after some rounds of the scheduler, drawn by chance, so that completions overtake each other. */
export class CompletionDelays {
  /** Rounds that an operation takes: `roundsMin` to `roundsMax`. */
  roundsMin = 1
  roundsMax = 3
  readonly #random: Random
  readonly #schedule: (run: () => void) => void
  #holds: Hold[] = []

  constructor(random: Random, schedule: (run: () => void) => void) {
    this.#random = random
    this.#schedule = schedule
  }

  hold(filter: HoldFilter): HeldCompletions {
    const hold = new Hold(filter, this.#schedule)
    this.#holds.push(hold)
    return hold
  }

  later(operation: DelayedOperation, path: string, run: () => void): void {
    this.#holds = this.#holds.filter((hold) => !hold.ended)
    const hold = this.#holds.find(({ filter }) => (filter.operation ?? operation) === operation && path.includes(filter.path ?? ''))
    if (hold !== undefined) {
      hold.waiting.push({ operation, path, run })
      return
    }
    let rounds = this.roundsMin + this.#random.below(this.roundsMax - this.roundsMin + 1)
    const round = (): void => {
      if (--rounds <= 0) run()
      else this.#schedule(round)
    }
    this.#schedule(round)
  }
}
