import type { CloseReason, Connection, ConnectionHandler, ConnectionInfo } from '@robustmq/broker-api'

/** A connection in memory: keeps what is written, tells nothing by itself. */
export class FakeConnection implements Connection {
  readonly info: ConnectionInfo
  buffer: Buffer = Buffer.alloc(0)
  length = 0
  pendingBytes = 0
  congested = false
  closed = false
  bytesIn = 0
  reason: CloseReason | null = null
  readonly holders: Set<string> = new Set()
  written: Uint8Array[] = []
  handler: ConnectionHandler | null = null

  constructor(info: Partial<ConnectionInfo> = {}) {
    this.info = {
      id: 1, transport: 'tcp', listener: 'kafka-tcp', remoteAddress: '10.0.0.9', remotePort: 5000, localAddress: '::ffff:10.0.0.1', localPort: 19092,
      applicationProtocol: null, tls: null, ...info,
    }
  }

  reserve(): number {
    throw new Error('not used')
  }

  writeChunk(chunk: Uint8Array): void {
    if (!this.closed) this.written.push(chunk)
  }

  pause(holder: string): void {
    this.holders.add(holder)
  }

  resume(holder: string): void {
    this.holders.delete(holder)
  }

  setIdleTimeout(): void {
    // Tests call `onIdle` themselves.
  }

  end(reason: CloseReason): void {
    this.close(reason)
  }

  destroy(reason: CloseReason): void {
    this.close(reason)
  }

  /** As the transport does: told later, never from inside the call. */
  close(reason: CloseReason): void {
    if (this.closed) return
    this.closed = true
    this.reason = reason
    queueMicrotask(() => this.handler?.onClose(reason))
  }
}
