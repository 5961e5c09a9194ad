import type { StateTicket } from '@robustmq/common-state-log'
import type { Shard } from '@robustmq/storage-adapter'
import type { DeliverySink, Member } from './member.ts'
import type { FollowOptions, MemberOptions } from './options.ts'

export interface ConsumerInfo {
  /** With members. */
  readonly inFlight: number
  readonly inFlightBytes: number
  /** Taken and waiting: for room, for their time, or for the dead letters. */
  readonly waiting: number
  readonly members: number
  /** Positions after those taken, as far as the logs are committed: an upper bound, since filters have not looked. */
  readonly behind: number
}

/**
 * A durable position in logs, and the messages in flight. Several members share it; each message goes to one of them at a
 * time and comes again until it is settled. All calls on one thread. A handle that is settled or unknown is passed over.
 *
 * `member`: settles only what that member holds now. Null: whoever holds it, or nobody any more (a late acknowledgement).
 */
export interface Consumer {
  readonly name: string
  readonly group: number
  /** Begins to read a shard of the group, or goes on where it was. */
  follow(shard: Shard, options: FollowOptions): void
  /** Forgets the shard and what was taken from it. */
  unfollow(shard: number): void
  follows(shard: number): boolean
  /** Everything below is settled. -1 when the shard is not followed. */
  settledTo(shard: number): number
  /** Reads the shard from `offset` on, whatever was settled; what was taken from it is forgotten. */
  seek(shard: number, offset: number): void
  /**
   * Adds `count` references from (shard, offset) on. Delivered when the shard has committed them. Within
   * `beginCompanion` and `takeCompanion` of the group's writer they are atomic with an append. Returns the number of the first, for `retract`;
   * -1 when the list is full: nothing was added, and the publish is to be refused.
   */
  enqueue(shard: Shard, offset: number, count: number, priority: number): number
  /** Takes references back whose append was refused. */
  retract(priority: number, first: number, count: number): void
  attach(sink: DeliverySink, options: MemberOptions): Member
  /** Settles `handles[from, from + count)`; how many there were. */
  ack(handles: Float64Array, from: number, count: number, member: Member | null): number
  ackOne(handle: number, member: Member | null): boolean
  /** Settles everything up to and with `handle` that has been handed over. */
  ackUpTo(handle: number, member: Member | null): number
  ackRange(first: number, last: number, member: Member | null): number
  /** Ready again, at its old place, after `delayMs`. */
  nack(handle: number, delayMs: number, member: Member | null): boolean
  nackRange(first: number, last: number, delayMs: number, member: Member | null): number
  /** Gives up: to the dead letters, or dropped. */
  reject(handle: number, member: Member | null): boolean
  rejectRange(first: number, last: number, member: Member | null): number
  /** The lease begins anew. */
  renew(handle: number, member: Member | null): boolean
  renewRange(first: number, last: number, member: Member | null): number
  /** Settles without delivery what may still be held by others: gives up and writes nothing but that it is done. */
  discard(handle: number, member: Member | null): boolean
  /** Sends what was settled so far at the end of this turn; its fate. */
  ticket(): StateTicket
  info(): ConsumerInfo
  /** Goes offline: members leave, the position stays. A consumer that is not durable is gone. */
  close(): void
  /** Removes it, on disk too. */
  drop(): void
}
