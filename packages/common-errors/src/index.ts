/**
 * Error base class with a code and a retry hint, and assertions. Depends on nothing.
 *
 * @packageDocumentation
 */
export { BrokerError, errorCode, isBrokerError } from './broker-error.ts'
export type { BrokerErrorOptions, RetryHint } from './broker-error.ts'
export { assert, unreachable } from './assert.ts'
