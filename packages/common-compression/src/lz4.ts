/*
 * LZ4 frame format, little-endian:
 *   magic u32 | FLG u8 | BD u8 | [content size u64] | [dictionary id u32] | header checksum u8
 *   blocks: u32 size (high bit: stored as is; 0: end mark) | data | [block checksum u32] ... | [content checksum u32]
 * FLG: bits 7-6 version 01, 5 independent blocks, 4 block checksums, 3 content size, 2 content checksum, 0 dictionary id.
 * The xxHash checksums are not verified: a record batch carries its own CRC over these bytes.
 *
 * Decoded here for the same reasons as Snappy: bounded output, and no memory lost on bad input.
 */
import { BoundedOutput } from './bounded-output.ts'
import { compressionError, corrupt } from './errors.ts'

const MAGIC = 0x184d2204
const SKIPPABLE_MAGIC = 0x184d2a50
const STORED_FLAG = 0x80000000
const BLOCK_BYTES_MAX: readonly number[] = [0, 0, 0, 0, 64 * 1024, 256 * 1024, 1024 * 1024, 4 * 1024 * 1024]

/** Frames may follow each other; skippable ones are skipped. */
export function decompressLz4(bytes: Uint8Array, start: number, end: number, bytesMax: number): Buffer {
  if (start === end) throw corrupt('lz4: no frame')
  const output = new BoundedOutput((end - start) * 3, bytesMax)
  let at = start
  while (at < end) {
    const magic = readUint(bytes, at, end)
    if (magic >= SKIPPABLE_MAGIC && magic <= SKIPPABLE_MAGIC + 15) {
      const length = readUint(bytes, at + 4, end)
      if (length > end - at - 8) throw corrupt('lz4: a skippable frame reaches past the end')
      at += 8 + length
    } else if (magic === MAGIC) {
      at = decodeFrame(bytes, at + 4, end, output, bytesMax)
    } else {
      throw corrupt('lz4: not a frame')
    }
  }
  return output.finish()
}

function decodeFrame(bytes: Uint8Array, start: number, end: number, output: BoundedOutput, bytesMax: number): number {
  if (end - start < 3) throw corrupt('lz4: truncated frame header')
  const flags = bytes[start] as number
  const blockBytesMax = BLOCK_BYTES_MAX[((bytes[start + 1] as number) >>> 4) & 7] as number
  if (flags >>> 6 !== 1 || blockBytesMax === 0 || (flags & 2) !== 0) throw corrupt('lz4: unknown version or block size')
  if ((flags & 1) !== 0) throw corrupt('lz4: dictionaries are not supported')
  const floor = output.length
  let at = start + 2
  let contentBytes = -1
  if ((flags & 8) !== 0) {
    contentBytes = readUint(bytes, at, end) + readUint(bytes, at + 4, end) * 4294967296
    if (floor + contentBytes > bytesMax) {
      throw compressionError('COMPRESSION_TOO_LARGE', `lz4: more than ${bytesMax} bytes when decompressed`)
    }
    at += 8
  }
  at += 1
  const blockTrailerBytes = (flags & 16) !== 0 ? 4 : 0
  for (;;) {
    const word = readUint(bytes, at, end)
    at += 4
    if (word === 0) break
    const stored = word >= STORED_FLAG
    const size = stored ? word - STORED_FLAG : word
    if (size > blockBytesMax || size + blockTrailerBytes > end - at) throw corrupt('lz4: a block reaches past the end')
    const blockStart = output.length
    if (stored) output.literal(bytes, at, at + size)
    else decodeBlock(bytes, at, at + size, output, (flags & 32) !== 0 ? blockStart : floor, blockStart + blockBytesMax)
    at += size + blockTrailerBytes
  }
  if ((flags & 4) !== 0) at += 4
  if (at > end) throw corrupt('lz4: truncated content checksum')
  if (contentBytes >= 0 && output.length - floor !== contentBytes) throw corrupt('lz4: the content size does not match')
  return at
}

/** token: literal length (4 bits), match length - 4 (4 bits) | [more] | literals | distance u16 | [more]; ends with literals. */
function decodeBlock(bytes: Uint8Array, start: number, end: number, output: BoundedOutput, floor: number, stop: number): void {
  let at = start
  while (at < end) {
    const token = bytes[at++] as number
    let literalBytes = token >>> 4
    if (literalBytes === 15) {
      for (let b = 255; b === 255; literalBytes += b) {
        if (at >= end) throw corrupt('lz4: truncated length')
        b = bytes[at++] as number
      }
    }
    if (literalBytes > end - at) throw corrupt('lz4: literals reach past the block')
    if (output.length + literalBytes > stop) throw corrupt('lz4: a block exceeds its size')
    if (literalBytes > 0) output.literal(bytes, at, at + literalBytes)
    at += literalBytes
    if (at === end) return
    if (end - at < 2) throw corrupt('lz4: truncated distance')
    const distance = (bytes[at] as number) | ((bytes[at + 1] as number) << 8)
    at += 2
    let matchBytes = (token & 15) + 4
    if ((token & 15) === 15) {
      for (let b = 255; b === 255; matchBytes += b) {
        if (at >= end) throw corrupt('lz4: truncated length')
        b = bytes[at++] as number
      }
    }
    if (output.length + matchBytes > stop) throw corrupt('lz4: a block exceeds its size')
    output.match(distance, matchBytes, floor)
  }
  throw corrupt('lz4: a block ends with a match')
}

function readUint(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < 4) throw corrupt('lz4: truncated')
  const low = ((bytes[at + 1] as number) << 8) | (bytes[at] as number)
  return (((bytes[at + 3] as number) << 24) | ((bytes[at + 2] as number) << 16) | low) >>> 0
}
