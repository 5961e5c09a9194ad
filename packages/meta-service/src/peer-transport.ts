import { PEER_CHANNEL_META, PEER_CHANNEL_RAFT } from '@robustmq/broker-api'
import type { PeerNetwork } from '@robustmq/broker-api'
import { TURN_TRANSMIT } from '@robustmq/common-runtime'
import type { Turns, TurnTask } from '@robustmq/common-runtime'
import { metaProto } from '@robustmq/proto-gen'
import { decodePeerBatch, PeerBatchEncoder } from '@robustmq/raft'
import type { RaftMessage } from '@robustmq/raft'

const { ForwardedProposals } = metaProto.meta.v1

/** A batch of messages is sent before the end of the turn when it has become so large. */
const BATCH_BYTES_MAX = 1024 * 1024
/** Identities whose node was learned from what they sent. */
const LEARNED_MAX = 1024

export interface TransportHandler {
  raftMessage(group: number, message: RaftMessage): void
  proposals(group: number, bodies: readonly Uint8Array[]): void
  /** What was sent to it is lost. */
  unreachable(raftId: number): void
  /** It has forgotten everything that is not durable. */
  restarted(raftId: number): void
  /** A peer's message makes no sense. */
  malformed(peer: number, why: string): void
}

/** Messages of all groups: one batch per peer and turn, after the log was given its part of the turn's work. */
export class PeerTransport implements TurnTask {
  readonly #network: PeerNetwork
  readonly #turns: Turns
  readonly #raftId: number
  readonly #incarnation: number
  readonly #nodeOf: (raftId: number) => number
  readonly #handler: TransportHandler
  readonly #encoders = new Map<number, PeerBatchEncoder>()
  readonly #learned = new Map<number, number>()
  readonly #incarnations = new Map<number, number>()
  #scheduled = false

  constructor(parts: { network: PeerNetwork; turns: Turns; raftId: number; incarnation: number; nodeOf: (raftId: number) => number; handler: TransportHandler }) {
    this.#network = parts.network
    this.#turns = parts.turns
    this.#raftId = parts.raftId
    this.#incarnation = parts.incarnation
    this.#nodeOf = parts.nodeOf
    this.#handler = parts.handler
  }

  /** The node with this identity; 0: not known. */
  nodeOf(raftId: number): number {
    return this.#nodeOf(raftId) || (this.#learned.get(raftId) ?? 0)
  }

  send(group: number, message: RaftMessage): void {
    let encoder = this.#encoders.get(message.to)
    if (encoder === undefined) {
      encoder = new PeerBatchEncoder(this.#raftId, message.to, this.#incarnation)
      this.#encoders.set(message.to, encoder)
    }
    encoder.addMessage(group, message)
    if (encoder.byteCount >= BATCH_BYTES_MAX) this.#flush(encoder)
    if (this.#scheduled) return
    this.#scheduled = true
    this.#turns.atTurnEnd(TURN_TRANSMIT, this)
  }

  /** False: there is no stream. What does not come back in the log may be lost all the same. */
  forward(group: number, to: number, bodies: readonly Uint8Array[]): boolean {
    const peer = this.nodeOf(to)
    return peer !== 0 && this.#network.send(peer, PEER_CHANNEL_META, ForwardedProposals.encode({ group, to, entries: [...bodies] }).finish())
  }

  onTurnEnd(): void {
    this.#scheduled = false
    for (const [to, encoder] of this.#encoders) {
      if (encoder.frameCount > 0) this.#flush(encoder)
      // Nothing in a whole turn in which others were spoken to: perhaps it is gone for ever.
      else this.#encoders.delete(to)
    }
  }

  receiveRaft(peer: number, bytes: Buffer): void {
    const batch = decodePeerBatch(bytes)
    if (typeof batch === 'string') return this.#handler.malformed(peer, batch)
    // For the identity that this node number had before, or from one that is not told apart from this.
    if (batch.to !== this.#raftId || batch.from === this.#raftId) return
    if (this.#learned.get(batch.from) !== peer) {
      if (this.#learned.size >= LEARNED_MAX) this.#learned.clear()
      this.#learned.set(batch.from, peer)
    }
    const incarnation = this.#incarnations.get(batch.from)
    if (incarnation !== batch.incarnation) {
      if (this.#incarnations.size >= LEARNED_MAX) this.#incarnations.clear()
      this.#incarnations.set(batch.from, batch.incarnation)
      if (incarnation !== undefined) this.#handler.restarted(batch.from)
    }
    for (const frame of batch.frames) if (frame.frame === 'message') this.#handler.raftMessage(frame.group, frame.message)
  }

  receiveProposals(peer: number, bytes: Buffer): void {
    try {
      const { group, to, entries } = ForwardedProposals.decode(bytes)
      if (to === this.#raftId && entries.length > 0 && entries.every((entry) => entry.length > 0)) this.#handler.proposals(group, entries)
    } catch (error) {
      this.#handler.malformed(peer, error instanceof Error ? error.message : String(error))
    }
  }

  #flush(encoder: PeerBatchEncoder): void {
    const peer = this.nodeOf(encoder.to)
    const bytes = encoder.take()
    if (peer === 0 || !this.#network.send(peer, PEER_CHANNEL_RAFT, bytes)) this.#handler.unreachable(encoder.to)
  }
}
