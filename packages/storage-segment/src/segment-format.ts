import { crc32c, readInt64, readUint16, readUint32, writeInt32, writeInt64, writeUint16 } from '@robustmq/common-bytes'

/*
 * A segment file, big-endian, below 4 GiB. Never renumber; a change of layout is a new format version.
 *
 *   header, 64 bytes        magic u32 | zeros u32 | format version u16 | zeros | crc u32 of what is before it (at 60)
 *   per extent              extent header, 76 bytes, then its batches (record batch v2), back to back
 *   sparse index            per entry: base offset f64 | position in the file f64 | largest timestamp up to the next entry f64
 *   extent table            the extent headers again, one after the other, sorted by shard and offset
 *   replaced files          number i64 of each segment file whose place this one takes
 *   footer, 64 bytes        magic u32 | zeros u32 | format version u16 | zeros u16 | extent count u32 | sparse position i64 |
 *                           table position i64 | replaced count u32 | replaced crc u32 | table crc u32 | zeros | crc u32 (at 60)
 *
 *   extent header           magic u32 | tenant u32 | group u32 | bytes u32 | shard u48 | durability u8 | flags u8 |
 *                           base offset u48 | next offset u48 | first and last arrival number u48 x2 | max timestamp i64 |
 *                           sparse count u32 | sparse crc u32 | position of the first batch u32 | sparse position u32 |
 *                           crc u32 of what is before it (at 72)
 *
 * The extent headers among the data make the table rebuildable, and the batches themselves make the sparse index so. Files
 * that a whole segment file says it replaces are removed at a start: they were, or a crash came before that.
 */
export const SEGMENT_FORMAT_VERSION = 2
export const SEGMENT_HEADER_BYTES = 64
export const SEGMENT_FOOTER_BYTES = 64
export const EXTENT_HEADER_BYTES = 76
export const SPARSE_ENTRY_BYTES = 24
export const REPLACED_ENTRY_BYTES = 8
/** A sparse entry for about this many bytes of batches. */
export const SPARSE_INTERVAL_BYTES: number = 16 * 1024
/** A segment file ends before it. */
export const SEGMENT_BYTES_LIMIT: number = 2 ** 32

const HEADER_MAGIC = 0x524d5153
const FOOTER_MAGIC = 0x524d5146
const EXTENT_MAGIC = 0x524d5145
const U32 = 2 ** 32

export const FORMAT_OK = 0
/** Not what was written: damaged, cut off, or no such file at all. */
export const FORMAT_DAMAGED = 1
/** Written, undamaged, by another version; `unknownVersion` says which. */
export const FORMAT_OTHER_VERSION = 2

/** The version met by the last check that returned FORMAT_OTHER_VERSION. */
export let unknownVersion = 0

export interface ExtentHeader {
  shard: number
  tenant: number
  group: number
  durability: number
  /** `EXTENT_*` of row-columns.ts. */
  flags: number
  baseOffset: number
  nextOffset: number
  position: number
  bytes: number
  maxTimestamp: number
  firstIndex: number
  lastIndex: number
  sparseCount: number
  sparseCrc: number
  sparsePosition: number
}

export interface SegmentFooter {
  extentCount: number
  sparsePosition: number
  tablePosition: number
  replacedCount: number
  replacedCrc: number
  tableCrc: number
}

function seal(bytes: Buffer, start: number, crcAt: number): void {
  writeInt32(bytes, crcAt, crc32c(bytes, start, crcAt))
}

function check(bytes: Uint8Array, magic: number, crcAt: number): number {
  if (readUint32(bytes, 0) !== magic || readUint32(bytes, crcAt) !== crc32c(bytes, 0, crcAt)) return FORMAT_DAMAGED
  const version = readUint16(bytes, 8)
  if (version === SEGMENT_FORMAT_VERSION) return FORMAT_OK
  unknownVersion = version
  return FORMAT_OTHER_VERSION
}

export function encodeSegmentHeader(): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES)
  writeInt32(bytes, 0, HEADER_MAGIC)
  writeUint16(bytes, 8, SEGMENT_FORMAT_VERSION)
  seal(bytes, 0, 60)
  return bytes
}

export function checkSegmentHeader(bytes: Uint8Array): number {
  return check(bytes, HEADER_MAGIC, 60)
}

