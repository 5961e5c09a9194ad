interface Event<T> {
  readonly at: number
  readonly order: number
  readonly value: T
}

/** Things that happen at a virtual time; those of one time in the order they were added. A binary heap. */
export class EventQueue<T> {
  readonly #heap: Event<T>[] = []
  #order = 0

  get size(): number {
    return this.#heap.length
  }

  add(at: number, value: T): void {
    const heap = this.#heap
    const event = { at, order: this.#order++, value }
    let i = heap.length
    heap.push(event)
    while (i > 0) {
      const parent = (i - 1) >> 1
      const above = heap[parent] as Event<T>
      if (!isBefore(event, above)) break
      heap[i] = above
      i = parent
    }
    heap[i] = event
  }

  /** Takes the next event that is due at `now`, or undefined. */
  takeDue(now: number): T | undefined {
    const first = this.#heap[0]
    if (first === undefined || first.at > now) return undefined
    const last = this.#heap.pop() as Event<T>
    if (this.#heap.length > 0) this.#sink(last)
    return first.value
  }

  /** Forgets events for which `keep` is false. */
  filter(keep: (value: T) => boolean): void {
    const kept = this.#heap.filter((event) => keep(event.value)).sort((a, b) => (isBefore(a, b) ? -1 : 1))
    this.#heap.length = 0
    for (const event of kept) this.#heap.push(event)
  }

  #sink(event: Event<T>): void {
    const heap = this.#heap
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Event<T>, heap[child] as Event<T>)) child++
      if (!isBefore(heap[child] as Event<T>, event)) break
      heap[i] = heap[child] as Event<T>
      i = child
    }
    heap[i] = event
  }
}

function isBefore<T>(a: Event<T>, b: Event<T>): boolean {
  return a.at < b.at || a.at === b.at && a.order < b.order
}
