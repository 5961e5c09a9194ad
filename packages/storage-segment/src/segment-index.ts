import { crc32c, readInt64, readUint32 } from '@robustmq/common-bytes'
import type { FileHandle, FileSystem } from '@robustmq/common-runtime'
import type { Logger } from '@robustmq/common-log'
import { storageError } from '@robustmq/storage-adapter'
import {
  checkFooter, checkSegmentHeader, decodeExtentHeader, decodeFooter, DELTA_ENTRY_BYTES, EXTENT_HEADER_BYTES, FORMAT_DAMAGED,
  FORMAT_OTHER_VERSION, SEGMENT_FOOTER_BYTES, SEGMENT_FORMAT_VERSION, SEGMENT_HEADER_BYTES, unknownVersion,
} from './segment-format.ts'
import type { ExtentHeader, SegmentFooter } from './segment-format.ts'

export interface SegmentIndex {
  readonly bytes: number
  readonly extents: readonly ExtentHeader[]
  /** The delta entries, or null when they were damaged. */
  readonly deltas: Buffer | null
}

/**
 * Reads what a start needs of a segment file. A damaged index is rebuilt from the extent headers among the data, with a line in the log.
 * @throws BrokerError STORAGE_FORMAT_UNKNOWN for a file of another version
 */
export function readSegmentIndex(fileSystem: FileSystem, path: string, log: Logger): SegmentIndex {
  const handle = fileSystem.openSync(path, 'read')
  try {
    const bytes = handle.sizeSync()
    const head = readBytes(handle, 0, Math.min(bytes, SEGMENT_HEADER_BYTES))
    if (head.length === SEGMENT_HEADER_BYTES) refuseOtherVersion(checkSegmentHeader(head), path)
    const footer = readFooter(handle, bytes, path)
    const table = footer === null ? null : readTable(handle, bytes, footer)
    if (footer !== null && table !== null) return { bytes, extents: table, deltas: readDeltas(handle, footer, path, log) }
    const extents = rebuildTable(handle, bytes)
    log.error({ path, extents: extents.length }, 'segment index damaged: rebuilt from the data')
    return { bytes, extents, deltas: null }
  } finally {
    handle.closeSync()
  }
}

/** Calls `take` for each entry; `deltas` is a view that is valid for the call. */
export function walkDeltas(entries: Buffer, take: (shard: number, baseOffset: number, deltas: Buffer) => void): void {
  for (let at = 0; at + DELTA_ENTRY_BYTES <= entries.length; ) {
    const length = readUint32(entries, at + 16)
    const end = at + DELTA_ENTRY_BYTES + length
    if (end > entries.length) return
    take(readInt64(entries, at), readInt64(entries, at + 8), entries.subarray(at + DELTA_ENTRY_BYTES, end))
    at = end
  }
}

function refuseOtherVersion(state: number, path: string): number {
  if (state === FORMAT_OTHER_VERSION) {
    throw storageError(
      'STORAGE_FORMAT_UNKNOWN',
      `${path} has segment format version ${unknownVersion}; this program reads ${SEGMENT_FORMAT_VERSION}`,
    )
  }
  return state
}

function readBytes(handle: FileHandle, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length)
  const count = handle.readSync(buffer, 0, length, position)
  return count === length ? buffer : buffer.subarray(0, count)
}

function readFooter(handle: FileHandle, bytes: number, path: string): SegmentFooter | null {
  if (bytes < SEGMENT_HEADER_BYTES + SEGMENT_FOOTER_BYTES) return null
  const footer = readBytes(handle, bytes - SEGMENT_FOOTER_BYTES, SEGMENT_FOOTER_BYTES)
  return refuseOtherVersion(checkFooter(footer), path) === FORMAT_DAMAGED ? null : decodeFooter(footer)
}

function readTable(handle: FileHandle, bytes: number, footer: SegmentFooter): ExtentHeader[] | null {
  const length = footer.extentCount * EXTENT_HEADER_BYTES
  if (footer.tablePosition + length + SEGMENT_FOOTER_BYTES !== bytes) return null
  const table = readBytes(handle, footer.tablePosition, length)
  if (table.length !== length || crc32c(table) !== footer.tableCrc) return null
  const extents: ExtentHeader[] = []
  for (let at = 0; at < length; at += EXTENT_HEADER_BYTES) {
    const extent = decodeExtentHeader(table, at)
    if (extent === null) return null
    extents.push(extent)
  }
  return extents
}

function readDeltas(handle: FileHandle, footer: SegmentFooter, path: string, log: Logger): Buffer | null {
  const deltas = readBytes(handle, footer.deltasPosition, footer.sparsePosition - footer.deltasPosition)
  if (crc32c(deltas) === footer.deltasCrc) return deltas
  log.error({ path }, 'segment deltas damaged: state changes of its batches are not handed on')
  return null
}

/** Hops from extent header to extent header. Ends where there is none: behind the last extent, or at a damaged one. */
function rebuildTable(handle: FileHandle, bytes: number): ExtentHeader[] {
  const extents: ExtentHeader[] = []
  for (let at = SEGMENT_HEADER_BYTES; at + EXTENT_HEADER_BYTES <= bytes; ) {
    const extent = decodeExtentHeader(readBytes(handle, at, EXTENT_HEADER_BYTES), 0)
    if (extent === null || extent.position !== at + EXTENT_HEADER_BYTES || extent.position + extent.bytes > bytes) break
    // The table that follows the data has the same headers, but at other positions than they say.
    extents.push(extent)
    at = extent.position + extent.bytes
  }
  return extents
}
