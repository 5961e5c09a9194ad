import { assert } from '@robustmq/common-errors'
import { raftError } from './errors.ts'
import type { RaftMessage } from './message.ts'
import { decodePeerBatch, PeerBatchEncoder } from './peer-batch.ts'
import type { ChunkFrame, ChunkStatusFrame, PeerFrame } from './peer-batch.ts'
import type { RaftNode } from './raft-node.ts'

export interface MultiRaftOptions {
  /** This node: the id of all its members, in all groups. */
  readonly nodeId: number
  /**
   * Another number at each start of the process, 1 to 2^53-1: a counter that is kept, or chance. By it others notice that a
   * node has forgotten that it led.
   */
  readonly incarnation: number
  /** Ticks between signs of life to a peer that is sent nothing else. Default 1. */
  readonly signTicks?: number
  /** Ticks without any sign after which a peer counts as lost: the election timeout of the groups. Default 10. */
  readonly peerTimeoutTicks?: number
  /** A batch that has reached this is sent before its turn ends. Default 1 MiB. */
  readonly batchBytesMax?: number
  /** Nodes that are kept in mind. Default 1024; batches of more are refused. */
  readonly peersMax?: number
}

export interface MultiRaftDeps {
  /** Takes a batch, which belongs to it then. What it cannot take it may drop. */
  send(peer: number, batch: Buffer): void
  /** A part of a snapshot, or the answer to one: see `SnapshotReceiver` and `SnapshotSender`. */
  onSnapshotFrame?(from: number, frame: ChunkFrame | ChunkStatusFrame): void
}

export interface MultiRaftStatus {
  readonly groupCount: number
  /** Groups that are ticked; the others are silent. */
  readonly awakeCount: number
  readonly peers: readonly { readonly id: number; readonly isHeard: boolean; readonly groupCount: number }[]
}

interface Peer {
  readonly id: number
  readonly encoder: PeerBatchEncoder
  groupCount: number
  heardAtTick: number
  isHeard: boolean
  /** 0: not known. */
  incarnation: number
  owesSign: boolean
}

interface Group {
  readonly id: number
  readonly node: RaftNode
  memberIds: readonly number[]
}

/**
 * The members of one node in many groups: one tick for all of them, one batch to each peer in a turn, heartbeats of all
 * groups in it, and nothing at all for groups in which nothing happens but one sign of life between two nodes. Pure like
 * its members: the driver calls `tick`, `receive` and the requests of the members, then carries out the Readys of `takeReady`,
 * hands their messages to `send`, and ends its turn with `flush`.
 */
export class MultiRaft {
  readonly #nodeId: number
  readonly #incarnation: number
  readonly #signTicks: number
  readonly #peerTimeoutTicks: number
  readonly #batchBytesMax: number
  readonly #peersMax: number
  readonly #deps: MultiRaftDeps
  readonly #groups = new Map<number, Group>()
  readonly #awake = new Set<Group>()
  readonly #touched = new Set<Group>()
  readonly #peers = new Map<number, Peer>()
  #ticks = 0

  constructor(options: MultiRaftOptions, deps: MultiRaftDeps) {
    this.#nodeId = options.nodeId
    this.#incarnation = options.incarnation
    this.#signTicks = inRange('signTicks', options.signTicks ?? 1, 1, 1_000_000)
    this.#peerTimeoutTicks = inRange('peerTimeoutTicks', options.peerTimeoutTicks ?? 10, this.#signTicks + 1, 10_000_000)
    this.#batchBytesMax = inRange('batchBytesMax', options.batchBytesMax ?? 1024 * 1024, 1, 1024 * 1024 * 1024)
    this.#peersMax = inRange('peersMax', options.peersMax ?? 1024, 1, 1_000_000)
    inRange('incarnation', options.incarnation, 1, Number.MAX_SAFE_INTEGER)
    this.#deps = deps
  }

