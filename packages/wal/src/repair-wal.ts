import { join } from 'node:path'
import { writeInt32 } from '@robustmq/common-bytes'
import { errorCode } from '@robustmq/common-errors'
import type { FileSystem, Random } from '@robustmq/common-runtime'
import { systemRandom } from '@robustmq/common-runtime'
import { walError } from './errors.ts'
import { createFoundFrame, decodeFrameHeader, encodeFrameHeader, FRAME_HEADER_BYTES, frameBytes, frameCrc, hasFrameMagic, headerCrc } from './frame.ts'
import type { WalInspection } from './inspect-wal.ts'
import { inspectWal } from './inspect-wal.ts'
import type { QuarantinedRange, WalPosition } from './wal.ts'
import { decodeFileHeader, drawFileHeader, encodeFileHeader, FILE_HEAD_BYTES, fillFileName, walFileName } from './wal-file.ts'
import type { WalFileHeader } from './wal-file.ts'
import { markHeader } from './writer.ts'

/*
 * How a damaged log becomes a whole one. In the place of a damaged range goes one mark, which says that positions go on behind what is
 * lost, as the mark of an opening does; what follows in the file moves up behind it and is chained anew. No intact frame changes
 * its position, and none is lost. Each file is written under a name that an opening of the log removes, synced, and renamed over the old one.
 */

export interface WalRepairOptions {
  readonly directory: string
  readonly fileSystem: FileSystem
  /** Salts of files that are made anew. Default: the system's. */
  readonly random?: Random
  /**
   * Called with the bytes that are about to be taken out of the log, before anything is changed; they must be durable elsewhere when it returns.
   * `name` tells file and byte range.
   */
  readonly setAside: (name: string, bytes: Buffer, why: string) => void
}

/**
 * Repairs a log that no process uses. Returns what was found; afterwards an inspection finds nothing.
 * @throws BrokerError WAL_FORMAT_UNKNOWN; errors of the filesystem, or of `setAside`: then the log is as it was, or repaired in part
 */
export function repairWal(options: WalRepairOptions): WalInspection {
  const found = inspectWal(options, () => undefined)
  let state = found
  // Each pass leaves fewer files with damage.
  for (let pass = 0; !isWhole(state); pass++) {
    if (pass > found.files.length + 1) throw walError('WAL_CORRUPT', 'the log cannot be repaired', undefined, { directory: options.directory })
    if (state.unreadable !== null) replaceUnreadable(options, state)
    else for (const file of damagedFiles(state)) repairFile(options, state, file)
    state = inspectWal(options, () => undefined)
  }
  return found
}

function isWhole({ tornTail, quarantined, unreadable }: WalInspection): boolean {
  return tornTail === null && quarantined.length === 0 && unreadable === null
}

function damagedFiles({ quarantined, tornTail }: WalInspection): number[] {
  const files = new Set(quarantined.map(({ file }) => file))
  if (tornTail !== null) files.add(tornTail.file)
  return [...files].sort((a, b) => a - b)
}

/** Nothing in the last file is of use, and what it held is not known. */
function replaceUnreadable(options: WalRepairOptions, { unreadable, files, quarantined }: WalInspection): void {
  const { file, message } = unreadable as NonNullable<WalInspection['unreadable']>
  const bytes = readWhole(options, file)
  options.setAside(walFileName(file), bytes, message)
  const known = quarantined.reduce((end, range) => Math.max(end, range.toPosition), 0)
  const size = files.find((one) => one.file !== file && one.readable)?.bytes ?? Math.max(bytes.length, 2 * FILE_HEAD_BYTES)
  // Its predecessor ends where no mark says; a new life of the log jumps far ahead of anything that was given.
  writeFile(options, file, emptyFile(options, file, size, Math.max(1, known), lastPosition(options, file)))
}

/** Position after the last frame before file `file`. */
function lastPosition(options: WalRepairOptions, file: number): WalPosition {
  let position = 1
  try {
    inspectWal(options, (frame) => {
      if (frame.file < file) position = frame.position + 1
    })
  } catch (error) {
    if (errorCode(error) !== 'WAL_CORRUPT') throw error
  }
  return position
}

function repairFile(options: WalRepairOptions, { quarantined, tornTail, files }: WalInspection, file: number): void {
  const ranges = quarantined.filter((range) => range.file === file)
  const whole = ranges.find((range) => range.fromByte === 0)
  if (whole !== undefined) {
    replaceFile(options, whole, files.find((one) => one.readable)?.bytes ?? 0)
    return
  }
  const bytes = readWhole(options, file)
  const header = decodeFileHeader(bytes, walFileName(file)) as WalFileHeader
  const tailFrom = tornTail?.file === file ? tornTail.fromByte : bytes.length
  for (const { fromByte, toByte } of ranges) options.setAside(rangeName(file, fromByte, toByte), bytes.subarray(fromByte, toByte), 'damaged after it was synced')
  if (tailFrom < bytes.length) {
    const end = lastUsedByte(bytes, tailFrom)
    if (end > tailFrom) options.setAside(rangeName(file, tailFrom, end), bytes.subarray(tailFrom, end), 'written and never synced before a crash')
  }
  writeFile(options, file, rebuild(bytes, header, ranges, tailFrom))
}

