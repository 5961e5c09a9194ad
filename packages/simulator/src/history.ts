/** What one client did, as it saw it. */
export interface Operation<I, O> {
  readonly client: number
  readonly input: I
  /** Null: not known whether, or with which result, it was carried out (a time-out, a broken connection). */
  readonly output: O | null
  /** When it was asked and answered, on one clock; any unit. Infinity if `output` is null. */
  readonly calledAt: number
  readonly returnedAt: number
}

interface Open<I> {
  readonly client: number
  readonly input: I
  readonly calledAt: number
}

/**
 * Records what clients do, by a counter instead of a clock: all of them have to live in one thread. It grows with the history.
 */
export class HistoryRecorder<I, O> {
  readonly #open = new Map<number, Open<I>>()
  readonly #done: Operation<I, O>[] = []
  #now = 0
  #nextId = 1

  /** To be called before the request is sent; the answer is an id for one of the three below. */
  called(client: number, input: I): number {
    const id = this.#nextId++
    this.#open.set(id, { client, input, calledAt: ++this.#now })
    return id
  }

  /** The answer has come. */
  returned(id: number, output: O): void {
    this.#end(id, output, ++this.#now)
  }

  /** It may have been carried out, or may yet be. The client must not go on under the same number with what depends on it. */
  unknown(id: number): void {
    this.#end(id, null, Infinity)
  }

  /** It was refused, and will certainly never be carried out. */
  refused(id: number): void {
    this.#open.delete(id)
  }

  #end(id: number, output: O | null, returnedAt: number): void {
    const open = this.#open.get(id)
    if (open === undefined) return
    this.#open.delete(id)
    this.#done.push({ ...open, output, returnedAt })
  }

  /** Everything so far, by the time it was asked. What has not ended is unknown. */
  history(): Operation<I, O>[] {
    const open = [...this.#open.values()].map((one) => ({ ...one, output: null, returnedAt: Infinity }))
    return [...this.#done, ...open].sort((a, b) => a.calledAt - b.calledAt)
  }
}
