import type { AddressInfo, Server } from 'node:net'
import type { TimerTask } from '@robustmq/common-runtime'
import { BrokerError, errorCode } from '@robustmq/common-errors'
import type { BoundListener, Connection, Transport } from '@robustmq/broker-api'
import type { Server as TlsServer } from 'node:tls'
import type { ListenerScope } from './listener-scope.ts'
import { secureOptions } from './tls-material.ts'
import type { TlsMaterial } from './tls-material.ts'

/** A bound listener that can be closed. */
export interface NetListener extends BoundListener {
  /** Open connections. */
  readonly connectionCount: number
  /** Frees the port; open connections stay. */
  stopAccepting(): void
  /** New certificates for handshakes to come; connections stay as they are. @throws BrokerError NET_TLS_INVALID, NET_LISTEN_OPTIONS without TLS */
  renewTls(material: TlsMaterial): void
  /**
   * Frees the port and waits until every connection has gone; those still open after `deadlineMs` (default 0) are
   * destroyed with `NET_SHUTTING_DOWN`. May be called again; a shorter deadline then counts.
   */
  close(deadlineMs?: number): Promise<void>
}

export interface ListenAddress {
  readonly name: string
  readonly protocol: string
  readonly host: string
  readonly port: number
}

/** Binds `server`, behind or in which `secureServer` speaks TLS; rejects with the `NET_*` errors of `listen`. */
export function bindServer(server: Server, address: ListenAddress, scope: ListenerScope, secureServer: TlsServer | null = null): Promise<NetListener> {
  // The system closes connections above this before they cost a socket object.
  server.maxConnections = scope.limits.connectionsMax
  server.on('drop', () => scope.refused('NET_CONNECTION_LIMIT', 'listener'))
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(listenError(error, address))
    server.once('error', failed)
    server.listen({ host: address.host, port: address.port, backlog: scope.limits.backlog }, () => {
      server.off('error', failed)
      server.on('error', (error) => {
        scope.shared.limitedLog.write('error', { listener: scope.name, error }, 'accepting a connection failed')
      })
      resolve(new ServerListener(server, address, scope, secureServer))
    })
  })
}

function listenError(error: Error, { name, host, port }: ListenAddress): BrokerError {
  const system = errorCode(error)
  const make = (code: string, retry: 'never' | 'later', what: string): BrokerError =>
    new BrokerError({
      code, retry, message: `listener ${name}: ${host} port ${port} ${what}`, cause: error, detail: { host, port, listener: name },
    })
  if (system === 'EADDRINUSE') return make('NET_PORT_TAKEN', 'later', 'is taken by another program')
  if (system === 'EACCES' || system === 'EPERM') return make('NET_PORT_REFUSED', 'never', 'is not allowed for this user')
  if (system === 'EADDRNOTAVAIL' || system === 'ENOTFOUND' || system === 'EAI_AGAIN') {
    return make('NET_HOST_UNAVAILABLE', 'never', 'is no address of this machine')
  }
  return make('NET_LISTEN_FAILED', 'never', `cannot be bound: ${error.message}`)
}

class ServerListener implements NetListener, TimerTask {
  readonly name: string
  readonly protocol: string
  readonly transport: Transport
  readonly host: string
  readonly port: number
  readonly #server: Server
  readonly #scope: ListenerScope
  readonly #secureServer: TlsServer | null
  #closed: Promise<void> | null = null

  constructor(server: Server, address: ListenAddress, scope: ListenerScope, secureServer: TlsServer | null) {
    this.name = address.name
    this.protocol = address.protocol
    this.transport = scope.transport
    this.host = address.host
    this.port = (server.address() as AddressInfo).port
    this.#server = server
    this.#scope = scope
    this.#secureServer = secureServer
  }

  renewTls(material: TlsMaterial): void {
    if (this.#secureServer === null) throw new BrokerError({ code: 'NET_LISTEN_OPTIONS', retry: 'never', message: `listener ${this.name} does not speak TLS` })
    this.#secureServer.setSecureContext(secureOptions(material, this.name))
  }

  get connectionCount(): number {
    return this.#scope.connections.size
  }

  stopAccepting(): void {
    this.#closed ??= new Promise((resolve) => {
      // The server reports its end before the sockets report theirs.
      this.#server.close(() => this.#scope.whenEmpty(resolve))
    })
  }

  close(deadlineMs = 0): Promise<void> {
    this.stopAccepting()
    if (deadlineMs > 0) this.#scope.shared.timers.schedule(deadlineMs, this)
    else this.onTimer()
    return this.#closed as Promise<void>
  }

  /** The deadline has passed. */
  onTimer(): void {
    for (const connection of [...this.#scope.connections]) this.#destroy(connection)
    // Sockets that have not become connections yet: HTTP requests before their upgrade.
    for (const socket of [...this.#scope.waiting]) socket.destroy()
    ;(this.#server as { closeAllConnections?: () => void }).closeAllConnections?.()
  }

  #destroy(connection: Connection): void {
    connection.destroy({ code: 'NET_SHUTTING_DOWN', message: 'the listener is closing' })
  }
}
