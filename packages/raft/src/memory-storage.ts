import { assert } from '@robustmq/common-errors'
import { countWithin } from './entry.ts'
import type { RaftEntry } from './entry.ts'
import { EMPTY_CONF_STATE } from './hard-state.ts'
import type { ConfState, HardState, RaftSnapshot } from './hard-state.ts'
import { TERM_COMPACTED, TERM_UNKNOWN } from './raft-storage.ts'
import type { InitialState, RaftStorage } from './raft-storage.ts'

const NO_DATA = new Uint8Array(0)

/**
 * The log in memory: for tests, for examples, and as the readable tail in front of a durable log.
 * It grows until `compact` is called.
 */
export class MemoryRaftStorage implements RaftStorage {
  #hardState: HardState
  #snapshot: RaftSnapshot
  #entries: RaftEntry[] = []
  /** Index and term of the entry before the first one. */
  #baseIndex: number
  #baseTerm: number

  /**
   * `voters` of a new group: all its nodes must be given the same ones. They begin with a snapshot of entry 1, in term 1,
   * which holds the configuration, so that a node which joins later and is given none always gets a snapshot first:
   * the first configuration is not in the log.
   */
  constructor(voters: readonly number[] = []) {
    const sorted = [...voters].sort((a, b) => a - b)
    const first = sorted.length === 0 ? 0 : 1
    this.#snapshot = { index: first, term: first, confState: { ...EMPTY_CONF_STATE, voters: sorted }, data: NO_DATA }
    this.#hardState = { term: first, vote: 0, commit: first }
    this.#baseIndex = first
    this.#baseTerm = first
  }

  initialState(): InitialState {
    return { hardState: this.#hardState, applied: this.#snapshot.index, confState: this.#snapshot.confState }
  }

  entries(low: number, high: number, bytesMax: number): readonly RaftEntry[] | null {
    if (low <= this.#baseIndex) return null
    assert(high <= this.lastIndex() + 1, 'entries beyond the end of the log')
    const from = low - this.#baseIndex - 1
    const wanted = this.#entries.slice(from, high - this.#baseIndex - 1)
    const count = countWithin(wanted, bytesMax)
    return count === wanted.length ? wanted : wanted.slice(0, count)
  }

  term(index: number): number {
    if (index < this.#baseIndex) return TERM_COMPACTED
    if (index === this.#baseIndex) return this.#baseTerm
    return this.#entries[index - this.#baseIndex - 1]?.term ?? TERM_UNKNOWN
  }

  firstIndex(): number {
    return this.#baseIndex + 1
  }

  lastIndex(): number {
    return this.#baseIndex + this.#entries.length
  }

  snapshot(): RaftSnapshot | null {
    return this.#snapshot
  }

  setHardState(hardState: HardState): void {
    this.#hardState = hardState
  }

  /** Appends; what stood at the same indexes and after them is gone. */
  append(entries: readonly RaftEntry[]): void {
    const first = entries[0]
    if (first === undefined) return
    assert(first.index > this.#baseIndex && first.index <= this.lastIndex() + 1, 'an append leaves a gap or rewrites the snapshot')
    this.#entries.length = first.index - this.#baseIndex - 1
    for (const entry of entries) this.#entries.push(entry)
  }

  /** Takes a snapshot received from the leader; the whole log is replaced by it. */
  installSnapshot(snapshot: RaftSnapshot): void {
    assert(snapshot.index >= this.#snapshot.index, 'a snapshot older than the one that is here')
    this.#snapshot = snapshot
    this.#entries = []
    this.#baseIndex = snapshot.index
    this.#baseTerm = snapshot.term
  }

  /** Keeps a snapshot of this node's own state machine as of `index`, which must be applied. Does not shorten the log. */
  keepSnapshot(index: number, confState: ConfState, data: Uint8Array): RaftSnapshot {
    const term = this.term(index)
    assert(term >= 0 && index >= this.#snapshot.index, 'a snapshot of what is not in the log')
    this.#snapshot = { index, term, confState, data }
    return this.#snapshot
  }

  /** Drops entries up to and with `index`, which a snapshot must cover. Keep some behind it for followers that lag a little. */
  compact(index: number): void {
    assert(index <= this.#snapshot.index, 'compaction beyond the snapshot')
    if (index <= this.#baseIndex) return
    const term = this.term(index)
    this.#entries.splice(0, index - this.#baseIndex)
    this.#baseIndex = index
    this.#baseTerm = term
  }
}
