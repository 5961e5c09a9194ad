import type { Principal } from '@robustmq/broker-api'
import { MqttReason } from '@robustmq/codec-mqtt'
import type { MqttSubscribePacket, MqttSubscription } from '@robustmq/codec-mqtt'
import type { MqttBroker } from './mqtt-broker.ts'
import type { Outbound } from './outbound.ts'
import type { RetainedDelivery } from './retained-delivery.ts'
import type { Subscription } from './subscription.ts'

/** The subscriptions of one session, by filter. */
export class SessionSubscriptions {
  readonly #principal: Principal
  readonly #outbound: Outbound
  readonly #retained: RetainedDelivery
  readonly #broker: MqttBroker
  readonly #byFilter = new Map<string, Subscription>()

  constructor(principal: Principal, outbound: Outbound, retained: RetainedDelivery, broker: MqttBroker) {
    this.#principal = principal
    this.#outbound = outbound
    this.#retained = retained
    this.#broker = broker
  }

  /** One reason code for each filter, in order [MQTT-3.9.3-1]. The subscriptions are in force when this returns. */
  subscribe(packet: MqttSubscribePacket): number[] {
    const identifier = packet.properties.subscriptionIds?.[0] ?? 0
    return packet.subscriptions.map((wanted) => {
      const code = this.#subscribe(wanted, identifier)
      // MQTT 3 has one code for every failure.
      return code >= 0x80 && !this.#outbound.version5 ? MqttReason.UNSPECIFIED_ERROR : code
    })
  }

  unsubscribe(topicFilters: readonly string[]): number[] {
    return topicFilters.map((filter) => {
      const subscription = this.#byFilter.get(filter)
      if (subscription === undefined) return MqttReason.NO_SUBSCRIPTION_EXISTED
      this.#byFilter.delete(filter)
      this.#broker.subscriptions.remove(subscription)
      this.#retained.remove(filter)
      return MqttReason.SUCCESS
    })
  }

  clear(): void {
    for (const subscription of this.#byFilter.values()) this.#broker.subscriptions.remove(subscription)
    this.#byFilter.clear()
  }

  #subscribe(wanted: MqttSubscription, identifier: number): number {
    const { services, config, subscriptions } = this.#broker
    const { filter, noLocal, retainAsPublished, retainHandling } = wanted
    if (wanted.shareName !== null) return MqttReason.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED
    if (!services.access.authorize(this.#principal, 'subscribe', filter.replaceAll('/', '.'))) return MqttReason.NOT_AUTHORIZED
    const existing = this.#byFilter.get(filter)
    if (existing === undefined && this.#byFilter.size >= config.subscriptionsMax) return MqttReason.QUOTA_EXCEEDED
    if (this.#retained.full) return MqttReason.QUOTA_EXCEEDED
    const qos = wanted.qos === 0 ? 0 : 1
    const subscription: Subscription = {
      tenant: this.#principal.tenant, outbound: this.#outbound, filter, qos, noLocal, retainAsPublished, identifier, position: -1,
    }
    // Replaced in one step: no message falls in between [MQTT-3.8.4-3].
    if (existing !== undefined) subscriptions.remove(existing)
    subscriptions.add(subscription)
    this.#byFilter.set(filter, subscription)
    if (retainHandling === 0 || (retainHandling === 1 && existing === undefined)) this.#retained.add(subscription)
    return qos
  }
}
