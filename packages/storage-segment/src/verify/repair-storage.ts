import { crc32c, writeInt32, writeInt64 } from '@robustmq/common-bytes'
import type { FileSystem } from '@robustmq/common-runtime'
import { repairWal } from '@robustmq/wal'
import {
  CHECKPOINT_ROW_BYTES, encodeGroupRow, encodeSectionHeader, SECTION_ALL, SECTION_HEADER_BYTES, SECTION_TRAILER_BYTES,
} from '../checkpoint-format.ts'
import type { Finding } from './finding.ts'
import { Quarantine } from './quarantine.ts'
import type { SetAside } from './quarantine.ts'
import type { CheckpointShard } from './read-checkpoint.ts'
import { readWhole } from './read-checkpoint.ts'
import { repairSegment } from './repair-segment.ts'
import type { StorageReport, Verified, VerifyOptions } from './verify-storage.ts'
import { verifyAll } from './verify-storage.ts'

export interface RepairOptions extends VerifyOptions {
  /** Gets what is taken out. Made when it is needed; in a folder of the same filesystem or elsewhere. */
  readonly quarantineDirectory: string
}

export interface RepairReport {
  readonly before: StorageReport
  readonly after: StorageReport
  readonly setAside: readonly SetAside[]
  /** What a reader will notice. */
  readonly remarks: readonly string[]
}

/**
 * Makes a stopped storage whole again: cuts what recovery would cut, takes damaged frames and batches out, makes indexes and the checkpoint
 * again. Everything taken out is copied to the quarantine folder before; every intact committed record stays readable at its offset. Readers
 * pass over the records of damaged batches in segments. Records that the log or a missing file has lost stay in `after`: reading them fails.
 */
export async function repairStorage(options: RepairOptions): Promise<RepairReport> {
  const { fileSystem, walDirectory } = options
  const quarantine = new Quarantine(fileSystem, options.quarantineDirectory)
  const remarks: string[] = []
  const before = await verifyAll(options)
  if (fileSystem.existsSync(walDirectory)) {
    repairWal({ directory: walDirectory, fileSystem, setAside: (name, bytes, why) => quarantine.keep(name, bytes, why) })
  }
  const replaced = new Set(before.segments.flatMap((segment) => segment.replaced))
  for (const segment of before.segments) {
    if (replaced.has(segment.file) || segment.findings.length === 0) continue
    await repairSegment(fileSystem, segment, quarantine)
    for (const { kind, shard, fromOffset, toOffset } of segment.findings) {
      if (kind === 'segment-batch') remarks.push(`records ${fromOffset ?? 0} to ${(toOffset ?? 0) - 1} of shard ${shard ?? 0} are lost: readers pass over them`)
    }
  }
  repairDeleted(options, before.report.findings, quarantine, remarks)
  // From what is there now: the log may begin with another file, and segments may have gone.
  if (before.report.findings.some(({ kind }) => kind === 'checkpoint')) rebuildCheckpoint(options, await verifyAll(options), quarantine, remarks)
  quarantine.finish()
  const after = await verifyAll(options)
  return { before: before.report, after: after.report, setAside: quarantine.kept, remarks }
}

function repairDeleted({ fileSystem, directory }: RepairOptions, findings: readonly Finding[], quarantine: Quarantine, remarks: string[]): void {
  const finding = findings.find(({ kind }) => kind === 'deleted-records')
  if (finding === undefined) return
  quarantine.keep('records.deleted', readWhole(fileSystem, finding.path), finding.message)
  fileSystem.unlinkSync(finding.path)
  fileSystem.syncDirectorySync(directory)
  remarks.push('records that had been deleted one by one, and whose bytes are still stored, can be read again')
}

/**
 * Made from what is left of the old one and from the segments: shards that are in neither are in the log, or were empty. The start of a shard
 * is its oldest stored record, and one that was deleted while its segments were still there is back: the data is kept rather than lost.
 */
function rebuildCheckpoint({ fileSystem, directory }: RepairOptions, verified: Verified, quarantine: Quarantine, remarks: string[]): void {
  const { checkpoint, segments, wal } = verified
  const shards = new Map<number, CheckpointShard>(checkpoint.shards)
  const groups = new Map(checkpoint.groups)
  let returned = 0
  for (const { header } of segments.flatMap((segment) => segment.extents)) {
    let shard = shards.get(header.shard)
    if (shard === undefined) {
      returned++
      const { tenant, group, durability, baseOffset } = header
      shards.set(header.shard, (shard = { tenant, group, durability, start: baseOffset, settled: 0 }))
    }
    if (!checkpoint.shards.has(header.shard)) shard.start = Math.min(shard.start, header.baseOffset)
    shard.settled = Math.max(shard.settled, header.nextOffset)
    groups.set(header.group, Math.max(groups.get(header.group) ?? 0, header.lastIndex))
  }
  if (checkpoint.isThere) quarantine.keep('shards.checkpoint', readWhole(fileSystem, checkpoint.path), 'a damaged checkpoint of the shards')
  const settledFile = Math.max(0, (wal.files[0]?.file ?? 1) - 1)
  writeCheckpoint(fileSystem, directory, checkpoint.path, encodeCheckpoint(shards, groups, settledFile))
  remarks.push(`the checkpoint was made again for ${shards.size} shards, ${returned} of them known from segments only: trims may be undone, and shards deleted lately may be back`)
}

function encodeCheckpoint(shards: ReadonlyMap<number, CheckpointShard>, groups: ReadonlyMap<number, number>, settledFile: number): Buffer {
  const rows = shards.size + groups.size
  const bytes = Buffer.alloc(SECTION_HEADER_BYTES + rows * CHECKPOINT_ROW_BYTES + SECTION_TRAILER_BYTES)
  encodeSectionHeader(bytes, { kind: SECTION_ALL, rows, settledFile })
  let at = SECTION_HEADER_BYTES
  for (const [id, shard] of shards) {
    bytes[at] = 1
    bytes[at + 1] = shard.durability
    writeInt32(bytes, at + 4, shard.tenant)
    writeInt64(bytes, at + 8, id)
    writeInt32(bytes, at + 16, shard.group)
    writeInt64(bytes, at + 24, shard.start)
    writeInt64(bytes, at + 32, shard.settled)
    at += CHECKPOINT_ROW_BYTES
  }
  for (const [group, lastIndex] of groups) {
    encodeGroupRow(bytes, at, group, lastIndex)
    at += CHECKPOINT_ROW_BYTES
  }
  writeInt32(bytes, at + 4, crc32c(bytes, SECTION_HEADER_BYTES, at))
  return bytes
}

function writeCheckpoint(fileSystem: FileSystem, directory: string, path: string, bytes: Buffer): void {
  const temporary = `${path}.tmp`
  if (fileSystem.existsSync(temporary)) fileSystem.unlinkSync(temporary)
  const handle = fileSystem.openSync(temporary, 'create')
  try {
    handle.writeSync(bytes, 0, bytes.length, 0)
    handle.datasyncSync()
  } finally {
    handle.closeSync()
  }
  fileSystem.renameSync(temporary, path)
  fileSystem.syncDirectorySync(directory)
}
