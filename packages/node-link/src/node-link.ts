import type { PeerChannel, PeerHandler, PeerNetwork, PeerWatcher } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'
import { errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { createLimitedLog } from '@robustmq/common-log'
import type { Metrics } from '@robustmq/common-metrics'
import type { Clock, Random, Timers, Turns } from '@robustmq/common-runtime'
import { HealthImplementation } from 'grpc-health-check'
import { linkError, peerError } from './errors.ts'
import type { Frame, HelloFields } from './frame.ts'
import { helloFields, peerHello, refusalOf } from './handshake.ts'
import type { OwnHello, PeerHello } from './handshake.ts'
import { LINK_LIMITS } from './limits.ts'
import type { LinkLimits } from './limits.ts'
import type { LinkCounters } from './link-metrics.ts'
import { linkCounters } from './link-metrics.ts'
import { isLoopback, PeerDialer } from './peer-dialer.ts'
import { PeerLink } from './peer-link.ts'
import type { LinkServer, LinkTls, WireHandler, WireStream } from './wire-stream.ts'
import { createLinkServer, LINK_SERVICE } from './wire-stream.ts'

export interface NodeLinkOptions {
  /** 1 .. 2^31-1 */
  readonly nodeId: number
  readonly brokerVersion: string
  /** Address to listen on. */
  readonly host: string
  /** 0: chosen by the system. Default 1228. */
  readonly port?: number
  /** Certificates for both directions. Without them only loopback is spoken to, unless `plaintext`. */
  readonly tls?: LinkTls
  /** Allows plain text beyond this machine. */
  readonly plaintext?: boolean
  /** A silent peer is asked for a sign of life after this long, and given up after as long again. Default 5 000. */
  readonly keepaliveMs?: number
  readonly limits?: Partial<LinkLimits>
}

export interface NodeLinkDeps {
  readonly turns: Turns
  readonly timers: Timers
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  readonly metrics: Metrics
  /** The cluster that this node belongs to; empty: not known yet. Asked at every handshake. */
  readonly clusterId: () => string
  /** Opaque bytes about this node, told to every peer (at most 64 KiB). Asked at every handshake. */
  readonly identity?: () => Uint8Array
  /** Why a stream to this peer must not be; null: it may. Asked on both sides at every handshake. */
  readonly verifyPeer?: (hello: PeerHello) => BrokerError | null
}

export interface PeerAddress {
  readonly nodeId: number
  /** `host:port` */
  readonly address: string
}

export interface PeerStatus {
  readonly nodeId: number
  /** Empty: it dials us, and nobody has told where it is. */
  readonly address: string
  readonly up: boolean
  /** Milliseconds since the stream began; 0 when there is none. */
  readonly upMs: number
  readonly brokerVersion: string
  readonly queueBytes: number
  /** Why the last attempt failed; empty while the stream lives. */
  readonly lastFailure: string
}

export interface NodeLink extends PeerNetwork {
  /** Binds and begins to dial. @throws BrokerError LINK_ADDRESS_UNUSABLE, LINK_UNSAFE, LINK_TLS */
  start(): Promise<{ readonly host: string; readonly port: number }>
  /**
   * The nodes to be connected to, all of them; this node's own entry is ignored. Streams to others end, unless they dialed us
   * and `verifyPeer` lets them.
   */
  setPeers(peers: readonly PeerAddress[]): void
  /** Ends the stream of this peer, e.g. since it was removed from the cluster; it is dialed again only if it is among the peers. */
  disconnect(peer: number): void
  statuses(): readonly PeerStatus[]
  /** What waits is sent, then all streams end. */
  close(): Promise<void>
}

/** The streams of one node to all others, over gRPC. */
export function createNodeLink(options: NodeLinkOptions, deps: NodeLinkDeps): NodeLink {
  return new GrpcNodeLink(options, deps)
}

export const LINK_PORT = 1228
/** How long two dials of one pair count as crossing each other. */
const CROSSING_MS = 2000
const INCARNATION_BYTES = 6

class GrpcNodeLink implements NodeLink {
  readonly nodeId: number
  readonly #options: NodeLinkOptions
  readonly #deps: NodeLinkDeps
  readonly #limits: LinkLimits
  readonly #incarnation: number
  readonly #server: LinkServer
  readonly #handlers = new Map<number, PeerHandler>()
  readonly #watchers: PeerWatcher[] = []
  readonly #links = new Map<number, PeerLink>()
  readonly #dialers = new Map<number, PeerDialer>()
  readonly #counters: LinkCounters
  readonly #limitedLog: ReturnType<typeof createLimitedLog>
  #handshakes = 0
  #running = false
  #closing = false

  constructor(options: NodeLinkOptions, deps: NodeLinkDeps) {
    this.nodeId = options.nodeId
    this.#options = options
    this.#deps = deps
    this.#limits = { ...LINK_LIMITS, ...options.limits }
    this.#incarnation = deps.random.bytes(INCARNATION_BYTES).readUIntBE(0, INCARNATION_BYTES)
    this.#counters = linkCounters(deps.metrics)
    deps.metrics.gauge({ name: 'robustmq_peer_streams', help: 'Nodes with a living stream.' }).series().observeWith(() => this.#links.size)
    deps.metrics.gauge({ name: 'robustmq_peer_queue_bytes', help: 'Bytes that wait for other nodes.' }).series()
      .observeWith(() => [...this.#links.values()].reduce((sum, link) => sum + link.queueBytes, 0))
    this.#limitedLog = createLimitedLog({}, { log: deps.log, nowMs: () => deps.clock.monotonic() })
    this.#server = createLinkServer(options.keepaliveMs ?? 5000, (stream) => this.#accept(stream))
    new HealthImplementation({ '': 'SERVING', [LINK_SERVICE]: 'SERVING' }).addToServer(this.#server.server)
  }

  peers(): readonly number[] {
    return [...this.#links.keys()]
  }

  send(peer: number, channel: PeerChannel, message: Uint8Array): boolean {
    return this.#links.get(peer)?.send(channel, message) ?? false
  }

  request(peer: number, channel: PeerChannel, message: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    const link = this.#links.get(peer)
    if (link === undefined) return Promise.reject(peerError('PEER_UNAVAILABLE', `node ${peer} cannot be reached`))
    return link.request(channel, message, timeoutMs)
  }

  listen(channel: PeerChannel, handler: PeerHandler): void {
    this.#handlers.set(channel, handler)
  }

  watch(watcher: PeerWatcher): void {
    this.#watchers.push(watcher)
  }

  async start(): Promise<{ host: string; port: number }> {
    const { host, tls } = this.#options
    const wantedPort = this.#options.port ?? LINK_PORT
    this.#checkExposure(`${host}:${wantedPort}`)
    let port: number
    try {
      port = await this.#server.bind(host.includes(':') ? `[${host}]:${wantedPort}` : `${host}:${wantedPort}`, tls ?? null)
    } catch (cause) {
      if (errorCode(cause)?.startsWith('ERR_OSSL') === true) throw linkError('LINK_TLS', `the certificates for other nodes cannot be used: ${String(cause)}`, cause)
      throw linkError('LINK_ADDRESS_UNUSABLE', `${host}:${wantedPort} cannot be listened on: ${cause instanceof Error ? cause.message : String(cause)}`, cause)
    }
    this.#running = true
    for (const dialer of this.#dialers.values()) dialer.start()
    return { host, port }
  }

  setPeers(peers: readonly PeerAddress[]): void {
    const wanted = new Map(peers.filter(({ nodeId }) => nodeId !== this.nodeId).map(({ nodeId, address }) => [nodeId, address]))
    for (const address of wanted.values()) this.#checkExposure(address)
    for (const [nodeId, dialer] of this.#dialers) {
      if (wanted.get(nodeId) === dialer.address) continue
      dialer.stop()
      this.#dialers.delete(nodeId)
      const link = this.#links.get(nodeId)
      if (link?.outbound === true && !wanted.has(nodeId)) link.destroy()
    }
    for (const [nodeId, address] of wanted) {
      if (this.#dialers.has(nodeId)) continue
      const dialer = new PeerDialer({ nodeId, address }, this.nodeId, this.#options, this.#limits, this.#deps, {
        hello: () => helloFields(this.#own(), nodeId),
        welcome: (stream, hello) => this.#welcome(nodeId, stream, hello),
        frame: (link, frame) => this.#frame(link, frame),
        lost: (link, reason) => this.#lost(link, reason),
        failed: (reason) => void this.#limitedLog.write('debug', { peer: nodeId, address, reason }, 'a node cannot be reached'),
        refused: (code, message) => void this.#limitedLog.write('warn', { peer: nodeId, address, code, reason: message }, 'a node refuses us'),
      })
      this.#dialers.set(nodeId, dialer)
      if (this.#links.has(nodeId)) dialer.linkUp()
      if (this.#running) dialer.start()
    }
  }

  disconnect(peer: number): void {
    this.#links.get(peer)?.destroy()
  }

  statuses(): readonly PeerStatus[] {
    const now = this.#deps.clock.monotonic()
    return [...new Set([...this.#dialers.keys(), ...this.#links.keys()])].sort((a, b) => a - b).map((nodeId) => {
      const link = this.#links.get(nodeId)
      const dialer = this.#dialers.get(nodeId)
      return {
        nodeId,
        address: dialer?.address ?? '',
        up: link !== undefined,
        upMs: link === undefined ? 0 : Math.round(now - link.sinceMs),
        brokerVersion: link?.brokerVersion ?? '',
        queueBytes: link?.queueBytes ?? 0,
        lastFailure: link === undefined ? (dialer?.lastFailure ?? '') : '',
      }
    })
  }

  async close(): Promise<void> {
    if (this.#closing) return
    this.#closing = true
    for (const dialer of this.#dialers.values()) dialer.stop()
    this.#dialers.clear()
    for (const link of [...this.#links.values()]) link.end()
    // One pass of the event loop, so that what was written reaches the kernel; whoever waits longer has had its answer in time.
    await new Promise<void>((resolve) => void setImmediate(resolve))
    for (const link of [...this.#links.values()]) link.destroy()
    await this.#server.close()
  }

  #own(): OwnHello {
    return {
      nodeId: this.nodeId, clusterId: this.#deps.clusterId(), incarnation: this.#incarnation, brokerVersion: this.#options.brokerVersion,
      identity: this.#deps.identity?.() ?? new Uint8Array(0),
    }
  }

  #checkExposure(address: string): void {
    if (this.#options.tls !== undefined || this.#options.plaintext === true || isLoopback(address)) return
    throw linkError('LINK_UNSAFE', `${address} is not on this machine: nodes speak to each other beyond it only with certificates, unless plain text is allowed`)
  }

  /** A stream that another node has opened: it has to say who it is. */
  #accept(stream: WireStream): WireHandler {
    let link: PeerLink | null = null
    let over = false
    this.#handshakes++
    const timeout = this.#deps.timers.schedule(this.#limits.handshakeMs, { onTimer: () => stream.destroy() })
    const settled = (): void => {
      this.#handshakes--
      this.#deps.timers.cancel(timeout)
    }
    const refuse = (error: BrokerError): void => {
      over = true
      settled()
      stream.write({ refusal: { code: error.code, message: error.message } }, () => undefined)
      stream.end()
    }
    return {
      frame: (frame) => {
        if (over) return
        if (link !== null) {
          this.#frame(link, frame)
          return
        }
        const hello = frame.hello ?? null
        if (hello === null) {
          refuse(linkError('LINK_PROTOCOL', 'the first frame is not a hello'))
          return
        }
        const error = this.#refusal(hello, stream.certificateName, 0) ?? this.#makeWay(hello.nodeId ?? 0, hello.incarnation ?? 0)
        if (error !== null) {
          if (error.code !== 'LINK_DUPLICATE') this.#limitedLog.write('warn', { peer: hello.nodeId, code: error.code, reason: error.message }, 'a node is refused')
          refuse(error)
          return
        }
        settled()
        stream.write({ hello: helloFields(this.#own(), 0) }, () => undefined)
        link = this.#establish(stream, hello, false)
      },
      ended: (reason) => {
        if (link !== null) this.#lost(link, reason)
        else if (!over) settled()
        over = true
      },
    }
  }

  /** The node that we dialed says who it is: the link, or why not. */
  #welcome(wanted: number, stream: WireStream, hello: HelloFields): PeerLink | BrokerError {
    const error = this.#refusal(hello, stream.certificateName, wanted)
    if (error !== null) return error
    if (this.#links.has(wanted)) return linkError('LINK_DUPLICATE', `node ${wanted} was faster`)
    return this.#establish(stream, hello, true)
  }

  #refusal(hello: HelloFields, certificateName: string | null, wanted: number): BrokerError | null {
    if (this.#closing) return linkError('LINK_STOPPING', `node ${this.nodeId} is shutting down`)
    if (this.#handshakes > this.#limits.handshakeCountMax) return linkError('LINK_STOPPING', 'too many handshakes at once')
    return refusalOf(this.#own(), hello, wanted) ?? this.#deps.verifyPeer?.(peerHello(hello, certificateName)) ?? null
  }

  /**
   * A pair has one stream. When two cross, the one opened by the lower number stays. A peer that dials although its stream
   * seems to live has lost it, or is a new process: the old one ends.
   */
  #makeWay(peer: number, incarnation: number): BrokerError | null {
    const own = this.nodeId < peer
    const link = this.#links.get(peer)
    const duplicate = linkError('LINK_DUPLICATE', `nodes ${this.nodeId} and ${peer} have a stream`)
    if (link !== undefined) {
      const crossing = this.#deps.clock.monotonic() - link.sinceMs < CROSSING_MS
      if (link.incarnation === incarnation && link.outbound && own && crossing) return duplicate
      link.destroy()
      this.#lost(link, 'replaced by a newer stream')
      return null
    }
    const dialer = this.#dialers.get(peer)
    if (dialer === undefined) return null
    if (own && dialer.shakingHands) return duplicate
    dialer.giveWay()
    return null
  }

  #establish(stream: WireStream, hello: HelloFields, outbound: boolean): PeerLink {
    const peer = hello.nodeId ?? 0
    const link = new PeerLink(
      { peer, incarnation: hello.incarnation ?? 0, brokerVersion: hello.brokerVersion ?? '', outbound, sinceMs: this.#deps.clock.monotonic() }, stream,
      {
        limits: this.#limits, turns: this.#deps.turns, timers: this.#deps.timers, handlers: this.#handlers, counters: this.#counters,
        onDefect: (error) => this.#deps.log.error({ error, peer }, 'a defect: the handler of a message from another node threw'),
      },
    )
    this.#links.set(peer, link)
    this.#dialers.get(peer)?.linkUp()
    this.#counters.streams.inc()
    this.#deps.log.info({ peer, outbound }, 'connected to a node')
    for (const watcher of this.#watchers) watcher.peerUp(peer)
    return link
  }

  #frame(link: PeerLink, frame: Frame): void {
    if (link.receive(frame)) return
    this.#limitedLog.write('warn', { peer: link.peer }, 'a node broke the rules of the stream, which ends')
    link.destroy()
  }

  #lost(link: PeerLink, reason: string): void {
    link.closed(reason)
    if (this.#links.get(link.peer) !== link) return
    this.#links.delete(link.peer)
    this.#deps.log.info({ peer: link.peer, reason }, 'the stream to a node ended')
    for (const watcher of this.#watchers) watcher.peerDown(link.peer)
    if (!this.#closing) this.#dialers.get(link.peer)?.linkDown()
  }
}
