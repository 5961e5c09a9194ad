/**
 * For tests of protocol modules: a connection, metadata, time and other nodes in memory, on the contracts alone.
 *
 * ```ts
 * const connection = new MemoryConnection()
 * connection.attach(protocol.accept(connection))
 * connection.receive(bytes)
 * await time.settle()
 * connection.take() // what the peer would see
 * ```
 *
 * @packageDocumentation
 */
export { ManualTime } from './manual-time.ts'
export { MemoryConnection } from './memory-connection.ts'
export { MemoryMeta } from './memory-meta.ts'
export { createMemoryPeers } from './memory-peers.ts'
export type { MemoryPeers, MemoryPeersDeps, MemoryPeersOptions } from './memory-peers.ts'
export { peerNetworkConformance } from './peer-network-tests.ts'
export type { PeerConformanceOptions, PeerPair } from './peer-network-tests.ts'
