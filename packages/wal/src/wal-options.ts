import type { BrokerError } from '@robustmq/common-errors'
import type { FileSystem, Random, Timers, Turns } from '@robustmq/common-runtime'
import { walError } from './errors.ts'
import { FILE_HEAD_BYTES } from './wal-file.ts'
import type { TornTail } from './recovery.ts'
import type { QuarantinedRange, RecoveredFrame } from './wal.ts'

/** What an operator has to hear of. Called synchronously; must not throw and must not call the log. */
export interface WalLog {
  /** Recovery cut unsynced frames at the end: what a crash leaves. */
  onTornTail?(tail: TornTail): void
  /** Recovery met damaged synced bytes: an alarm. */
  onQuarantine?(range: QuarantinedRange): void
  /**
   * A frame in a quarantined range, told in the place where it would have been replayed. Its header is intact; its body is what is on
   * disk, and not to be trusted. Frames of the range that are not told of cannot be identified.
   */
  onLostFrame?(frame: RecoveredFrame): void
  /** A write or sync failed. The process has to end now; recovery tells what is on disk. Called once. */
  onFatal?(error: BrokerError): void
  /** Appends are refused for lack of room, or accepted again. */
  onDiskFull?(full: boolean): void
}

export interface WalOptions {
  /** Absolute path; created if missing. One log per directory, one process per log. */
  readonly directory: string
  readonly fileSystem: FileSystem
  readonly turns: Turns
  /**
   * Delays the mark that a quiet log gets about what is synced: with it at most one in 50 ms, without it one after each
   * sync that leaves nothing to do (a write for every acknowledgement of a lone publisher).
   */
  readonly timers?: Timers
  readonly log?: WalLog
  /** Salts of new files. Default: the system's. */
  readonly random?: Random
  /** Size of a file. 64 KiB to 1 GiB, a multiple of 4096, default 64 MiB. */
  readonly fileBytes?: number
  /** Largest frame, header counted. Default 16 MiB, or half a file where that is less. */
  readonly frameBytesMax?: number
  /** Bytes taken and not yet committed; beyond it `append` refuses. Default 64 MiB. */
  readonly pendingBytesMax?: number
  /** `congested` above it, until half of it is left. Default half of `pendingBytesMax`. */
  readonly highWaterBytes?: number
  /** Free space under which FRAME_BATCH appends are refused. Default two files. */
  readonly freeBytesMin?: number
  /** Retired files kept for reuse. Default 2. */
  readonly sparesMax?: number
}

export interface WalSettings {
  readonly fileBytes: number
  readonly frameBytesMax: number
  readonly pendingBytesMax: number
  readonly highWaterBytes: number
  readonly freeBytesMin: number
  readonly sparesMax: number
}

const MIB = 1024 * 1024
const FILE_BYTES_MIN = 64 * 1024
const FILE_BYTES_MAX = 1024 * MIB

/** Fills in defaults; throws `WAL_OPTION_INVALID`. */
export function checkOptions(options: WalOptions): WalSettings {
  const fileBytes = inRange('fileBytes', options.fileBytes ?? 64 * MIB, FILE_BYTES_MIN, FILE_BYTES_MAX)
  if (fileBytes % FILE_HEAD_BYTES !== 0) throw invalid('fileBytes', fileBytes, 'a multiple of 4096')
  const room = fileBytes - FILE_HEAD_BYTES - 4096
  const frameBytesMax = inRange('frameBytesMax', options.frameBytesMax ?? Math.min(16 * MIB, fileBytes / 2), 1024, room)
  const pendingBytesMax = inRange('pendingBytesMax', options.pendingBytesMax ?? Math.max(64 * MIB, frameBytesMax), frameBytesMax, 1024 * MIB)
  const highWaterBytes = inRange('highWaterBytes', options.highWaterBytes ?? pendingBytesMax / 2, 1, pendingBytesMax)
  const freeBytesMin = inRange('freeBytesMin', options.freeBytesMin ?? 2 * fileBytes, 0, Number.MAX_SAFE_INTEGER)
  const sparesMax = inRange('sparesMax', options.sparesMax ?? 2, 0, 64)
  return { fileBytes, frameBytesMax, pendingBytesMax, highWaterBytes, freeBytesMin, sparesMax }
}

function inRange(name: string, value: number, min: number, max: number): number {
  if (!(value >= min && value <= max)) throw invalid(name, value, `${min} .. ${max}`)
  return Math.floor(value)
}

function invalid(name: string, value: number, allowed: string): Error {
  return walError('WAL_OPTION_INVALID', `${name} is ${value}, allowed: ${allowed}`, undefined, { option: name, value })
}
