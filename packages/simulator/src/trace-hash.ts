/** A running hash over everything that happens: equal hashes mean equal runs. Not for adversaries. */
export class TraceHash {
  #high = 0x9e3779b9
  #low = 0x85ebca6b

  /** Takes a whole number up to 2^53. */
  add(value: number): void {
    this.#low = Math.imul(this.#low ^ (value >>> 0), 0x01000193) >>> 0
    this.#high = Math.imul(this.#high ^ Math.floor(value / 0x1_0000_0000) ^ (this.#low >>> 13), 0x5bd1e995) >>> 0
    this.#high = ((this.#high << 7) | (this.#high >>> 25)) >>> 0
  }

  hex(): string {
    return this.#high.toString(16).padStart(8, '0') + this.#low.toString(16).padStart(8, '0')
  }
}
