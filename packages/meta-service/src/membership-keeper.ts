import type { Logger } from '@robustmq/common-log'
import { CONF_ADD_LEARNER, CONF_ADD_VOTER, CONF_CHANGES_MAX, CONF_REMOVE, TRANSITION_AUTO } from '@robustmq/raft'
import type { MemberChange, RaftStatus } from '@robustmq/raft'
import type { ClusterMachine } from './cluster-machine.ts'
import { decodeRefusal, encodeSetState } from './cluster-machine.ts'
import type { ClusterNode, ClusterNodeState } from './cluster-state.ts'
import { META_GROUP } from './group-name.ts'
import type { RaftGroup } from './raft-group.ts'

/** A member that is so many entries behind, or fewer, has caught up. */
const CAUGHT_UP_ENTRIES = 100
/** More voters make every command slower and nothing safer; further nodes receive everything and do not vote. */
export const VOTERS_MAX = 7

/**
 * Makes the members of the groups that this node leads what the cluster's state says they should be: new nodes learn first and
 * vote when they have caught up, leaving ones are taken out. One step at a time, several members of a step through a joint
 * configuration.
 */
export class MembershipKeeper {
  readonly #cluster: ClusterMachine
  readonly #log: Logger
  readonly #propose: (command: Uint8Array) => Promise<Uint8Array>
  /** Changes of state under way, by identity. */
  readonly #changing = new Set<number>()

  constructor(cluster: ClusterMachine, log: Logger, propose: (command: Uint8Array) => Promise<Uint8Array>) {
    this.#cluster = cluster
    this.#log = log
    this.#propose = propose
  }

  tick(group: RaftGroup): void {
    if (!group.isLeader || this.#cluster.clusterId === '') return
    const status = group.status()
    if (status === null || status.confState.outgoing.length > 0) return
    const changes = this.#changes(status)
    if (changes.some((change) => change.op === CONF_REMOVE && change.id === status.id)) {
      // A leader that is to go hands over first, if there is anybody.
      const next = bestSuccessor(status, (raftId) => this.#isMember(raftId))
      if (next !== 0) {
        group.transferLeadership(next)
        return
      }
    }
    if (changes.length > 0) group.proposeConfChange({ transition: TRANSITION_AUTO, changes: changes.slice(0, CONF_CHANGES_MAX) })
    else if (group.number === META_GROUP) this.#settle(status)
  }

  /** Whom a leader may hand over to; 0: nobody. */
  successor(status: RaftStatus): number {
    return bestSuccessor(status, (raftId) => this.#isMember(raftId))
  }

  #isMember(raftId: number): boolean {
    const state = this.#cluster.byRaftId(raftId)?.state
    return state === 'joining' || state === 'active'
  }

  #changes({ confState, members, lastIndex }: RaftStatus): MemberChange[] {
    const changes: MemberChange[] = []
    const { voters, learners } = confState
    for (const id of [...voters, ...learners]) if (!this.#isMember(id)) changes.push({ op: CONF_REMOVE, id })
    let votes = voters.filter((id) => this.#isMember(id)).length
    for (const { raftId, state } of this.#cluster.nodes) {
      if (state !== 'joining' && state !== 'active' || voters.includes(raftId)) continue
      if (!learners.includes(raftId)) changes.push({ op: CONF_ADD_LEARNER, id: raftId })
      else {
        const member = members.find((one) => one.id === raftId)
        const caughtUp = member !== undefined && member.state === 'replicate' && member.match + CAUGHT_UP_ENTRIES >= lastIndex
        if (!caughtUp || votes >= VOTERS_MAX) continue
        votes++
        changes.push({ op: CONF_ADD_VOTER, id: raftId })
      }
    }
    return changes
  }

  /** What the main group's members have become is said of the nodes. */
  #settle({ confState }: RaftStatus): void {
    const { voters, learners } = confState
    for (const node of this.#cluster.nodes) {
      const isIn = voters.includes(node.raftId) || learners.includes(node.raftId) && voters.length >= VOTERS_MAX
      if (node.state === 'joining' && isIn) this.#change(node, 'active')
      else if (node.state === 'leaving' && !voters.includes(node.raftId) && !learners.includes(node.raftId)) this.#change(node, 'removed')
    }
  }

  #change(node: ClusterNode, state: ClusterNodeState): void {
    if (this.#changing.has(node.raftId)) return
    this.#changing.add(node.raftId)
    void this.#propose(encodeSetState(node, state)).then(
      (answer) => {
        const refusal = decodeRefusal(answer)
        if (refusal === '') this.#log.info({ node: node.nodeId, state }, 'a node of the cluster has another state')
        else this.#log.warn({ node: node.nodeId, state, refusal }, 'the state of a node was not changed')
      },
      (error: unknown) => this.#log.debug({ error, node: node.nodeId }, 'the state of a node is changed later'),
    ).finally(() => this.#changing.delete(node.raftId))
  }
}

/** The voter that has most and was heard of; 0: none. */
function bestSuccessor({ id, confState, members }: RaftStatus, mayLead: (raftId: number) => boolean): number {
  let best = 0
  let match = -1
  for (const member of members) {
    if (member.id === id || !confState.voters.includes(member.id) || !member.recentActive || !mayLead(member.id) || member.match <= match) continue
    best = member.id
    match = member.match
  }
  return best
}
