/*
 * Snappy, raw blocks and the framing of the xerial Java library that record batches usually carry:
 *   raw:    varint length of the output | elements; tag & 3: 0 literal, 1 copy (11-bit distance), 2 copy (16), 3 copy (32)
 *   xerial: 0x82 "SNAPPY" 0x00 | version i32 | compatible i32 | chunks: i32 length (big-endian), raw block
 *
 * Decoded here rather than by a compiled library: the one at hand traps on bad input and keeps the memory, so that
 * a peer could use it up, and it has no bound on its output.
 */
import { BoundedOutput } from './bounded-output.ts'
import { compressionError, corrupt } from './errors.ts'

const XERIAL_MAGIC = Buffer.from('82534e4150505900', 'hex')
const XERIAL_HEADER_BYTES = 16
/** No element makes more than 64 bytes from 3. */
const EXPANSION_MAX = 22

export function decompressSnappy(bytes: Uint8Array, start: number, end: number, bytesMax: number): Buffer {
  const output = new BoundedOutput((end - start) * 2, bytesMax)
  if (!isXerial(bytes, start, end)) {
    decodeBlock(bytes, start, end, output, bytesMax)
    return output.finish()
  }
  let at = start + XERIAL_HEADER_BYTES
  if (at > end) throw corrupt('snappy: truncated frame header')
  while (at < end) {
    if (end - at < 4) throw corrupt('snappy: truncated chunk length')
    const length = readUintBig(bytes, at)
    at += 4
    if (length === 0 || length > end - at) throw corrupt('snappy: a chunk reaches past the end')
    decodeBlock(bytes, at, at + length, output, bytesMax)
    at += length
  }
  return output.finish()
}

/** One raw block, appended to `output`. Copies never reach before the block. */
function decodeBlock(bytes: Uint8Array, start: number, end: number, output: BoundedOutput, bytesMax: number): void {
  let at = start
  let announced = 0
  for (let shift = 0; ; shift += 7) {
    if (at >= end || shift > 28) throw corrupt('snappy: bad length')
    const b = bytes[at++] as number
    announced += (b & 0x7f) * 2 ** shift
    if (b < 0x80) break
  }
  const floor = output.length
  const stop = floor + announced
  if (announced > (end - at) * EXPANSION_MAX) throw corrupt('snappy: the length cannot come from this input')
  if (stop > bytesMax) throw compressionError('COMPRESSION_TOO_LARGE', `snappy: more than ${bytesMax} bytes when decompressed`)
  while (at < end) {
    const tag = bytes[at++] as number
    const kind = tag & 3
    if (kind === 0) {
      let length = tag >>> 2
      if (length >= 60) {
        const extra = length - 59
        if (extra > end - at) throw corrupt('snappy: truncated literal length')
        length = readUintLittle(bytes, at, extra)
        at += extra
      }
      length++
      if (length > end - at) throw corrupt('snappy: a literal reaches past the end')
      if (output.length + length > stop) throw corrupt('snappy: more bytes than announced')
      output.literal(bytes, at, at + length)
      at += length
      continue
    }
    const distanceBytes = kind === 3 ? 4 : kind
    if (distanceBytes > end - at) throw corrupt('snappy: truncated copy')
    const length = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1
    const distance = kind === 1 ? ((tag >>> 5) << 8) | (bytes[at] as number) : readUintLittle(bytes, at, distanceBytes)
    at += distanceBytes
    if (output.length + length > stop) throw corrupt('snappy: more bytes than announced')
    output.match(distance, length, floor)
  }
  if (output.length !== stop) throw corrupt('snappy: fewer bytes than announced')
}

function readUintLittle(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = count - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] as number)
  return value
}

function readUintBig(bytes: Uint8Array, at: number): number {
  let value = 0
  for (let i = 0; i < 4; i++) value = value * 256 + (bytes[at + i] as number)
  return value
}

function isXerial(bytes: Uint8Array, start: number, end: number): boolean {
  // A raw block cannot begin like this: its first element would be a copy of nothing.
  if (end - start < XERIAL_MAGIC.length) return false
  for (let i = 0; i < XERIAL_MAGIC.length; i++) if (bytes[start + i] !== XERIAL_MAGIC[i]) return false
  return true
}
