import { VARIABLE_INTEGER_MAX } from './constants.ts'

/*
 * Variable byte integer: 1 to 4 bytes, seven bits each, low first, shortest form only ([MQTT-1.5.5-1]).
 * Results above zero are values; the two below are not.
 */

/** The bytes end inside the integer. */
export const INTEGER_TRUNCATED: number = -1
/** A fifth byte, or a form longer than needed. */
export const INTEGER_MALFORMED: number = -2

/** Position after the last integer that was read; valid until the next read. */
export let variableIntegerEnd = 0

export function readVariableInteger(bytes: Uint8Array, at: number, end: number): number {
  let value = 0
  let scale = 1
  for (let count = 1; count <= 4; count++) {
    if (at >= end) return INTEGER_TRUNCATED
    const b = bytes[at++] as number
    value += (b & 0x7f) * scale
    if (b < 0x80) {
      if (b === 0 && count > 1) return INTEGER_MALFORMED
      variableIntegerEnd = at
      return value
    }
    scale *= 128
  }
  return INTEGER_MALFORMED
}

/** Bytes that `writeVariableInteger` takes for `value`. */
export function sizeOfVariableInteger(value: number): number {
  if (value < 128) return 1
  if (value < 16_384) return 2
  return value < 2_097_152 ? 3 : 4
}

/** Writes 0 .. `VARIABLE_INTEGER_MAX`; returns the next position. The caller has made room. */
export function writeVariableInteger(bytes: Uint8Array, at: number, value: number): number {
  let rest = Math.min(value, VARIABLE_INTEGER_MAX)
  while (rest >= 128) {
    bytes[at++] = (rest & 0x7f) | 0x80
    rest >>>= 7
  }
  bytes[at++] = rest
  return at
}
