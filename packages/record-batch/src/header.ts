/*
 * Header of a record batch v2, 61 bytes, big-endian. `at` is always the position of the batch in `bytes`; the caller
 * has made sure that `BATCH_HEADER_BYTES` are there. 64-bit fields are doubles, exact up to 2^53.
 *
 *   0 baseOffset i64 | 8 batchLength i32 | 12 partitionLeaderEpoch i32 | 16 magic i8 | 17 crc u32
 *   from here on covered by the CRC:
 *   21 attributes i16 | 23 lastOffsetDelta i32 | 27 baseTimestamp i64 | 35 maxTimestamp i64 | 43 producerId i64
 *   51 producerEpoch i16 | 53 baseSequence i32 | 57 recordCount i32 | 61 records
 */
import { crc32c, readInt16, readInt32, readInt64, readUint32, writeInt32, writeInt64, writeUint16 } from '@robustmq/common-bytes'

export const BATCH_HEADER_BYTES = 61
/** Bytes before the ones that `batchLength` counts. */
export const BATCH_PREFIX_BYTES = 12
/** The CRC covers everything from here to the end of the batch. */
export const BATCH_CRC_START = 21
export const BATCH_MAGIC_VALUE = 2

export const CODEC_MASK = 0x07
export const CODEC_NONE = 0
export const CODEC_GZIP = 1
export const CODEC_SNAPPY = 2
export const CODEC_LZ4 = 3
export const CODEC_ZSTD = 4

/** The timestamp of every record is the header's maxTimestamp, set by the broker at append. */
export const TIMESTAMP_IS_APPEND_TIME = 0x08
export const TRANSACTIONAL = 0x10
/** One record that no reader sees as a message: a transaction marker. */
export const CONTROL = 0x20
/** baseTimestamp holds the time after which tombstones and markers of this batch may go; set by compaction only. */
export const DELETE_HORIZON = 0x40
/**
 * Ours; the format leaves bits 7-15 unused. Set on batches that the broker itself built, so that reserved header names and
 * the record attributes below can be trusted. `checkBatch` refuses it from outside.
 */
export const BROKER_WRITTEN = 0x4000
/**
 * Ours as well, only together with `BROKER_WRITTEN`: some record may carry an end of life in its headers. Batches without it
 * need no look when they are read.
 */
export const MAY_EXPIRE = 0x2000

/** Record attributes (the format leaves the byte unused), honoured only in batches with `BROKER_WRITTEN`. */
export const RECORD_DELIVERY_MASK = 0x03
export const RECORD_RETAINED = 0x04

export const NO_PRODUCER_ID = -1

export function batchBaseOffset(bytes: Uint8Array, at: number): number {
  return readInt64(bytes, at)
}
/** Bytes after the length field: the whole batch has `BATCH_PREFIX_BYTES` more. Not checked: may be anything in a bad batch. */
export function batchLength(bytes: Uint8Array, at: number): number {
  return readInt32(bytes, at + 8)
}
export function batchLeaderEpoch(bytes: Uint8Array, at: number): number {
  return readInt32(bytes, at + 12)
}
export function batchMagic(bytes: Uint8Array, at: number): number {
  return bytes[at + 16] as number
}
export function batchCrc(bytes: Uint8Array, at: number): number {
  return readUint32(bytes, at + 17)
}
export function batchAttributes(bytes: Uint8Array, at: number): number {
  return readInt16(bytes, at + 21)
}
/** One of the `CODEC_*` numbers, or 5-7, which the format does not define. */
export function batchCodec(bytes: Uint8Array, at: number): number {
  return (bytes[at + 22] as number) & CODEC_MASK
}
export function isAppendTime(bytes: Uint8Array, at: number): boolean {
  return (batchAttributes(bytes, at) & TIMESTAMP_IS_APPEND_TIME) !== 0
}
export function isTransactional(bytes: Uint8Array, at: number): boolean {
  return (batchAttributes(bytes, at) & TRANSACTIONAL) !== 0
}
export function isControl(bytes: Uint8Array, at: number): boolean {
  return (batchAttributes(bytes, at) & CONTROL) !== 0
}
export function hasDeleteHorizon(bytes: Uint8Array, at: number): boolean {
  return (batchAttributes(bytes, at) & DELETE_HORIZON) !== 0
}
export function isBrokerWritten(bytes: Uint8Array, at: number): boolean {
  return (batchAttributes(bytes, at) & BROKER_WRITTEN) !== 0
}
/** True when a record of the batch may carry an end of life that is to be believed. */
export function mayExpire(bytes: Uint8Array, at: number): boolean {
  return (batchAttributes(bytes, at) & (BROKER_WRITTEN | MAY_EXPIRE)) === (BROKER_WRITTEN | MAY_EXPIRE)
}
export function batchLastOffsetDelta(bytes: Uint8Array, at: number): number {
  return readInt32(bytes, at + 23)
}
/** The offset after the last one of the batch, by its header. */
export function batchNextOffset(bytes: Uint8Array, at: number): number {
  return batchBaseOffset(bytes, at) + batchLastOffsetDelta(bytes, at) + 1
}
export function batchBaseTimestamp(bytes: Uint8Array, at: number): number {
  return readInt64(bytes, at + 27)
}
export function batchMaxTimestamp(bytes: Uint8Array, at: number): number {
  return readInt64(bytes, at + 35)
}
/** `NO_PRODUCER_ID` where the producer is not idempotent. */
export function batchProducerId(bytes: Uint8Array, at: number): number {
  return readInt64(bytes, at + 43)
}
export function batchProducerEpoch(bytes: Uint8Array, at: number): number {
  return readInt16(bytes, at + 51)
}
export function batchBaseSequence(bytes: Uint8Array, at: number): number {
  return readInt32(bytes, at + 53)
}
export function batchRecordCount(bytes: Uint8Array, at: number): number {
  return readInt32(bytes, at + 57)
}

/** In place; outside the CRC, which stays valid. */
export function setBatchBaseOffset(bytes: Uint8Array, at: number, offset: number): void {
  writeInt64(bytes, at, offset)
}
/** In place; outside the CRC, which stays valid. */
export function setBatchLeaderEpoch(bytes: Uint8Array, at: number, epoch: number): void {
  writeInt32(bytes, at + 12, epoch)
}

/** In place: every record of the batch gets the append time `nowMs`. Reads the whole batch once, to compute the CRC again. */
export function setBatchAppendTime(bytes: Uint8Array, start: number, end: number, nowMs: number): void {
  writeUint16(bytes, start + 21, batchAttributes(bytes, start) | TIMESTAMP_IS_APPEND_TIME)
  writeInt64(bytes, start + 35, nowMs)
  sealBatch(bytes, start, end)
}

/** Computes the CRC of the batch at `[start, end)` and writes it to its header. */
export function sealBatch(bytes: Uint8Array, start: number, end: number): void {
  writeInt32(bytes, start + 17, crc32c(bytes, start + BATCH_CRC_START, end))
}
