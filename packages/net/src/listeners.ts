import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import type { Server as TlsServer, TlsOptions } from 'node:tls'
import { BrokerError } from '@robustmq/common-errors'
import { createLimitedLog } from '@robustmq/common-log'
import type { Logger } from '@robustmq/common-log'
import type { Metrics } from '@robustmq/common-metrics'
import type { Clock, Timers, Turns } from '@robustmq/common-runtime'
import type { Connection, ConnectionHandler, Transport } from '@robustmq/broker-api'
import { bindServer } from './bound-listener.ts'
import type { NetListener } from './bound-listener.ts'
import { BufferPool } from './buffer-pool.ts'
import { HolderBits } from './holder-bits.ts'
import { completeLimits } from './limits.ts'
import type { NetLimits } from './limits.ts'
import { declareNetMetrics, ListenerScope } from './listener-scope.ts'
import type { NetShared } from './listener-scope.ts'
import { openTcpConnection } from './tcp-connection.ts'
import { createProxyServer } from './proxy-server.ts'
import { secureOptions } from './tls-material.ts'
import type { TlsMaterial } from './tls-material.ts'
import { createTlsServer } from './tls-server.ts'
import { createUpgradeServer, PROBE_AFTER_MS } from './ws-upgrade.ts'
import type { UpgradeRules } from './ws-upgrade.ts'

export interface ListenersDeps {
  readonly turns: Turns
  readonly timers: Timers
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
}

export interface ListenersOptions {
  /** Connections of all listeners together; default 100 000. */
  readonly connectionsMax?: number
}

export interface ListenOptions extends UpgradeRules {
  /** Unique; names the listener in metrics, logs and `ConnectionInfo`. */
  readonly name: string
  readonly protocol: string
  /** `tcp`, `tls`, `ws` or `wss`. */
  readonly transport: Transport
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly limits?: Partial<NetLimits>
  /** For `tls` and `wss`. */
  readonly tls?: TlsMaterial
  /**
   * Every connection begins with a PROXY header, version 1 or 2, whose source address is taken for the client's. Only for ports
   * that nobody but the balancer can reach: whoever can, can say what he likes. Default false.
   */
  readonly proxyProtocol?: boolean
  /** Called for each connection, before its first byte is delivered. */
  accept(connection: Connection): ConnectionHandler
}

/** The listeners of a process. */
export interface Listeners {
  /**
   * Binds a port. Rejects with BrokerError `NET_PORT_TAKEN`, `NET_PORT_REFUSED`, `NET_HOST_UNAVAILABLE`,
   * `NET_TLS_INVALID`,
   * `NET_LISTEN_OPTIONS` or `NET_LISTEN_FAILED`; `detail` has host and port.
   */
  listen(options: ListenOptions): Promise<NetListener>
  /** What is bound, in the order of binding. */
  bound(): readonly NetListener[]
  /** Open connections of all listeners. */
  readonly connectionCount: number
  /** Frees all ports; open connections stay. The first step of a drain. */
  stopAccepting(): void
  /** Closes all listeners, see `NetListener.close`. */
  close(deadlineMs?: number): Promise<void>
}

const TCP_OPTIONS = { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBE_AFTER_MS } as const

class NodeListeners implements Listeners {
  readonly #shared: NetShared
  readonly #bound: NetListener[] = []

  constructor(options: ListenersOptions, deps: ListenersDeps) {
    const { clock, log } = deps
    this.#shared = {
      turns: deps.turns,
      timers: deps.timers,
      clock,
      log,
      limitedLog: createLimitedLog({}, { log, nowMs: () => clock.monotonic() }),
      metrics: declareNetMetrics(deps.metrics),
      pool: new BufferPool(),
      holders: new HolderBits(),
      connectionsMax: options.connectionsMax ?? 100_000,
      connectionsOpen: 0,
      lastId: 0,
    }
  }

  get connectionCount(): number {
    return this.#shared.connectionsOpen
  }

  async listen(options: ListenOptions): Promise<NetListener> {
    const { name, transport } = options
    if (this.#bound.some((listener) => listener.name === name)) this.#refuse(name, 'the name is taken')
    const limits = completeLimits(options.limits ?? {})
    const scope = new ListenerScope(this.#shared, name, transport, limits, (connection) => options.accept(connection))
    const listener = await this.#bind(options, scope)
    this.#bound.push(listener)
    return listener
  }

  #bind(options: ListenOptions, scope: ListenerScope): Promise<NetListener> {
    const { name, transport, tls, proxyProtocol = false } = options
    const isSecure = transport === 'tls' || transport === 'wss'
    if (isSecure !== (tls !== undefined)) this.#refuse(name, isSecure ? 'TLS needs a certificate and a key' : `transport ${transport} has no TLS`)
    const secure: TlsOptions | null = tls === undefined ? null : { ...secureOptions(tls, name), ...(transport === 'tls' ? protocolsOf(options) : {}) }
    if (transport === 'ws' || transport === 'wss') {
      const server = createUpgradeServer(scope, options, secure)
      return bindServer(proxyProtocol ? inFrontOf(server, scope) : server, options, scope, secure === null ? null : (server as unknown as TlsServer))
    }
    if (transport === 'tls' && secure !== null) {
      const server = createTlsServer(scope, { ...TCP_OPTIONS, ...secure })
      return bindServer(proxyProtocol ? inFrontOf(server, scope) : server, options, scope, server)
    }
    if (transport !== 'tcp') this.#refuse(name, `transport ${transport} is not served by this package`)
    const open = (socket: Socket): void => {
      if (scope.admits()) openTcpConnection(scope, socket)
      else socket.destroy()
    }
    return bindServer(proxyProtocol ? createProxyServer(scope, TCP_OPTIONS, open) : createServer(TCP_OPTIONS, open), options, scope)
  }

  bound(): readonly NetListener[] {
    return this.#bound
  }

  stopAccepting(): void {
    for (const listener of this.#bound) listener.stopAccepting()
  }

  async close(deadlineMs = 0): Promise<void> {
    await Promise.all(this.#bound.map((listener) => listener.close(deadlineMs)))
  }

  #refuse(name: string, message: string): never {
    throw new BrokerError({ code: 'NET_LISTEN_OPTIONS', retry: 'never', message: `listener ${name}: ${message}` })
  }
}

/** A server whose connections, their PROXY header taken off, are those of `server`. */
function inFrontOf(server: Server, scope: ListenerScope): Server {
  return createProxyServer(scope, TCP_OPTIONS, (socket) => server.emit('connection', socket))
}

function protocolsOf({ applicationProtocols }: ListenOptions): TlsOptions {
  return applicationProtocols === undefined || applicationProtocols.length === 0 ? {} : { ALPNProtocols: [...applicationProtocols] }
}

export function createListeners(options: ListenersOptions, deps: ListenersDeps): Listeners {
  return new NodeListeners(options, deps)
}
