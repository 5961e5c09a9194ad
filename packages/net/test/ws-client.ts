import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import type { ClientOptions } from 'ws'
import type { SuiteClient } from '@robustmq/transport-conformance'

/** Most bytes of one message, so that large writes become many frames. */
const MESSAGE_BYTES = 100_000

export class WsClient implements SuiteClient {
  readonly webSocket: WebSocket
  readonly socket: Socket
  readonly #chunks: Buffer[] = []
  receivedBytes = 0
  closed = false
  closeCode = 0
  pongs = 0

  constructor(webSocket: WebSocket, socket: Socket) {
    this.webSocket = webSocket
    this.socket = socket
    webSocket.on('message', (data) => {
      this.#chunks.push(data as Buffer)
      this.receivedBytes += (data as Buffer).length
    })
    webSocket.on('pong', () => { this.pongs++ })
    webSocket.on('close', (code) => {
      this.closed = true
      this.closeCode = code
    })
    // A failure is followed by the close, which is what the cases look at.
    webSocket.on('error', () => undefined)
  }

  get ended(): boolean { return this.closed || this.webSocket.readyState >= WebSocket.CLOSING }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += MESSAGE_BYTES) this.webSocket.send(bytes.subarray(at, at + MESSAGE_BYTES))
  }

  endSending(): void { this.webSocket.close() }
  reset(): void { this.socket.resetAndDestroy() }
  pauseReading(): void { this.webSocket.pause() }
  resumeReading(): void { this.webSocket.resume() }
  received(): Buffer { return Buffer.concat(this.#chunks) }
}

export function connectWs(port: number, path = '/', subprotocols: string[] = [], options: ClientOptions = {}, secure: { readonly raw: Socket | null } | null = null): Promise<WsClient> {
  return new Promise((resolve, reject) => {
    const webSocket = new WebSocket(`${secure === null ? 'ws' : 'wss'}://127.0.0.1:${port}${path}`, subprotocols, { perMessageDeflate: false, ...options })
    let socket: Socket | null = null
    webSocket.once('upgrade', (response) => { socket = response.socket })
    webSocket.once('error', reject)
    // The client starts to listen in the same turn, before the first message can be emitted.
    webSocket.once('open', () => resolve(new WsClient(webSocket, secure?.raw ?? (socket as unknown as Socket))))
  })
}
