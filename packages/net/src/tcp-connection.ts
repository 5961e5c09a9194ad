import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { CloseReason, ConnectionInfo, TlsPeer, Transport } from '@robustmq/broker-api'
import type { ListenerScope } from './listener-scope.ts'
import { StreamConnection } from './stream-connection.ts'
import { tlsPeerOf } from './tls-peer.ts'

/** The connection of a socket, so that all sockets share the same event functions. */
const CONNECTION: unique symbol = Symbol('connection')

interface OwnedSocket extends Socket {
  [CONNECTION]: TcpConnection
}

/** What is known of a socket's ends. The local end is asked for when somebody wants it, which is rare. */
export class SocketInfo implements ConnectionInfo {
  readonly id: number
  readonly transport: Transport
  readonly listener: string
  readonly remoteAddress: string
  readonly remotePort: number
  readonly applicationProtocol: string | null
  readonly origin: string | null
  readonly tls: TlsPeer | null
  readonly #socket: Socket

  constructor(scope: ListenerScope, socket: Socket, applicationProtocol: string | null, origin: string | null) {
    this.id = ++scope.shared.lastId
    this.transport = scope.transport
    this.listener = scope.name
    const source = scope.proxied.of(socket)
    this.remoteAddress = source?.address ?? socket.remoteAddress ?? ''
    this.remotePort = source?.port ?? socket.remotePort ?? 0
    this.tls = socket instanceof TLSSocket ? tlsPeerOf(socket) : null
    this.applicationProtocol = applicationProtocol
    this.origin = origin
    this.#socket = socket
  }

  get localAddress(): string {
    return this.#socket.localAddress ?? ''
  }

  get localPort(): number {
    return this.#socket.localPort ?? 0
  }
}

class TcpConnection extends StreamConnection {
  readonly info: ConnectionInfo
  readonly socket: Socket

  constructor(scope: ListenerScope, socket: Socket) {
    super(scope)
    this.info = new SocketInfo(scope, socket, socket instanceof TLSSocket ? agreedProtocol(socket) : null, null)
    this.socket = socket
  }

  protected untakenBytes(): number {
    return this.socket.writableLength
  }

  protected writeOne(piece: Uint8Array, taken: () => void): void {
    this.socket.write(piece, taken)
  }

  protected writeMany(pieces: readonly Uint8Array[], taken: () => void): void {
    const last = pieces.length - 1
    this.socket.cork()
    for (let i = 0; i < last; i++) this.socket.write(pieces[i] as Uint8Array)
    this.socket.write(pieces[last] as Uint8Array, taken)
    this.socket.uncork()
  }

  protected endSending(): void {
    this.socket.end()
  }

  protected abort(reset: boolean): void {
    // A TLS connection has no reset of its own: closing without its goodbye says as much.
    if (reset && !(this.socket instanceof TLSSocket)) this.socket.resetAndDestroy()
    else this.socket.destroy()
  }

  protected stopReading(): void {
    this.socket.pause()
  }

  protected startReading(): void {
    this.socket.resume()
  }
}

function onData(this: Socket, chunk: Buffer): void {
  ;(this as OwnedSocket)[CONNECTION].received(chunk)
}

function onEnd(this: Socket): void {
  ;(this as OwnedSocket)[CONNECTION].peerEnded()
}

function onError(this: Socket, error: NodeJS.ErrnoException): void {
  ;(this as OwnedSocket)[CONNECTION].reason ??= reasonOf(error)
}

function onClose(this: Socket): void {
  ;(this as OwnedSocket)[CONNECTION].transportClosed()
}

/** By ALPN. */
function agreedProtocol({ alpnProtocol }: TLSSocket): string | null {
  return typeof alpnProtocol === 'string' && alpnProtocol !== '' ? alpnProtocol : null
}

/** The close reason for a failure that the system reports. */
export function reasonOf(error: NodeJS.ErrnoException): CloseReason {
  const code = error.code ?? ''
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED') {
    return { code: 'NET_PEER_RESET', message: `connection reset by the peer (${code})` }
  }
  if (code === 'ETIMEDOUT') return { code: 'NET_PEER_TIMED_OUT', message: 'the network reports that the peer is gone' }
  return { code: 'NET_SOCKET_FAILED', message: `${code} ${error.message}`.trim() }
}

/** Makes the connection of an accepted socket and gives it to the protocol. */
export function openTcpConnection(scope: ListenerScope, socket: Socket): void {
  const connection = new TcpConnection(scope, socket)
  ;(socket as OwnedSocket)[CONNECTION] = connection
  socket.on('data', onData)
  socket.on('end', onEnd)
  socket.on('error', onError)
  socket.on('close', onClose)
  scope.opened(connection)
}
