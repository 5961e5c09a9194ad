import { assert } from '@robustmq/common-errors'
import { countWithin, entriesBytes } from './entry.ts'
import type { RaftEntry } from './entry.ts'
import type { RaftSnapshot } from './hard-state.ts'
import { TERM_COMPACTED, TERM_UNKNOWN } from './raft-storage.ts'
import type { RaftStorage } from './raft-storage.ts'
import { UnstableLog } from './unstable-log.ts'

/** The log as the node sees it: what storage holds, continued by what is not durable yet. */
export class RaftLog {
  readonly storage: RaftStorage
  readonly unstable: UnstableLog
  committed: number
  applied: number
  /** The last entry that was given to the driver to apply. */
  applying: number
  /** Only what is durable here is applied. */
  readonly #durableOnly: boolean
  /** Entries given to the driver and not applied, by Ready. */
  readonly #toApply: { readonly lastIndex: number; readonly bytes: number }[] = []
  #toApplyBytes = 0

  constructor(storage: RaftStorage, durableOnly: boolean) {
    this.storage = storage
    this.#durableOnly = durableOnly
    this.unstable = new UnstableLog(storage.lastIndex() + 1)
    this.committed = storage.firstIndex() - 1
    this.applied = this.committed
    this.applying = this.committed
  }

  firstIndex(): number {
    const { snapshot } = this.unstable
    return snapshot === null ? this.storage.firstIndex() : snapshot.index + 1
  }

  lastIndex(): number {
    const last = this.unstable.lastIndex()
    return last >= 0 ? last : this.storage.lastIndex()
  }

  lastTerm(): number {
    const term = this.term(this.lastIndex())
    assert(term >= 0, 'the last entry has no term')
    return term
  }

  /** TERM_COMPACTED and TERM_UNKNOWN as in `RaftStorage`. */
  term(index: number): number {
    const unstable = this.unstable.term(index)
    if (unstable !== null) return unstable
    if (index > this.lastIndex()) return TERM_UNKNOWN
    if (index < this.firstIndex() - 1) return TERM_COMPACTED
    return this.storage.term(index)
  }

  matches(index: number, term: number): boolean {
    return this.term(index) === term
  }

  /** Raft section 5.4.1: a vote is only given to a log that ends at least as late. */
  isUpToDate(lastIndex: number, lastTerm: number): boolean {
    const own = this.lastTerm()
    return lastTerm > own || lastTerm === own && lastIndex >= this.lastIndex()
  }

  /** Entries from `low` up to and without `high`; at least one if there is one. Null: compacted. */
  slice(low: number, high: number, bytesMax: number): readonly RaftEntry[] | null {
    if (low >= high) return []
    if (low < this.firstIndex()) return null
    const { offset, entries } = this.unstable
    const recent = high > offset ? entries.slice(Math.max(low, offset) - offset, high - offset) : []
    if (low >= offset) return recent.slice(0, countWithin(recent, bytesMax))
    const stored = this.storage.entries(low, Math.min(high, offset), bytesMax)
    if (stored === null || recent.length === 0 || stored.length < offset - low) return stored
    const all = [...stored, ...recent]
    return all.slice(0, countWithin(all, bytesMax))
  }

  /**
   * A follower's append. Returns the last index that now agrees with the leader, or -1 if the entry before the new ones
   * does not. Entries that are there already are not replaced: a late message must not cut what came after it.
   */
  tryAppend(previousIndex: number, previousTerm: number, commit: number, entries: readonly RaftEntry[]): number {
    if (!this.matches(previousIndex, previousTerm)) return -1
    const last = previousIndex + entries.length
    const conflict = this.#firstConflict(entries)
    if (conflict > 0) {
      assert(conflict > this.committed, 'a leader contradicts a committed entry')
      this.append(entries.slice(conflict - previousIndex - 1))
    }
    this.commitTo(Math.min(commit, last))
    return last
  }

  append(entries: readonly RaftEntry[]): void {
    const first = entries[0]
    if (first === undefined) return
    assert(first.index > this.committed, 'an append before the commit index')
    this.unstable.append(entries)
  }

  #firstConflict(entries: readonly RaftEntry[]): number {
    for (const entry of entries) if (!this.matches(entry.index, entry.term)) return entry.index
    return 0
  }

  /** The last entry up to `index` whose term is at most `term`: everything after it cannot agree. */
  lastWithTermAtMost(index: number, term: number): number {
    let at = Math.min(index, this.lastIndex())
    while (at > 0) {
      const own = this.term(at)
      // Compacted: nothing more can be said, and nothing before it needs to be.
      if (own < 0 || own <= term) break
      at--
    }
    return at
  }

  commitTo(index: number): void {
    if (index <= this.committed) return
    assert(index <= this.lastIndex(), 'commit beyond the end of the log: the log has lost entries that it had confirmed')
    this.committed = index
  }

  /** Everything up to `index` is applied. Returns the bytes of the entries that are done with. */
  appliedTo(index: number): number {
    assert(index >= this.applied && index <= this.committed, 'applied out of order')
    this.applied = index
    this.applying = Math.max(this.applying, index)
    let bytes = 0
    while ((this.#toApply[0]?.lastIndex ?? Infinity) <= index) bytes += this.#toApply.shift()?.bytes ?? 0
    this.#toApplyBytes -= bytes
    return bytes
  }

  /** Takes what can be applied now, bounded together with what was taken before. Nothing while a snapshot waits to be installed. */
  takeToApply(bytesMax: number): readonly RaftEntry[] {
    if (!this.hasToApply(bytesMax)) return []
    const entries = this.slice(this.applying + 1, this.#applicable() + 1, bytesMax - this.#toApplyBytes)
    assert(entries !== null && entries.length > 0, 'committed entries were compacted before they were applied')
    const bytes = entriesBytes(entries)
    this.applying += entries.length
    this.#toApply.push({ lastIndex: this.applying, bytes })
    this.#toApplyBytes += bytes
    return entries
  }

  hasToApply(bytesMax: number): boolean {
    return this.#applicable() > this.applying && this.unstable.snapshot === null && this.#toApplyBytes < bytesMax
  }

  #applicable(): number {
    return this.#durableOnly ? Math.min(this.committed, this.unstable.offset - 1) : this.committed
  }

  snapshot(): RaftSnapshot | null {
    return this.unstable.snapshot ?? this.storage.snapshot()
  }

  restore(snapshot: RaftSnapshot): void {
    this.committed = snapshot.index
    this.unstable.restore(snapshot)
  }
}
