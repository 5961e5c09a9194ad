import type { BrokerServices, Connection, ConnectionHandler, ProtocolModule } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import { REGISTERS, RegistersMachine } from './registers-machine.ts'

/**
 * A protocol of lines for the proof: `id op key [value …]`, parted by tabs, answered by `id answer`. `get` is a linearizable read unless
 * `staleReads`, the planted mistake. Errors are `id error CODE`.
 */
export function createRegistersModule(staleReads: boolean): ProtocolModule {
  const machine = new RegistersMachine()
  return {
    name: 'registers',
    title: 'Registers',
    configSchema: { type: 'object', properties: {} },
    defaultListeners: [{ name: 'tcp', transport: 'tcp', port: 0 }],
    stateMachines: [machine],
    start: (services) => ({
      accept: (connection) => new Lines(connection, services, machine, staleReads),
      drain: () => Promise.resolve(),
      stop: () => undefined,
    }),
  }
}

class Lines implements ConnectionHandler {
  readonly #connection: Connection
  readonly #services: BrokerServices
  readonly #machine: RegistersMachine
  readonly #staleReads: boolean
  #left = ''

  constructor(connection: Connection, services: BrokerServices, machine: RegistersMachine, staleReads: boolean) {
    this.#connection = connection
    this.#services = services
    this.#machine = machine
    this.#staleReads = staleReads
  }

  onData(chunk: Buffer): void {
    const lines = (this.#left + chunk.toString('latin1')).split('\n')
    this.#left = lines.pop() ?? ''
    for (const line of lines) {
      const tab = line.indexOf('\t')
      const id = line.slice(0, tab)
      const rest = line.slice(tab + 1)
      this.#carryOut(rest).then((answer) => this.#answer(id, answer), (error: unknown) => this.#answer(id, `error\t${BrokerError.from(error).code}`))
    }
  }

  onEnd(): void {
    this.#connection.end({ code: 'REGISTERS_DONE', message: 'the client is done' })
  }

  onDrain(): void {
    // Answers are small, and clients wait for them.
  }

  onIdle(): void {
    // Clients may think as long as they like.
  }

  onClose(): void {
    // Nothing is kept for a client.
  }

  async #carryOut(command: string): Promise<string> {
    const { meta } = this.#services
    if (!command.startsWith('get\t')) return Buffer.from(await meta.propose(REGISTERS, Buffer.from(command))).toString()
    if (!this.#staleReads) await meta.readBarrier(REGISTERS)
    const value = this.#machine.get(command.slice(4))
    return value === null ? 'none' : `value\t${value}`
  }

  #answer(id: string, answer: string): void {
    const text = `${id}\t${answer}\n`
    const at = this.#connection.reserve(text.length)
    this.#connection.length = at + this.#connection.buffer.write(text, at, 'latin1')
  }
}
