import { crc32c, readInt64, readUint16, readUint32, writeInt32, writeInt64, writeUint16 } from '@robustmq/common-bytes'

/*
 * A segment file, big-endian. Never renumber; a change of layout is a new format version.
 *
 *   header, 64 bytes        magic u32 | zeros u32 | format version u16 | zeros | crc u32 of what is before it (at 60)
 *   per extent              extent header, 104 bytes, then its batches (record batch v2), back to back
 *   deltas                  per batch that has some: shard i64 | base offset i64 | bytes u32 | the deltas
 *   sparse index            per entry: base offset f64 | position in the file f64 | largest timestamp up to the next entry f64
 *   extent table            the extent headers again, one after the other
 *   footer, 64 bytes        magic u32 | zeros u32 | format version u16 | zeros u16 | extent count u32 | deltas position i64 |
 *                           sparse position i64 | table position i64 | deltas crc u32 | table crc u32 | zeros | crc u32 (at 60)
 *
 *   extent header           magic u32 | shard i64 | tenant u32 | group u32 | durability u8, zeros u8 x3 | base offset i64 |
 *                           next offset i64 | position of the first batch i64 | bytes i64 | max timestamp i64 |
 *                           first and last arrival number i64 x2 | sparse count u32 | sparse crc u32 | sparse position i64 |
 *                           zeros u32 | crc u32 of what is before it (at 100)
 *
 * The extent headers among the data make the table rebuildable, and the batches themselves make the sparse index so.
 */
export const SEGMENT_FORMAT_VERSION = 1
export const SEGMENT_HEADER_BYTES = 64
export const SEGMENT_FOOTER_BYTES = 64
export const EXTENT_HEADER_BYTES = 104
export const SPARSE_ENTRY_BYTES = 24
export const DELTA_ENTRY_BYTES = 20
/** A sparse entry for about this many bytes of batches. */
export const SPARSE_INTERVAL_BYTES: number = 16 * 1024

const HEADER_MAGIC = 0x524d5153
const FOOTER_MAGIC = 0x524d5146
const EXTENT_MAGIC = 0x524d5145

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
  deltasPosition: number
  sparsePosition: number
  tablePosition: number
  deltasCrc: number
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
  writeInt64(bytes, 16, footer.deltasPosition)
  writeInt64(bytes, 24, footer.sparsePosition)
  writeInt64(bytes, 32, footer.tablePosition)
  writeInt32(bytes, 40, footer.deltasCrc)
  writeInt32(bytes, 44, footer.tableCrc)
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
    deltasPosition: readInt64(bytes, 16),
    sparsePosition: readInt64(bytes, 24),
    tablePosition: readInt64(bytes, 32),
    deltasCrc: readUint32(bytes, 40),
    tableCrc: readUint32(bytes, 44),
  }
}

export function encodeExtentHeader(bytes: Buffer, at: number, extent: ExtentHeader): void {
  bytes.fill(0, at, at + EXTENT_HEADER_BYTES)
  writeInt32(bytes, at, EXTENT_MAGIC)
  writeInt64(bytes, at + 4, extent.shard)
  writeInt32(bytes, at + 12, extent.tenant)
  writeInt32(bytes, at + 16, extent.group)
  bytes[at + 20] = extent.durability
  writeInt64(bytes, at + 24, extent.baseOffset)
  writeInt64(bytes, at + 32, extent.nextOffset)
  writeInt64(bytes, at + 40, extent.position)
  writeInt64(bytes, at + 48, extent.bytes)
  writeInt64(bytes, at + 56, extent.maxTimestamp)
  writeInt64(bytes, at + 64, extent.firstIndex)
  writeInt64(bytes, at + 72, extent.lastIndex)
  writeInt32(bytes, at + 80, extent.sparseCount)
  writeInt32(bytes, at + 84, extent.sparseCrc)
  writeInt64(bytes, at + 88, extent.sparsePosition)
  seal(bytes, at, at + 100)
}

/** Null when the bytes at `at` are not an undamaged extent header. */
export function decodeExtentHeader(bytes: Uint8Array, at: number): ExtentHeader | null {
  if (at + EXTENT_HEADER_BYTES > bytes.length || readUint32(bytes, at) !== EXTENT_MAGIC) return null
  if (readUint32(bytes, at + 100) !== crc32c(bytes, at, at + 100)) return null
  return {
    shard: readInt64(bytes, at + 4),
    tenant: readUint32(bytes, at + 12),
    group: readUint32(bytes, at + 16),
    durability: bytes[at + 20] as number,
    baseOffset: readInt64(bytes, at + 24),
    nextOffset: readInt64(bytes, at + 32),
    position: readInt64(bytes, at + 40),
    bytes: readInt64(bytes, at + 48),
    maxTimestamp: readInt64(bytes, at + 56),
    firstIndex: readInt64(bytes, at + 64),
    lastIndex: readInt64(bytes, at + 72),
    sparseCount: readUint32(bytes, at + 80),
    sparseCrc: readUint32(bytes, at + 84),
    sparsePosition: readInt64(bytes, at + 88),
  }
}
