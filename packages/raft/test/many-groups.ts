import { createSeededRandom } from '@robustmq/common-runtime'
import { MemoryRaftStorage } from '../src/memory-storage.ts'
import { createMultiRaft } from '../src/multi-raft.ts'
import type { MultiRaft } from '../src/multi-raft.ts'
import { createRaftNode } from '../src/raft-node.ts'
import { ROLE_LEADER } from '../src/raft.ts'

/** One node with many groups, over an in-memory transport that loses nothing unless it is told to. */
export interface ManyGroupsNode {
  readonly id: number
  multi: MultiRaft
  incarnation: number
  isUp: boolean
  readonly storages: readonly MemoryRaftStorage[]
  applied: number
}

/** Nodes that share many groups. Nothing waits: `tick` lets everything settle. */
export class ManyGroups {
  readonly nodes: readonly ManyGroupsNode[]
  readonly groupCount: number
  /** Messages on this way are lost. */
  readonly cut: Set<string> = new Set<string>()
  batchCount = 0
  byteCount = 0
  readonly #quiesceTicks: number
  readonly #wire: { readonly to: number; readonly bytes: Buffer }[] = []

  constructor(nodeCount: number, groupCount: number, quiesceTicks: number) {
    this.groupCount = groupCount
    this.#quiesceTicks = quiesceTicks
    const ids = Array.from({ length: nodeCount }, (_, i) => i + 1)
    this.nodes = ids.map((id) => {
      const storages = Array.from({ length: groupCount }, () => new MemoryRaftStorage(ids))
      const node: ManyGroupsNode = { id, incarnation: 1, isUp: true, storages, applied: 0, multi: this.#start(id, 1, storages) }
      return node
    })
  }

  #start(id: number, incarnation: number, storages: readonly MemoryRaftStorage[]): MultiRaft {
    const send = (to: number, bytes: Buffer): void => {
      this.batchCount++
      this.byteCount += bytes.length
      if (!this.cut.has(`${id}>${to}`)) this.#wire.push({ to, bytes })
    }
    const multi = createMultiRaft({ nodeId: id, incarnation, peerTimeoutTicks: 10 }, { send })
    storages.forEach((storage, group) => {
      const random = createSeededRandom(1 + id * 100_000 + group + incarnation * 7)
      multi.add(group, createRaftNode({ id, electionTicks: 10, quiesceTicks: this.#quiesceTicks }, { storage, random }))
    })
    return multi
  }

  /** The node forgets what is not in its storages, and comes back at once. */
  restart(node: ManyGroupsNode): void {
    node.multi = this.#start(node.id, ++node.incarnation, node.storages)
    node.isUp = true
  }

  tick(): void {
    for (const node of this.nodes) if (node.isUp) node.multi.tick()
    this.settle()
  }

  settle(): void {
    do {
      for (const node of this.nodes) if (node.isUp) this.#work(node)
      for (const { to, bytes } of this.#wire.splice(0)) {
        const node = this.nodes[to - 1] as ManyGroupsNode
        const wrong = node.isUp ? node.multi.receive(bytes) : null
        if (wrong !== null) throw new Error(wrong)
      }
      for (const node of this.nodes) if (node.isUp) this.#work(node)
    } while (this.#wire.length > 0)
  }

  #work(node: ManyGroupsNode): void {
    const { multi, storages } = node
    for (let groups = multi.takeReady(); groups.length > 0; groups = multi.takeReady()) {
      for (const group of groups) {
        const member = multi.node(group)
        if (member === undefined) continue
        const storage = storages[group] as MemoryRaftStorage
        const ready = member.ready()
        multi.send(group, ready.messages)
        if (ready.snapshot !== null) storage.installSnapshot(ready.snapshot)
        storage.append(ready.entries)
        if (ready.hardState !== null) storage.setHardState(ready.hardState)
        multi.send(group, ready.messagesAfterPersist)
        node.applied += ready.committedEntries.length
        member.advance()
      }
    }
    multi.flush()
  }

  /** Leaders by group; 0 where there is not exactly one among the nodes that are up. */
  leaders(): number[] {
    return Array.from({ length: this.groupCount }, (_, group) => {
      const ids = this.nodes.filter(({ isUp, multi }) => isUp && multi.node(group)?.status().role === ROLE_LEADER).map(({ id }) => id)
      return ids.length === 1 ? ids[0] as number : 0
    })
  }

  tickUntil(what: string, holds: () => boolean, ticksMax = 200): number {
    for (let ticks = 0; ticks <= ticksMax; ticks++) {
      if (holds()) return ticks
      this.tick()
    }
    throw new Error(`never: ${what}`)
  }

  awake(): number[] {
    return this.nodes.filter(({ isUp }) => isUp).map(({ multi }) => multi.status().awakeCount)
  }
}
