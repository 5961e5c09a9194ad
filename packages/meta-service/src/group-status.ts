import { ROLE_FOLLOWER, ROLE_LEADER } from '@robustmq/raft'
import type { RaftGroup } from './raft-group.ts'
import type { MetaGroupStatus } from './service-contract.ts'

/** What one group is doing, for people and metrics. */
export function groupStatus(group: RaftGroup, nodeOf: (raftId: number) => number): MetaGroupStatus {
  const status = group.status()
  const { voters, outgoing, learners } = group.confState
  const ids = [...new Set([...voters, ...outgoing, ...learners])]
  return {
    group: group.name,
    role: status === null ? 'none' : status.role === ROLE_LEADER ? 'leader' : status.role === ROLE_FOLLOWER ? 'follower' : 'candidate',
    term: status?.term ?? 0,
    leader: nodeOf(status?.leader ?? 0),
    commitIndex: status?.commit ?? 0,
    appliedIndex: group.replica.appliedIndex,
    lastIndex: status?.lastIndex ?? 0,
    logBytes: group.log.bytes,
    snapshotIndex: group.snapshots.index,
    snapshotBytes: group.snapshots.bytes,
    snapshots: group.snapshots.written,
    pendingCommands: group.proposals.count,
    pendingBytes: group.proposals.bytes,
    appliedCommands: group.appliedCommands,
    members: ids.map((raftId) => {
      const known = status?.members.find((member) => member.id === raftId)
      return {
        nodeId: nodeOf(raftId), raftId, votes: voters.includes(raftId) || outgoing.includes(raftId),
        matchIndex: known?.match ?? -1, state: known?.state ?? '', active: known?.recentActive ?? false,
      }
    }),
  }
}
