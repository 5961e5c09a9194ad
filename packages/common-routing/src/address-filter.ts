import type { AddressFilter, AddressFormat, PublishTarget } from '@robustmq/broker-api'

/** What of a target a filter looks at. */
export type FilteredName = Pick<PublishTarget, 'tenant' | 'format' | 'nativeName' | 'address'>

/** Levels of a name as formats of that label and separator read it: the native name where it is their own, else the canonical one. */
export function levelsFor(name: FilteredName, label: string, separator: string): readonly string[] {
  if (name.format.label !== label) return name.address.split('.')
  return separator === '' ? [name.nativeName] : name.nativeName.split(separator)
}

/** True when the filter is about the name. An exact filter also means the native name of another format. */
export function filterMatches(filter: AddressFilter, name: FilteredName): boolean {
  if (filter.tenant !== name.tenant) return false
  const { label, separator } = filter.format
  if (levelsMatch(filter.levels, filter.rest, levelsFor(name, label, separator))) return true
  return name.format.label !== label && exactText(filter) === name.nativeName
}

/** The one name that a filter without wildcards is about; null when it has some. */
export function exactText(filter: AddressFilter): string | null {
  return filter.rest || filter.levels.includes(null) ? null : filter.levels.join(filter.format.separator)
}

function levelsMatch(wanted: readonly (string | null)[], rest: boolean, levels: readonly string[]): boolean {
  if (levels.length < wanted.length || (!rest && levels.length > wanted.length)) return false
  for (let i = 0; i < wanted.length; i++) if (wanted[i] !== null && wanted[i] !== levels[i]) return false
  return true
}

/** A filter as text: equal texts, equal filters. Also how it travels. */
export function filterKey(filter: AddressFilter): string {
  const { tenant, format, levels, rest } = filter
  return [String(tenant), format.label, format.separator, rest ? '1' : '0', ...levels.map((level) => (level === null ? '+' : `=${level}`))].join('\0')
}

/** Null when it is not such a text. */
export function filterOfKey(key: string, formatOf: (label: string, separator: string) => AddressFormat): AddressFilter | null {
  const [tenant, label, separator, rest, ...levels] = key.split('\0')
  if (label === undefined || separator === undefined || (rest !== '0' && rest !== '1') || !/^\d{1,10}$/.test(tenant ?? '')) return null
  if (!levels.every((level) => level === '+' || level.startsWith('='))) return null
  return { tenant: Number(tenant), format: formatOf(label, separator), levels: levels.map((level) => (level === '+' ? null : level.slice(1))), rest: rest === '1' }
}
