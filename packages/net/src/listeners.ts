import { createServer } from 'node:net'
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
  /** `tcp` or `ws`. */
  readonly transport: Transport
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly limits?: Partial<NetLimits>
  /** Called for each connection, before its first byte is delivered. */
  accept(connection: Connection): ConnectionHandler
}

/** The listeners of a process. */
export interface Listeners {
  /**
   * Binds a port. Rejects with BrokerError `NET_PORT_TAKEN`, `NET_PORT_REFUSED`, `NET_HOST_UNAVAILABLE`,
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
    let listener: NetListener
    if (transport === 'tcp') {
      const server = createServer(TCP_OPTIONS, (socket) => {
        if (scope.admits()) openTcpConnection(scope, socket)
        else socket.destroy()
      })
      listener = await bindServer(server, options, scope)
    } else if (transport === 'ws') listener = await bindServer(createUpgradeServer(scope, options), options, scope)
    else this.#refuse(name, `transport ${transport} is not served by this package`)
    this.#bound.push(listener)
    return listener
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

export function createListeners(options: ListenersOptions, deps: ListenersDeps): Listeners {
  return new NodeListeners(options, deps)
}
