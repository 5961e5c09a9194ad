/*
 * Patterns of canonical addresses: levels parted by `.`; `+` or `*` is any one level, `#` or `>` at the end any further levels or
 * none. `%u` and `%c` in a level stand for the user's name and the client's id, taken literally: a user named `#` gains nothing.
 */
const LEVELS_MAX = 128
const PATTERN_BYTES_MAX = 4096

const ANY = null

export interface CompiledPattern {
  /** A level's text, or null for any one. */
  readonly levels: readonly (string | null)[]
  /** Any further levels may follow. */
  readonly rest: boolean
}

function isAny(level: string): boolean {
  return level === '+' || level === '*'
}

function isRest(level: string): boolean {
  return level === '#' || level === '>'
}

/** Why it is no pattern; null when it is one. */
export function patternRefusal(pattern: string): string | null {
  if (pattern.length === 0 || Buffer.byteLength(pattern) > PATTERN_BYTES_MAX) return `a pattern has 1 to ${PATTERN_BYTES_MAX} bytes`
  const levels = pattern.split('.')
  if (levels.length > LEVELS_MAX) return `a pattern has at most ${LEVELS_MAX} levels`
  for (const [i, level] of levels.entries()) {
    if (isRest(level) && i < levels.length - 1) return `${level} stands at the end of a pattern`
    if (/[+*#>]/.test(level) && level.length > 1) return `a wildcard is a level of its own, not in ${JSON.stringify(level)}`
  }
  return null
}

/** For one principal; null when it names a client id and there is none. */
export function compilePattern(pattern: string, userName: string, clientId: string | null): CompiledPattern | null {
  const levels: (string | null)[] = []
  for (const level of pattern.split('.')) {
    if (isRest(level)) return { levels, rest: true }
    if (isAny(level)) {
      levels.push(ANY)
      continue
    }
    if (!level.includes('%')) {
      levels.push(level)
      continue
    }
    if (level.includes('%c') && clientId === null) return null
    // A name with separators in it spans several levels, as it does in an address.
    const text = level.replace(/%[uc]/g, (which) => (which === '%u' ? userName : (clientId ?? ''))).replaceAll('/', '.')
    levels.push(...text.split('.'))
  }
  return { levels, rest: false }
}

/** True when the pattern matches the address. */
export function matchesAddress({ levels, rest }: CompiledPattern, address: readonly string[]): boolean {
  if (address.length < levels.length || (!rest && address.length > levels.length)) return false
  for (let i = 0; i < levels.length; i++) if (levels[i] !== ANY && levels[i] !== address[i]) return false
  return true
}

/** True when the pattern matches every address that the filter matches. */
export function coversFilter({ levels, rest }: CompiledPattern, filter: readonly string[]): boolean {
  const open = isRest(filter.at(-1) ?? '')
  const fixed = open ? filter.length - 1 : filter.length
  if (open && !rest) return false
  if (fixed < levels.length || (!rest && fixed > levels.length)) return false
  for (let i = 0; i < levels.length; i++) if (levels[i] !== ANY && (levels[i] !== filter[i] || isAny(filter[i] as string))) return false
  return true
}

/** True when some address matches both the pattern and the filter. */
export function overlapsFilter({ levels, rest }: CompiledPattern, filter: readonly string[]): boolean {
  const open = isRest(filter.at(-1) ?? '')
  const fixed = open ? filter.length - 1 : filter.length
  if (fixed < levels.length && !open) return false
  if (levels.length < fixed && !rest) return false
  const shared = Math.min(fixed, levels.length)
  for (let i = 0; i < shared; i++) {
    const level = filter[i] as string
    if (levels[i] !== ANY && !isAny(level) && levels[i] !== level) return false
  }
  return true
}
