import type { Socket } from 'node:net'
import type { CloseReason, Connection, ConnectionHandler, Transport } from '@robustmq/broker-api'
import type { LimitedLog, Logger } from '@robustmq/common-log'
import type { Counter, CounterSeries, Gauge, Metrics } from '@robustmq/common-metrics'
import type { Clock, Timers, Turns } from '@robustmq/common-runtime'
import type { BufferPool } from './buffer-pool.ts'
import type { HolderBits } from './holder-bits.ts'
import type { NetLimits } from './limits.ts'
import { ProxiedSources } from './proxied-sources.ts'

/** Metrics of all listeners. */
export interface NetMetrics {
  readonly open: Gauge
  readonly accepted: Counter
  readonly refused: Counter
  readonly closed: Counter
  readonly bytesIn: Counter
  readonly bytesOut: Counter
  readonly handlerFailures: Counter
}

export function declareNetMetrics(metrics: Metrics): NetMetrics {
  const labels = ['listener', 'transport']
  return {
    open: metrics.gauge({ name: 'net_connections_open', help: 'Open connections', labels }),
    accepted: metrics.counter({ name: 'net_connections_accepted_total', help: 'Connections accepted', labels }),
    refused: metrics.counter({
      name: 'net_connections_refused_total', help: 'Connections refused before a protocol saw them', labels: [...labels, 'reason'],
    }),
    closed: metrics.counter({ name: 'net_connections_closed_total', help: 'Connections ended, by reason', labels: [...labels, 'reason'] }),
    bytesIn: metrics.counter({ name: 'net_received_bytes_total', help: 'Bytes received', labels }),
    bytesOut: metrics.counter({ name: 'net_sent_bytes_total', help: 'Bytes handed to the kernel', labels }),
    handlerFailures: metrics.counter({ name: 'net_handler_failures_total', help: 'Exceptions thrown by protocol handlers', labels }),
  }
}

/** What all listeners of a process share. */
export interface NetShared {
  readonly turns: Turns
  readonly timers: Timers
  readonly clock: Clock
  readonly log: Logger
  readonly limitedLog: LimitedLog
  readonly metrics: NetMetrics
  readonly pool: BufferPool
  readonly holders: HolderBits
  readonly connectionsMax: number
  connectionsOpen: number
  lastId: number
}

/** A connection as its listener sees it. */
export interface OpenConnection extends Connection {
  handler: ConnectionHandler
}

const CLOSE_SERIES_MAX = 64

/** What the connections of one listener share. */
export class ListenerScope {
  readonly shared: NetShared
  readonly name: string
  readonly transport: Transport
  readonly limits: NetLimits
  readonly connections: Set<Connection> = new Set()
  /** Sockets that no connection was made of yet. */
  readonly waiting: Set<Socket> = new Set()
  readonly proxied: ProxiedSources = new ProxiedSources()
  readonly bytesIn: CounterSeries
  readonly bytesOut: CounterSeries
  readonly #accepted: CounterSeries
  readonly #closed: Map<string, CounterSeries> = new Map()
  #onEmpty: (() => void) | null = null
  readonly #accept: (connection: Connection) => ConnectionHandler

  constructor(
    shared: NetShared, name: string, transport: Transport, limits: NetLimits, accept: (connection: Connection) => ConnectionHandler,
  ) {
    this.shared = shared
    this.name = name
    this.transport = transport
    this.limits = limits
    this.bytesIn = shared.metrics.bytesIn.series(name, transport)
    this.bytesOut = shared.metrics.bytesOut.series(name, transport)
    this.#accepted = shared.metrics.accepted.series(name, transport)
    this.#accept = accept
    shared.metrics.open.series(name, transport).observeWith(() => this.connections.size)
  }

  /** True when the node has room for one more connection; counts the refusal otherwise. */
  admits(): boolean {
    if (this.shared.connectionsOpen < this.shared.connectionsMax) return true
    this.refused('NET_CONNECTION_LIMIT', 'node')
    return false
  }

  refused(reason: string, detail: string): void {
    this.shared.metrics.refused.series(this.name, this.transport, reason).inc()
    this.shared.limitedLog.write('warn', { listener: this.name, reason, detail }, 'connection refused')
  }

  /** Counts the connection and lets the protocol take it. */
  opened(connection: OpenConnection): void {
    this.connections.add(connection)
    this.shared.connectionsOpen++
    this.#accepted.inc()
    try {
      connection.handler = this.#accept(connection)
    } catch (error) {
      this.handlerFailed(connection, error)
    }
  }

  handlerFailed(connection: Connection, error: unknown): void {
    this.shared.metrics.handlerFailures.series(this.name, this.transport).inc()
    this.shared.limitedLog.write('error', { ...this.#describe(connection, null), error }, 'protocol handler failed')
    const message = error instanceof Error ? error.message : String(error)
    connection.destroy({ code: 'NET_HANDLER_FAILED', message, bytePosition: connection.bytesIn })
  }

  /** Calls once when the last connection has gone, at once when there is none. */
  whenEmpty(call: () => void): void {
    if (this.connections.size === 0) call()
    else this.#onEmpty = call
  }

  /** The connection has gone, and the protocol knows. */
  forget(connection: Connection): void {
    this.connections.delete(connection)
    this.shared.connectionsOpen--
    const onEmpty = this.#onEmpty
    if (onEmpty === null || this.connections.size > 0) return
    this.#onEmpty = null
    onEmpty()
  }

  closed(connection: Connection, reason: CloseReason): void {
    this.#closedSeries(reason.code).inc()
    // A position means that the cause lies in what the peer sent: operators want to see that without debug lines.
    if (reason.bytePosition !== undefined || reason.code === 'NET_OUTPUT_OVERFLOW') {
      this.shared.limitedLog.write('info', this.#describe(connection, reason), 'connection closed')
    } else if (this.shared.log.debugEnabled) {
      this.shared.log.debug(this.#describe(connection, reason), 'connection closed')
    }
  }

  #closedSeries(code: string): CounterSeries {
    const known = this.#closed.get(code)
    if (known !== undefined) return known
    const series = this.shared.metrics.closed.series(this.name, this.transport, code)
    if (this.#closed.size < CLOSE_SERIES_MAX) this.#closed.set(code, series)
    return series
  }

  #describe(connection: Connection, reason: CloseReason | null): Readonly<Record<string, unknown>> {
    const { id, remoteAddress, remotePort } = connection.info
    const fields = { listener: this.name, connection: id, remoteAddress, remotePort }
    if (reason === null) return fields
    return { ...fields, code: reason.code, reason: reason.message, bytePosition: reason.bytePosition }
  }
}
