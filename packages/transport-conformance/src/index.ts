/**
 * One suite for every implementation of the connection contract of `broker-api`. Imports no test runner.
 *
 * @packageDocumentation
 */
export { transportConformance } from './suite.ts'
export type { SuiteClient, SuiteLimits, SuiteListener, SuiteListenOptions, TransportHarness } from './harness.ts'
