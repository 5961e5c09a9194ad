import { BrokerError } from '@robustmq/common-errors'
import { metaProto } from '@robustmq/proto-gen'
import type { ClusterMembership } from './cluster-membership.ts'
import { metaError } from './errors.ts'
import type { RaftGroup } from './raft-group.ts'
import type { SnapshotFetches } from './snapshot-fetches.ts'

const { PeerQuestion } = metaProto.meta.v1

const DONE = new Uint8Array(0)

export interface QuestionParts {
  readonly group: (number: number) => RaftGroup | null
  readonly fetches: SnapshotFetches
  readonly membership: ClusterMembership
  readonly now: () => number
  readonly raftIdOf: (nodeId: number) => number
  readonly isOpen: () => boolean
}

/** Answers what other nodes ask. */
export class PeerQuestions {
  readonly #parts: QuestionParts

  constructor(parts: QuestionParts) {
    this.#parts = parts
  }

  /** @throws BrokerError META_UNAVAILABLE, META_CLUSTER_REFUSED, INTERNAL_UNEXPECTED for what cannot be read */
  async answer(peer: number, bytes: Uint8Array): Promise<Uint8Array> {
    const { fetches, membership, now, raftIdOf, isOpen } = this.#parts
    if (!isOpen()) throw metaError('META_UNAVAILABLE', 'the metadata service of this node does not run')
    const { chunk, formation, join, transfer } = decode(bytes)
    if (chunk) return fetches.serve(this.#group(chunk.group), raftIdOf(peer), chunk, now())
    if (formation) return membership.formationAnswer(peer, formation)
    if (join?.member) {
      const { nodeId, raftId, address } = join.member
      // Nobody joins for another one.
      if (nodeId !== peer) throw metaError('META_CLUSTER_REFUSED', `node ${peer} asks for node ${nodeId ?? 0}`)
      return membership.takeUp({ nodeId, raftId: raftId ?? 0, address: address ?? '' })
    }
    if (transfer) {
      const group = this.#group(transfer.group)
      if (!group.isLeader) throw metaError('META_UNAVAILABLE', 'this node does not lead the group any more')
      await membership.transfer(group, transfer.to ?? 0)
      return DONE
    }
    throw metaError('META_UNAVAILABLE', 'a question that this build does not know')
  }

  #group(number: number | null | undefined): RaftGroup {
    const group = this.#parts.group(number ?? 0)
    if (group === null) throw metaError('META_UNAVAILABLE', `this build has no metadata group ${number ?? 0}`)
    return group
  }
}

function decode(bytes: Uint8Array): metaProto.meta.v1.PeerQuestion {
  try {
    return PeerQuestion.decode(bytes)
  } catch (cause) {
    throw BrokerError.from(cause)
  }
}
