import { crc32c } from '@robustmq/common-bytes'
import {
  BATCH_CRC_START,
  BATCH_HEADER_BYTES,
  BATCH_MAGIC_VALUE,
  BATCH_PREFIX_BYTES,
  batchAttributes,
  batchBaseSequence,
  batchBaseTimestamp,
  batchCodec,
  batchCrc,
  batchLastOffsetDelta,
  batchLength,
  batchMagic,
  batchMaxTimestamp,
  batchProducerEpoch,
  batchProducerId,
  batchRecordCount,
  BROKER_WRITTEN,
  CODEC_NONE,
  CODEC_ZSTD,
  CONTROL,
  DELETE_HORIZON,
  MAY_EXPIRE,
  NO_PRODUCER_ID,
  TIMESTAMP_IS_APPEND_TIME,
  TRANSACTIONAL,
} from './header.ts'

export const BATCH_OK = 0
export const BATCH_BAD_LENGTH = 1
export const BATCH_BAD_MAGIC = 2
export const BATCH_TOO_LARGE = 3
export const BATCH_BAD_CRC = 4
export const BATCH_BAD_CODEC = 5
export const BATCH_CONTROL_FROM_CLIENT = 6
export const BATCH_RESERVED_BIT_FROM_CLIENT = 7
export const BATCH_APPEND_TIME_FROM_CLIENT = 8
export const BATCH_BAD_COUNT = 9
export const BATCH_BAD_SEQUENCE = 10
export const BATCH_BAD_TIMESTAMP = 11

/** What each code of `checkBatch` means, by code: for logs and for the error message of a protocol's answer. */
export const BATCH_MESSAGES: readonly string[] = [
  'the batch is well formed',
  'the length field does not match the bytes of the batch',
  'the record format version is not 2',
  'the batch is larger than the limit',
  'the CRC-32C does not match the contents',
  'the compression codec is not defined',
  'a client must not write control batches',
  'a client must not set an attribute bit that the broker keeps for itself',
  'a client must not set the append-time bit',
  'the record count does not match the offsets or the size of the batch',
  'the producer id, epoch and sequence do not fit together',
  'a timestamp is out of range',
]

export interface BatchCheckOptions {
  /** True for bytes from outside: adds the rules that hold only for producers. False for batches read back from storage. */
  readonly fromClient: boolean
  /** Bound of the whole batch in bytes, header included. */
  readonly batchBytesMax: number
  /** False leaves out the CRC, which is nine tenths of the cost, where the bytes were checked before. Default true. */
  readonly verifyCrc?: boolean
}

/** length, attributes, timestamp, offset, key length, value length, header count: one byte each. */
const RECORD_BYTES_MIN = 7

/**
 * Checks the header and CRC of the one batch that should fill `[start, end)`. Returns `BATCH_OK` (0) or the first
 * `BATCH_*` code that applies; never throws and never reads outside the range. Records are not walked: `RecordCursor` does.
 */
export function checkBatch(bytes: Uint8Array, start: number, end: number, options: BatchCheckOptions): number {
  const size = end - start
  if (start < 0 || end > bytes.length) return BATCH_BAD_LENGTH
  // Versions 0 and 1 have the version byte at the same place: say "version" before their other length rules bite.
  if (size > BATCH_PREFIX_BYTES + 4 && batchMagic(bytes, start) !== BATCH_MAGIC_VALUE) return BATCH_BAD_MAGIC
  if (size < BATCH_HEADER_BYTES) return BATCH_BAD_LENGTH
  if (batchLength(bytes, start) !== size - BATCH_PREFIX_BYTES) return BATCH_BAD_LENGTH
  if (size > options.batchBytesMax) return BATCH_TOO_LARGE
  if (options.verifyCrc !== false && crc32c(bytes, start + BATCH_CRC_START, end) !== batchCrc(bytes, start)) return BATCH_BAD_CRC
  const codec = batchCodec(bytes, start)
  if (codec > CODEC_ZSTD) return BATCH_BAD_CODEC
  const attributes = batchAttributes(bytes, start)
  if (options.fromClient) {
    if ((attributes & CONTROL) !== 0) return BATCH_CONTROL_FROM_CLIENT
    if ((attributes & (BROKER_WRITTEN | MAY_EXPIRE | DELETE_HORIZON)) !== 0) return BATCH_RESERVED_BIT_FROM_CLIENT
    if ((attributes & TIMESTAMP_IS_APPEND_TIME) !== 0) return BATCH_APPEND_TIME_FROM_CLIENT
  }
  if (!hasValidCount(bytes, start, size, codec, options.fromClient)) return BATCH_BAD_COUNT
  if (!hasValidProducer(bytes, start, attributes)) return BATCH_BAD_SEQUENCE
  if (!isTimestamp(batchBaseTimestamp(bytes, start)) || !isTimestamp(batchMaxTimestamp(bytes, start))) return BATCH_BAD_TIMESTAMP
  return BATCH_OK
}

function hasValidCount(bytes: Uint8Array, start: number, size: number, codec: number, fromClient: boolean): boolean {
  const count = batchRecordCount(bytes, start)
  const lastOffsetDelta = batchLastOffsetDelta(bytes, start)
  if (codec === CODEC_NONE && count * RECORD_BYTES_MIN > size - BATCH_HEADER_BYTES) return false
  if (fromClient) return count > 0 && lastOffsetDelta === count - 1
  // Compaction removes records and keeps offsets: the count shrinks, down to zero, and the last offset stays.
  return count >= 0 && lastOffsetDelta >= count - 1 && lastOffsetDelta >= 0
}

function hasValidProducer(bytes: Uint8Array, start: number, attributes: number): boolean {
  const producerId = batchProducerId(bytes, start)
  // Without a producer id the two other fields mean nothing; some clients leave zeros there.
  if (producerId === NO_PRODUCER_ID) return (attributes & TRANSACTIONAL) === 0
  if (producerId < 0 || producerId > Number.MAX_SAFE_INTEGER) return false
  if (batchProducerEpoch(bytes, start) < 0) return false
  // Transaction markers carry no sequence.
  return batchBaseSequence(bytes, start) >= 0 || (attributes & CONTROL) !== 0
}

/** -1 is "none". */
function isTimestamp(valueMs: number): boolean {
  return valueMs >= -1 && valueMs <= Number.MAX_SAFE_INTEGER
}
