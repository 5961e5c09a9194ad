import { deepEqual, equal } from 'node:assert/strict'
import type { Connection } from '@robustmq/broker-api'
import type { SuiteClient, SuiteLimits, SuiteListener, TransportHarness } from './harness.ts'
import { RecordingHandler, until } from './recording-handler.ts'
import type { Script } from './recording-handler.ts'

/** A listener with its handlers and clients, for one case. */
export class Stage {
  readonly handlers: RecordingHandler[] = []
  readonly harness: TransportHarness
  readonly #clients: SuiteClient[] = []
  #listener: SuiteListener | null = null

  constructor(harness: TransportHarness) {
    this.harness = harness
  }

  get listener(): SuiteListener {
    if (this.#listener === null) throw new Error('not listening')
    return this.#listener
  }

  /** Binds a listener; `script` may differ by connection, in the order in which they come. */
  async listen(script: Script | ((connection: Connection, index: number) => Script), limits: SuiteLimits = {}): Promise<void> {
    this.#listener = await this.harness.listen({
      limits,
      port: 0,
      accept: (connection) => {
        const chosen = typeof script === 'function' ? script(connection, this.handlers.length) : script
        const handler = new RecordingHandler(connection, chosen)
        this.handlers.push(handler)
        return handler
      },
    })
  }

  async connect(): Promise<SuiteClient> {
    const client = await this.harness.connect(this.listener.bound.port)
    this.#clients.push(client)
    return client
  }

  /** Connects, and waits until the server has the connection too. */
  async connectBoth(): Promise<{ readonly client: SuiteClient; readonly handler: RecordingHandler }> {
    const index = this.handlers.length
    const client = await this.connect()
    await until('the connection is accepted', () => this.handlers.length > index)
    return { client, handler: this.handlers[index] as RecordingHandler }
  }

  /** Closes everything and checks what holds for every case: one `onClose` each, no call out of order. */
  async close(): Promise<void> {
    if (this.#listener === null) return
    await this.#listener.close(0)
    for (const client of this.#clients) if (!client.closed) client.reset()
    for (const handler of this.handlers) {
      deepEqual(handler.violations, [])
      equal(handler.closes.length, 1, 'onClose is called exactly once')
      equal(handler.connection.closed, true)
      equal(handler.connection.pendingBytes, 0)
    }
  }
}
