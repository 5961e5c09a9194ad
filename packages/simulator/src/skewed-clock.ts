/** The clock of one node: it ticks at its own rate, and not at all while the node is paused. */
export class SkewedClock {
  readonly #stepsPerTick: number
  #steps = 0

  /** `ratePerMille` 1000: a tick each `stepsPerTick` steps; 1100: a tenth more of them. */
  constructor(stepsPerTick: number, ratePerMille: number) {
    this.#stepsPerTick = (stepsPerTick * 1000) / ratePerMille
  }

  /** One step of virtual time passes; true: a tick. */
  advance(): boolean {
    if (++this.#steps < this.#stepsPerTick) return false
    this.#steps -= this.#stepsPerTick
    return true
  }
}
