import type { LiveSink, MessageRun, PublishTarget } from '@robustmq/broker-api'
import { TICKET_FAILED, TICKET_PENDING } from '@robustmq/broker-api'
import { topicTtlMs } from '@robustmq/common-expiry'
import type { Clock } from '@robustmq/common-runtime'
import type { MqttPublishRun } from '@robustmq/codec-mqtt'
import { DeliveryBlock } from './delivery-block.ts'
import type { DeliveryForm } from './delivery-block.ts'
import type { HeldDeliveries, HeldSender } from './held-deliveries.ts'
import type { MqttMetrics } from './mqtt-metrics.ts'
import { WIRE_V3, WIRE_V5 } from './native-form.ts'
import type { Outbound } from './outbound.ts'
import type { Match, Subscription } from './subscription.ts'

/** Who gets a message, seen from its publisher. */
const EVERYBODY = 0
/** No Local: not the publisher itself [MQTT-3.8.3-3]. */
const NOT_PUBLISHER = 1
/** The subscriptions without No Local of a client that also has matching ones with it. */
const ONLY_PUBLISHER = 2

/** Clients that are due the same bytes. */
interface Group extends DeliveryForm {
  readonly qos: 0 | 1
  readonly retainAsPublished: boolean
  /** The topic in the publisher's packet is the one that these clients see. */
  readonly sameName: boolean
  readonly audience: typeof EVERYBODY | typeof NOT_PUBLISHER | typeof ONLY_PUBLISHER
  readonly members: Outbound[]
}

export interface FanOutDeps {
  readonly clock: Clock
  readonly metrics: MqttMetrics
  /** Of the address: shared with the fan-outs before and after this one. */
  readonly held: HeldDeliveries
}

/** Filled again for every run: deliveries are synchronous and on one thread. */
const scratch = new DeliveryBlock()

/**
 * All MQTT subscriptions that match one address. Made once per address and change of subscriptions; a client with several
 * matching subscriptions gets one copy with the highest QoS and all identifiers ([MQTT-3.3.4-2], [MQTT-3.3.4-3]).
 */
export class FanOut implements LiveSink, HeldSender {
  private readonly groups: Group[]
  private readonly held: HeldDeliveries
  private readonly clock: Clock
  private readonly metrics: MqttMetrics
  /** Time to live of the address's topic, as of the last run. */
  private ttlMs = 0

  constructor(matches: readonly Match[], name: string, exactName: string, deps: FanOutDeps) {
    this.held = deps.held
    this.groups = groupsOf(matches, name, exactName)
    this.clock = deps.clock
    this.metrics = deps.metrics
  }

  deliver(run: MessageRun, target: PublishTarget): void {
    const { groups } = this
    this.ttlMs = target.topic === null ? 0 : topicTtlMs(target.topic.config)
    let atLeastOnce = false
    for (let i = 0; i < groups.length; i++) {
      const group = groups[i] as Group
      if (group.qos === 0 || run.deliveryClass === 0) this.deliverAtMostOnce(group, run)
      else atLeastOnce = true
    }
    if (atLeastOnce) this.deliverAtLeastOnce(run)
  }

  private deliverAtMostOnce(group: Group, run: MessageRun): void {
    const wire = run.wireFormat === (group.version5 ? WIRE_V5 : WIRE_V3) ? (run.wire as MqttPublishRun) : null
    let buffer = scratch.buffer
    let start = 0
    let end = 0
    let stable = false
    if (wire !== null && wire.uniformWire && group.sameName && group.subscriptionIds.length === 0) {
      // The publisher's packets are what these subscribers are due, byte for byte.
      buffer = wire.buffer
      start = wire.start
      end = wire.end
      stable = true
    } else {
      this.encode(group, 0, run, timed(group, run) ? this.clock.now() : 0)
      buffer = scratch.buffer
      end = scratch.end
      if (end >= 4096 && group.members.length > 1) {
        buffer = scratch.keep().buffer
        stable = true
      }
    }
    const { members } = group
    for (let i = 0; i < members.length; i++) {
      const member = members[i] as Outbound
      if (member.closed || (group.audience !== EVERYBODY && (run.publisher === member) !== (group.audience === ONLY_PUBLISHER))) continue
      if (end - start <= member.packetBytesMax) {
        member.sendBytes(buffer, start, end, run.count, stable)
      } else {
        if (wire !== null && buffer === wire.buffer) this.encode(group, 0, run, timed(group, run) ? this.clock.now() : 0)
        member.sendSmallEnough(scratch)
      }
    }
  }

