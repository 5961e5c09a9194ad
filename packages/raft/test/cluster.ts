import { CALM_NETWORK, chance, createStream, TraceHash, VirtualNetwork } from '@robustmq/simulator'
import type { NetworkFaults } from '@robustmq/simulator'
import type { Random } from '@robustmq/common-runtime'
import { CONF_ADD_LEARNER, CONF_ADD_VOTER, CONF_REMOVE, LEAVE_JOINT } from '../src/conf-change.ts'
import type { ConfChange, MemberChange } from '../src/conf-change.ts'
import { MSG_SNAPSHOT } from '../src/message.ts'
import type { RaftMessage } from '../src/message.ts'
import { ROLE_LEADER } from '../src/raft.ts'
import type { RaftOptions } from '../src/raft-options.ts'
import { Invariants } from './invariants.ts'
import type { Mistake } from './planted-mistakes.ts'
import { SimulatedNode } from './simulated-node.ts'

/** Chances of a thousand, per step of the whole cluster. */
export interface Troubles {
  readonly crash: number
  readonly restart: number
  readonly pause: number
  readonly cut: number
  readonly mend: number
  readonly propose: number
  readonly read: number
  readonly confChange: number
  readonly transfer: number
  readonly compact: number
}

export interface ClusterSetup {
  readonly seed: number
  readonly nodeCount: number
  readonly voterCount: number
  readonly options: Omit<RaftOptions, 'id'>
  readonly faults: NetworkFaults
  readonly troubles: Troubles
  readonly syncStepsMax: number
  readonly stepsPerTick: number
  readonly mistake: Mistake | null
}

/** Steps of an election timeout at the slowest clock. */
const HEAL_TIMEOUTS = 60

/** A whole group in virtual time. One step: what is due arrives, clocks go on, nodes work, clients ask, and things break. */
export class Cluster {
  readonly nodes: readonly SimulatedNode[]
  readonly invariants: Invariants = new Invariants()
  readonly trace: TraceHash = new TraceHash()
  /** Inputs that nodes took: messages, ticks, requests. */
  inputCount = 0
  now = 0
  readonly network: VirtualNetwork<RaftMessage>
  readonly #setup: ClusterSetup
  readonly #random: Random
  readonly #snapshotReports: { readonly at: number; readonly from: number; readonly to: number; readonly delivered: boolean }[] = []
  #nextContext = 1
  #nextValue = 1

  constructor(setup: ClusterSetup) {
    this.#setup = setup
    this.#random = createStream(setup.seed, 1)
    this.network = new VirtualNetwork(createStream(setup.seed, 2))
    this.network.faults = setup.faults
    const ids = Array.from({ length: setup.nodeCount }, (_, i) => i + 1)
    const initial = ids.slice(0, setup.voterCount)
    this.nodes = ids.map((id) => new SimulatedNode({
      id, seed: setup.seed, options: setup.options, mistake: setup.mistake, syncStepsMax: setup.syncStepsMax,
      voters: initial.includes(id) ? initial : [], stepsPerTick: setup.stepsPerTick, ratePerMille: 900 + this.#random.below(200),
    }, {
      onSend: (message) => this.#send(message),
      onAppended: (node, entries) => {
        const first = entries[0]
        // While the node starts its log is the stored one.
        if (first !== undefined) this.invariants.checkAppended(node, entries, termBefore(node, first.index))
      },
      onApplied: (node, index) => this.invariants.checkApplied(node, index),
      onRead: (node, read) => this.invariants.checkRead(node, read),
    }))
  }

  run(steps: number): void {
    for (let i = 0; i < steps; i++) {
      this.step()
      this.#clients()
      this.#breakThings()
    }
  }

  step(): void {
    this.now++
    this.#deliver()
    this.#reportSnapshots()
    for (const node of this.nodes) {
      if (!node.isUp || node.pausedUntil > this.now) continue
      for (const message of node.inbox.splice(0)) this.#take(node, message)
      if (node.advanceClock()) this.inputCount++
      this.#settle(node)
    }
  }

