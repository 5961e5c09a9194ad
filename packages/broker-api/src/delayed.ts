import type { AppendTicket } from './append-ticket.ts'
import type { MessageRun } from './message-run.ts'
import type { AddressFormat, PublishTarget } from './publisher.ts'

/** A message that waits for its time. */
export interface DelayedMessage {
  /** Names the message as long as it waits; text without blanks. */
  readonly id: string
  readonly tenant: number
  /** When it is to be delivered, milliseconds since the epoch. */
  readonly dueAtMs: number
  /** As stored. */
  readonly bytes: number
}

export interface DelayedPage {
  readonly messages: readonly DelayedMessage[]
  /** To go on after them; null at the end. */
  readonly next: string | null
}

/** Publishing at a later time, for all protocols. What waits survives restarts; times are kept to the millisecond, delivered within a tick. */
export interface DelayedPublisher {
  /** Names of this format are published to under the very same object again after a restart. Before anything is served. */
  addFormat(format: AddressFormat): void
  /**
   * Publishes every message of the run to the target's address at `dueAtMs`, or at once when that has passed. The target need not be ready. The
   * ticket says when the messages are durable; refusals come as a failed ticket (DELAY_*, STORAGE_*). Nothing of the run is kept.
   * `live`: when the time comes they go to live subscriptions only.
   */
  publish(target: PublishTarget, run: MessageRun, dueAtMs: number, live: boolean): AppendTicket
  /** Id of a message once its ticket is committed: `index` counts from the first message of the run. */
  idOf(ticket: AppendTicket, index: number): string
  /** False when there is no such message, or its time has come. Resolves when it is durable. */
  cancel(tenant: number, id: string): Promise<boolean>
  /** In order of time; `after` is a `next` of a former page, or null. `limit` 1 .. 10 000. */
  list(tenant: number, after: string | null, limit: number): DelayedPage
  count(tenant: number): number
}

export const DELAY_ERROR_CODES = [
  /** The tenant, or the node, has as many delayed messages or bytes of them waiting as it may. */
  'DELAY_LIMIT',
  /** The time is not one. */
  'DELAY_INVALID',
] as const
export type DelayErrorCode = (typeof DELAY_ERROR_CODES)[number]
