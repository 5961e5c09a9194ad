interface NameNode<Value> {
  children: Map<string, NameNode<Value>> | null
  value: Value | null
}

function createNode<Value>(): NameNode<Value> {
  return { children: null, value: null }
}

/** Topic names -> values, searched by filter. Walks only branches that the filter can reach. */
export class NameTrie<Value> {
  readonly #root: NameNode<Value> = createNode()

  set(name: string, value: Value): void {
    let node = this.#root
    for (const level of name.split('/')) {
      const children = (node.children ??= new Map())
      let child = children.get(level)
      if (child === undefined) children.set(level, (child = createNode()))
      node = child
    }
    node.value = value
  }

  delete(name: string): void {
    const levels = name.split('/')
    const path: NameNode<Value>[] = [this.#root]
    for (const level of levels) {
      const child = (path[path.length - 1] as NameNode<Value>).children?.get(level)
      if (child === undefined) return
      path.push(child)
    }
    ;(path[path.length - 1] as NameNode<Value>).value = null
    for (let i = path.length - 1; i > 0; i--) {
      const node = path[i] as NameNode<Value>
      if (node.value !== null || node.children !== null) return
      const parent = path[i - 1] as NameNode<Value>
      parent.children?.delete(levels[i - 1] as string)
      if (parent.children?.size === 0) parent.children = null
    }
  }

  clear(): void {
    this.#root.children = null
    this.#root.value = null
  }

  /**
   * Values whose name matches the filter, one at a time, so that a search of a hundred thousand names costs no memory and
   * can rest. Names set or deleted meanwhile may or may not be seen.
   */
  search(filter: string): Generator<Value, void, undefined> {
    return walk(this.#root, filter.split('/'), 0)
  }
}

function* walk<Value>(node: NameNode<Value>, levels: readonly string[], depth: number): Generator<Value, void, undefined> {
  if (depth === levels.length) {
    if (node.value !== null) yield node.value
    return
  }
  const level = levels[depth] as string
  if (level === '#') {
    if (depth > 0 && node.value !== null) yield node.value
    if (node.children === null) return
    for (const [name, child] of node.children) {
      if (depth === 0 && name.startsWith('$')) continue
      yield* everything(child)
    }
    return
  }
  if (node.children === null) return
  if (level !== '+') {
    const child = node.children.get(level)
    if (child !== undefined) yield* walk(child, levels, depth + 1)
    return
  }
  for (const [name, child] of node.children) {
    if (depth === 0 && name.startsWith('$')) continue
    yield* walk(child, levels, depth + 1)
  }
}

function* everything<Value>(node: NameNode<Value>): Generator<Value, void, undefined> {
  if (node.value !== null) yield node.value
  if (node.children !== null) for (const child of node.children.values()) yield* everything(child)
}
