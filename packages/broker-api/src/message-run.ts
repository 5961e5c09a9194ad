import type { AppendTicket } from './append-ticket.ts'

/**
 * A run: several messages of one publisher to one address, crossing the seam between decoder, session, router and
 * storage together. One object per connection or router, filled again for every run: no object per message.
 *
 * **Lifetime**: everything in it, the typed arrays included, is valid until the call that got it returns. Who needs a
 * byte longer copies it.
 */
export interface MessageRun {
  /** Number of messages, at least 1. */
  count: number
  /** Holds payloads and keys. */
  buffer: Buffer
  /** Payload of message i is `buffer[payloadStart[i], payloadEnd[i])`; a start of -1 is a null value (tombstone). */
  payloadStart: Int32Array
  payloadEnd: Int32Array
  /** Keys, or null when no message has one; a start of -1 is "no key". */
  keyStart: Int32Array | null
  keyEnd: Int32Array | null
  /**
   * Header sections in record format (varint count, then headers), or null when no message has headers; an empty
   * range is "no headers". `headerBuffer` may be `buffer`.
   */
  headerBuffer: Buffer | null
  headersStart: Int32Array | null
  headersEnd: Int32Array | null
  /** True when the broker wrote the headers, so that reserved names in them are to be honoured. */
  headersTrusted: boolean
  /**
   * Fate of the batch that the messages went into, or null when they are not stored. A sink that promises more than "at
   * most once" waits until it is committed: what a crash may take back is not to be acted on.
   */
  ticket: AppendTicket | null
  /** What the publisher asked for: 0 at most once, 1 at least once, 2 exactly once. */
  deliveryClass: number
  /** The publisher asked that the last message be kept for later subscribers. */
  retained: boolean
  /** Milliseconds since the epoch, of every message unless `timestamps` is given. */
  timestampMs: number
  timestamps: Float64Array | null
  /**
   * Who published, for rules such as "not to the publisher itself"; compared by identity only.
   */
  publisher: object | null
  /**
   * The wire form in the publisher's own protocol: a sink of the same format may forward bytes instead of encoding
   * anew. `wireFormat` is compared by identity; `wire` is that protocol's own run.
   */
  wireFormat: object | null
  wire: unknown
}

const NO_POSITIONS = new Int32Array(0)
const NO_BYTES: Buffer = Buffer.alloc(0)

/** A run to be filled; make one per connection or per router, not per message. */
export function createMessageRun(): MessageRun {
  return {
    count: 0,
    buffer: NO_BYTES,
    payloadStart: NO_POSITIONS,
    payloadEnd: NO_POSITIONS,
    keyStart: null,
    keyEnd: null,
    headerBuffer: null,
    headersStart: null,
    headersEnd: null,
    headersTrusted: false,
    ticket: null,
    deliveryClass: 0,
    retained: false,
    timestampMs: 0,
    timestamps: null,
    publisher: null,
    wireFormat: null,
    wire: null,
  }
}
