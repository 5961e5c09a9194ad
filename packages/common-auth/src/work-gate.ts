/** Lets so many pieces of work run at a time, so many wait, and refuses the rest: password checks are made to be slow. */
export class WorkGate {
  #running = 0
  readonly #runningMax: number
  readonly #waitingMax: number
  readonly #waiting: (() => void)[] = []

  constructor(runningMax: number, waitingMax: number) {
    this.#runningMax = runningMax
    this.#waitingMax = waitingMax
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Null when too much waits already. */
  run<Result>(work: () => Promise<Result>): Promise<Result> | null {
    if (this.#running >= this.#runningMax && this.#waiting.length >= this.#waitingMax) return null
    return this.#run(work)
  }

  async #run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#runningMax) await new Promise<void>((resolve) => void this.#waiting.push(resolve))
    else this.#running++
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#running--
      else next()
    }
  }
}
