import type { StateTicket, StateWaiter } from '@robustmq/common-state-log'
import type { Lane } from './lane.ts'

/** A note made ahead of time that deliveries of a lane may follow; valid when it is on disk and the lane has not begun anew since. */
export class Reservation implements StateWaiter {
  readonly #lane: Lane
  readonly #reserved: number
  readonly #epoch: number

  constructor(lane: Lane) {
    this.#lane = lane
    this.#reserved = lane.reserved
    this.#epoch = lane.epoch
  }

  stateSettled(ticket: StateTicket): void {
    const lane = this.#lane
    if (lane.epoch !== this.#epoch) return
    if (ticket.error === null) lane.reservedDurable = Math.max(lane.reservedDurable, this.#reserved)
    else lane.reserved = lane.reservedDurable
  }
}
