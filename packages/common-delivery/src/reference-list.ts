const CELLS = 4
const NUMBER = 0
const LENGTH = 1
const SHARD = 2
const OFFSET = 3

/**
 * References (shard, offset) in the order in which they were added, numbered 0, 1, 2 …; neighbours are one run of 32 bytes,
 * so a queue that takes everything of a log is a handful of runs however long it is.
 */
export class ReferenceList {
  nextNumber: number
  private head = 0
  private tail = 0
  private cells: Float64Array = new Float64Array(4 * CELLS)

  constructor(nextNumber: number) {
    this.nextNumber = nextNumber
  }

  get runCount(): number {
    return this.tail - this.head
  }

  /** Adds `count` offsets from `offset` on; returns the number of the first. */
  push(shard: number, offset: number, count: number): number {
    const first = this.nextNumber
    this.place(first, shard, offset, count)
    return first
  }

  /** As `push`, with a number from the log; numbers rise and may leave gaps. */
  place(number: number, shard: number, offset: number, count: number): void {
    this.nextNumber = number + count
    if (this.tail > this.head) {
      const last = (this.tail - 1) * CELLS
      const length = this.cells[last + LENGTH] as number
      if (this.cells[last + SHARD] === shard && this.cells[last + OFFSET] === offset - length && this.cells[last + NUMBER] === number - length) {
        this.cells[last + LENGTH] = length + count
        return
      }
    }
    if ((this.tail + 1) * CELLS > this.cells.length) this.makeRoom()
    const at = this.tail++ * CELLS
    this.cells[at + NUMBER] = number
    this.cells[at + LENGTH] = count
    this.cells[at + SHARD] = shard
    this.cells[at + OFFSET] = offset
  }

  /** The run that holds `number`, or the next one; `runCount` when there is none. */
  runFrom(number: number): number {
    let low = this.head
    let high = this.tail
    while (low < high) {
      const middle = (low + high) >>> 1
      const at = middle * CELLS
      if ((this.cells[at + NUMBER] as number) + (this.cells[at + LENGTH] as number) <= number) low = middle + 1
      else high = middle
    }
    return low - this.head
  }

  number(run: number): number {
    return this.cells[(this.head + run) * CELLS + NUMBER] as number
  }

  length(run: number): number {
    return this.cells[(this.head + run) * CELLS + LENGTH] as number
  }

  shard(run: number): number {
    return this.cells[(this.head + run) * CELLS + SHARD] as number
  }

  offset(run: number): number {
    return this.cells[(this.head + run) * CELLS + OFFSET] as number
  }

  /** Lets go of runs wholly below `floor`. */
  dropBelow(floor: number): void {
    while (this.head < this.tail && this.number(0) + this.length(0) <= floor) this.head++
    if (this.head === this.tail) {
      this.head = 0
      this.tail = 0
    }
  }

  private makeRoom(): void {
    const used = (this.tail - this.head) * CELLS
    const target = used * 2 <= this.cells.length ? this.cells : new Float64Array(this.cells.length * 2)
    target.set(this.cells.subarray(this.head * CELLS, this.tail * CELLS))
    this.cells = target
    this.tail -= this.head
    this.head = 0
  }
}
