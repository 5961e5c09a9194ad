import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { SuiteClient } from '@robustmq/transport-conformance'

class TcpClient implements SuiteClient {
  readonly #socket: Socket
  readonly #chunks: Buffer[] = []
  receivedBytes = 0
  ended = false
  closed = false

  constructor(socket: Socket) {
    this.#socket = socket
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
  reset(): void { this.#socket.resetAndDestroy() }
  pauseReading(): void { this.#socket.pause() }
  resumeReading(): void { this.#socket.resume() }
  received(): Buffer { return Buffer.concat(this.#chunks) }
}

export function connectTcp(port: number): Promise<SuiteClient> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve(new TcpClient(socket)))
  })
}
