import { sizeOfVarint, writeVarint } from '@robustmq/common-bytes'

/** A record header: names are UTF-8, may repeat, and keep their order; a null value differs from an empty one. */
export type RecordHeader = readonly [name: string, value: Uint8Array | null]

/** The headers section of a record without headers. */
export const NO_HEADERS: Buffer = Buffer.of(0)

/** Bytes that `encodeHeaders` takes. */
export function sizeOfHeaders(headers: readonly RecordHeader[]): number {
  let size = sizeOfVarint(headers.length)
  for (const [name, value] of headers) {
    const nameBytes = Buffer.byteLength(name)
    size += sizeOfVarint(nameBytes) + nameBytes
    size += value === null ? 1 : sizeOfVarint(value.length) + value.length
  }
  return size
}

/**
 * The headers section of a record: varint count, then per header varint name length, name, varint value length (-1 null),
 * value. The result is the `headerBlock` of `BatchBuilder` and may be shared by any number of records.
 */
export function encodeHeaders(headers: readonly RecordHeader[]): Buffer {
  const block = Buffer.allocUnsafe(sizeOfHeaders(headers))
  let at = writeVarint(block, 0, headers.length)
  for (const [name, value] of headers) {
    at = writeVarint(block, at, Buffer.byteLength(name))
    at += block.write(name, at)
    if (value === null) {
      at = writeVarint(block, at, -1)
    } else {
      at = writeVarint(block, at, value.length)
      block.set(value, at)
      at += value.length
    }
  }
  return block
}
