import { assert } from '@robustmq/common-errors'
import { ENTRY_CONF_CHANGE, ENTRY_NORMAL, TERM_COMPACTED, TERM_UNKNOWN } from '@robustmq/raft'
import type { ConfState, HardState, InitialState, RaftEntry, RaftSnapshot, RaftStorage } from '@robustmq/raft'
import type { RecoveredFrame, WalPosition } from '@robustmq/wal'
import { metaError } from './errors.ts'
import { decodeRecord, SHARD_COMMAND } from './raft-record.ts'

const NO_DATA = new Uint8Array(0)
export const NO_MEMBERS: ConfState = { voters: [], outgoing: [], learners: [], learnersNext: [], autoLeave: false }
/** The dropped front of the list is cut off when it is this long and half of it. */
const CUT_MIN = 1024
const ENTRY_OVERHEAD_BYTES = 64

/** What the newest snapshot file holds. */
export interface SnapshotMark {
  readonly index: number
  readonly term: number
  readonly confState: ConfState
}

interface FramePlace {
  readonly position: WalPosition
  /** Last entry in it that still counts. */
  lastIndex: number
}

/**
 * What is durable of one group, as raft reads it back: hard state, newest snapshot, and the entries behind it in memory. Also
 * where in the shared log all that lies, so that the log can be told what is still needed.
 */
export class GroupLog implements RaftStorage {
  hardState: HardState = { term: 0, vote: 0, commit: 0 }
  #snapshot: SnapshotMark = { index: 0, term: 0, confState: NO_MEMBERS }
  /** Entries of indexes `#baseIndex + 1` on are in `#entries` from `#head` on. */
  #entries: (RaftEntry | null)[] = []
  #head = 0
  #baseIndex = 0
  #baseTerm = 0
  #bytes = 0
  readonly #frames: FramePlace[] = []
  #lastRecord: WalPosition = 0
  /** Term that the frames say of the snapshot's entry; null when no frame holds it. */
  #replayedBaseTerm: number | null = null
  /** Of the layout before raft: a snapshot without members, or commands that no snapshot of this layout holds. */
  legacy = false
  /** Asked for a snapshot that reaches what was dropped. */
  onSnapshotWanted: () => void = () => undefined

  /** Bytes of the entries in memory. */
  get bytes(): number {
    return this.#bytes
  }

  get snapshotMark(): SnapshotMark {
    return this.#snapshot
  }

  /** Position of the oldest frame that recovery would need; infinity for none. */
  get neededPosition(): WalPosition {
    const first = this.#frames[0]?.position ?? Number.POSITIVE_INFINITY
    return this.#lastRecord === 0 ? first : Math.min(first, this.#lastRecord)
  }

  /** Position of the frame with the newest hard state; 0 for none. */
  get lastRecordPosition(): WalPosition {
    return this.#lastRecord
  }

  /** True when entries, and not only the hard state, keep the log before `position`. */
  hasEntriesBefore(position: WalPosition): boolean {
    const first = this.#frames[0]
    return first !== undefined && first.position < position
  }

  // Recovery: the snapshot first, then every frame, then the end.

  beginAt(mark: SnapshotMark): void {
    this.#snapshot = mark
    this.#reset(mark.index, mark.term)
    this.#raiseHardState(mark.term, mark.index)
  }

  /** The layout before raft, without a snapshot: nothing but commands from 1 on, of a node that was alone. */
  alone(confState: ConfState): void {
    this.#snapshot = { ...this.#snapshot, confState }
  }

