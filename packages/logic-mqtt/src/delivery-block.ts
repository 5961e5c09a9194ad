import { copyBytes, writeInt32 } from '@robustmq/common-bytes'
import type { MessageRun } from '@robustmq/broker-api'
import { ttlExpiry } from '@robustmq/common-expiry'
import {
  encodeForwardedProperties, encodePublishHead, messageExpiryOf, publishFirstByte, sizeOfForwardedProperties, sizeOfPublish,
} from '@robustmq/codec-mqtt'
import type { MqttPublishRun } from '@robustmq/codec-mqtt'
import { foreignProperties } from './header-reader.ts'
import { WIRE_V5 } from './native-form.ts'

const NO_POSITIONS = new Int32Array(0)
const NONE = Buffer.alloc(0)

/** What is read of an MQTT 5 publisher's own run. */
export type ForwardedWire = Pick<
  MqttPublishRun, 'buffer' | 'hasProperties' | 'payloadStart' | 'payloadEnd' | 'propertiesStart' | 'propertiesEnd'
>

/** Memory of a kept block beside its bytes and positions. */
const BLOCK_BYTES = 400

/** What all packets of a block have in common. */
export interface DeliveryForm {
  readonly version5: boolean
  /** Topic name as the subscriber sees it. */
  readonly topic: Buffer
  /** Identifiers of the matching subscriptions, MQTT 5 only. */
  readonly subscriptionIds: readonly number[]
}

/**
 * PUBLISH packets to be sent, back to back, with packet identifiers left open: encoded once for all subscribers that are
 * due the same bytes. One block per thread is filled again and again; `keep` makes one that lasts.
 */
export class DeliveryBlock {
  buffer: Buffer = NONE
  count = 0
  qos: 0 | 1 = 0
  /** Start of each packet; one more entry marks the end. */
  packetStart: Int32Array = NO_POSITIONS
  /** Where the identifier of each packet stands; QoS 1 only. */
  identifierAt: Int32Array = NO_POSITIONS
  /** End of life of each message, milliseconds since the epoch, 0 never; null when none expires. */
  expiresAtMs: Float64Array | null = null
  /** Where the expiry of each packet stands, 0 for none. */
  expiryAt: Int32Array = NO_POSITIONS
  /** Queues that keep this (kept) block; see `DeliveryMemory`. */
  holders = 0
  private kept: DeliveryBlock | null = null

  get end(): number {
    return this.packetStart[this.count] as number
  }

  /** What a kept block takes of memory. */
  get bytes(): number {
    const { buffer, packetStart, identifierAt, expiresAtMs, expiryAt } = this
    return buffer.length + packetStart.byteLength + identifierAt.byteLength + (expiresAtMs?.byteLength ?? 0) + expiryAt.byteLength + BLOCK_BYTES
  }

  /** Encodes a whole run. `nowMs` is wall-clock time; `ttlMs` the topic's time to live, 0 for none. */
  encode(form: DeliveryForm, qos: 0 | 1, retain: boolean, run: MessageRun, nowMs: number, ttlMs = 0): void {
    const { count } = run
    this.begin(count, qos)
    const wire = run.wireFormat === WIRE_V5 ? (run.wire as ForwardedWire) : null
    const firstByte = publishFirstByte(qos, retain, false)
    const plain = !form.version5 || (wire !== null ? !wire.hasProperties && form.subscriptionIds.length === 0 : false)
    let at = 0
    for (let i = 0; i < count; i++) {
      this.packetStart[i] = at
      if (plain) at = this.plain(form, firstByte, run, i, at)
      else if (wire !== null) at = this.forwarded(form, firstByte, wire, i, at, nowMs)
      else at = this.translated(form, firstByte, run, i, at, nowMs)
    }
    this.packetStart[count] = at
    if (ttlMs > 0) this.limitLife(run, ttlMs)
  }

  /** A block that is not written to again; several queues may share it. */
  keep(): DeliveryBlock {
    if (this.kept !== null) return this.kept
    const copy = new DeliveryBlock()
    copy.count = this.count
    copy.qos = this.qos
    copy.buffer = Buffer.allocUnsafeSlow(this.end)
    this.buffer.copy(copy.buffer, 0, 0, this.end)
    copy.packetStart = this.packetStart.slice(0, this.count + 1)
    copy.identifierAt = this.identifierAt.slice(0, this.count)
    if (this.expiresAtMs !== null) {
      copy.expiresAtMs = this.expiresAtMs.slice(0, this.count)
      copy.expiryAt = this.expiryAt.slice(0, this.count)
    }
    copy.kept = copy
    this.kept = copy
    return copy
  }

  /** Writes the time left into the packet at `at` in `target`; the block itself stays as it is. */
  patchExpiry(i: number, target: Buffer, at: number, nowMs: number): void {
    const position = this.expiryAt[i] as number
    if (this.expiresAtMs === null || position === 0) return
    const seconds = Math.max(0, Math.ceil(((this.expiresAtMs[i] as number) - nowMs) / 1000))
    writeInt32(target, at + position - (this.packetStart[i] as number), seconds)
  }

