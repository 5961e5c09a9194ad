/**
 * The network of a cluster's nodes: one long-lived gRPC stream per pair, which carries in batches whatever the parts of
 * the broker have to say to each other.
 *
 * @packageDocumentation
 */
export { createNodeLink, LINK_PORT } from './node-link.ts'
export type { NodeLink, NodeLinkDeps, NodeLinkOptions, PeerAddress, PeerStatus } from './node-link.ts'
export type { PeerHello } from './handshake.ts'
export { LINK_LIMITS } from './limits.ts'
export type { LinkLimits } from './limits.ts'
export type { LinkTls } from './wire-stream.ts'
export { LINK_ERROR_CODES } from './errors.ts'
export type { LinkErrorCode } from './errors.ts'
