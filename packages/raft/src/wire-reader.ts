/** Reads what `WireWriter` wrote. The first thing that does not fit sets `failure`; everything read after that is zero or empty. */
export class WireReader {
  readonly #bytes: Uint8Array
  #end: number
  at: number
  failure: string | null = null

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.at = at
    this.#end = bytes.length
  }

  get isAtEnd(): boolean {
    return this.at >= this.#end
  }

  fail(reason: string): void {
    this.failure ??= reason
    this.at = this.#end
  }

  byte(): number {
    if (this.at >= this.#end) {
      this.fail('cut off')
      return 0
    }
    return this.#bytes[this.at++] as number
  }

  uint32(): number {
    return this.byte() * 0x1000000 + (this.byte() << 16) + (this.byte() << 8) + this.byte()
  }

  number(): number {
    let value = 0
    let scale = 1
    for (let count = 0; count < 8; count++) {
      const next = this.byte()
      value += (next & 0x7f) * scale
      if (next < 0x80) {
        if (Number.isSafeInteger(value)) return value
        break
      }
      scale *= 128
    }
    this.fail('a number is 2^53 or more')
    return 0
  }

  /** A count of things that take at least `bytesEach`: more of them than bytes are left is refused before anything is allocated. */
  count(bytesEach: number): number {
    const count = this.number()
    if (count * bytesEach <= this.#end - this.at) return count
    this.fail('a count is larger than what follows')
    return 0
  }

  /** A view, not a copy. */
  bytes(count: number): Uint8Array {
    if (count > this.#end - this.at) {
      this.fail('cut off')
      return this.#bytes.subarray(0, 0)
    }
    this.at += count
    return this.#bytes.subarray(this.at - count, this.at)
  }

  /** A view of everything that is left. */
  rest(): Uint8Array {
    return this.bytes(this.#end - this.at)
  }

  /** Restricts reading to the next `count` bytes; returns the end before, for `leave`. */
  enter(count: number): number {
    const before = this.#end
    if (count > before - this.at) this.fail('cut off')
    else this.#end = this.at + count
    return before
  }

  /** Everything of what was entered must have been read. */
  leave(before: number): void {
    if (this.failure === null && this.at < this.#end) this.fail('bytes left over')
    this.#end = before
    if (this.failure !== null) this.at = before
  }
}
