import type { CloseReason, Connection, ConnectionHandler, ConnectionInfo } from '@robustmq/broker-api'

const RESERVE_BYTES_MAX = 1024 * 1024

/** A connection without a transport: a test puts bytes in with `receive` and takes output with `take`. */
export class MemoryConnection implements Connection {
  readonly info: ConnectionInfo
  buffer: Buffer = Buffer.alloc(0)
  length = 0
  bytesIn = 0
  closed = false
  /** Set to make the peer look slow. */
  congested = false
  /** Why it ended; null while it is open. */
  closeReason: CloseReason | null = null
  /** Bytes received while reading was paused. */
  readonly #held: Buffer[] = []
  readonly #pausedBy = new Set<string>()
  #handler: ConnectionHandler | null = null
  #sealed: Uint8Array[] = []
  idleTimeoutMs = 0

  constructor(id = 1) {
    this.info = {
      id, transport: 'tcp', listener: 'memory', remoteAddress: '127.0.0.1', remotePort: 40_000 + (id % 20_000), localAddress: '127.0.0.1',
      localPort: 1, applicationProtocol: null, tls: null,
    }
  }

  get pendingBytes(): number {
    return this.#sealed.reduce((sum, piece) => sum + piece.length, this.length)
  }

  get paused(): boolean {
    return this.#pausedBy.size > 0
  }

  attach(handler: ConnectionHandler): void {
    this.#handler = handler
  }

  /** Bytes from the peer; kept back while the handler has paused reading. */
  receive(bytes: Uint8Array): void {
    if (this.closed) return
    this.#held.push(Buffer.from(bytes))
    this.#deliver()
  }

  /** Everything given to the peer since the last call. */
  take(): Buffer {
    this.#seal()
    const out = Buffer.concat(this.#sealed)
    this.#sealed = []
    return out
  }

  peerEnds(): void {
    if (!this.closed) this.#handler?.onEnd()
  }

  /** The peer is gone without a word. */
  drop(): void {
    this.destroy({ code: 'NET_PEER_CLOSED', message: 'the peer closed' })
  }

  drain(): void {
    this.congested = false
    if (!this.closed) this.#handler?.onDrain()
  }

  idle(): void {
    if (!this.closed) this.#handler?.onIdle()
  }

  reserve(bytes: number): number {
    if (bytes > RESERVE_BYTES_MAX) throw new RangeError(`reserve of ${bytes} bytes`)
    if (this.length + bytes > this.buffer.length) {
      this.#seal()
      this.buffer = Buffer.allocUnsafeSlow(Math.max(bytes, 65_536))
    }
    return this.length
  }

  writeChunk(chunk: Uint8Array): void {
    if (this.closed) return
    this.#seal()
    this.#sealed.push(chunk)
  }

  pause(holder: string): void {
    this.#pausedBy.add(holder)
  }

  resume(holder: string): void {
    if (this.#pausedBy.delete(holder)) this.#deliver()
  }

  setIdleTimeout(timeoutMs: number): void {
    this.idleTimeoutMs = timeoutMs
  }

  end(reason: CloseReason): void {
    this.#close(reason)
  }

  destroy(reason: CloseReason): void {
    this.#close(reason)
  }

  #close(reason: CloseReason): void {
    if (this.closeReason !== null) return
    this.#seal()
    this.closed = true
    this.closeReason = reason
    this.#handler?.onClose(reason)
  }

  #seal(): void {
    if (this.length > 0) {
      if (!this.closed) this.#sealed.push(Buffer.from(this.buffer.subarray(0, this.length)))
      this.length = 0
    }
  }

  #deliver(): void {
    while (this.#held.length > 0 && !this.paused && !this.closed) {
      const chunk = this.#held.shift() as Buffer
      this.bytesIn += chunk.length
      this.#handler?.onData(chunk)
    }
  }
}
