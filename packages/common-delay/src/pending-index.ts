/** Entries of a block. */
const BLOCK_ENTRIES = 512

/** A sorted stretch of entries in typed arrays; `[start, end)` of them are in use. */
class Block {
  start = 0
  end = 0
  readonly due: Float64Array
  readonly offset: Float64Array
  readonly tenant: Uint32Array
  readonly bytes: Uint32Array

  constructor() {
    // One allocation: the overhead of an array buffer is that of ten entries.
    const memory = new ArrayBuffer(BLOCK_ENTRIES * 24)
    this.due = new Float64Array(memory, 0, BLOCK_ENTRIES)
    this.offset = new Float64Array(memory, BLOCK_ENTRIES * 8, BLOCK_ENTRIES)
    this.tenant = new Uint32Array(memory, BLOCK_ENTRIES * 16, BLOCK_ENTRIES)
    this.bytes = new Uint32Array(memory, BLOCK_ENTRIES * 20, BLOCK_ENTRIES)
  }

  get count(): number {
    return this.end - this.start
  }

  /** First entry at or after (due, offset). */
  lowerBound(due: number, offset: number): number {
    let low = this.start
    let high = this.end
    while (low < high) {
      const middle = (low + high) >>> 1
      const at = this.due[middle] as number
      if (at < due || (at === due && (this.offset[middle] as number) < offset)) low = middle + 1
      else high = middle
    }
    return low
  }

  copyFrom(source: Block, from: number, to: number): void {
    this.due.set(source.due.subarray(from, to), 0)
    this.offset.set(source.offset.subarray(from, to), 0)
    this.tenant.set(source.tenant.subarray(from, to), 0)
    this.bytes.set(source.bytes.subarray(from, to), 0)
    this.start = 0
    this.end = to - from
  }

  /** Moves the entries of `[from, to)` to begin at `target`. */
  move(target: number, from: number, to: number): void {
    this.due.copyWithin(target, from, to)
    this.offset.copyWithin(target, from, to)
    this.tenant.copyWithin(target, from, to)
    this.bytes.copyWithin(target, from, to)
  }
}

/**
 * What waits in one shard, in order of time and then of offset, which is the order of arrival. Sorted blocks of typed arrays: 24 bytes
 * per entry and some air, no object per entry; inserting costs a binary search and a move within a block.
 */
export class PendingIndex {
  #blocks: Block[] = []
  #count = 0
  /** The entry that `first`, `find` or a walk stands on. */
  due = 0
  offset = 0
  tenant = 0
  bytes = 0

  get count(): number {
    return this.#count
  }

  /** Memory of the entries, bytes. */
  get memoryBytes(): number {
    return this.#blocks.length * (BLOCK_ENTRIES * 24 + 600)
  }

  /** When the first one is due; Infinity when nothing waits. */
  get firstDue(): number {
    const block = this.#blocks[0]
    return block === undefined ? Number.POSITIVE_INFINITY : (block.due[block.start] as number)
  }

  insert(due: number, offset: number, tenant: number, bytes: number): void {
    let at = this.#blockOf(due, offset)
    if (at === this.#blocks.length) {
      // Behind everything: times that rise fill blocks to the last entry.
      const last = this.#blocks[at - 1]
      if (last !== undefined && last.end < BLOCK_ENTRIES) at--
      else this.#blocks.push(new Block())
    }
    let block = this.#blocks[at] as Block
    if (block.count === BLOCK_ENTRIES) {
      const upper = new Block()
      const middle = BLOCK_ENTRIES >> 1
      upper.copyFrom(block, middle, BLOCK_ENTRIES)
      block.end = middle
      this.#blocks.splice(at + 1, 0, upper)
      if (due > (block.due[middle - 1] as number) || (due === block.due[middle - 1] && offset > (block.offset[middle - 1] as number))) block = upper
    }
    let position = block.lowerBound(due, offset)
    if (block.end < BLOCK_ENTRIES) {
      block.move(position + 1, position, block.end)
      block.end++
    } else {
      block.move(block.start - 1, block.start, position)
      block.start--
      position--
    }
    block.due[position] = due
    block.offset[position] = offset
    block.tenant[position] = tenant
    block.bytes[position] = bytes
    this.#count++
  }

  /** Stands on the first entry and takes it out; false when there is none. */
  takeFirst(): boolean {
    const block = this.#blocks[0]
    if (block === undefined) return false
    this.#standOn(block, block.start++)
    this.#count--
    if (block.start === block.end) this.#blocks.shift()
    return true
  }

  /** Stands on the entry and takes it out; false when it is not there. */
  take(due: number, offset: number): boolean {
    const at = this.#blockOf(due, offset)
    const block = this.#blocks[at]
    if (block === undefined) return false
    const position = block.lowerBound(due, offset)
    if (position === block.end || block.due[position] !== due || block.offset[position] !== offset) return false
    this.#standOn(block, position)
    block.move(position, position + 1, block.end)
    block.end--
    this.#count--
    if (block.start === block.end) this.#blocks.splice(at, 1)
    return true
  }

  /** Stands on the first entry after (due, offset) and leaves it in; false at the end. */
  after(due: number, offset: number): boolean {
    let at = this.#blockOf(due, offset)
    let block = this.#blocks[at]
    if (block === undefined) return false
    let position = block.lowerBound(due, offset)
    if (position < block.end && block.due[position] === due && block.offset[position] === offset) position++
    if (position === block.end) {
      block = this.#blocks[++at]
      if (block === undefined) return false
      position = block.start
    }
    this.#standOn(block, position)
    return true
  }

  #standOn(block: Block, position: number): void {
    this.due = block.due[position] as number
    this.offset = block.offset[position] as number
    this.tenant = block.tenant[position] as number
    this.bytes = block.bytes[position] as number
  }

  /** The block whose last entry is the first at or after (due, offset); the number of blocks when all are before. */
  #blockOf(due: number, offset: number): number {
    let low = 0
    let high = this.#blocks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const block = this.#blocks[middle] as Block
      const last = block.end - 1
      const at = block.due[last] as number
      if (at < due || (at === due && (block.offset[last] as number) < offset)) low = middle + 1
      else high = middle
    }
    return low
  }
}
