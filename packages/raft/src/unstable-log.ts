import { assert } from '@robustmq/common-errors'
import type { RaftEntry } from './entry.ts'
import type { RaftSnapshot } from './hard-state.ts'

/** The end of the log that is not known to be durable: a snapshot being installed, and entries from `offset` on. */
export class UnstableLog {
  snapshot: RaftSnapshot | null = null
  entries: RaftEntry[] = []
  /** Index of `entries[0]`, present or to come. */
  offset: number

  constructor(offset: number) {
    this.offset = offset
  }

  /** -1 if the unstable part does not say. */
  lastIndex(): number {
    if (this.entries.length > 0) return this.offset + this.entries.length - 1
    return this.snapshot === null ? -1 : this.snapshot.index
  }

  /** Null if the unstable part does not say. */
  term(index: number): number | null {
    if (index >= this.offset) return this.entries[index - this.offset]?.term ?? null
    return this.snapshot !== null && this.snapshot.index === index ? this.snapshot.term : null
  }

  /** Appends; entries from the first new index on are replaced, durable ones too, by moving `offset` back. */
  append(entries: readonly RaftEntry[]): void {
    const first = (entries[0] as RaftEntry).index
    const end = this.offset + this.entries.length
    assert(first <= end, 'an append leaves a gap')
    if (first <= this.offset) {
      this.offset = first
      this.entries = [...entries]
    } else if (first === end) {
      for (const entry of entries) this.entries.push(entry)
    } else {
      // A new array: a Ready may still hold the old one.
      this.entries = [...this.entries.slice(0, first - this.offset), ...entries]
    }
  }

  /** Entries up to `index` are durable, unless they were replaced since: then their term differs and nothing is done. */
  stableTo(index: number, term: number): void {
    if (index < this.offset || this.term(index) !== term) return
    this.entries = this.entries.slice(index + 1 - this.offset)
    this.offset = index + 1
  }

  stableSnapshotTo(index: number): void {
    if (this.snapshot !== null && this.snapshot.index === index) this.snapshot = null
  }

  restore(snapshot: RaftSnapshot): void {
    this.snapshot = snapshot
    this.entries = []
    this.offset = snapshot.index + 1
  }
}
