import type { Access, BrokerServices, Protocol } from '@robustmq/broker-api'
import { createMqttDecoder, encodePacket, encodeProperties, encodePublish, FAILURE, NEED_MORE, ACK_RUN, PUBLISH_RUN, readProperties, sizeOfPacket, sizeOfProperties } from '@robustmq/codec-mqtt'
import type { MqttConnectPacket, MqttDecoder, MqttPacket, MqttProperties, MqttVersion } from '@robustmq/codec-mqtt'
import { createTopicCatalog, DEFAULT_TENANT } from '@robustmq/common-catalog'
import type { TopicCatalog } from '@robustmq/common-catalog'
import { createRecordingLogger } from '@robustmq/common-log'
import type { RecordingLogger } from '@robustmq/common-log'
import { createNullMetrics } from '@robustmq/common-metrics'
import { createRouter, createTopicDirectory } from '@robustmq/common-routing'
import { createSeededRandom } from '@robustmq/common-runtime'
import { createStateLogs } from '@robustmq/common-state-log'
import { ManualTime, MemoryConnection, MemoryMeta } from '@robustmq/protocol-conformance'
import { createMemoryStorage } from '@robustmq/storage-memory'
import { createMqttModule } from '../src/index.ts'

export interface ReceivedPublish {
  readonly type: 'publish'
  readonly topic: string
  readonly payload: Buffer
  readonly qos: number
  readonly retain: boolean
  readonly dup: boolean
  readonly packetId: number
  readonly properties: MqttProperties
}

export type Received = ReceivedPublish | MqttPacket

/** A whole node without sockets or disk: router, catalog and memory storage around the module under test. */
export class TestBroker {
  readonly time: ManualTime = new ManualTime()
  readonly meta: MemoryMeta = new MemoryMeta()
  readonly log: RecordingLogger = createRecordingLogger()
  readonly services: BrokerServices
  readonly protocol: Protocol
  readonly storage: ReturnType<typeof createMemoryStorage>
  readonly catalog: TopicCatalog
  access: Access = {
    authenticate: () => ({ tenant: DEFAULT_TENANT, name: 'anonymous', clientAddress: '127.0.0.1' }),
    authorize: () => true,
  }
  #connections = 0

  constructor(config: Readonly<Record<string, unknown>> = {}, storageOptions: Parameters<typeof createMemoryStorage>[0] = {}) {
    const { time, meta } = this
    const random = createSeededRandom(7)
    const decompress = (): null => null
    this.catalog = createTopicCatalog({}, { meta, random })
    this.storage = createMemoryStorage(storageOptions, { turns: time.turns })
    const topics = createTopicDirectory({ storage: 'memory' }, { catalog: this.catalog, drivers: new Map([['memory', this.storage]]), log: this.log })
    const publisher = createRouter({ topics, drivers: [this.storage], turns: time.turns, clock: time, log: this.log, decompress })
    const access: Access = {
      authenticate: (credentials, info) => this.access.authenticate(credentials, info),
      authorize: (principal, action, address) => this.access.authorize(principal, action, address),
    }
    const state = createStateLogs({}, { driver: this.storage, turns: time.turns, timers: time, clock: time, log: this.log })
    this.services = {
      state,
      clock: time, timers: time, random, turns: time.turns, log: this.log, metrics: createNullMetrics(), meta, topics, publisher, access,
      node: { nodeId: 1, advertisedHost: '', clusterId: 'test', version: '0', listeners: () => [] }, decompress,
    }
    const module = createMqttModule()
    for (const machine of module.stateMachines) meta.register(machine)
    this.protocol = module.start(this.services, config)
    void state.recover()
  }

  open(version: MqttVersion = 4): TestClient {
    const connection = new MemoryConnection(++this.#connections)
    connection.attach(this.protocol.accept(connection))
    return new TestClient(this, connection, version)
  }

  /** A client that has connected. */
  async connect(version: MqttVersion = 4, options: Partial<MqttConnectPacket> = {}): Promise<TestClient> {
    const client = this.open(version)
    client.send(connectPacket(version, { clientId: `c${client.connection.info.id}`, ...options }))
    await this.time.settle()
    const [connack] = client.received()
    if (connack?.type !== 'connack' || connack.reasonCode !== 0) throw new Error(`not connected: ${JSON.stringify(connack)}`)
    return client
  }
}

export function connectPacket(version: MqttVersion, options: Partial<MqttConnectPacket> = {}): MqttConnectPacket {
  return { type: 'connect', version, clean: true, keepAliveSeconds: 0, clientId: '', will: null, username: null, password: null, properties: {}, ...options }
}

export interface PublishOptions {
  readonly qos?: 0 | 1 | 2
  readonly retain?: boolean
  readonly packetId?: number
  readonly properties?: MqttProperties
}

export class TestClient {
  readonly broker: TestBroker
  readonly connection: MemoryConnection
  readonly version: MqttVersion
  readonly #decoder: MqttDecoder
  #packetId = 0
  /** Came with a SUBACK; part of the next `received`. */
  #inbox: Received[] = []

