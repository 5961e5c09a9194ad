import type { MetaWatcher, StateMachine } from '@robustmq/broker-api'
import { assert } from '@robustmq/common-errors'
import { metaProto } from '@robustmq/proto-gen'
import { AnsweredProposals } from './answered-proposals.ts'
import { metaError } from './errors.ts'
import type { Snapshot, SnapshotSection } from './snapshot-format.ts'

const { LogEntry } = metaProto.meta.v1

/** A command as the log has it. */
export interface Entry {
  readonly machine: string
  readonly machineVersion: number
  readonly timeMs: number
  /** 16 bytes. */
  readonly client: Uint8Array
  readonly sequence: number
  readonly command: Uint8Array
}

const MACHINE_NAME = /^[a-z0-9-]{1,64}$/

export function encodeEntry(entry: Entry): Uint8Array {
  return LogEntry.encode(entry).finish()
}

/** @throws BrokerError META_CORRUPT */
export function decodeEntry(body: Uint8Array, index: number): Entry {
  try {
    return LogEntry.decode(body)
  } catch (cause) {
    throw metaError('META_CORRUPT', `log entry ${index} cannot be decoded`, cause, { index })
  }
}

/**
 * This node's copy of the metadata: the state machines, the table of answered proposals and the index of the last
 * command that is in them. The three change together in `apply`, and are captured and restored together.
 */
export class Replica {
  readonly #machines = new Map<string, StateMachine>()
  readonly #answered = new AnsweredProposals()
  readonly #watchers = new Map<string, readonly MetaWatcher[]>()
  #appliedIndex = 0
  #appliedTerm = 0
  #timeMs = 0

  get appliedIndex(): number {
    return this.#appliedIndex
  }

  /** Time stamp of the last applied command. */
  get timeMs(): number {
    return this.#timeMs
  }

  get clientCount(): number {
    return this.#answered.size
  }

  register(machine: StateMachine): void {
    assert(MACHINE_NAME.test(machine.name), `state machine name ${JSON.stringify(machine.name)}`)
    assert(Number.isInteger(machine.version) && machine.version >= 1, `version of state machine ${machine.name}`)
    assert(!this.#machines.has(machine.name), `state machine ${machine.name} is registered twice`)
    this.#machines.set(machine.name, machine)
  }

  machine(name: string): StateMachine | null {
    return this.#machines.get(name) ?? null
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

  /**
   * Applies the next command. Null when it is a repeat whose answer is no longer known.
   * @throws BrokerError META_FORMAT_UNKNOWN for a machine or version that this build does not have
   */
  apply(entry: Entry, index: number, term: number): Uint8Array | null {
    assert(index === this.#appliedIndex + 1, `command ${index} applied after ${this.#appliedIndex}`)
    const machine = this.#known(entry.machine, entry.machineVersion, `log entry ${index}`)
    const repeat = this.#answered.find(entry.client, entry.sequence)
    let answer: Uint8Array | null = null
    if (repeat.kind === 'answered') {
      answer = repeat.answer
    } else if (repeat.kind === 'new') {
      answer = machine.apply(entry.command, index, entry.timeMs)
      this.#answered.record(entry.client, entry.sequence, answer)
    }
    this.#appliedIndex = index
    this.#appliedTerm = term
    if (entry.timeMs > this.#timeMs) this.#timeMs = entry.timeMs
    return answer
  }

  capture(): Snapshot {
    const sections: SnapshotSection[] = []
    // By name: the order of registration is the application's affair and may differ between replicas.
    for (const name of [...this.#machines.keys()].sort()) {
      const machine = this.#machines.get(name) as StateMachine
      sections.push({ name, version: machine.version, bytes: machine.snapshot() })
    }
    return {
      appliedIndex: this.#appliedIndex,
      appliedTerm: this.#appliedTerm,
      timeMs: this.#timeMs,
      clients: this.#answered.records(),
      sections,
    }
  }

  /** Replaces the state, which must be empty. Nothing is changed when a machine or version is unknown. */
  restore(snapshot: Snapshot): void {
    for (const section of snapshot.sections) this.#known(section.name, section.version, 'the snapshot')
    for (const section of snapshot.sections) (this.#machines.get(section.name) as StateMachine).restore(section.bytes, section.version)
    this.#answered.restore(snapshot.clients)
    this.#appliedIndex = snapshot.appliedIndex
    this.#appliedTerm = snapshot.appliedTerm
    this.#timeMs = snapshot.timeMs
  }

  #known(name: string, version: number, where: string): StateMachine {
    const machine = this.#machines.get(name)
    const detail = { machine: name, version }
    if (machine === undefined) throw metaError('META_FORMAT_UNKNOWN', `${where} is for state machine "${name}", which this build does not have`, undefined, detail)
    if (version > machine.version) {
      throw metaError('META_FORMAT_UNKNOWN', `${where} is for state machine "${name}" version ${version}; this build has version ${machine.version}`, undefined, detail)
    }
    return machine
  }
}
