import type { MetaPort, MetaWatcher, StateMachine } from '@robustmq/broker-api'
import type { Clock } from '@robustmq/common-runtime'
import { metaError } from './errors.ts'
import { Replica } from './replica.ts'

const NOBODY = new Uint8Array(16)

/**
 * The metadata port without a log, for embedding and tests: commands are applied in the next microtask, in order, and
 * forgotten with the process.
 */
export function createVolatileMeta(clock: Clock): MetaPort {
  return new VolatileMeta(clock)
}

class VolatileMeta implements MetaPort {
  readonly #replica = new Replica()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get appliedIndex(): number {
    return this.#replica.appliedIndex
  }

  register(machine: StateMachine): void {
    this.#replica.register(machine)
  }

  async propose(name: string, command: Uint8Array): Promise<Uint8Array> {
    const machine = this.#replica.machine(name)
    if (machine === null) throw metaError('META_MACHINE_UNKNOWN', `no state machine "${name}"`)
    await Promise.resolve()
    const index = this.appliedIndex + 1
    const timeMs = Math.max(Math.floor(this.#clock.now()), this.#replica.timeMs)
    const answer = this.#replica.apply({ machine: name, machineVersion: machine.version, timeMs, client: NOBODY, sequence: index, answeredBelow: index, command }, index, 1)
    this.#replica.tellWatchers(name, index, (error) => {
      throw error
    })
    return answer as Uint8Array
  }

  readBarrier(): Promise<void> {
    return Promise.resolve()
  }

  watch(machine: string, watcher: MetaWatcher): void {
    this.#replica.watch(machine, watcher)
  }

  unwatch(machine: string, watcher: MetaWatcher): void {
    this.#replica.unwatch(machine, watcher)
  }
}