  constructor(broker: TestBroker, connection: MemoryConnection, version: MqttVersion) {
    this.broker = broker
    this.connection = connection
    this.version = version
    this.#decoder = createMqttDecoder({ role: 'client', version })
  }

  send(packet: MqttPacket): void {
    const buffer = Buffer.alloc(sizeOfPacket(packet, this.version))
    encodePacket(buffer, 0, packet, this.version)
    this.connection.receive(buffer)
  }

  publish(topic: string, payload: string | Buffer, options: PublishOptions = {}): void {
    this.connection.receive(this.publishBytes(topic, payload, options))
  }

  publishBytes(topic: string, payload: string | Buffer, options: PublishOptions = {}): Buffer {
    const qos = options.qos ?? 0
    const packetId = qos === 0 ? 0 : (options.packetId ?? ++this.#packetId)
    let properties: Buffer | undefined
    if (options.properties !== undefined) {
      properties = Buffer.alloc(sizeOfProperties(options.properties))
      encodeProperties(properties, 0, options.properties)
    }
    return encodePublish(this.version, {
      topic, payload: Buffer.from(payload), qos, packetId, retain: options.retain ?? false, ...(properties === undefined ? {} : { properties }),
    })
  }

  async subscribe(topicFilter: string, options: { qos?: 0 | 1 | 2; id?: number; noLocal?: boolean; retainAsPublished?: boolean; retainHandling?: 0 | 1 | 2 } = {}): Promise<number> {
    const { qos = 0, noLocal = false, retainAsPublished = false, retainHandling = 0 } = options
    this.send({
      type: 'subscribe', packetId: 60_000,
      subscriptions: [{ topicFilter, shareName: null, filter: topicFilter, qos, noLocal, retainAsPublished, retainHandling }],
      properties: options.id === undefined ? {} : { subscriptionIds: [options.id] },
    })
    const [suback, ...rest] = this.received()
    this.#inbox.push(...rest)
    if (suback?.type !== 'suback') throw new Error(`no SUBACK: ${JSON.stringify(suback)}`)
    return suback.reasonCodes[0] as number
  }

  /** What has come in since the last call. */
  received(): Received[] {
    const out: Received[] = this.#inbox
    this.#inbox = []
    const bytes = this.connection.take()
    if (bytes.length === 0) return out
    this.#decoder.push(bytes)
    for (let event = this.#decoder.next(); event !== NEED_MORE; event = this.#decoder.next()) {
      if (event === FAILURE) throw new Error(`the broker sent nonsense: ${JSON.stringify(this.#decoder.failure)}`)
      if (event === PUBLISH_RUN) {
        const run = this.#decoder.publishRun
        for (let i = 0; i < run.count; i++) {
          out.push({
            type: 'publish', topic: run.buffer.toString('utf8', run.topicStart, run.topicEnd), qos: run.qos, retain: run.retain, dup: run.dup,
            payload: Buffer.from(run.buffer.subarray(run.payloadStart[i], run.payloadEnd[i])), packetId: run.packetId[i] as number,
            properties: readProperties(run.buffer, run.propertiesStart[i] as number, run.propertiesEnd[i] as number),
          })
        }
      } else if (event === ACK_RUN) {
        const { type, count, packetId } = this.#decoder.ackRun
        const name = (['puback', 'pubrec', 'pubrel', 'pubcomp'] as const)[type - 4] ?? 'puback'
        for (let i = 0; i < count; i++) out.push({ type: name, packetId: packetId[i] as number, reasonCode: 0, properties: {} })
      } else if (this.#decoder.packet !== null) out.push(this.#decoder.packet)
    }
    return out
  }

  /** Ends the turn, lets everything settle, and gives what came in. */
  async settled(): Promise<Received[]> {
    await this.broker.time.settle()
    return this.received()
  }

  async publishes(): Promise<ReceivedPublish[]> {
    return (await this.settled()).filter((packet): packet is ReceivedPublish => packet.type === 'publish')
  }
}
