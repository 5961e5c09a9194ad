import { readUint16 } from '@robustmq/common-bytes'
import { assert } from '@robustmq/common-errors'
import { Carry } from './carry.ts'
import { ACK_RUN, FAILURE, MqttPacketType, NEED_MORE, PACKET, PUBLISH_RUN } from './constants.ts'
import type { MqttAckType, MqttEvent, MqttRole, MqttVersion } from './constants.ts'
import { decodeConnect } from './decode-connect.ts'
import { decodePacket } from './decode-packet.ts'
import { failAt } from './failure.ts'
import type { MqttFailure } from './failure.ts'
import { checkFirstByte } from './first-byte.ts'
import { completeLimits } from './limits.ts'
import type { MqttLimits } from './limits.ts'
import type { MqttPacket } from './packets.ts'
import { IN_PUBLISH_TO_CLIENT, IN_PUBLISH_TO_SERVER } from './properties.ts'
import { createMqttRuns } from './runs.ts'
import type { MqttAckRun, MqttPublishRun, MqttRuns } from './runs.ts'
import { scanPublishRun, TopicMemory } from './scan-publish.ts'
import type { PublishContext } from './scan-publish.ts'
import { INTEGER_MALFORMED, INTEGER_TRUNCATED, readVariableInteger, variableIntegerEnd } from './variable-integer.ts'

export interface MqttDecoderOptions {
  /** Default `server`: decodes what clients send, CONNECT first. */
  readonly role?: MqttRole
  /** Version of the connection: required for a `client` decoder; a `server` decoder learns it from CONNECT. */
  readonly version?: MqttVersion
  /** What is left out has the value of `DEFAULT_MQTT_LIMITS`. */
  readonly limits?: Partial<MqttLimits>
  /** Result objects to share between the decoders of a thread; default: a pair of its own. See `MqttRuns`. */
  readonly runs?: MqttRuns
}

const EMPTY = Buffer.alloc(0)

/**
 * Incremental decoder of one connection. Give it chunks with `push`, then call `next` until it answers `NEED_MORE` or
 * `FAILURE`, and only then push again:
 *
 *     decoder.push(chunk)
 *     for (let event = decoder.next(); event !== NEED_MORE; event = decoder.next()) { ... if (event === FAILURE) break }
 *
 * The caller may stop calling `next` at any time (to wait for an authorization, say) and go on later; the chunk is kept.
 * Hot-path class: the documented fields are plain and read-only for callers, the others are the decoder's own. Nothing here
 * throws for what a peer sends.
 */
export class MqttDecoder {
  /** Valid after `PUBLISH_RUN`. */
  readonly publishRun: MqttPublishRun
  /** Valid after `ACK_RUN`. */
  readonly ackRun: MqttAckRun
  /** Set after `PACKET`, null otherwise. */
  packet: MqttPacket | null = null
  /** Set for good after the first `FAILURE`. */
  failure: MqttFailure | null = null
  /** 0 until a CONNECT with a known level was seen, even if that CONNECT was then refused. */
  version: 0 | MqttVersion = 0
  /** Level byte of CONNECT as sent, for the answer to one that is not spoken here; 0 before. */
  connectLevel = 0

  readonly role: MqttRole
  readonly limits: MqttLimits

  #buffer: Buffer = EMPTY
  #position = 0
  #end = 0
  /** Absolute stream position of `#buffer[0]`. */
  #base = 0
  #received = 0
  #carry = new Carry()
  /** The chunk that waits while `#buffer` is a carried packet. */
  #pending: Buffer | null = null
  #pendingPosition = 0
  #pendingBase = 0
  #bodyStart = 0
  #packetBytesMax: number
  #publish: PublishContext

  constructor(role: MqttRole, version: 0 | MqttVersion, limits: MqttLimits, runs: MqttRuns) {
    this.role = role
    this.version = version
    this.limits = limits
    this.publishRun = runs.publish
    this.ackRun = runs.ack
    this.#packetBytesMax = version === 0 ? Math.min(limits.connectBytesMax, limits.packetBytesMax) : limits.packetBytesMax
    const publishPlace = role === 'server' ? IN_PUBLISH_TO_SERVER : IN_PUBLISH_TO_CLIENT
    this.#publish = { version, publishPlace, limits, topics: new TopicMemory() }
  }

