const EMPTY = 0
const SIZE_MIN = 1024

/**
 * From shard numbers to slots (from 1 up), by open addressing: 12 bytes for an entry and a half, where a Map of a million
 * numbers takes ten times that.
 */
export class ShardIndex {
  #keys = new Float64Array(SIZE_MIN)
  #slots = new Int32Array(SIZE_MIN)
  #mask = SIZE_MIN - 1
  size = 0

  /** Slot of the shard; 0 when there is none. */
  get(shard: number): number {
    const keys = this.#keys
    const slots = this.#slots
    for (let at = this.#home(shard); ; at = (at + 1) & this.#mask) {
      const slot = slots[at] as number
      if (slot === EMPTY || keys[at] === shard) return slot
    }
  }

  /** The shard is not in the index. */
  add(shard: number, slot: number): void {
    if ((this.size + 1) * 3 > this.#keys.length * 2) this.#grow()
    this.#put(shard, slot)
    this.size++
  }

  delete(shard: number): void {
    let at = this.#home(shard)
    while (this.#slots[at] !== EMPTY && this.#keys[at] !== shard) at = (at + 1) & this.#mask
    if (this.#slots[at] === EMPTY) return
    this.size--
    // Entries behind the gap move up if they could not be found past it.
    for (let next = (at + 1) & this.#mask; this.#slots[next] !== EMPTY; next = (next + 1) & this.#mask) {
      const home = this.#home(this.#keys[next] as number)
      if (((next - home) & this.#mask) < ((next - at) & this.#mask)) continue
      this.#keys[at] = this.#keys[next] as number
      this.#slots[at] = this.#slots[next] as number
      at = next
    }
    this.#slots[at] = EMPTY
    this.#keys[at] = 0
  }

  #home(shard: number): number {
    // Numbers that follow each other spread well; those that differ in high bits only need the multiplication.
    return (Math.imul(shard % 0x1_0000_0000 | 0, 0x9e3779b1) ^ Math.imul((shard / 0x1_0000_0000) | 0, 0x85ebca6b)) >>> 7 & this.#mask
  }

  #put(shard: number, slot: number): void {
    let at = this.#home(shard)
    while (this.#slots[at] !== EMPTY) at = (at + 1) & this.#mask
    this.#keys[at] = shard
    this.#slots[at] = slot
  }

  #grow(): void {
    const keys = this.#keys
    const slots = this.#slots
    this.#keys = new Float64Array(keys.length * 2)
    this.#slots = new Int32Array(keys.length * 2)
    this.#mask = keys.length * 2 - 1
    for (let i = 0; i < keys.length; i++) if (slots[i] !== EMPTY) this.#put(keys[i] as number, slots[i] as number)
  }
}
