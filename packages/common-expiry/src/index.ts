/**
 * Time to live per message and per topic: nothing is delivered after it, by whatever protocol it is read, and what is past its
 * time is removed with its topic's retention.
 *
 * @packageDocumentation
 */
export { createExpiryFilter } from './expiry-filter.ts'
export type { ExpiryFilter, ExpiryFilterDeps, ExpiryFilterOptions, LiveChunks } from './expiry-filter.ts'
export { isExpired, mayHoldExpiry, NEVER, ownExpiry, ttlExpiry } from './record-expiry.ts'
export { retentionWithTtl, TOPIC_TTL_KEY, topicTtlMs, topicTtlRefusal } from './topic-ttl.ts'
