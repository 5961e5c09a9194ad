import type { Connection } from '@robustmq/broker-api'
import { copyBytes, writeUint16 } from '@robustmq/common-bytes'
import type { DeliveryBlock } from './delivery-block.ts'
import type { DeliveryMemory } from './delivery-memory.ts'
import type { MqttMetrics } from './mqtt-metrics.ts'

/** From here on bytes are passed through instead of copied to the connection's buffer. */
const CHUNK_BYTES_MIN = 4096
/** Bytes of QoS 1 packets copied with one call. */
const COPY_BYTES_MAX = 256 * 1024
/** Packet identifiers in a row, acknowledged or not: below half of all, so that none is used twice. */
const SPAN_MAX = 32_768
const IDENTIFIERS = 65_535
/** Memory of a queue entry beside its bytes. */
const ENTRY_BYTES = 96
/** Sent entries at the head of a queue that are not worth moving the others for. */
const COMPACT_MIN = 64
const NOTHING = new Uint8Array(1)

export interface OutboundOptions {
  readonly version5: boolean
  /** Largest packet that the client takes [MQTT-3.1.2-24]. */
  readonly packetBytesMax: number
  /** QoS 1 messages that may be without acknowledgement [MQTT-4.9.0-2]. */
  readonly window: number
  /** Bytes that QoS 1 messages waiting for the window keep in memory. */
  readonly queueBytesMax: number
}

/** Whoever owns the connection; told when the client cannot follow. */
export interface OutboundOwner {
  /** More waits than `queueBytesMax`, or all queues together keep too much while this one grows. */
  tooSlow(): void
  /** The window, the queue or the connection has room again. */
  roomAgain(): void
}

export interface OutboundDeps {
  readonly connection: Connection
  readonly owner: OutboundOwner
  readonly metrics: MqttMetrics
  readonly memory: DeliveryMemory
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

interface Waiting {
  readonly block: DeliveryBlock
  next: number
}

/**
 * Deliveries to one client. A clean session ends with its connection, so an unacknowledged message is never sent again and
 * no copy of it is kept: the in-flight table is one byte per identifier. Also the publisher's identity ("No Local").
 */
export class Outbound {
  readonly version5: boolean
  readonly packetBytesMax: number
  closed = false
  /** Null, like the owner, once closed: whoever still knows a dead client keeps nothing else of it alive. */
  private connection: Connection | null
  private owner: OutboundOwner | null
  private readonly memory: DeliveryMemory
  private readonly metrics: MqttMetrics
  private readonly now: () => number
  private readonly window: number
  private readonly queueBytesMax: number
  /** Identifier of the oldest slot. */
  private headIdentifier = 1
  private headSlot = 0
  private span = 0
  private unacknowledged = 0
  private acknowledged: Uint8Array = new Uint8Array(16)
  /** What is sent is null until the others are moved up. */
  private queue: (Waiting | null)[] = []
  private queueHead = 0
  private queueBytes = 0

  constructor(options: OutboundOptions, deps: OutboundDeps) {
    this.version5 = options.version5
    this.packetBytesMax = options.packetBytesMax
    this.window = Math.min(options.window, SPAN_MAX)
    this.queueBytesMax = options.queueBytesMax
    this.connection = deps.connection
    this.owner = deps.owner
    this.metrics = deps.metrics
    this.memory = deps.memory
    this.now = deps.now
  }

  get inFlight(): number {
    return this.unacknowledged
  }

  /** Places that the queue takes, those of sent entries included: at most twice as many as wait, and a few. */
  get queueSlots(): number {
    return this.queue.length
  }

  /** True when a sender that can wait should wait for `roomAgain`. */
  get full(): boolean {
    const { connection } = this
    return connection === null || connection.congested || this.queueHead < this.queue.length || this.unacknowledged >= this.window
  }

