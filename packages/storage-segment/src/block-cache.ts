import type { FileHandles } from './file-handles.ts'

const BLOCK_BYTES = 16 * 1024
/** Reads above it go to the file: they are not shared by neighbours. */
export const BLOCK_READ_BYTES_MAX: number = BLOCK_BYTES / 2
const BLOCKS_MAX = 512
/** More than the blocks of a segment file, which is below 4 GiB. */
const BLOCKS_OF_FILE: number = 2 ** 32 / BLOCK_BYTES

/**
 * Blocks of segment files around what was read last: small shards lie side by side, and one read serves many of them. 8 MiB;
 * the longest ago read goes first.
 */
export class BlockCache {
  readonly #handles: FileHandles
  /** By file and block, in order of use. A read under way is shared. */
  readonly #blocks = new Map<number, Promise<Buffer>>()

  constructor(handles: FileHandles) {
    this.#handles = handles
  }

  /** A copy of up to `length` bytes, at most `BLOCK_READ_BYTES_MAX`; fewer only at the end of the file. Rejects with the filesystem's error. */
  async read(file: number, position: number, length: number): Promise<Buffer> {
    const first = Math.floor(position / BLOCK_BYTES)
    const last = Math.floor((position + length - 1) / BLOCK_BYTES)
    const from = position - first * BLOCK_BYTES
    const block = await this.#block(file, first)
    const bytes = Buffer.from(block.subarray(from, from + length))
    if (first === last || block.length < BLOCK_BYTES) return bytes
    const rest = await this.#block(file, last)
    return Buffer.concat([bytes, rest.subarray(0, length - bytes.length)])
  }

  #block(file: number, block: number): Promise<Buffer> {
    const key = file * BLOCKS_OF_FILE + block
    const found = this.#blocks.get(key)
    if (found !== undefined) {
      this.#blocks.delete(key)
      this.#blocks.set(key, found)
      return found
    }
    const buffer = Buffer.allocUnsafeSlow(BLOCK_BYTES)
    const reading = this.#handles.read(file, buffer, BLOCK_BYTES, block * BLOCK_BYTES).then((count) => buffer.subarray(0, count))
    this.#blocks.set(key, reading)
    reading.catch(() => this.#blocks.delete(key))
    if (this.#blocks.size > BLOCKS_MAX) {
      for (const oldest of this.#blocks.keys()) {
        this.#blocks.delete(oldest)
        break
      }
    }
    return reading
  }
}
