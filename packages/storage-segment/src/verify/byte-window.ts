import type { FileHandle } from '@robustmq/common-runtime'

const WINDOW_BYTES = 4 * 1024 * 1024

/** Reads a file through a window of 4 MiB, larger only for a larger piece that is asked for. */
export class ByteWindow {
  readonly bytes: number
  readonly #handle: FileHandle
  #window: Buffer = Buffer.alloc(0)
  #start = 0

  constructor(handle: FileHandle) {
    this.#handle = handle
    this.bytes = handle.sizeSync()
  }

  /** A view of `[position, position + length)`, shorter at the end of the file; valid until the next call. */
  view(position: number, length: number): Buffer {
    if (position < this.#start || position + length > this.#start + this.#window.length) {
      const size = Math.max(0, Math.min(Math.max(WINDOW_BYTES, length), this.bytes - position))
      const window = Buffer.allocUnsafe(size)
      this.#window = window.subarray(0, size === 0 ? 0 : this.#handle.readSync(window, 0, size, position))
      this.#start = position
    }
    return this.#window.subarray(position - this.#start, position - this.#start + length)
  }

  copy(from: number, to: number): Buffer {
    return Buffer.from(this.view(from, to - from))
  }
}
