/**
 * The connection contract: what every protocol gets from every transport, whether bytes travel over TCP, TLS,
 * WebSocket or a QUIC stream.
 */
export type Transport = 'tcp' | 'tls' | 'ws' | 'wss' | 'quic'

export interface TlsPeer {
  /** Subject CN of the verified client certificate, or null. */
  readonly commonName: string | null
  readonly subjectAltNames: readonly string[]
  readonly serverName: string | null
  readonly protocol: string | null
}

export interface ConnectionInfo {
  /** Unique in the process, rising. */
  readonly id: number
  readonly transport: Transport
  /** Name of the listener it came in by. */
  readonly listener: string
  readonly remoteAddress: string
  readonly remotePort: number
  readonly localAddress: string
  readonly localPort: number
  /** Application protocol agreed on (ALPN or WebSocket subprotocol), or null. */
  readonly applicationProtocol: string | null
  readonly tls: TlsPeer | null
  /** Origin header of the WebSocket request, where there was one. */
  readonly origin?: string | null
}

/** Why a connection ended; for the log and metrics. */
export interface CloseReason {
  /** `NET_*` or a protocol's own code. */
  readonly code: string
  readonly message: string
  /** Byte position in the inbound stream, where the cause has one. */
  readonly bytePosition?: number
}

/**
 * Output of one connection. Two ways, which may be mixed and keep their order:
 * - small things: `reserve(n)` makes room for n more bytes, write into `buffer` from `length` on, then set `length`;
 * - large things: `writeChunk` passes a buffer through without a copy.
 * Everything goes to the kernel with one write at the end of the turn.
 */
export interface Output {
  /** Current buffer: read again after every `reserve`. Shared memory, taken from a pool while there is output. */
  buffer: Buffer
  /** Bytes used in `buffer`. */
  length: number
  /** Makes room for `bytes` (at most 1 MiB) and schedules the flush; returns `length`, the position to write at. */
  reserve(bytes: number): number
  /** Appends `chunk`; it must not change afterwards. */
  writeChunk(chunk: Uint8Array): void
  /** Bytes given and not yet taken by the kernel. */
  readonly pendingBytes: number
}

export interface Connection extends Output {
  readonly info: ConnectionInfo
  /** True when `pendingBytes` is above the connection's high-water mark; `onDrain` follows when it is below again. */
  readonly congested: boolean
  /** True once the connection can send no more: closed, or closing. Output given now is dropped. */
  readonly closed: boolean
  /** Bytes received so far. */
  readonly bytesIn: number
  /**
   * Stops reading: no `onData` until every holder has resumed. One entry per `holder` (a constant word, not an id;
   * at most 31 in a process); pausing twice is pausing once. A paused connection does not see that its peer has gone.
   */
  pause(holder: string): void
  /** Takes back `pause`; what had been read meanwhile is delivered later, never during this call. */
  resume(holder: string): void
  /** Calls `onIdle` once when nothing has come in for this long; 0 turns it off. Restarts on every chunk. One tick of precision. */
  setIdleTimeout(timeoutMs: number): void
  /**
   * Sends what is pending, then ends the sending side, then closes (at once when the peer does not follow within the
   * linger time). Inbound bytes are dropped from here on; of the handler only `onClose` is still called.
   */
  end(reason: CloseReason): void
  /** Drops what is pending and closes at once. */
  destroy(reason: CloseReason): void
}

/** What a protocol does with a connection. Calls come one at a time, never after `onClose`. */
export interface ConnectionHandler {
  /** Bytes of the stream, in order, frames split or joined as they come. The chunk belongs to the handler; it is not reused. */
  onData(chunk: Buffer): void
  /** The peer has ended its sending side (half-close; not on WebSocket, which closes as a whole). The handler decides when to `end`. */
  onEnd(): void
  /** Output that was congested has drained. */
  onDrain(): void
  /** `setIdleTimeout` has run out. Without any action of the handler the connection stays open. */
  onIdle(): void
  /** The connection is gone; called exactly once, never during a call of the handler into the connection. */
  onClose(reason: CloseReason): void
}

/** A bound listener; the port is the one that the system gave. */
export interface BoundListener {
  readonly name: string
  readonly protocol: string
  readonly transport: Transport
  readonly host: string
  readonly port: number
}
