import { crc32c, readInt64, readUint32 } from '@robustmq/common-bytes'
import { errorCode } from '@robustmq/common-errors'
import type { FileSystem } from '@robustmq/common-runtime'
import { CHECKPOINT_ROW_BYTES, decodeSectionHeader, SECTION_HEADER_BYTES, SECTION_TRAILER_BYTES } from '../checkpoint-format.ts'
import type { Finding } from './finding.ts'

export interface CheckpointShard {
  readonly tenant: number
  readonly group: number
  /** As on disk. */
  readonly durability: number
  start: number
  settled: number
}

export interface ReadCheckpoint {
  readonly path: string
  readonly isThere: boolean
  /** The first section is whole: a start can use it. */
  readonly isUsable: boolean
  readonly settledFile: number
  readonly shards: Map<number, CheckpointShard>
  readonly groups: Map<number, number>
  readonly findings: Finding[]
}

const ROW_SHARD = 1
const ROW_GROUP = 2

/** Reads the checkpoint of the shards as far as it is whole. @throws BrokerError STORAGE_FORMAT_UNKNOWN */
export function readCheckpoint(fileSystem: FileSystem, directory: string): ReadCheckpoint {
  const path = `${directory}/shards.checkpoint`
  const shards = new Map<number, CheckpointShard>()
  const groups = new Map<number, number>()
  const findings: Finding[] = []
  if (!fileSystem.existsSync(path)) return { path, isThere: false, isUsable: false, settledFile: 0, shards, groups, findings }
  const bytes = readWhole(fileSystem, path)
  let at = 0
  let settledFile = 0
  while (at < bytes.length) {
    const header = headerAt(bytes, at, path)
    const rowsEnd = at + SECTION_HEADER_BYTES + (header?.rows ?? 0) * CHECKPOINT_ROW_BYTES
    const end = rowsEnd + SECTION_TRAILER_BYTES
    if (header === null || end > bytes.length || readUint32(bytes, rowsEnd + 4) !== crc32c(bytes, at + SECTION_HEADER_BYTES, rowsEnd)) break
    for (let row = at + SECTION_HEADER_BYTES; row < rowsEnd; row += CHECKPOINT_ROW_BYTES) takeRow(bytes, row, shards, groups)
    settledFile = header.settledFile
    at = end
  }
  if (at === 0) findings.push({ severity: 'damage', kind: 'checkpoint', path, fromByte: 0, toByte: bytes.length, message: 'the checkpoint of the shards is damaged' })
  else if (at < bytes.length) {
    findings.push({
      severity: 'notice', kind: 'checkpoint-torn', path, fromByte: at, toByte: bytes.length,
      message: 'the end of the checkpoint is torn, as a crash leaves it; the log has what it says',
    })
  }
  return { path, isThere: true, isUsable: at > 0, settledFile, shards, groups, findings }
}

function headerAt(bytes: Buffer, at: number, path: string): ReturnType<typeof decodeSectionHeader> {
  try {
    return decodeSectionHeader(bytes.subarray(at), path)
  } catch (error) {
    // Behind the first section an unknown version is what a damaged one looks like.
    if (at === 0 || errorCode(error) !== 'STORAGE_FORMAT_UNKNOWN') throw error
    return null
  }
}

function takeRow(bytes: Buffer, at: number, shards: Map<number, CheckpointShard>, groups: Map<number, number>): void {
  if (bytes[at] === ROW_GROUP) {
    groups.set(readUint32(bytes, at + 16), readInt64(bytes, at + 24))
    return
  }
  const shard = readInt64(bytes, at + 8)
  if (bytes[at] !== ROW_SHARD) {
    shards.delete(shard)
    return
  }
  shards.set(shard, {
    durability: bytes[at + 1] as number, tenant: readUint32(bytes, at + 4), group: readUint32(bytes, at + 16),
    start: readInt64(bytes, at + 24), settled: readInt64(bytes, at + 32),
  })
}

export function readWhole(fileSystem: FileSystem, path: string): Buffer {
  const handle = fileSystem.openSync(path, 'read')
  try {
    const bytes = Buffer.allocUnsafe(handle.sizeSync())
    return bytes.subarray(0, handle.readSync(bytes, 0, bytes.length, 0))
  } finally {
    handle.closeSync()
  }
}
