import { PEER_CHANNEL_META } from '@robustmq/broker-api'
import type { PeerNetwork } from '@robustmq/broker-api'
import { errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { metaProto } from '@robustmq/proto-gen'
import { clusterIdOf, Formation, formationViewOf } from './formation.ts'
import type { ClusterMachine, MemberIdentity } from './cluster-machine.ts'
import { decodeRefusal, encodeAdd, encodeSetAddress } from './cluster-machine.ts'
import { metaError } from './errors.ts'
import type { IdentityFile } from './identity.ts'
import { MembershipKeeper } from './membership-keeper.ts'
import type { MetaSettings } from './options.ts'
import type { RaftGroup } from './raft-group.ts'

const { PeerQuestion, JoinAnswer } = metaProto.meta.v1

const KEEP_EVERY_MS = 250
const JOIN_EVERY_MS = 500
const ASK_TIMEOUT_MS = 15_000

export interface MembershipParts {
  readonly settings: MetaSettings
  readonly network: PeerNetwork
  readonly identity: IdentityFile
  readonly machine: ClusterMachine
  readonly log: Logger
  readonly main: RaftGroup
  readonly groups: () => readonly RaftGroup[]
  readonly nodeOf: (raftId: number) => number
  readonly propose: (command: Uint8Array) => Promise<Uint8Array>
  /** The cluster is known: the groups begin. */
  readonly begin: () => void
  readonly joined: () => void
}

/** How this node comes to be in a cluster, and what it does for the others' coming and going. */
export class ClusterMembership {
  readonly #parts: MembershipParts
  readonly #keeper: MembershipKeeper
  #formation: Formation | null = null
  #keptAt = Number.NEGATIVE_INFINITY
  #askedAt = Number.NEGATIVE_INFINITY
  #joining = false
  #refusal = ''
  #settingAddress = false

  constructor(parts: MembershipParts) {
    this.#parts = parts
    this.#keeper = new MembershipKeeper(parts.machine, parts.log, parts.propose)
  }

  /** Decides, with recovery behind it, whether this node is alone, forms a cluster with others, or joins one. */
  settleWhenAlone(hasState: boolean): void {
    const { settings, identity, network, log } = this.#parts
    const { clusterId, frozen, nodeId, raftId } = identity.current
    const initial = settings.initialMembers ?? []
    if (clusterId !== '') return
    const several = initial.length > 1 || settings.join
    // State of the layout before there were clusters: of a node that is alone, whatever it is to become.
    const alone = hasState && frozen === null
    if (several && !alone) {
      if (settings.join) return
      if (!initial.some((member) => member.nodeId === nodeId)) throw metaError('META_CLUSTER_REFUSED', `node ${nodeId} is not among the initial members of its cluster`)
      this.#formation = new Formation({ network, identity, members: initial, log, onFormed: (id, members) => this.#formed(id, members) })
      return
    }
    if (alone && several) log.warn({}, 'this node has metadata of its own: it is the first member of its cluster, others join it')
    const members = [{ nodeId, raftId, address: settings.address }]
    identity.write({ ...identity.current, frozen: members })
    this.#formed(settings.clusterId ?? clusterIdOf(members), members)
  }

  #formed(clusterId: string, members: readonly MemberIdentity[]): void {
    const { identity, log, begin } = this.#parts
    identity.write({ ...identity.current, clusterId })
    log.info({ clusterId, members: members.map((member) => member.nodeId).join(' ') }, 'the cluster is formed')
    begin()
  }

  /** Looks after the members at the next tick. */
  hurry(): void {
    this.#keptAt = Number.NEGATIVE_INFINITY
  }

  tick(now: number): void {
    this.#formation?.tick(now)
    if (this.#parts.identity.current.clusterId === '') {
      if (this.#parts.settings.join && now >= this.#askedAt + JOIN_EVERY_MS) {
        this.#askedAt = now
        void this.#join()
      }
      return
    }
    if (now < this.#keptAt + KEEP_EVERY_MS) return
    this.#keptAt = now
    for (const group of this.#parts.groups()) this.#keeper.tick(group)
    this.#tellAddress()
  }

  formationAnswer(peer: number, view: metaProto.meta.v1.FormationView.$Properties): Uint8Array {
    return this.#formation?.answer(peer, view) ?? formationViewOf(this.#parts.identity.current)
  }

  /** True: this node leads the group and somebody may take it over; that is under way. */
  handOver(group: RaftGroup): boolean {
    const status = group.isLeader ? group.status() : null
    if (status === null) return false
    const next = this.#keeper.successor(status)
    if (next === 0) return false
    if (status.transferee === 0) group.transferLeadership(next)
    return true
  }

  async transfer(group: RaftGroup, raftId: number): Promise<void> {
    if (group.isLeader) {
      const code = group.transferLeadership(raftId)
      if (code !== null) throw metaError('META_CLUSTER_REFUSED', `the leadership of "${group.name}" cannot be handed over (${code})`)
      return
    }
    const leader = this.#parts.nodeOf(group.leader)
    if (leader === 0) throw metaError('META_UNAVAILABLE', `metadata group "${group.name}" has no leader now`)
    await this.#parts.network.request(leader, PEER_CHANNEL_META, PeerQuestion.encode({ transfer: { group: group.number, to: raftId } }).finish(), ASK_TIMEOUT_MS)
  }

  /** A node wants to be taken up. */
  async takeUp(member: MemberIdentity): Promise<Uint8Array> {
    const { machine } = this.#parts
    if (machine.clusterId === '') return JoinAnswer.encode({ refusal: '', clusterId: '' }).finish()
    const refusal = decodeRefusal(await this.#parts.propose(encodeAdd(member)))
    return JoinAnswer.encode({ refusal, clusterId: refusal === '' ? machine.clusterId : '' }).finish()
  }

  async #join(): Promise<void> {
    const { identity, network, settings, log, joined } = this.#parts
    const peer = network.peers()[0]
    if (this.#joining || peer === undefined) return
    this.#joining = true
    const { nodeId, raftId } = identity.current
    try {
      const question = PeerQuestion.encode({ join: { member: { nodeId, raftId, address: settings.address } } }).finish()
      const { clusterId, refusal } = JoinAnswer.decode(await network.request(peer, PEER_CHANNEL_META, question, ASK_TIMEOUT_MS))
      if (refusal !== '' && refusal !== this.#refusal) log.error({ refusal, peer }, 'the cluster does not take this node up')
      this.#refusal = refusal
      if (clusterId !== '') {
        identity.write({ ...identity.current, clusterId })
        joined()
      }
    } catch (error) {
      log.debug({ peer, code: errorCode(error) }, 'the cluster cannot be asked to take this node up yet')
    } finally {
      this.#joining = false
    }
  }

  /** This node is reached elsewhere than the others know. */
  #tellAddress(): void {
    const { identity, machine, settings, log, propose } = this.#parts
    const own = machine.byRaftId(identity.current.raftId)
    if (this.#settingAddress || own === null || own.state === 'removed' || settings.address === '' || own.address === settings.address) return
    this.#settingAddress = true
    propose(encodeSetAddress(own, settings.address)).catch((error: unknown) => log.debug({ error }, 'the address of this node is told later')).finally(() => {
      this.#settingAddress = false
    })
  }
}
