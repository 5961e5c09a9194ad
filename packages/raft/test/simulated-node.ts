import { chance, createStream, SkewedClock, VirtualDisk } from '@robustmq/simulator'
import type { Random } from '@robustmq/common-runtime'
import { ENTRY_CONF_CHANGE } from '../src/entry.ts'
import type { RaftEntry } from '../src/entry.ts'
import type { ConfState, HardState, RaftSnapshot } from '../src/hard-state.ts'
import { MemoryRaftStorage } from '../src/memory-storage.ts'
import type { RaftMessage } from '../src/message.ts'
import { RaftNode } from '../src/raft-node.ts'
import type { RaftOptions } from '../src/raft-options.ts'
import type { ReadState } from '../src/raft.ts'
import type { Ready } from '../src/ready.ts'
import { PlantedRaft } from './planted-mistakes.ts'
import type { Mistake } from './planted-mistakes.ts'

type DiskOp =
  | { readonly op: 'state'; readonly hardState: HardState }
  | { readonly op: 'entries'; readonly entries: readonly RaftEntry[] }
  | { readonly op: 'install'; readonly snapshot: RaftSnapshot }
  | { readonly op: 'keep'; readonly index: number; readonly confState: ConfState; readonly data: Uint8Array; readonly compactTo: number }

/** What a node tells the world. */
export interface NodeListener {
  onSend(message: RaftMessage): void
  onAppended(node: SimulatedNode, entries: readonly RaftEntry[]): void
  onApplied(node: SimulatedNode, index: number): void
  onRead(node: SimulatedNode, read: ReadState): void
}

export interface NodeSetup {
  readonly id: number
  readonly voters: readonly number[]
  readonly options: Omit<RaftOptions, 'id'>
  readonly seed: number
  readonly mistake: Mistake | null
  readonly stepsPerTick: number
  readonly ratePerMille: number
  /** A sync takes up to so many steps. */
  readonly syncStepsMax: number
}

/** A Ready whose part for the disk is being written. */
interface Write {
  readonly ready: Ready
  readonly dueAt: number
  /** Records on the disk up to and with it. */
  readonly recordCount: number
}

/** A node: core, driver, disk and a state machine that is one running hash. */
export class SimulatedNode {
  readonly id: number
  readonly disk: VirtualDisk<DiskOp> = new VirtualDisk<DiskOp>()
  storage!: MemoryRaftStorage
  raft!: PlantedRaft
  node!: RaftNode
  isUp = true
  pausedUntil = 0
  machine = 0
  applied = 0
  confState!: ConfState
  incarnation = 0
  readonly inbox: RaftMessage[] = []
  readonly #setup: NodeSetup
  readonly #listener: NodeListener
  readonly #random: Random
  #clock: SkewedClock
  readonly #writes: Write[] = []
  /** Committed entries that wait for the state machine: only with asynchronous storage does it take its time. */
  readonly #toApply: RaftEntry[] = []

  constructor(setup: NodeSetup, listener: NodeListener) {
    this.id = setup.id
    this.#setup = setup
    this.#listener = listener
    this.#random = createStream(setup.seed, 100 + setup.id)
    this.#clock = new SkewedClock(setup.stepsPerTick, setup.ratePerMille)
    this.#start()
  }

  #start(): void {
    const { voters, options, mistake } = this.#setup
    this.storage = this.#recover(voters)
    const { applied, confState } = this.storage.initialState()
    const snapshot = this.storage.snapshot() as RaftSnapshot
    this.applied = applied
    this.machine = machineOf(snapshot.data)
    this.confState = confState
    this.raft = new PlantedRaft({ ...options, id: this.id }, { storage: this.storage, random: this.#random }, mistake)
    this.node = new RaftNode(this.raft)
    this.#writes.length = 0
    this.#toApply.length = 0
    this.inbox.length = 0
    this.incarnation++
    const all = this.storage.entries(this.storage.firstIndex(), this.storage.lastIndex() + 1, Number.MAX_SAFE_INTEGER)
    this.#listener.onAppended(this, all ?? [])
  }

  #recover(voters: readonly number[]): MemoryRaftStorage {
    const storage = new MemoryRaftStorage(voters)
    const kept: DiskOp[] = []
    for (const { value, torn } of this.disk.read()) {
      if (torn) break
      kept.push(value)
      if (value.op === 'state') storage.setHardState(value.hardState)
      else if (value.op === 'entries') this.#recoverEntries(storage, value.entries)
      else if (value.op === 'install') storage.installSnapshot(value.snapshot)
      else {
        storage.keepSnapshot(value.index, value.confState, value.data)
        storage.compact(value.compactTo)
      }
    }
    this.disk.replace(kept)
    return storage
  }

  #recoverEntries(storage: MemoryRaftStorage, entries: readonly RaftEntry[]): void {
    const after = (entries[entries.length - 1] as RaftEntry).index + 1
    const cut = after <= storage.lastIndex() ? storage.entries(after, storage.lastIndex() + 1, Number.MAX_SAFE_INTEGER) : null
    storage.append(entries)
    if (cut !== null && this.#setup.mistake === 'truncation-not-durable') storage.append(cut)
  }

