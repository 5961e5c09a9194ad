/**
 * Shards of other nodes as if they were here.
 *
 * @packageDocumentation
 */
export {}
