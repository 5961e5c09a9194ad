import { STATE_COMMITTED, STATE_FAILED, STATE_PENDING } from '@robustmq/broker-api'
import type { StateTicket, StateWaiter } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'
import type { AppendCompletion } from '@robustmq/storage-adapter'

/** Told what became of a batch, before those who wait. */
export interface StateOutcome {
  batchSettled(error: BrokerError | null): void
}

export class BatchStateTicket implements StateTicket, AppendCompletion {
  state: StateTicket['state'] = STATE_PENDING
  error: BrokerError | null = null
  /** The batch before it when one turn filled several: this one is not committed for its waiters when that failed. */
  previous: BatchStateTicket | null = null
  readonly #outcome: StateOutcome
  #last: StateWaiter | null = null
  #others: StateWaiter[] | null = null

  constructor(outcome: StateOutcome) {
    this.#outcome = outcome
  }

  wait(waiter: StateWaiter): void {
    if (this.#last === waiter) return
    if (this.#last !== null) (this.#others ??= []).push(this.#last)
    this.#last = waiter
  }

  appendCommitted(): void {
    const failed = this.previous?.error ?? null
    this.#outcome.batchSettled(null)
    this.#settle(failed)
  }

  appendFailed(_token: number, error: BrokerError): void {
    this.#outcome.batchSettled(error)
    this.#settle(error)
  }

  #settle(error: BrokerError | null): void {
    this.previous = null
    this.error = error
    this.state = error === null ? STATE_COMMITTED : STATE_FAILED
    const last = this.#last
    const others = this.#others
    this.#last = null
    this.#others = null
    if (others !== null) for (const waiter of others) waiter.stateSettled(this)
    last?.stateSettled(this)
  }
}

/** A ticket for what needs no writing. */
export function settledTicket(error: BrokerError | null): StateTicket {
  return { state: error === null ? STATE_COMMITTED : STATE_FAILED, error, wait: () => undefined }
}
