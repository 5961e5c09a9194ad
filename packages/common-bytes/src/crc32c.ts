import { createRequire } from 'node:module'

/** CRC-32C (Castagnoli, reflected polynomial 0x82f63b78), eight tables for slicing by 8. */
const TABLES: Uint32Array = buildTables()

function buildTables(): Uint32Array {
  const tables = new Uint32Array(8 * 256)
  for (let n = 0; n < 256; n++) {
    let c = n
    for (let k = 0; k < 8; k++) c = (c & 1) !== 0 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1
    tables[n] = c >>> 0
  }
  for (let n = 0; n < 256; n++) {
    let c = tables[n] as number
    for (let t = 1; t < 8; t++) {
      c = (tables[c & 0xff] as number) ^ (c >>> 8)
      tables[t * 256 + n] = c >>> 0
    }
  }
  return tables
}

function crc32cTable(bytes: Uint8Array, start: number, end: number, previous: number): number {
  const t = TABLES
  let crc = ~previous
  let i = start
  for (const limit = end - 7; i < limit; i += 8) {
    crc ^= (bytes[i] as number) | ((bytes[i + 1] as number) << 8) | ((bytes[i + 2] as number) << 16) | ((bytes[i + 3] as number) << 24)
    crc =
      (t[1792 + (crc & 0xff)] as number) ^
      (t[1536 + ((crc >>> 8) & 0xff)] as number) ^
      (t[1280 + ((crc >>> 16) & 0xff)] as number) ^
      (t[1024 + (crc >>> 24)] as number) ^
      (t[768 + (bytes[i + 4] as number)] as number) ^
      (t[512 + (bytes[i + 5] as number)] as number) ^
      (t[256 + (bytes[i + 6] as number)] as number) ^
      (t[bytes[i + 7] as number] as number)
  }
  for (; i < end; i++) crc = (t[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8)
  return ~crc >>> 0
}

type NativeCrc = (input: Uint8Array, initial?: number) => number

function loadNative(): NativeCrc | null {
  try {
    const native = createRequire(import.meta.url)('@node-rs/crc32') as { crc32c?: NativeCrc }
    return native.crc32c ?? null
  } catch {
    // No prebuilt binary for this platform: the table above gives the same answers, about five times slower.
    return null
  }
}

const native = loadNative()

/** Below this many bytes the call into native code costs more than it saves (measured: 300-400 bytes). */
const NATIVE_MIN_BYTES = 384

/**
 * CRC-32C of `bytes[start, end)`, continuing from `previous` (0 to begin).
 * `crc32c(b, 0, n)` equals `crc32c(b, k, n, crc32c(b, 0, k))`.
 */
export function crc32c(bytes: Uint8Array, start = 0, end: number = bytes.length, previous = 0): number {
  if (native !== null && end - start >= NATIVE_MIN_BYTES) {
    return native(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end), previous) >>> 0
  }
  return crc32cTable(bytes, start, end, previous)
}

/** The portable path, exported so that tests can compare both. */
export function crc32cPortable(bytes: Uint8Array, start = 0, end: number = bytes.length, previous = 0): number {
  return crc32cTable(bytes, start, end, previous)
}
