import { assert } from '@robustmq/common-errors'
import { copyBytes, readInt32 } from '@robustmq/common-bytes'
import { REQUEST_HEADER_BYTES_MIN } from './request-header.ts'

/** Default of `socket.request.max.bytes`: 100 MiB. */
export const FRAME_BYTES_MAX_DEFAULT: number = 100 * 1024 * 1024

const PREFIX_BYTES = 4
/** What an announced length alone may allocate. Beyond it memory follows the bytes that have arrived. */
const FIRST_STEP_BYTES = 256 * 1024
/** Each further step allocates this many times what has arrived: copies at most a third of the frame over again. */
const STEP_FACTOR = 4

export interface FrameReaderOptions {
  /** Largest frame, without its 4-byte length; default 100 MiB. */
  readonly frameBytesMax?: number
  /** Smallest frame; default 8 (a request header). Responses need 4. */
  readonly frameBytesMin?: number
}

export interface FrameFailure {
  readonly code: 'frame-too-large' | 'frame-too-small' | 'frame-length-negative'
  /** Byte of the connection at which the bad length stands. */
  readonly position: number
  /** The length that was announced. */
  readonly frameBytes: number
}

export type FrameStatus = 'frame' | 'need-more' | 'failed'

/**
 * Cuts a byte stream into frames. Call `next` after each `push` until it says `need-more`.
 *
 * A frame that lies inside one chunk is returned as positions in that chunk: its bytes are valid as long as the
 * chunk is. A frame over several chunks is copied, once, into a buffer of its own, which belongs to the caller.
 */
export interface FrameReader {
  /** Gives the next chunk; the one before must have been used up (`next` said `need-more`). */
  push(chunk: Buffer): void
  next(): FrameStatus
  /** Copies what is left of the chunk, so that its owner may overwrite it before the rest is read. */
  detach(): void
  /** The frame, without its length prefix, after `next` said `frame`. */
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  /** Set when `next` said `failed`; the reader stays failed. */
  readonly failure: FrameFailure | null
}

export function createFrameReader(options: FrameReaderOptions = {}): FrameReader {
  return new SocketFrameReader(options.frameBytesMax ?? FRAME_BYTES_MAX_DEFAULT, options.frameBytesMin ?? REQUEST_HEADER_BYTES_MIN)
}

const NOTHING: Buffer = Buffer.alloc(0)

/** Fields are plain, not private: they are read for every frame. */
class SocketFrameReader implements FrameReader {
  bytes: Buffer = NOTHING
  start = 0
  end = 0
  failure: FrameFailure | null = null
  chunk: Buffer = NOTHING
  at = 0
  /** Bytes of the connection before `chunk`. */
  chunkPosition = 0
  readonly frameBytesMax: number
  readonly frameBytesMin: number
  /** Length prefix cut by the end of a chunk. */
  readonly prefix: Buffer = Buffer.alloc(PREFIX_BYTES)
  prefixHave = 0
  /** Frame cut by the end of a chunk: `partialHave` of `partialNeed` bytes; 0 needed when there is none. */
  partial: Buffer = NOTHING
  partialHave = 0
  partialNeed = 0

  constructor(frameBytesMax: number, frameBytesMin: number) {
    this.frameBytesMax = frameBytesMax
    this.frameBytesMin = frameBytesMin
  }

  push(chunk: Buffer): void {
    assert(this.at === this.chunk.length || this.failure !== null, 'push before the last chunk was used up')
    this.chunkPosition += this.chunk.length
    this.chunk = chunk
    this.at = 0
  }

  detach(): void {
    if (this.at === this.chunk.length) return
    this.chunkPosition += this.at
    this.chunk = Buffer.from(this.chunk.subarray(this.at))
    this.at = 0
  }

  next(): FrameStatus {
    if (this.failure !== null) return 'failed'
    if (this.partialNeed > 0) return this.#fill()
    const size = this.#readPrefix()
    if (size < 0) return this.failure === null ? 'need-more' : 'failed'
    if (this.chunk.length - this.at >= size) {
      this.bytes = this.chunk
      this.start = this.at
      this.at += size
      this.end = this.at
      return 'frame'
    }
    this.partialNeed = size
    this.partialHave = 0
    this.partial = Buffer.allocUnsafeSlow(Math.min(size, Math.max(FIRST_STEP_BYTES, this.chunk.length - this.at)))
    return this.#fill()
  }

  /** The next frame's length, checked; -1 when it is not complete or not legal. */
  #readPrefix(): number {
    let size: number
    if (this.prefixHave === 0 && this.chunk.length - this.at >= PREFIX_BYTES) {
      size = readInt32(this.chunk, this.at)
      this.at += PREFIX_BYTES
    } else {
      while (this.prefixHave < PREFIX_BYTES) {
        if (this.at === this.chunk.length) return this.#release()
        this.prefix[this.prefixHave++] = this.chunk[this.at++] as number
      }
      this.prefixHave = 0
      size = readInt32(this.prefix, 0)
    }
    if (size < 0) return this.#fail('frame-length-negative', size)
    if (size < this.frameBytesMin) return this.#fail('frame-too-small', size)
    if (size > this.frameBytesMax) return this.#fail('frame-too-large', size)
    return size
  }

  #fill(): FrameStatus {
    const take = Math.min(this.partialNeed - this.partialHave, this.chunk.length - this.at)
    const have = this.partialHave + take
    if (have > this.partial.length) {
      const grown = Buffer.allocUnsafeSlow(Math.min(this.partialNeed, have * STEP_FACTOR))
      copyBytes(this.partial, 0, this.partialHave, grown, 0)
      this.partial = grown
    }
    copyBytes(this.chunk, this.at, this.at + take, this.partial, this.partialHave)
    this.at += take
    this.partialHave = have
    if (have < this.partialNeed) {
      this.#release()
      return 'need-more'
    }
    this.bytes = this.partial
    this.start = 0
    this.end = have
    this.partial = NOTHING
    this.partialNeed = 0
    return 'frame'
  }

  /** Lets go of a chunk that is used up, and of the last frame. */
  #release(): number {
    this.chunkPosition += this.chunk.length
    this.chunk = NOTHING
    this.at = 0
    this.bytes = NOTHING
    this.start = 0
    this.end = 0
    return -1
  }

  #fail(code: FrameFailure['code'], frameBytes: number): number {
    this.failure = { code, position: this.chunkPosition + this.at - PREFIX_BYTES, frameBytes }
    this.#release()
    this.partial = NOTHING
    return -1
  }
}
