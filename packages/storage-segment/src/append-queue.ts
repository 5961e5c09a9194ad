import type { BrokerError } from '@robustmq/common-errors'
import type { AppendCompletion } from '@robustmq/storage-adapter'
import type { SegmentShard } from './segment-shard.ts'

/** What is in flight: appends and changes of shards, and refused appends that wait for their place in the order. */
export interface InFlight {
  /** Null for a change of a shard. */
  shard: SegmentShard | null
  completion: AppendCompletion | null
  token: number
  baseOffset: number
  nextOffset: number
  bytes: number
  /** File of the log; for a refused one, that of the append before it. */
  file: number
  error: BrokerError | null
  /** Entries that follow it and belong to the same frame: its companions. */
  companions: number
}

const RING_MIN = 256

/**
 * First in, first out: the log tells of commits in the order of appends, so the head is always the one it speaks of. The
 * entries are reused, so that an append makes no object here. Bounded by the log's pending bytes.
 */
export class AppendQueue {
  #ring: InFlight[] = Array.from({ length: RING_MIN }, emptyEntry)
  #first = 0
  length = 0
  /** Bytes appended and not yet committed. */
  bytes = 0

  push(
    shard: SegmentShard | null, completion: AppendCompletion | null, token: number, baseOffset: number, nextOffset: number,
    bytes: number, file: number, error: BrokerError | null,
    companions: number,
  ): void {
    if (this.length === this.#ring.length) this.#grow()
    const entry = this.#ring[(this.#first + this.length++) & (this.#ring.length - 1)] as InFlight
    entry.shard = shard
    entry.completion = completion
    entry.token = token
    entry.baseOffset = baseOffset
    entry.nextOffset = nextOffset
    entry.bytes = bytes
    entry.file = file
    entry.error = error
    entry.companions = companions
    this.bytes += bytes
  }

  head(): InFlight | null {
    return this.length === 0 ? null : (this.#ring[this.#first] as InFlight)
  }

  /** Removes the head. The entry must be read before the next `push`. */
  shift(): InFlight {
    const entry = this.#ring[this.#first] as InFlight
    this.#first = (this.#first + 1) & (this.#ring.length - 1)
    this.length--
    this.bytes -= entry.bytes
    return entry
  }

  #grow(): void {
    const bigger: InFlight[] = []
    for (let i = 0; i < this.length; i++) bigger.push(this.#ring[(this.#first + i) & (this.#ring.length - 1)] as InFlight)
    while (bigger.length < this.#ring.length * 2) bigger.push(emptyEntry())
    this.#ring = bigger
    this.#first = 0
  }
}

function emptyEntry(): InFlight {
  return { shard: null, completion: null, token: 0, baseOffset: 0, nextOffset: 0, bytes: 0, file: 0, error: null, companions: 0 }
}
