import { crc32c, readInt64, readUint16, readUint32, writeInt32, writeInt64, writeUint16 } from '@robustmq/common-bytes'
import type { FileSystem } from '@robustmq/common-runtime'
import { storageError } from '@robustmq/storage-adapter'
import type { ShardSpec } from '@robustmq/storage-adapter'
import { datasyncAsync, writeAsync } from './async-file.ts'
import { decodeDurability, encodeDurability } from './shard-frame.ts'

/*
 * What is known of shards without the log: written, whole, before files of the log may go. Big-endian.
 *
 *   header, 16 bytes   magic u32 | format version u16 | zeros
 *   per shard, 40      kind u8 = 1 | durability u8 | zeros | tenant u32 (at 4) | shard i64 | group u32 | zeros u32 | log start i64 |
 *                      first offset that is not in a segment i64
 *   per group, 40      kind u8 = 2 | zeros | group u32 (at 16) | last arrival number i64 (at 24)
 *   trailer, 16        row count i64 | zeros u32 | crc u32 of everything before it
 */
const MAGIC = 0x524d5143
const FORMAT_VERSION = 1
const HEADER_BYTES = 16
const ROW_BYTES = 40
const TRAILER_BYTES = 16
const ROW_SHARD = 1
const ROW_GROUP = 2
const CHUNK_ROWS = 16_384
const NAME = 'shards.checkpoint'

export interface ShardState {
  readonly spec: ShardSpec
  readonly logStartOffset: number
  /** Everything below is in segments, or trimmed. */
  readonly settledOffset: number
}

export interface GroupState {
  readonly group: number
  readonly lastIndex: number
}

export interface Checkpoint {
  readonly shards: ShardState[]
  readonly groups: GroupState[]
}

/** Null when none was written yet. @throws BrokerError STORAGE_CORRUPT, STORAGE_FORMAT_UNKNOWN */
export function readCheckpoint(fileSystem: FileSystem, directory: string): Checkpoint | null {
  const path = `${directory}/${NAME}`
  if (!fileSystem.existsSync(path)) return null
  const handle = fileSystem.openSync(path, 'read')
  const bytes = Buffer.allocUnsafe(handle.sizeSync())
  try {
    handle.readSync(bytes, 0, bytes.length, 0)
  } finally {
    handle.closeSync()
  }
  const end = bytes.length - TRAILER_BYTES
  // It took its name by a rename after a sync, so a torn one is not possible: a bad one is a damaged medium.
  if (end < HEADER_BYTES || readUint32(bytes, 0) !== MAGIC || crc32c(bytes, 0, bytes.length - 4) !== readUint32(bytes, bytes.length - 4)) {
    throw storageError('STORAGE_CORRUPT', `${path} is damaged`)
  }
  const version = readUint16(bytes, 4)
  if (version !== FORMAT_VERSION) {
    throw storageError('STORAGE_FORMAT_UNKNOWN', `${path} has checkpoint format version ${version}; this program reads ${FORMAT_VERSION}`)
  }
  const checkpoint: Checkpoint = { shards: [], groups: [] }
  for (let at = HEADER_BYTES; at < end; at += ROW_BYTES) readRow(bytes, at, checkpoint)
  return checkpoint
}

function readRow(bytes: Buffer, at: number, checkpoint: Checkpoint): void {
  const group = readUint32(bytes, at + 16)
  if (bytes[at] === ROW_GROUP) {
    checkpoint.groups.push({ group, lastIndex: readInt64(bytes, at + 24) })
    return
  }
  const durability = decodeDurability(bytes[at + 1] as number)
  checkpoint.shards.push({
    spec: { tenant: readUint32(bytes, at + 4), shard: readInt64(bytes, at + 8), group, durability },
    logStartOffset: readInt64(bytes, at + 24),
    settledOffset: readInt64(bytes, at + 32),
  })
}

function encodeShard(bytes: Buffer, at: number, state: ShardState): void {
  bytes.fill(0, at, at + ROW_BYTES)
  bytes[at] = ROW_SHARD
  bytes[at + 1] = encodeDurability(state.spec.durability)
  writeInt32(bytes, at + 4, state.spec.tenant)
  writeInt64(bytes, at + 8, state.spec.shard)
  writeInt32(bytes, at + 16, state.spec.group)
  writeInt64(bytes, at + 24, state.logStartOffset)
  writeInt64(bytes, at + 32, state.settledOffset)
}

function encodeGroup(bytes: Buffer, at: number, state: GroupState): void {
  bytes.fill(0, at, at + ROW_BYTES)
  bytes[at] = ROW_GROUP
  writeInt32(bytes, at + 16, state.group)
  writeInt64(bytes, at + 24, state.lastIndex)
}

/**
 * Writes a new checkpoint and puts it in place of the old one. The states are read while it is written, in slices between
 * writes: each is at least as new as the call, which is enough, since the log repeats what came later and repeating it is harmless.
 */
export async function writeCheckpoint(
  fileSystem: FileSystem, directory: string, shards: Iterable<ShardState>, groups: Iterable<GroupState>,
): Promise<void> {
  const path = `${directory}/${NAME}`
  const temporary = `${path}.tmp`
  if (fileSystem.existsSync(temporary)) fileSystem.unlinkSync(temporary)
  const handle = fileSystem.openSync(temporary, 'create')
  try {
    const buffer = Buffer.alloc(HEADER_BYTES + CHUNK_ROWS * ROW_BYTES)
    writeInt32(buffer, 0, MAGIC)
    writeUint16(buffer, 4, FORMAT_VERSION)
    let used = HEADER_BYTES
    let position = 0
    let crc = 0
    let rows = 0
    const flush = async (): Promise<void> => {
      crc = crc32c(buffer, 0, used, crc)
      await writeAsync(handle, buffer, 0, used, position)
      position += used
      used = 0
    }
    for (const state of shards) {
      if (used + ROW_BYTES > buffer.length) await flush()
      encodeShard(buffer, used, state)
      used += ROW_BYTES
      rows++
    }
    for (const state of groups) {
      if (used + ROW_BYTES > buffer.length) await flush()
      encodeGroup(buffer, used, state)
      used += ROW_BYTES
      rows++
    }
    await flush()
    const trailer = Buffer.alloc(TRAILER_BYTES)
    writeInt64(trailer, 0, rows)
    writeInt32(trailer, 12, crc32c(trailer, 0, 12, crc))
    await writeAsync(handle, trailer, 0, TRAILER_BYTES, position)
    await datasyncAsync(handle)
  } finally {
    handle.closeSync()
  }
  fileSystem.renameSync(temporary, path)
  fileSystem.syncDirectorySync(directory)
}
