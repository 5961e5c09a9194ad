/** A set that has one item nearly always, and then takes 40 bytes; or very many. */
export class SmallSet<Item> {
  #one: Item | null = null
  #many: Set<Item> | null = null

  get size(): number {
    return this.#many === null ? (this.#one === null ? 0 : 1) : this.#many.size
  }

  has(item: Item): boolean {
    return this.#many === null ? this.#one === item : this.#many.has(item)
  }

  add(item: Item): void {
    if (this.#many !== null) this.#many.add(item)
    else if (this.#one === null || this.#one === item) this.#one = item
    else {
      this.#many = new Set([this.#one, item])
      this.#one = null
    }
  }

  delete(item: Item): void {
    if (this.#many !== null) this.#many.delete(item)
    else if (this.#one === item) this.#one = null
  }

  /** Not to be changed meanwhile. */
  each(visit: (item: Item) => void): void {
    if (this.#many !== null) for (const item of this.#many) visit(item)
    else if (this.#one !== null) visit(this.#one)
  }

  toArray(): Item[] {
    return this.#many !== null ? [...this.#many] : this.#one === null ? [] : [this.#one]
  }
}