function rangeName(file: number, from: number, to: number): string {
  return `${walFileName(file)}.${from}-${to}`
}

function lastUsedByte(bytes: Buffer, from: number): number {
  let end = bytes.length
  while (end > from && bytes[end - 1] === 0) end--
  return end
}

/** A file whose header is gone, or that is missing. */
function replaceFile(options: WalRepairOptions, { file, toByte, fromPosition, toPosition }: QuarantinedRange, size: number): void {
  const isThere = toByte > 0
  const bytes = isThere ? readWhole(options, file) : Buffer.alloc(0)
  if (isThere) options.setAside(walFileName(file), bytes, 'the header of the file is damaged, so nothing in it can be told from the remains of its earlier lives')
  if (toPosition > fromPosition) {
    writeFile(options, file, emptyFile(options, file, size > 0 ? size : bytes.length, toPosition - 1, fromPosition))
  } else if (isThere) {
    // It was prepared and never used.
    options.fileSystem.unlinkSync(join(options.directory, walFileName(file)))
    options.fileSystem.syncDirectorySync(options.directory)
  }
}

/** A file with nothing but the mark at its head, which has `position` and says that it comes behind `follows`. */
function emptyFile(options: WalRepairOptions, file: number, size: number, position: WalPosition, follows: WalPosition): Buffer {
  const header = drawFileHeader(file, size, options.random ?? systemRandom)
  const bytes = Buffer.alloc(size)
  encodeFileHeader(header).copy(bytes)
  putMark(bytes, FILE_HEAD_BYTES, header, header.seed, Math.max(position, follows), follows > 0 ? follows : position)
  return bytes
}

/** Returns the CRC of the mark. */
function putMark(bytes: Buffer, at: number, header: WalFileHeader, chain: number, position: WalPosition, follows: WalPosition): number {
  encodeFrameHeader(bytes, at, markHeader(header.number, follows, follows), 0, chain, position, header.salt)
  const crc = frameCrc(bytes, at, FRAME_HEADER_BYTES, header.salt)
  writeInt32(bytes, at, crc)
  return crc
}

/** The file without the ranges and without what lies at and behind `tailFrom`. */
function rebuild(bytes: Buffer, header: WalFileHeader, ranges: readonly QuarantinedRange[], tailFrom: number): Buffer {
  const out = Buffer.alloc(bytes.length)
  bytes.copy(out, 0, 0, FILE_HEAD_BYTES)
  const found = createFoundFrame()
  let chain = header.seed
  let used = FILE_HEAD_BYTES
  for (let at = FILE_HEAD_BYTES; at + FRAME_HEADER_BYTES <= tailFrom;) {
    const range = ranges.find(({ fromByte }) => fromByte === at)
    if (range !== undefined) {
      const follows = range.fromPosition > 0 ? range.fromPosition : range.toPosition - 1
      if (range.toPosition > follows) {
        chain = putMark(out, used, header, chain, range.toPosition - 1, follows)
        used += FRAME_HEADER_BYTES
      }
      at = range.toByte
      continue
    }
    // Everything outside of the ranges was verified by the inspection; zeros, or an earlier life, end it.
    if (!hasFrameMagic(bytes, at)) break
    decodeFrameHeader(bytes, at, found)
    const length = frameBytes(found.bodyBytes)
    if (at + length > bytes.length || frameCrc(bytes, at, length, header.salt) !== found.crc) break
    bytes.copy(out, used, at, at + length)
    writeInt32(out, used + 16, chain)
    writeInt32(out, used + 28, headerCrc(out, used, header.salt))
    chain = frameCrc(out, used, length, header.salt)
    writeInt32(out, used, chain)
    used += length
    at += length
  }
  return out
}

function readWhole({ directory, fileSystem }: WalRepairOptions, file: number): Buffer {
  const handle = fileSystem.openSync(join(directory, walFileName(file)), 'read')
  try {
    const bytes = Buffer.alloc(handle.sizeSync())
    handle.readSync(bytes, 0, bytes.length, 0)
    return bytes
  } finally {
    handle.closeSync()
  }
}

function writeFile({ directory, fileSystem }: WalRepairOptions, file: number, bytes: Buffer): void {
  const temporary = join(directory, fillFileName(file))
  if (fileSystem.existsSync(temporary)) fileSystem.unlinkSync(temporary)
  const handle = fileSystem.openSync(temporary, 'create')
  try {
    handle.writeSync(bytes, 0, bytes.length, 0)
    handle.datasyncSync()
  } finally {
    handle.closeSync()
  }
  fileSystem.renameSync(temporary, join(directory, walFileName(file)))
  fileSystem.syncDirectorySync(directory)
}
