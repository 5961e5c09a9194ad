/*
 * How message properties cross between protocols: a disk format, decided in docs/adr/0001. Native user properties
 * become record headers of the same name, in order, repeated ones too. What has a neutral meaning gets one of the
 * names below, all under one prefix, honoured only in batches that the broker itself wrote.
 */

/** Prefix of all reserved header names. */
export const RESERVED_PREFIX = 'rmq.'

/** Native name of the address, when it is not the topic's own origin name: `<format>:<name>`. */
export const HEADER_ADDRESS = 'rmq.address'
/** MIME type, UTF-8. */
export const HEADER_CONTENT_TYPE = 'rmq.content-type'
/** Canonical or native address for answers, as `<format>:<name>`. */
export const HEADER_REPLY_TO = 'rmq.reply-to'
/** Correlation data, bytes. */
export const HEADER_CORRELATION = 'rmq.correlation'
/** End of life, milliseconds since the epoch, decimal digits. */
export const HEADER_EXPIRES_AT = 'rmq.expires-at'
/** `1`: the payload is UTF-8 text. */
export const HEADER_PAYLOAD_FORMAT = 'rmq.payload-format'
/** A word to find messages by (see `ShardLookup.nextByTag`), UTF-8. */
export const HEADER_TAG = 'rmq.tag'
/** Message id given by the publisher, UTF-8. */
export const HEADER_MESSAGE_ID = 'rmq.message-id'

/* On dead letters, beside the message's own headers. When one becomes a dead letter again, the last of each name is the newest. */
/** Name of the topic that it was in. */
export const HEADER_DEAD_LETTER_TOPIC = 'rmq.dead-letter.topic'
/** Its offset there, decimal digits. */
export const HEADER_DEAD_LETTER_OFFSET = 'rmq.dead-letter.offset'
/** How often it was delivered, decimal digits. */
export const HEADER_DEAD_LETTER_COUNT = 'rmq.dead-letter.count'
/** `delivery-limit` or `rejected`. */
export const HEADER_DEAD_LETTER_REASON = 'rmq.dead-letter.reason'
/** When it was given up, milliseconds since the epoch, decimal digits. */
export const HEADER_DEAD_LETTER_TIME = 'rmq.dead-letter.time'
/** Name of the consumer that gave it up. */
export const HEADER_DEAD_LETTER_CONSUMER = 'rmq.dead-letter.consumer'

/*
 * Names that a protocol with text-only properties uses for what it cannot say otherwise; they exist on the wire of that
 * protocol only, never in a stored header.
 */
/** The record's key, when it is UTF-8. */
export const PROPERTY_KEY = 'rmq.key'
/** The record's key in base64, when it is not UTF-8. */
export const PROPERTY_KEY_BASE64 = 'rmq.key.base64'
/** Prefix of a header whose value is not UTF-8: the value is base64. */
export const PROPERTY_BASE64_PREFIX = 'rmq.base64.'
/** Names a header whose value is null. */
export const PROPERTY_NULL_HEADER = 'rmq.null'
/** `1` on a message whose payload is null (a tombstone), which is not the same as empty. */
export const PROPERTY_NULL_PAYLOAD = 'rmq.null-payload'
