/**
 * gzip, snappy, lz4 and zstd as used inside record batches, with bounded output.
 *
 * ```ts
 * const packed = compress(COMPRESSION_ZSTD, Buffer.from('hello'))
 * const plain = decompress(COMPRESSION_ZSTD, packed, 0, packed.length, 1024)
 * ```
 *
 * @packageDocumentation
 */
export {
  COMPRESSION_GZIP,
  COMPRESSION_LZ4,
  COMPRESSION_NONE,
  COMPRESSION_SNAPPY,
  COMPRESSION_ZSTD,
  compress,
  decompress,
  tryDecompress,
} from './codec.ts'
export { COMPRESSION_ERROR_CODES } from './errors.ts'
export type { CompressionErrorCode } from './errors.ts'