  /** No message outlives its topic's time to live; clients are told of the publisher's own expiry only. */
  private limitLife(run: MessageRun, ttlMs: number): void {
    if (this.expiresAtMs === null) {
      this.expiresAtMs = new Float64Array(this.packetStart.length)
      this.expiryAt.fill(0)
    }
    for (let i = 0; i < run.count; i++) {
      const own = this.expiryAt[i] === 0 ? Number.POSITIVE_INFINITY : (this.expiresAtMs[i] as number)
      this.expiresAtMs[i] = Math.min(own, ttlExpiry(run.timestamps === null ? run.timestampMs : (run.timestamps[i] as number), ttlMs))
    }
  }

  private begin(count: number, qos: 0 | 1): void {
    this.kept = null
    this.count = count
    this.qos = qos
    this.expiresAtMs = null
    if (this.packetStart.length <= count) {
      const capacity = Math.max(64, count * 2)
      this.packetStart = new Int32Array(capacity + 1)
      this.identifierAt = new Int32Array(capacity)
      this.expiryAt = new Int32Array(capacity)
    }
  }

  private reserve(at: number, bytes: number): void {
    if (at + bytes <= this.buffer.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(at + bytes, this.buffer.length * 2, 16_384))
    this.buffer.copy(grown, 0, 0, at)
    this.buffer = grown
  }

  private head(form: DeliveryForm, firstByte: number, i: number, at: number, propertiesBytes: number, payloadBytes: number): number {
    const { topic } = form
    this.reserve(at, sizeOfPublish(form.version5 ? 5 : 4, this.qos, topic.length, propertiesBytes, payloadBytes))
    const version = form.version5 ? 5 : 4
    const next = encodePublishHead(this.buffer, at, version, firstByte, topic, 0, topic.length, 0, propertiesBytes, payloadBytes)
    if (this.qos === 1) {
      const lengthBytes = form.version5 ? (propertiesBytes < 128 ? 1 : propertiesBytes < 16_384 ? 2 : propertiesBytes < 2_097_152 ? 3 : 4) : 0
      this.identifierAt[i] = next - lengthBytes - 2
    }
    return next
  }

  private plain(form: DeliveryForm, firstByte: number, run: MessageRun, i: number, at: number): number {
    const start = run.payloadStart[i] as number
    const end = start < 0 ? start : (run.payloadEnd[i] as number)
    at = this.head(form, firstByte, i, at, 0, end - start)
    return start < 0 ? at : copyBytes(run.buffer, start, end, this.buffer, at)
  }

  /** MQTT 5 to MQTT 5: the property block goes on unaltered ([MQTT-3.3.2-4], -15 to -20). */
  private forwarded(form: DeliveryForm, firstByte: number, wire: ForwardedWire, i: number, at: number, nowMs: number): number {
    const from = wire.propertiesStart[i] as number
    const to = wire.propertiesEnd[i] as number
    const forwarding = { subscriptionIds: form.subscriptionIds, expirySeconds: -1, topicAlias: 0 }
    const propertiesBytes = sizeOfForwardedProperties(wire.buffer, from, to, forwarding)
    const start = wire.payloadStart[i] as number
    const end = wire.payloadEnd[i] as number
    at = this.head(form, firstByte, i, at, propertiesBytes, end - start)
    const seconds = messageExpiryOf(wire.buffer, from, to)
    const written = encodeForwardedProperties(this.buffer, at, wire.buffer, from, to, forwarding)
    if (seconds >= 0) this.expires(i, at, written, nowMs + seconds * 1000)
    else this.expiryAt[i] = 0
    at = written
    return copyBytes(wire.buffer, start, end, this.buffer, at)
  }

  private translated(form: DeliveryForm, firstByte: number, run: MessageRun, i: number, at: number, nowMs: number): number {
    const { block, expiresAtMs } = foreignProperties(run, i, nowMs, form.subscriptionIds)
    const start = run.payloadStart[i] as number
    const end = start < 0 ? start : (run.payloadEnd[i] as number)
    at = this.head(form, firstByte, i, at, block.length, end - start)
    const written = copyBytes(block, 0, block.length, this.buffer, at)
    if (expiresAtMs > 0) this.expires(i, at, written, expiresAtMs)
    else this.expiryAt[i] = 0
    at = written
    return start < 0 ? at : copyBytes(run.buffer, start, end, this.buffer, at)
  }

  /** Remembers where the expiry of packet i stands in its property block, written at `[start, end)`. */
  private expires(i: number, start: number, end: number, expiresAtMs: number): void {
    if (this.expiresAtMs === null) {
      this.expiresAtMs = new Float64Array(this.packetStart.length)
      this.expiryAt.fill(0, 0, i)
    }
    this.expiresAtMs[i] = expiresAtMs
    this.expiryAt[i] = expiryPosition(this.buffer, start, end)
  }
}

/** Position of the four bytes of Message Expiry Interval (0x02) in a property block of a PUBLISH to a client. */
function expiryPosition(block: Buffer, start: number, end: number): number {
  for (let at = start; at < end; ) {
    switch (block[at]) {
      case 0x02:
        return at + 1
      case 0x01:
        at += 2
        break
      case 0x0b:
        at++
        while ((block[at++] as number) >= 0x80);
        break
      case 0x23:
        at += 3
        break
      case 0x26:
        at += 3 + block.readUInt16BE(at + 1)
        at += 2 + block.readUInt16BE(at)
        break
      default:
        at += 3 + block.readUInt16BE(at + 1)
    }
  }
  return 0
}
