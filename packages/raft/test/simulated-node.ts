import { chance, createStream, SkewedClock, VirtualDisk } from '@robustmq/simulator'
import type { Random } from '@robustmq/common-runtime'
import { ENTRY_CONF_CHANGE } from '../src/entry.ts'
import type { RaftEntry } from '../src/entry.ts'
import type { ConfState, HardState, RaftSnapshot } from '../src/hard-state.ts'
import { MemoryRaftStorage } from '../src/memory-storage.ts'
import type { RaftMessage } from '../src/message.ts'
import { MultiRaft } from '../src/multi-raft.ts'
import type { ChunkFrame, ChunkStatusFrame } from '../src/peer-batch.ts'
import { RaftNode } from '../src/raft-node.ts'
import type { RaftOptions } from '../src/raft-options.ts'
import { ROLE_LEADER } from '../src/raft.ts'
import type { Raft, ReadState } from '../src/raft.ts'
import type { Ready } from '../src/ready.ts'
import { SnapshotReceiver } from '../src/snapshot-receiver.ts'
import { SnapshotSender } from '../src/snapshot-sender.ts'
import { PlantedRaft } from './planted-mistakes.ts'
import type { Mistake } from './planted-mistakes.ts'
import type { Plant } from './planted-variants.ts'

type DiskOp =
  | { readonly op: 'state'; readonly hardState: HardState }
  | { readonly op: 'entries'; readonly entries: readonly RaftEntry[] }
  | { readonly op: 'install'; readonly snapshot: RaftSnapshot }
  | { readonly op: 'keep'; readonly index: number; readonly confState: ConfState; readonly data: Uint8Array; readonly compactTo: number }

/** What a node tells the world. */
export interface NodeListener {
  onSend(from: number, to: number, batch: Buffer): void
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
  readonly plant: Plant | null
  readonly stepsPerTick: number
  readonly ratePerMille: number
}

/** A Ready whose part for the disk is being written. */
interface Write {
  readonly ready: Ready
  readonly dueAt: number
  /** Records on the disk up to and with it. */
  readonly recordCount: number
}

/** Counts what goes in. */
class CountingNode extends RaftNode {
  messageCount = 0

  override step(message: RaftMessage): void {
    this.messageCount++
    super.step(message)
  }
}

const GROUP = 1
const SNAPSHOT_CHUNK_BYTES = 7

/** A node: core, driver, disk and a state machine that is one running hash. */
export class SimulatedNode {
  readonly id: number
  readonly disk: VirtualDisk<DiskOp> = new VirtualDisk<DiskOp>()
  storage!: MemoryRaftStorage
  raft!: Raft
  node!: CountingNode
  multi!: MultiRaft
  /** A sync takes up to so many steps. */
  syncStepsMax: number
  snapshotCount = 0
  /** How often the group fell silent here. */
  silenceCount = 0
  #messageCount = 0
  #wasSilent = false
  isUp = true
  pausedUntil = 0
  machine = 0
  applied = 0
  confState!: ConfState
  incarnation = 0
  readonly inbox: Buffer[] = []
  readonly #senders = new Map<number, { readonly sender: SnapshotSender; readonly data: Uint8Array; readonly term: number }>()
  #receiver = new SnapshotReceiver()
  #staged: Buffer = Buffer.alloc(0)
  readonly #setup: NodeSetup
  readonly #listener: NodeListener
  readonly #random: Random
  #clock: SkewedClock
  readonly #writes: Write[] = []
  /** Committed entries that wait for the state machine: only with asynchronous storage does it take its time. */
  readonly #toApply: RaftEntry[] = []

  constructor(setup: NodeSetup & { readonly syncStepsMax: number }, listener: NodeListener) {
    this.id = setup.id
    this.syncStepsMax = setup.syncStepsMax
    this.#setup = setup
    this.#listener = listener
    this.#random = createStream(setup.seed, 100 + setup.id)
    this.#clock = new SkewedClock(setup.stepsPerTick, setup.ratePerMille)
    this.#start()
  }

