import { crc32c, readUint16, readUint32, writeInt32, writeInt64, writeUint16 } from '@robustmq/common-bytes'
import type { FrameHeader } from './wal.ts'
import { FRAME_SYNC_MARK } from './wal.ts'

/*
 * The frame, a disk format. Big-endian; frames start at multiples of 8 and follow each other without gaps.
 *
 *   at  bytes
 *    0   4    CRC-32C of bytes 4 .. end of padding, started from the salt of the file
 *    4   4    magic "RWLF"
 *    8   1    format version, 2
 *    9   1    kind
 *   10   2    zero
 *   12   4    body length, padding not counted
 *   16   4    chain: the CRC of the frame before it in this file; in the first frame the chain seed of the file
 *   20   4    group
 *   24   4    tenant
 *   28   4    CRC-32C of bytes 4 .. 28 and 32 .. 64, started from the salt of the file
 *   32   8    position
 *   40   6    term
 *   46   6    index
 *   52   6    shard
 *   58   6    base offset
 *   64   n    body, then zeros up to a multiple of 8
 *
 * Why both salt and chain: the salt is drawn anew whenever a file is given a number, so neither a frame that the file
 * held in an earlier life nor one that a client hid in a payload passes; the chain makes a frame valid only behind the
 * frame that it was written behind, so what lies beyond a cut stays dead after the log has gone on from there.
 *
 * The header has a checksum of its own, so that damage to a body does not take away the knowledge of whose it was.
 *
 * A mark (FRAME_SYNC_MARK) has no body. Its base offset says: every frame before this position is synced. Its index is
 * the position that follows the frame before it: equal to its own position, except after an opening of the log, where
 * positions jump ahead so that those of lost frames are never given again. Its shard is the number of the file.
 *
 * Later versions keep bytes 0-16 and the checksum rule, so that an unknown version is told from damage.
 */

export const FRAME_FORMAT = 2
export const FRAME_HEADER_BYTES = 64
export const FRAME_MAGIC = 0x52574c46
/** Numbers of 48 bits. */
const U48_LIMIT = 0x1_0000_0000_0000
const U32_LIMIT = 0x1_0000_0000

/** Bytes that a frame with a body of `bodyBytes` takes in the file. */
export function frameBytes(bodyBytes: number): number {
  return FRAME_HEADER_BYTES + bodyBytes + (-bodyBytes & 7)
}

function writeUint48(bytes: Uint8Array, at: number, value: number): void {
  const high = Math.floor(value / U32_LIMIT)
  writeUint16(bytes, at, high)
  writeInt32(bytes, at + 2, value - high * U32_LIMIT)
}

function readUint48(bytes: Uint8Array, at: number): number {
  return readUint16(bytes, at) * U32_LIMIT + readUint32(bytes, at + 2)
}

/** Writes the 64 bytes of a header at `at`, all but the CRC of the whole frame. */
export function encodeFrameHeader(
  target: Uint8Array,
  at: number,
  header: FrameHeader,
  bodyBytes: number,
  chain: number,
  position: number,
  salt: number,
): void {
  writeInt32(target, at + 4, FRAME_MAGIC)
  target[at + 8] = FRAME_FORMAT
  target[at + 9] = header.kind
  writeUint16(target, at + 10, 0)
  writeInt32(target, at + 12, bodyBytes)
  writeInt32(target, at + 16, chain)
  writeInt32(target, at + 20, header.group)
  writeInt32(target, at + 24, header.tenant)
  writeInt64(target, at + 32, position)
  writeUint48(target, at + 40, header.term)
  writeUint48(target, at + 46, header.index)
  writeUint48(target, at + 52, header.shard)
  writeUint48(target, at + 58, header.baseOffset)
  writeInt32(target, at + 28, headerCrc(target, at, salt))
}

const inRange = (value: number, limit: number): boolean => Number.isInteger(value) && value >= 0 && value < limit

/** True when every number of the header fits its field. */
export function isFrameHeaderInRange(header: FrameHeader): boolean {
  return (
    inRange(header.kind, 256) &&
    inRange(header.group, U32_LIMIT) &&
    inRange(header.tenant, U32_LIMIT) &&
    inRange(header.term, U48_LIMIT) &&
    inRange(header.index, U48_LIMIT) &&
    inRange(header.shard, U48_LIMIT) &&
    inRange(header.baseOffset, U48_LIMIT)
  )
}

/** A frame header as found on disk. One object is filled again and again by `decodeFrameHeader`. */
export interface FoundFrame {
  crc: number
  version: number
  kind: number
  bodyBytes: number
  chain: number
  group: number
  tenant: number
  position: number
  term: number
  index: number
  shard: number
  baseOffset: number
}

export function createFoundFrame(): FoundFrame {
  return {
    crc: 0, version: 0, kind: 0, bodyBytes: 0, chain: 0, group: 0, tenant: 0, position: 0, term: 0, index: 0, shard: 0, baseOffset: 0,
  }
}

export function hasFrameMagic(bytes: Uint8Array, at: number): boolean {
  return bytes[at + 4] === 0x52 && bytes[at + 5] === 0x57 && bytes[at + 6] === 0x4c && bytes[at + 7] === 0x46
}

/** Reads the 64 bytes at `at` into `found`; nothing is verified. */
export function decodeFrameHeader(bytes: Uint8Array, at: number, found: FoundFrame): void {
  found.crc = readUint32(bytes, at)
  found.version = bytes[at + 8] as number
  found.kind = bytes[at + 9] as number
  found.bodyBytes = readUint32(bytes, at + 12)
  found.chain = readUint32(bytes, at + 16)
  found.group = readUint32(bytes, at + 20)
  found.tenant = readUint32(bytes, at + 24)
  found.position = readUint32(bytes, at + 32) * U32_LIMIT + readUint32(bytes, at + 36)
  found.term = readUint48(bytes, at + 40)
  found.index = readUint48(bytes, at + 46)
  found.shard = readUint48(bytes, at + 52)
  found.baseOffset = readUint48(bytes, at + 58)
}

/** CRC of a whole frame that lies in one piece. `length` counts header and padding. */
export function frameCrc(bytes: Uint8Array, at: number, length: number, salt: number): number {
  return crc32c(bytes, at + 4, at + length, salt)
}

export function headerCrc(bytes: Uint8Array, at: number, salt: number): number {
  return crc32c(bytes, at + 32, at + FRAME_HEADER_BYTES, crc32c(bytes, at + 4, at + 28, salt))
}

/** The header at `at` is as it was written, whatever became of the body. */
export function isHeaderIntact(bytes: Uint8Array, at: number, salt: number): boolean {
  return hasFrameMagic(bytes, at) && bytes[at + 8] === FRAME_FORMAT && readUint32(bytes, at + 28) === headerCrc(bytes, at, salt)
}

/** The position that the frame says to follow directly: its own, or what an opening mark recorded. */
export function frameFollows(found: FoundFrame): number {
  return found.kind === FRAME_SYNC_MARK ? found.index : found.position
}