  /**
   * Sends `count` QoS 0 packets, `[start, end)` of a buffer that is not written to again (`stable`) or is copied here.
   * A client that does not read loses them [section 4.3.1].
   */
  sendBytes(buffer: Buffer, start: number, end: number, count: number, stable: boolean): void {
    const { connection } = this
    if (connection === null) return
    // The high-water mark may be passed within a turn by a client that reads well: what decides is the bound of its queue.
    if (connection.congested && connection.pendingBytes > this.queueBytesMax) {
      this.metrics.droppedSlow.inc(count)
      return
    }
    const bytes = end - start
    if (stable && bytes >= CHUNK_BYTES_MIN) {
      connection.writeChunk(buffer.subarray(start, end))
    } else {
      // reserve takes at most 1 MiB at once.
      for (let from = start; from < end; ) {
        const to = Math.min(end, from + COPY_BYTES_MAX)
        const at = connection.reserve(to - from)
        connection.length = copyBytes(buffer, from, to, connection.buffer, at)
        from = to
      }
    }
    this.metrics.publishesOutQos0.inc(count)
  }

  /** Sends the packets of a QoS 0 block that the client's packet limit allows. */
  sendSmallEnough(block: DeliveryBlock): void {
    for (let i = 0; i < block.count; i++) {
      const start = block.packetStart[i] as number
      const end = block.packetStart[i + 1] as number
      if (end - start > this.packetBytesMax) this.metrics.droppedTooLarge.inc()
      else this.sendBytes(block.buffer, start, end, 1, false)
    }
  }

  /** Sends or queues a QoS 1 block. */
  sendAcknowledged(block: DeliveryBlock): void {
    const { connection } = this
    if (connection === null) return
    let next = 0
    if (this.queueHead === this.queue.length && !connection.congested) next = this.transmit(block, 0)
    if (next < block.count) this.enqueue(block, next)
  }

  /** The client has acknowledged these identifiers. Unknown ones are ignored. */
  acknowledge(identifiers: Int32Array, count: number): void {
    const mask = this.acknowledged.length - 1
    for (let i = 0; i < count; i++) {
      let index = (identifiers[i] as number) - this.headIdentifier
      if (index < 0) index += IDENTIFIERS
      if (index >= this.span || this.acknowledged[(this.headSlot + index) & mask] === 1) {
        this.metrics.acksUnknown.inc()
        continue
      }
      this.acknowledged[(this.headSlot + index) & mask] = 1
      this.unacknowledged--
      while (this.span > 0 && this.acknowledged[this.headSlot] === 1) {
        this.acknowledged[this.headSlot] = 0
        this.headSlot = (this.headSlot + 1) & mask
        this.headIdentifier = this.headIdentifier === IDENTIFIERS ? 1 : this.headIdentifier + 1
        this.span--
      }
    }
    this.pump()
  }

  /** Sends what waits, as far as window and connection allow. */
  pump(): void {
    const { connection } = this
    if (connection === null) return
    while (this.queueHead < this.queue.length && !connection.congested) {
      const waiting = this.queue[this.queueHead] as Waiting
      const { block } = waiting
      waiting.next = this.transmit(block, waiting.next)
      if (waiting.next < block.count) break
      this.queueBytes -= block.bytes + ENTRY_BYTES
      this.memory.release(block)
      this.queue[this.queueHead++] = null
    }
    if (this.queueHead === this.queue.length) {
      this.queue.length = 0
      this.queueHead = 0
      if (!this.full) this.owner?.roomAgain()
    } else if (this.queueHead > COMPACT_MIN && this.queueHead * 2 > this.queue.length) {
      this.queue = this.queue.slice(this.queueHead)
      this.queueHead = 0
    }
  }

  /** Lets go of everything. */
  close(): void {
    this.closed = true
    this.connection = null
    this.owner = null
    this.acknowledged = NOTHING
    this.span = 0
    this.headSlot = 0
    for (let i = this.queueHead; i < this.queue.length; i++) this.memory.release((this.queue[i] as Waiting).block)
    this.queue = []
    this.queueHead = 0
    this.queueBytes = 0
  }