  #start(): void {
    const { voters, options, mistake, plant } = this.#setup
    this.storage = this.#recover(voters)
    const { applied, confState } = this.storage.initialState()
    const snapshot = this.storage.snapshot() as RaftSnapshot
    this.applied = applied
    this.machine = machineOf(snapshot.data)
    this.confState = confState
    const deps = { storage: this.storage, random: this.#random }
    this.raft = plant?.makeRaft?.({ ...options, id: this.id }, deps) ?? new PlantedRaft({ ...options, id: this.id }, deps, mistake)
    this.#messageCount += this.node?.messageCount ?? 0
    this.node = new CountingNode(this.raft)
    this.#senders.clear()
    this.#receiver = new SnapshotReceiver()
    this.#staged = Buffer.alloc(0)
    this.#writes.length = 0
    this.#toApply.length = 0
    this.inbox.length = 0
    this.incarnation++
    const { electionTicks = 10, quiesceTicks = 0 } = options
    // Without silent groups nobody has to watch nodes.
    const watch = quiesceTicks > 0 ? { signTicks: 1, peerTimeoutTicks: electionTicks } : { signTicks: 1_000_000, peerTimeoutTicks: 10_000_000 }
    this.multi = new MultiRaft({ nodeId: this.id, incarnation: this.incarnation, ...watch }, {
      send: (to, batch) => this.#listener.onSend(this.id, to, batch),
      onSnapshotFrame: (from, frame) => this.#onSnapshotFrame(from, frame),
    })
    this.multi.add(GROUP, this.node)
    const all = this.storage.entries(this.storage.firstIndex(), this.storage.lastIndex() + 1, Number.MAX_SAFE_INTEGER)
    this.#listener.onAppended(this, all ?? [])
  }

