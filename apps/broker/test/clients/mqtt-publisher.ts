import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { ACK_RUN, createMqttDecoder, encodePublish, FAILURE, NEED_MORE, NO_PROPERTIES, PACKET, packetToBuffer } from '@robustmq/codec-mqtt'

/** Publishes numbered messages at QoS 1 with a window, and remembers which were acknowledged. */
export class MqttPublisher {
  /** Numbers in the order of their PUBACKs. */
  readonly acknowledged: number[] = []
  readonly closed: Promise<void>
  readonly #socket: Socket
  readonly #topic: string
  readonly #window: number
  readonly #retain: boolean
  readonly #inFlight: { readonly packetId: number; readonly number: number }[] = []
  #next = 0
  #stopped = false

  private constructor(socket: Socket, topic: string, window: number, retain: boolean) {
    this.#socket = socket
    this.#topic = topic
    this.#window = window
    this.#retain = retain
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()))
    socket.on('error', () => undefined)
  }

  static open(port: number, topic: string, options: { readonly window?: number; readonly retain?: boolean } = {}): Promise<MqttPublisher> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      const publisher = new MqttPublisher(socket, topic, options.window ?? 50, options.retain ?? false)
      const decoder = createMqttDecoder({ role: 'client', version: 4 })
      socket.once('error', reject)
      socket.on('data', (chunk) => {
        decoder.push(chunk)
        for (let event = decoder.next(); event !== NEED_MORE; event = decoder.next()) {
          if (event === FAILURE) return void reject(new Error(decoder.failure?.message))
          if (event === PACKET && decoder.packet?.type === 'connack') resolve(publisher)
          if (event === ACK_RUN) for (let i = 0; i < decoder.ackRun.count; i++) publisher.#acked(decoder.ackRun.packetId[i] as number)
        }
      })
      socket.write(packetToBuffer({
        type: 'connect', version: 4, clean: true, keepAliveSeconds: 0, clientId: `publisher-${topic.replaceAll('/', '-')}`,
        will: null, username: null, password: null, properties: NO_PROPERTIES,
      }, 4))
    })
  }

  /** Fills the window and keeps it full until `stop`. */
  run(): void {
    while (!this.#stopped && this.#inFlight.length < this.#window) {
      const number = this.#next++
      const packetId = (number % 65_535) + 1
      this.#inFlight.push({ packetId, number })
      const payload = Buffer.from(`${this.#topic}#${number}`)
      this.#socket.write(encodePublish(4, { topic: this.#topic, payload, qos: 1, retain: this.#retain, packetId }))
    }
  }

  stop(): void {
    this.#stopped = true
  }

  destroy(): void {
    this.#stopped = true
    this.#socket.destroy()
  }

  #acked(packetId: number): void {
    // [MQTT-4.6.0-2]: acknowledgements come in the order of the publishes.
    const first = this.#inFlight.shift()
    if (first?.packetId !== packetId) throw new Error(`PUBACK ${packetId} out of order, ${String(first?.packetId)} was due`)
    this.acknowledged.push(first.number)
    this.run()
  }
}
