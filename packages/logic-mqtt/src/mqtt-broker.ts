import type { BrokerServices, Principal, SubscriptionIndexHandle } from '@robustmq/broker-api'
import { createLimitedLog } from '@robustmq/common-log'
import type { LimitedLog } from '@robustmq/common-log'
import { createMqttRuns } from '@robustmq/codec-mqtt'
import type { MqttRuns } from '@robustmq/codec-mqtt'
import { DeliveryMemory } from './delivery-memory.ts'
import type { MqttConfig } from './mqtt-config.ts'
import { MQTT_FORMAT } from './native-form.ts'
import type { MqttMetrics } from './mqtt-metrics.ts'
import { createMqttMetrics } from './mqtt-metrics.ts'
import { PublishPath } from './publish-path.ts'
import type { RetainedMachine } from './retained-machine.ts'
import { RetainedReader } from './retained-reader.ts'
import type { RetainedDeliveryDeps } from './retained-delivery.ts'
import { RetainedWriter } from './retained-writer.ts'
import { createTakeover } from './session-takeover.ts'
import { MqttSubscriptions } from './subscription-index.ts'
import { WillPublisher } from './will-publisher.ts'

/** Changes to the retained index that wait for the metadata service. */
const RETAINED_PENDING_MAX = 20_000

/** What the broker asks of a connection. */
export interface ClientSession {
  /** Another connection has this client's name. */
  takenOver(): void
  /** Storage has room again. */
  relieved(): void
  /** The node goes away: answer what is in flight, then end. */
  drain(): void
  /** End now. */
  stop(): void
}

/** What all sessions share. */
export class MqttBroker {
  readonly services: BrokerServices
  readonly config: MqttConfig
  readonly metrics: MqttMetrics
  readonly log: LimitedLog
  readonly runs: MqttRuns = createMqttRuns()
  readonly deliveryMemory: DeliveryMemory
  readonly subscriptions: MqttSubscriptions
  readonly path: PublishPath
  readonly retained: RetainedMachine
  readonly retainedWriter: RetainedWriter
  readonly retainedDelivery: RetainedDeliveryDeps
  readonly wills: WillPublisher
  /** All connections, those before CONNECT too. */
  readonly connections: Set<ClientSession> = new Set()
  /** By tenant and client id. */
  readonly #sessions = new Map<string, ClientSession>()
  readonly #congested = new Set<ClientSession>()
  readonly #handle: SubscriptionIndexHandle
  /** Null: there are no other nodes. */
  readonly #tellOthers: ((tenant: number, clientId: string) => void) | null
  draining = false

  constructor(services: BrokerServices, config: MqttConfig, retained: RetainedMachine) {
    this.services = services
    this.config = config
    this.retained = retained
    this.metrics = createMqttMetrics(services.metrics)
    this.log = createLimitedLog({}, { log: services.log, nowMs: () => services.clock.monotonic() })
    this.deliveryMemory = new DeliveryMemory(config.deliveryBytesMax)
    this.subscriptions = new MqttSubscriptions({ clock: services.clock, metrics: this.metrics, memory: this.deliveryMemory })
    this.retainedWriter = new RetainedWriter(
      { entriesMax: config.retainedMax, pendingMax: RETAINED_PENDING_MAX }, { meta: services.meta, machine: retained, log: services.log },
    )
    this.path = new PublishPath(services.publisher, this.retainedWriter, services.delayed ?? null)
    services.delayed?.addFormat(MQTT_FORMAT)
    const reader = new RetainedReader({
      topics: services.topics, decompress: services.decompress, clock: services.clock, onGone: (entry) => this.retainedWriter.forget(entry),
    })
    const soon = (work: () => void): void => void services.timers.schedule(1, { onTimer: work })
    this.retainedDelivery = { machine: retained, reader, clock: services.clock, metrics: this.metrics, soon }
    this.wills = new WillPublisher(this)
    this.#handle = services.publisher.addIndex(this.subscriptions)
    this.subscriptions.onChange = (filter, came) => (came ? this.#handle.added(filter) : this.#handle.removed(filter))
    services.publisher.onRelief(() => this.#relieved())
    this.#tellOthers = services.peers === undefined ? null : createTakeover(services.peers, (tenant, clientId) => {
      this.#sessions.get(sessionKey(tenant, clientId))?.takenOver()
    })
    this.metrics.connections.observeWith(() => this.connections.size)
    this.metrics.sessions.observeWith(() => this.#sessions.size)
    this.metrics.deliveryBytes.observeWith(() => this.deliveryMemory.bytes)
    this.metrics.retained.observeWith(() => retained.count)
  }

  get sessionCount(): number {
    return this.#sessions.size
  }

  sessionOf(principal: Principal, clientId: string): ClientSession | null {
    return this.#sessions.get(sessionKey(principal.tenant, clientId)) ?? null
  }

  addSession(principal: Principal, clientId: string, session: ClientSession): void {
    this.#sessions.set(sessionKey(principal.tenant, clientId), session)
    this.#tellOthers?.(principal.tenant, clientId)
  }

  /** Only if the name still stands for this session. */
  removeSession(principal: Principal, clientId: string, session: ClientSession): void {
    const key = sessionKey(principal.tenant, clientId)
    if (this.#sessions.get(key) === session) this.#sessions.delete(key)
  }

  /** Reading goes on when storage has room again. */
  waitForRelief(session: ClientSession): void {
    this.#congested.add(session)
  }

  forget(session: ClientSession): void {
    this.connections.delete(session)
    this.#congested.delete(session)
  }

  /** Tells every client to go elsewhere when what it sent is answered, or when `deadlineMs` have passed. */
  async drain(deadlineMs: number): Promise<void> {
    this.draining = true
    const { clock, timers } = this.services
    const end = clock.monotonic() + deadlineMs
    for (const session of this.connections) session.drain()
    while ((this.connections.size > 0 || this.wills.pending > 0 || this.retainedWriter.pending > 0) && clock.monotonic() < end) {
      await new Promise<void>((resolve) => void timers.schedule(10, { onTimer: resolve }))
    }
    this.stop()
  }

  stop(): void {
    this.draining = true
    for (const session of [...this.connections]) session.stop()
  }

  #relieved(): void {
    const sessions = [...this.#congested]
    this.#congested.clear()
    for (const session of sessions) session.relieved()
  }
}

function sessionKey(tenant: number, clientId: string): string {
  return `${tenant}:${clientId}`
}
