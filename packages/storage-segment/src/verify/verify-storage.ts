import { errorCode } from '@robustmq/common-errors'
import type { FileSystem } from '@robustmq/common-runtime'
import { BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, batchLength, batchNextOffset } from '@robustmq/record-batch'
import { FRAME_BATCH, FRAME_SHARD, inspectWal } from '@robustmq/wal'
import type { RecoveredFrame, WalInspection } from '@robustmq/wal'
import { walkCompanions } from '../companion-section.ts'
import { DeletedRecords } from '../deleted-records.ts'
import { decodeShardFrame, SHARD_CREATED, SHARD_DELETED, SHARD_TRIMMED } from '../shard-frame.ts'
import type { Finding } from './finding.ts'
import { readCheckpoint } from './read-checkpoint.ts'
import type { ReadCheckpoint } from './read-checkpoint.ts'
import { scanSegment } from './scan-segment.ts'
import type { ScannedSegment } from './scan-segment.ts'

export interface VerifyOptions {
  /** Of the storage: with `segments` and the checkpoint. */
  readonly directory: string
  readonly walDirectory: string
  readonly fileSystem: FileSystem
}

export interface StorageReport {
  /** In the order: log, checkpoint, segments, shards. */
  readonly findings: readonly Finding[]
  readonly counts: {
    readonly logFiles: number
    readonly frames: number
    readonly segments: number
    readonly extents: number
    readonly shards: number
    readonly records: number
  }
}

/** What a verification read, for a repair to go on with. */
export interface Verified {
  readonly report: StorageReport
  readonly wal: WalInspection
  readonly checkpoint: ReadCheckpoint
  readonly segments: readonly ScannedSegment[]
}

export const SEGMENT_NAME: RegExp = /^segment-([0-9a-f]{12})\.seg$/

/**
 * Reads everything that a stopped storage has on disk and verifies it: each frame of the log, each batch, index and header of the
 * segments, the checkpoint, and that no committed offset is missing. Changes nothing.
 * @throws BrokerError STORAGE_FORMAT_UNKNOWN, WAL_FORMAT_UNKNOWN for files of another release; errors of the filesystem
 */
export async function verifyStorage(options: VerifyOptions): Promise<StorageReport> {
  return (await verifyAll(options)).report
}

export async function verifyAll(options: VerifyOptions): Promise<Verified> {
  const { fileSystem, directory } = options
  const findings: Finding[] = []
  const checkpoint = readCheckpoint(fileSystem, directory)
  const coverage = new Coverage(checkpoint)
  const segments: ScannedSegment[] = []
  const segmentFindings: Finding[] = []
  for (const name of segmentNames(options)) {
    const path = `${directory}/segments/${name}`
    if (name.endsWith('.tmp')) {
      segmentFindings.push({ severity: 'notice', kind: 'left-over', path, message: 'a file that was not finished; the next start removes it' })
      continue
    }
    const file = SEGMENT_NAME.exec(name)?.[1]
    if (file === undefined) continue
    segments.push(await scanSegment(fileSystem, path, Number.parseInt(file, 16)))
  }
  const replaced = new Set(segments.flatMap((segment) => segment.replaced))
  for (const segment of segments) {
    if (replaced.has(segment.file)) continue
    segmentFindings.push(...segment.findings)
    coverage.takeSegment(segment)
  }
  const wal = readLog(options, coverage, findings)
  findings.push(...checkpoint.findings)
  checkCheckpoint(checkpoint, wal, segments, findings)
  findings.push(...segmentFindings)
  checkDeleted(options, findings)
  findings.push(...coverage.missing(directory))
  const { shards, records } = coverage.totals()
  const counts = {
    logFiles: wal.files.length, frames: wal.frames, segments: segments.length,
    extents: segments.reduce((sum, segment) => sum + segment.extents.length, 0), shards, records,
  }
  return { report: { findings, counts }, wal, checkpoint, segments }
}

function segmentNames({ fileSystem, directory }: VerifyOptions): string[] {
  return fileSystem.existsSync(`${directory}/segments`) ? fileSystem.listSync(`${directory}/segments`) : []
}

function readLog({ fileSystem, walDirectory }: VerifyOptions, coverage: Coverage, findings: Finding[]): WalInspection {
  if (!fileSystem.existsSync(walDirectory)) return { files: [], frames: 0, tornTail: null, quarantined: [], endPosition: 0, unreadable: null }
  const wal = inspectWal({ directory: walDirectory, fileSystem }, (frame) => coverage.takeFrame(frame, findings, walDirectory))
  const pathOf = (file: number): string => wal.files.find((one) => one.file === file)?.path ?? `${walDirectory}, file ${file}`
  for (const { file, fromByte, toByte, fromPosition, toPosition } of wal.quarantined) {
    const what = toByte === 0 ? 'a file of the log is missing' : 'frames of the log are damaged after they were synced'
    findings.push({ severity: 'damage', kind: 'log-frames', path: pathOf(file), fromByte, toByte, message: `${what} (positions ${fromPosition} to ${toPosition - 1})` })
  }
  if (wal.unreadable !== null) findings.push({ severity: 'damage', kind: 'log-unreadable', path: pathOf(wal.unreadable.file), message: wal.unreadable.message })
  if (wal.tornTail !== null) {
    findings.push({
      severity: 'notice', kind: 'log-torn-tail', path: pathOf(wal.tornTail.file), fromByte: wal.tornTail.fromByte,
      message: 'the log ends with writes that were never synced, as a crash leaves it; the next start cuts them',
    })
  }
  return wal
}

