/** Below this length a byte loop beats the call into native code (measured on Node 24). */
const LOOP_MAX_BYTES = 32

// Taken from the prototype so that plain Uint8Arrays, which have no copy method, may be sources too.
const copyNative = Buffer.prototype.copy

/** Copies `source[start, end)` to `target` at `at`; returns the next position. The caller has made room. */
export function copyBytes(source: Uint8Array, start: number, end: number, target: Uint8Array, at: number): number {
  const length = end - start
  if (length <= LOOP_MAX_BYTES) {
    for (let i = 0; i < length; i++) target[at + i] = source[start + i] as number
  } else {
    copyNative.call(source as Buffer, target, at, start, end)
  }
  return at + length
}

/** True when `a[aStart, aEnd)` equals `b[bStart, bEnd)`. */
export function equalBytes(a: Uint8Array, aStart: number, aEnd: number, b: Uint8Array, bStart: number, bEnd: number): boolean {
  const length = aEnd - aStart
  if (length !== bEnd - bStart) return false
  for (let i = 0; i < length; i++) if (a[aStart + i] !== b[bStart + i]) return false
  return true
}
