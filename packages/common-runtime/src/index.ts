/**
 * The injected world: clock, timers, chance, turn scheduler and filesystem as ports, and their Node implementations.
 * Logic packages import the interfaces; only apps and tests choose an implementation.
 *
 * @packageDocumentation
 */
export { systemClock } from './clock.ts'
export type { Clock } from './clock.ts'
export { createSeededRandom, systemRandom } from './random.ts'
export type { Random } from './random.ts'
export { createTurns, TURN_APPEND, TURN_PERSIST, TURN_TRANSMIT, TurnQueue } from './turns.ts'
export type { Turns, TurnTask } from './turns.ts'
export { createTimers, TimerWheel } from './timers.ts'
export type { SystemTimers, TimerId, Timers, TimerTask } from './timers.ts'
export type { FileHandle, FileSystem, OpenMode } from './file-system.ts'
export { nodeFileSystem } from './node-file-system.ts'
