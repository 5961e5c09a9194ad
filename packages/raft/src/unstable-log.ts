import { assert } from '@robustmq/common-errors'
import type { RaftEntry } from './entry.ts'
import type { RaftSnapshot } from './hard-state.ts'
import type { RaftMessage } from './message.ts'

/** What one Ready gave the driver to persist. */
export interface UnstableWrite {
  readonly ticket: number
  /** Durable up to here once this write is; less if entries were replaced meanwhile. */
  lastIndex: number
  readonly snapshot: RaftSnapshot | null
  /** Confirmations of this node to itself, due when the write is durable. */
  readonly toSelf: readonly RaftMessage[]
}

/** The end of the log that is not known to be durable: a snapshot being installed, and entries from `offset` on. */
export class UnstableLog {
  snapshot: RaftSnapshot | null = null
  entries: RaftEntry[] = []
  /** Index of `entries[0]`, present or to come. */
  offset: number
  /** The last index that was given to the driver. */
  issued: number
  #snapshotIssued = false
  readonly #writes: UnstableWrite[] = []

  constructor(offset: number) {
    this.offset = offset
    this.issued = offset - 1
  }

  hasUnissued(): boolean {
    return this.issued < this.offset + this.entries.length - 1 || this.snapshot !== null && !this.#snapshotIssued
  }

  unissuedEntries(): readonly RaftEntry[] {
    return this.entries.slice(this.issued + 1 - this.offset)
  }

  unissuedSnapshot(): RaftSnapshot | null {
    return this.#snapshotIssued ? null : this.snapshot
  }

  /** Everything unissued is given to the driver. */
  issue(ticket: number, toSelf: readonly RaftMessage[]): void {
    const snapshot = this.unissuedSnapshot()
    const end = this.offset + this.entries.length - 1
    this.#writes.push({ ticket, lastIndex: end > this.issued ? end : -1, snapshot, toSelf })
    this.issued = end
    this.#snapshotIssued = this.snapshot !== null
  }

  /** The next write up to `ticket`, now durable: the driver makes them durable in order. Null: there is none. */
  takePersisted(ticket: number): UnstableWrite | null {
    const write = this.#writes[0]
    if (write === undefined || write.ticket > ticket) return null
    this.#writes.shift()
    if (write.snapshot !== null && this.snapshot !== null && this.snapshot.index === write.snapshot.index) {
      this.snapshot = null
      this.#snapshotIssued = false
    }
    if (write.lastIndex >= this.offset) {
      this.entries = this.entries.slice(write.lastIndex + 1 - this.offset)
      this.offset = write.lastIndex + 1
    }
    return write
  }

  /** Entries from `first` on are replaced: writes under way say nothing about them any more. */
  #cut(first: number): void {
    if (first > this.issued) return
    this.issued = first - 1
    for (const write of this.#writes) write.lastIndex = Math.min(write.lastIndex, first - 1)
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
    this.#cut(first)
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

  restore(snapshot: RaftSnapshot): void {
    this.#cut(0)
    this.snapshot = snapshot
    this.#snapshotIssued = false
    this.entries = []
    this.offset = snapshot.index + 1
    this.issued = snapshot.index
  }
}
