import type { AppendTicket, TicketWaiter } from '@robustmq/broker-api'
import { TICKET_COMMITTED, TICKET_FAILED, TICKET_PENDING } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'

/** The fate of one delayed run, which may lie in several batches. */
export class DelayTicket implements AppendTicket {
  state: AppendTicket['state'] = TICKET_PENDING
  baseOffset = -1
  nextOffset = -1
  count = 0
  error: BrokerError | null = null
  readonly group: number
  readonly dueAtMs: number
  /** Batches that hold messages of the run and are not settled. */
  batches = 0
  #waiters: TicketWaiter[] = []

  constructor(group: number, dueAtMs: number) {
    this.group = group
    this.dueAtMs = dueAtMs
  }

  wait(waiter: TicketWaiter): void {
    if (this.#waiters.at(-1) !== waiter) this.#waiters.push(waiter)
  }

  /** `baseOffset` is that of the first message of the run in the batch. */
  batchCommitted(baseOffset: number): void {
    if (this.baseOffset < 0) this.baseOffset = baseOffset
    this.#settled()
  }

  batchFailed(error: BrokerError): void {
    this.error = error
    this.#settled()
  }

  /** A ticket that is failed from the start. */
  static failed(error: BrokerError): DelayTicket {
    const ticket = new DelayTicket(0, 0)
    ticket.batches = 1
    ticket.batchFailed(error)
    return ticket
  }

  #settled(): void {
    if (--this.batches > 0) return
    this.state = this.error === null ? TICKET_COMMITTED : TICKET_FAILED
    this.nextOffset = this.baseOffset + this.count
    const waiters = this.#waiters
    this.#waiters = []
    for (const waiter of waiters) waiter.ticketSettled(this)
  }
}
