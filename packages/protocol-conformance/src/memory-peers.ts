import type { PeerChannel, PeerHandler, PeerNetwork, PeerWatcher } from '@robustmq/broker-api'
import { BrokerError, isBrokerError } from '@robustmq/common-errors'
import type { Timers, TimerTask } from '@robustmq/common-runtime'

export interface MemoryPeersOptions {
  readonly nodeIds: readonly number[]
  /** Bytes that wait in one direction of a pair before `send` answers false. Default 64 MiB. */
  readonly queueBytesMax?: number
}

export interface MemoryPeersDeps {
  /** Runs one delivery later; everything given meanwhile travels with it. Default: `setImmediate`. */
  readonly defer?: (run: () => void) => void
  /** Ends requests that nobody answers. Without it they wait until the pair parts. */
  readonly timers?: Timers
}

/** Nodes in one process that speak to each other as over a real network: later, in order, copied, at most once. */
export interface MemoryPeers {
  /** The network as this node sees it. */
  network(nodeId: number): PeerNetwork
  /** Begins the stream of a pair; told to the watchers at once. No effect while it lives. */
  connect(a: number, b: number): void
  /** Every pair. */
  connectAll(): void
  /** Ends the stream of a pair: what is under way is lost, requests fail, watchers are told at once. */
  disconnect(a: number, b: number): void
  /** Parts the node from all others, as its end would. */
  isolate(nodeId: number): void
  /** Keeps back what `from` sends to `to` until `release` (a one-way partition that heals), or until the pair parts. */
  hold(from: number, to: number): void
  release(from: number, to: number): void
  /** The handlers and watchers of a node are gone, as with its process; it may set new ones. Isolates it. */
  restart(nodeId: number): void
}

const ONE_WAY = 0
const REQUEST = 1
const ANSWER = 2
const FAILURE = 3

interface Parcel {
  readonly kind: typeof ONE_WAY | typeof REQUEST | typeof ANSWER | typeof FAILURE
  readonly channel: PeerChannel
  readonly id: number
  readonly body: Buffer
  readonly error: BrokerError | null
}

export function createMemoryPeers(options: MemoryPeersOptions, deps: MemoryPeersDeps = {}): MemoryPeers {
  return new Peers(options, deps)
}

/** One direction of one pair. */
class Lane {
  parcels: Parcel[] = []
  bytes = 0
  held = false
  scheduled = false
}

class Peers implements MemoryPeers {
  readonly #nodes = new Map<number, MemoryNode>()

  constructor(options: MemoryPeersOptions, deps: MemoryPeersDeps) {
    const defer = deps.defer ?? ((run: () => void): void => void setImmediate(run))
    for (const nodeId of options.nodeIds) {
      this.#nodes.set(nodeId, new MemoryNode(nodeId, this.#nodes, options.queueBytesMax ?? 64 * 1024 * 1024, defer, deps.timers ?? null))
    }
  }

  network(nodeId: number): PeerNetwork {
    return this.#node(nodeId)
  }

  connect(a: number, b: number): void {
    const first = this.#node(a)
    const second = this.#node(b)
    if (a === b || first.lanes.has(b)) return
    first.lanes.set(b, new Lane())
    second.lanes.set(a, new Lane())
    first.up(b)
    second.up(a)
  }

  connectAll(): void {
    const ids = [...this.#nodes.keys()]
    for (const a of ids) for (const b of ids) if (a < b) this.connect(a, b)
  }

  disconnect(a: number, b: number): void {
    const first = this.#node(a)
    const second = this.#node(b)
    if (!first.lanes.has(b)) return
    first.lanes.delete(b)
    second.lanes.delete(a)
    first.down(b)
    second.down(a)
  }

  isolate(nodeId: number): void {
    for (const other of this.#nodes.keys()) if (other !== nodeId) this.disconnect(nodeId, other)
  }

  restart(nodeId: number): void {
    this.isolate(nodeId)
    this.#node(nodeId).forget()
  }

  hold(from: number, to: number): void {
    const lane = this.#node(from).lanes.get(to)
    if (lane !== undefined) lane.held = true
  }

  release(from: number, to: number): void {
    const node = this.#node(from)
    const lane = node.lanes.get(to)
    if (lane === undefined) return
    lane.held = false
    node.schedule(to, lane)
  }

  #node(nodeId: number): MemoryNode {
    const node = this.#nodes.get(nodeId)
    if (node === undefined) throw new RangeError(`there is no node ${nodeId}`)
    return node
  }
}

interface Waiting extends TimerTask {
  readonly peer: number
  timer: number
  resolve(answer: Uint8Array): void
  reject(error: BrokerError): void
}

class MemoryNode implements PeerNetwork {
  readonly nodeId: number
  readonly lanes = new Map<number, Lane>()
  readonly #nodes: ReadonlyMap<number, MemoryNode>
  readonly #queueBytesMax: number
  readonly #defer: (run: () => void) => void
  readonly #timers: Timers | null
  readonly #handlers = new Map<PeerChannel, PeerHandler>()
  readonly #watchers: PeerWatcher[] = []
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0