  /** Looks after a member, whose id has to be this node's. */
  add(groupId: number, node: RaftNode): void {
    assert(!this.#groups.has(groupId) && node.status().id === this.#nodeId, 'a group twice, or a member of another node')
    const group: Group = { id: groupId, node, memberIds: [] }
    this.#groups.set(groupId, group)
    this.#awake.add(group)
    this.#touched.add(group)
    this.#countMembers(group, node.memberIds)
    node.watch({
      raftWoke: () => void this.#awake.add(group),
      raftTouched: () => void this.#touched.add(group),
      raftMembersChanged: () => this.#countMembers(group, node.memberIds),
    })
  }

  /** Forgets a member; what still arrives for it is ignored. It should have left its group: the others do not notice by themselves. */
  remove(groupId: number): void {
    const group = this.#groups.get(groupId)
    if (group === undefined) return
    group.node.watch(null)
    this.#countMembers(group, [])
    this.#groups.delete(groupId)
    this.#awake.delete(group)
    this.#touched.delete(group)
  }

  node(groupId: number): RaftNode | undefined {
    return this.#groups.get(groupId)?.node
  }

  tick(): void {
    this.#ticks++
    for (const group of this.#awake) {
      group.node.tick()
      if (group.node.isQuiesced) this.#awake.delete(group)
      this.#touched.add(group)
    }
    if (this.#ticks % this.#signTicks === 0) for (const peer of this.#peers.values()) peer.owesSign = peer.groupCount > 0
    for (const peer of this.#peers.values()) {
      if (peer.isHeard && this.#ticks - peer.heardAtTick >= this.#peerTimeoutTicks) this.#lost(peer)
      if (!peer.isHeard && peer.groupCount === 0) this.#peers.delete(peer.id)
    }
  }

  /** A batch that arrived. Null, or in words what is wrong with it: then nothing of it was taken. */
  receive(bytes: Uint8Array): string | null {
    const batch = decodePeerBatch(bytes)
    if (typeof batch === 'string') return batch
    if (batch.to !== this.#nodeId || batch.from === this.#nodeId || batch.from < 1) return `a batch of node ${batch.from} for node ${batch.to}`
    const peer = this.#peerOf(batch.from)
    if (peer === null) return `more than ${this.#peersMax} peers`
    this.#heard(peer, batch.incarnation)
    for (const frame of batch.frames) this.#take(batch.from, frame)
    return null
  }

  #take(from: number, frame: PeerFrame): void {
    if (frame.frame !== 'message') {
      this.#deps.onSnapshotFrame?.(from, frame)
      return
    }
    const group = this.#groups.get(frame.group)
    if (group === undefined) return
    group.node.step(frame.message)
    if (group.node.isQuiesced) this.#awake.delete(group)
  }

  /** Groups that may have a Ready, each once until something happens to it again. */
  takeReady(): number[] {
    const ids: number[] = []
    for (const { id, node } of this.#touched) if (node.hasReady()) ids.push(id)
    this.#touched.clear()
    return ids
  }

  /** Messages of a Ready of this group. */
  send(groupId: number, messages: readonly RaftMessage[]): void {
    for (const message of messages) this.sendFrame(message.to, { frame: 'message', group: groupId, message })
  }

  /** A part of a snapshot or an answer to one. What is for too many peers is dropped. */
  sendFrame(to: number, frame: PeerFrame): void {
    const peer = this.#peerOf(to)
    if (peer === null) return
    peer.encoder.add(frame)
    if (peer.encoder.byteCount >= this.#batchBytesMax) this.#sendBatch(peer)
  }

  /** The end of the driver's turn: one batch to each peer that there is something for, or that is owed a sign of life. */
  flush(): void {
    for (const peer of this.#peers.values()) if (peer.encoder.frameCount > 0 || peer.owesSign) this.#sendBatch(peer)
  }

  #sendBatch(peer: Peer): void {
    peer.owesSign = false
    this.#deps.send(peer.id, peer.encoder.take())
  }

  status(): MultiRaftStatus {
    const peers = [...this.#peers.values()].map(({ id, isHeard, groupCount }) => ({ id, isHeard, groupCount }))
    return { groupCount: this.#groups.size, awakeCount: this.#awake.size, peers }
  }

  #heard(peer: Peer, incarnation: number): void {
    if (peer.incarnation !== 0 && peer.incarnation !== incarnation) this.#lost(peer)
    peer.incarnation = incarnation
    peer.heardAtTick = this.#ticks
    peer.isHeard = true
  }

  /** Silent groups cannot rely on that node any more. */
  #lost(peer: Peer): void {
    peer.isHeard = false
    for (const group of this.#groups.values()) group.node.peerLost(peer.id)
  }

  #peerOf(id: number): Peer | null {
    const known = this.#peers.get(id)
    if (known !== undefined) return known
    if (this.#peers.size >= this.#peersMax) return null
    const encoder = new PeerBatchEncoder(this.#nodeId, id, this.#incarnation)
    const peer: Peer = { id, encoder, groupCount: 0, heardAtTick: this.#ticks, isHeard: true, incarnation: 0, owesSign: false }
    this.#peers.set(id, peer)
    return peer
  }

  #countMembers(group: Group, memberIds: readonly number[]): void {
    for (const id of memberIds) {
      const peer = id === this.#nodeId ? null : this.#peerOf(id)
      if (peer !== null) peer.groupCount++
    }
    for (const id of group.memberIds) {
      const peer = this.#peers.get(id)
      if (peer !== undefined && peer.groupCount > 0) peer.groupCount--
    }
    group.memberIds = memberIds
  }
}

function inRange(name: string, value: number, min: number, max: number): number {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value
  throw raftError('RAFT_OPTION_INVALID', `${name} is ${value}, allowed: whole numbers ${min} .. ${max}`)
}

/** Throws RAFT_OPTION_INVALID. */
export function createMultiRaft(options: MultiRaftOptions, deps: MultiRaftDeps): MultiRaft {
  return new MultiRaft(options, deps)
}
