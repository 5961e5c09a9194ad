import { copyBytes, readVarint32, readVarint64, sizeOfVarint, varintEnd, writeInt32, writeInt64, writeUint16, writeVarint } from '@robustmq/common-bytes'
import { assert } from '@robustmq/common-errors'
import {
  BATCH_HEADER_BYTES, BATCH_MAGIC_VALUE, BATCH_PREFIX_BYTES, batchAttributes, batchBaseTimestamp, batchCodec, CODEC_MASK, CODEC_NONE,
  DELETE_HORIZON, hasDeleteHorizon, isAppendTime, isControl, sealBatch,
} from './header.ts'
import type { Decompressor } from './record-cursor.ts'
import { RecordCursor, RECORDS_BYTES_MAX_DEFAULT, RECORDS_OK } from './record-cursor.ts'

/** Compresses with the codec of a batch. Null: store the records uncompressed. */
export type Compressor = (codec: number, bytes: Uint8Array) => Buffer | null

export interface FilterOptions {
  /** Needed for compressed batches; without it they are RECORDS_BAD_COMPRESSION. */
  readonly decompress: Decompressor | null
  /** Without it what is rewritten of a compressed batch is stored uncompressed, which every reader understands. */
  readonly compress?: Compressor | null
  /** A batch without records stays, as a header that holds its offsets and its producer. */
  readonly keepEmpty: boolean
  /**
   * Time after which tombstones and markers of the batch may go, milliseconds. Written when one stays and the batch has none yet:
   * its base timestamp holds it from then on, and the deltas of its records count from there. Null: as it is.
   */
  readonly deleteHorizonMs?: number | null
  /** Bound of decompressed records, bytes. Default 16 MiB. */
  readonly recordsBytesMax?: number
}

export interface FilteredBatch {
  /** The batch given when nothing changes, a new one, or null when nothing is left. Its producer, offsets and attributes stay. */
  readonly batch: Buffer | null
  readonly kept: number
  readonly removed: number
  /** A `RECORDS_*` code; other than RECORDS_OK the batch could not be read, and is returned as it is. */
  readonly failure: number
}

const cursor = new RecordCursor()

/** Time after which tombstones and markers of the batch may go, or null when it has not been set. */
export function batchDeleteHorizon(bytes: Uint8Array, at: number): number | null {
  return hasDeleteHorizon(bytes, at) ? batchBaseTimestamp(bytes, at) : null
}

/**
 * Takes records out of a stored batch, which fills `batch`. `keep` is called once per record, in order; the cursor stands on
 * the record and must not be moved but over its headers. Offsets, last offset delta, producer fields and leader epoch stay;
 * the CRC is computed again. Never throws on bad bytes.
 */
export function filterBatch(batch: Buffer, keep: (cursor: RecordCursor) => boolean, options: FilterOptions): FilteredBatch {
  const recordsBytesMax = options.recordsBytesMax ?? RECORDS_BYTES_MAX_DEFAULT
  if (!cursor.open(batch, 0, batch.length, options.decompress, recordsBytesMax)) return unread(batch)
  const horizonMs = hasDeleteHorizon(batch, 0) ? null : (options.deleteHorizonMs ?? null)
  const control = isControl(batch, 0)
  // Start and end of what stays, neighbours joined.
  const ranges: number[] = []
  let kept = 0
  let removed = 0
  let maxTimestamp = -1
  let needsHorizon = false
  let recordStart = batchCodec(batch, 0) === CODEC_NONE ? BATCH_HEADER_BYTES : 0
  while (cursor.next()) {
    const recordEnd = cursor.headersEnd
    if (keep(cursor)) {
      kept++
      if (cursor.timestamp > maxTimestamp) maxTimestamp = cursor.timestamp
      if (control || cursor.valueStart < 0) needsHorizon = true
      if (ranges.at(-1) === recordStart) ranges[ranges.length - 1] = recordEnd
      else ranges.push(recordStart, recordEnd)
    } else {
      removed++
    }
    recordStart = recordEnd
  }
  if (cursor.failure !== RECORDS_OK) return unread(batch)
  const setsHorizon = horizonMs !== null && needsHorizon
  if (kept === 0 && !options.keepEmpty) return { batch: null, kept, removed, failure: RECORDS_OK }
  if (removed === 0 && !setsHorizon) return { batch, kept, removed, failure: RECORDS_OK }
  const section = setsHorizon ? rebased(batch, ranges, kept, horizonMs) : joined(ranges)
  const filtered = assemble(batch, section, kept, options.compress ?? null)
  if (setsHorizon) {
    writeUint16(filtered, 21, batchAttributes(filtered, 0) | DELETE_HORIZON)
    writeInt64(filtered, 27, horizonMs)
  }
  // Where the broker set one time for all, it is what readers are given; an empty batch keeps what it had.
  if (kept > 0 && !isAppendTime(batch, 0)) writeInt64(filtered, 35, maxTimestamp)
  sealBatch(filtered, 0, filtered.length)
  return { batch: filtered, kept, removed, failure: RECORDS_OK }
}

