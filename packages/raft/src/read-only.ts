/** A read that waits: who asked (this node or a follower), by which number, and the commit index when it was taken up. */
export interface PendingRead {
  readonly from: number
  readonly context: number
  readonly index: number
}

interface Round {
  readonly number: number
  readonly reads: readonly PendingRead[]
}

/**
 * Reads that wait for a quorum to confirm that this node still led when they were asked (Raft dissertation, section 6.4).
 * A round is one number carried by heartbeats; there is one round at a time, and reads that come meanwhile share the next.
 */
export class ReadOnly {
  /** Taken before the leader committed in its term: their index is not known yet. */
  blocked: { readonly from: number; readonly context: number }[] = []
  #waiting: PendingRead[] = []
  #round: Round | null = null
  #roundNumber = 0
  readonly #confirmed = new Map<number, number>()
  readonly #readsMax: number

  constructor(readsMax: number) {
    this.#readsMax = readsMax
  }

  isFull(): boolean {
    return this.blocked.length + this.#waiting.length + (this.#round?.reads.length ?? 0) >= this.#readsMax
  }

  isEmpty(): boolean {
    return this.#round === null && this.#waiting.length === 0 && this.blocked.length === 0
  }

  /** Forgets everything: the node does not lead any more. Those who asked ask again. */
  clear(): void {
    this.blocked = []
    this.#waiting = []
    this.#round = null
    this.#confirmed.clear()
  }

  add(read: PendingRead): void {
    this.#waiting.push(read)
  }

  /** Begins a round if reads wait and none is under way. True: heartbeats have to be sent. */
  beginRound(): boolean {
    if (this.#round !== null || this.#waiting.length === 0) return false
    this.#round = { number: ++this.#roundNumber, reads: this.#waiting }
    this.#waiting = []
    return true
  }

  /** What a heartbeat carries; 0 when nothing is asked. */
  roundNumber(): number {
    return this.#round === null ? 0 : this.#round.number
  }

  confirm(id: number, roundNumber: number): void {
    if (roundNumber > (this.#confirmed.get(id) ?? 0)) this.#confirmed.set(id, roundNumber)
  }

  hasConfirmed(id: number): boolean {
    return this.#round !== null && (this.#confirmed.get(id) ?? 0) >= this.#round.number
  }

  /** The round is confirmed: its reads, in the order they came. */
  endRound(): readonly PendingRead[] {
    const reads = this.#round?.reads ?? []
    this.#round = null
    return reads
  }
}
