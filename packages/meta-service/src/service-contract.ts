import type { MetaPort } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'
import type { RecoveredFrame, Wal } from '@robustmq/wal'
import type { ClusterNode } from './cluster-state.ts'

/** One raft group on this node. */
export interface MetaGroupStatus {
  readonly group: string
  readonly role: 'follower' | 'candidate' | 'leader' | 'none'
  readonly term: number
  /** Node that leads; 0: not known. */
  readonly leader: number
  readonly commitIndex: number
  readonly appliedIndex: number
  readonly lastIndex: number
  /** Entries kept in memory. */
  readonly logBytes: number
  /** In the newest snapshot on disk; 0: none. */
  readonly snapshotIndex: number
  readonly snapshotBytes: number
  /** Snapshots written since start. */
  readonly snapshots: number
  /** Commands of this node that wait, and their bytes. */
  readonly pendingCommands: number
  readonly pendingBytes: number
  /** Commands applied since start. */
  readonly appliedCommands: number
  readonly members: readonly MetaMemberStatus[]
}

export interface MetaMemberStatus {
  /** 0: a node that is not known by number. */
  readonly nodeId: number
  readonly raftId: number
  readonly votes: boolean
  /** As the leader knows it; -1 elsewhere. */
  readonly matchIndex: number
  /** What the leader does for it; empty elsewhere. */
  readonly state: '' | 'probe' | 'replicate' | 'snapshot'
  /** The leader has heard of it lately. */
  readonly active: boolean
}

export interface MetaServiceStats {
  /** Of the main group. */
  readonly appliedIndex: number
  readonly snapshotIndex: number
  readonly snapshotBytes: number
  readonly snapshots: number
  /** Of all groups. */
  readonly pendingCommands: number
  readonly pendingBytes: number
}

/** The cluster as this node's replica has it. */
export interface ClusterView {
  /** Empty: not formed, or not joined yet. */
  readonly clusterId: string
  /** This node. */
  readonly nodeId: number
  readonly raftId: number
  /** In order of joining, removed ones too. */
  nodes(): readonly ClusterNode[]
  /** The living node of that number, or null. */
  node(nodeId: number): ClusterNode | null
  /** The node where a group of message data lives; 0: nowhere. */
  groupOwner(group: number): number
  /** Groups of active nodes, where new shards go. */
  placeableGroups(): readonly number[]
  /** Those of them whose nodes have a stream to this one now, its own included. */
  reachableGroups(): readonly number[]
  /** Called after each change of nodes or groups. */
  watch(listener: () => void): void
}

/** What a peer says at the beginning of a stream. */
export interface PeerIntroduction {
  readonly nodeId: number
  readonly clusterId: string
  /** As `linkIdentity` of that node gave it. */
  readonly identity: Uint8Array
}

export interface MetaService extends MetaPort {
  readonly cluster: ClusterView
  /**
   * Offers a frame that the opening of the log found, before `start`, in log order; frames of other kinds and groups are
   * ignored. The first call reads the snapshots, so all machines are registered before it. `frame.body` is copied.
   * @throws BrokerError META_CORRUPT, META_FORMAT_UNKNOWN: the node must not start
   */
  replay(frame: RecoveredFrame): void
  /**
   * Recovery is over: takes proposals from here on, and holds the log. Call it in the turn in which the log is open,
   * before another owner releases any of it: until then the log does not know that these frames are needed. What is known to be
   * committed is applied when it returns: on a node that is alone, everything. @throws as `replay`, META_CLUSTER_REFUSED
   */
  start(wal: Wal): void
  /** Resolves when this node belongs to a cluster and its replicas have caught up with all groups. @throws META_CLOSED, META_UNAVAILABLE */
  ready(): Promise<void>
  /**
   * As `propose`, for a client that may have to repeat: the same (client, sequence) is applied once and answered alike.
   * `client`: 16 bytes, unique for ever; `sequence`: 1 .. 2^53-1. A repeat whose answer is no longer
   * kept (see the limits in the README) is refused with META_UNAVAILABLE (never).
   */
  proposeOnce(client: Uint8Array, sequence: number, machine: string, command: Uint8Array): Promise<Uint8Array>
  /**
   * Writes a snapshot of everything applied, unless the newest has it all. For backups and tests; else it happens by itself.
   * @throws BrokerError META_UNAVAILABLE, META_CLOSED
   */
  snapshot(): Promise<void>
  stats(): MetaServiceStats
  status(): readonly MetaGroupStatus[]
  /** For the handshake between nodes: says which data directory this is. */
  linkIdentity(): Uint8Array
  /** Why a stream to this peer must not be; null: it may. */
  verifyPeer(peer: PeerIntroduction): BrokerError | null
  /** Takes a node out of all groups, this one or another, living or not; done when its state is `removed`. @throws META_CLUSTER_REFUSED */
  leave(nodeId: number): Promise<void>
  /** Hands the leadership of a group to a node. Begun when it resolves. @throws META_CLUSTER_REFUSED, META_UNAVAILABLE, PEER_* */
  transfer(group: string, nodeId: number): Promise<void>
  /** Hands over what this node leads, where somebody can take it; resolves when that is done, at the latest after some seconds. */
  drain(): Promise<void>
  /** Drains, refuses new proposals, waits for those under way, writes last snapshots. Call before the log is closed. */
  close(): Promise<void>
}
