import { BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, batchLength, batchNextOffset } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import { EXTENT_BASE, EXTENT_BYTES, EXTENT_FILE, EXTENT_POSITION } from './row-columns.ts'
import type { SegmentFiles } from './segment-files.ts'
import { isIntact, storedBatchBytes } from './stored-batches.ts'
import { storageFailure } from './wal-failures.ts'

/** Bytes read and worked on at a time: other work gets its turn in between. */
const CHUNK_BYTES = 256 * 1024

/**
 * Reads the batches of an extent in order, each verified. `take` gets a view that is valid until it returns, and returns false to end.
 * `pace` is awaited before each read. The file is kept meanwhile.
 * @throws BrokerError STORAGE_CORRUPT, STORAGE_IO
 */
export async function walkExtent(
  files: SegmentFiles, cells: Float64Array, at: number, pace: () => Promise<void>, take: (batch: Buffer) => boolean | Promise<boolean>,
): Promise<boolean> {
  const file = cells[at + EXTENT_FILE] as number
  const end = (cells[at + EXTENT_POSITION] as number) + (cells[at + EXTENT_BYTES] as number)
  let position = cells[at + EXTENT_POSITION] as number
  let baseOffset = cells[at + EXTENT_BASE] as number
  let length = CHUNK_BYTES
  const letGo = files.hold(file)
  try {
    while (position < end) {
      await pace()
      const buffer = await read(files, file, position, Math.min(length, end - position))
      let used = 0
      length = CHUNK_BYTES
      while (used + BATCH_HEADER_BYTES <= buffer.length) {
        const size = storedBatchBytes(buffer, used, baseOffset, end - position - used)
        if (size < 0) throw damaged(files, file, position + used, baseOffset)
        if (used + size > buffer.length) {
          length = Math.max(CHUNK_BYTES, BATCH_PREFIX_BYTES + batchLength(buffer, used))
          break
        }
        if (!isIntact(buffer, used, used + size)) throw damaged(files, file, position + used, baseOffset)
        baseOffset = batchNextOffset(buffer, used)
        if (!(await take(buffer.subarray(used, used + size)))) return false
        used += size
      }
      if (used === 0 && length <= buffer.length) throw damaged(files, file, position, baseOffset)
      if (used === 0 && buffer.length < Math.min(length, end - position) && length === CHUNK_BYTES) throw damaged(files, file, position, baseOffset)
      position += used
    }
  } finally {
    letGo()
  }
  return true
}

async function read(files: SegmentFiles, file: number, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  try {
    const count = await files.handles.read(file, buffer, length, position)
    return count === length ? buffer : buffer.subarray(0, count)
  } catch (error) {
    throw storageFailure(error)
  }
}

function damaged(files: SegmentFiles, file: number, position: number, offset: number): Error {
  return storageError('STORAGE_CORRUPT', `the batch at offset ${offset} is damaged (${files.pathOf(file)}, byte ${position})`)
}
