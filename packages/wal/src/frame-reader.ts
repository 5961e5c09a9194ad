import { createFoundFrame, decodeFrameHeader, FRAME_FORMAT, FRAME_HEADER_BYTES, frameBytes, frameCrc, hasFrameMagic, isHeaderIntact } from './frame.ts'
import type { FoundFrame } from './frame.ts'
import type { WalFile } from './wal-file.ts'
import { unknownFormat } from './wal-file.ts'

const CHUNK_BYTES = 1024 * 1024

/** Reads one file forward through a window of 1 MiB, which grows only to the largest intact frame's size. */
export class FrameReader {
  readonly found: FoundFrame = createFoundFrame()
  readonly #file: WalFile
  readonly #end: number
  #window: Buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  #start = 0
  #length = 0

  constructor(file: WalFile) {
    this.#file = file
    this.#end = file.handle.sizeSync()
  }

  /** Length of the frame at `at` when it is intact, else 0. Fills `found` when there is a header. */
  frameAt(at: number): number {
    if (!this.#load(at, FRAME_HEADER_BYTES)) return 0
    if (!hasFrameMagic(this.#window, at - this.#start)) return 0
    decodeFrameHeader(this.#window, at - this.#start, this.found)
    const length = frameBytes(this.found.bodyBytes)
    if (at + length > this.#end || !this.#load(at, length)) return 0
    if (frameCrc(this.#window, at - this.#start, length, this.#file.salt) !== this.found.crc) return 0
    // The checksum holds, so this is no damage: a newer program wrote it. Format 1 had no checksum of the header, else it is the same.
    if (this.found.version > FRAME_FORMAT || this.found.version < 1) throw unknownFormat(`frame at ${at} of ${this.#file.path}`, this.found.version)
    return length
  }

  /** A header lies at `at`, intact or not (as far as its magic tells). Fills `found`. */
  headerAt(at: number): boolean {
    if (!this.#load(at, FRAME_HEADER_BYTES) || !hasFrameMagic(this.#window, at - this.#start)) return false
    decodeFrameHeader(this.#window, at - this.#start, this.found)
    return true
  }

  /** As `headerAt`, and its own checksum holds: what it says is true, whatever became of the body. */
  intactHeaderAt(at: number): boolean {
    return this.headerAt(at) && isHeaderIntact(this.#window, at - this.#start, this.#file.salt)
  }

  /** What can be read of the body of the frame whose header `headerAt(at)` found; valid until the next call. */
  remainsAt(at: number): Buffer {
    const bytes = Math.min(this.found.bodyBytes, this.#end - at - FRAME_HEADER_BYTES)
    return bytes > 0 && this.#load(at, FRAME_HEADER_BYTES + bytes) ? this.#window.subarray(at - this.#start + FRAME_HEADER_BYTES, at - this.#start + FRAME_HEADER_BYTES + bytes) : Buffer.alloc(0)
  }

  /** Body of the frame that `frameAt(at)` found; valid until the next call. */
  body(at: number): Buffer {
    const from = at - this.#start + FRAME_HEADER_BYTES
    return this.#window.subarray(from, from + this.found.bodyBytes)
  }

  /** First multiple of 8 at or after `at` that carries the magic of a frame, or -1. */
  nextMagic(at: number): number {
    for (;;) {
      if (!this.#load(at, FRAME_HEADER_BYTES)) return -1
      const window = this.#window
      const last = this.#length - FRAME_HEADER_BYTES
      for (let i = at - this.#start; i <= last; i += 8) {
        if (window[i + 4] === 0x52 && hasFrameMagic(window, i)) return this.#start + i
      }
      at = this.#start + last - ((this.#start + last) & 7) + 8
    }
  }

  #load(at: number, bytes: number): boolean {
    if (at >= this.#start && at + bytes <= this.#start + this.#length) return true
    if (at + bytes > this.#end) return false
    if (bytes > this.#window.length) this.#window = Buffer.allocUnsafeSlow(Math.ceil(bytes / CHUNK_BYTES) * CHUNK_BYTES)
    this.#start = at
    this.#length = this.#file.handle.readSync(this.#window, 0, Math.min(this.#window.length, this.#end - at), at)
    return this.#length >= bytes
  }
}
