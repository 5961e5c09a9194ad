import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { errorCode, isBrokerError } from '@robustmq/common-errors'
import { compressionError, corrupt } from './errors.ts'
import { decompressLz4 } from './lz4.ts'
import { decompressSnappy } from './snappy.ts'

/** Codec numbers as record batches carry them. */
export const COMPRESSION_NONE = 0
export const COMPRESSION_GZIP = 1
export const COMPRESSION_SNAPPY = 2
export const COMPRESSION_LZ4 = 3
export const COMPRESSION_ZSTD = 4

/**
 * Decompresses `bytes[start, end)` into a buffer of its own, of `bytesMax` bytes at most (1 or more). Synchronous.
 * Snappy may be raw or xerial-framed, LZ4 is the frame format. Throws a `BrokerError`:
 * `COMPRESSION_TOO_LARGE`, `COMPRESSION_CORRUPT` or `COMPRESSION_UNKNOWN_CODEC`.
 */
export function decompress(codec: number, bytes: Uint8Array, start: number, end: number, bytesMax: number): Buffer {
  switch (codec) {
    case COMPRESSION_NONE:
      if (end - start > bytesMax) throw tooLarge(bytesMax)
      return Buffer.from(bytes.subarray(start, end))
    case COMPRESSION_GZIP:
      return native('gzip', gunzipSync, bytes.subarray(start, end), bytesMax)
    case COMPRESSION_SNAPPY:
      return decompressSnappy(bytes, start, end, bytesMax)
    case COMPRESSION_LZ4:
      return decompressLz4(bytes, start, end, bytesMax)
    case COMPRESSION_ZSTD:
      return native('zstd', zstdDecompressSync, bytes.subarray(start, end), bytesMax)
    default:
      throw unknownCodec(codec)
  }
}

/** `decompress` with null for every refusal: the decompressor port of `record-batch`. */
export function tryDecompress(codec: number, bytes: Uint8Array, start: number, end: number, bytesMax: number): Buffer | null {
  try {
    return decompress(codec, bytes, start, end, bytesMax)
  } catch (cause) {
    if (isBrokerError(cause)) return null
    throw cause
  }
}

/**
 * Compresses all of `bytes` into a buffer of the caller's, with gzip or zstd: the broker itself compresses nothing yet, and
 * reads whatever clients choose. Other codecs: `COMPRESSION_UNKNOWN_CODEC`.
 */
export function compress(codec: number, bytes: Uint8Array): Buffer {
  switch (codec) {
    case COMPRESSION_NONE:
      return Buffer.from(bytes)
    case COMPRESSION_GZIP:
      return gzipSync(bytes)
    case COMPRESSION_ZSTD:
      return zstdCompressSync(bytes)
    default:
      throw unknownCodec(codec)
  }
}

type NativeDecompress = (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer

function native(name: string, run: NativeDecompress, bytes: Uint8Array, bytesMax: number): Buffer {
  if (bytes.length === 0) throw corrupt(`${name}: empty input`)
  try {
    return run(bytes, { maxOutputLength: bytesMax })
  } catch (cause) {
    if (errorCode(cause) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(bytesMax, cause)
    throw corrupt(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, cause)
  }
}

function tooLarge(bytesMax: number, cause?: unknown): Error {
  return compressionError('COMPRESSION_TOO_LARGE', `more than ${bytesMax} bytes when decompressed`, cause)
}

function unknownCodec(codec: number): Error {
  return compressionError('COMPRESSION_UNKNOWN_CODEC', `compression codec ${codec} is not defined`)
}
