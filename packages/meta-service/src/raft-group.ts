import { BrokerError, errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { Random } from '@robustmq/common-runtime'
import { createRaftNode, ENTRY_CONF_CHANGE, MSG_SNAPSHOT, ROLE_LEADER } from '@robustmq/raft'
import type { ConfChange, ConfState, RaftEntry, RaftErrorCode, RaftMessage, RaftNode, RaftStatus, Ready } from '@robustmq/raft'
import type { RecoveredFrame, Wal } from '@robustmq/wal'
import { decodeEntry } from './command-entry.ts'
import { metaError } from './errors.ts'
import { GroupLog, NO_MEMBERS } from './group-log.ts'
import type { Proposals } from './proposals.ts'
import { RaftWriter } from './raft-writer.ts'
import type { ReadBarriers } from './read-barriers.ts'
import { Replica } from './replica.ts'
import type { Snapshot } from './snapshot-format.ts'
import type { SnapshotKeeper } from './snapshot-keeper.ts'

/** Proposals given to raft, or sent to the leader, at once. */
const BATCH_BYTES_MAX = 512 * 1024
/** A group of one keeps so many bytes of applied entries; nobody needs them. */
const ALONE_BYTES_MAX = 256 * 1024
/** Applied entries kept behind a snapshot, so that a member that was away for a moment does not need one. */
const TRAILING_ENTRIES = 5_000
/** Between one voter and the next, when the leader's node is gone: time enough for an election. */
const STAND_EVERY_TICKS = 2

export interface GroupSettings {
  readonly raftId: number
  readonly electionTicks: number
  readonly heartbeatTicks: number
  /** Entries in memory; beyond it a member that lags gets a snapshot. */
  readonly tailBytesMax: number
}

/** What a group needs of its node. */
export interface GroupEnvironment {
  readonly random: Random
  readonly log: Logger
  /** Monotonic milliseconds. */
  now(): number
  send(group: number, message: RaftMessage): void
  /** Proposals for another node. False: it cannot be reached. */
  forward(group: number, to: number, bodies: readonly Uint8Array[]): boolean
  /** `drive` has to be called at the end of this turn. */
  wake(group: RaftGroup): void
  /** The snapshot of `message` has to be fetched; `receiveSnapshot` follows. */
  fetch(group: RaftGroup, message: RaftMessage): void
  leaderChanged(group: RaftGroup): void
  /** The log may be told what is needed. */
  released(): void
  fail(error: BrokerError): void
}

/**
 * One member of one raft group: drives the core, persists on the shared log, applies to the replica. Everything is synchronous
 * but the disk: there is no moment between reading and writing of raft's state at which something else runs (mistake 16).
 */
export class RaftGroup {
  readonly name: string
  readonly number: number
  readonly replica: Replica = new Replica()
  readonly log: GroupLog = new GroupLog()
  readonly proposals: Proposals
  readonly reads: ReadBarriers
  readonly snapshots: SnapshotKeeper
  readonly #environment: GroupEnvironment
  #settings: GroupSettings | null = null
  #node: RaftNode | null = null
  #writer: RaftWriter | null = null
  #confState: ConfState = NO_MEMBERS
  #claimedIndex = 0
  /** Watchers are not told of what recovery applies. */
  #recovering = true
  #driving = false
  #again = false
  #ended = false
  /** Of the Ready that is being persisted, what is not applied yet. */
  #toApply: readonly RaftEntry[] = []
  #fetched: Snapshot | null = null
  /** Until this node stands for election since the leader's node is gone; 0: it does not. */
  #campaignTicks = 0
  leader = 0
  isLeader = false
  scheduled = false
  /** Since start. */
  appliedCommands = 0

  constructor(name: string, number: number, parts: { proposals: Proposals; reads: ReadBarriers; snapshots: SnapshotKeeper }, environment: GroupEnvironment) {
    this.name = name
    this.number = number
    this.proposals = parts.proposals
    this.reads = parts.reads
    this.snapshots = parts.snapshots
    this.#environment = environment
    this.log.onSnapshotWanted = () => this.snapshots.want()
  }

  /** True: nobody else is in it. */
  get isAlone(): boolean {
    const { voters, outgoing, learners } = this.#confState
    return voters.length === 1 && voters[0] === this.#settings?.raftId && outgoing.length === 0 && learners.length === 0
  }

  get confState(): ConfState {
    return this.#confState
  }

  get isStalled(): boolean {
    return this.#writer?.isStalled === true
  }

  status(): RaftStatus | null {
    return this.#node?.status() ?? null
  }

  // Recovery.

  /** Reads the newest snapshot; before any frame. @throws META_FORMAT_UNKNOWN */
  load(raftId: number): void {
    const { snapshot, claimedIndex } = this.snapshots.load()
    this.#claimedIndex = claimedIndex
    if (snapshot === null) return
    this.replica.restore(snapshot)
    // Of the layout before raft: this node was alone.
    this.#confState = snapshot.confState ?? { ...NO_MEMBERS, voters: [raftId] }
    this.log.beginAt({ index: snapshot.appliedIndex, term: snapshot.appliedTerm, confState: this.#confState })
    if (snapshot.confState === null) this.log.legacy = true
  }

  replay(frame: RecoveredFrame): void {
    // Machines may keep parts of a command; the frame's body is only lent.
    this.log.replay(frame, Buffer.from(frame.body))
    if (frame.index > this.log.snapshotMark.index) this.snapshots.count(1, frame.bodyBytes)
  }

  get hasBegun(): boolean {
    return this.#node !== null
  }

  get isEmpty(): boolean {
    return this.log.lastIndex() === 0
  }

  /** The first state of a new group, the same on all its first members. */
  bootstrap(voters: readonly number[], machineStates: readonly { readonly name: string; readonly version: number; readonly bytes: Uint8Array }[]): void {
    const confState = { ...NO_MEMBERS, voters: [...voters].sort((a, b) => a - b) }
    const state = { appliedIndex: 1, appliedTerm: 1, timeMs: 0, clients: [], confState }
    this.replica.restore({ ...state, sections: machineStates })
    this.snapshots.writeSync(state, machineStates.map(({ name, version, bytes }) => ({ name, version, parts: [bytes][Symbol.iterator]() })))
    this.#confState = confState
    this.log.beginAt({ index: 1, term: 1, confState })
  }

  /** Recovery is over. @throws META_CORRUPT */
  begin(settings: GroupSettings, wal: Wal): void {
    this.#settings = settings
    const { log } = this
    const migrating = log.legacy
    if (migrating && this.#confState.voters.length === 0) {
      // The layout before raft had no first snapshot; the node was alone.
      this.#confState = { ...NO_MEMBERS, voters: [settings.raftId] }
      log.alone(this.#confState)
    }
    log.endReplay()
    if (log.lastIndex() < this.#claimedIndex) {
      const detail = { reached: log.lastIndex(), claimed: this.#claimedIndex }
      throw metaError('META_CORRUPT', `snapshot ${this.#claimedIndex} is damaged and the log reaches only ${log.lastIndex()}`, undefined, detail)
    }
    if (this.isAlone) log.commitAll()
    const { raftId, electionTicks, heartbeatTicks } = settings
    this.#node = createRaftNode({ id: raftId, electionTicks, heartbeatTicks }, { storage: log, random: this.#environment.random })
    this.#writer = new RaftWriter(this.number, wal, log, {
      persisted: (ready) => this.#persisted(ready),
      refreshed: () => this.#environment.released(),
      stalled: (error) => this.proposals.rejectAll(metaError('META_UNAVAILABLE', 'the log takes nothing for now: the disk is full or slow', error)),
      failed: (error) => this.#fail(metaError('META_UNAVAILABLE', `the log of the metadata failed: ${error.message}`, error)),
    })
    this.drive()
  }

  /** Everything that recovery found is applied: a node that is alone leads at once; an old layout is left behind for good. */
  beginLeading(): void {
    this.#recovering = false
    // A damaged snapshot is replaced as soon as the state has been put together without it.
    if (this.#claimedIndex > this.log.snapshotMark.index) this.snapshots.want()
    if (this.log.legacy) {
      const { state, sources } = this.replica.capture(this.#confState)
      this.snapshots.writeSync(state, sources)
      this.#snapshotWritten(state.appliedIndex, state.appliedTerm, this.#confState)
      this.log.drop(state.appliedIndex)
      this.log.legacy = false
    }
    if (!this.isAlone) return
    this.#node?.campaign()
    this.drive()
  }

  // Input.

  receive(message: RaftMessage): void {
    if (this.#node === null || this.#ended) return
    if (message.kind === MSG_SNAPSHOT && message.snapshot !== null && message.snapshot.index > this.log.hardState.commit) {
      this.#environment.fetch(this, message)
      return
    }
    this.#node.step(message)
    this.#environment.wake(this)
  }

  /** The snapshot of `message` is durable under its name. */
  receiveSnapshot(message: RaftMessage, snapshot: Snapshot): void {
    if (this.#node === null || this.#ended) return
    this.#fetched = snapshot
    this.#node.step(message)
    this.drive()
  }

  /** Proposals of another node. Those that this node cannot take are lost: it sends them again. */
  receiveProposals(bodies: readonly Uint8Array[]): void {
    if (this.#node === null || this.#ended || this.isStalled) return
    this.#node.propose(bodies)
    this.#environment.wake(this)
  }

  proposeConfChange(change: ConfChange): RaftErrorCode | null {
    const code = this.#node?.proposeConfChange(change).code ?? null
    this.#environment.wake(this)
    return code
  }

  transferLeadership(to: number): RaftErrorCode | null {
    const code = this.#node?.transferLeadership(to) ?? null
    this.#environment.wake(this)
    return code
  }

  /**
   * The stream to the leader's node ended. If that was its process, the voters need not wait for their timeouts: they forget the
   * leader, and stand one after the other, lowest identity first. If it was only the stream, the others still hear the leader, and
   * refuse.
   */
  leaderGone(): void {
    const node = this.#node
    if (node === null || this.#ended || this.isLeader || this.leader === 0) return
    const { voters } = this.#confState
    const rank = voters.filter((id) => id !== this.leader).indexOf((this.#settings as GroupSettings).raftId)
    node.forgetLeader()
    this.#campaignTicks = rank < 0 ? 0 : 1 + rank * STAND_EVERY_TICKS
    this.#environment.wake(this)
  }

  reportUnreachable(id: number): void {
    this.#node?.reportUnreachable(id)
  }

  reportSnapshot(id: number, delivered: boolean): void {
    this.#node?.reportSnapshot(id, delivered)
  }

  refreshHardState(): void {
    this.#writer?.refresh()
  }

  tick(): void {
    if (this.#ended) return
    const now = this.#environment.now()
    this.proposals.tick(now, this.isLeader)
    const again = this.reads.tick(now)
    if (this.#node === null) return
    this.#node.tick()
    if (this.#campaignTicks > 0 && --this.#campaignTicks === 0 && this.leader === 0) this.#node.campaign()
    if (this.#writer?.isStalled === true) this.#writer.retry()
    for (const context of again) this.#node.readIndex(context)
    this.drive()
  }

  end(error: BrokerError): void {
    this.#ended = true
    this.proposals.rejectAll(error)
    this.reads.rejectAll(error)
  }

  // Output.

  drive(): void {
    if (this.#node === null || this.#ended) return
    if (this.#driving) {
      this.#again = true
      return
    }
    this.#driving = true
    try {
      do {
        this.#again = false
        this.#feed(this.#node)
        while (!this.#writer!.isBusy && !this.#ended && this.#node.hasReady()) this.#take(this.#node.ready())
      } while (this.#again && !this.#ended)
    } catch (error) {
      // At the start: whoever starts the node is told.
      if (this.#recovering) throw error
      // A machine that threw, or a broken invariant: what is in memory can no longer be trusted.
      this.#fail(BrokerError.from(error))
    } finally {
      this.#driving = false
    }
  }

  /** Gives raft what waits for a leader. */
  #feed(node: RaftNode): void {
    const now = this.#environment.now()
    if (this.leader !== 0 && !this.isStalled) {
      while (this.proposals.hasUnsent) {
        const bodies = this.proposals.take(now, BATCH_BYTES_MAX)
        if (bodies.length === 0) continue
        if (this.isLeader ? node.propose(bodies).code === null : this.#environment.forward(this.number, this.leader, bodies)) continue
        // Being handed over, too much is uncommitted, or no stream: the next tick tries again.
        this.proposals.takeBack()
        break
      }
    }
    const context = this.reads.begin(now)
    if (context !== 0) node.readIndex(context)
  }

  #take(ready: Ready): void {
    if (ready.softState !== null) this.#roleChanged(ready.softState.leader, ready.softState.role === ROLE_LEADER)
    for (const message of ready.messages) this.#environment.send(this.number, message)
    // What is durable already need not wait for what is not.
    let durable = 0
    const { committedEntries } = ready
    while (durable < committedEntries.length) {
      const entry = committedEntries[durable] as RaftEntry
      if (this.log.term(entry.index) !== entry.term) break
      durable++
    }
    this.#apply(durable === committedEntries.length ? committedEntries : committedEntries.slice(0, durable))
    this.#toApply = durable === committedEntries.length ? [] : committedEntries.slice(durable)
    if (ready.mustSync) (this.#writer as RaftWriter).write(ready)
    else {
      // Only the commit index moved: it goes with the next record.
      if (ready.hardState !== null) this.log.hardState = ready.hardState
      this.#finish(ready)
    }
  }

  #persisted(ready: Ready): void {
    if (this.#ended) return
    try {
      this.#finish(ready)
    } catch (error) {
      this.#fail(BrokerError.from(error))
      return
    }
    this.drive()
  }

  #finish(ready: Ready): void {
    const node = this.#node as RaftNode
    for (const message of ready.messagesAfterPersist) this.#environment.send(this.number, message)
    if (ready.snapshot !== null) this.#install(ready.snapshot.index)
    this.#apply(this.#toApply)
    this.#toApply = []
    for (const { context, index } of ready.readStates) this.reads.confirmed(context, index)
    this.reads.applied(this.replica.appliedIndex)
    node.advance()
    this.#forget()
  }

  #apply(entries: readonly RaftEntry[]): void {
    for (const entry of entries) {
      const { index, term, data } = entry
      if (entry.kind === ENTRY_CONF_CHANGE) {
        this.#confState = (this.#node as RaftNode).applyConfChange(entry)
        this.replica.pass(index, term)
        this.#environment.leaderChanged(this)
      } else if (data.length === 0) this.replica.pass(index, term)
      else {
        const command = decodeEntry(data, index)
        this.appliedCommands++
        const answer = this.replica.apply(command, index, term)
        this.proposals.applied(command.client, command.sequence, answer)
        if (!this.#recovering) this.replica.tellWatchers(command.machine, index, (error) => this.#environment.log.error({ error, machine: command.machine }, 'metadata watcher threw'))
      }
      if (data.length > 0) this.snapshots.count(1, data.length)
    }
    if (entries.length > 0) this.snapshots.startIfDue()
  }

  /** State and log are replaced by what another node sent; its file and the mark in the log are durable. */
  #install(index: number): void {
    const fetched = this.#fetched
    const snapshot = fetched !== null && fetched.appliedIndex === index ? fetched : this.snapshots.read(index)
    this.#fetched = null
    this.replica.restore(snapshot)
    this.#confState = snapshot.confState ?? NO_MEMBERS
    this.snapshots.installed(index)
    this.proposals.restored((client, sequence) => this.replica.find(client, sequence))
    this.#environment.released()
    this.replica.tellRestored(index, (error) => this.#environment.log.error({ error }, 'metadata watcher threw'))
    this.#environment.leaderChanged(this)
  }

  #roleChanged(leader: number, isLeader: boolean): void {
    const changed = leader !== this.leader
    this.leader = leader
    this.isLeader = isLeader
    // What was sent to the one before may be lost.
    if (changed && leader !== 0) this.proposals.sendAgain()
    this.#again = true
    this.#environment.leaderChanged(this)
  }

  /** Keeps the tail in memory bounded. */
  #forget(): void {
    const { log } = this
    const applied = this.replica.appliedIndex
    if (this.isAlone) {
      if (log.bytes > ALONE_BYTES_MAX) log.drop(applied)
    } else if (log.bytes > (this.#settings as GroupSettings).tailBytesMax) log.drop(Math.max(log.firstIndex() - 1, applied - TRAILING_ENTRIES))
  }

  // Snapshots of this node's own.

  /** What a snapshot needs, as of now. */
  capture(): ReturnType<Replica['capture']> {
    return this.replica.capture(this.#confState)
  }

  snapshotWritten(index: number, term: number, confState: ConfState): void {
    this.#snapshotWritten(index, term, confState)
    // Only now may the shared log forget.
    this.#environment.released()
    this.#environment.wake(this)
  }

  #snapshotWritten(index: number, term: number, confState: ConfState): void {
    this.log.keepSnapshot({ index, term, confState })
    if (!this.isAlone) this.log.drop(Math.max(this.log.firstIndex() - 1, Math.min(index, this.replica.appliedIndex) - TRAILING_ENTRIES))
  }

  #fail(error: BrokerError): void {
    if (this.#ended) return
    this.#ended = true
    this.#environment.fail(error)
  }
}

/** True for the failures of a disk that has no room: what was to be written is tried again later. */
export function isDiskFull(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ENOSPC' || code === 'EDQUOT'
}
