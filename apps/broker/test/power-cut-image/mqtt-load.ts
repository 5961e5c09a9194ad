import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { ACK_RUN, createMqttDecoder, encodePublish, FAILURE, NEED_MORE, NO_PROPERTIES, PACKET, packetToBuffer } from '@robustmq/codec-mqtt'
import type { Stream } from './streams.ts'

/** Publishes the messages of some streams at QoS 1, in turn, with a window over all of them. */
export class MqttLoad {
  readonly streams: readonly Stream[]
  readonly #socket: Socket
  readonly #window: number
  readonly #inFlight: { readonly packetId: number; readonly stream: Stream; readonly number: number }[] = []
  #turn = 0
  #packetId = 0
  #stopped = false

  private constructor(socket: Socket, streams: readonly Stream[], window: number) {
    this.#socket = socket
    this.streams = streams
    this.#window = window
    socket.on('error', () => undefined)
  }

  /** Topics are named with `.`, as other protocols see them. */
  static open(port: number, clientId: string, streams: readonly Stream[], window: number): Promise<MqttLoad> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      const load = new MqttLoad(socket, streams, window)
      const decoder = createMqttDecoder({ role: 'client', version: 4 })
      socket.once('error', reject)
      socket.on('data', (chunk) => {
        decoder.push(chunk)
        for (let event = decoder.next(); event !== NEED_MORE; event = decoder.next()) {
          if (event === FAILURE) return void reject(new Error(decoder.failure?.message))
          if (event === PACKET && decoder.packet?.type === 'connack') resolve(load)
          if (event === ACK_RUN) for (let i = 0; i < decoder.ackRun.count; i++) load.#acked(decoder.ackRun.packetId[i] as number)
        }
        load.run()
      })
      socket.write(packetToBuffer({
        type: 'connect', version: 4, clean: true, keepAliveSeconds: 0, clientId, will: null, username: null, password: null, properties: NO_PROPERTIES,
      }, 4))
    })
  }

  run(): void {
    this.#socket.cork()
    while (!this.#stopped && this.#inFlight.length < this.#window) {
      const stream = this.streams[this.#turn++ % this.streams.length] as Stream
      const number = stream.sent++
      this.#packetId = (this.#packetId % 65_535) + 1
      this.#inFlight.push({ packetId: this.#packetId, stream, number })
      const topic = stream.topic.replaceAll('.', '/')
      this.#socket.write(encodePublish(4, { topic, payload: stream.valueOf(number), qos: 1, retain: false, packetId: this.#packetId }))
    }
    this.#socket.uncork()
  }

  stop(): void {
    this.#stopped = true
    this.#socket.destroy()
  }

  #acked(packetId: number): void {
    // [MQTT-4.6.0-2]: acknowledgements come in the order of the publishes.
    const first = this.#inFlight.shift()
    if (first?.packetId !== packetId) throw new Error(`PUBACK ${packetId} out of order, ${String(first?.packetId)} was due`)
    first.stream.acknowledged = first.number + 1
  }
}
