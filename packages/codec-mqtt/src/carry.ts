import { assert } from '@robustmq/common-errors'

const EMPTY = Buffer.alloc(0)
const HEADER_BYTES_MAX = 5
/** First allocation for a packet of announced length; above it the buffer follows what has really arrived. */
const FIRST_BYTES = 4096

/**
 * The head of a packet whose rest has not arrived. Memory follows the bytes received (doubling, at most the announced
 * length), so that announcing a large packet costs the receiver nothing. A buffer is used for one packet and then left to
 * whoever keeps a part of it.
 */
export class Carry {
  buffer: Buffer = EMPTY
  length = 0
  /** Bytes of the whole packet, 0 until its length field is complete. */
  wanted = 0
  /** Absolute stream position of the first byte. */
  base = 0

  /** Takes bytes, at most up to `wanted` (or one header); returns the position after the last one taken. */
  take(chunk: Buffer, start: number, end: number): number {
    const limit = this.wanted === 0 ? HEADER_BYTES_MAX : this.wanted
    const take = Math.min(limit - this.length, end - start)
    assert(take >= 0, 'carry holds more than its packet')
    this.#reserve(this.length + take)
    chunk.copy(this.buffer, this.length, start, start + take)
    this.length += take
    return start + take
  }

  /** Gives the packet away and starts anew. */
  release(): Buffer {
    const packet = this.buffer
    this.clear()
    return packet
  }

  clear(): void {
    this.buffer = EMPTY
    this.length = 0
    this.wanted = 0
  }

  #reserve(bytes: number): void {
    if (bytes <= this.buffer.length) return
    const doubled = Math.max(bytes, this.buffer.length * 2, this.wanted === 0 ? 8 : FIRST_BYTES)
    const grown = Buffer.allocUnsafe(this.wanted === 0 ? doubled : Math.min(this.wanted, doubled))
    this.buffer.copy(grown, 0, 0, this.length)
    this.buffer = grown
  }
}
