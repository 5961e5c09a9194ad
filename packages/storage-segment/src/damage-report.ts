import type { Logger } from '@robustmq/common-log'

/** Different ranges that are told apart; beyond it they are logged and counted again each time they are met. */
const RANGES_MAX = 10_000

/** Committed records that cannot be read: each range is logged once, and counted. */
export class DamageReport {
  /** Ranges found since the storage was opened. */
  count = 0
  readonly #log: Logger
  readonly #known = new Set<string>()

  constructor(log: Logger) {
    this.#log = log
  }

  /** Offsets `[from, to)` of the shard; `to` may be larger than what was lost, where its end is not known. */
  note(shard: number, from: number, to: number, message: string, place: string | null = null): void {
    const range = `${shard}:${from}`
    if (this.#known.has(range)) return
    if (this.#known.size < RANGES_MAX) this.#known.add(range)
    this.count++
    this.#log.error({ shard, from, to, ...(place === null ? {} : { place }) }, message)
  }
}
