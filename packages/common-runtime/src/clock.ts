/** The only source of time for logic. Both readings are in milliseconds. */
export interface Clock {
  /** Wall-clock time since the epoch; may jump. For timestamps that are stored or shown. */
  now(): number
  /** Never goes back; no relation to the wall clock. For timeouts and intervals. */
  monotonic(): number
}

/** The clock of this process. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}
