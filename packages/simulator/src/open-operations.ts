import type { Operation } from './history.ts'

/**
 * The operations that the search has not put into its order yet, as a list of calls and returns by time, from which one is
 * taken out and put back in constant time.
 */
export class OpenOperations {
  /** Answered operations that are not in the order yet. */
  answeredLeft = 0
  answeredTaken = 0
  /** Event of a call, of a return (0: never); the operation of an event, its sign says which. Events count from 1. */
  readonly #callOf: Int32Array
  readonly #returnOf: Int32Array
  readonly #operationOf: Int32Array
  readonly #next: Int32Array
  readonly #previous: Int32Array

  constructor(operations: readonly Operation<unknown, unknown>[]) {
    const events: { readonly at: number; readonly operation: number; readonly isReturn: boolean }[] = []
    operations.forEach((one, operation) => {
      events.push({ at: one.calledAt, operation, isReturn: false })
      if (one.output === null) return
      events.push({ at: one.returnedAt, operation, isReturn: true })
      this.answeredLeft++
    })
    // At one instant calls come first: then both orders are possible.
    events.sort((a, b) => a.at - b.at || Number(a.isReturn) - Number(b.isReturn))
    this.#callOf = new Int32Array(operations.length)
    this.#returnOf = new Int32Array(operations.length)
    this.#operationOf = new Int32Array(events.length + 1)
    this.#next = new Int32Array(events.length + 1)
    this.#previous = new Int32Array(events.length + 1)
    events.forEach(({ operation, isReturn }, i) => {
      const event = i + 1
      if (isReturn) this.#returnOf[operation] = event
      else this.#callOf[operation] = event
      this.#operationOf[event] = isReturn ? -operation - 1 : operation
      this.#next[i] = event
      this.#previous[event] = i
    })
  }

  /**
   * What may come next: everything that was asked before the first answer to something that is not in the order. Those
   * first that have to be in it soonest; those that were never answered last, so that they are tried only when needed.
   */
  candidates(): number[] {
    const found: number[] = []
    for (let event = this.#next[0] as number; event !== 0; event = this.#next[event] as number) {
      const operation = this.#operationOf[event] as number
      if (operation < 0) break
      found.push(operation)
    }
    const returns = this.#returnOf
    return found.sort((a, b) => ((returns[a] as number) || Infinity) - ((returns[b] as number) || Infinity) || a - b)
  }

  take(operation: number): void {
    this.#unlink(this.#callOf[operation] as number)
    const returned = this.#returnOf[operation] as number
    if (returned === 0) return
    this.#unlink(returned)
    this.answeredLeft--
    this.answeredTaken++
  }

  /** Undoes the last `take` that was not undone. */
  putBack(operation: number): void {
    const returned = this.#returnOf[operation] as number
    if (returned !== 0) {
      this.#relink(returned)
      this.answeredLeft++
      this.answeredTaken--
    }
    this.#relink(this.#callOf[operation] as number)
  }

  #unlink(event: number): void {
    const before = this.#previous[event] as number
    const after = this.#next[event] as number
    this.#next[before] = after
    if (after !== 0) this.#previous[after] = before
  }

  #relink(event: number): void {
    this.#next[this.#previous[event] as number] = event
    const after = this.#next[event] as number
    if (after !== 0) this.#previous[after] = event
  }
}
