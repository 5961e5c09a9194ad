/**
 * Time to live per message and per topic: nothing is delivered after it.
 *
 * @packageDocumentation
 */
export {}
