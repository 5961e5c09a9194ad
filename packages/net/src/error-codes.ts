/** Codes of this package: reasons for which a connection ended, and errors of `listen`. */
export const NET_ERROR_CODES = [
  /** The peer closed the connection. */
  'NET_PEER_CLOSED',
  /** The peer reset the connection, or it broke while we were sending. */
  'NET_PEER_RESET',
  /** The network gave up on the peer. */
  'NET_PEER_TIMED_OUT',
  /** Another failure of the socket; the message has the system's code. */
  'NET_SOCKET_FAILED',
  /** The peer did not take its output: more than `pendingBytesMax` were waiting. */
  'NET_OUTPUT_OVERFLOW',
  /** A defect: the protocol's handler threw. Only its own connection is closed. */
  'NET_HANDLER_FAILED',
  /** The node or the listener is going down. */
  'NET_SHUTTING_DOWN',
  /** More connections than the listener or the node allows. */
  'NET_CONNECTION_LIMIT',
  /** Counted as refused: an upgrade request with a wrong path, origin or subprotocol. */
  'NET_UPGRADE_REFUSED',
  /** Counted as refused: a TLS handshake that failed, or a client certificate that does not hold. */
  'NET_TLS_FAILED',
  /** Counted as refused: a listener behind a balancer got no PROXY header, or one that cannot be read. */
  'NET_PROXY_HEADER',
  /** A text frame where only binary frames are allowed. */
  'NET_TEXT_FRAME',
  /** A malformed frame. */
  'NET_FRAME_INVALID',
  /** A message above `messageBytesMax`. */
  'NET_FRAME_TOO_LARGE',
  /** `listen`: another program has the port. Retry: later. */
  'NET_PORT_TAKEN',
  /** `listen`: no permission for the port. */
  'NET_PORT_REFUSED',
  /** `listen`: the host is no address of this machine. */
  'NET_HOST_UNAVAILABLE',
  /** `listen`, `renewTls`: certificate, key, authorities or revocation list cannot be used. */
  'NET_TLS_INVALID',
  /** `listen`: any other failure. */
  'NET_LISTEN_FAILED',
  /** `listen`: a transport that this package does not serve, or a limit that makes no sense. */
  'NET_LISTEN_OPTIONS',
] as const

export type NetErrorCode = (typeof NET_ERROR_CODES)[number]
