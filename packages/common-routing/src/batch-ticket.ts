import type { AppendTicket, TicketWaiter } from '@robustmq/broker-api'
import { TICKET_COMMITTED, TICKET_FAILED, TICKET_PENDING } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'
import type { AppendCompletion } from '@robustmq/storage-adapter'

/**
 * The fate of one batch on its way to the log. One object per batch, shared by all messages in it. Plain fields: read
 * once per acknowledged run.
 */
export class BatchTicket implements AppendTicket, AppendCompletion {
  state: AppendTicket['state'] = TICKET_PENDING
  baseOffset = -1
  nextOffset = -1
  count = 0
  error: BrokerError | null = null
  /** An earlier batch that holds the beginning of the same run: this one must not be reported committed when that failed. */
  previous: BatchTicket | null = null
  private waiters: TicketWaiter[] | null = null
  private lastWaiter: TicketWaiter | null = null

  wait(waiter: TicketWaiter): void {
    // Nearly always one publisher, or the same publisher several times in a row.
    if (this.lastWaiter === waiter) return
    if (this.lastWaiter !== null) {
      this.waiters ??= []
      this.waiters.push(this.lastWaiter)
    }
    this.lastWaiter = waiter
  }

  appendCommitted(_token: number, baseOffset: number, nextOffset: number): void {
    const failed = this.previous !== null && this.previous.state === TICKET_FAILED ? this.previous.error : null
    this.previous = null
    this.baseOffset = baseOffset
    this.nextOffset = nextOffset
    this.settle(failed === null ? TICKET_COMMITTED : TICKET_FAILED, failed)
  }

  appendFailed(_token: number, error: BrokerError): void {
    this.previous = null
    this.settle(TICKET_FAILED, error)
  }

  private settle(state: AppendTicket['state'], error: BrokerError | null): void {
    this.state = state
    this.error = error
    const waiters = this.waiters
    const last = this.lastWaiter
    this.waiters = null
    this.lastWaiter = null
    if (waiters !== null) for (let i = 0; i < waiters.length; i++) (waiters[i] as TicketWaiter).ticketSettled(this)
    if (last !== null) last.ticketSettled(this)
  }
}

/** A ticket that is failed from the start. */
export function failedTicket(error: BrokerError): BatchTicket {
  const ticket = new BatchTicket()
  ticket.appendFailed(0, error)
  return ticket
}
