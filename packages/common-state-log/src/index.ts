/**
 * Keyed state of consumers and protocols, kept as deltas in a log of the same replication group.
 *
 * @packageDocumentation
 */
export {}
