import type { BrokerServices, Connection, ConnectionHandler, Protocol, ProtocolModule } from '@robustmq/broker-api'
import { createWireWriter } from '@robustmq/codec-kafka'
import { createExpiryFilter } from '@robustmq/common-expiry'
import { createLimitedLog } from '@robustmq/common-log'
import type { TimerTask } from '@robustmq/common-runtime'
import type { Api } from './api.ts'
import { apiVersionsHandler } from './api-versions.ts'
import type { KafkaConfig } from './config.ts'
import { KAFKA_CONFIG_SCHEMA } from './config.ts'
import { deleteGroupsHandler } from './delete-groups.ts'
import { describeGroupsHandler } from './describe-groups.ts'
import { findCoordinatorHandler } from './find-coordinator.ts'
import { heartbeatHandler } from './heartbeat.ts'
import { joinGroupHandler } from './join-group.ts'
import { leaveGroupHandler } from './leave-group.ts'
import { listGroupsHandler } from './list-groups.ts'
import { offsetCommitHandler } from './offset-commit.ts'
import { offsetDeleteHandler } from './offset-delete.ts'
import { offsetFetchHandler } from './offset-fetch.ts'
import { syncGroupHandler } from './sync-group.ts'
import { GroupCoordinator } from './group-coordinator.ts'
import { replicationGroupOf } from './group-place.ts'
import { createTopicsHandler } from './create-topics.ts'
import { deleteTopicsHandler } from './delete-topics.ts'
import { describeClusterHandler } from './describe-cluster.ts'
import { fetchHandler } from './fetch.ts'
import { initProducerIdHandler } from './init-producer-id.ts'
import { createKafkaMetrics } from './kafka-metrics.ts'
import type { KafkaMetrics } from './kafka-metrics.ts'
import type { KafkaNode } from './kafka-node.ts'
import { listOffsetsHandler } from './list-offsets.ts'
import { metadataHandler } from './metadata.ts'
import { produceHandler } from './produce.ts'
import { ProducerIdMachine } from './producer-id-machine.ts'
import { ProducerIds } from './producer-ids.ts'
import { ProducerStates } from './producer-states.ts'
import { saslAuthenticateHandler } from './sasl-authenticate.ts'
import { saslHandshakeHandler } from './sasl-handshake.ts'
import { Session } from './session.ts'
import { TopicRoutes } from './topic-routes.ts'

/** Kafka's protocol for the broker: what `docs/protocols/kafka.md` says is served. */
export function createKafkaModule(): ProtocolModule {
  return {
    name: 'kafka',
    title: 'Kafka',
    configSchema: KAFKA_CONFIG_SCHEMA,
    defaultListeners: [
      { name: 'tcp', transport: 'tcp', port: 9092 },
      { name: 'tls', transport: 'tls', port: 9093, disabled: true },
      { name: 'ws', transport: 'ws', port: 9094, applicationProtocols: ['kafka'], disabled: true },
    ],
    stateMachines: [new ProducerIdMachine()],
    tryIt: 'echo hello | kcat -P -b {host}:{port} -t greetings && kcat -C -b {host}:{port} -t greetings -e',
    start: (services, config) => new KafkaProtocol(services, config as unknown as KafkaConfig),
  }
}

function servedApis(metrics: KafkaMetrics): Map<number, Api> {
  const apis = [
    produceHandler(metrics), fetchHandler(metrics), listOffsetsHandler(metrics), metadataHandler(metrics), apiVersionsHandler(metrics),
    createTopicsHandler(metrics), deleteTopicsHandler(metrics), initProducerIdHandler(metrics), describeClusterHandler(metrics),
    findCoordinatorHandler(metrics), joinGroupHandler(metrics), syncGroupHandler(metrics), heartbeatHandler(metrics), leaveGroupHandler(metrics),
    saslHandshakeHandler(metrics), saslAuthenticateHandler(metrics),
    offsetCommitHandler(metrics), offsetFetchHandler(metrics), offsetDeleteHandler(metrics), describeGroupsHandler(metrics),
    listGroupsHandler(metrics), deleteGroupsHandler(metrics),
  ]
  return new Map(apis.map((api) => [api.apiKey, api]))
}

