import { crc32c, readInt64, readUint16, readUint32, writeInt32, writeInt64, writeUint16 } from '@robustmq/common-bytes'
import { storageError } from '@robustmq/storage-adapter'
import type { ShardTable } from './shard-table.ts'
import { decodeDurability } from './shard-frame.ts'

/*
 * What is known of shards without the log: a file of sections, the first with all shards, each later one with what changed
 * since. Big-endian. A section is synced before files of the log may go that it stands for.
 *
 *   section header, 32   magic u32 | format version u16 | kind u8 (1 all, 2 changes) | zero u8 | row count u32 | zeros u32 |
 *                        number of the last file of the log that is settled i64 | zeros u32 | crc u32 of what is before it (at 28)
 *   per shard, 40        kind u8 = 1 | durability u8 | zeros | tenant u32 (at 4) | shard i64 | group u32 | zeros u32 | log start i64 |
 *                        first offset that is not in a segment i64
 *   per group, 40        kind u8 = 2 | zeros | group u32 (at 16) | last arrival number i64 (at 24)
 *   per removed shard    kind u8 = 3 | zeros | shard i64 (at 8) | zeros, 40 bytes in all
 *   trailer, 8           zeros u32 | crc u32 of the rows
 */
const MAGIC = 0x524d5143
const FORMAT_VERSION = 2
export const SECTION_HEADER_BYTES = 32
export const SECTION_TRAILER_BYTES = 8
export const CHECKPOINT_ROW_BYTES = 40
export const SECTION_ALL = 1
export const SECTION_CHANGES = 2
const ROW_SHARD = 1
const ROW_GROUP = 2
const ROW_REMOVED = 3

export interface SectionHeader {
  readonly kind: number
  readonly rows: number
  /** Number of the last file of the log whose frames need not be read any more. */
  readonly settledFile: number
}

export function encodeSectionHeader(bytes: Buffer, header: SectionHeader): void {
  bytes.fill(0, 0, SECTION_HEADER_BYTES)
  writeInt32(bytes, 0, MAGIC)
  writeUint16(bytes, 4, FORMAT_VERSION)
  bytes[6] = header.kind
  writeInt32(bytes, 8, header.rows)
  writeInt64(bytes, 16, header.settledFile)
  writeInt32(bytes, 28, crc32c(bytes, 0, 28))
}

/** Null when it is damaged or no header. @throws BrokerError STORAGE_FORMAT_UNKNOWN, naming `path` */
export function decodeSectionHeader(bytes: Uint8Array, path: string): SectionHeader | null {
  if (bytes.length < SECTION_HEADER_BYTES || readUint32(bytes, 0) !== MAGIC) return null
  const version = readUint16(bytes, 4)
  // The first version had no checksum here.
  if (version !== 1 && readUint32(bytes, 28) !== crc32c(bytes, 0, 28)) return null
  if (version !== FORMAT_VERSION) {
    throw storageError('STORAGE_FORMAT_UNKNOWN', `${path} has checkpoint format version ${version}; this program reads ${FORMAT_VERSION}`)
  }
  return { kind: bytes[6] as number, rows: readUint32(bytes, 8), settledFile: readInt64(bytes, 16) }
}

export function encodeShardRow(bytes: Buffer, at: number, table: ShardTable, slot: number): void {
  bytes.fill(0, at, at + CHECKPOINT_ROW_BYTES)
  bytes[at] = ROW_SHARD
  bytes[at + 1] = table.durabilities[slot] as number
  writeInt32(bytes, at + 4, table.tenants[slot] as number)
  writeInt64(bytes, at + 8, table.ids[slot] as number)
  writeInt32(bytes, at + 16, table.groupOf(slot).group)
  writeInt64(bytes, at + 24, table.starts[slot] as number)
  writeInt64(bytes, at + 32, table.settledOffset(slot))
}

export function encodeGroupRow(bytes: Buffer, at: number, group: number, lastIndex: number): void {
  bytes.fill(0, at, at + CHECKPOINT_ROW_BYTES)
  bytes[at] = ROW_GROUP
  writeInt32(bytes, at + 16, group)
  writeInt64(bytes, at + 24, lastIndex)
}

export function encodeRemovedRow(bytes: Buffer, at: number, shard: number): void {
  bytes.fill(0, at, at + CHECKPOINT_ROW_BYTES)
  bytes[at] = ROW_REMOVED
  writeInt64(bytes, at + 8, shard)
}

/** Puts the row at `at` into the table. */
export function applyRow(bytes: Buffer, at: number, table: ShardTable): void {
  const kind = bytes[at]
  if (kind === ROW_GROUP) {
    table.group(readUint32(bytes, at + 16)).lastIndex = readInt64(bytes, at + 24)
    return
  }
  const shard = readInt64(bytes, at + 8)
  let slot = table.slotOf(shard)
  if (kind === ROW_REMOVED) {
    if (slot !== 0) table.forget(slot)
    return
  }
  if (slot === 0) {
    const durability = decodeDurability(bytes[at + 1] as number)
    slot = table.add({ tenant: readUint32(bytes, at + 4), shard, group: readUint32(bytes, at + 16), durability }, true)
  }
  table.starts[slot] = readInt64(bytes, at + 24)
  table.nexts[slot] = readInt64(bytes, at + 32)
}
