import type { Clock, TimerId, Timers, TimerTask, Turns } from '@robustmq/common-runtime'
import { TimerWheel, TurnQueue } from '@robustmq/common-runtime'

const TICK_MS = 10

/** Time that stands still until a test moves it, and turns that end when a test says so. */
export class ManualTime implements Clock, Timers {
  readonly turns: Turns
  readonly #wheel = new TimerWheel()
  readonly #due: (() => void)[] = []
  #nowMs = 1_700_000_000_000

  constructor() {
    this.turns = new TurnQueue(
      (run) => void this.#due.push(run),
      (error) => {
        throw error
      },
    )
  }

  now(): number {
    return this.#nowMs
  }

  monotonic(): number {
    return this.#nowMs - 1_700_000_000_000
  }

  schedule(delayMs: number, task: TimerTask): TimerId {
    return this.#wheel.schedule(Math.ceil(delayMs / TICK_MS), task)
  }

  cancel(id: TimerId): void {
    this.#wheel.cancel(id)
  }

  advance(milliseconds: number): void {
    for (let i = 0; i < milliseconds; i += TICK_MS) {
      this.#nowMs += TICK_MS
      this.#wheel.advance(1)
    }
  }

  /** Ends the turn; true when something was waiting for that. */
  endTurn(): boolean {
    const due = this.#due.splice(0)
    for (const run of due) run()
    return due.length > 0
  }

  /** Ends turns, and lets promises run, until nothing moves any more. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      quiet = this.endTurn() ? 0 : quiet + 1
      for (let i = 0; i < 8; i++) await Promise.resolve()
    }
  }
}
