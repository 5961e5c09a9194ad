import type { LogFields, Logger, LogLevel } from './logger.ts'

export interface LimitedLogOptions {
  /** Lines per message and interval; the first ones are written. Default 10. */
  readonly linesMax?: number
  /** Default 10 000. */
  readonly intervalMs?: number
  /** Messages told apart; further ones share one budget. Default 64. */
  readonly messagesMax?: number
}

export interface LimitedLogDeps {
  readonly log: Logger
  /** A monotonic clock in milliseconds. */
  readonly nowMs: () => number
}

interface Budget {
  startedMs: number
  lines: number
  suppressed: number
}

/**
 * For failures that a peer can cause as often as it likes (bad input, refused connections): at most `linesMax` lines
 * per message in each interval. The first line of the next interval carries the number left out as `suppressed`.
 */
export class LimitedLog {
  readonly #log: Logger
  readonly #nowMs: () => number
  readonly #linesMax: number
  readonly #intervalMs: number
  readonly #messagesMax: number
  readonly #budgets: Map<string, Budget> = new Map()
  readonly #shared: Budget = { startedMs: Number.NEGATIVE_INFINITY, lines: 0, suppressed: 0 }

  constructor(options: LimitedLogOptions, deps: LimitedLogDeps) {
    this.#log = deps.log
    this.#nowMs = deps.nowMs
    this.#linesMax = options.linesMax ?? 10
    this.#intervalMs = options.intervalMs ?? 10_000
    this.#messagesMax = options.messagesMax ?? 64
  }

  /** Writes the line or counts it as left out; true when it was written. */
  write(level: LogLevel, fields: LogFields, message: string): boolean {
    const budget = this.#budgetOf(message)
    const now = this.#nowMs()
    let suppressed = 0
    if (now - budget.startedMs >= this.#intervalMs) {
      suppressed = budget.suppressed
      budget.startedMs = now
      budget.lines = 0
      budget.suppressed = 0
    }
    if (budget.lines >= this.#linesMax) {
      budget.suppressed++
      return false
    }
    budget.lines++
    this.#log[level](suppressed === 0 ? fields : { ...fields, suppressed }, message)
    return true
  }

  #budgetOf(message: string): Budget {
    const known = this.#budgets.get(message)
    if (known !== undefined) return known
    if (this.#budgets.size >= this.#messagesMax) return this.#shared
    const budget: Budget = { startedMs: Number.NEGATIVE_INFINITY, lines: 0, suppressed: 0 }
    this.#budgets.set(message, budget)
    return budget
  }
}

/** See `LimitedLog`. */
export function createLimitedLog(options: LimitedLogOptions, deps: LimitedLogDeps): LimitedLog {
  return new LimitedLog(options, deps)
}
