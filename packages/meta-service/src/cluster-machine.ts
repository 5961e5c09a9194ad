import type { StateMachine } from '@robustmq/broker-api'
import { clusterProto } from '@robustmq/proto-gen'
import { GROUPS_PER_NODE, stateNumber, stateOf } from './cluster-state.ts'
import type { ClusterNode, ClusterNodeState } from './cluster-state.ts'
import { metaError } from './errors.ts'

const v1 = clusterProto.cluster.v1

export const CLUSTER_MACHINE = 'cluster'
export const CLUSTER_MACHINE_VERSION = 1
/** Identities remembered, removed ones too: they must never come back. */
const NODES_MAX = 4096
const ADDRESS_CHARACTERS_MAX = 255

/** A node as it joins. */
export interface MemberIdentity {
  readonly nodeId: number
  readonly raftId: number
  readonly address: string
}

/**
 * Who is in the cluster and which groups of message data live where, as a deterministic state machine of the main group. It says
 * what the members of every raft group should be; the leaders of the groups make it so.
 */
export class ClusterMachine implements StateMachine {
  readonly name: string = CLUSTER_MACHINE
  readonly version: number = CLUSTER_MACHINE_VERSION
  clusterId = ''
  /** In order of joining; removed ones stay. */
  #nodes: readonly ClusterNode[] = []
  #nextGroup = 1
  #owners = new Map<number, number>()
  #placeable: readonly number[] = []

  get nodes(): readonly ClusterNode[] {
    return this.#nodes
  }

  /** The living identity of a node number, or null. */
  node(nodeId: number): ClusterNode | null {
    return this.#nodes.find((node) => node.nodeId === nodeId && node.state !== 'removed') ?? null
  }

  byRaftId(raftId: number): ClusterNode | null {
    return this.#nodes.find((node) => node.raftId === raftId) ?? null
  }

  /** The node where a group of message data lives; 0: nobody's. */
  ownerOf(group: number): number {
    return this.#owners.get(group) ?? 0
  }

  /** Groups of nodes that take new shards, ascending. */
  get placeableGroups(): readonly number[] {
    return this.#placeable
  }

  /** The first state of a cluster. Every member has the same one before anything is agreed. */
  form(clusterId: string, members: readonly MemberIdentity[]): void {
    this.clusterId = clusterId
    this.#nodes = []
    this.#nextGroup = 1
    for (const member of [...members].sort((a, b) => a.nodeId - b.nodeId)) this.#add(member, 'active')
    this.#index()
  }

  apply(command: Uint8Array): Uint8Array {
    let decoded: clusterProto.cluster.v1.ClusterCommand
    try {
      decoded = v1.ClusterCommand.decode(command)
    } catch {
      // The decoder throws on malformed bytes; every replica answers them alike.
      return answer('malformed command')
    }
    if (decoded.add) return answer(this.#join(v1.AddNode.create(decoded.add)))
    if (decoded.setState) return answer(this.#setState(v1.SetNodeState.create(decoded.setState)))
    if (decoded.setAddress) return answer(this.#setAddress(v1.SetAddress.create(decoded.setAddress)))
    return answer('unknown command')
  }

  snapshot(): Uint8Array {
    return v1.ClusterSnapshot.encode({
      clusterId: this.clusterId,
      nextGroup: this.#nextGroup,
      nodes: this.#nodes.map(({ nodeId, raftId, address, state, groups }) => ({ nodeId, raftId, address, state: stateNumber(state), groups: [...groups] })),
    }).finish()
  }

  restore(snapshot: Uint8Array, version: number): void {
    if (version > CLUSTER_MACHINE_VERSION) throw metaError('META_FORMAT_UNKNOWN', `cluster snapshot version ${version} is newer than ${CLUSTER_MACHINE_VERSION}`)
    let decoded: clusterProto.cluster.v1.ClusterSnapshot
    try {
      decoded = v1.ClusterSnapshot.decode(snapshot)
    } catch (cause) {
      throw metaError('META_CORRUPT', 'cluster snapshot cannot be read', cause)
    }
    this.clusterId = decoded.clusterId
    this.#nextGroup = Math.max(1, decoded.nextGroup)
    this.#nodes = decoded.nodes.map((node) => ({
      nodeId: node.nodeId ?? 0, raftId: node.raftId ?? 0, address: node.address ?? '', state: stateOf(node.state) ?? 'removed', groups: node.groups ?? [],
    }))
    this.#index()
  }