/** A batch without records and producer that stands for the offsets `[baseOffset, nextOffset)`, 1 to 2^31 of them. */
export function emptyBatch(baseOffset: number, nextOffset: number, timestampMs: number): Buffer {
  assert(nextOffset > baseOffset && nextOffset - baseOffset <= 2 ** 31, 'an empty batch stands for 1 .. 2^31 offsets')
  const batch = Buffer.alloc(BATCH_HEADER_BYTES)
  writeInt64(batch, 0, baseOffset)
  writeInt32(batch, 8, BATCH_HEADER_BYTES - BATCH_PREFIX_BYTES)
  writeInt32(batch, 12, -1)
  batch[16] = BATCH_MAGIC_VALUE
  writeInt32(batch, 23, nextOffset - baseOffset - 1)
  writeInt64(batch, 27, timestampMs)
  writeInt64(batch, 35, timestampMs)
  writeInt64(batch, 43, -1)
  writeUint16(batch, 51, -1)
  writeInt32(batch, 53, -1)
  sealBatch(batch, 0, batch.length)
  return batch
}

function unread(batch: Buffer): FilteredBatch {
  return { batch, kept: 0, removed: 0, failure: cursor.failure }
}

/** The records that stay, byte for byte: their deltas count from a base that does not change. */
function joined(ranges: readonly number[]): Buffer {
  let bytes = 0
  for (let i = 0; i < ranges.length; i += 2) bytes += (ranges[i + 1] as number) - (ranges[i] as number)
  const section = Buffer.allocUnsafe(bytes)
  let at = 0
  for (let i = 0; i < ranges.length; i += 2) {
    const start = ranges[i] as number
    const end = ranges[i + 1] as number
    section.set(cursor.buffer.subarray(start, end), at)
    at += end - start
  }
  return section
}

/** The records that stay, with timestamp deltas that count from `horizonMs`. */
function rebased(batch: Buffer, ranges: readonly number[], count: number, horizonMs: number): Buffer {
  const { buffer } = cursor
  const shift = batchBaseTimestamp(batch, 0) - horizonMs
  let bytes = count * 20
  for (let i = 0; i < ranges.length; i += 2) bytes += (ranges[i + 1] as number) - (ranges[i] as number)
  const section = Buffer.allocUnsafe(bytes)
  let at = 0
  for (let i = 0; i < ranges.length; i += 2) {
    const end = ranges[i + 1] as number
    for (let start = ranges[i] as number; start < end; ) {
      const length = readVarint32(buffer, start, end)
      const body = varintEnd
      const delta = readVarint64(buffer, body + 1, end) + shift
      const rest = varintEnd
      start = body + length
      at = writeVarint(section, at, 1 + sizeOfVarint(delta) + start - rest)
      section[at++] = buffer[body] as number
      at = copyBytes(buffer, rest, start, section, writeVarint(section, at, delta))
    }
  }
  return section.subarray(0, at)
}

function assemble(batch: Buffer, section: Buffer, count: number, compress: Compressor | null): Buffer {
  const codec = batchCodec(batch, 0)
  const packed = codec === CODEC_NONE || count === 0 || compress === null ? null : compress(codec, section)
  const body = packed ?? section
  const filtered = Buffer.allocUnsafe(BATCH_HEADER_BYTES + body.length)
  batch.copy(filtered, 0, 0, BATCH_HEADER_BYTES)
  body.copy(filtered, BATCH_HEADER_BYTES)
  writeInt32(filtered, 8, filtered.length - BATCH_PREFIX_BYTES)
  if (packed === null) writeUint16(filtered, 21, batchAttributes(filtered, 0) & ~CODEC_MASK)
  writeInt32(filtered, 57, count)
  return filtered
}
