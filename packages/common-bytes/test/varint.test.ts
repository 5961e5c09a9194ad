import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  readInt64, readUvarint32, readVarint32, readVarint64, sizeOfUvarint, sizeOfVarint, VARINT_INVALID, varintEnd, writeInt64, writeUvarint, writeVarint,
} from '../src/index.ts'

const buffer = Buffer.alloc(32)

describe('varints', () => {
  it('round-trip unsigned 32-bit values and report their size', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffffff }), (value) => {
      const end = writeUvarint(buffer, 3, value)
      expect(end - 3).toBe(sizeOfUvarint(value))
      expect(readUvarint32(buffer, 3, end)).toBe(value)
      expect(varintEnd).toBe(end)
    }))
  })

  it('round-trip zig-zag values of 32 and 53 bits', () => {
    fc.assert(fc.property(fc.integer(), (value) => {
      const end = writeVarint(buffer, 0, value)
      expect(end).toBe(sizeOfVarint(value))
      expect(readVarint32(buffer, 0, end)).toBe(value)
    }))
    fc.assert(fc.property(fc.maxSafeInteger().map((v) => Math.trunc(v / 2)), (value) => {
      const end = writeVarint(buffer, 0, value)
      expect(readVarint64(buffer, 0, end)).toBe(value === 0 ? 0 : value)
      expect(varintEnd).toBe(end)
    }))
  })

  it('refuse truncated and over long encodings', () => {
    expect(readUvarint32(Buffer.from([0x80]), 0, 1)).toBe(-1)
    expect(readUvarint32(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x1f]), 0, 5)).toBe(-1)
    expect(readVarint32(Buffer.from([0x80, 0x80]), 0, 2)).toBe(VARINT_INVALID)
    expect(readVarint64(Buffer.alloc(11, 0xff), 0, 11)).toBe(VARINT_INVALID)
  })
})

describe('64-bit integers as doubles', () => {
  it('round-trip to 2^53 with sign', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (value) => {
      writeInt64(buffer, 0, value)
      expect(readInt64(buffer, 0)).toBe(value)
      expect(buffer.readBigInt64BE(0)).toBe(BigInt(value))
    }))
  })
})
