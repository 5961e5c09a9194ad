import { crc32c, writeInt32 } from '@robustmq/common-bytes'
import { encodeFrameHeader, FRAME_HEADER_BYTES, frameBytes } from './frame.ts'
import type { FrameHeader } from './wal.ts'
import type { WalFile } from './wal-file.ts'

/** Bodies from this size on are handed to the kernel where they are; below it, copying is cheaper than another vector element. */
const COPY_BYTES_MAX = 4096
const BLOCK_BYTES = 256 * 1024
/** Blocks kept for reuse; more are left to the collector after a burst. */
const FREE_BLOCKS_MAX = 16

const NO_BLOCK: Buffer = Buffer.alloc(0)

/** Blocks shared by the batches of one log. */
export class BlockPool {
  readonly #free: Buffer[] = []

  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES)
  }

  give(block: Buffer): void {
    if (this.#free.length < FREE_BLOCKS_MAX) this.#free.push(block)
  }
}

/** Frames that lie back to back in one file and are not written yet. */
export class Batch {
  readonly file: WalFile
  /** Where the first of them goes. */
  readonly at: number
  bytes = 0
  /** Position after the last frame. */
  endPosition = 0
  readonly buffers: Uint8Array[] = []
  readonly #pool: BlockPool
  readonly #blocks: Buffer[] = []
  #block: Buffer = NO_BLOCK
  #pieceStart = 0
  #pieceEnd = 0

  constructor(file: WalFile, at: number, pool: BlockPool) {
    this.file = file
    this.at = at
    this.#pool = pool
  }

  /** Adds a frame and returns its CRC. Large bodies are referenced, not copied. */
  add(header: FrameHeader, body: Uint8Array, extra: Uint8Array | null, chain: number, position: number): number {
    const bodyBytes = body.length + (extra === null ? 0 : extra.length)
    const total = frameBytes(bodyBytes)
    const crc =
      bodyBytes < COPY_BYTES_MAX
        ? this.#addCopy(header, body, extra, bodyBytes, total, chain, position)
        : this.#addReference(header, body, extra, bodyBytes, total, chain, position)
    this.bytes += total
    this.endPosition = position + 1
    return crc
  }

  /** Makes `buffers` complete; no frame may be added after it. */
  finish(): void {
    this.#endPiece()
  }

  /** Gives the blocks back once the kernel has the bytes. */
  release(): void {
    for (const block of this.#blocks) this.#pool.give(block)
    this.#blocks.length = 0
    this.buffers.length = 0
  }

  #addCopy(header: FrameHeader, body: Uint8Array, extra: Uint8Array | null, bodyBytes: number, total: number, chain: number, position: number): number {
    this.#ensure(total)
    const block = this.#block
    const start = this.#pieceEnd
    encodeFrameHeader(block, start, header, bodyBytes, chain, position, this.file.salt)
    let at = start + FRAME_HEADER_BYTES
    block.set(body, at)
    at += body.length
    if (extra !== null) {
      block.set(extra, at)
      at += extra.length
    }
    const end = start + total
    while (at < end) block[at++] = 0
    const crc = crc32c(block, start + 4, end, this.file.salt)
    writeInt32(block, start, crc)
    this.#pieceEnd = end
    return crc
  }

  #addReference(header: FrameHeader, body: Uint8Array, extra: Uint8Array | null, bodyBytes: number, total: number, chain: number, position: number): number {
    this.#ensure(FRAME_HEADER_BYTES + 8)
    const block = this.#block
    const start = this.#pieceEnd
    const padding = total - FRAME_HEADER_BYTES - bodyBytes
    encodeFrameHeader(block, start, header, bodyBytes, chain, position, this.file.salt)
    this.#pieceEnd = start + FRAME_HEADER_BYTES
    const padStart = this.#pieceEnd
    for (let i = 0; i < padding; i++) block[padStart + i] = 0
    let crc = crc32c(block, start + 4, start + FRAME_HEADER_BYTES, this.file.salt)
    if (body.length > 0) crc = crc32c(body, 0, body.length, crc)
    if (extra !== null && extra.length > 0) crc = crc32c(extra, 0, extra.length, crc)
    crc = crc32c(block, padStart, padStart + padding, crc)
    writeInt32(block, start, crc)
    this.#endPiece()
    if (body.length > 0) this.buffers.push(body)
    if (extra !== null && extra.length > 0) this.buffers.push(extra)
    this.#pieceEnd = padStart + padding
    return crc
  }

  #ensure(bytes: number): void {
    if (this.#pieceEnd + bytes <= this.#block.length) return
    this.#endPiece()
    this.#block = this.#pool.take()
    this.#blocks.push(this.#block)
    this.#pieceStart = 0
    this.#pieceEnd = 0
  }

  #endPiece(): void {
    if (this.#pieceEnd > this.#pieceStart) this.buffers.push(this.#block.subarray(this.#pieceStart, this.#pieceEnd))
    this.#pieceStart = this.#pieceEnd
  }
}
