import { crc32c } from '@robustmq/common-bytes'
import type { RaftMessage } from './message.ts'
import type { ChunkFrame, ChunkStatusFrame } from './peer-batch.ts'

export interface SnapshotReceiverOptions {
  /** A larger snapshot is refused. Default 16 GiB. */
  readonly bytesMax?: number
  /** Snapshots of different groups received at the same time; others wait. Default 8. */
  readonly streamsMax?: number
  /** Ticks after which one that gets nothing more is forgotten. Default 600. */
  readonly idleTicks?: number
}

/** What was received before this process began, as the driver reads it back. */
export interface StagedSnapshot {
  readonly group: number
  readonly index: number
  readonly term: number
  readonly bytesTotal: number
  /** Bytes that are there, and the CRC-32C of them. */
  readonly offset: number
  readonly crc: number
}

/** What the driver has to do with a chunk, in this order. */
export interface ReceivedChunk {
  /** Before the first byte of a snapshot: drop what was staged for this group. */
  readonly discard: boolean
  /** Write these bytes of the chunk at this offset of what is staged. Null: nothing. */
  readonly write: { readonly offset: number; readonly data: Uint8Array } | null
  /**
   * Everything is staged: make it durable, put it where a later `discard` does not find it, then step this message, whose
   * snapshot has no data. It is installed when it comes out of a Ready, as one thing with its configuration, by a rename or
   * in one record.
   */
  readonly complete: RaftMessage | null
  /** To the sender; if `complete` is set, after it is durable. Null: none. */
  readonly status: ChunkStatusFrame | null
}

interface Stream {
  index: number
  term: number
  bytesTotal: number
  /** Term of the leader that sends it. */
  leaderTerm: number
  offset: number
  crc: number
  ticksIdle: number
  isComplete: boolean
}

const NOTHING: ReceivedChunk = { discard: false, write: null, complete: null, status: null }

/**
 * Puts snapshots together from their chunks, one per group. Pure: what is written where is told to the driver. A chunk counts
 * if it follows what is there and the checksum over all of it is right, so that parts of different snapshots never meet, and
 * a stream goes on after a lost chunk, a new connection, another leader with the same snapshot, or a restart.
 */
export class SnapshotReceiver {
  readonly #bytesMax: number
  readonly #streamsMax: number
  readonly #idleTicks: number
  readonly #streams = new Map<number, Stream>()

  constructor(options: SnapshotReceiverOptions = {}, staged: readonly StagedSnapshot[] = []) {
    this.#bytesMax = options.bytesMax ?? 16 * 1024 ** 3
    this.#streamsMax = options.streamsMax ?? 8
    this.#idleTicks = options.idleTicks ?? 600
    for (const { group, ...one } of staged) this.#streams.set(group, { ...one, leaderTerm: 0, ticksIdle: 0, isComplete: false })
  }

  receive({ group, message, bytesTotal, offset, crc, data }: ChunkFrame): ReceivedChunk {
    const { snapshot } = message
    if (snapshot === null) return NOTHING
    const { index, term } = snapshot
    const answer = (at: number, status: number): ChunkStatusFrame => ({ frame: 'chunk-status', group, index, term, offset: at, status })
    if (bytesTotal > this.#bytesMax) return { ...NOTHING, status: answer(0, 2) }
    let stream = this.#streams.get(group)
    if (stream !== undefined && message.term < stream.leaderTerm) return { ...NOTHING, status: answer(0, 2) }
    let discard = false
    // One that was complete for an older leader may have been ignored by the group because of that.
    const isPast = stream !== undefined && stream.isComplete && stream.leaderTerm < message.term
    if (stream === undefined || isPast || stream.index !== index || stream.term !== term || stream.bytesTotal !== bytesTotal) {
      if (stream === undefined && !this.#hasRoom()) return NOTHING
      stream = { index, term, bytesTotal, leaderTerm: message.term, offset: 0, crc: 0, ticksIdle: 0, isComplete: false }
      this.#streams.set(group, stream)
      discard = true
    }
    stream.leaderTerm = message.term
    stream.ticksIdle = 0
    if (stream.isComplete) return { ...NOTHING, status: answer(bytesTotal, 1) }
    if (offset !== stream.offset || offset + data.length > bytesTotal) return { ...NOTHING, discard, status: answer(stream.offset, 0) }
    const through = crc32c(data, 0, data.length, stream.crc)
    if (through !== crc) {
      // Not the snapshot of which the beginning is here, though it looks like it; or a chunk that was changed on its way.
      stream.offset = 0
      stream.crc = 0
      return { ...NOTHING, discard: true, status: answer(0, 0) }
    }
    stream.offset += data.length
    stream.crc = through
    stream.isComplete = stream.offset === bytesTotal
    const status = answer(stream.offset, stream.isComplete ? 1 : 0)
    return { discard, write: { offset, data }, complete: stream.isComplete ? message : null, status }
  }

  /** One that is complete only waits to be asked about once more: it gives way. */
  #hasRoom(): boolean {
    if (this.#streams.size < this.#streamsMax) return true
    for (const [group, stream] of this.#streams) {
      if (!stream.isComplete) continue
      this.#streams.delete(group)
      return true
    }
    return false
  }

  /** Groups whose unfinished snapshot is forgotten; what is staged for them can go. */
  tick(): number[] {
    const forgotten: number[] = []
    for (const [group, stream] of this.#streams) {
      if (++stream.ticksIdle < this.#idleTicks) continue
      this.#streams.delete(group)
      if (!stream.isComplete) forgotten.push(group)
    }
    return forgotten
  }
}
