import { crc32c, readUint32, writeInt32, writeInt64, readInt64 } from '@robustmq/common-bytes'
import { errorCode } from '@robustmq/common-errors'
import type { FileHandle, Random } from '@robustmq/common-runtime'
import { walError } from './errors.ts'

/*
 * A WAL file: `wal-<number>.log`, of a fixed size, full of zeros or of an earlier life's frames when it gets its number.
 * The first 4096 bytes hold the header twice, at 0 and at 2048, so that one bad sector does not take the salt away.
 *
 *   at  bytes
 *    0   4    CRC-32C of bytes 4 .. 64
 *    4   4    magic "RWAL"
 *    8   1    format version, 1
 *    9   3    zero
 *   12   4    salt of the frames' CRC
 *   16   4    chain seed
 *   20   4    zero
 *   24   8    number of the file
 *   32   8    size of the file in bytes
 *   40  24    zero
 *
 * The header is written and synced before the file gets its name. The first frame, at 4096, is a mark that gives the
 * first position; it is written only when the file before it is synced to its end.
 */

export const FILE_FORMAT = 1
export const FILE_HEAD_BYTES = 4096
const FILE_MAGIC = 0x5257414c
const HEADER_BYTES = 64
const HEADER_PLACES = [0, 2048] as const

/** A live file. Plain fields: read on the hot path. */
export interface WalFile {
  readonly number: number
  readonly handle: FileHandle
  readonly path: string
  readonly bytes: number
  readonly salt: number
  readonly seed: number
  /** Position of its first frame; 0 until it has one. */
  firstPosition: number
  /** Position after its last frame; meaningful once sealed. */
  endPosition: number
  /** Bytes below this have been handed to the kernel. */
  writtenEnd: number
  sealed: boolean
  /** Reads under way; the file is not recycled while there are any. */
  readers: number
}

export interface WalFileHeader {
  readonly number: number
  readonly bytes: number
  readonly salt: number
  readonly seed: number
}

export function drawFileHeader(number: number, bytes: number, random: Random): WalFileHeader {
  const drawn = random.bytes(8)
  return { number, bytes, salt: readUint32(drawn, 0), seed: readUint32(drawn, 4) }
}

/** The first 4096 bytes of a file. */
export function encodeFileHeader(header: WalFileHeader): Buffer {
  const head = Buffer.alloc(FILE_HEAD_BYTES)
  for (const at of HEADER_PLACES) {
    writeInt32(head, at + 4, FILE_MAGIC)
    head[at + 8] = FILE_FORMAT
    writeInt32(head, at + 12, header.salt)
    writeInt32(head, at + 16, header.seed)
    writeInt64(head, at + 24, header.number)
    writeInt64(head, at + 32, header.bytes)
    writeInt32(head, at, crc32c(head, at + 4, at + HEADER_BYTES))
  }
  return head
}

/** Null when neither copy can be read; throws `WAL_FORMAT_UNKNOWN` for an intact header of another format. */
export function decodeFileHeader(head: Uint8Array, path: string): WalFileHeader | null {
  for (const at of HEADER_PLACES) {
    if (head.length < at + HEADER_BYTES || readUint32(head, at + 4) !== FILE_MAGIC) continue
    if (readUint32(head, at) !== crc32c(head, at + 4, at + HEADER_BYTES)) continue
    const version = head[at + 8] as number
    if (version !== FILE_FORMAT) throw unknownFormat(`file ${path}`, version)
    return {
      number: readInt64(head, at + 24),
      bytes: readInt64(head, at + 32),
      salt: readUint32(head, at + 12),
      seed: readUint32(head, at + 16),
    }
  }
  return null
}

export function unknownFormat(what: string, version: number): Error {
  return walError('WAL_FORMAT_UNKNOWN', `${what} has WAL format ${version}; this program reads format ${FILE_FORMAT}`, undefined, { version })
}

export function createWalFile(header: WalFileHeader, handle: FileHandle, path: string): WalFile {
  return {
    number: header.number,
    handle,
    path,
    bytes: header.bytes,
    salt: header.salt,
    seed: header.seed,
    firstPosition: 0,
    endPosition: 0,
    writtenEnd: FILE_HEAD_BYTES,
    sealed: false,
    readers: 0,
  }
}

const DIGITS = 12

const numbered = (prefix: string, number: number): string => `${prefix}-${String(number).padStart(DIGITS, '0')}.log`

export const walFileName = (number: number): string => numbered('wal', number)
/** A zeroed or retired file of full size, waiting for a number. */
export const spareFileName = (serial: number): string => numbered('spare', serial)
/** A file that is still being filled with zeros; worthless after a crash. */
export const fillFileName = (serial: number): string => numbered('fill', serial)

export interface ParsedName {
  readonly prefix: 'wal' | 'spare' | 'fill'
  readonly number: number
}

export function parseFileName(name: string): ParsedName | null {
  const match = /^(wal|spare|fill)-(\d{12,15})\.log$/.exec(name)
  return match === null ? null : { prefix: match[1] as ParsedName['prefix'], number: Number(match[2]) }
}

/** True for the errors that mean "no room", which pass when room is made. */
export function isDiskFull(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ENOSPC' || code === 'EDQUOT'
}
