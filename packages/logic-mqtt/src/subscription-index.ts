import type { AddressFilter, LiveSink, PublishTarget, SubscriptionIndex } from '@robustmq/broker-api'
import type { Clock } from '@robustmq/common-runtime'
import type { DeliveryMemory } from './delivery-memory.ts'
import { FanOut } from './fan-out.ts'
import { hasWildcard } from './filter-match.ts'
import { displace, FilterTrie, place } from './filter-trie.ts'
import { HeldDeliveries } from './held-deliveries.ts'
import type { MqttMetrics } from './mqtt-metrics.ts'
import { isSendableName, MQTT_FORMAT, namesOf } from './native-form.ts'
import type { Match, Subscription } from './subscription.ts'

interface TenantSubscriptions {
  readonly exact: Map<string, Subscription[]>
  readonly wildcard: FilterTrie<Subscription>
}

/** All live subscriptions: exact filters in a map, the others in a trie. */
export class MqttSubscriptions implements SubscriptionIndex {
  readonly #tenants = new Map<number, TenantSubscriptions>()
  readonly #clock: Clock
  readonly #metrics: MqttMetrics
  readonly #memory: DeliveryMemory
  /** What waits for its commit, by address: a change of subscriptions makes a new fan-out, and must not change the order. */
  readonly #held = new WeakMap<PublishTarget, HeldDeliveries>()
  /** Called after a subscription came or went. */
  onChange: (filter: AddressFilter, came: boolean) => void = () => undefined

  constructor(deps: { readonly clock: Clock; readonly metrics: MqttMetrics; readonly memory: DeliveryMemory }) {
    this.#clock = deps.clock
    this.#metrics = deps.metrics
    this.#memory = deps.memory
  }

  add(subscription: Subscription): void {
    let tenant = this.#tenants.get(subscription.tenant)
    if (tenant === undefined) this.#tenants.set(subscription.tenant, (tenant = { exact: new Map(), wildcard: new FilterTrie() }))
    if (hasWildcard(subscription.filter)) tenant.wildcard.add(subscription.filter, subscription)
    else {
      let list = tenant.exact.get(subscription.filter)
      if (list === undefined) tenant.exact.set(subscription.filter, (list = []))
      place(list, subscription)
    }
    this.#metrics.subscriptions.add(1)
    this.onChange(addressFilter(subscription), true)
  }

  remove(subscription: Subscription): void {
    const tenant = this.#tenants.get(subscription.tenant)
    if (tenant === undefined) return
    let removed = false
    if (hasWildcard(subscription.filter)) removed = tenant.wildcard.remove(subscription.filter, subscription)
    else {
      const list = tenant.exact.get(subscription.filter)
      removed = list !== undefined && displace(list, subscription)
      if (list?.length === 0) tenant.exact.delete(subscription.filter)
    }
    if (!removed) return
    this.#metrics.subscriptions.add(-1)
    this.onChange(addressFilter(subscription), false)
  }

  match(target: PublishTarget): LiveSink | null {
    const tenant = this.#tenants.get(target.tenant)
    if (tenant === undefined) return null
    const { name, exactName } = namesOf(target)
    const found: Subscription[] = []
    tenant.wildcard.match(name, found)
    const same = tenant.exact.get(name)
    if (same !== undefined) for (const subscription of same) found.push(subscription)
    const matches: Match[] = found.map((subscription) => ({ subscription, exact: false }))
    const dotted = exactName === null ? undefined : tenant.exact.get(exactName)
    if (dotted !== undefined) for (const subscription of dotted) matches.push({ subscription, exact: true })
    if (matches.length === 0) return null
    const sendable = { name: isSendableName(name), exactName: exactName !== null && isSendableName(exactName) }
    const deliverable = matches.filter(({ exact }) => (exact ? sendable.exactName : sendable.name))
    if (deliverable.length === 0) return null
    return new FanOut(deliverable, name, exactName ?? name, { clock: this.#clock, metrics: this.#metrics, held: this.#heldOf(target) })
  }

  #heldOf(target: PublishTarget): HeldDeliveries {
    let held = this.#held.get(target)
    if (held === undefined) this.#held.set(target, (held = new HeldDeliveries(this.#memory)))
    return held
  }
}

/** The filter as other nodes and the router read it; `#` stands for any further levels, or none [MQTT-4.7.1-2]. */
function addressFilter({ tenant, filter }: Subscription): AddressFilter {
  const levels = filter.split('/').map((level) => (level === '+' ? null : level))
  const rest = levels.at(-1) === '#'
  return { tenant, format: MQTT_FORMAT, levels: rest ? levels.slice(0, -1) : levels, rest }
}
