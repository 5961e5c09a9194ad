import { BrokerError } from '@robustmq/common-errors'

/**
 * Other nodes of the cluster, as engines and capabilities see them: one stream of batches per peer, shared by everything
 * that speaks to it. On a single node there are no peers, and nothing is sent.
 */
export interface PeerNetwork {
  /** This node, 1 .. 2^31-1. */
  readonly nodeId: number
  /** Nodes with a living stream now; this one is not among them. */
  peers(): readonly number[]
  /**
   * One-way: delivered at most once, in order per peer and channel while the stream lives; everything given in one turn
   * travels together. False when it was dropped: no stream, or the peer's queue is full (64 MiB).
   */
  send(peer: number, channel: PeerChannel, message: Uint8Array): boolean
  /**
   * Resolves with the peer's answer. An answer that does not come in time says nothing about whether the request was carried out.
   * @throws BrokerError PEER_UNAVAILABLE (later), PEER_TIMEOUT (later), PEER_QUEUE_FULL (later), or the error that the peer's handler threw, by code
   */
  request(peer: number, channel: PeerChannel, message: Uint8Array, timeoutMs: number): Promise<Uint8Array>
  /** One handler per channel; set before the network starts. */
  listen(channel: PeerChannel, handler: PeerHandler): void
  watch(watcher: PeerWatcher): void
}

/** Who a message is for. Part of the wire format: never renumber. */
export const PEER_CHANNEL_RAFT = 1
/** Forwarded proposals, read indexes, snapshots of the metadata. */
export const PEER_CHANNEL_META = 2
/** Appends to and fetches from shards that live elsewhere. */
export const PEER_CHANNEL_SHARDS = 3
/** Live interest in addresses, and the publishes that it asks for. */
export const PEER_CHANNEL_INTEREST = 4
/** Protocols' own: who holds a session, and taking it over. Messages begin with the protocol's name. */
export const PEER_CHANNEL_SESSIONS = 5
export type PeerChannel =
  | typeof PEER_CHANNEL_RAFT | typeof PEER_CHANNEL_META | typeof PEER_CHANNEL_SHARDS | typeof PEER_CHANNEL_INTEREST | typeof PEER_CHANNEL_SESSIONS

export interface PeerHandler {
  /** `message` belongs to the handler. Must not throw. */
  peerMessage(peer: number, message: Buffer): void
  /** The answer; a thrown or rejected BrokerError travels back by its code, message and retry hint. */
  peerRequest(peer: number, message: Buffer): Uint8Array | Promise<Uint8Array>
}

/** Told when a stream to a peer begins and ends; one begins anew with nothing of the former one under way. */
export interface PeerWatcher {
  peerUp(peer: number): void
  peerDown(peer: number): void
}

export const PEER_ERROR_CODES = ['PEER_UNAVAILABLE', 'PEER_TIMEOUT', 'PEER_QUEUE_FULL', 'PEER_REFUSED'] as const
export type PeerErrorCode = (typeof PEER_ERROR_CODES)[number]

/** A node that is alone. */
export function createNoPeers(nodeId: number): PeerNetwork {
  return {
    nodeId,
    peers: () => [],
    send: () => false,
    request: (peer) => Promise.reject(new BrokerError({ code: 'PEER_UNAVAILABLE', retry: 'later', message: `there is no node ${peer}` })),
    listen: () => undefined,
    watch: () => undefined,
  }
}