  crash(random: Random): void {
    this.disk.crash(random)
    if (this.#setup.mistake === 'wiped-disk-keeps-its-id') this.disk.replace([])
    this.isUp = false
  }

  restart(): void {
    this.isUp = true
    this.#start()
  }

  /** True: a tick went in. */
  advanceClock(): boolean {
    if (!this.#clock.advance()) return false
    this.node.tick()
    return true
  }

  get #isAsync(): boolean {
    return this.#setup.options.asyncStorage === true
  }

  /** Carries out what the core asks for, as far as the disk is ready. */
  pump(now: number): void {
    for (;;) {
      for (let write = this.#writes[0]; write !== undefined && now >= write.dueAt; write = this.#writes[0]) {
        this.#writes.shift()
        this.#finish(write)
      }
      if (this.#toApply.length > 0 && chance(this.#random, 300)) this.#applyAll()
      if (this.#writes.length > 0 && !this.#isAsync || !this.node.hasReady()) return
      this.#begin(this.node.ready(), now)
    }
  }

  #begin(ready: Ready, now: number): void {
    const { mistake, syncStepsMax } = this.#setup
    for (const message of ready.messages) this.#listener.onSend(message)
    if (ready.snapshot !== null) {
      // Installed by a durable rename, as one thing with its configuration.
      const { snapshot } = ready
      const confState = mistake === 'snapshot-without-configuration' ? this.confState : snapshot.confState
      this.disk.write({ op: 'install', snapshot: { ...snapshot, confState } })
    }
    const stateFirst = mistake === 'hard-state-before-entries'
    if (stateFirst && ready.hardState !== null) this.disk.write({ op: 'state', hardState: ready.hardState })
    if (ready.entries.length > 0) this.disk.write({ op: 'entries', entries: ready.entries })
    if (!stateFirst && ready.hardState !== null) this.disk.write({ op: 'state', hardState: ready.hardState })
    if (ready.entries.length > 0) this.#listener.onAppended(this, ready.entries)
    const dueAt = Math.max(ready.mustSync ? now + this.#random.below(syncStepsMax + 1) : now, this.#writes.at(-1)?.dueAt ?? 0)
    this.#writes.push({ ready, dueAt, recordCount: this.disk.recordCount })
    if (mistake === 'acknowledges-before-sync') for (const message of ready.messagesAfterPersist) this.#listener.onSend(message)
    if (!this.#isAsync) return
    for (const entry of ready.committedEntries) this.#toApply.push(entry)
    for (const read of ready.readStates) this.#listener.onRead(this, read)
  }

  #finish({ ready, recordCount }: Write): void {
    const { mistake } = this.#setup
    const onlyVote = ready.entries.length === 0 && ready.snapshot === null
    if (ready.mustSync && !(mistake === 'vote-not-durable' && onlyVote)) this.disk.sync(recordCount)
    if (ready.snapshot !== null) {
      this.#applyAll()
      this.storage.installSnapshot(ready.snapshot)
      this.machine = machineOf(ready.snapshot.data)
      this.applied = ready.snapshot.index
      this.confState = ready.snapshot.confState
      this.#listener.onApplied(this, this.applied)
    }
    this.storage.append(ready.entries)
    if (ready.hardState !== null) this.storage.setHardState(ready.hardState)
    if (mistake !== 'acknowledges-before-sync') for (const message of ready.messagesAfterPersist) this.#listener.onSend(message)
    if (this.#isAsync) this.node.persisted(ready.ticket)
    else {
      for (const entry of ready.committedEntries) this.#apply(entry)
      for (const read of ready.readStates) this.#listener.onRead(this, read)
      this.node.advance()
    }
  }

  #applyAll(): void {
    if (!this.#isAsync) return
    for (const entry of this.#toApply.splice(0)) this.#apply(entry)
    this.node.applied(this.applied)
  }

  #apply(entry: RaftEntry): void {
    this.machine = mix(this.machine, entry.term, entry.data)
    this.applied = entry.index
    if (entry.kind === ENTRY_CONF_CHANGE) this.confState = this.node.applyConfChange(entry)
    this.#listener.onApplied(this, entry.index)
  }

  /** Keeps a snapshot of what is applied and drops most of the log. Durable at once. */
  compact(trailing: number): void {
    const kept = this.storage.snapshot() as RaftSnapshot
    if (this.#writes.some(({ ready }) => ready.snapshot !== null || !this.#isAsync) || this.applied <= kept.index) return
    const data = new Uint8Array(4)
    const apart = this.#setup.mistake === 'snapshot-index-apart-from-state'
    new DataView(data.buffer).setUint32(0, apart ? machineOf(kept.data) : this.machine)
    const compactTo = Math.max(this.applied - trailing, 0)
    this.storage.keepSnapshot(this.applied, this.confState, data)
    this.storage.compact(compactTo)
    this.disk.write({ op: 'keep', index: this.applied, confState: this.confState, data, compactTo })
    if (chance(this.#random, 500)) this.disk.sync()
  }
}

function machineOf(data: Uint8Array): number {
  return data.length < 4 ? 0 : new DataView(data.buffer, data.byteOffset).getUint32(0)
}

function mix(state: number, term: number, data: Uint8Array): number {
  let mixed = Math.imul(state ^ term, 0x9e3779b1) >>> 0
  for (const byte of data) mixed = Math.imul(mixed ^ byte, 0x01000193) >>> 0
  return mixed
}
