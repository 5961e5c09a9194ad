/** Bounds of one node's links. */
export interface LinkLimits {
  /** Bytes that wait for one peer; what does not fit is refused. */
  readonly queueBytesMax: number
  /** One message; it must fit in the queue. */
  readonly messageBytesMax: number
  /** A frame gathers messages up to this. */
  readonly frameBytesMax: number
  /** A larger message travels in pieces of this, so that others can go between them. */
  readonly pieceBytesMax: number
  /** Frames given to the transport and not yet taken by it. */
  readonly windowBytesMax: number
  /** Requests under way to one peer, and requests of one peer that are being answered. */
  readonly requestCountMax: number
  /** Streams that have not yet said who they are. */
  readonly handshakeCountMax: number
  readonly handshakeMs: number
}

const MIB = 1024 * 1024

export const LINK_LIMITS: LinkLimits = {
  queueBytesMax: 64 * MIB,
  messageBytesMax: 64 * MIB,
  frameBytesMax: 256 * 1024,
  pieceBytesMax: 64 * 1024,
  windowBytesMax: MIB,
  requestCountMax: 65_536,
  handshakeCountMax: 64,
  handshakeMs: 5000,
}

/** Counted for each message beside its bytes, so that many empty ones are bounded too. */
export const MESSAGE_OVERHEAD_BYTES = 64
