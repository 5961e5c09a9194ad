/** A value knows its place in the list that holds it, so that it can be taken out at once however long the list is. */
export interface Placed {
  position: number
}

/** Appends to a list of placed values. */
export function place<Value extends Placed>(list: Value[], value: Value): void {
  value.position = list.length
  list.push(value)
}

/** Takes a value out of its list; the last one moves to its place. False when it is not in this list. */
export function displace<Value extends Placed>(list: Value[], value: Value): boolean {
  if (list[value.position] !== value) return false
  const last = list.pop() as Value
  if (last !== value) {
    list[value.position] = last
    last.position = value.position
  }
  return true
}

/** A node of the trie. Maps and lists are made when they are needed: most nodes have one child or one value. */
interface FilterNode<Value> {
  children: Map<string, FilterNode<Value>> | null
  plus: FilterNode<Value> | null
  /** Values whose filter ends here. */
  here: Value[] | null
  /** Values whose filter goes on with `#` as its last level. */
  rest: Value[] | null
}

function createNode<Value>(): FilterNode<Value> {
  return { children: null, plus: null, here: null, rest: null }
}

function isEmpty<Value>(node: FilterNode<Value>): boolean {
  return node.children === null && node.plus === null && node.here === null && node.rest === null
}

/** Wildcard filters -> values. Exact filters do not belong here: a Map finds them. Depth is bounded by the codec's level limit. */
export class FilterTrie<Value extends Placed> {
  readonly #root: FilterNode<Value> = createNode()
  #size = 0

  get size(): number {
    return this.#size
  }

  add(filter: string, value: Value): void {
    let node = this.#root
    for (const level of filter.split('/')) {
      if (level === '#') {
        place((node.rest ??= []), value)
        this.#size++
        return
      }
      if (level === '+') {
        node = node.plus ??= createNode()
        continue
      }
      const children = (node.children ??= new Map())
      let child = children.get(level)
      if (child === undefined) children.set(level, (child = createNode()))
      node = child
    }
    place((node.here ??= []), value)
    this.#size++
  }

  /** Removes one value and the nodes that are empty then; false when it was not there. */
  remove(filter: string, value: Value): boolean {
    const path: FilterNode<Value>[] = [this.#root]
    const levels = filter.split('/')
    for (const level of levels) {
      if (level === '#') break
      const node = path[path.length - 1] as FilterNode<Value>
      const child = level === '+' ? node.plus : (node.children?.get(level) ?? null)
      if (child === null) return false
      path.push(child)
    }
    const last = path[path.length - 1] as FilterNode<Value>
    const isRest = levels[levels.length - 1] === '#'
    const list = isRest ? last.rest : last.here
    if (list === null || !displace(list, value)) return false
    if (list.length === 0) {
      if (isRest) last.rest = null
      else last.here = null
    }
    this.#size--
    prune(path, levels)
    return true
  }

  /** Appends the values whose filter matches the topic name to `found`. */
  match(name: string, found: Value[]): void {
    if (this.#size === 0) return
    const levels = name.split('/')
    // [MQTT-4.7.2-1]: names that begin with $ are not reached by a wildcard in the first level.
    if (name.startsWith('$')) {
      const child = this.#root.children?.get(levels[0] as string)
      if (child !== undefined) collect(child, levels, 1, found)
      return
    }
    collect(this.#root, levels, 0, found)
  }
}

function prune<Value>(path: FilterNode<Value>[], levels: readonly string[]): void {
  for (let i = path.length - 1; i > 0 && isEmpty(path[i] as FilterNode<Value>); i--) {
    const parent = path[i - 1] as FilterNode<Value>
    const level = levels[i - 1] as string
    if (level === '+') parent.plus = null
    else {
      parent.children?.delete(level)
      if (parent.children?.size === 0) parent.children = null
    }
  }
}

function collect<Value>(node: FilterNode<Value>, levels: readonly string[], depth: number, found: Value[]): void {
  // `a/#` matches `a` too: `#` stands for the parent and any number of levels below it (section 4.7.1.2).
  if (node.rest !== null) for (const value of node.rest) found.push(value)
  if (depth === levels.length) {
    if (node.here !== null) for (const value of node.here) found.push(value)
    return
  }
  const child = node.children?.get(levels[depth] as string)
  if (child !== undefined) collect(child, levels, depth + 1, found)
  if (node.plus !== null) collect(node.plus, levels, depth + 1, found)
}
