/*
 * Canonical addresses. An address is an array of levels, written with '.' between them. Every kind of client names
 * things in its own way: the native name with its separator read as a level break is the canonical form, and a '.'
 * inside a native level reads as a level break too. So `a/b` (separator '/'), `a.b` (separator '.') and `a.b`
 * (separator '/') all have the canonical form `a.b`; who needs to tell them apart keeps the native name beside it.
 * Empty levels are kept: `/a` has the canonical form `.a`.
 */

/** Bytes of UTF-8 that a native or canonical name may have. */
export const ADDRESS_BYTES_MAX = 65_535

/** Levels that an address may have; bounds the depth of every tree over addresses. */
export const ADDRESS_LEVELS_MAX = 256

/** UTF-16 halves without their other half: such a string has no UTF-8 form. */
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * The canonical form of a native name; null when it is empty, too long, has too many levels or is not well-formed text.
 * `separator` is one character, or empty for names without levels.
 */
export function canonicalAddress(nativeName: string, separator: string): string | null {
  const name = separator === '.' || separator === '' ? nativeName : nativeName.replaceAll(separator, '.')
  return isCanonicalAddress(name) ? name : null
}

/** The canonical form of levels; null as for `canonicalAddress`. A '.' inside a level reads as a level break. */
export function addressFromLevels(levels: readonly string[]): string | null {
  if (levels.length === 0 || levels.length > ADDRESS_LEVELS_MAX) return null
  const name = levels.join('.')
  return isCanonicalAddress(name) ? name : null
}

/** The levels of a canonical address; at least one. */
export function addressLevels(address: string): string[] {
  return address.split('.')
}

/** The native name that a canonical address has where `separator` parts the levels (empty: names have no levels). */
export function nativeAddress(address: string, separator: string): string {
  return separator === '.' || separator === '' ? address : address.replaceAll('.', separator)
}

/** True within the bounds above. */
export function isCanonicalAddress(address: string): boolean {
  if (address.length === 0 || address.length > ADDRESS_BYTES_MAX) return false
  let levels = 1
  for (let at = address.indexOf('.'); at !== -1; at = address.indexOf('.', at + 1)) levels++
  if (levels > ADDRESS_LEVELS_MAX) return false
  const bytes = Buffer.byteLength(address)
  if (bytes === address.length) return true
  return bytes <= ADDRESS_BYTES_MAX && !LONE_SURROGATE.test(address)
}
