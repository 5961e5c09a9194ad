import type { MetaPort, MetaWatcher, StateMachine } from '@robustmq/broker-api'

/** A metadata port without a log: commands are committed in the next microtask, in order. Keeps them for replay. */
export class MemoryMeta implements MetaPort {
  readonly commands: { command: Uint8Array; timeMs: number }[] = []
  readonly #machines = new Map<string, StateMachine>()
  readonly #watchers = new Map<string, MetaWatcher[]>()
  appliedIndex = 0
  timeMs = 1_000

  register(machine: StateMachine): void {
    this.#machines.set(machine.name, machine)
  }

  async propose(name: string, command: Uint8Array): Promise<Uint8Array> {
    await Promise.resolve()
    const machine = this.#machines.get(name) as StateMachine
    const timeMs = this.timeMs++
    this.commands.push({ command, timeMs })
    const answer = machine.apply(command, ++this.appliedIndex, timeMs)
    for (const watcher of this.#watchers.get(name) ?? []) watcher.metaApplied(this.appliedIndex)
    return answer
  }

  /** A snapshot of another node takes the place of what is here. */
  install(name: string, snapshot: Uint8Array): void {
    const machine = this.#machines.get(name) as StateMachine
    machine.restore(snapshot, machine.version)
    for (const watcher of this.#watchers.get(name) ?? []) watcher.metaRestored?.(this.appliedIndex)
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
