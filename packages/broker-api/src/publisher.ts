import type { BrokerError } from '@robustmq/common-errors'
import type { Companion } from '@robustmq/storage-adapter'
import type { AppendTicket } from './append-ticket.ts'
import type { MessageRun } from './message-run.ts'
import type { Topic } from './topics.ts'

/** How a protocol writes addresses. One constant object per protocol; compared by identity. */
export interface AddressFormat {
  /** The protocol's name; part of the disk format. */
  readonly label: string
  readonly separator: string
}

export const TARGET_PENDING = 0
export const TARGET_READY = 1
/** Publishing is refused with `error`; asking again later may succeed, by the error's retry hint. */
export const TARGET_REFUSED = 2

/**
 * Where a publish goes: an address resolved to a topic and to the live subscriptions that match. One object per
 * address; sessions keep it beside the bytes of their last topic name and never look inside.
 */
export interface PublishTarget {
  readonly tenant: number
  readonly format: AddressFormat
  readonly nativeName: string
  /** Canonical address. */
  readonly address: string
  /** The topic that stores what is published; null: nobody does, live only. */
  readonly topic: Topic | null
  readonly state: typeof TARGET_PENDING | typeof TARGET_READY | typeof TARGET_REFUSED
  readonly error: BrokerError | null
}

export interface TargetWaiter {
  /** The target is ready or refused. */
  targetSettled(target: PublishTarget): void
}

/** Takes runs for live delivery. Called in the turn of arrival; must not throw, must not keep the run. */
export interface LiveSink {
  deliver(run: MessageRun, target: PublishTarget): void
}

/** A protocol's live subscriptions. */
export interface SubscriptionIndex {
  /** One sink that stands for all of this protocol's subscriptions matching the address, or null. Asked once per address and change. */
  match(target: PublishTarget): LiveSink | null
}

/** Names that a subscription is about, as its protocol writes them: their levels in order. */
export interface AddressFilter {
  readonly tenant: number
  /** How the levels are parted; addresses of other formats are read in the same form. */
  readonly format: AddressFormat
  /** A level's text, or null for any one level. */
  readonly levels: readonly (string | null)[]
  /** Any further levels may follow, or none. */
  readonly rest: boolean
}

export interface SubscriptionIndexHandle {
  /** Subscriptions came or went: all matches are asked for again. */
  changed(): void
  /** A live subscription came: addresses that match are asked for again, and other nodes are told that they are wanted here. */
  added(filter: AddressFilter): void
  /** One of those went; to be called once for each `added`. */
  removed(filter: AddressFilter): void
}

/** The publish path that all protocols share: address -> topic -> log, and live delivery in the same turn. */
export interface Publisher {
  /**
   * Finds or makes the target. With `create`, a missing topic is made by the rules of the tenant (the target is pending
   * meanwhile); without, a missing topic leaves the address live only. Cheap: one map look-up.
   */
  target(tenant: number, format: AddressFormat, nativeName: string, create: boolean): PublishTarget
  /**
   * True when the target is still as it was resolved, and ready; ask before each `publish`. False: it is pending (again) or
   * refused; a refusal that may pass is tried again at a bounded rate. Cheap: one comparison.
   */
  ready(target: PublishTarget): boolean
  /** Tells `waiter` once, not from inside this call, when a pending target is settled. */
  whenSettled(target: PublishTarget, waiter: TargetWaiter): void
  /**
   * Delivers the run to live subscriptions and, unless `live`, stores it. `ready` has just said true. Returns the ticket
   * of the batch, or null when nothing is stored (an address without a topic, or `live`): there is nothing to wait for.
   * Refusals come as a failed ticket. A run with keys to a topic of several partitions has one message.
   * `companions` are stored in one atomic write with the run, which then is a batch of its own: state of the driver and the group
   * that the run's partition belongs to. They are left out when nothing is stored.
   */
  publish(target: PublishTarget, run: MessageRun, live: boolean, companions?: readonly Companion[]): AppendTicket | null
  /**
   * Stores a checked record batch as it is in a partition of the target's topic, and delivers its records to live subscriptions.
   * Ownership of `batch` passes on; see `Shard.append`.
   */
  publishBatch(target: PublishTarget, partition: number, batch: Buffer): AppendTicket
  addIndex(index: SubscriptionIndex): SubscriptionIndexHandle
  /** True when publishers should be paused until `onRelief`'s listener is told. */
  readonly congested: boolean
  onRelief(listener: () => void): void
}
