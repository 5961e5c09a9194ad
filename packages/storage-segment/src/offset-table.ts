const NONE = new Float64Array(0)

/**
 * Rows of numbers, rising by their first column (an offset), appended at the end and dropped from the front. One typed
 * array per table and none while it is empty, so that a million idle shards cost little.
 *
 * Rows that were added stay where they are in `cells` when others are added or dropped: whoever keeps `cells` and an index can go on
 * reading them. Plain fields instead of `#private` ones: read for every batch.
 */
export class OffsetTable {
  readonly stride: number
  cells: Float64Array = NONE
  length = 0
  /** Row of `cells` where the table begins. */
  private head = 0

  constructor(stride: number) {
    this.stride = stride
  }

  /** Index in `cells` of the first column of row `row`. */
  at(row: number): number {
    return (this.head + row) * this.stride
  }

  cell(row: number, column: number): number {
    return this.cells[(this.head + row) * this.stride + column] as number
  }

  /** Adds a row and returns the index in `cells` of its first column; the caller fills all columns. */
  add(): number {
    if ((this.head + this.length + 1) * this.stride > this.cells.length) this.makeRoom()
    return (this.head + this.length++) * this.stride
  }

  /** Last row whose offset is at or below `offset`; -1 when there is none. */
  find(offset: number): number {
    let low = -1
    let high = this.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.cell(middle, 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  dropFront(rows: number): void {
    this.head += rows
    this.length -= rows
    if (this.length > 0) return
    this.head = 0
    this.length = 0
    this.cells = NONE
  }

  /** Puts rows that were added in another order into that of their first column. */
  sort(): void {
    const { stride } = this
    const rows: Float64Array[] = []
    for (let i = 0; i < this.length; i++) rows.push(this.cells.slice(this.at(i), this.at(i + 1)))
    rows.sort((a, b) => (a[0] as number) - (b[0] as number))
    this.cells = new Float64Array(this.length * stride)
    this.head = 0
    for (const [i, row] of rows.entries()) this.cells.set(row, i * stride)
  }

  private makeRoom(): void {
    const live = this.cells.subarray(this.at(0), this.at(this.length))
    // Most tables of a node with many shards have one row.
    const rows = this.length === 0 ? 1 : this.length < 4 ? 4 : this.length * 2
    const cells = new Float64Array(rows * this.stride)
    cells.set(live)
    this.cells = cells
    this.head = 0
  }
}
