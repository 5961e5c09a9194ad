import { assert } from '@robustmq/common-errors'

const HOLDERS_MAX = 31

/** Gives each name of a reason to pause its own bit, so that a connection keeps its reasons in one number. */
export class HolderBits {
  readonly #bits: Map<string, number> = new Map()

  bitOf(holder: string): number {
    const known = this.#bits.get(holder)
    if (known !== undefined) return known
    assert(this.#bits.size < HOLDERS_MAX, `more than ${HOLDERS_MAX} names of pause holders; they are constants, not ids`)
    const bit = 1 << this.#bits.size
    this.#bits.set(holder, bit)
    return bit
  }
}