  /**
   * Gives the next bytes of the stream. The decoder refers to the chunk, it does not copy it (except the head of a packet
   * that ends in a later chunk): the caller must not write to it again while it may be in use. Ignored after a failure.
   * Throws `INTERNAL_ASSERTION` when the previous chunk is not used up.
   */
  push(chunk: Uint8Array): void {
    if (this.failure !== null) return
    assert(this.#position === this.#end && this.#pending === null, 'push before next() answered NEED_MORE')
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const base = this.#received
    this.#received += bytes.length
    const start = this.#carry.length === 0 ? 0 : this.#fillCarry(bytes)
    if (this.failure !== null) return
    if (this.#position < this.#end) {
      this.#pending = bytes
      this.#pendingPosition = start
      this.#pendingBase = base
      return
    }
    this.#open(bytes, start, base)
  }

  /** Decodes on; see the class. */
  next(): MqttEvent {
    if (this.failure !== null) return FAILURE
    this.packet = null
    if (this.#position === this.#end && !this.#openPending()) return this.#rest()
    const buffer = this.#buffer
    const at = this.#position
    const first = buffer[at] as number
    const total = this.#readHeader(buffer, at, this.#end)
    if (total < 0) return FAILURE
    if (total === 0 || at + total > this.#end) return this.#keepHead(total)
    const packetEnd = at + total
    const type = first >> 4
    if (type === MqttPacketType.PUBLISH) return this.#publishRun(packetEnd)
    this.#position = packetEnd
    if (type >= MqttPacketType.PUBACK && type <= MqttPacketType.PUBCOMP && packetEnd - this.#bodyStart === 2) {
      return this.#ackRun(type as MqttAckType, first, at)
    }
    return type === MqttPacketType.CONNECT ? this.#connect(packetEnd) : this.#rare(type, packetEnd)
  }

  #open(buffer: Buffer, position: number, base: number): void {
    this.#buffer = buffer
    this.#position = position
    this.#end = buffer.length
    this.#base = base
  }

  #openPending(): boolean {
    if (this.#pending === null) return false
    this.#open(this.#pending, this.#pendingPosition, this.#pendingBase)
    this.#pending = null
    return this.#position < this.#end
  }

  /** Nothing left: no reference to the chunk stays behind. */
  #rest(): MqttEvent {
    this.#open(EMPTY, 0, this.#received)
    this.publishRun.release()
    return NEED_MORE
  }

  #fail(failure: MqttFailure): MqttEvent {
    this.failure = { ...failure, bytePosition: this.#base + failure.bytePosition }
    this.packet = null
    this.#carry.clear()
    this.#pending = null
    this.#buffer = EMPTY
    this.publishRun.release()
    return FAILURE
  }

  /**
   * Checks the fixed header as far as it is there. Returns the bytes of the whole packet and sets `#bodyStart`; 0 when the
   * length field is incomplete, -1 after a failure. Size is judged here, before a byte is kept.
   */
  #readHeader(buffer: Buffer, at: number, end: number): number {
    const first = buffer[at] as number
    if (this.role === 'server' && (first >> 4 === MqttPacketType.CONNECT) !== (this.version === 0)) {
      const message = this.version === 0 ? 'first packet is not CONNECT [MQTT-3.1.0-1]' : 'second CONNECT [MQTT-3.1.0-2]'
      this.#fail(failAt('MQTT_PROTOCOL_ERROR', message, at))
      return -1
    }
    const failure = checkFirstByte(first, at, this.role, this.version)
    if (failure !== null) {
      this.#fail(failure)
      return -1
    }
    const length = readVariableInteger(buffer, at + 1, end)
    if (length === INTEGER_TRUNCATED) return 0
    if (length === INTEGER_MALFORMED) {
      this.#fail(failAt('MQTT_MALFORMED', 'remaining length is over long or not in its shortest form [MQTT-1.5.5-1]', at + 1))
      return -1
    }
    this.#bodyStart = variableIntegerEnd
    const total = variableIntegerEnd - at + length
    if (total > this.#packetBytesMax) {
      const message = `packet of ${total} bytes exceeds the limit of ${this.#packetBytesMax} (section 3.1.2.11.4)`
      this.#fail(failAt('MQTT_PACKET_TOO_LARGE', message, at))
      return -1
    }
    return total
  }

