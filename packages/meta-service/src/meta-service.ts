import { createNoPeers, PEER_CHANNEL_META, PEER_CHANNEL_RAFT } from '@robustmq/broker-api'
import type { MetaWatcher, PeerNetwork, StateMachine } from '@robustmq/broker-api'
import { assert, BrokerError } from '@robustmq/common-errors'
import { TURN_APPEND } from '@robustmq/common-runtime'
import type { TimerTask, TurnTask } from '@robustmq/common-runtime'
import { MSG_SNAPSHOT } from '@robustmq/raft'
import { FRAME_META } from '@robustmq/wal'
import type { RecoveredFrame, Wal, WalFileListener, WalHold, WalPosition } from '@robustmq/wal'
import { CLUSTER_MACHINE, ClusterMachine, decodeRefusal, encodeSetState } from './cluster-machine.ts'
import type { MemberIdentity } from './cluster-machine.ts'
import { ClusterMembership } from './cluster-membership.ts'
import { metaError } from './errors.ts'
import { groupNumber, MAIN_GROUP, META_GROUP } from './group-name.ts'
import { groupStatus } from './group-status.ts'
import { IdentityFile } from './identity.ts'
import { settingsOf } from './options.ts'
import type { MetaServiceDeps, MetaServiceOptions, MetaSettings } from './options.ts'
import { PeerQuestions } from './peer-questions.ts'
import { PeerTransport } from './peer-transport.ts'
import { Proposals } from './proposals.ts'
import { RaftGroup } from './raft-group.ts'
import type { GroupEnvironment } from './raft-group.ts'
import { ReadBarriers } from './read-barriers.ts'
import type { ClusterView, MetaGroupStatus, MetaService, MetaServiceStats, PeerIntroduction } from './service-contract.ts'
import { SnapshotFetches } from './snapshot-fetches.ts'
import { SnapshotKeeper } from './snapshot-keeper.ts'
import { SnapshotStore } from './snapshot-store.ts'

const CLIENT_BYTES = 16
/** Commands sent to another node that did not come back in the log, and reads that nobody confirmed, are sent again. */
const RESEND_MS = 1_500
const READ_TIMEOUT_MS = 5_000
const READ_RESEND_MS = 200
const DRAIN_MS = 3_000

/** In this order. */
type Phase = 'registering' | 'replaying' | 'running' | 'closing' | 'closed' | 'failed'

/** One member of the metadata groups, on the node's shared log. */
export function createMetaService(options: MetaServiceOptions, deps: MetaServiceDeps): MetaService {
  return new RaftMetaService(settingsOf(options), deps)
}

class RaftMetaService implements MetaService, WalFileListener, TurnTask, TimerTask {
  readonly #settings: MetaSettings
  readonly #deps: MetaServiceDeps
  readonly #network: PeerNetwork
  readonly #identity: IdentityFile
  readonly #client: Uint8Array
  readonly #clusterMachine = new ClusterMachine()
  /** By number. */
  readonly #groups = new Map<number, RaftGroup>()
  readonly #main: RaftGroup
  /** Of each machine. */
  readonly #groupOf = new Map<string, RaftGroup>()
  readonly #clusterListeners: (() => void)[] = []
  readonly #environment: GroupEnvironment
  #membership: ClusterMembership | null = null
  #transport: PeerTransport | null = null
  #fetches: SnapshotFetches | null = null
  #phase: Phase = 'registering'
  #opened = false
  #wal: Wal | null = null
  #hold: WalHold | null = null
  #lastSealedEnd: WalPosition = 0
  #awake: RaftGroup[] = []
  #scheduled = false
  #draining: { readonly deadline: number; readonly resolve: () => void } | null = null
  readonly #waitingForReady: { readonly resolve: () => void; readonly reject: (error: BrokerError) => void }[] = []
  readonly cluster: ClusterView