  #deliver(): void {
    for (;;) {
      const flight = this.network.takeDue(this.now)
      if (flight === undefined) return
      const node = this.nodes[flight.to - 1] as SimulatedNode
      if (!node.isUp) continue
      if (node.pausedUntil > this.now) node.inbox.push(flight.message)
      else this.#take(node, flight.message)
    }
  }

  #take(node: SimulatedNode, message: RaftMessage): void {
    const { trace } = this
    trace.add(message.kind * 64 + message.from * 8 + message.to)
    trace.add(message.term)
    trace.add(message.index)
    this.inputCount++
    node.node.step(message)
    this.#settle(node)
  }

  #settle(node: SimulatedNode): void {
    this.invariants.check(node)
    node.pump(this.now)
    this.invariants.check(node)
  }

  #send(message: RaftMessage): void {
    const sent = this.network.send(this.now, message.from, message.to, message)
    if (message.kind !== MSG_SNAPSHOT) return
    // A driver may be wrong about what arrived.
    this.#snapshotReports.push({ at: this.now + 30, from: message.from, to: message.to, delivered: sent && chance(this.#random, 700) })
  }

  #reportSnapshots(): void {
    while ((this.#snapshotReports[0]?.at ?? Infinity) <= this.now) {
      const { from, to, delivered } = this.#snapshotReports.shift() as { from: number; to: number; delivered: boolean }
      const node = this.nodes[from - 1] as SimulatedNode
      if (node.isUp) node.node.reportSnapshot(to, delivered)
    }
  }

  #happens(perMille: number): boolean {
    return chance(this.#random, perMille)
  }

  #anyNode(): SimulatedNode {
    return this.nodes[this.#random.below(this.nodes.length)] as SimulatedNode
  }

  #clients(): void {
    const { troubles } = this.#setup
    if (this.#happens(troubles.propose)) this.propose(this.#anyNode())
    if (this.#happens(troubles.read)) this.read(this.#anyNode())
    if (this.#happens(troubles.confChange)) for (const node of this.nodes) this.#request(node, () => node.node.proposeConfChange(this.#someConfChange(node)))
    if (this.#happens(troubles.transfer)) for (const node of this.nodes) this.#request(node, () => node.node.transferLeadership(this.#anyNode().id))
    if (this.#happens(troubles.compact)) {
      const node = this.#anyNode()
      if (node.isUp) node.compact(this.#random.below(20))
    }
  }

  #request(node: SimulatedNode, ask: () => void): void {
    if (!node.isUp || node.pausedUntil > this.now) return
    this.inputCount++
    ask()
    this.#settle(node)
  }

  propose(node: SimulatedNode): void {
    this.#request(node, () => {
      const batch = Array.from({ length: 1 + this.#random.below(3) }, () => Buffer.from(`${this.#nextValue++}`))
      node.node.propose(batch)
    })
  }

  read(node: SimulatedNode): void {
    this.#request(node, () => {
      const context = this.#nextContext++
      this.invariants.readAsked(context)
      node.node.readIndex(context)
    })
  }

  #someConfChange(node: SimulatedNode): ConfChange {
    if (node.raft.membership.isJoint()) return LEAVE_JOINT
    const changes: MemberChange[] = []
    const count = 1 + this.#random.below(3)
    for (let i = 0; i < count; i++) {
      const { id } = this.#anyNode()
      const op = ([CONF_ADD_VOTER, CONF_ADD_VOTER, CONF_ADD_LEARNER, CONF_REMOVE] as const)[this.#random.below(4)] ?? CONF_ADD_VOTER
      if (!changes.some((one) => one.id === id)) changes.push({ op, id })
    }
    return { transition: ([0, 0, 1, 2] as const)[this.#random.below(4)] ?? 0, changes }
  }

  #breakThings(): void {
    const { troubles } = this.#setup
    if (this.#happens(troubles.crash)) {
      const node = this.#anyNode()
      if (node.isUp) {
        this.trace.add(1000 + node.id)
        node.crash(this.#random)
      }
    }
    if (this.#happens(troubles.restart)) {
      const node = this.#anyNode()
      if (!node.isUp) node.restart()
    }
    if (this.#happens(troubles.pause)) this.#anyNode().pausedUntil = this.now + this.#random.below(20 * this.#setup.stepsPerTick)
    if (this.#happens(troubles.cut)) this.#cutSomething()
    if (this.#happens(troubles.mend)) this.network.heal()
  }

  #cutSomething(): void {
    const ids = this.nodes.map(({ id }) => id)
    const kind = this.#random.below(3)
    if (kind === 0) this.network.cut(this.#anyNode().id, this.#anyNode().id)
    else if (kind === 1) {
      const { id } = this.#anyNode()
      this.network.partition([id], ids)
    } else {
      const side = ids.filter(() => this.#random.below(2) === 0)
      this.network.partition(side, ids.filter((id) => !side.includes(id)))
    }
  }

  /** Everything works again. Requires one leader, all members at one state, and a proposal that is served. */
  heal(): void {
    this.network.heal()
    this.network.faults = { ...CALM_NETWORK, delayMax: 2 }
    for (const node of this.nodes) {
      node.pausedUntil = 0
      if (!node.isUp) node.restart()
    }
    const timeoutSteps = 10 * this.#setup.stepsPerTick
    let wanted = -1
    for (let i = 0; i < HEAL_TIMEOUTS * timeoutSteps; i++) {
      this.step()
      const leader = this.leader()
      if (leader === null) continue
      if (leader.raft.membership.isJoint()) this.#request(leader, () => leader.node.proposeConfChange(LEAVE_JOINT))
      else if (wanted < 0 && leader.raft.hasCommittedInTerm() && i >= 2 * timeoutSteps) {
        const result = leader.node.propose([Buffer.from('last')])
        if (result.code === null) wanted = result.lastIndex
        this.#settle(leader)
      } else if (wanted >= 0 && this.#hasConverged(leader, wanted)) return
    }
    throw new Error(`liveness: not converged after healing: ${JSON.stringify(this.nodes.map((one) => one.node.status()))}`)
  }

  /** The one leader of the latest term, if there is exactly one leader. */
  leader(): SimulatedNode | null {
    const leaders = this.nodes.filter((node) => node.isUp && node.raft.role === ROLE_LEADER)
    return leaders.length === 1 ? (leaders[0] as SimulatedNode) : null
  }

  #hasConverged(leader: SimulatedNode, index: number): boolean {
    return leader.raft.membership.ids.every((id) => {
      const node = this.nodes[id - 1] as SimulatedNode
      return node.applied >= index && node.applied === leader.applied && node.machine === leader.machine && node.raft.leader === leader.id
    })
  }
}

function termBefore(node: SimulatedNode, index: number): number {
  const log = node.raft?.log ?? null
  const term = log !== null && node.storage.lastIndex() < index - 1 ? log.term(index - 1) : node.storage.term(index - 1)
  return term < 0 ? 0 : term
}