  private enqueue(block: DeliveryBlock, next: number): void {
    // A block is kept whole until its last packet is sent.
    const kept = block.keep()
    this.queueBytes += kept.bytes + ENTRY_BYTES
    this.memory.take(kept)
    this.queue.push({ block: kept, next })
    if (this.queueBytes > this.queueBytesMax || this.memory.exceeded) this.owner?.tooSlow()
  }

  /** Sends packets from `from` on while the window has room; returns the first one that was not sent. */
  private transmit(block: DeliveryBlock, from: number): number {
    if (block.expiresAtMs !== null || block.end - (block.packetStart[from] as number) > this.packetBytesMax) return this.transmitOneByOne(block, from)
    let next = from
    while (next < block.count && this.unacknowledged < this.window && this.span < SPAN_MAX) {
      const start = block.packetStart[next] as number
      const room = Math.min(block.count - next, this.window - this.unacknowledged, SPAN_MAX - this.span)
      let count = 1
      while (count < room && (block.packetStart[next + count + 1] as number) - start <= COPY_BYTES_MAX) count++
      this.copy(block, next, count)
      next += count
    }
    if (next > from) this.metrics.publishesOutQos1.inc(next - from)
    return next
  }

  /** The same with a look at each packet: expired ones and ones that the client cannot take are dropped [MQTT-3.3.2-5], [MQTT-3.1.2-25]. */
  private transmitOneByOne(block: DeliveryBlock, from: number): number {
    const nowMs = block.expiresAtMs === null ? 0 : this.now()
    let next = from
    for (; next < block.count; next++) {
      const expiresAtMs = block.expiresAtMs === null ? 0 : (block.expiresAtMs[next] as number)
      if (expiresAtMs > 0 && expiresAtMs <= nowMs) {
        this.metrics.droppedExpired.inc()
      } else if ((block.packetStart[next + 1] as number) - (block.packetStart[next] as number) > this.packetBytesMax) {
        this.metrics.droppedTooLarge.inc()
      } else if (this.unacknowledged >= this.window || this.span >= SPAN_MAX) {
        break
      } else {
        this.copy(block, next, 1, nowMs)
        this.metrics.publishesOutQos1.inc()
      }
    }
    return next
  }

  /** Copies packets to the connection and gives them identifiers. */
  private copy(block: DeliveryBlock, first: number, count: number, nowMs = 0): void {
    const connection = this.connection as Connection
    const start = block.packetStart[first] as number
    const end = block.packetStart[first + count] as number
    let target: Buffer
    let at = 0
    if (end - start > COPY_BYTES_MAX) {
      target = Buffer.allocUnsafeSlow(end - start)
      block.buffer.copy(target, 0, start, end)
    } else {
      at = connection.reserve(end - start)
      target = connection.buffer
      copyBytes(block.buffer, start, end, target, at)
    }
    for (let i = first; i < first + count; i++) {
      writeUint16(target, at + (block.identifierAt[i] as number) - start, this.take())
      if (nowMs > 0) block.patchExpiry(i, target, at + (block.packetStart[i] as number) - start, nowMs)
    }
    if (end - start > COPY_BYTES_MAX) connection.writeChunk(target)
    else connection.length = at + end - start
  }

  /** The next packet identifier; identifiers follow each other, so that the table needs no look-up. */
  private take(): number {
    if (this.span === this.acknowledged.length) this.grow()
    const identifier = ((this.headIdentifier - 1 + this.span) % IDENTIFIERS) + 1
    this.span++
    this.unacknowledged++
    return identifier
  }

  private grow(): void {
    const grown = new Uint8Array(this.acknowledged.length * 2)
    const mask = this.acknowledged.length - 1
    for (let i = 0; i < this.span; i++) grown[i] = this.acknowledged[(this.headSlot + i) & mask] as number
    this.acknowledged = grown
    this.headSlot = 0
  }
}
