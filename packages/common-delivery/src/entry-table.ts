/*
 * What a consumer has taken from its logs and not finished, in the order in which it was first taken: a ring of cells, 64 bytes an entry,
 * in one array that grows by doubling. An entry is found by its key, which rises with the order: at once where keys are
 * dense, else by binary search. Finished entries are holes until the front passes them; when holes are more than half,
 * the ring is packed. Indexes are valid until the next `push` or `trim`.
 */
export const ENTRY_DONE = 0
/** Waits for a member. */
export const ENTRY_READY = 1
/** Given to a member, and handed over when that is on disk. */
export const ENTRY_STAGED = 2
export const ENTRY_IN_FLIGHT = 3
/** Waits for its time, then ready. */
export const ENTRY_DELAYED = 4
/** On its way to the dead letters. */
export const ENTRY_DEAD = 5

const CELLS = 8
const KEY = 0
const OFFSET = 1
const LANE = 2
const STATE = 3
const COUNT = 4
const MEMBER = 5
const DUE = 6
const SIZE = 7

/** Key slots stand below the bytes in one cell. */
export const KEY_SLOTS = 1024
const PACK_MIN = 64
const FIRST_CAPACITY = 4
const NO_CELLS = new Float64Array(0)

/** Plain methods on one array: they run for every message. */
export class EntryTable {
  head = 0
  tail = 0
  /** Holes between head and tail. */
  private holes = 0
  private cells: Float64Array = NO_CELLS
  private mask = -1

  get length(): number {
    return this.tail - this.head - this.holes
  }

  get capacityBytes(): number {
    return this.cells.byteLength
  }

  push(key: number, offset: number, lane: number, state: number, count: number, bytes: number, slot: number): number {
    if (this.tail - this.head > this.mask) this.grow()
    const index = this.tail++
    const at = (index & this.mask) * CELLS
    const { cells } = this
    cells[at + KEY] = key
    cells[at + OFFSET] = offset
    cells[at + LANE] = lane
    cells[at + STATE] = state
    cells[at + COUNT] = count
    cells[at + MEMBER] = -1
    cells[at + DUE] = Number.POSITIVE_INFINITY
    cells[at + SIZE] = bytes * KEY_SLOTS + slot
    return index
  }

  find(key: number): number {
    const { head, tail } = this
    if (head === tail) return -1
    const guess = head + (key - this.key(head))
    if (guess >= head && guess < tail && this.key(guess) === key) return guess
    let low = head
    let high = tail - 1
    while (low <= high) {
      const middle = low + Math.floor((high - low) / 2)
      const found = this.key(middle)
      if (found === key) return middle
      if (found < key) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  /** First entry with a key at or above `key`; `tail` when there is none. */
  findFrom(key: number): number {
    let low = this.head
    let high = this.tail
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2)
      if (this.key(middle) < key) low = middle + 1
      else high = middle
    }
    return low
  }

  key(index: number): number {
    return this.cells[(index & this.mask) * CELLS + KEY] as number
  }

  offset(index: number): number {
    return this.cells[(index & this.mask) * CELLS + OFFSET] as number
  }

  lane(index: number): number {
    return this.cells[(index & this.mask) * CELLS + LANE] as number
  }

  setLane(index: number, lane: number): void {
    this.cells[(index & this.mask) * CELLS + LANE] = lane
  }

  state(index: number): number {
    return this.cells[(index & this.mask) * CELLS + STATE] as number
  }

  setState(index: number, state: number): void {
    this.cells[(index & this.mask) * CELLS + STATE] = state
  }

  /** How often it has been handed to a member; with STAGED, this time included. */
  count(index: number): number {
    return this.cells[(index & this.mask) * CELLS + COUNT] as number
  }

  setCount(index: number, count: number): void {
    this.cells[(index & this.mask) * CELLS + COUNT] = count
  }

  member(index: number): number {
    return this.cells[(index & this.mask) * CELLS + MEMBER] as number
  }

  setMember(index: number, member: number): void {
    this.cells[(index & this.mask) * CELLS + MEMBER] = member
  }

  /** Monotonic milliseconds: end of the lease, or of the delay. */
  due(index: number): number {
    return this.cells[(index & this.mask) * CELLS + DUE] as number
  }

  setDue(index: number, dueMs: number): void {
    this.cells[(index & this.mask) * CELLS + DUE] = dueMs
  }

  bytes(index: number): number {
    return Math.floor((this.cells[(index & this.mask) * CELLS + SIZE] as number) / KEY_SLOTS)
  }

  slot(index: number): number {
    return (this.cells[(index & this.mask) * CELLS + SIZE] as number) % KEY_SLOTS
  }

  finish(index: number): void {
    this.cells[(index & this.mask) * CELLS + STATE] = ENTRY_DONE
    this.holes++
  }

  /** Lets go of what is finished. Indexes change. */
  trim(): void {
    while (this.holes > 0 && this.state(this.head) === ENTRY_DONE) {
      this.head++
      this.holes--
    }
    if (this.head === this.tail) {
      this.head = 0
      this.tail = 0
    } else if (this.holes >= PACK_MIN && this.holes * 2 > this.tail - this.head) this.pack()
  }

  /** Empties the table and gives its memory back. */
  clear(): void {
    this.head = 0
    this.tail = 0
    this.holes = 0
    this.cells = NO_CELLS
    this.mask = -1
  }

  private pack(): void {
    const { cells, mask } = this
    let to = this.head
    for (let from = this.head; from < this.tail; from++) {
      const source = (from & mask) * CELLS
      if (cells[source + STATE] === ENTRY_DONE) continue
      if (from !== to) {
        const target = (to & mask) * CELLS
        for (let cell = 0; cell < CELLS; cell++) cells[target + cell] = cells[source + cell] as number
      }
      to++
    }
    this.tail = to
    this.holes = 0
  }

  private grow(): void {
    const capacity = this.mask < 0 ? FIRST_CAPACITY : (this.mask + 1) * 2
    const bigger = new Float64Array(capacity * CELLS)
    const count = this.tail - this.head
    for (let i = 0; i < count; i++) {
      const source = ((this.head + i) & this.mask) * CELLS
      bigger.set(this.cells.subarray(source, source + CELLS), i * CELLS)
    }
    this.cells = bigger
    this.mask = capacity - 1
    this.head = 0
    this.tail = count
  }
}
