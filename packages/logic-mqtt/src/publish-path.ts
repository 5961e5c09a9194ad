import type { AppendTicket, DelayedPublisher, MessageRun, Publisher, PublishTarget } from '@robustmq/broker-api'
import { createMessageRun, TICKET_PENDING } from '@robustmq/broker-api'
import { assert } from '@robustmq/common-errors'
import { createMqttRuns } from '@robustmq/codec-mqtt'
import type { MqttPublishRun } from '@robustmq/codec-mqtt'
import { partitionOf } from '@robustmq/common-routing'
import { HeaderWriter } from './header-writer.ts'
import { WIRE_V3, WIRE_V5 } from './native-form.ts'
import type { Outbound } from './outbound.ts'
import type { RetainedWaiter, RetainedWriter } from './retained-writer.ts'

const SINGLE_START = 0

/**
 * From a decoder's run to the publish path. One per thread: runs are handed over within the call, so one set of arrays
 * serves all connections.
 */
export class PublishPath {
  private readonly publisher: Publisher
  private readonly delayed: DelayedPublisher | null
  private readonly retained: RetainedWriter
  private readonly run: MessageRun = createMessageRun()
  private readonly headers = new HeaderWriter()
  private headersStart: Int32Array = new Int32Array(64)
  private headersEnd: Int32Array = new Int32Array(64)
  private readonly one: MqttPublishRun = createMqttRuns().publish
  private readonly singleStart = new Int32Array(1)
  private readonly singleEnd = new Int32Array(1)
  private readonly singleKeyStart = new Int32Array(1)
  private readonly singleKeyEnd = new Int32Array(1)
  private expiresAtMs = 0
  /** The run whose headers `isWhole` has just written. */
  private translated: MqttPublishRun | null = null

  constructor(publisher: Publisher, retained: RetainedWriter, delayed: DelayedPublisher | null) {
    this.publisher = publisher
    this.delayed = delayed
    this.retained = retained
  }

  /**
   * True when the run goes to the log under one ticket. Otherwise its messages are published one by one, as `single`s: some
   * have a key or a null payload, which a run cannot say. To be asked right before `publish`.
   */
  isWhole(wire: MqttPublishRun, nowMs: number): boolean {
    if (!wire.hasProperties || wire.count === 1) return true
    if (!this.translate(wire, nowMs)) return false
    this.translated = wire
    return true
  }

  /** Message i of a run as a run of its own; valid until the next call. */
  single(wire: MqttPublishRun, i: number): MqttPublishRun {
    takeSingle(this.one, wire, i)
    return this.one
  }

  /**
   * Publishes a run that `isWhole` to a target that is ready. Returns its ticket, null when nothing is stored. With
   * `waiter`, `sequence` is handed to it when a retained run is agreed on; then the ticket needs no look. With `later` it is published at
   * `nowMs`, which is then still to come: its expiry counts from there, and it is not retained.
   */
  publish(
    target: PublishTarget, wire: MqttPublishRun, version5: boolean, live: boolean, publisher: Outbound | null, nowMs: number,
    waiter: RetainedWaiter | null, sequence: number, later: boolean = false,
  ): AppendTicket | null {
    const { run } = this
    run.count = wire.count
    run.buffer = wire.buffer
    run.payloadStart = wire.payloadStart
    run.payloadEnd = wire.payloadEnd
    run.keyStart = null
    run.keyEnd = null
    run.headerBuffer = null
    run.headersStart = null
    run.headersEnd = null
    run.headersTrusted = true
    run.deliveryClass = wire.qos
    run.retained = wire.retain
    run.timestampMs = nowMs
    run.publisher = publisher
    run.wireFormat = version5 ? WIRE_V5 : WIRE_V3
    run.wire = wire
    this.expiresAtMs = 0
    const written = this.translated === wire
    this.translated = null
    if (wire.hasProperties) {
      if (written || this.translate(wire, nowMs)) this.takeHeaders()
      else this.takeOne(wire)
    }
    const ticket = later && this.delayed !== null ? this.delayed.publish(target, run, nowMs, live) : this.publisher.publish(target, run, live)
    if (!later && wire.retain && ticket !== null) this.retain(target, wire, ticket, waiter, sequence)
    run.wire = null
    run.publisher = null
    run.headerBuffer = null
    return ticket
  }

  /** Writes the headers of all messages; false when some message has a key or a null payload, which a run cannot say. */
  private translate(wire: MqttPublishRun, nowMs: number): boolean {
    const { headers } = this
    if (this.headersStart.length < wire.count) {
      this.headersStart = new Int32Array(wire.count * 2)
      this.headersEnd = new Int32Array(wire.count * 2)
    }
    headers.begin()
    for (let i = 0; i < wire.count; i++) {
      this.headersStart[i] = headers.write(wire.buffer, wire.propertiesStart[i] as number, wire.propertiesEnd[i] as number, nowMs)
      this.headersEnd[i] = headers.length
      if (headers.keyStart >= 0 || headers.keyBytes !== null || headers.nullPayload) return false
    }
    return true
  }