  constructor(settings: MetaSettings, deps: MetaServiceDeps) {
    this.#settings = settings
    this.#deps = deps
    this.#network = deps.network ?? createNoPeers(1)
    this.#identity = new IdentityFile(deps.fileSystem, settings.directory)
    this.#client = deps.random.bytes(CLIENT_BYTES)
    this.#environment = this.#makeEnvironment()
    this.#main = this.#group(MAIN_GROUP)
    this.register(this.#clusterMachine)
    this.#main.replica.watch(CLUSTER_MACHINE, { metaApplied: () => this.#clusterChanged(), metaRestored: () => this.#clusterChanged() })
    const machine = this.#clusterMachine
    const identity = (): number => this.#openIdentity().raftId
    this.cluster = {
      get clusterId() { return machine.clusterId },
      nodeId: this.#network.nodeId,
      get raftId() { return identity() },
      nodes: () => machine.nodes,
      node: (nodeId) => machine.node(nodeId),
      groupOwner: (group) => machine.ownerOf(group),
      placeableGroups: () => machine.placeableGroups,
      reachableGroups: () => {
        const reachable = new Set([this.#network.nodeId, ...this.#network.peers()])
        return machine.placeableGroups.filter((group) => reachable.has(machine.ownerOf(group)))
      },
      watch: (listener) => void this.#clusterListeners.push(listener),
    }
  }

  get appliedIndex(): number {
    return this.#main.replica.appliedIndex
  }

  register(machine: StateMachine): void {
    assert(this.#phase === 'registering', `state machine ${machine.name} is registered after recovery began`)
    assert(!this.#groupOf.has(machine.name), `state machine ${machine.name} is registered twice`)
    const group = this.#group(machine.metaGroup ?? MAIN_GROUP)
    group.replica.register(machine)
    this.#groupOf.set(machine.name, group)
  }

  replay(frame: RecoveredFrame): void {
    if (frame.kind !== FRAME_META) return
    if (this.#phase === 'registering') this.#load()
    assert(this.#phase === 'replaying', 'replay after start')
    const group = this.#groups.get(frame.group)
    if (group === undefined) {
      throw metaError('META_FORMAT_UNKNOWN', `the log has metadata of group ${frame.group}, which this build does not have`, undefined, { group: frame.group })
    }
    group.replay(frame)
  }

  start(wal: Wal): void {
    if (this.#phase === 'registering') this.#load()
    assert(this.#phase === 'replaying', 'started twice')
    this.#wal = wal
    this.#hold = wal.hold('meta')
    this.#startTransport()
    const membership = this.#startMembership()
    membership.settleWhenAlone([...this.#groups.values()].some((group) => !group.isEmpty))
    for (const group of this.#groups.values()) this.#begin(group, wal)
    this.#checkQuarantine(wal)
    wal.onFileSealed(this)
    this.#lastSealedEnd = wal.stats().syncedPosition
    for (const group of this.#groups.values()) {
      // What was filled before counts too, or a node that restarts often would keep its log for ever.
      const first = group.log.neededPosition
      const files = wal.sealedFiles().filter((file) => file.endPosition > first).length
      if (files > 0 && group.log.hasEntriesBefore(Number.POSITIVE_INFINITY)) group.snapshots.countFile(files)
    }
    this.#release()
    this.#phase = 'running'
    for (const group of this.#groups.values()) group.beginLeading()
    this.#deps.timers.schedule(this.#settings.tickMs, this)
  }

  async ready(): Promise<void> {
    const refusal = this.#refusal()
    if (refusal !== null) throw refusal
    if (this.#identity.current.clusterId === '') await new Promise<void>((resolve, reject) => this.#waitingForReady.push({ resolve, reject }))
    for (const group of this.#groups.values()) {
      for (;;) {
        try {
          await this.#barrier(group)
          break
        } catch (error) {
          // No leader yet: it may take as long as the others need to start.
          if (this.#phase !== 'running') throw error
        }
      }
    }
  }

  propose(machine: string, command: Uint8Array): Promise<Uint8Array> {
    const group = this.#groupFor(machine, command)
    if (group instanceof BrokerError) return Promise.reject(group)
    const answer = group.proposals.add(this.#entry(group, machine, command), this.#deps.clock.monotonic())
    this.#environment.wake(group)
    return answer
  }

  proposeOnce(client: Uint8Array, sequence: number, machine: string, command: Uint8Array): Promise<Uint8Array> {
    assert(client.length === CLIENT_BYTES, `client id of ${client.length} bytes`)
    assert(Number.isSafeInteger(sequence) && sequence >= 1, `sequence ${sequence}`)
    const group = this.#groupFor(machine, command)
    if (group instanceof BrokerError) return Promise.reject(group)
    const answer = group.proposals.addFor(client, sequence, this.#entry(group, machine, command), this.#deps.clock.monotonic())
    this.#environment.wake(group)
    return answer
  }

  readBarrier(machine?: string): Promise<void> {
    return this.#barrier(machine === undefined ? this.#main : (this.#groupOf.get(machine) ?? this.#main))
  }

  watch(machine: string, watcher: MetaWatcher): void {
    (this.#groupOf.get(machine) ?? this.#main).replica.watch(machine, watcher)
  }

  unwatch(machine: string, watcher: MetaWatcher): void {
    (this.#groupOf.get(machine) ?? this.#main).replica.unwatch(machine, watcher)
  }

  async snapshot(): Promise<void> {
    const refusal = this.#refusal()
    if (refusal !== null) throw refusal
    for (const group of this.#groups.values()) {
      if (!await group.snapshots.now()) throw metaError('META_UNAVAILABLE', 'the metadata snapshot could not be written')
    }
  }

  stats(): MetaServiceStats {
    const { snapshots, replica } = this.#main
    let pendingCommands = 0
    let pendingBytes = 0
    for (const { proposals } of this.#groups.values()) {
      pendingCommands += proposals.count
      pendingBytes += proposals.bytes
    }
    return { appliedIndex: replica.appliedIndex, snapshotIndex: snapshots.index, snapshotBytes: snapshots.bytes, snapshots: snapshots.written, pendingCommands, pendingBytes }
  }

  status(): readonly MetaGroupStatus[] {
    return [...this.#groups.values()].map((group) => groupStatus(group, (raftId) => this.#transport?.nodeOf(raftId) ?? 0))
  }

  linkIdentity(): Uint8Array {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64BE(BigInt(this.#openIdentity().raftId))
    return bytes
  }

  verifyPeer(peer: PeerIntroduction): BrokerError | null {
    const raftId = peer.identity.length === 8 ? Number(Buffer.from(peer.identity).readBigUInt64BE()) : 0
    const refused = (why: string): BrokerError => new BrokerError({ code: 'PEER_REFUSED', retry: 'never', message: why })
    const own = this.#clusterMachine.clusterId
    if (own === '') return null
    if (peer.clusterId !== '' && peer.clusterId !== own) return refused(`node ${peer.nodeId} belongs to cluster ${peer.clusterId}, this one to ${own}`)
    if (this.#clusterMachine.byRaftId(raftId)?.state === 'removed') return refused(`node ${peer.nodeId} was removed from the cluster under this identity`)
    const living = this.#clusterMachine.node(peer.nodeId)
    if (living !== null && living.raftId !== raftId) {
      return refused(`node ${peer.nodeId} comes with another data directory than it joined with: remove it from the cluster, then let it join`)
    }
    return null
  }

  async leave(nodeId: number): Promise<void> {
    const node = this.#clusterMachine.node(nodeId)
    if (node === null) throw metaError('META_CLUSTER_REFUSED', `there is no node ${nodeId} in the cluster`)
    const refusal = decodeRefusal(await this.propose(CLUSTER_MACHINE, encodeSetState(node, 'leaving')))
    if (refusal !== '') throw metaError('META_CLUSTER_REFUSED', refusal)
  }

  async transfer(groupName: string, nodeId: number): Promise<void> {
    const group = [...this.#groups.values()].find((one) => one.name === groupName)
    const node = this.#clusterMachine.node(nodeId)
    if (group === undefined) throw metaError('META_CLUSTER_REFUSED', `there is no metadata group "${groupName}"`)
    if (node === null) throw metaError('META_CLUSTER_REFUSED', `there is no node ${nodeId} in the cluster`)
    await (this.#membership as ClusterMembership).transfer(group, node.raftId)
  }

  drain(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#phase !== 'running' && this.#phase !== 'closing' || this.#draining !== null) return resolve()
      this.#draining = { deadline: this.#deps.clock.monotonic() + DRAIN_MS, resolve }
      this.#goOnDraining()
    })
  }

  async close(): Promise<void> {
    if (this.#phase === 'running') {
      this.#phase = 'closing'
      this.#rejectReady(this.#refusal() as BrokerError)
      await this.drain()
      await Promise.all([...this.#groups.values()].map((group) => this.#settled(group)))
      for (const group of this.#groups.values()) if (this.#isClosing()) await group.snapshots.now()
      for (const group of this.#groups.values()) await group.snapshots.stop()
      this.#fetches?.stop()
      for (const group of this.#groups.values()) group.end(metaError('META_CLOSED', 'the metadata service is closed'))
      if (this.#isClosing()) this.#phase = 'closed'
    } else if (this.#phase === 'registering' || this.#phase === 'replaying') {
      this.#phase = 'closed'
    }
  }

  /** Waits for the commands under way, as long as they can still be committed. */
  #settled(group: RaftGroup): Promise<void> {
    if (group.proposals.count === 0 || this.#phase === 'failed') return Promise.resolve()
    return new Promise((resolve) => (group.proposals.onEmpty = resolve))
  }

  // Events.

  walFileSealed(_file: number, _firstPosition: WalPosition, endPosition: WalPosition): void {
    this.#lastSealedEnd = endPosition
    if (this.#phase !== 'running') return
    for (const group of this.#groups.values()) if (group.log.hasEntriesBefore(endPosition)) group.snapshots.countFile(1)
    this.#release()
  }

  onTurnEnd(): void {
    this.#scheduled = false
    const awake = this.#awake
    this.#awake = []
    for (const group of awake) {
      group.scheduled = false
      group.drive()
    }
  }

  onTimer(): void {
    if (this.#phase !== 'running' && this.#phase !== 'closing') return
    const now = this.#deps.clock.monotonic()
    for (const group of this.#groups.values()) group.tick()
    this.#membership?.tick(now)
    this.#fetches?.tick(now)
    this.#goOnDraining()
    this.#deps.timers.schedule(this.#settings.tickMs, this)
  }

  #clusterChanged(): void {
    for (const listener of this.#clusterListeners) {
      try {
        listener()
      } catch (error) {
        this.#deps.log.error({ error }, 'watcher of the cluster threw')
      }
    }
  }

  // Parts.

  #makeEnvironment(): GroupEnvironment {
    const { random, log, clock, turns } = this.#deps
    return {
      random, log,
      now: () => clock.monotonic(),
      send: (number, message) => {
        if (message.kind === MSG_SNAPSHOT) this.#fetches?.offered(this.#groups.get(number) as RaftGroup, message.to, clock.monotonic())
        this.#transport?.send(number, message)
      },
      forward: (number, to, bodies) => this.#transport?.forward(number, to, bodies) ?? false,
      wake: (group) => {
        if (group.scheduled) return
        group.scheduled = true
        this.#awake.push(group)
        if (this.#scheduled) return
        this.#scheduled = true
        turns.atTurnEnd(TURN_APPEND, this)
      },
      fetch: (group, message) => this.#fetches?.fetch(group, message),
      leaderChanged: () => this.#membership?.hurry(),
      released: () => this.#release(),
      fail: (error) => this.#fail(error),
    }
  }

  #group(name: string): RaftGroup {
    const number = groupNumber(name)
    const known = this.#groups.get(number)
    if (known !== undefined) {
      assert(known.name === name, `the metadata groups "${known.name}" and "${name}" share a number: rename one`)
      return known
    }
    const { fileSystem, log, clock } = this.#deps
    const { directory, queueCommandsMax, queueBytesMax, proposalTimeoutMs, readsMax } = this.#settings
    const store = new SnapshotStore(fileSystem, name === MAIN_GROUP ? directory : `${directory}/${name}`, log)
    const snapshots = new SnapshotKeeper(store, this.#settings, log, () => clock.monotonic())
    const proposals = new Proposals(this.#client, { queueCommandsMax, queueBytesMax, timeoutMs: proposalTimeoutMs, resendMs: RESEND_MS })
    const reads = new ReadBarriers({ waitersMax: readsMax, timeoutMs: READ_TIMEOUT_MS, resendMs: READ_RESEND_MS })
    const group = new RaftGroup(name, number, { proposals, reads, snapshots }, this.#environment)
    snapshots.owner = {
      capture: () => group.capture(),
      get appliedIndex() { return group.replica.appliedIndex },
      snapshotWritten: (index, term, confState) => group.snapshotWritten(index, term, confState),
      failed: (error) => this.#fail(error),
    }
    this.#groups.set(number, group)
    return group
  }

  #openIdentity(): { readonly raftId: number } {
    if (this.#opened) return this.#identity.current
    this.#opened = true
    return this.#identity.open(this.#network.nodeId, this.#deps.random)
  }

  #load(): void {
    const { raftId } = this.#openIdentity()
    for (const group of this.#groups.values()) group.load(raftId)
    this.#phase = 'replaying'
  }

  #startTransport(): void {
    const { raftId } = this.#identity.current
    const { log, turns, random } = this.#deps
    const nodeOf = (id: number): number => this.#clusterMachine.byRaftId(id)?.nodeId ?? this.#identity.current.frozen?.find((one) => one.raftId === id)?.nodeId ?? 0
    const transport = new PeerTransport({
      network: this.#network, turns, raftId, incarnation: random.bytes(6).readUIntBE(0, 6), nodeOf,
      handler: {
        raftMessage: (number, message) => this.#groups.get(number)?.receive(message),
        proposals: (number, bodies) => this.#groups.get(number)?.receiveProposals(bodies),
        unreachable: (id) => { for (const group of this.#groups.values()) group.reportUnreachable(id) },
        restarted: (id) => this.#fetches?.restarted(id),
        malformed: (peer, why) => log.warn({ peer, why }, 'a message of another node cannot be read'),
      },
    })
    this.#transport = transport
    this.#fetches = new SnapshotFetches({ network: this.#network, nodeOf: (id) => transport.nodeOf(id), log, onFailure: (error) => this.#fail(error) })
  }

  #startMembership(): ClusterMembership {
    const { log } = this.#deps
    const transport = this.#transport as PeerTransport
    const membership = new ClusterMembership({
      settings: this.#settings, network: this.#network, identity: this.#identity, machine: this.#clusterMachine, log,
      groups: () => [...this.#groups.values()], main: this.#main, nodeOf: (id) => transport.nodeOf(id),
      propose: (command) => this.propose(CLUSTER_MACHINE, command),
      begin: () => this.#beginAll(),
      joined: () => this.#belongs(),
    })
    this.#membership = membership
    const questions = new PeerQuestions({
      group: (number) => this.#groups.get(number) ?? null, fetches: this.#fetches as SnapshotFetches, membership,
      now: () => this.#deps.clock.monotonic(),
      raftIdOf: (nodeId) => this.#clusterMachine.node(nodeId)?.raftId ?? 0,
      isOpen: () => this.#phase === 'running',
    })
    const isOpen = (): boolean => this.#phase === 'running' || this.#phase === 'closing'
    this.#network.listen(PEER_CHANNEL_RAFT, {
      peerMessage: (peer, message) => { if (isOpen()) transport.receiveRaft(peer, message) },
      peerRequest: () => Promise.reject(metaError('META_UNAVAILABLE', 'nothing is asked on this channel')),
    })
    this.#network.watch({
      peerUp: () => membership.hurry(),
      peerDown: (peer) => {
        if (!isOpen()) return
        for (const group of this.#groups.values()) if (transport.nodeOf(group.leader) === peer) group.leaderGone()
      },
    })
    this.#network.listen(PEER_CHANNEL_META, {
      peerMessage: (peer, message) => { if (isOpen()) transport.receiveProposals(peer, message) },
      peerRequest: (peer, message) => questions.answer(peer, message),
    })
    return membership
  }

  /** This node has become a member of a cluster while it ran. */
  #beginAll(): void {
    if (this.#phase !== 'running') return
    try {
      for (const group of this.#groups.values()) {
        if (group.hasBegun) continue
        this.#begin(group, this.#wal as Wal)
        group.beginLeading()
      }
    } catch (error) {
      this.#fail(BrokerError.from(error))
      return
    }
    this.#belongs()
  }

  /** This node is in a cluster now. */
  #belongs(): void {
    for (const one of this.#waitingForReady.splice(0)) one.resolve()
    this.#clusterChanged()
  }

  #begin(group: RaftGroup, wal: Wal): void {
    const { raftId, clusterId, frozen } = this.#identity.current
    // Not a member of anything yet; one that joins begins with nothing, and is told.
    if (clusterId === '' && !this.#settings.join) return
    if (group.isEmpty && clusterId !== '' && frozen !== null) this.#bootstrap(group, clusterId, frozen)
    const { electionTicks, heartbeatTicks, tailBytesMax } = this.#settings
    group.begin({ raftId, electionTicks, heartbeatTicks, tailBytesMax }, wal)
    // The layout before raft knew no cluster: this node is the first member of one.
    if (group.log.legacy && group === this.#main && this.#clusterMachine.clusterId === '') this.#clusterMachine.form(clusterId, frozen ?? [])
  }

  /** The first state of a group, the same on all its first members. */
  #bootstrap(group: RaftGroup, clusterId: string, members: readonly MemberIdentity[]): void {
    const first = new ClusterMachine()
    first.form(clusterId, members)
    const states = group.number === META_GROUP ? [{ name: CLUSTER_MACHINE, version: first.version, bytes: first.snapshot() }] : []
    group.bootstrap(members.map((member) => member.raftId), states)
  }

  /** Damage between our frames would have shown as a gap in their indexes; behind the last one nothing shows it. */
  #checkQuarantine(wal: Wal): void {
    for (const range of wal.quarantined) {
      for (const group of this.#groups.values()) {
        const { lastRecordPosition } = group.log
        if (range.toPosition <= lastRecordPosition) continue
        const detail = { ...range, group: group.name, appliedIndex: group.replica.appliedIndex }
        // A vote may have been in it: a node that forgets one must not take part.
        if (!group.isAlone && !group.isEmpty) throw metaError('META_CORRUPT', `the log is damaged behind what metadata group "${group.name}" last wrote: this node has to be replaced`, undefined, detail)
        this.#deps.log.error(detail, 'damaged log behind the last metadata record: commands may be missing')
      }
    }
  }

  #entry(group: RaftGroup, machine: string, command: Uint8Array): { machine: string; machineVersion: number; timeMs: number; command: Uint8Array } {
    const timeMs = Math.max(Math.floor(this.#deps.clock.now()), group.replica.timeMs)
    return { machine, machineVersion: group.replica.machine(machine)?.version ?? 0, timeMs, command }
  }

  /** The group that takes the command, or why none does. */
  #groupFor(machine: string, command: Uint8Array): RaftGroup | BrokerError {
    const refusal = this.#refusal()
    if (refusal !== null) return refusal
    const group = this.#groupOf.get(machine)
    if (group === undefined) return metaError('META_MACHINE_UNKNOWN', `no state machine "${machine}"`)
    const { commandBytesMax } = this.#settings
    if (command.length > commandBytesMax) return metaError('META_COMMAND_TOO_LARGE', `command of ${command.length} bytes; at most ${commandBytesMax}`)
    if (group.isStalled) return metaError('META_UNAVAILABLE', 'the log takes nothing for now: the disk is full or slow')
    const { proposals } = group
    if (proposals.isFull(command.length)) return metaError('META_QUEUE_FULL', `${proposals.count} commands of ${proposals.bytes} bytes wait`)
    return group
  }

  #barrier(group: RaftGroup): Promise<void> {
    const refusal = this.#refusal()
    if (refusal !== null) return Promise.reject(refusal)
    // What is committed is applied in the same call: there is nothing to wait for, and nobody else to ask.
    if (group.isAlone) return Promise.resolve()
    if (group.reads.isFull) return Promise.reject(metaError('META_QUEUE_FULL', 'too many reads wait for confirmation'))
    const read = group.reads.add()
    this.#environment.wake(group)
    return read
  }

  #refusal(): BrokerError | null {
    if (this.#phase === 'running') return null
    if (this.#phase === 'failed') return metaError('META_UNAVAILABLE', 'the metadata service has failed')
    if (this.#phase === 'closing' || this.#phase === 'closed') return metaError('META_CLOSED', 'the metadata service is closed')
    return metaError('META_UNAVAILABLE', 'the metadata service has not started')
  }

  /** The phase changes while `close` waits, which the compiler does not see. */
  #isClosing(): boolean {
    return this.#phase === 'closing'
  }

  #rejectReady(error: BrokerError): void {
    for (const one of this.#waitingForReady.splice(0)) one.reject(error)
  }

  /** Tells the log what is still needed; where only a hard state keeps it, that is written again. */
  #release(): void {
    let needed = this.#lastSealedEnd
    for (const group of this.#groups.values()) {
      const { log } = group
      if (log.neededPosition >= needed) continue
      if (this.#phase === 'running' && !log.hasEntriesBefore(this.#lastSealedEnd)) group.refreshHardState()
      needed = log.neededPosition
    }
    this.#hold?.releaseBefore(needed)
  }

  #goOnDraining(): void {
    const draining = this.#draining
    if (draining === null) return
    let left = 0
    for (const group of this.#groups.values()) if (this.#membership?.handOver(group) === true) left++
    if (left > 0 && this.#deps.clock.monotonic() < draining.deadline) return
    this.#draining = null
    draining.resolve()
  }

  #fail(error: BrokerError): void {
    if (this.#phase === 'failed') return
    this.#phase = 'failed'
    const refusal = metaError('META_UNAVAILABLE', 'the metadata service has failed', error)
    this.#fetches?.stop()
    for (const group of this.#groups.values()) group.end(refusal)
    this.#rejectReady(refusal)
    this.#draining?.resolve()
    this.#draining = null
    this.#deps.onFailure(error)
  }
}
