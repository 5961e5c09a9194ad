import { crc32c } from '@robustmq/common-bytes'
import { assert } from '@robustmq/common-errors'
import { raftError } from './errors.ts'
import type { RaftMessage } from './message.ts'
import type { ChunkFrame, ChunkStatusFrame } from './peer-batch.ts'

export interface SnapshotSenderOptions {
  readonly group: number
  /** The MSG_SNAPSHOT of the group; its data is not looked at, it may be a handle. */
  readonly message: RaftMessage
  readonly bytesTotal: number
  /** Default 256 KiB. */
  readonly chunkBytesMax?: number
  /** Chunks sent and not confirmed. Default 4. */
  readonly windowCount?: number
  /** Ticks without progress after which what is not confirmed is sent again. Default 5. */
  readonly retryTicks?: number
  /** Ticks without progress after which it is given up. Default 100. */
  readonly giveUpTicks?: number
}

export type SnapshotSenderState = 'sending' | 'delivered' | 'failed'

interface Position {
  readonly offset: number
  /** Of everything before `offset`. */
  readonly crc: number
}

const START: Position = { offset: 0, crc: 0 }
const NO_DATA = new Uint8Array(0)

/**
 * Sends one snapshot to one member in chunks. It reads nothing itself: the driver reads the ranges that `nextRead` asks for,
 * one at a time and in this order, and gives them to `read`. Goes on where the receiver stands, whoever brought it there.
 * When it is `delivered` or `failed` the driver calls `reportSnapshot` of the member.
 */
export class SnapshotSender {
  readonly group: number
  readonly to: number
  state: SnapshotSenderState = 'sending'
  readonly #message: RaftMessage
  readonly #bytesTotal: number
  readonly #chunkBytesMax: number
  readonly #windowCount: number
  readonly #retryTicks: number
  readonly #giveUpTicks: number
  /** Confirmed up to here. */
  #base: Position = START
  /** Ends of the chunks sent after it. */
  #sent: Position[] = []
  /** The receiver has everything before it: read for the checksum, not sent. */
  #skipTo = 0
  #ticksIdle = 0
  #ticksSinceSent = 0

  constructor(options: SnapshotSenderOptions) {
    const { message } = options
    assert(message.snapshot !== null, 'a sender without a snapshot')
    this.group = options.group
    this.to = message.to
    this.#message = { ...message, snapshot: { ...message.snapshot, data: NO_DATA } }
    this.#bytesTotal = options.bytesTotal
    this.#chunkBytesMax = options.chunkBytesMax ?? 256 * 1024
    this.#windowCount = options.windowCount ?? 4
    this.#retryTicks = options.retryTicks ?? 5
    this.#giveUpTicks = options.giveUpTicks ?? 100
    if (!(this.#chunkBytesMax >= 1 && this.#windowCount >= 1 && this.#retryTicks >= 1 && this.#giveUpTicks > this.#retryTicks)) {
      throw raftError('RAFT_OPTION_INVALID', 'chunks, window and ticks of a snapshot are at least 1, and giving up comes after trying again')
    }
  }

  /** The range of the snapshot to read now; null: wait for the receiver. */
  nextRead(): { readonly offset: number; readonly length: number } | null {
    if (this.state !== 'sending') return null
    const { offset } = this.#position()
    if (offset < this.#skipTo) return { offset, length: Math.min(this.#chunkBytesMax, this.#skipTo - offset) }
    // An empty chunk ends a snapshot of which the receiver had everything but not the end, and one of no bytes.
    const isAllSent = offset === this.#bytesTotal && this.#sent.length > 0
    if (this.#sent.length >= this.#windowCount || isAllSent) return null
    return { offset, length: Math.min(this.#chunkBytesMax, this.#bytesTotal - offset) }
  }

  /** What `nextRead` asked for. Returns the chunk to send, or null where the receiver has it. Keeps `data` in the chunk. */
  read(offset: number, data: Uint8Array): ChunkFrame | null {
    const at = this.#position()
    // It went elsewhere while the driver read.
    if (this.state !== 'sending' || at.offset !== offset) return null
    const end = { offset: offset + data.length, crc: crc32c(data, 0, data.length, at.crc) }
    if (offset < this.#skipTo) {
      this.#base = end
      return null
    }
    this.#sent.push(end)
    return { frame: 'chunk', group: this.group, message: this.#message, bytesTotal: this.#bytesTotal, offset, crc: end.crc, data }
  }

  /** What the receiver says. Answers that concern another snapshot are ignored. */
  status({ group, index, term, offset, status }: ChunkStatusFrame): void {
    const { snapshot } = this.#message
    if (this.state !== 'sending' || group !== this.group || index !== snapshot?.index || term !== snapshot.term) return
    if (status === 1) this.state = 'delivered'
    else if (status === 2) this.state = 'failed'
    else if (offset > this.#bytesTotal) this.state = 'failed'
    else this.#confirm(offset)
  }

  #confirm(offset: number): void {
    if (offset === this.#base.offset) return
    this.#ticksIdle = 0
    this.#ticksSinceSent = 0
    const at = this.#sent.findIndex((end) => end.offset === offset)
    if (at >= 0) {
      this.#base = this.#sent[at] as Position
      this.#sent = this.#sent.slice(at + 1)
      return
    }
    // It lost what it had, or has more than was sent: go there, reading from where the checksum is known.
    if (offset < this.#base.offset) this.#base = START
    this.#sent = []
    this.#skipTo = offset
  }

  tick(): void {
    if (this.state !== 'sending') return
    if (++this.#ticksIdle >= this.#giveUpTicks) this.state = 'failed'
    if (++this.#ticksSinceSent < this.#retryTicks) return
    this.#ticksSinceSent = 0
    this.#sent = []
  }

  #position(): Position {
    return this.#sent[this.#sent.length - 1] ?? this.#base
  }
}
