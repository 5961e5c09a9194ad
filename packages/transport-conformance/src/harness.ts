import type { BoundListener, Connection, ConnectionHandler } from '@robustmq/broker-api'

/** Limits that cases ask for; everything else is the implementation's default. */
export interface SuiteLimits {
  readonly connectionsMax?: number
  readonly highWaterBytes?: number
  readonly lowWaterBytes?: number
  readonly pendingBytesMax?: number
  readonly lingerMs?: number
}

export interface SuiteListenOptions {
  readonly limits: SuiteLimits
  /** 0 lets the system choose. */
  readonly port: number
  accept(connection: Connection): ConnectionHandler
}

export interface SuiteListener {
  readonly bound: BoundListener
  /** Stops accepting, destroys what is open after `deadlineMs`, resolves when all has gone. */
  close(deadlineMs: number): Promise<void>
}

/** The other end of a connection, driven by the cases. Collects everything that it receives. */
export interface SuiteClient {
  /** Sends bytes of the stream; the transport may cut them as it likes. */
  write(bytes: Uint8Array): void
  /** Ends its sending side: half-close where the transport can, else a clean close. */
  endSending(): void
  /** Breaks the connection without a goodbye. */
  reset(): void
  pauseReading(): void
  resumeReading(): void
  /** Bytes received so far. */
  readonly receivedBytes: number
  /** All that has been received. */
  received(): Buffer
  /** True when the server has ended its sending side, or everything is closed. */
  readonly ended: boolean
  /** True when the connection is gone. */
  readonly closed: boolean
}

/** What an implementation of the connection contract brings to be tested. */
export interface TransportHarness {
  /** Names the cases, e.g. `tcp`. */
  readonly name: string
  /** Registers a case with the test runner, e.g. vitest's `it`. */
  readonly test: (name: string, body: () => Promise<void>) => void
  listen(options: SuiteListenOptions): Promise<SuiteListener>
  /** Connects to a listener of this machine; rejects or gives a client that closes when it is refused. */
  connect(port: number): Promise<SuiteClient>
  /** Either side can end sending and still receive. */
  readonly halfClose: boolean
  /** Seed of the random cases; default 1. */
  readonly seed?: number
  /** Megabytes that the long cases move; default 8. */
  readonly megabytes?: number
}
