import type { PeerChannel, PeerHandler, PeerNetwork, PeerWatcher, StateMachine } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import { createNullLogger } from '@robustmq/common-log'
import { createSeededRandom, TimerWheel, TurnQueue } from '@robustmq/common-runtime'
import type { Random } from '@robustmq/common-runtime'
import { createStream, VirtualNetwork } from '@robustmq/simulator'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { openWal } from '@robustmq/wal'
import type { Wal } from '@robustmq/wal'
import { createMetaService } from '../src/index.ts'
import type { MetaService, MetaServiceOptions } from '../src/index.ts'

/** Remembers every word in order; the answer is how many there are. A word that is in it twice was applied twice. */
export class WordsMachine implements StateMachine {
  readonly name: string
  readonly version = 1
  readonly metaGroup?: string
  words: string[] = []

  constructor(name = 'words', group?: string) {
    this.name = name
    if (group !== undefined) this.metaGroup = group
  }

  apply(command: Uint8Array): Uint8Array {
    this.words.push(Buffer.from(command).toString())
    return Buffer.from(String(this.words.length))
  }

  snapshot(): Uint8Array {
    return Buffer.from(JSON.stringify(this.words))
  }

  restore(snapshot: Uint8Array): void {
    this.words = JSON.parse(Buffer.from(snapshot).toString()) as string[]
  }
}

interface Packet {
  readonly channel: PeerChannel
  readonly bytes: Buffer
  /** 0: one-way. Positive: a question. Negative: the answer to one. */
  readonly question: number
  readonly refusal: BrokerError | null
  /** Life of the sender and of the receiver that it was sent to: a stream ends with either. */
  readonly lives: readonly [number, number]
}

interface Question {
  readonly resolve: (answer: Uint8Array) => void
  readonly reject: (error: BrokerError) => void
}

/** One life of a node, from start to crash or stop. */
export interface VirtualNode {
  readonly id: number
  readonly life: number
  readonly meta: MetaService
  readonly machine: WordsMachine
  readonly other: WordsMachine
  readonly failures: BrokerError[]
  readonly restored: number[]
  /** Null until recovery is over. */
  wal: Wal | null
  paused: boolean
}

interface Running extends VirtualNode {
  readonly wheel: TimerWheel
  readonly network: NodeNetwork
}

class NodeNetwork implements PeerNetwork {
  readonly nodeId: number
  readonly handlers = new Map<number, PeerHandler>()
  readonly questions = new Map<number, Question>()
  readonly watchers: PeerWatcher[] = []
  readonly #cluster: VirtualCluster
  #next = 0

  constructor(nodeId: number, cluster: VirtualCluster) {
    this.nodeId = nodeId
    this.#cluster = cluster
  }

  peers(): readonly number[] {
    return this.#cluster.reachableFrom(this.nodeId)
  }

  send(peer: number, channel: PeerChannel, message: Uint8Array): boolean {
    return this.#cluster.transmit(this.nodeId, peer, channel, message, 0, null)
  }

  request(peer: number, channel: PeerChannel, message: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const question = ++this.#next
      this.questions.set(question, { resolve, reject })
      const late = (): void => {
        if (this.questions.delete(question)) reject(new BrokerError({ code: 'PEER_TIMEOUT', retry: 'later', message: 'no answer' }))
      }
      if (this.#cluster.transmit(this.nodeId, peer, channel, message, question, null)) this.#cluster.later(this.nodeId, timeoutMs, late)
      else late()
    })
  }

  listen(channel: PeerChannel, handler: PeerHandler): void {
    this.handlers.set(channel, handler)
  }

  watch(watcher: PeerWatcher): void {
    this.watchers.push(watcher)
  }
}

/** Nodes in one thread: their network, disks, timers and event loops are virtual, their order comes from one seed. */
export class VirtualCluster {
  readonly seed: number
  readonly network: VirtualNetwork<Packet>
  readonly disks: Map<number, FaultyFileSystem> = new Map()
  readonly random: Random
  now: number = 0
  readonly #nodes = new Map<number, Running>()
  #queue: (() => void)[] = []
  #lives = 0
  readonly #options: Partial<MetaServiceOptions>
  readonly #verify: boolean

  constructor(seed: number, options: Partial<MetaServiceOptions> = {}, verify = true) {
    this.seed = seed
    this.#options = options
    this.#verify = verify
    this.network = new VirtualNetwork(createStream(seed, 0))
    this.random = createStream(seed, 1)
  }

