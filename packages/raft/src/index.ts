/**
 * Raft as a pure synchronous state machine: elections with pre-vote and check-quorum, pipelined replication, joint
 * consensus with learners, linearizable reads, leadership transfer, snapshots. No I/O, no clock, no chance of its own.
 *
 * @packageDocumentation
 */
export { createRaftNode } from './raft-node.ts'
export type { MemberStatus, ProposeResult, RaftNode, RaftStatus } from './raft-node.ts'
export type { RaftDeps, RaftOptions } from './raft-options.ts'
export type { Ready, SoftState } from './ready.ts'
export { ROLE_CANDIDATE, ROLE_FOLLOWER, ROLE_LEADER, ROLE_PRE_CANDIDATE } from './raft.ts'
export type { RaftWatcher, ReadState, Role } from './raft.ts'
export { createMultiRaft } from './multi-raft.ts'
export type { MultiRaft, MultiRaftDeps, MultiRaftOptions, MultiRaftStatus } from './multi-raft.ts'
export { ENTRY_CONF_CHANGE, ENTRY_NORMAL } from './entry.ts'
export type { EntryKind, RaftEntry } from './entry.ts'
export type { ConfState, HardState, RaftSnapshot } from './hard-state.ts'
export {
  CONF_ADD_LEARNER, CONF_ADD_VOTER, CONF_CHANGES_MAX, CONF_REMOVE, decodeConfChange, encodeConfChange, LEAVE_JOINT, TRANSITION_AUTO,
  TRANSITION_JOINT, TRANSITION_JOINT_EXPLICIT,
} from './conf-change.ts'
export type { ConfChange, MemberChange } from './conf-change.ts'
export {
  CAMPAIGN_TRANSFER, MSG_APPEND, MSG_APPEND_RESPONSE, MSG_HEARTBEAT, MSG_HEARTBEAT_RESPONSE, MSG_PRE_VOTE, MSG_PRE_VOTE_RESPONSE,
  MSG_QUIESCE, MSG_READ_INDEX, MSG_READ_INDEX_RESPONSE, MSG_SNAPSHOT, MSG_TIMEOUT_NOW, MSG_VOTE, MSG_VOTE_RESPONSE,
} from './message.ts'
export type { RaftMessage } from './message.ts'
export { decodePeerBatch, PEER_BATCH_VERSION, PeerBatchEncoder } from './peer-batch.ts'
export type { ChunkFrame, ChunkStatusFrame, MessageFrame, PeerBatch, PeerFrame } from './peer-batch.ts'
export { SnapshotSender } from './snapshot-sender.ts'
export type { SnapshotSenderOptions, SnapshotSenderState } from './snapshot-sender.ts'
export { SnapshotReceiver } from './snapshot-receiver.ts'
export type { ReceivedChunk, SnapshotReceiverOptions, StagedSnapshot } from './snapshot-receiver.ts'
export { compactableIndex, isSnapshotDue } from './compaction.ts'
export type { CompactionOptions } from './compaction.ts'
export { TERM_COMPACTED, TERM_UNKNOWN } from './raft-storage.ts'
export type { InitialState, RaftStorage } from './raft-storage.ts'
export { MemoryRaftStorage } from './memory-storage.ts'
export { RAFT_ERROR_CODES, raftError } from './errors.ts'
export type { RaftErrorCode } from './errors.ts'