class KafkaProtocol implements Protocol {
  readonly #node: KafkaNode
  readonly #apis: ReadonlyMap<number, Api>
  readonly #sessions = new Set<Session>()
  #drained: (() => void) | null = null
  #draining = false

  constructor(services: BrokerServices, config: KafkaConfig) {
    const metrics = createKafkaMetrics(services.metrics)
    const { producers_per_partition_max: producersPerPartitionMax, producers_max: producersMax, producer_expiry_ms: expiryMs } = config
    const producers = new ProducerStates({ producersPerPartitionMax, producersMax, expiryMs }, services.clock)
    services.topics.watch(producers)
    const coordinator = createCoordinator(services, config)
    services.topics.watch({ topicCreated: () => undefined, topicDeleted: (topic) => coordinator.topicDeleted(topic) })
    this.#apis = servedApis(metrics)
    this.#node = {
      services, config, metrics, producers, coordinator,
      expiry: createExpiryFilter({}, { decompress: services.decompress }),
      log: createLimitedLog({}, { log: services.log, nowMs: () => services.clock.monotonic() }),
      writer: createWireWriter(),
      routes: new TopicRoutes(services.topics, services.publisher, config.message_bytes_max),
      producerIds: new ProducerIds(services.meta),
      ranges: [...this.#apis.values()].map(({ apiKey, min, max }) => ({ apiKey, minVersion: min, maxVersion: max })).sort((a, b) => a.apiKey - b.apiKey),
    }
    services.publisher.onRelief(() => {
      for (const session of this.#sessions) session.resume()
    })
  }

  accept(connection: Connection): ConnectionHandler {
    const { access } = this.#node.services
    const principal = access.authenticate({ userName: null, password: null }, connection.info)
    const session = new Session(this.#node, this.#apis, connection, principal instanceof Promise ? null : principal, () => this.#forget(session))
    this.#sessions.add(session)
    this.#node.metrics.connections.set(this.#sessions.size)
    if (principal instanceof Promise) principal.then((found) => session.authenticated(found), (error: unknown) => session.defect(error))
    else if (principal === null) session.authenticated(null)
    if (this.#draining) session.finish(DRAINING)
    return session
  }

  /** Answers what was asked, Fetch requests at once with what there is, then ends the connections. */
  drain(deadlineMs: number): Promise<void> {
    this.#draining = true
    const { timers } = this.#node.services
    return new Promise((resolve) => {
      const task: TimerTask = { onTimer: () => this.#drained?.() }
      const timer = timers.schedule(deadlineMs, task)
      this.#drained = () => {
        timers.cancel(timer)
        this.#drained = null
        resolve()
      }
      // Members that wait for others are told to look for another coordinator.
      this.#node.coordinator.close()
      for (const session of [...this.#sessions]) session.finish(DRAINING)
      if (this.#sessions.size === 0) this.#drained()
    })
  }

  stop(): void {
    this.#node.coordinator.close()
    for (const session of [...this.#sessions]) session.connection.destroy(DRAINING)
  }

  #forget(session: Session): void {
    this.#sessions.delete(session)
    this.#node.metrics.connections.set(this.#sessions.size)
    if (this.#sessions.size === 0) this.#drained?.()
  }
}

function createCoordinator({ state, clock, timers, random, log }: BrokerServices, config: KafkaConfig): GroupCoordinator {
  return new GroupCoordinator(
    {
      membersMax: config.group_members_max, initialDelayMs: config.group_initial_delay_ms, groupsMax: config.groups_max,
      offsetsPerGroupMax: config.offsets_per_group_max, offsetsRetentionMs: config.offsets_retention_ms,
    },
    { state, clock, timers, random, log, placeOf: replicationGroupOf },
  )
}

const DRAINING = { code: 'KAFKA_DRAINING', message: 'the broker is stopping' }

