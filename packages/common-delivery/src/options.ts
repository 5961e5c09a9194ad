import type { Shard } from '@robustmq/storage-adapter'
import type { StoredBatch } from './stored-batch.ts'

/** Chooses records; called once per record and consumer, in the turn in which it is read. Must not keep the batch. */
export interface RecordFilter {
  accepts(batch: StoredBatch, index: number): boolean
}

/**
 * `fair`: in turn to members with room. `sticky`: all to one member while it has room, then the next. `key`: records of one
 * key go to one member, in order; another member gets the key only when nothing of it is open.
 */
export type DispatchMode = 'fair' | 'sticky' | 'key'

export const DEAD_LETTER_LIMIT = 'delivery-limit'
export const DEAD_LETTER_REJECTED = 'rejected'

/** Where messages go that are given up. */
export interface DeadLetterTarget {
  /** The shard to append to; null while there is none: the message waits. Asked for each message. */
  shard(): Shard | null
}

export interface ConsumerOptions {
  readonly dispatch?: DispatchMode
  /** Messages with members, all together. Default 65 536. */
  readonly inFlightMax?: number
  /** Bytes of them. Default 64 MiB; one message is let through whatever its size. */
  readonly inFlightBytesMax?: number
  /**
   * A message that is not settled for so long becomes ready again, milliseconds; a list: by number of delivery, the last for all further ones.
   * Default null: no lease, members hold messages until they detach.
   */
  readonly leaseMs?: number | readonly number[] | null
  /** Deliveries of one message, after which it is a dead letter. Default null: no limit. */
  readonly deliveryMax?: number | null
  /** Default null: what is rejected or over the limit is dropped, as done. */
  readonly deadLetter?: DeadLetterTarget | null
  /**
   * Every delivery is on disk before a member sees it: counts are exact after a crash, and each delivery waits for a commit. Always so with `deliveryMax`.
   * Else deliveries are reserved ahead: after a crash up to 256 messages per shard, when
   * catching up fast up to 8 192, may be flagged as redelivered that were not.
   */
  readonly exact?: boolean
  /** False: nothing is written, and nothing is left when the consumer closes. Default true. */
  readonly durable?: boolean
  /** Retention by age and size leaves what this consumer still needs. Default true. */
  readonly hold?: boolean
  /** With `key`: messages set aside because the member of their key has no room. Default 1 024. */
  readonly parkedMax?: number
  /** Follows several shards; handles are then numbers of delivery, not offsets. Default false. */
  readonly manyShards?: boolean
}

export interface FollowOptions {
  /** Where a new follower begins. One that follows already goes on where it was. */
  readonly from: number
  readonly filter?: RecordFilter | null
  /** Higher first, 0 .. 255. Default 0. */
  readonly priority?: number
}

export interface MemberOptions {
  /** Messages that the member may hold unsettled. Default: no bound of its own. */
  readonly windowMax?: number
  /** Bytes of them; one message is let through whatever its size. Default: no bound of its own. */
  readonly windowBytesMax?: number
  /** Messages that it is given until it asks for more (`grant`). Default: no bound. */
  readonly granted?: number
}

/** Of an engine. */
export interface DeliveryOptions {
  /** Batches kept for readers, all shards together. Default 32 MiB. */
  readonly cacheBytesMax?: number
  /** Read at once when behind. Default 256 KiB. */
  readonly fetchBytes?: number
  /** Acknowledgements nobody waits for are handed to the state log after this. Default 20 ms. */
  readonly flushMs?: number
  /** Messages handed over in one turn, all consumers together; the rest follows in the next. Default 16 384. */
  readonly turnMessagesMax?: number
  /** How often retention is told what is needed. Default 1 000 ms. */
  readonly holdMs?: number
}
