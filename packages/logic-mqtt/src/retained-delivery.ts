import { createMessageRun } from '@robustmq/broker-api'
import type { MessageRun } from '@robustmq/broker-api'
import type { Clock } from '@robustmq/common-runtime'
import { DeliveryBlock } from './delivery-block.ts'
import { hasWildcard } from './filter-match.ts'
import { expiresAtOf } from './header-reader.ts'
import type { MqttMetrics } from './mqtt-metrics.ts'
import type { Outbound } from './outbound.ts'
import type { RetainedEntry, RetainedMachine } from './retained-machine.ts'
import type { RetainedReader } from './retained-reader.ts'
import type { Subscription } from './subscription.ts'

/** New subscriptions of one client whose retained messages are still to be sent. */
const SUBSCRIPTIONS_WAITING_MAX = 1024
/** Messages read in a row before others get their turn. */
const READS_IN_A_ROW = 64

export interface RetainedDeliveryDeps {
  readonly machine: RetainedMachine
  readonly reader: RetainedReader
  readonly clock: Clock
  readonly metrics: MqttMetrics
  /** Calls back soon, in another turn. */
  readonly soon: (work: () => void) => void
}

const block = new DeliveryBlock()
const one: MessageRun = createMessageRun()
one.payloadStart = new Int32Array(1)
one.payloadEnd = new Int32Array(1)
one.keyStart = new Int32Array(1)
one.keyEnd = new Int32Array(1)
one.headersStart = new Int32Array(1)
one.headersEnd = new Int32Array(1)

/**
 * Sends retained messages to one client after SUBSCRIBE: one read at a time, and only while the client takes them, so that
 * `#` over a hundred thousand names costs no memory.
 */
export class RetainedDelivery {
  readonly #outbound: Outbound
  readonly #deps: RetainedDeliveryDeps
  readonly #waiting: Subscription[] = []
  #search: Iterator<RetainedEntry> | null = null
  #busy = false

  constructor(outbound: Outbound, deps: RetainedDeliveryDeps) {
    this.#outbound = outbound
    this.#deps = deps
  }

  /** True when another subscription would exceed the bound. */
  get full(): boolean {
    return this.#waiting.length >= SUBSCRIPTIONS_WAITING_MAX
  }

  /** Adds a new subscription, or begins again with one that takes the place of another. */
  add(subscription: Subscription): void {
    this.remove(subscription.filter)
    this.#waiting.push(subscription)
  }

  /** What the subscription to the filter was still owed is not sent [MQTT-3.10.4-2]. */
  remove(filter: string): void {
    const index = this.#waiting.findIndex((subscription) => subscription.filter === filter)
    if (index < 0) return
    this.#waiting.splice(index, 1)
    if (index === 0) this.#search = null
  }

  /** Goes on, unless the client has no room or a read is under way. */
  pump(): void {
    if (this.#busy) return
    for (let reads = 0; this.#waiting.length > 0 && !this.#outbound.closed && !this.#outbound.full; reads++) {
      if (reads === READS_IN_A_ROW) {
        this.#rest()
        return
      }
      const subscription = this.#waiting[0] as Subscription
      this.#search ??= this.#start(subscription)
      const { value, done } = this.#search.next()
      if (done === true) {
        this.#search = null
        this.#waiting.shift()
        continue
      }
      const reading = this.#read(value, subscription)
      if (reading === undefined) continue
      this.#busy = true
      void reading.finally(() => {
        this.#busy = false
        this.pump()
      })
      return
    }
  }

  close(): void {
    this.#waiting.length = 0
    this.#search = null
  }

  #rest(): void {
    this.#busy = true
    this.#deps.soon(() => {
      this.#busy = false
      this.pump()
    })
  }

  #start(subscription: Subscription): Iterator<RetainedEntry> {
    const { machine } = this.#deps
    const { tenant, filter } = subscription
    if (hasWildcard(filter)) return machine.search(tenant, filter) ?? [].values()
    const entry = machine.get(tenant, filter)
    return (entry === null ? [] : [entry]).values()
  }

  #read(entry: RetainedEntry, subscription: Subscription): void | Promise<void> {
    const nowMs = this.#deps.clock.now()
    if (entry.expiresAtMs > 0 && entry.expiresAtMs <= nowMs) return
    return this.#deps.reader.read(entry, (run, index) => {
      // The subscription or the client went away while it was read.
      if (this.#waiting[0] !== subscription || subscription.outbound.closed) return
      // Replaced while it was read: the newer one came over the subscription itself.
      if (this.#deps.machine.get(entry.tenant, entry.name) !== entry) return
      this.#send(run, index, entry, subscription)
    })
  }

  #send(run: MessageRun, index: number, entry: RetainedEntry, subscription: Subscription): void {
    const nowMs = this.#deps.clock.now()
    takeOne(run, index)
    const expiresAtMs = expiresAtOf(one, 0)
    if (expiresAtMs > 0 && expiresAtMs <= nowMs) {
      this.#deps.metrics.droppedExpired.inc()
      return
    }
    const { identifier, outbound } = subscription
    // QoS: the lower of the stored and the granted one. RETAIN 1: it was not published just now [MQTT-3.3.1-8].
    const qos = run.deliveryClass > 0 && subscription.qos > 0 ? 1 : 0
    const form = { version5: outbound.version5, topic: Buffer.from(entry.name), subscriptionIds: outbound.version5 && identifier > 0 ? [identifier] : [] }
    block.encode(form, qos, true, one, nowMs)
    if (qos === 1) outbound.sendAcknowledged(block)
    else if (block.end > outbound.packetBytesMax) this.#deps.metrics.droppedTooLarge.inc()
    else outbound.sendBytes(block.buffer, 0, block.end, 1, false)
  }
}

/** Makes `one` the run of message `index` alone. */
function takeOne(run: MessageRun, index: number): void {
  one.count = 1
  one.buffer = run.buffer
  one.payloadStart[0] = run.payloadStart[index] as number
  one.payloadEnd[0] = run.payloadEnd[index] as number
  if (one.keyStart !== null) one.keyStart[0] = run.keyStart === null ? -1 : (run.keyStart[index] as number)
  if (one.keyEnd !== null) one.keyEnd[0] = run.keyEnd === null ? -1 : (run.keyEnd[index] as number)
  one.headerBuffer = run.headerBuffer
  if (one.headersStart !== null) one.headersStart[0] = run.headersStart === null ? 0 : (run.headersStart[index] as number)
  if (one.headersEnd !== null) one.headersEnd[0] = run.headersEnd === null ? 0 : (run.headersEnd[index] as number)
  one.headersTrusted = run.headersTrusted
  one.deliveryClass = run.deliveryClass
}