  #recover(voters: readonly number[]): MemoryRaftStorage {
    const { plant } = this.#setup
    const storage = new MemoryRaftStorage(voters)
    const kept: DiskOp[] = []
    for (const { value, torn } of this.disk.read()) {
      if (torn) break
      kept.push(value)
      if (value.op === 'state') storage.setHardState(plant?.recoverState?.(value.hardState) ?? value.hardState)
      else if (value.op === 'entries') this.#recoverEntries(storage, value.entries)
      else if (value.op === 'install') this.#recoverInstall(storage, value.snapshot)
      else {
        storage.keepSnapshot(value.index, value.confState, value.data)
        storage.compact(value.compactTo)
      }
    }
    this.disk.replace(kept)
    return storage
  }

  #recoverInstall(storage: MemoryRaftStorage, snapshot: RaftSnapshot): void {
    const after = snapshot.index + 1
    const tail = after <= storage.lastIndex() ? storage.entries(after, storage.lastIndex() + 1, Number.MAX_SAFE_INTEGER) : null
    storage.installSnapshot(snapshot)
    if (tail !== null && this.#setup.plant?.keepsLogBehindSnapshot === true) storage.append(tail)
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
    this.#setup.plant?.beforeTick?.(this.raft)
    this.multi.tick()
    if (this.node.isQuiesced && !this.#wasSilent) this.silenceCount++
    this.#wasSilent = this.node.isQuiesced
    this.#receiver.tick()
    for (const one of this.#senders.values()) one.sender.tick()
    this.#endSenders()
    return true
  }

  /** Messages that went in since the node was made. */
  get messageCount(): number {
    return this.#messageCount + this.node.messageCount
  }

  receive(batch: Buffer): void {
    const wrong = this.multi.receive(batch)
    if (wrong !== null) throw new Error(wrong)
  }

  #onSnapshotFrame(from: number, frame: ChunkFrame | ChunkStatusFrame): void {
    if (frame.frame === 'chunk-status') {
      this.#senders.get(from)?.sender.status(frame)
      this.#endSenders()
      return
    }
    const { discard, write, complete, status } = this.#receiver.receive(frame)
    if (discard) this.#staged = Buffer.alloc(0)
    if (write !== null) this.#staged = Buffer.concat([this.#staged, write.data])
    if (complete !== null && complete.snapshot !== null) this.node.step({ ...complete, snapshot: { ...complete.snapshot, data: this.#staged } })
    if (status !== null) this.multi.sendFrame(from, status)
  }

  #endSenders(): void {
    for (const [to, { sender, term }] of this.#senders) {
      if (sender.state === 'sending' && this.raft.role === ROLE_LEADER && this.raft.term === term) continue
      this.#senders.delete(to)
      // A driver may be wrong about what arrived.
      const isWrong = chance(this.#random, 50)
      this.node.reportSnapshot(to, isWrong ? sender.state !== 'delivered' : sender.state === 'delivered')
    }
  }

  /** What the core wants to send; snapshots go in chunks. */
  #send(messages: readonly RaftMessage[]): void {
    for (const message of messages) {
      const { snapshot } = message
      if (snapshot === null) this.multi.sendFrame(message.to, { frame: 'message', group: GROUP, message })
      else {
        this.snapshotCount++
        const options = { group: GROUP, message, bytesTotal: snapshot.data.length, chunkBytesMax: SNAPSHOT_CHUNK_BYTES, giveUpTicks: 20 }
        this.#senders.set(message.to, { sender: new SnapshotSender(options), data: snapshot.data, term: message.term })
      }
    }
  }

  #sendChunks(): void {
    for (const { sender, data } of this.#senders.values()) {
      for (let range = sender.nextRead(); range !== null; range = sender.nextRead()) {
        const chunk = sender.read(range.offset, data.subarray(range.offset, range.offset + range.length))
        if (chunk !== null) this.multi.sendFrame(sender.to, chunk)
      }
    }
  }

  get #isAsync(): boolean {
    return this.#setup.options.asyncStorage === true
  }

  /** Carries out what the core asks for, as far as the disk is ready. */
  pump(now: number): void {
    this.#work(now)
    this.#sendChunks()
    this.multi.flush()
  }

  #work(now: number): void {
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
    const { mistake, plant } = this.#setup
    this.#send(ready.messages)
    if (ready.snapshot !== null) {
      // Installed by a durable rename, as one thing with its configuration.
      const { snapshot } = ready
      const confState = mistake === 'snapshot-without-configuration' ? this.confState : snapshot.confState
      if (plant?.installsInTwo === true) this.disk.write({ op: 'install', snapshot: { ...snapshot, confState, data: dataOf(this.machine) } })
      this.disk.write({ op: 'install', snapshot: { ...snapshot, confState } })
    }
    const stateFirst = mistake === 'hard-state-before-entries'
    if (stateFirst && ready.hardState !== null) this.disk.write({ op: 'state', hardState: ready.hardState })
    if (ready.entries.length > 0) this.disk.write({ op: 'entries', entries: ready.entries })
    if (!stateFirst && ready.hardState !== null) this.disk.write({ op: 'state', hardState: ready.hardState })
    if (ready.entries.length > 0) this.#listener.onAppended(this, ready.entries)
    const dueAt = Math.max(ready.mustSync ? now + this.#random.below(this.syncStepsMax + 1) : now, this.#writes.at(-1)?.dueAt ?? 0)
    this.#writes.push({ ready, dueAt, recordCount: this.disk.recordCount })
    if (mistake === 'acknowledges-before-sync') this.#send(ready.messagesAfterPersist)
    else this.#send(ready.messagesAfterPersist.filter((message) => plant?.sendsEarly?.(message) === true))
    if (!this.#isAsync) return
    for (const entry of ready.committedEntries) this.#toApply.push(entry)
    for (const read of ready.readStates) this.#listener.onRead(this, read)
  }

  #finish({ ready, recordCount }: Write): void {
    const { mistake, plant } = this.#setup
    const onlyVote = ready.entries.length === 0 && ready.snapshot === null
    const syncs = plant?.syncs?.(ready, this.storage.initialState().hardState) ?? !(mistake === 'vote-not-durable' && onlyVote)
    if (ready.mustSync && syncs) this.disk.sync(recordCount - (plant?.syncsFewer ?? 0))
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
    if (mistake !== 'acknowledges-before-sync') this.#send(ready.messagesAfterPersist.filter((message) => plant?.sendsEarly?.(message) !== true))
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
    const data = dataOf(this.#setup.mistake === 'snapshot-index-apart-from-state' ? machineOf(kept.data) : this.machine)
    if (this.#setup.plant?.appliedOneBehind === true && this.applied - 1 > kept.index) {
      this.disk.write({ op: 'keep', index: this.applied - 1, confState: this.confState, data, compactTo: 0 })
      return
    }
    const compactTo = Math.max(this.applied - trailing, 0)
    this.storage.keepSnapshot(this.applied, this.confState, data)
    this.storage.compact(compactTo)
    this.disk.write({ op: 'keep', index: this.applied, confState: this.confState, data, compactTo })
    if (chance(this.#random, 500)) this.disk.sync()
  }
}

function dataOf(machine: number): Uint8Array {
  const data = new Uint8Array(4 + machine % 60)
  new DataView(data.buffer).setUint32(0, machine)
  return data
}

function machineOf(data: Uint8Array): number {
  return data.length < 4 ? 0 : new DataView(data.buffer, data.byteOffset).getUint32(0)
}

function mix(state: number, term: number, data: Uint8Array): number {
  let mixed = Math.imul(state ^ term, 0x9e3779b1) >>> 0
  for (const byte of data) mixed = Math.imul(mixed ^ byte, 0x01000193) >>> 0
  return mixed
}
