/** True when `filter` (checked, without `$share`) matches the topic name (section 4.7). For rules and tests; deliveries use the trie. */
export function matchesFilter(filter: string, name: string): boolean {
  if (filter === name) return true
  // [MQTT-4.7.2-1]: a wildcard in the first level does not match names that begin with $.
  if (name.startsWith('$') && (filter.startsWith('#') || filter.startsWith('+'))) return false
  const wanted = filter.split('/')
  const levels = name.split('/')
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === '#') return true
    if (i >= levels.length) return false
    if (wanted[i] !== '+' && wanted[i] !== levels[i]) return false
  }
  return wanted.length === levels.length
}

/** True when the filter has a wildcard. */
export function hasWildcard(filter: string): boolean {
  return filter.includes('+') || filter.includes('#')
}
