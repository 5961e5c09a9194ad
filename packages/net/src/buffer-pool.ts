/** Most connections answer with less; a stalled connection keeps no more than this. */
export const SMALL_BLOCK_BYTES: number = 16 * 1024
/** For connections that filled a small block in their last turn. */
export const LARGE_BLOCK_BYTES: number = 128 * 1024

/** Free blocks kept of each size; further ones go to the garbage collector. */
const FREE_SMALL_MAX = 1024
const FREE_LARGE_MAX = 128

/** Output blocks, shared by all connections of a process. A block is in use from `take` until `give`. */
export class BufferPool {
  readonly #small: Buffer[] = []
  readonly #large: Buffer[] = []

  /** A block of at least `bytes`; of the large size when `large` is asked for or needed. */
  take(bytes: number, large: boolean): Buffer {
    if (bytes <= SMALL_BLOCK_BYTES && !large) return this.#small.pop() ?? Buffer.allocUnsafeSlow(SMALL_BLOCK_BYTES)
    if (bytes <= LARGE_BLOCK_BYTES) return this.#large.pop() ?? Buffer.allocUnsafeSlow(LARGE_BLOCK_BYTES)
    return Buffer.allocUnsafeSlow(bytes)
  }

  /** Takes back a block that nobody reads or writes any more. Blocks of other sizes are forgotten. */
  give(block: Buffer): void {
    if (block.length === SMALL_BLOCK_BYTES) {
      if (this.#small.length < FREE_SMALL_MAX) this.#small.push(block)
    } else if (block.length === LARGE_BLOCK_BYTES) {
      if (this.#large.length < FREE_LARGE_MAX) this.#large.push(block)
    }
  }
}
