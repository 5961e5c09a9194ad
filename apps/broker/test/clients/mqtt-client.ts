import { connect } from 'node:net'
import type { Socket } from 'node:net'
import {
  ACK_RUN, createMqttDecoder, encodeProperties, encodePublish, FAILURE, NEED_MORE, packetToBuffer, PUBLISH_RUN, readProperties, sizeOfProperties,
} from '@robustmq/codec-mqtt'
import type { MqttDecoder, MqttPacket, MqttProperties } from '@robustmq/codec-mqtt'

export interface Message {
  readonly topic: string
  readonly payload: string
  readonly properties: MqttProperties
}

export interface MqttClientOptions {
  readonly clientId?: string
  readonly username?: string
  readonly password?: string
}

/** A small MQTT 5 client: one request at a time, answers as promises. */
export class MqttClient {
  readonly messages: Message[] = []
  readonly closed: Promise<void>
  connackReason = -1
  readonly #socket: Socket
  readonly #decoder: MqttDecoder = createMqttDecoder({ role: 'client', version: 5 })
  #answer: ((packet: MqttPacket) => void) | null = null
  #arrived: (() => void) | null = null
  #packetId = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()))
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => this.#data(chunk))
  }

  static async open(port: number, options: MqttClientOptions = {}): Promise<MqttClient> {
    const client = await new Promise<MqttClient>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('error', reject)
      socket.once('connect', () => resolve(new MqttClient(socket)))
    })
    const answer = await client.#ask({
      type: 'connect', version: 5, clean: true, keepAliveSeconds: 0, clientId: options.clientId ?? '', will: null,
      username: options.username ?? null, password: options.password === undefined ? null : Buffer.from(options.password), properties: {},
    })
    if (answer.type !== 'connack') throw new Error(`CONNECT was answered with ${answer.type}`)
    client.connackReason = answer.reasonCode
    return client
  }

  /** Resolves with the reason code of the SUBACK. */
  async subscribe(topicFilter: string, qos: 0 | 1 = 1): Promise<number> {
    const subscription = { topicFilter, shareName: null, filter: topicFilter, qos, noLocal: false, retainAsPublished: false, retainHandling: 0 as const }
    const answer = await this.#ask({ type: 'subscribe', packetId: ++this.#packetId, subscriptions: [subscription], properties: {} })
    return answer.type === 'suback' ? (answer.reasonCodes[0] as number) : -1
  }

  /** At QoS 1; resolves with the reason code of the PUBACK. */
  async publish(topic: string, payload: string, properties: MqttProperties = {}, retain = false): Promise<number> {
    const block = Buffer.alloc(sizeOfProperties(properties))
    encodeProperties(block, 0, properties)
    const answer = await this.#ask(encodePublish(5, { topic, payload: Buffer.from(payload), qos: 1, packetId: ++this.#packetId, retain, properties: block }))
    return answer.type === 'puback' ? answer.reasonCode : -1
  }

  /** Resolves when this many messages have come since the client was opened. */
  async received(count: number): Promise<readonly Message[]> {
    while (this.messages.length < count) await new Promise<void>((resolve) => void (this.#arrived = resolve))
    return this.messages
  }

  close(): void {
    this.#socket.destroy()
  }

  #ask(packet: MqttPacket | Buffer): Promise<MqttPacket> {
    return new Promise((resolve, reject) => {
      this.#answer = resolve
      void this.closed.then(() => reject(new Error('the broker closed the connection')))
      this.#socket.write(Buffer.isBuffer(packet) ? packet : packetToBuffer(packet, 5))
    })
  }

  #data(chunk: Buffer): void {
    const decoder = this.#decoder
    decoder.push(chunk)
    for (let event = decoder.next(); event !== NEED_MORE; event = decoder.next()) {
      if (event === FAILURE) throw new Error(`the broker sent nonsense: ${decoder.failure?.message ?? ''}`)
      if (event === PUBLISH_RUN) this.#publishes()
      else if (event === ACK_RUN) this.#answer?.({ type: 'puback', packetId: decoder.ackRun.packetId[0] as number, reasonCode: 0, properties: {} })
      else if (decoder.packet !== null) this.#answer?.(decoder.packet)
    }
  }

  #publishes(): void {
    const run = this.#decoder.publishRun
    for (let i = 0; i < run.count; i++) {
      this.messages.push({
        topic: run.buffer.toString('utf8', run.topicStart, run.topicEnd),
        payload: run.buffer.toString('utf8', run.payloadStart[i], run.payloadEnd[i]),
        properties: readProperties(run.buffer, run.propertiesStart[i] as number, run.propertiesEnd[i] as number),
      })
      if (run.qos === 1) this.#socket.write(packetToBuffer({ type: 'puback', packetId: run.packetId[i] as number, reasonCode: 0, properties: {} }, 5))
    }
    this.#arrived?.()
  }
}
