import type { MetaPort, MetaWatcher, StateMachine } from '@robustmq/broker-api'

/** A metadata port without a log: commands are applied in the next microtask, in order; a test can hold them back. */
export class MemoryMeta implements MetaPort {
  appliedIndex = 0
  /** When set, proposals wait for the promise, and fail if it does. */
  gate: Promise<void> | null = null
  readonly #machines = new Map<string, StateMachine>()
  readonly #watchers = new Map<string, MetaWatcher[]>()
  /** Commands in order, as proposed. */
  readonly commands: { readonly machine: string; readonly command: Uint8Array }[] = []

  register(machine: StateMachine): void {
    this.#machines.set(machine.name, machine)
  }

  async propose(name: string, command: Uint8Array): Promise<Uint8Array> {
    await (this.gate ?? Promise.resolve())
    const machine = this.#machines.get(name)
    if (machine === undefined) throw new Error(`no machine ${name}`)
    this.commands.push({ machine: name, command })
    const answer = machine.apply(command, ++this.appliedIndex, this.appliedIndex)
    for (const watcher of this.#watchers.get(name) ?? []) watcher.metaApplied(this.appliedIndex)
    return answer
  }

  readBarrier(): Promise<void> {
    return Promise.resolve()
  }

  watch(name: string, watcher: MetaWatcher): void {
    this.#watchers.set(name, [...(this.#watchers.get(name) ?? []), watcher])
  }

  unwatch(name: string, watcher: MetaWatcher): void {
    this.#watchers.set(name, (this.#watchers.get(name) ?? []).filter((known) => known !== watcher))
  }
}
