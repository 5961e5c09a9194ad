import { InFlights } from './in-flights.ts'

/** Where the follower's log ends is not known: one append at a time, until one is accepted. */
export const PROGRESS_PROBE = 0
/** Appends are sent ahead of their confirmation, as far as the window goes. */
export const PROGRESS_REPLICATE = 1
/** A snapshot is on its way; nothing else is sent. */
export const PROGRESS_SNAPSHOT = 2

export type ProgressState = typeof PROGRESS_PROBE | typeof PROGRESS_REPLICATE | typeof PROGRESS_SNAPSHOT

/** What a leader knows of one member, itself included. */
export class Progress {
  state: ProgressState = PROGRESS_PROBE
  /** The last entry known to be durable there. */
  match = 0
  /** The next entry to send. Everything between is in flight. */
  next: number
  /** The highest commit index sent there. */
  sentCommit = 0
  pendingSnapshot = 0
  /** Heard of since the last check of the quorum. */
  recentActive = false
  /** Nothing more is sent until an answer, or a heartbeat's answer, comes. */
  paused = false
  isLearner: boolean
  readonly inFlights: InFlights

  constructor(next: number, isLearner: boolean, inFlightCountMax: number, inFlightBytesMax: number) {
    this.next = next
    this.isLearner = isLearner
    this.inFlights = new InFlights(inFlightCountMax, inFlightBytesMax)
  }

  reset(next: number, match: number): void {
    this.#enter(PROGRESS_PROBE)
    this.match = match
    this.next = next
    this.sentCommit = 0
    this.recentActive = false
  }

  #enter(state: ProgressState): void {
    this.state = state
    this.paused = false
    this.pendingSnapshot = 0
    this.inFlights.clear()
  }

  becomeProbe(): void {
    const pending = this.state === PROGRESS_SNAPSHOT ? this.pendingSnapshot : 0
    this.#enter(PROGRESS_PROBE)
    this.next = Math.max(this.match, pending) + 1
    this.sentCommit = Math.min(this.sentCommit, this.next - 1)
  }

  becomeReplicate(): void {
    this.#enter(PROGRESS_REPLICATE)
    this.next = this.match + 1
  }

  becomeSnapshot(index: number): void {
    this.#enter(PROGRESS_SNAPSHOT)
    this.pendingSnapshot = index
    this.next = index + 1
    this.sentCommit = index
  }

  isPaused(): boolean {
    return this.state === PROGRESS_SNAPSHOT || this.paused
  }

  sentEntries(count: number, bytes: number): void {
    if (this.state === PROGRESS_REPLICATE) {
      if (count > 0) {
        this.next += count
        this.inFlights.add(this.next - 1, bytes)
      }
      this.paused = this.inFlights.isFull()
    } else if (count > 0) this.paused = true
  }

  /** True if `index` is news. */
  confirm(index: number): boolean {
    if (index <= this.match) return false
    this.match = index
    this.next = Math.max(this.next, index + 1)
    this.paused = false
    return true
  }

  /** An append after `rejected` was refused, `hint` may agree. False: an old answer that says nothing. */
  retreat(rejected: number, hint: number): boolean {
    if (this.state === PROGRESS_REPLICATE) {
      if (rejected <= this.match) return false
      this.next = this.match + 1
    } else {
      if (this.next - 1 !== rejected) return false
      this.next = Math.max(Math.min(rejected, hint + 1), this.match + 1)
    }
    this.sentCommit = Math.min(this.sentCommit, this.next - 1)
    this.paused = false
    return true
  }

  /** True if telling `commit` would move the follower's commit index. */
  canBumpCommit(commit: number): boolean {
    return commit > this.sentCommit && this.sentCommit < this.next - 1
  }
}
