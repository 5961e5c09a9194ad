/**
 * Bytes without allocation: integers, varints, CRC-32C, copies. All functions take a buffer and positions and keep
 * no reference to the buffer.
 *
 * @packageDocumentation
 */
export { crc32c, crc32cPortable } from './crc32c.ts'
export {
  readUvarint32,
  readVarint32,
  readVarint64,
  sizeOfUvarint,
  sizeOfVarint,
  VARINT_INVALID,
  varintEnd,
  writeUvarint,
  writeVarint,
} from './varint.ts'
export { readInt16, readInt32, readInt64, readUint16, readUint32, writeInt32, writeInt64, writeUint16 } from './integers.ts'
export { copyBytes, equalBytes } from './copy.ts'
