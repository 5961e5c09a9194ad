/**
 * Record batch v2, the stored unit of the broker: header access, checks, a builder for the hot path and a lazy reader.
 * Pure: no I/O, no clock; decompression comes in through a port.
 *
 * ```ts
 * const builder = new BatchBuilder()
 * builder.begin(1_700_000_000_000, 0)
 * builder.append(1_700_000_000_000, 0, null, 0, 0, Buffer.from('hello'), 0, 5, null)
 * const batch = builder.finish()
 * const cursor = new RecordCursor()
 * cursor.open(batch, 0, batch.length)
 * while (cursor.next()) use(cursor.buffer, cursor.valueStart, cursor.valueEnd)
 * ```
 *
 * @packageDocumentation
 */
export {
  BATCH_CRC_START,
  BATCH_HEADER_BYTES,
  BATCH_PREFIX_BYTES,
  batchAttributes,
  batchBaseOffset,
  batchBaseSequence,
  batchBaseTimestamp,
  batchCodec,
  batchCrc,
  batchLastOffsetDelta,
  batchLeaderEpoch,
  batchLength,
  batchMagic,
  batchMaxTimestamp,
  batchNextOffset,
  batchProducerEpoch,
  batchProducerId,
  batchRecordCount,
  BROKER_WRITTEN,
  CODEC_GZIP,
  CODEC_LZ4,
  CODEC_MASK,
  CODEC_NONE,
  CODEC_SNAPPY,
  CODEC_ZSTD,
  CONTROL,
  DELETE_HORIZON,
  hasDeleteHorizon,
  isAppendTime,
  isBrokerWritten,
  isControl,
  isTransactional,
  MAY_EXPIRE,
  mayExpire,
  NO_PRODUCER_ID,
  RECORD_DELIVERY_MASK,
  RECORD_RETAINED,
  sealBatch,
  setBatchAppendTime,
  setBatchBaseOffset,
  setBatchLeaderEpoch,
  TIMESTAMP_IS_APPEND_TIME,
  TRANSACTIONAL,
} from './header.ts'
export {
  BATCH_APPEND_TIME_FROM_CLIENT,
  BATCH_BAD_CODEC,
  BATCH_BAD_COUNT,
  BATCH_BAD_CRC,
  BATCH_BAD_LENGTH,
  BATCH_BAD_MAGIC,
  BATCH_BAD_SEQUENCE,
  BATCH_BAD_TIMESTAMP,
  BATCH_CONTROL_FROM_CLIENT,
  BATCH_MESSAGES,
  BATCH_OK,
  BATCH_RESERVED_BIT_FROM_CLIENT,
  BATCH_TOO_LARGE,
  checkBatch,
} from './check-batch.ts'
export type { BatchCheckOptions } from './check-batch.ts'
export { BatchCursor, splitBatches } from './batch-cursor.ts'
export { BatchBuilder } from './batch-builder.ts'
export type { BatchBuilderOptions } from './batch-builder.ts'
export { createBatchBuilderPool } from './builder-pool.ts'
export type { BatchBuilderPool } from './builder-pool.ts'
export { encodeHeaders, NO_HEADERS, sizeOfHeaders } from './headers.ts'
export type { RecordHeader } from './headers.ts'
export {
  isHeaderName,
  RecordCursor,
  RECORDS_BAD_BATCH,
  RECORDS_BAD_COMPRESSION,
  RECORDS_BAD_FIELD,
  RECORDS_BAD_HEADERS,
  RECORDS_BAD_LENGTH,
  RECORDS_BAD_OFFSET,
  RECORDS_BYTES_MAX_DEFAULT,
  RECORDS_MESSAGES,
  RECORDS_OK,
  RECORDS_TRAILING_BYTES,
} from './record-cursor.ts'
export type { Decompressor } from './record-cursor.ts'
export { readLogRecord } from './log-record.ts'
export type { LogRecord } from './log-record.ts'
export { findInBatch } from './timestamp-lookup.ts'
export type { TimestampMatch } from './timestamp-lookup.ts'
export { batchDeleteHorizon, emptyBatch, filterBatch } from './filter-batch.ts'
export type { Compressor, FilteredBatch, FilterOptions } from './filter-batch.ts'
export { BatchCompactor } from './batch-compactor.ts'
export type { BatchCompactorOptions, KeyOffsets } from './batch-compactor.ts'