  #join({ nodeId, raftId, address }: MemberIdentity): string {
    if (!(nodeId >= 1 && nodeId < 2 ** 31) || !(raftId >= 1) || address.length > ADDRESS_CHARACTERS_MAX) return 'not a node'
    const known = this.byRaftId(raftId)
    if (known?.state === 'removed') return `node ${known.nodeId} was removed under this identity: it joins with an empty data directory`
    const living = this.node(nodeId)
    if (living !== null) return living.raftId === raftId ? '' : `node ${nodeId} is a member with another data directory: remove it first`
    if (known !== null) return `this identity is that of node ${known.nodeId}`
    if (this.#nodes.length >= NODES_MAX) return `more than ${NODES_MAX} identities`
    this.#add({ nodeId, raftId, address }, 'joining')
    this.#index()
    return ''
  }

  #setState({ nodeId, raftId, state }: clusterProto.cluster.v1.SetNodeState): string {
    const node = this.byRaftId(raftId)
    const next = stateOf(state)
    if (node === null || node.nodeId !== nodeId || next === null) return `there is no node ${nodeId}`
    if (node.state === next) return ''
    const order: Readonly<Record<ClusterNodeState, readonly ClusterNodeState[]>> = {
      joining: ['active', 'leaving', 'removed'], active: ['leaving', 'removed'], leaving: ['removed'], removed: [],
    }
    if (!order[node.state].includes(next)) return `node ${nodeId} is ${node.state}`
    const stays = this.#nodes.some((one) => one !== node && (one.state === 'active' || one.state === 'joining'))
    if ((next === 'leaving' || next === 'removed') && !stays) return 'the last node does not leave'
    this.#replace(node, { ...node, state: next })
    return ''
  }

  #setAddress({ nodeId, raftId, address }: MemberIdentity): string {
    const node = this.byRaftId(raftId)
    if (node === null || node.nodeId !== nodeId || node.state === 'removed') return `there is no node ${nodeId}`
    if (address.length > ADDRESS_CHARACTERS_MAX) return 'not an address'
    this.#replace(node, { ...node, address })
    return ''
  }

  #add({ nodeId, raftId, address }: MemberIdentity, state: ClusterNodeState): void {
    const groups = Array.from({ length: GROUPS_PER_NODE }, (_, i) => this.#nextGroup + i)
    this.#nextGroup += GROUPS_PER_NODE
    this.#nodes = [...this.#nodes, { nodeId, raftId, address, state, groups }]
  }

  #replace(node: ClusterNode, by: ClusterNode): void {
    this.#nodes = this.#nodes.map((one) => (one === node ? by : one))
    this.#index()
  }

  #index(): void {
    this.#owners = new Map(this.#nodes.flatMap((node) => (node.state === 'removed' ? [] : node.groups.map((group): [number, number] => [group, node.nodeId]))))
    this.#placeable = this.#nodes.flatMap((node) => (node.state === 'active' ? node.groups : [])).sort((a, b) => a - b)
  }
}

export function encodeAdd(member: MemberIdentity): Uint8Array {
  return v1.ClusterCommand.encode({ add: member }).finish()
}

export function encodeSetState(node: ClusterNode, state: ClusterNodeState): Uint8Array {
  return v1.ClusterCommand.encode({ setState: { nodeId: node.nodeId, raftId: node.raftId, state: stateNumber(state) } }).finish()
}

export function encodeSetAddress(node: ClusterNode, address: string): Uint8Array {
  return v1.ClusterCommand.encode({ setAddress: { nodeId: node.nodeId, raftId: node.raftId, address } }).finish()
}

/** Why not; empty: done. */
export function decodeRefusal(answerBytes: Uint8Array): string {
  return v1.ClusterAnswer.decode(answerBytes).refusal
}

function answer(refusal: string): Uint8Array {
  return v1.ClusterAnswer.encode({ refusal }).finish()
}
