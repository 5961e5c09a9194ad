import { CALM_NETWORK, chance, createStream, TraceHash, VirtualNetwork } from '@robustmq/simulator'
import type { NetworkFaults } from '@robustmq/simulator'
import type { Random } from '@robustmq/common-runtime'
import { CONF_ADD_LEARNER, CONF_ADD_VOTER, CONF_REMOVE, LEAVE_JOINT } from '../src/conf-change.ts'
import type { ConfChange, MemberChange } from '../src/conf-change.ts'
import { ROLE_LEADER } from '../src/raft.ts'
import type { RaftOptions } from '../src/raft-options.ts'
import { Invariants } from './invariants.ts'
import type { Mistake } from './planted-mistakes.ts'
import type { Plant } from './planted-variants.ts'
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
  /** Another one, planted by somebody else than who wrote the invariants. */
  readonly plant?: Plant
}

const RATE_MIN_PER_MILLE = 900
const CATCH_UP_STEPS = 20

/** A whole group in virtual time. One step: what is due arrives, clocks go on, nodes work, clients ask, and things break. */
export class Cluster {
  readonly nodes: readonly SimulatedNode[]
  readonly invariants: Invariants = new Invariants()
  readonly trace: TraceHash = new TraceHash()
  now = 0
  #tickAndRequestCount = 0
  readonly network: VirtualNetwork<Buffer>
  readonly #setup: ClusterSetup
  readonly #random: Random
  #last = { term: 0, index: 0 }
  /** Election timeouts that passed between healing and serving. */
  healTimeouts = 0
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
      id, seed: setup.seed, options: setup.options, mistake: setup.mistake, plant: setup.plant ?? null, syncStepsMax: setup.syncStepsMax,
      voters: initial.includes(id) ? initial : [], stepsPerTick: setup.stepsPerTick, ratePerMille: RATE_MIN_PER_MILLE + this.#random.below(200),
    }, {
      onSend: (from, to, batch) => void this.network.send(this.now, from, to, batch),
      onAppended: (node, entries) => {
        const first = entries[0]
        if (first !== undefined) this.invariants.checkAppended(node, entries, termBefore(node, first.index))
      },
      onApplied: (node, index) => this.invariants.checkApplied(node, index),
      onRead: (node, read) => this.invariants.checkRead(node, read),
    }))
  }

  /** Inputs that nodes took: messages, ticks, requests. */
  get inputCount(): number {
    return this.nodes.reduce((sum, { messageCount }) => sum + messageCount, this.#tickAndRequestCount)
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
    for (const node of this.nodes) {
      if (!node.isUp || node.pausedUntil > this.now) continue
      for (const batch of node.inbox.splice(0)) this.#take(node, batch)
      if (node.advanceClock()) this.#tickAndRequestCount++
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

  #take(node: SimulatedNode, batch: Buffer): void {
    this.trace.add(node.id)
    // The checksum of the batch: two runs with the same trace have sent the same bytes.
    this.trace.add(batch.readUInt32BE(1))
    node.receive(batch)
    this.#settle(node)
  }

  #settle(node: SimulatedNode): void {
    this.invariants.check(node)
    node.pump(this.now)
    this.invariants.check(node)
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
    this.#tickAndRequestCount++
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

  /**
   * Everything works again: the network, the disks, all nodes. Requires that within ten election timeouts a leader has
   * committed and applied something new, and that within ten more all members have come to one state under it.
   */
  heal(): void {
    this.network.heal()
    this.network.faults = { ...CALM_NETWORK, delayMax: 2 }
    for (const node of this.nodes) {
      node.pausedUntil = 0
      node.syncStepsMax = 1
      if (!node.isUp) node.restart()
    }
    const { options: { electionTicks = 10, messageBytesMax = Infinity, applyBytesMax = Infinity }, stepsPerTick } = this.#setup
    const timeoutSteps = Math.ceil((electionTicks * stepsPerTick * 1000) / RATE_MIN_PER_MILLE)
    // Sizes at which a few entries fill a message or a Ready: then a lag is made up by a round trip for each of them.
    const isNarrow = Math.min(messageBytesMax, applyBytesMax) < 10_000
    const last = Math.max(...this.nodes.map(({ raft }) => raft.log.lastIndex()))
    const catchUpSteps = isNarrow ? CATCH_UP_STEPS * (last - Math.min(...this.nodes.map(({ applied }) => applied))) : 0
    const served = this.#stepUntil(10 * timeoutSteps + catchUpSteps, () => this.#serve())
    if (served < 0) throw new Error(`liveness: not serving ten election timeouts after healing: ${this.#describe()}`)
    this.healTimeouts = served / timeoutSteps
    if (this.#stepUntil(10 * timeoutSteps + catchUpSteps, () => this.#hasConverged()) < 0) {
      throw new Error(`liveness: not converged after healing: ${this.#describe()}`)
    }
  }

  #describe(): string {
    return JSON.stringify(this.nodes.map((one) => one.node.status()))
  }

  #stepUntil(stepsMax: number, holds: () => boolean): number {
    for (let i = 0; i < stepsMax; i++) {
      if (holds()) return i
      this.step()
    }
    return -1
  }

  /** A client that asks whoever leads, again if that was in vain. */
  #serve(): boolean {
    const leader = this.leader()
    if (leader === null) return false
    const { term, membership } = leader.raft
    if (membership.isJoint()) this.#request(leader, () => leader.node.proposeConfChange(LEAVE_JOINT))
    if (this.#last.term !== term) {
      const result = leader.node.propose([Buffer.from('last')])
      if (result.code === null) this.#last = { term, index: result.lastIndex }
      this.#settle(leader)
    }
    return this.#last.term === term && leader.applied >= this.#last.index && !membership.isJoint()
  }

  /** The one leader of the latest term, if there is exactly one leader. */
  leader(): SimulatedNode | null {
    const leaders = this.nodes.filter((node) => node.isUp && node.raft.role === ROLE_LEADER)
    return leaders.length === 1 ? (leaders[0] as SimulatedNode) : null
  }

  #hasConverged(): boolean {
    const leader = this.leader()
    return leader !== null && leader.raft.membership.ids.every((id) => {
      const node = this.nodes[id - 1] as SimulatedNode
      return node.applied === leader.applied && node.machine === leader.machine && node.raft.leader === leader.id
    }) && leader.applied === leader.raft.log.lastIndex()
  }
}

function termBefore(node: SimulatedNode, index: number): number {
  return Math.max(node.raft.log.term(index - 1), 0)
}
