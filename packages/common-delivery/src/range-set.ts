/**
 * Sorted, disjoint, not touching ranges [start, end) of offsets. What is done above a floor is few ranges as a rule, since acknowledgements
 * come nearly in order; each takes 16 bytes. Adding costs a binary search and the move of what stands behind.
 */
export class RangeSet {
  count = 0
  /** start, end, start, end … */
  private cells: Float64Array = new Float64Array(8)

  startOf(index: number): number {
    return this.cells[index * 2] as number
  }

  endOf(index: number): number {
    return this.cells[index * 2 + 1] as number
  }

  /** The range that holds `offset`, or -1. */
  find(offset: number): number {
    const index = this.firstEndingAfter(offset)
    return index < this.count && this.startOf(index) <= offset ? index : -1
  }

  add(start: number, end: number): void {
    const { count } = this
    if (count > 0) {
      const last = count * 2 - 2
      // In order: the usual case.
      if ((this.cells[last + 1] as number) === start) {
        this.cells[last + 1] = end
        return
      }
      if ((this.cells[last + 1] as number) < start) {
        this.insert(count, start, end)
        return
      }
    } else {
      this.insert(0, start, end)
      return
    }
    // The first that touches or follows.
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.endOf(middle) < start) low = middle + 1
      else high = middle
    }
    if (this.startOf(low) > end) {
      this.insert(low, start, end)
      return
    }
    let last = low
    while (last + 1 < count && this.startOf(last + 1) <= end) last++
    const { cells } = this
    cells[low * 2] = Math.min(start, this.startOf(low))
    cells[low * 2 + 1] = Math.max(end, this.endOf(last))
    if (last > low) {
      cells.copyWithin(low * 2 + 2, last * 2 + 2, count * 2)
      this.count -= last - low
    }
  }

  /** Drops what is below `floor`; returns the floor after what touches it has been taken in. */
  absorb(floor: number): number {
    let drop = 0
    while (drop < this.count && this.startOf(drop) <= floor) {
      if (this.endOf(drop) > floor) floor = this.endOf(drop)
      drop++
    }
    if (drop > 0) {
      this.cells.copyWithin(0, drop * 2, this.count * 2)
      this.count -= drop
    }
    return floor
  }

  /** Index of the first range that ends after `offset`; `count` when there is none. */
  firstEndingAfter(offset: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.endOf(middle) <= offset) low = middle + 1
      else high = middle
    }
    return low
  }

  private insert(index: number, start: number, end: number): void {
    if (this.count * 2 === this.cells.length) {
      const bigger = new Float64Array(this.cells.length * 2)
      bigger.set(this.cells)
      this.cells = bigger
    }
    const { cells } = this
    cells.copyWithin(index * 2 + 2, index * 2, this.count * 2)
    cells[index * 2] = start
    cells[index * 2 + 1] = end
    this.count++
  }
}
