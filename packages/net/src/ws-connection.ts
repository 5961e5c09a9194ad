import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { WebSocket } from 'ws'
import type { CloseReason, ConnectionInfo } from '@robustmq/broker-api'
import type { ListenerScope } from './listener-scope.ts'
import { PEER_CLOSED, StreamConnection } from './stream-connection.ts'
import { reasonOf, SocketInfo } from './tcp-connection.ts'

const CONNECTION: unique symbol = Symbol('connection')

interface OwnedWebSocket extends WebSocket {
  [CONNECTION]: WsConnection
}

interface OwnedSocket extends Socket {
  [CONNECTION]: WsConnection
}

/** While more than this waits for the peer, its pings are not answered: RFC 6455 5.5.3 asks only for the latest. */
const PONG_PENDING_BYTES_MAX = 64 * 1024

const BINARY = { binary: true } as const

/** Close codes of RFC 6455 7.4.1 for the reasons that have one; everything else is a normal end. */
const CLOSE_CODES: ReadonlyMap<string, number> = new Map([
  ['NET_SHUTTING_DOWN', 1001],
  ['NET_FRAME_INVALID', 1002],
  ['NET_TEXT_FRAME', 1003],
  ['NET_FRAME_TOO_LARGE', 1009],
])

class WsConnection extends StreamConnection {
  readonly info: ConnectionInfo
  readonly socket: Socket
  readonly webSocket: WebSocket
  /** Messages of one read that came after `pause`: at most what one read gives. */
  waiting: Buffer[] | null = null

  constructor(scope: ListenerScope, webSocket: WebSocket, socket: Socket, origin: string | null) {
    super(scope)
    this.info = new SocketInfo(scope, socket, webSocket.protocol === '' ? null : webSocket.protocol, origin)
    this.socket = socket
    this.webSocket = webSocket
  }

  message(chunk: Buffer, isBinary: boolean): void {
    if (!isBinary) {
      this.end({ code: 'NET_TEXT_FRAME', message: 'text frame; only binary frames carry the protocol', bytePosition: this.bytesIn })
    } else if (this.pausedBy !== 0) (this.waiting ??= []).push(chunk)
    else if (chunk.length > 0) this.received(chunk)
  }

  ping(data: Buffer): void {
    if (!this.closed && this.socket.writableLength <= PONG_PENDING_BYTES_MAX) this.webSocket.pong(data)
  }

  frameFailed(error: NodeJS.ErrnoException): void {
    const code = error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' ? 'NET_FRAME_TOO_LARGE' : 'NET_FRAME_INVALID'
    // The library has sent its close frame; `end` adds the bound on how long the peer may take to answer.
    this.end({ code, message: error.message, bytePosition: this.bytesIn })
  }

  deliverWaiting(): void {
    const waiting = this.waiting
    if (waiting === null) return
    this.waiting = null
    for (const chunk of waiting) this.message(chunk, true)
  }

  protected untakenBytes(): number {
    return this.socket.writableLength
  }

  protected writeOne(piece: Uint8Array, taken: () => void): void {
    this.webSocket.send(piece, BINARY, taken)
  }

  protected writeMany(pieces: readonly Uint8Array[], taken: () => void): void {
    const last = pieces.length - 1
    this.socket.cork()
    for (let i = 0; i < last; i++) this.webSocket.send(pieces[i] as Uint8Array, BINARY)
    this.webSocket.send(pieces[last] as Uint8Array, BINARY, taken)
    this.socket.uncork()
  }

  protected endSending(): void {
    this.webSocket.close(CLOSE_CODES.get((this.reason as CloseReason).code) ?? 1000)
  }

  protected abort(reset: boolean): void {
    if (reset && !(this.socket instanceof TLSSocket)) this.socket.resetAndDestroy()
    else this.webSocket.terminate()
  }

  protected stopReading(): void {
    this.webSocket.pause()
  }

  protected startReading(): void {
    if (this.waiting !== null) process.nextTick(deliverWaiting, this)
    this.webSocket.resume()
  }
}

function deliverWaiting(connection: WsConnection): void {
  connection.deliverWaiting()
}

function onMessage(this: WebSocket, data: Buffer, isBinary: boolean): void {
  ;(this as OwnedWebSocket)[CONNECTION].message(data, isBinary)
}

function onPing(this: WebSocket, data: Buffer): void {
  ;(this as OwnedWebSocket)[CONNECTION].ping(data)
}

function onError(this: WebSocket, error: NodeJS.ErrnoException): void {
  ;(this as OwnedWebSocket)[CONNECTION].frameFailed(error)
}

function onSocketError(this: Socket, error: NodeJS.ErrnoException): void {
  ;(this as OwnedSocket)[CONNECTION].reason ??= reasonOf(error)
}

function onClose(this: WebSocket, code: number): void {
  const connection = (this as OwnedWebSocket)[CONNECTION]
  connection.reason ??= code === 1006 ? { code: 'NET_PEER_CLOSED', message: 'ended without a close frame' } : PEER_CLOSED
  connection.transportClosed()
}

/** Makes the connection of an upgraded socket and gives it to the protocol. */
export function openWsConnection(scope: ListenerScope, webSocket: WebSocket, socket: Socket, origin: string | null): void {
  const connection = new WsConnection(scope, webSocket, socket, origin)
  ;(webSocket as OwnedWebSocket)[CONNECTION] = connection
  ;(socket as OwnedSocket)[CONNECTION] = connection
  webSocket.on('message', onMessage as (this: WebSocket, data: unknown, isBinary: boolean) => void)
  webSocket.on('ping', onPing)
  webSocket.on('error', onError)
  webSocket.on('close', onClose)
  socket.on('error', onSocketError)
  scope.opened(connection)
}
