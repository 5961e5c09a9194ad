/** Appends that a follower has been sent and has not confirmed: a ring, bounded by count and by bytes. */
export class InFlights {
  readonly #countMax: number
  readonly #bytesMax: number
  readonly #lastIndexes: number[] = []
  readonly #bytes: number[] = []
  #start = 0
  #count = 0
  #bytesTotal = 0

  constructor(countMax: number, bytesMax: number) {
    this.#countMax = countMax
    this.#bytesMax = bytesMax
  }

  get count(): number {
    return this.#count
  }

  /** The last message may go over the bound of bytes: one message is always possible. */
  isFull(): boolean {
    return this.#count >= this.#countMax || this.#bytesTotal >= this.#bytesMax && this.#count > 0
  }

  /** An append that ends with `lastIndex` was sent. Must not be called when full. */
  add(lastIndex: number, bytes: number): void {
    const at = (this.#start + this.#count) % this.#countMax
    this.#lastIndexes[at] = lastIndex
    this.#bytes[at] = bytes
    this.#count++
    this.#bytesTotal += bytes
  }

  /** Everything up to `index` is confirmed. */
  freeTo(index: number): void {
    while (this.#count > 0 && (this.#lastIndexes[this.#start] as number) <= index) {
      this.#bytesTotal -= this.#bytes[this.#start] as number
      this.#start = (this.#start + 1) % this.#countMax
      this.#count--
    }
  }

  clear(): void {
    this.#start = 0
    this.#count = 0
    this.#bytesTotal = 0
  }
}
