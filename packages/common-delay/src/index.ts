/**
 * Deliver at a time or after a delay: a timing wheel over a durable index.
 *
 * @packageDocumentation
 */
export {}