  /** Copies the head of an incomplete packet, so that the chunk can go. `total` is 0 when it is not known yet. */
  #keepHead(total: number): MqttEvent {
    this.#carry.wanted = total
    this.#carry.base = this.#base + this.#position
    this.#carry.take(this.#buffer, this.#position, this.#end)
    return this.#rest()
  }

  /** Completes the carried packet as far as the chunk goes; returns the position in the chunk after it. */
  #fillCarry(chunk: Buffer): number {
    const carry = this.#carry
    this.#base = carry.base
    let at = 0
    while (carry.wanted === 0 && at < chunk.length) {
      // One byte at a time: the header must not take bytes of the packet behind it.
      at = carry.take(chunk, at, at + 1)
      const total = this.#readHeader(carry.buffer, 0, carry.length)
      if (total < 0) return at
      carry.wanted = total
    }
    if (carry.wanted === 0) return at
    at = carry.take(chunk, at, chunk.length)
    if (carry.length === carry.wanted) {
      const { base, wanted } = carry
      this.#open(carry.release(), 0, base)
      this.#end = wanted
    }
    return at
  }

  #publishRun(packetEnd: number): MqttEvent {
    const failure = scanPublishRun(this.publishRun, this.#publish, this.#buffer, this.#position, this.#bodyStart, packetEnd, this.#end)
    if (failure !== null) return this.#fail(failure)
    this.#position = this.publishRun.end
    return PUBLISH_RUN
  }

  /** Short acknowledgements, four bytes each: u8 type, u8 2, u16 packet id. */
  #ackRun(type: MqttAckType, first: number, start: number): MqttEvent {
    const run = this.ackRun
    const buffer = this.#buffer
    const end = this.#end
    const packetCountMax = this.limits.runPacketCountMax
    if (run.count === run.packetId.length && run.count < packetCountMax) run.grow(packetCountMax)
    const countMax = Math.min(run.packetId.length, packetCountMax)
    let count = 0
    let at = start
    while (count < countMax && at + 4 <= end && buffer[at] === first && buffer[at + 1] === 2) {
      const id = readUint16(buffer, at + 2)
      if (id === 0) break
      run.packetId[count++] = id
      at += 4
    }
    if (count === 0) return this.#fail(failAt('MQTT_PROTOCOL_ERROR', 'packet identifier is 0 [MQTT-2.2.1-3]', start + 2))
    run.type = type
    run.count = count
    this.#position = at
    return ACK_RUN
  }

  #connect(packetEnd: number): MqttEvent {
    const result = decodeConnect(this.#buffer, this.#bodyStart, packetEnd, this.limits)
    this.connectLevel = result.level
    this.version = result.version
    if (result.failure !== null) return this.#fail(result.failure)
    this.#publish.version = result.version
    this.#packetBytesMax = this.limits.packetBytesMax
    this.packet = result.packet
    return PACKET
  }

  #rare(type: number, packetEnd: number): MqttEvent {
    const result = decodePacket(this.#buffer, type, this.#bodyStart, packetEnd, this.version, this.role, this.limits)
    if ('code' in result) return this.#fail(result)
    this.packet = result
    return PACKET
  }
}

/**
 * Makes the decoder of one connection. Throws `INTERNAL_ASSERTION` for limits out of range, or a `client` without version.
 */
export function createMqttDecoder(options: MqttDecoderOptions = {}): MqttDecoder {
  const role = options.role ?? 'server'
  assert(role === 'server' ? options.version === undefined : options.version !== undefined, 'version: for role client, and only there')
  return new MqttDecoder(role, options.version ?? 0, completeLimits(options.limits), options.runs ?? createMqttRuns())
}
