import type { BrokerError } from '@robustmq/common-errors'

export const TICKET_PENDING = 0
export const TICKET_COMMITTED = 1
export const TICKET_FAILED = 2

/** The fate of one stored batch; shared by all messages that went into it. */
export interface AppendTicket {
  readonly state: typeof TICKET_PENDING | typeof TICKET_COMMITTED | typeof TICKET_FAILED
  /** Offsets of the batch, [baseOffset, nextOffset); -1 until committed. */
  readonly baseOffset: number
  readonly nextOffset: number
  /** Messages added so far; while the ticket is open, its last added message will get `baseOffset + count - 1`. */
  readonly count: number
  readonly error: BrokerError | null
  /** Tells `waiter` once when the state changes; adding the same waiter several times in a row costs nothing and tells once. */
  wait(waiter: TicketWaiter): void
}

export interface TicketWaiter {
  ticketSettled(ticket: AppendTicket): void
}