  /**
   * At least once, and only what is committed: the delivery goes out in the turn in which the publisher gets its
   * acknowledgement, so a subscriber never acts on a message that a crash takes back.
   */
  private deliverAtLeastOnce(run: MessageRun): void {
    const { ticket } = run
    if (ticket !== null && ticket.state === TICKET_FAILED) return
    // What needs no waiting itself must still not overtake what does.
    if (this.held.waiting || (ticket !== null && ticket.state === TICKET_PENDING)) this.held.hold(run, this, this.clock.now())
    else this.sendHeld(run, this.clock.now())
  }

  /** Sends a run, published at `nowMs`, at least once. */
  sendHeld(run: MessageRun, nowMs: number): void {
    const { groups } = this
    for (let i = 0; i < groups.length; i++) {
      const group = groups[i] as Group
      if (group.qos === 0) continue
      this.encode(group, 1, run, nowMs, this.ttlMs)
      sendToMembers(group, scratch, run.publisher)
    }
  }

  private encode(group: Group, qos: 0 | 1, run: MessageRun, nowMs: number, ttlMs = 0): void {
    // RETAIN is 0 for an established subscription unless it asks for it as published ([MQTT-3.3.1-12], [MQTT-3.3.1-13]).
    scratch.encode(group, qos, group.retainAsPublished && run.retained, run, nowMs, ttlMs)
  }
}

/** True when encoding needs the time. */
function timed(group: Group, run: MessageRun): boolean {
  return group.version5 && (run.headerBuffer !== null || run.wireFormat === WIRE_V5)
}

function sendToMembers(group: Group, block: DeliveryBlock, publisher: object | null): void {
  const { members, audience } = group
  for (let i = 0; i < members.length; i++) {
    const member = members[i] as Outbound
    if (audience !== EVERYBODY && (publisher === member) !== (audience === ONLY_PUBLISHER)) continue
    member.sendAcknowledged(block)
  }
}

function groupsOf(matches: readonly Match[], name: string, exactName: string): Group[] {
  const byClient = new Map<Outbound, Match[]>()
  for (const match of matches) {
    const { outbound } = match.subscription
    const own = byClient.get(outbound)
    if (own === undefined) byClient.set(outbound, [match])
    else own.push(match)
  }
  const groups = new Map<string, Group>()
  const topic = Buffer.from(name)
  const exactTopic = exactName === name ? topic : Buffer.from(exactName)
  const add = (outbound: Outbound, own: readonly Match[], audience: Group['audience']): void => {
    const subscriptions = own.map(({ subscription }) => subscription)
    const qos = subscriptions.some((subscription) => subscription.qos === 1) ? 1 : 0
    const ids = outbound.version5 ? identifiersOf(subscriptions) : []
    const retainAsPublished = subscriptions.some((subscription) => subscription.retainAsPublished)
    // The level form wins when a client is reached under both names.
    const exact = own.every((match) => match.exact)
    const key = `${outbound.version5 ? 5 : 4} ${qos} ${retainAsPublished} ${exact} ${audience} ${ids.join(' ')}`
    const group = groups.get(key)
    if (group !== undefined) {
      group.members.push(outbound)
      return
    }
    groups.set(key, {
      version5: outbound.version5, topic: exact ? exactTopic : topic, subscriptionIds: ids, qos, retainAsPublished, sameName: !exact, audience,
      members: [outbound],
    })
  }
  for (const [outbound, own] of byClient) {
    const others = own.filter(({ subscription }) => !subscription.noLocal)
    if (others.length === own.length) {
      add(outbound, own, EVERYBODY)
      continue
    }
    add(outbound, own, NOT_PUBLISHER)
    if (others.length > 0) add(outbound, others, ONLY_PUBLISHER)
  }
  return [...groups.values()]
}

function identifiersOf(subscriptions: readonly Subscription[]): number[] {
  const ids: number[] = []
  for (const { identifier } of subscriptions) if (identifier > 0 && !ids.includes(identifier)) ids.push(identifier)
  return ids.sort((a, b) => a - b)
}