  /** Takes over a frame of this group. `body` is kept. @throws META_CORRUPT, META_FORMAT_UNKNOWN */
  replay(frame: RecoveredFrame, body: Buffer): void {
    if (frame.shard === SHARD_COMMAND) {
      if (frame.index > this.#snapshot.index) this.legacy = true
      this.#replayEntries([{ index: frame.index, term: frame.term, kind: ENTRY_NORMAL, data: body }], frame.position)
      this.#raiseHardState(frame.term, frame.index)
      return
    }
    const record = decodeRecord(body, frame.baseOffset)
    if (record.snapshot !== null) {
      if (record.snapshot.index > this.#snapshot.index) {
        throw metaError('META_CORRUPT', `the log stands on metadata snapshot ${record.snapshot.index}, which is not there`, undefined, { index: record.snapshot.index })
      }
      this.#reset(this.#snapshot.index, this.#snapshot.term)
    }
    this.#replayEntries(record.entries, frame.position)
    if (record.hardState !== null) {
      this.hardState = record.hardState
      this.#lastRecord = frame.position
    }
  }

  /** Entries of the log so far, for a group whose only voter is this node: all of them are committed, up to a change of that. */
  commitAll(): void {
    let last = this.lastIndex()
    for (let index = this.#baseIndex + 1; index <= last; index++) if (this.#at(index).kind === ENTRY_CONF_CHANGE) last = index
    this.#raiseHardState(this.hardState.term, last)
  }

  /** @throws META_CORRUPT */
  endReplay(): void {
    // The snapshot of another node was named and its mark not written: what the log has instead of it was never committed.
    if (this.#replayedBaseTerm !== null && this.#replayedBaseTerm !== this.#baseTerm) this.#reset(this.#baseIndex, this.#baseTerm)
    const last = this.lastIndex()
    this.#raiseHardState(Math.max(this.#baseTerm, this.term(last)), this.#baseIndex)
    if (this.hardState.commit > last) {
      throw metaError('META_CORRUPT', `the log ends at metadata entry ${last}, and ${this.hardState.commit} was committed`, undefined, { last, committed: this.hardState.commit })
    }
  }

  #replayEntries(entries: readonly RaftEntry[], position: WalPosition): void {
    const first = entries[0]
    if (first === undefined) return
    if (first.index > this.lastIndex() + 1) {
      const detail = { index: first.index, expected: this.lastIndex() + 1 }
      throw metaError('META_CORRUPT', `the log has metadata entry ${first.index} where ${detail.expected} belongs`, undefined, detail)
    }
    this.#truncateAfter(Math.max(first.index - 1, this.#baseIndex))
    for (const entry of entries) {
      if (entry.index === this.#baseIndex) this.#replayedBaseTerm = entry.term
      if (entry.index > this.#baseIndex) this.#push(entry)
    }
    this.placed(position, first.index, (entries[entries.length - 1] as RaftEntry).index)
  }

  #raiseHardState(term: number, commit: number): void {
    const old = this.hardState
    const later = term > old.term
    if (later || commit > old.commit) this.hardState = { term: later ? term : old.term, vote: later ? 0 : old.vote, commit: Math.max(old.commit, commit) }
  }

  // What a Ready left, now durable.

  /** A frame with entries is durable at `position`. */
  placed(position: WalPosition, firstIndex: number, lastIndex: number): void {
    for (let i = this.#frames.length - 1; i >= 0 && (this.#frames[i] as FramePlace).lastIndex >= firstIndex; i--) {
      (this.#frames[i] as FramePlace).lastIndex = firstIndex - 1
    }
    if (lastIndex > this.#snapshot.index) this.#frames.push({ position, lastIndex })
  }

  /** A frame with a hard state is durable. */
  recorded(position: WalPosition): void {
    this.#lastRecord = position
  }

  append(entries: readonly RaftEntry[]): void {
    const first = entries[0]
    if (first === undefined) return
    assert(first.index > this.#baseIndex && first.index <= this.lastIndex() + 1, 'an append leaves a gap or rewrites what is applied')
    this.#truncateAfter(first.index - 1)
    for (const entry of entries) this.#push(entry)
  }

  /** A snapshot of another node replaces state and log. */
  install(mark: SnapshotMark): void {
    this.#snapshot = mark
    this.#frames.length = 0
    this.#reset(mark.index, mark.term)
  }

  /** A snapshot of this node's own is durable. */
  keepSnapshot(mark: SnapshotMark): void {
    if (mark.index < this.#snapshot.index) return
    this.#snapshot = mark
    // In order of position; what was replaced counts less than its indexes.
    const needed = this.#frames.findIndex((frame) => frame.lastIndex > mark.index)
    this.#frames.splice(0, needed < 0 ? this.#frames.length : needed)
  }

  /** Forgets entries up to `index`, which is applied. Members that need them get a snapshot. */
  drop(index: number): void {
    if (index <= this.#baseIndex) return
    this.#baseTerm = this.term(index)
    for (; this.#baseIndex < index; this.#baseIndex++) {
      this.#bytes -= entryBytes(this.#entries[this.#head] as RaftEntry)
      this.#entries[this.#head++] = null
    }
    if (this.#head >= CUT_MIN && this.#head * 2 >= this.#entries.length) {
      this.#entries.splice(0, this.#head)
      this.#head = 0
    }
  }

  // As raft asks.

  initialState(): InitialState {
    const { index, confState } = this.#snapshot
    return { hardState: this.hardState, applied: index, confState }
  }

  entries(low: number, high: number, bytesMax: number): readonly RaftEntry[] | null {
    if (low <= this.#baseIndex) return null
    assert(high <= this.lastIndex() + 1, 'entries beyond the end of the log')
    const from = this.#head + low - this.#baseIndex - 1
    const to = this.#head + high - this.#baseIndex - 1
    let end = from
    for (let bytes = 0; end < to; end++) {
      bytes += (this.#entries[end] as RaftEntry).data.length + 24
      if (bytes > bytesMax && end > from) break
    }
    return this.#entries.slice(from, end) as RaftEntry[]
  }

  term(index: number): number {
    if (index < this.#baseIndex) return TERM_COMPACTED
    if (index === this.#baseIndex) return this.#baseTerm
    return index > this.lastIndex() ? TERM_UNKNOWN : this.#at(index).term
  }

  firstIndex(): number {
    return this.#baseIndex + 1
  }

  lastIndex(): number {
    return this.#baseIndex + this.#entries.length - this.#head
  }

  /** Null until there is one that the entries in memory continue. Its data are fetched by whom it is offered to. */
  snapshot(): RaftSnapshot | null {
    if (this.#snapshot.index === 0 || this.#snapshot.index < this.#baseIndex) {
      this.onSnapshotWanted()
      return null
    }
    return { ...this.#snapshot, data: NO_DATA }
  }

  #at(index: number): RaftEntry {
    return this.#entries[this.#head + index - this.#baseIndex - 1] as RaftEntry
  }

  #push(entry: RaftEntry): void {
    this.#entries.push(entry)
    this.#bytes += entryBytes(entry)
  }

  #truncateAfter(index: number): void {
    for (let last = this.lastIndex(); last > index; last--) this.#bytes -= entryBytes(this.#entries.pop() as RaftEntry)
  }

  #reset(index: number, term: number): void {
    this.#entries = []
    this.#head = 0
    this.#bytes = 0
    this.#baseIndex = index
    this.#baseTerm = term
    this.#replayedBaseTerm = null
  }
}

function entryBytes(entry: RaftEntry): number {
  return entry.data.length + ENTRY_OVERHEAD_BYTES
}
