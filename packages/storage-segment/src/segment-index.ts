import { crc32c, readInt64 } from '@robustmq/common-bytes'
import type { FileHandle, FileSystem } from '@robustmq/common-runtime'
import type { Logger } from '@robustmq/common-log'
import { readAsync } from './async-file.ts'
import { storageError } from '@robustmq/storage-adapter'
import {
  checkFooter, checkSegmentHeader, decodeExtentHeader, decodeFooter, emptyExtentHeader, EXTENT_HEADER_BYTES, FORMAT_DAMAGED,
  FORMAT_OTHER_VERSION, isExtentHeader, REPLACED_ENTRY_BYTES, SEGMENT_FOOTER_BYTES, SEGMENT_FORMAT_VERSION, SEGMENT_HEADER_BYTES,
  unknownVersion,
} from './segment-format.ts'
import type { SegmentFooter } from './segment-format.ts'

/** What a start needs of a segment file. */
export interface SegmentIndex {
  readonly bytes: number
  readonly extentCount: number
  /** The extent headers, verified, back to back, in the order of the file. */
  readonly table: Buffer
  /** Numbers of the files that this one takes the place of. */
  readonly replaced: readonly number[]
  /** The index was damaged: the table comes from the data, and may end early. */
  readonly rebuilt: boolean
}

/**
 * Reads what a start needs of a segment file. A damaged index is rebuilt from the extent headers among the data, with a line in the log.
 * @throws BrokerError STORAGE_FORMAT_UNKNOWN for a file of another version
 */
export async function readSegmentIndex(fileSystem: FileSystem, path: string, log: Logger): Promise<SegmentIndex> {
  const handle = fileSystem.openSync(path, 'read')
  try {
    const bytes = handle.sizeSync()
    const head = readBytes(handle, 0, Math.min(bytes, SEGMENT_HEADER_BYTES))
    if (head.length === SEGMENT_HEADER_BYTES) refuseOtherVersion(checkSegmentHeader(head), path)
    const footer = readFooter(handle, bytes, path)
    const index = footer === null ? null : await readTables(handle, bytes, footer)
    if (index !== null) return index
    const table = rebuildTable(handle, bytes)
    const extentCount = table.length / EXTENT_HEADER_BYTES
    log.error({ path, extents: extentCount }, 'segment index damaged: rebuilt from the data')
    return { bytes, extentCount, table, replaced: [], rebuilt: true }
  } finally {
    handle.closeSync()
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
  const buffer = Buffer.allocUnsafeSlow(length)
  const count = handle.readSync(buffer, 0, length, position)
  return count === length ? buffer : buffer.subarray(0, count)
}

function readFooter(handle: FileHandle, bytes: number, path: string): SegmentFooter | null {
  if (bytes < SEGMENT_HEADER_BYTES + SEGMENT_FOOTER_BYTES) return null
  const footer = readBytes(handle, bytes - SEGMENT_FOOTER_BYTES, SEGMENT_FOOTER_BYTES)
  return refuseOtherVersion(checkFooter(footer), path) === FORMAT_DAMAGED ? null : decodeFooter(footer)
}

async function readTables(handle: FileHandle, bytes: number, footer: SegmentFooter): Promise<SegmentIndex | null> {
  const tableBytes = footer.extentCount * EXTENT_HEADER_BYTES
  const replacedBytes = footer.replacedCount * REPLACED_ENTRY_BYTES
  if (footer.tablePosition + tableBytes + replacedBytes + SEGMENT_FOOTER_BYTES !== bytes) return null
  const table = Buffer.allocUnsafeSlow(tableBytes)
  if ((await readAsync(handle, table, tableBytes, footer.tablePosition)) !== tableBytes || crc32c(table) !== footer.tableCrc) return null
  const numbers = readBytes(handle, footer.tablePosition + tableBytes, replacedBytes)
  if (numbers.length !== replacedBytes || crc32c(numbers) !== footer.replacedCrc) return null
  const replaced: number[] = []
  for (let at = 0; at < replacedBytes; at += REPLACED_ENTRY_BYTES) replaced.push(readInt64(numbers, at))
  return { bytes, extentCount: footer.extentCount, table, replaced, rebuilt: false }
}

/** Hops from extent header to extent header. Ends where there is none: behind the last extent, or at a damaged one. */
function rebuildTable(handle: FileHandle, bytes: number): Buffer {
  const found: Buffer[] = []
  const extent = emptyExtentHeader()
  for (let at = SEGMENT_HEADER_BYTES; at + EXTENT_HEADER_BYTES <= bytes; ) {
    const header = readBytes(handle, at, EXTENT_HEADER_BYTES)
    if (!isExtentHeader(header, 0)) break
    decodeExtentHeader(header, 0, extent)
    // The table that follows the data has the same headers, but at other positions than they say.
    if (extent.position !== at + EXTENT_HEADER_BYTES || extent.position + extent.bytes > bytes) break
    found.push(header)
    at = extent.position + extent.bytes
  }
  return Buffer.concat(found)
}
