import type { AddressFilter } from '@robustmq/broker-api'
import { exactText, filterKey, levelsFor } from './address-filter.ts'
import type { FilteredName } from './address-filter.ts'

interface Level {
  readonly children: Map<string, Level>
  any: Level | null
  /** Peers with a filter that ends here. */
  readonly here: Set<number>
  /** Peers with a filter that goes on with anything. */
  readonly rest: Set<number>
}

interface Names {
  readonly tenant: number
  readonly label: string
  readonly separator: string
  readonly root: Level
  /** Filters without wildcards, by their text: they also mean the native names of other formats. */
  readonly exact: Map<string, Set<number>>
}

const createLevel = (): Level => ({ children: new Map(), any: null, here: new Set(), rest: new Set() })

/** Which nodes want which addresses: a trie per tenant and format. */
export class InterestTable {
  readonly #names: Names[] = []
  readonly #filters = new Map<number, Map<string, AddressFilter>>()

  /** Filters of a node. */
  countOf(peer: number): number {
    return this.#filters.get(peer)?.size ?? 0
  }

  /** False when it was there. */
  add(peer: number, filter: AddressFilter): boolean {
    let filters = this.#filters.get(peer)
    if (filters === undefined) this.#filters.set(peer, (filters = new Map()))
    const key = filterKey(filter)
    if (filters.has(key)) return false
    filters.set(key, filter)
    const names = this.#namesOf(filter)
    let level = names.root
    for (const text of filter.levels) {
      let next = text === null ? level.any : (level.children.get(text) ?? null)
      if (next === null) {
        next = createLevel()
        if (text === null) level.any = next
        else level.children.set(text, next)
      }
      level = next
    }
    ;(filter.rest ? level.rest : level.here).add(peer)
    const exact = exactText(filter)
    if (exact === null) return true
    const peers = names.exact.get(exact)
    if (peers === undefined) names.exact.set(exact, new Set([peer]))
    else peers.add(peer)
    return true
  }

  /** False when it was not there. */
  remove(peer: number, filter: AddressFilter): boolean {
    if (this.#filters.get(peer)?.delete(filterKey(filter)) !== true) return false
    const names = this.#namesOf(filter)
    prune(names.root, filter, 0, peer)
    const exact = exactText(filter)
    if (exact === null) return true
    const peers = names.exact.get(exact)
    peers?.delete(peer)
    if (peers?.size === 0) names.exact.delete(exact)
    return true
  }

  /** Everything that a node wanted. */
  removeAll(peer: number): readonly AddressFilter[] {
    const filters = [...(this.#filters.get(peer)?.values() ?? [])]
    for (const filter of filters) this.remove(peer, filter)
    this.#filters.delete(peer)
    return filters
  }

  /** Nodes that want the name, each once. */
  match(name: FilteredName): readonly number[] {
    const found = new Set<number>()
    for (const { tenant, label, separator, root, exact } of this.#names) {
      if (tenant !== name.tenant) continue
      collect(root, levelsFor(name, label, separator), 0, found)
      if (name.format.label === label) continue
      for (const peer of exact.get(name.nativeName) ?? NOBODY) found.add(peer)
    }
    return [...found]
  }

  #namesOf(filter: AddressFilter): Names {
    const { tenant, format: { label, separator } } = filter
    let names = this.#names.find((one) => one.tenant === tenant && one.label === label && one.separator === separator)
    if (names === undefined) this.#names.push((names = { tenant, label, separator, root: createLevel(), exact: new Map() }))
    return names
  }
}

const NOBODY: ReadonlySet<number> = new Set()

function collect(level: Level, levels: readonly string[], depth: number, found: Set<number>): void {
  for (const peer of level.rest) found.add(peer)
  if (depth === levels.length) {
    for (const peer of level.here) found.add(peer)
    return
  }
  const child = level.children.get(levels[depth] as string)
  if (child !== undefined) collect(child, levels, depth + 1, found)
  if (level.any !== null) collect(level.any, levels, depth + 1, found)
}

/** Takes the peer out where the filter ends, and branches that lead nowhere. True when nothing is left below. */
function prune(level: Level, filter: AddressFilter, depth: number, peer: number): boolean {
  if (depth === filter.levels.length) (filter.rest ? level.rest : level.here).delete(peer)
  else {
    const text = filter.levels[depth] as string | null
    const next = text === null ? level.any : level.children.get(text)
    if (next !== null && next !== undefined && prune(next, filter, depth + 1, peer)) {
      if (text === null) level.any = null
      else level.children.delete(text)
    }
  }
  return level.here.size === 0 && level.rest.size === 0 && level.children.size === 0 && level.any === null
}
