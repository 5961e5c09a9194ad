import type { MetaWatcher, StateMachine } from '@robustmq/broker-api'
import { assert } from '@robustmq/common-errors'
import type { ConfState } from '@robustmq/raft'
import { AnsweredProposals } from './answered-proposals.ts'
import type { Repeat } from './answered-proposals.ts'
import type { CommandEntry } from './command-entry.ts'
import { metaError } from './errors.ts'
import type { SectionSource, Snapshot, SnapshotState } from './snapshot-format.ts'

const MACHINE_NAME = /^[a-z0-9-]{1,64}$/

interface Registered {
  readonly machine: StateMachine
  /** Its state before any command, to go back to when a snapshot does not have it. */
  readonly initial: Uint8Array
}

/**
 * This node's copy of one group: the state machines, the table of answered proposals and the index of the last entry that is in
 * them. The three change together in `apply`, and are captured and restored together (mistake 13 of the classic ones).
 */
export class Replica {
  readonly #machines = new Map<string, Registered>()
  readonly #answered = new AnsweredProposals()
  readonly #watchers = new Map<string, readonly MetaWatcher[]>()
  #appliedIndex = 0
  #appliedTerm = 0
  #timeMs = 0

  get appliedIndex(): number {
    return this.#appliedIndex
  }

  /** Time stamp of the last applied command; never falls. */
  get timeMs(): number {
    return this.#timeMs
  }

  register(machine: StateMachine): void {
    assert(MACHINE_NAME.test(machine.name), `state machine name ${JSON.stringify(machine.name)}`)
    assert(Number.isInteger(machine.version) && machine.version >= 1, `version of state machine ${machine.name}`)
    assert(!this.#machines.has(machine.name), `state machine ${machine.name} is registered twice`)
    this.#machines.set(machine.name, { machine, initial: machine.snapshot() })
  }

  machine(name: string): StateMachine | null {
    return this.#machines.get(name)?.machine ?? null
  }

  watch(machine: string, watcher: MetaWatcher): void {
    this.#watchers.set(machine, [...(this.#watchers.get(machine) ?? []), watcher])
  }

  unwatch(machine: string, watcher: MetaWatcher): void {
    this.#watchers.set(machine, (this.#watchers.get(machine) ?? []).filter((known) => known !== watcher))
  }

  /** Tells everyone who watches; one that throws does not keep it from the others. */
  tellWatchers(machine: string, index: number, onError: (error: unknown) => void): void {
    const watchers = this.#watchers.get(machine)
    if (watchers === undefined) return
    for (const watcher of watchers) {
      try {
        watcher.metaApplied(index)
      } catch (error) {
        onError(error)
      }
    }
  }

  /** Everything was replaced by a snapshot. */
  tellRestored(index: number, onError: (error: unknown) => void): void {
    for (const watchers of this.#watchers.values()) {
      for (const watcher of watchers) {
        try {
          watcher.metaRestored?.(index)
        } catch (error) {
          onError(error)
        }
      }
    }
  }

  /** An entry without a command: the beginning of a term, a change of membership. */
  pass(index: number, term: number): void {
    assert(index === this.#appliedIndex + 1, `entry ${index} applied after ${this.#appliedIndex}`)
    this.#appliedIndex = index
    this.#appliedTerm = term
  }

  /**
   * Applies the next command. Null when it is a repeat whose answer is no longer known.
   * @throws BrokerError META_FORMAT_UNKNOWN for a machine or version that this build does not have
   */
  apply(entry: CommandEntry, index: number, term: number): Uint8Array | null {
    const machine = this.#known(entry.machine, entry.machineVersion, `log entry ${index}`)
    this.pass(index, term)
    // Proposers have clocks of their own: what a machine sees never goes back all the same.
    if (entry.timeMs > this.#timeMs) this.#timeMs = entry.timeMs
    const repeat = this.#answered.find(entry.client, entry.sequence)
    if (repeat.kind === 'answered') return repeat.answer
    if (repeat.kind === 'forgotten') return null
    const answer = machine.apply(entry.command, index, this.#timeMs)
    this.#answered.record(entry.client, entry.sequence, answer, entry.answeredBelow)
    return answer
  }

  /** What is known of a proposal. */
  find(client: Uint8Array, sequence: number): Repeat {
    return this.#answered.find(client, sequence)
  }

  /** The state as of now: what is handed out does not change when commands are applied while it is being encoded. */
  capture(confState: ConfState): { readonly state: SnapshotState; readonly sources: readonly SectionSource[] } {
    const sources: SectionSource[] = []
    // By name: the order of registration is the application's affair and may differ between replicas.
    for (const name of [...this.#machines.keys()].sort()) {
      const { machine } = this.#machines.get(name) as Registered
      const parts = machine.snapshotParts?.() ?? [machine.snapshot()][Symbol.iterator]()
      sources.push({ name, version: machine.version, parts })
    }
    const state = { appliedIndex: this.#appliedIndex, appliedTerm: this.#appliedTerm, timeMs: this.#timeMs, clients: this.#answered.records(), confState }
    return { state, sources }
  }

  /** Nothing else is replaced before everything in the snapshot is known to be known. @throws META_FORMAT_UNKNOWN */
  check(snapshot: Snapshot): void {
    for (const section of snapshot.sections) this.#known(section.name, section.version, 'the snapshot')
  }

  /** Replaces the state. Nothing is changed when a machine or version is unknown. */
  restore(snapshot: Snapshot): void {
    this.check(snapshot)
    const sections = new Map(snapshot.sections.map((section) => [section.name, section]))
    for (const [name, { machine, initial }] of this.#machines) {
      const section = sections.get(name)
      if (section !== undefined) machine.restore(section.bytes, section.version)
      else if (this.#appliedIndex > 0) machine.restore(initial, machine.version)
    }
    this.#answered.restore(snapshot.clients)
    this.#appliedIndex = snapshot.appliedIndex
    this.#appliedTerm = snapshot.appliedTerm
    this.#timeMs = snapshot.timeMs
  }

  #known(name: string, version: number, where: string): StateMachine {
    const machine = this.#machines.get(name)?.machine
    const detail = { machine: name, version }
    if (machine === undefined) throw metaError('META_FORMAT_UNKNOWN', `${where} is for state machine "${name}", which this build does not have`, undefined, detail)
    if (version > machine.version) {
      throw metaError('META_FORMAT_UNKNOWN', `${where} is for state machine "${name}" version ${version}; this build has version ${machine.version}`, undefined, detail)
    }
    return machine
  }
}
