/** Bytes of a file that grow. Copies share memory until one of them is written. */
export class DiskContent {
  size = 0
  #bytes: Buffer = Buffer.alloc(0)
  #shared = false

  copy(): DiskContent {
    const copy = new DiskContent()
    copy.#bytes = this.#bytes
    copy.size = this.size
    copy.#shared = true
    this.#shared = true
    return copy
  }

  /** A view, valid until the next change. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.size)
  }

  /** `bytes` null: a truncation to `position`. */
  apply(position: number, bytes: Uint8Array | null): void {
    if (bytes === null) {
      this.#own(position)
      if (position < this.size) this.#bytes.fill(0, position, this.size)
      this.size = position
      return
    }
    this.#own(position + bytes.length)
    this.#bytes.set(bytes, position)
    this.size = Math.max(this.size, position + bytes.length)
  }

  flip(byte: number, mask: number): void {
    if (byte >= this.size) return
    this.#own(this.size)
    this.#bytes[byte] = (this.#bytes[byte] as number) ^ mask
  }

  /** Memory of its own, for at least `size` bytes. */
  #own(size: number): void {
    if (size <= this.#bytes.length && !this.#shared) return
    const own = Buffer.alloc(size <= this.#bytes.length ? this.#bytes.length : Math.max(size, this.#bytes.length * 2, 4096))
    this.#bytes.copy(own, 0, 0, this.size)
    this.#bytes = own
    this.#shared = false
  }
}
