interface Failures {
  count: number
  /** When they are forgotten, monotonic. */
  untilMs: number
}

const ENTRIES_MAX = 10_000

/**
 * Counts failed logins per user and client address: after `failuresMax` within `windowMs` the pair is refused without a look at the
 * password. A user cannot be locked out from everywhere by whoever knows the name.
 */
export class FailureLimiter {
  readonly #failuresMax: number
  readonly #windowMs: number
  readonly #byPair = new Map<string, Failures>()

  constructor(failuresMax: number, windowMs: number) {
    this.#failuresMax = failuresMax
    this.#windowMs = windowMs
  }

  blocked(userName: string, clientAddress: string, nowMs: number): boolean {
    const failures = this.#byPair.get(`${clientAddress} ${userName}`)
    return failures !== undefined && failures.untilMs > nowMs && failures.count >= this.#failuresMax
  }

  failed(userName: string, clientAddress: string, nowMs: number): void {
    const pair = `${clientAddress} ${userName}`
    const failures = this.#byPair.get(pair)
    if (failures !== undefined && failures.untilMs > nowMs) {
      failures.count++
      return
    }
    this.#byPair.delete(pair)
    if (this.#byPair.size >= ENTRIES_MAX) {
      const [oldest] = this.#byPair.keys()
      if (oldest !== undefined) this.#byPair.delete(oldest)
    }
    this.#byPair.set(pair, { count: 1, untilMs: nowMs + this.#windowMs })
  }

  succeeded(userName: string, clientAddress: string): void {
    this.#byPair.delete(`${clientAddress} ${userName}`)
  }
}
