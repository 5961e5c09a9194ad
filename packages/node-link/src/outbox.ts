import { PEER_CHANNEL_INTEREST, PEER_CHANNEL_META, PEER_CHANNEL_RAFT, PEER_CHANNEL_SESSIONS, PEER_CHANNEL_SHARDS } from '@robustmq/broker-api'
import type { Kind, Part } from './frame.ts'
import type { LinkLimits } from './limits.ts'
import { MESSAGE_OVERHEAD_BYTES } from './limits.ts'

/** The first is served before all others in every frame: an election must not wait for a bulk transfer. */
const CHANNELS = [PEER_CHANNEL_RAFT, PEER_CHANNEL_META, PEER_CHANNEL_SESSIONS, PEER_CHANNEL_INTEREST, PEER_CHANNEL_SHARDS] as const

/** Plain fields, and one object per message: it may wait here. */
class Waiting {
  readonly kind: Kind
  readonly id: number
  readonly body: Uint8Array

  constructor(kind: Kind, id: number, body: Uint8Array) {
    this.kind = kind
    this.id = id
    this.body = body
  }
}

class ChannelQueue {
  readonly channel: number
  readonly messages: (Waiting | null)[] = []
  head = 0
  /** Bytes of the first message that are on their way. */
  sentBytes = 0

  constructor(channel: number) {
    this.channel = channel
  }
}

/** What waits for one peer: a queue per channel, taken in turns, so that no channel waits for the bulk of another. */
export class Outbox {
  /** Bytes that wait, with the overhead of each message. */
  bytes = 0
  readonly #limits: LinkLimits
  readonly #queues: readonly ChannelQueue[] = CHANNELS.map((channel) => new ChannelQueue(channel))
  readonly #byChannel = new Map(this.#queues.map((queue) => [queue.channel, queue]))
  #turn = 0

  constructor(limits: LinkLimits) {
    this.#limits = limits
  }

  /** False when it does not fit. `always` is for answers, whose number is bounded by that of the requests. */
  push(channel: number, kind: Kind, id: number, body: Uint8Array, always: boolean): boolean {
    const queue = this.#byChannel.get(channel)
    const bytes = body.length + MESSAGE_OVERHEAD_BYTES
    if (queue === undefined || (!always && this.bytes + bytes > this.#limits.queueBytesMax + MESSAGE_OVERHEAD_BYTES)) return false
    queue.messages.push(new Waiting(kind, id, body))
    this.bytes += bytes
    return true
  }

  /** Fills `parts` with the next frame, in order per channel; returns the bytes of its bodies, -1 when nothing waits. */
  take(parts: Part[]): number {
    if (this.bytes === 0) return -1
    let bytes = 0
    let idle = 0
    const count = this.#queues.length
    bytes += this.#takeFrom(this.#queues[0] as ChannelQueue, parts)
    // The others begin where the last frame left off.
    while (bytes < this.#limits.frameBytesMax && idle < count - 1) {
      this.#turn = (this.#turn + 1) % (count - 1)
      const before = parts.length
      bytes += this.#takeFrom(this.#queues[1 + this.#turn] as ChannelQueue, parts)
      idle = parts.length === before ? idle + 1 : 0
    }
    return bytes
  }

  /** One piece, or small messages up to the size of a piece. */
  #takeFrom(queue: ChannelQueue, parts: Part[]): number {
    const { pieceBytesMax } = this.#limits
    const { messages } = queue
    let bytes = 0
    while (queue.head < messages.length) {
      const { kind, id, body } = messages[queue.head] as Waiting
      const left = body.length - queue.sentBytes
      // A body that is begun and does not fit goes on in the next piece, alone.
      if (bytes > 0 && bytes + left > pieceBytesMax) break
      const length = Math.min(left, pieceBytesMax)
      const more = length < left
      parts.push({ channel: queue.channel, kind, id, body: length === body.length ? body : body.subarray(queue.sentBytes, queue.sentBytes + length), more })
      bytes += length + 8
      if (more) {
        queue.sentBytes += length
        return bytes
      }
      queue.sentBytes = 0
      messages[queue.head++] = null
      this.bytes -= body.length + MESSAGE_OVERHEAD_BYTES
    }
    if (queue.head === messages.length) {
      messages.length = 0
      queue.head = 0
    } else if (queue.head >= 1024 && queue.head * 2 >= messages.length) {
      messages.splice(0, queue.head)
      queue.head = 0
    }
    return bytes
  }
}