  /** Nodes that run. */
  get nodes(): VirtualNode[] {
    return [...this.#nodes.values()].filter((node) => node.wal !== null)
  }

  node(id: number): VirtualNode {
    return this.#nodes.get(id) as VirtualNode
  }

  /** Starts a node on its disk, an empty one the first time. Recovery happens as time passes. */
  start(id: number, options: Partial<MetaServiceOptions> = {}): VirtualNode {
    const fileSystem = this.disks.get(id) ?? this.emptyDisk(id)
    const life = ++this.#lives
    const isAlive = (): boolean => this.#nodes.get(id)?.life === life
    const turns = new TurnQueue((run) => void this.#queue.push(() => { if (isAlive()) run() }), (error) => { throw error })
    const wheel = new TimerWheel()
    const network = new NodeNetwork(id, this)
    const timers = { schedule: (delayMs: number, task: { onTimer(): void }) => wheel.schedule(delayMs, task), cancel: (timer: number) => wheel.cancel(timer) }
    const failures: BrokerError[] = []
    const random = createSeededRandom(this.seed * 1_000 + life)
    const clock = { now: () => 1_000_000 + this.now, monotonic: () => this.now + 1 }
    const meta = createMetaService({ directory: '/data/meta', address: `node${id}`, proposalTimeoutMs: 3_000, ...this.#options, ...options }, {
      fileSystem, clock, random, turns, timers, network, log: createNullLogger(), onFailure: (error) => void failures.push(error),
    })
    const machine = new WordsMachine()
    const other = new WordsMachine('other', 'second')
    meta.register(machine)
    meta.register(other)
    const restored: number[] = []
    meta.watch('words', { metaApplied: () => undefined, metaRestored: (index) => void restored.push(index) })
    const node: Running = { id, life, meta, machine, other, failures, restored, wal: null, paused: false, wheel, network }
    this.#nodes.set(id, node)
    fileSystem.makeDirectorySync('/data')
    const walOptions = { directory: '/data/wal', fileSystem, turns, random: createSeededRandom(this.seed + life), fileBytes: 1024 * 1024, freeBytesMin: 0 }
    openWal(walOptions, (frame) => meta.replay(frame)).then((wal) => {
      if (!isAlive()) return
      node.wal = wal
      meta.start(wal)
    }).catch((error: unknown) => void failures.push(BrokerError.from(error)))
    return node
  }

  emptyDisk(id: number): FaultyFileSystem {
    const disk = createFaultyFileSystem({ seed: this.seed * 100 + id, schedule: (run) => void this.#queue.push(run) })
    this.disks.set(id, disk)
    return disk
  }

  /** The process is gone in this moment; what was not synced is lost by chance. */
  crash(id: number): void {
    this.#gone(id)
    const disk = this.disks.get(id)
    if (disk !== undefined) this.disks.set(id, disk.crash())
  }

  /** The disk is gone too. */
  wipe(id: number): void {
    this.#gone(id)
    this.disks.delete(id)
  }

  /** The system closes the streams of a process that ends; who is cut off notices nothing. */
  #gone(id: number): void {
    if (!this.#nodes.delete(id)) return
    for (const node of this.#nodes.values()) {
      if (this.network.isCut(id, node.id) || node.wal === null) continue
      this.#queue.push(() => {
        if (this.#nodes.get(node.id) === node) for (const watcher of node.network.watchers) watcher.peerDown(id)
      })
    }
  }

  reachableFrom(id: number): number[] {
    return [...this.#nodes.values()].filter((node) => node.id !== id && this.#isOpen(id, node.id)).map((node) => node.id)
  }

  #isOpen(a: number, b: number): boolean {
    const from = this.#nodes.get(a)
    const to = this.#nodes.get(b)
    if (from === undefined || to === undefined || from.wal === null || to.wal === null || this.network.isCut(a, b) || this.network.isCut(b, a)) return false
    return !this.#verify || this.verdict(a, b) === null
  }

  /** What a handshake of two nodes comes to; null: they speak. */
  verdict(a: number, b: number): BrokerError | null {
    const introduce = (id: number) => {
      const { meta } = this.node(id)
      return { nodeId: id, clusterId: meta.cluster.clusterId, identity: meta.linkIdentity() }
    }
    return this.node(b).meta.verifyPeer(introduce(a)) ?? this.node(a).meta.verifyPeer(introduce(b))
  }

  transmit(from: number, to: number, channel: PeerChannel, message: Uint8Array, question: number, refusal: BrokerError | null): boolean {
    const sender = this.#nodes.get(from)
    const receiver = this.#nodes.get(to)
    if (sender === undefined || receiver === undefined || !this.#isOpen(from, to)) return false
    this.network.send(this.now, from, to, { channel, bytes: Buffer.from(message), question, refusal, lives: [sender.life, receiver.life] })
    return true
  }

  later(id: number, delayMs: number, run: () => void): void {
    this.#nodes.get(id)?.wheel.schedule(delayMs, { onTimer: run })
  }

  /** Lets time pass. */
  async run(ms: number): Promise<void> {
    for (const end = this.now + ms; this.now < end;) {
      this.now++
      for (const node of this.#nodes.values()) if (!node.paused && node.wal !== null) node.wheel.advance(1)
      for (let flight = this.network.takeDue(this.now); flight !== undefined; flight = this.network.takeDue(this.now)) this.#deliver(flight.from, flight.to, flight.message)
      await this.#drain()
    }
  }

  /** Lets time pass until `done`, at most `ms`. */
  async until(what: string, done: () => boolean, ms = 20_000): Promise<void> {
    for (const end = this.now + ms; !done();) {
      if (this.now >= end) throw new Error(`seed ${this.seed}: not in ${ms} ms: ${what}; ${JSON.stringify(this.describe())}`)
      await this.run(5)
    }
  }

  describe(): unknown {
    return this.nodes.map(({ id, meta, failures }) => ({ id, failures: failures.map((one) => one.message), groups: meta.status().map(({ group, role, term, leader, commitIndex, appliedIndex, lastIndex, members }) => [group, role, term, leader, commitIndex, appliedIndex, lastIndex, members.length]) }))
  }

  /** The result of a promise, while time passes. */
  async await<T>(promise: Promise<T>, ms = 20_000): Promise<T> {
    let settled = false
    const note = (): void => void (settled = true)
    promise.then(note, note)
    await this.until('a promise', () => settled, ms)
    return promise
  }

  leader(group = 'main'): VirtualNode | undefined {
    return this.nodes.find(({ meta }) => meta.status().find((one) => one.group === group)?.role === 'leader')
  }

  #deliver(from: number, to: number, { channel, bytes, question, refusal, lives }: Packet): void {
    const node = this.#nodes.get(to)
    if (node === undefined || node.life !== lives[1] || this.#nodes.get(from)?.life !== lives[0] || node.wal === null) return
    if (question < 0) {
      const asked = node.network.questions.get(-question)
      node.network.questions.delete(-question)
      if (refusal === null) asked?.resolve(bytes)
      else asked?.reject(refusal)
      return
    }
    const handler = node.network.handlers.get(channel)
    if (handler === undefined) return
    if (question === 0) handler.peerMessage(from, bytes)
    else {
      Promise.resolve(handler.peerRequest(from, bytes)).then(
        (answer) => void this.transmit(to, from, channel, answer, -question, null),
        (error: unknown) => void this.transmit(to, from, channel, new Uint8Array(0), -question, BrokerError.from(error)),
      )
    }
  }

  async #drain(): Promise<void> {
    for (let rounds = 0; rounds < 1_000; rounds++) {
      await flushMicrotasks()
      if (this.#queue.length === 0) return
      const queue = this.#queue
      this.#queue = []
      for (const run of queue) run()
    }
  }
}

/** Chains of promises in this code are shorter than this. */
async function flushMicrotasks(): Promise<void> {
  for (let i = 0; i < 12; i++) await Promise.resolve()
}

/** Three members of a first cluster, or so many. */
export function initialMembers(count: number): { readonly nodeId: number; readonly address: string }[] {
  return Array.from({ length: count }, (_, i) => ({ nodeId: i + 1, address: `node${i + 1}` }))
}

/** A formed cluster. */
export async function formCluster(seed: number, count: number, options: Partial<MetaServiceOptions> = {}): Promise<VirtualCluster> {
  const cluster = new VirtualCluster(seed, { initialMembers: initialMembers(count), ...options })
  for (let id = 1; id <= count; id++) cluster.start(id)
  await cluster.until('a leader in each group', () => cluster.leader() !== undefined && cluster.leader('second') !== undefined)
  for (const { meta } of cluster.nodes) await cluster.await(meta.ready())
  return cluster
}
