import { compressionError, corrupt } from './errors.ts'

/** Below this distance or length a byte loop is used: it repeats overlapping matches correctly and is cheap when short. */
const LOOP_BYTES_MAX = 24

/**
 * The output of the LZ77 decoders: grows by doubling, never past `bytesMax`, so that memory follows what was really decoded and not
 * what the input announces.
 */
export class BoundedOutput {
  length = 0
  private buffer: Buffer
  private readonly bytesMax: number

  constructor(bytesExpected: number, bytesMax: number) {
    this.bytesMax = bytesMax
    this.buffer = Buffer.allocUnsafe(Math.min(Math.max(bytesExpected, 64), bytesMax))
  }

  /** Copies `bytes[start, end)`; the caller has checked the range. */
  literal(bytes: Uint8Array, start: number, end: number): void {
    const at = this.length
    this.reserve(at + end - start)
    const buffer = this.buffer
    if (end - start <= LOOP_BYTES_MAX) for (let i = start; i < end; i++) buffer[at + i - start] = bytes[i] as number
    else buffer.set(bytes.subarray(start, end), at)
    this.length = at + end - start
  }

  /** Repeats `count` bytes from `distance` back, not further back than `floor`; the ranges may overlap. */
  match(distance: number, count: number, floor: number): void {
    const at = this.length
    if (distance === 0 || distance > at - floor) throw corrupt('a match reaches before the beginning')
    this.reserve(at + count)
    const buffer = this.buffer
    if (count > LOOP_BYTES_MAX && distance >= count) {
      buffer.copyWithin(at, at - distance, at - distance + count)
    } else if (count > LOOP_BYTES_MAX && distance === 1) {
      buffer.fill(buffer[at - 1] as number, at, at + count)
    } else {
      for (let to = at, from = at - distance; to < at + count; ) buffer[to++] = buffer[from++] as number
    }
    this.length = at + count
  }

  /** Exactly what was decoded; the caller's. */
  finish(): Buffer {
    const result = this.buffer.subarray(0, this.length)
    // A result that fills little of its buffer would pin the rest of it.
    return this.length * 2 < this.buffer.length ? Buffer.from(result) : result
  }

  private reserve(needed: number): void {
    if (needed <= this.buffer.length) return
    if (needed > this.bytesMax) throw compressionError('COMPRESSION_TOO_LARGE', `more than ${this.bytesMax} bytes when decompressed`)
    const larger = Buffer.allocUnsafe(Math.min(this.bytesMax, Math.max(needed, this.buffer.length * 2)))
    this.buffer.copy(larger, 0, 0, this.length)
    this.buffer = larger
  }
}
