import { createMessageRun, TICKET_COMMITTED, TICKET_PENDING } from '@robustmq/broker-api'
import type { AppendTicket, MessageRun, TicketWaiter } from '@robustmq/broker-api'
import type { MqttPublishRun } from '@robustmq/codec-mqtt'
import type { ForwardedWire } from './delivery-block.ts'
import type { DeliveryMemory } from './delivery-memory.ts'
import { WIRE_V5 } from './native-form.ts'

/** Memory of an entry beside its bytes and positions. */
const ENTRY_BYTES = 512
/** Positions of one message. */
const POSITION_BYTES = 32

/** Sends a run to those who were subscribed when it was published. */
export interface HeldSender {
  sendHeld(run: MessageRun, nowMs: number): void
}

interface Held {
  /** Null: not stored, but later than something that is. */
  readonly ticket: AppendTicket | null
  readonly sender: HeldSender
  readonly run: MessageRun
  /** When it was published: its expiry counts from there. */
  readonly nowMs: number
  readonly bytes: number
}

/**
 * QoS 1 runs to one address that wait for their batch to be committed, and those that came behind them [MQTT-4.6.0-6]. One
 * copy of each run, however many clients and forms it goes out in; it outlives changes of the subscriptions. Bounded by
 * what the log takes before it is synced.
 */
export class HeldDeliveries implements TicketWaiter {
  private readonly held: Held[] = []
  private readonly memory: DeliveryMemory

  constructor(memory: DeliveryMemory) {
    this.memory = memory
  }

  /** True when what comes now must wait behind something. */
  get waiting(): boolean {
    return this.held.length > 0
  }

  hold(run: MessageRun, sender: HeldSender, nowMs: number): void {
    const { ticket } = run
    const copy = copyMessageRun(run)
    const bytes = copy.buffer.length + (copy.headerBuffer === copy.buffer ? 0 : (copy.headerBuffer?.length ?? 0)) + copy.count * POSITION_BYTES + ENTRY_BYTES
    this.held.push({ ticket, sender, run: copy, nowMs, bytes })
    this.memory.bytes += bytes
    if (ticket !== null && ticket.state === TICKET_PENDING) ticket.wait(this)
  }

  /** Sends, in order, what waited for this ticket; what was refused is not delivered. */
  ticketSettled(): void {
    const { held } = this
    let done = 0
    for (; done < held.length; done++) {
      const { ticket, sender, run, nowMs, bytes } = held[done] as Held
      if (ticket !== null && ticket.state === TICKET_PENDING) break
      this.memory.bytes -= bytes
      if (ticket === null || ticket.state === TICKET_COMMITTED) sender.sendHeld(run, nowMs)
    }
    if (done === held.length) held.length = 0
    else if (done > 0) held.splice(0, done)
  }
}

/** A copy that outlives the publisher's buffers, with all that an MQTT delivery is made from. */
export function copyMessageRun(run: MessageRun): MessageRun {
  const copy = createMessageRun()
  const { count } = run
  copy.count = count
  copy.deliveryClass = run.deliveryClass
  copy.retained = run.retained
  copy.headersTrusted = run.headersTrusted
  copy.timestampMs = run.timestampMs
  copy.timestamps = run.timestamps === null ? null : run.timestamps.slice(0, count)
  copy.publisher = run.publisher
  copy.wireFormat = run.wireFormat
  if (run.wireFormat === WIRE_V5) {
    // MQTT 5 subscribers get the publisher's property block, others nothing but the payload.
    const wire = run.wire as MqttPublishRun
    const from = wire.hasProperties ? (wire.propertiesStart[0] as number) : (wire.payloadStart[0] as number)
    copy.buffer = copyRange(wire.buffer, from, wire.payloadEnd[count - 1] as number)
    copy.payloadStart = moved(wire.payloadStart, count, from)
    copy.payloadEnd = moved(wire.payloadEnd, count, from)
    const forwarded: ForwardedWire = {
      buffer: copy.buffer,
      hasProperties: wire.hasProperties,
      payloadStart: copy.payloadStart,
      payloadEnd: copy.payloadEnd,
      propertiesStart: wire.hasProperties ? moved(wire.propertiesStart, count, from) : copy.payloadStart,
      propertiesEnd: wire.hasProperties ? moved(wire.propertiesEnd, count, from) : copy.payloadStart,
    }
    copy.wire = forwarded
    return copy
  }
  const shared = run.headerBuffer === run.buffer
  const [from, to] = rangeOf(run, shared)
  copy.buffer = copyRange(run.buffer, from, to)
  copy.payloadStart = moved(run.payloadStart, count, from)
  copy.payloadEnd = moved(run.payloadEnd, count, from)
  if (run.keyStart !== null && run.keyEnd !== null) {
    copy.keyStart = moved(run.keyStart, count, from)
    copy.keyEnd = moved(run.keyEnd, count, from)
  }
  if (run.headerBuffer !== null && run.headersStart !== null && run.headersEnd !== null) {
    const first = shared ? from : (run.headersStart[0] as number)
    copy.headerBuffer = shared ? copy.buffer : copyRange(run.headerBuffer, first, run.headersEnd[count - 1] as number)
    copy.headersStart = moved(run.headersStart, count, first)
    copy.headersEnd = moved(run.headersEnd, count, first)
  }
  return copy
}

/** The part of the run's buffer that it uses. */
function rangeOf(run: MessageRun, headers: boolean): readonly [number, number] {
  let from = Number.POSITIVE_INFINITY
  let to = 0
  const widen = (starts: Int32Array | null, ends: Int32Array | null): void => {
    if (starts === null || ends === null) return
    for (let i = 0; i < run.count; i++) {
      const start = starts[i] as number
      const end = ends[i] as number
      if (start < 0 || start === end) continue
      if (start < from) from = start
      if (end > to) to = end
    }
  }
  widen(run.payloadStart, run.payloadEnd)
  widen(run.keyStart, run.keyEnd)
  if (headers) widen(run.headersStart, run.headersEnd)
  return to === 0 ? [0, 0] : [from, to]
}

function copyRange(buffer: Buffer, start: number, end: number): Buffer {
  const copy = Buffer.allocUnsafeSlow(end - start)
  buffer.copy(copy, 0, start, end)
  return copy
}

/** Positions in the copy; -1 stays. Those of empty ranges elsewhere are never read. */
function moved(positions: Int32Array, count: number, by: number): Int32Array {
  const out = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const position = positions[i] as number
    out[i] = position < 0 ? position : position - by
  }
  return out
}
