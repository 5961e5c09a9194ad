const FIRST_BYTES = 1024

/** Bytes written one after the other into a buffer that grows. */
export class WireWriter {
  #bytes: Buffer = Buffer.allocUnsafe(FIRST_BYTES)
  length = 0

  reset(): void {
    this.length = 0
    // What one large batch needed is not kept for the small ones.
    if (this.#bytes.length > 1024 * FIRST_BYTES) this.#bytes = Buffer.allocUnsafe(FIRST_BYTES)
  }

  /** What was written, as a copy that belongs to the caller. */
  take(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.length))
  }

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.length++] = value
  }

  uint32(value: number): void {
    this.#reserve(4)
    this.length = this.#bytes.writeUInt32BE(value, this.length)
  }

  /** Overwrites what was written at `at`. */
  uint32At(at: number, value: number): void {
    this.#bytes.writeUInt32BE(value, at)
  }

  /** A whole number from 0 to 2^53-1, seven bits a byte, the lowest first. */
  number(value: number): void {
    this.#reserve(8)
    const bytes = this.#bytes
    let rest = value
    while (rest >= 0x80) {
      bytes[this.length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    bytes[this.length++] = rest
  }

  bytes(data: Uint8Array): void {
    this.#reserve(data.length)
    this.#bytes.set(data, this.length)
    this.length += data.length
  }

  /** The bytes written from `start` on; valid until the next write. */
  written(start: number): Buffer {
    return this.#bytes.subarray(start, this.length)
  }

  #reserve(count: number): void {
    if (this.length + count <= this.#bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.length + count))
    this.#bytes.copy(grown, 0, 0, this.length)
    this.#bytes = grown
  }
}