  private takeHeaders(): void {
    const { headers, run } = this
    this.expiresAtMs = headers.expiresAtMs
    if (headers.length === 0) return
    run.headerBuffer = headers.buffer
    run.headersStart = this.headersStart
    run.headersEnd = this.headersEnd
  }

  /** The run of one message with a key or a null payload, whose headers are written. */
  private takeOne(wire: MqttPublishRun): void {
    const { run, headers } = this
    assert(wire.count === 1, 'messages with keys are published one by one')
    this.headersEnd[0] = headers.length
    run.payloadStart = this.singleStart
    run.payloadEnd = this.singleEnd
    run.headersStart = this.headersStart
    run.headersEnd = this.headersEnd
    run.headerBuffer = headers.buffer
    this.expiresAtMs = headers.expiresAtMs
    this.takePayload(wire)
  }

  /** Payload and key of the message; a key that came in base64 is put beside the payload, since both must be in one buffer. */
  private takePayload(wire: MqttPublishRun): void {
    const { run, headers } = this
    const start = wire.payloadStart[0] as number
    const end = wire.payloadEnd[0] as number
    run.buffer = wire.buffer
    this.singleStart[0] = headers.nullPayload && start === end ? -1 : start
    this.singleEnd[0] = headers.nullPayload && start === end ? -1 : end
    const hasKey = headers.keyStart >= 0 || headers.keyBytes !== null
    run.keyStart = hasKey ? this.singleKeyStart : null
    run.keyEnd = hasKey ? this.singleKeyEnd : null
    this.singleKeyStart[0] = headers.keyStart
    this.singleKeyEnd[0] = headers.keyEnd
    const key = headers.keyBytes
    if (key === null) return
    run.buffer = Buffer.concat([wire.buffer.subarray(start, end), key])
    if (this.singleStart[0] !== -1) {
      this.singleStart[0] = SINGLE_START
      this.singleEnd[0] = end - start
    }
    this.singleKeyStart[0] = end - start
    this.singleKeyEnd[0] = end - start + key.length
  }

  /** The last message of the run is the one to keep; an empty one clears [MQTT-3.3.1-6], [MQTT-3.3.1-7]. */
  private retain(target: PublishTarget, wire: MqttPublishRun, ticket: AppendTicket, waiter: RetainedWaiter | null, sequence: number): void {
    const { topic } = target
    if (topic === null) {
      waiter?.retainedSettled(sequence, null)
      return
    }
    const last = wire.count - 1
    const { run } = this
    const key = run.keyStart === null || run.keyEnd === null ? null : run.buffer.subarray(run.keyStart[0] as number, run.keyEnd[0] as number)
    const partitions = topic.partitions.length
    const partition = partitions === 1 ? 0 : partitionOf(key ?? Buffer.from(target.address), partitions)
    this.retained.publish({
      tenant: target.tenant, name: target.nativeName, topicId: topic.id, partition, expiresAtMs: this.expiresAtMs,
      clear: wire.payloadStart[last] === wire.payloadEnd[last], waiter, sequence,
    }, ticket)
  }
}

/** True when somebody must be told later. */
export function isPending(ticket: AppendTicket | null): boolean {
  return ticket !== null && ticket.state === TICKET_PENDING
}

/** Makes `single` the run of packet i alone. */
function takeSingle(single: MqttPublishRun, wire: MqttPublishRun, i: number): void {
  const end = wire.payloadEnd[i] as number
  single.buffer = wire.buffer
  single.count = 1
  single.qos = wire.qos
  single.retain = wire.retain
  single.topicStart = wire.topicStart
  single.topicEnd = wire.topicEnd
  single.topicAlias = wire.topicAlias
  single.uniformWire = wire.uniformWire
  single.hasProperties = wire.hasProperties
  single.start = wire.packetStart[i] as number
  single.end = end
  single.packetStart[0] = single.start
  single.packetId[0] = wire.packetId[i] as number
  single.propertiesStart[0] = wire.propertiesStart[i] as number
  single.propertiesEnd[0] = wire.propertiesEnd[i] as number
  single.payloadStart[0] = wire.payloadStart[i] as number
  single.payloadEnd[0] = end
}

/** A copy of a run that outlives the decoder's; its buffer is shared, as decoders never write to it again. */
export function copyRun(wire: MqttPublishRun): MqttPublishRun {
  const copy = createMqttRuns().publish
  const { count } = wire
  return Object.assign(copy, wire, {
    packetStart: wire.packetStart.slice(0, count), packetId: wire.packetId.slice(0, count),
    propertiesStart: wire.propertiesStart.slice(0, count), propertiesEnd: wire.propertiesEnd.slice(0, count),
    payloadStart: wire.payloadStart.slice(0, count), payloadEnd: wire.payloadEnd.slice(0, count),
  })
}
