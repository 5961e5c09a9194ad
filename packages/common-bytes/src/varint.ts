/*
 * Variable-length integers. Two families meet in this broker:
 *   unsigned LEB128 (flexible message headers; packet lengths are a bounded form of it)
 *   zig-zag LEB128  (inside records)
 * Readers return the value and leave the next position in `varintEnd`, so that no object is made per read.
 */

/** Position after the last successful read of this module; valid until the next read. */
export let varintEnd = 0

/** Reads an unsigned varint of at most 32 bits at `at`; returns -1 when truncated or over long, with `varintEnd` undefined. */
export function readUvarint32(bytes: Uint8Array, at: number, end: number): number {
  let value = 0
  for (let shift = 0; shift < 35; shift += 7) {
    if (at >= end) return -1
    const b = bytes[at++] as number
    if (shift === 28 && b > 0x0f) return -1
    value += (b & 0x7f) * 2 ** shift
    if (b < 0x80) {
      varintEnd = at
      return value
    }
  }
  return -1
}

/** Sentinel of the signed readers: outside every value they can return. */
export const VARINT_INVALID: number = Number.NEGATIVE_INFINITY

/** Reads a zig-zag varint of at most 32 bits; `VARINT_INVALID` when truncated or over long. */
export function readVarint32(bytes: Uint8Array, at: number, end: number): number {
  // The one-byte case is nearly every length and delta of a small record.
  if (at < end) {
    const b = bytes[at] as number
    if (b < 0x80) {
      varintEnd = at + 1
      return (b >>> 1) ^ -(b & 1)
    }
  }
  const raw = readUvarint32(bytes, at, end)
  if (raw < 0) return VARINT_INVALID
  return (raw >>> 1) ^ -(raw & 1)
}

/**
 * Reads a zig-zag varint of at most 64 bits as a double; `VARINT_INVALID` when truncated, over long, or beyond
 * 2^53 (timestamps and offsets of this broker stay below it).
 */
export function readVarint64(bytes: Uint8Array, at: number, end: number): number {
  let value = 0
  let scale = 1
  for (let count = 0; count < 10; count++) {
    if (at >= end) return VARINT_INVALID
    const b = bytes[at++] as number
    value += (b & 0x7f) * scale
    scale *= 128
    if (b < 0x80) {
      if (value > 2 * Number.MAX_SAFE_INTEGER) return VARINT_INVALID
      varintEnd = at
      const odd = value % 2
      return odd === 0 ? value / 2 : -((value - 1) / 2) - 1
    }
  }
  return VARINT_INVALID
}

/** Bytes that `writeUvarint` takes for `value` (0 .. 2^53). */
export function sizeOfUvarint(value: number): number {
  let size = 1
  for (; value >= 128; value = Math.floor(value / 128)) size++
  return size
}

/** Bytes that `writeVarint` takes for `value`. */
export function sizeOfVarint(value: number): number {
  return sizeOfUvarint(zigZag(value))
}

function zigZag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1
}

/** Writes an unsigned varint (0 .. 2^53) at `at`; returns the next position. The caller has made room. */
export function writeUvarint(bytes: Uint8Array, at: number, value: number): number {
  while (value >= 0x80000000) {
    bytes[at++] = (value % 128) | 0x80
    value = Math.floor(value / 128)
  }
  while (value >= 128) {
    bytes[at++] = (value & 0x7f) | 0x80
    value >>>= 7
  }
  bytes[at++] = value
  return at
}

/** Writes a zig-zag varint (|value| <= 2^52) at `at`; returns the next position. The caller has made room. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  return writeUvarint(bytes, at, zigZag(value))
}
