import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { SuiteClient } from '@robustmq/transport-conformance'

export class SocketClient implements SuiteClient {
  readonly #socket: Socket
  /** What a reset is done to: a TLS connection has none of its own. */
  readonly #raw: Socket
  readonly #chunks: Buffer[] = []
  receivedBytes = 0
  ended = false
  closed = false

  constructor(socket: Socket, raw: Socket = socket) {
    this.#socket = socket
    this.#raw = raw
    socket.on('data', (chunk) => {
      this.#chunks.push(chunk)
      this.receivedBytes += chunk.length
    })
    socket.on('end', () => { this.ended = true })
    socket.on('close', () => { this.closed = this.ended = true })
    // A failure of the socket is followed by its close, which is what the cases look at.
    socket.on('error', () => undefined)
  }

  write(bytes: Uint8Array): void { this.#socket.write(bytes) }
  endSending(): void { this.#socket.end() }
  reset(): void { this.#raw.resetAndDestroy() }
  pauseReading(): void { this.#socket.pause() }
  resumeReading(): void { this.#socket.resume() }
  received(): Buffer { return Buffer.concat(this.#chunks) }
}

export async function connectTcp(port: number): Promise<SuiteClient> {
  return new SocketClient(await connectRaw(port))
}

export function connectRaw(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve(socket))
  })
}
