import type { AddressPattern } from './shard-lookup.ts'

/** The one address that the pattern matches, or null when it has a wildcard. */
export function exactAddress(pattern: AddressPattern): string | null {
  return pattern.rest || pattern.levels.includes(null) || pattern.levels.length === 0 ? null : pattern.levels.join('.')
}

/** What every address that matches begins with: where to look in a sorted table. */
export function addressPrefix(pattern: AddressPattern): string {
  const first = pattern.levels.indexOf(null)
  if (first >= 0) return pattern.levels.slice(0, first).map((level) => `${level}.`).join('')
  return pattern.levels.join('.')
}

/** Decides whether a canonical address, levels with `.` between them, matches. For many addresses: the pattern is prepared once. */
export function addressMatcher(pattern: AddressPattern): (address: string) => boolean {
  const exact = exactAddress(pattern)
  if (exact !== null) return (address) => address === exact
  const { levels, rest } = pattern
  const countMin = levels.length + (rest && levels.length > 0 && pattern.restIncludesNone !== true ? 1 : 0)
  const countMax = rest ? Number.POSITIVE_INFINITY : levels.length
  return (address) => {
    let at = 0
    let count = 0
    for (;;) {
      const dot = address.indexOf('.', at)
      const end = dot < 0 ? address.length : dot
      const level = levels[count]
      if (level === undefined) {
        if (!rest) return false
      } else if (level !== null && (level.length !== end - at || !address.startsWith(level, at))) {
        return false
      }
      count++
      if (dot < 0) return count >= countMin && count <= countMax
      at = dot + 1
    }
  }
}