function checkCheckpoint(checkpoint: ReadCheckpoint, wal: WalInspection, segments: readonly ScannedSegment[], findings: Finding[]): void {
  const oldest = wal.files[0]?.file ?? 1
  const { path } = checkpoint
  if (!checkpoint.isThere && segments.length > 0 && oldest > 1) {
    findings.push({ severity: 'damage', kind: 'checkpoint', path, message: 'the checkpoint of the shards is missing' })
  } else if (checkpoint.isUsable && wal.files.length > 0 && oldest > checkpoint.settledFile + 1) {
    findings.push({
      severity: 'damage', kind: 'checkpoint', path,
      message: `the checkpoint ends with file ${checkpoint.settledFile} of the log, which begins with file ${oldest}: its end is lost`,
    })
  }
}

function checkDeleted({ fileSystem, directory }: VerifyOptions, findings: Finding[]): void {
  try {
    new DeletedRecords(fileSystem, directory, null).load()
  } catch (error) {
    if (errorCode(error) !== 'STORAGE_CORRUPT') throw error
    findings.push({ severity: 'damage', kind: 'deleted-records', path: `${directory}/records.deleted`, message: 'the list of deleted records is damaged' })
  }
}

interface CoveredShard {
  /** False: only a segment knows it, since it was deleted. */
  created: boolean
  start: number
  /** What should be in segments. */
  settled: number
  /** Where the log goes on. */
  end: number
  readonly ranges: { readonly from: number; to: number }[]
}

/** Which offsets of which shards can be read. */
class Coverage {
  readonly #shards = new Map<number, CoveredShard>()

  constructor(checkpoint: ReadCheckpoint) {
    for (const [id, { start, settled }] of checkpoint.shards) this.#shards.set(id, { created: true, start, settled, end: settled, ranges: [] })
  }

  takeSegment(segment: ScannedSegment): void {
    for (const { header } of segment.extents) {
      const shard = this.#shard(header.shard)
      shard.ranges.push({ from: header.baseOffset, to: header.nextOffset })
      shard.end = Math.max(shard.end, header.nextOffset)
    }
  }

  takeFrame(frame: RecoveredFrame, findings: Finding[], directory: string): void {
    if (frame.kind === FRAME_SHARD) this.#takeShardFrame(frame)
    if (frame.kind !== FRAME_BATCH) return
    const { body } = frame
    const end = body.length < BATCH_HEADER_BYTES ? 0 : BATCH_PREFIX_BYTES + batchLength(body, 0)
    if (end < BATCH_HEADER_BYTES || end > body.length) {
      findings.push({ severity: 'damage', kind: 'log-batch', path: `${directory}, file ${frame.file}`, fromByte: frame.bodyPosition, shard: frame.shard, message: 'a frame of the log holds no batch' })
      return
    }
    this.#row(frame.shard, frame.baseOffset, batchNextOffset(body, 0))
    walkCompanions(body, end, (shard, baseOffset, start) => this.#row(shard, baseOffset, batchNextOffset(body, start)))
  }

  #takeShardFrame(frame: RecoveredFrame): void {
    const { operation, offset } = decodeShardFrame(frame.body)
    if (operation === SHARD_CREATED) this.#shard(frame.shard).created = true
    if (operation === SHARD_DELETED) this.#shards.delete(frame.shard)
    const shard = this.#shards.get(frame.shard)
    if (operation !== SHARD_TRIMMED || shard === undefined) return
    shard.start = Math.max(shard.start, offset)
    shard.end = Math.max(shard.end, offset)
  }

  /** Records that should be there and are nowhere. */
  missing(directory: string): Finding[] {
    const findings: Finding[] = []
    for (const [id, shard] of this.#shards) {
      if (!shard.created) continue
      let at = shard.start
      const lost = (to: number): void => {
        findings.push({
          severity: 'damage', kind: 'records-missing', path: directory, shard: id, fromOffset: at, toOffset: to,
          message: `records ${at} to ${to - 1} of shard ${id} are missing`,
        })
      }
      for (const { from, to } of shard.ranges.sort((a, b) => a.from - b.from || a.to - b.to)) {
        if (to <= at) continue
        if (from > at) lost(from)
        at = to
      }
      if (at < shard.settled) lost(shard.settled)
    }
    return findings
  }

  totals(): { shards: number; records: number } {
    let shards = 0
    let records = 0
    for (const shard of this.#shards.values()) {
      if (!shard.created) continue
      shards++
      records += Math.max(0, shard.end - shard.start)
    }
    return { shards, records }
  }

  #row(id: number, from: number, to: number): void {
    const shard = this.#shards.get(id)
    // Deleted, later in the log or before the checkpoint.
    if (shard === undefined || !shard.created) return
    const last = shard.ranges.at(-1)
    if (last?.to === from) last.to = to
    else shard.ranges.push({ from, to })
    shard.end = Math.max(shard.end, to)
  }

  #shard(id: number): CoveredShard {
    let shard = this.#shards.get(id)
    if (shard === undefined) this.#shards.set(id, (shard = { created: false, start: 0, settled: 0, end: 0, ranges: [] }))
    return shard
  }
}
