const PAGE_BITS = 12

/** How many messages wait per page of 4096 offsets: what is before the first page with one can be trimmed. */
export class FrontPages {
  readonly #counts = new Map<number, number>()
  #first = Number.POSITIVE_INFINITY

  add(offset: number): void {
    const page = Math.floor(offset / (1 << PAGE_BITS))
    this.#counts.set(page, (this.#counts.get(page) ?? 0) + 1)
    if (page < this.#first) this.#first = page
  }

  remove(offset: number): void {
    const page = Math.floor(offset / (1 << PAGE_BITS))
    const left = (this.#counts.get(page) ?? 0) - 1
    if (left > 0) this.#counts.set(page, left)
    else this.#counts.delete(page)
  }

  /** Nothing waits before this offset, nothing being appended at or after `nextOffset` counts. */
  front(nextOffset: number): number {
    if (this.#counts.size === 0) {
      this.#first = Number.POSITIVE_INFINITY
      return nextOffset
    }
    if (!this.#counts.has(this.#first)) {
      this.#first = Number.POSITIVE_INFINITY
      for (const page of this.#counts.keys()) if (page < this.#first) this.#first = page
    }
    return this.#first * (1 << PAGE_BITS)
  }
}