export function encodeFooter(footer: SegmentFooter): Buffer {
  const bytes = Buffer.alloc(SEGMENT_FOOTER_BYTES)
  writeInt32(bytes, 0, FOOTER_MAGIC)
  writeUint16(bytes, 8, SEGMENT_FORMAT_VERSION)
  writeInt32(bytes, 12, footer.extentCount)
  writeInt64(bytes, 16, footer.sparsePosition)
  writeInt64(bytes, 24, footer.tablePosition)
  writeInt32(bytes, 32, footer.replacedCount)
  writeInt32(bytes, 36, footer.replacedCrc)
  writeInt32(bytes, 40, footer.tableCrc)
  seal(bytes, 0, 60)
  return bytes
}

export function checkFooter(bytes: Uint8Array): number {
  return check(bytes, FOOTER_MAGIC, 60)
}

/** Reads a footer that `checkFooter` found good. */
export function decodeFooter(bytes: Uint8Array): SegmentFooter {
  return {
    extentCount: readUint32(bytes, 12),
    sparsePosition: readInt64(bytes, 16),
    tablePosition: readInt64(bytes, 24),
    replacedCount: readUint32(bytes, 32),
    replacedCrc: readUint32(bytes, 36),
    tableCrc: readUint32(bytes, 40),
  }
}

function writeUint48(bytes: Uint8Array, at: number, value: number): void {
  const high = Math.floor(value / U32)
  writeUint16(bytes, at, high)
  writeInt32(bytes, at + 2, value - high * U32)
}

function readUint48(bytes: Uint8Array, at: number): number {
  return readUint16(bytes, at) * U32 + readUint32(bytes, at + 2)
}

export function encodeExtentHeader(bytes: Buffer, at: number, extent: ExtentHeader): void {
  writeInt32(bytes, at, EXTENT_MAGIC)
  writeInt32(bytes, at + 4, extent.tenant)
  writeInt32(bytes, at + 8, extent.group)
  writeInt32(bytes, at + 12, extent.bytes)
  writeUint48(bytes, at + 16, extent.shard)
  bytes[at + 22] = extent.durability
  bytes[at + 23] = extent.flags
  writeUint48(bytes, at + 24, extent.baseOffset)
  writeUint48(bytes, at + 30, extent.nextOffset)
  writeUint48(bytes, at + 36, extent.firstIndex)
  writeUint48(bytes, at + 42, extent.lastIndex)
  writeInt64(bytes, at + 48, extent.maxTimestamp)
  writeInt32(bytes, at + 56, extent.sparseCount)
  writeInt32(bytes, at + 60, extent.sparseCrc)
  writeInt32(bytes, at + 64, extent.position)
  writeInt32(bytes, at + 68, extent.sparsePosition)
  seal(bytes, at, at + 72)
}

/** True when the bytes at `at` are an undamaged extent header. */
export function isExtentHeader(bytes: Uint8Array, at: number): boolean {
  if (at + EXTENT_HEADER_BYTES > bytes.length || readUint32(bytes, at) !== EXTENT_MAGIC) return false
  return readUint32(bytes, at + 72) === crc32c(bytes, at, at + 72)
}

export function emptyExtentHeader(): ExtentHeader {
  return {
    shard: 0, tenant: 0, group: 0, durability: 0, flags: 0, baseOffset: 0, nextOffset: 0, position: 0, bytes: 0, maxTimestamp: 0,
    firstIndex: 0, lastIndex: 0, sparseCount: 0, sparseCrc: 0, sparsePosition: 0,
  }
}

/** Reads the header at `at` into `into`; nothing is verified. */
export function decodeExtentHeader(bytes: Uint8Array, at: number, into: ExtentHeader): ExtentHeader {
  into.tenant = readUint32(bytes, at + 4)
  into.group = readUint32(bytes, at + 8)
  into.bytes = readUint32(bytes, at + 12)
  into.shard = readUint48(bytes, at + 16)
  into.durability = bytes[at + 22] as number
  into.flags = bytes[at + 23] as number
  into.baseOffset = readUint48(bytes, at + 24)
  into.nextOffset = readUint48(bytes, at + 30)
  into.firstIndex = readUint48(bytes, at + 36)
  into.lastIndex = readUint48(bytes, at + 42)
  into.maxTimestamp = readInt64(bytes, at + 48)
  into.sparseCount = readUint32(bytes, at + 56)
  into.sparseCrc = readUint32(bytes, at + 60)
  into.position = readUint32(bytes, at + 64)
  into.sparsePosition = readUint32(bytes, at + 68)
  return into
}
