import { clusterProto } from '@robustmq/proto-gen'

const { NodeState } = clusterProto.cluster.v1

export type ClusterNodeState = 'joining' | 'active' | 'leaving' | 'removed'

/** A node of the cluster, under one identity of its data directory. Never changed, only replaced. */
export interface ClusterNode {
  readonly nodeId: number
  /** Identity of the data directory, and of the node in every raft group; never used twice. */
  readonly raftId: number
  /** Where other nodes reach it. */
  readonly address: string
  readonly state: ClusterNodeState
  /** Replication groups of message data that live there. */
  readonly groups: readonly number[]
}

/** Groups of message data that a node gets. */
export const GROUPS_PER_NODE = 16

const STATES: readonly (ClusterNodeState | null)[] = [null, 'joining', 'active', 'leaving', 'removed']

export function stateNumber(state: ClusterNodeState): clusterProto.cluster.v1.NodeState {
  return STATES.indexOf(state) as clusterProto.cluster.v1.NodeState
}

export function stateOf(number: number | null | undefined): ClusterNodeState | null {
  return STATES[number ?? NodeState.NODE_STATE_UNKNOWN] ?? null
}