  constructor(
    nodeId: number, nodes: ReadonlyMap<number, MemoryNode>, queueBytesMax: number, defer: (run: () => void) => void, timers: Timers | null,
  ) {
    this.nodeId = nodeId
    this.#nodes = nodes
    this.#queueBytesMax = queueBytesMax
    this.#defer = defer
    this.#timers = timers
  }

  peers(): readonly number[] {
    return [...this.lanes.keys()]
  }

  send(peer: number, channel: PeerChannel, message: Uint8Array): boolean {
    return this.#give(peer, { kind: ONE_WAY, channel, id: 0, body: Buffer.from(message), error: null }, false)
  }

  request(peer: number, channel: PeerChannel, message: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    if (!this.lanes.has(peer)) return Promise.reject(peerError('PEER_UNAVAILABLE', `node ${peer} cannot be reached`))
    const id = ++this.#lastId
    if (!this.#give(peer, { kind: REQUEST, channel, id, body: Buffer.from(message), error: null }, false)) {
      return Promise.reject(peerError('PEER_QUEUE_FULL', `too many bytes wait for node ${peer}`))
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        peer, timer: 0, resolve, reject,
        onTimer: () => {
          this.#waiting.delete(id)
          reject(peerError('PEER_TIMEOUT', `node ${peer} did not answer within ${timeoutMs} ms`))
        },
      }
      if (this.#timers !== null) waiting.timer = this.#timers.schedule(timeoutMs, waiting)
      this.#waiting.set(id, waiting)
    })
  }

  listen(channel: PeerChannel, handler: PeerHandler): void {
    this.#handlers.set(channel, handler)
  }

  watch(watcher: PeerWatcher): void {
    this.#watchers.push(watcher)
  }

  up(peer: number): void {
    for (const watcher of this.#watchers) watcher.peerUp(peer)
  }

  down(peer: number): void {
    for (const [id, waiting] of [...this.#waiting]) {
      if (waiting.peer !== peer) continue
      this.#waiting.delete(id)
      this.#timers?.cancel(waiting.timer)
      waiting.reject(peerError('PEER_UNAVAILABLE', `the stream to node ${peer} ended`))
    }
    for (const watcher of this.#watchers) watcher.peerDown(peer)
  }

  forget(): void {
    this.#handlers.clear()
    this.#watchers.length = 0
  }

  schedule(peer: number, lane: Lane): void {
    if (lane.scheduled || lane.held || lane.parcels.length === 0) return
    lane.scheduled = true
    this.#defer(() => {
      lane.scheduled = false
      // A lane that is no longer in place belongs to a stream that has ended: what it held is lost.
      if (lane.held || this.lanes.get(peer) !== lane) return
      const parcels = lane.parcels
      lane.parcels = []
      lane.bytes = 0
      for (const parcel of parcels) {
        if (this.lanes.get(peer) !== lane) return
        this.#nodes.get(peer)?.receive(this.nodeId, parcel)
      }
    })
  }

  receive(from: number, parcel: Parcel): void {
    const { kind, channel, id, body, error } = parcel
    if (kind === ANSWER || kind === FAILURE) {
      const waiting = this.#waiting.get(id)
      if (waiting === undefined || waiting.peer !== from) return
      this.#waiting.delete(id)
      this.#timers?.cancel(waiting.timer)
      if (error === null) waiting.resolve(body)
      else waiting.reject(error)
      return
    }
    const handler = this.#handlers.get(channel)
    if (kind === ONE_WAY) {
      handler?.peerMessage(from, body)
      return
    }
    const lane = this.lanes.get(from)
    // An answer goes back on the stream that the request came by, or nowhere.
    const answer = (reply: Parcel): void => void (this.lanes.get(from) === lane && this.#give(from, reply, true))
    const refuse = (cause: unknown): void => {
      answer({ kind: FAILURE, channel, id, body: EMPTY, error: asTravelled(cause) })
    }
    if (handler === undefined) {
      refuse(peerError('PEER_REFUSED', `node ${this.nodeId} does not listen on channel ${channel}`))
      return
    }
    Promise.resolve().then(() => handler.peerRequest(from, body)).then(
      (bytes) => answer({ kind: ANSWER, channel, id, body: Buffer.from(bytes), error: null }), refuse,
    )
  }

  #give(peer: number, parcel: Parcel, always: boolean): boolean {
    const lane = this.lanes.get(peer)
    if (lane === undefined) return false
    if (!always && lane.bytes + parcel.body.length > this.#queueBytesMax) return false
    lane.parcels.push(parcel)
    lane.bytes += parcel.body.length
    this.schedule(peer, lane)
    return true
  }
}

const EMPTY = Buffer.alloc(0)

function peerError(code: string, message: string): BrokerError {
  return new BrokerError({ code, retry: code === 'PEER_REFUSED' ? 'never' : 'later', message })
}

/** Code, message and retry hint cross; causes and stacks stay where they are. */
function asTravelled(cause: unknown): BrokerError {
  if (!isBrokerError(cause)) return new BrokerError({ code: 'INTERNAL_UNEXPECTED', retry: 'never', message: cause instanceof Error ? cause.message : String(cause) })
  return new BrokerError({ code: cause.code, retry: cause.retry, message: cause.message })
}
