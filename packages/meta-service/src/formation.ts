import { createHash } from 'node:crypto'
import { PEER_CHANNEL_META } from '@robustmq/broker-api'
import type { PeerNetwork } from '@robustmq/broker-api'
import { errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { metaProto } from '@robustmq/proto-gen'
import type { MemberIdentity } from './cluster-machine.ts'
import type { Identity, IdentityFile } from './identity.ts'

const { PeerQuestion, FormationView } = metaProto.meta.v1
type View = metaProto.meta.v1.FormationView.$Properties

const ASK_EVERY_MS = 200
const ASK_TIMEOUT_MS = 2_000

/** A first member as it is configured. */
export interface InitialMember {
  readonly nodeId: number
  /** The same on all nodes. */
  readonly address: string
}

/**
 * Forms a cluster for the first time, out of nodes with empty disks and one list of members, in any order of start, and never two.
 *
 * Each node collects the identities of all members; when it has all of them it *freezes* the list: durably, for ever. A cluster is
 * formed only of a list that every member has frozen. Since a node freezes one list in its life, and every list holds every
 * member, two different lists can never both be frozen by all. A member whose disk is lost on the way has another identity, fits
 * no frozen list, and nothing forms: the others have to be emptied too, or go on without it if they were formed already.
 */
export class Formation {
  readonly #network: PeerNetwork
  readonly #identity: IdentityFile
  readonly #members: readonly InitialMember[]
  readonly #log: Logger
  readonly #onFormed: (clusterId: string, members: readonly MemberIdentity[]) => void
  readonly #views = new Map<number, View>()
  #askedAt = Number.NEGATIVE_INFINITY
  #told = ''

  constructor(parts: {
    network: PeerNetwork; identity: IdentityFile; members: readonly InitialMember[]; log: Logger
    onFormed: (clusterId: string, members: readonly MemberIdentity[]) => void
  }) {
    this.#network = parts.network
    this.#identity = parts.identity
    this.#members = [...parts.members].sort((a, b) => a.nodeId - b.nodeId)
    this.#log = parts.log
    this.#onFormed = parts.onFormed
  }

  get #isFormed(): boolean {
    return this.#identity.current.clusterId !== ''
  }

  tick(now: number): void {
    if (this.#isFormed || now < this.#askedAt + ASK_EVERY_MS) return
    this.#askedAt = now
    this.#goOn()
    for (const peer of this.#network.peers()) if (this.#members.some((member) => member.nodeId === peer)) void this.#ask(peer)
  }

  /** Another node tells what it knows; the answer is what this one knows. */
  answer(peer: number, view: View): Uint8Array {
    this.#take(peer, view)
    return FormationView.encode(viewOf(this.#identity.current, this.#members, this.#views)).finish()
  }

  async #ask(peer: number): Promise<void> {
    const question = PeerQuestion.encode({ formation: viewOf(this.#identity.current, this.#members, this.#views) }).finish()
    try {
      this.#take(peer, FormationView.decode(await this.#network.request(peer, PEER_CHANNEL_META, question, ASK_TIMEOUT_MS)))
    } catch (error) {
      // Not there yet, or it knows nothing of this: it is asked again.
      this.#log.debug({ peer, code: errorCode(error) }, 'a first member does not answer yet')
    }
  }

  #take(peer: number, view: View): void {
    if (this.#isFormed || !this.#members.some((member) => member.nodeId === peer)) return
    const same = sameMembers(this.#members, view.members ?? [])
    if (!same && view.formed !== true) {
      this.#tell(`node ${peer} has another list of initial members`)
      return
    }
    if (!same) {
      this.#tell(`node ${peer} belongs to cluster ${view.clusterId ?? ''}, which was formed without this node: let this node join it`)
      return
    }
    this.#views.set(peer, view)
    this.#goOn()
  }

  #goOn(): void {
    const { nodeId, raftId } = this.#identity.current
    const list: MemberIdentity[] = []
    for (const member of this.#members) {
      const own = member.nodeId === nodeId ? raftId : identityIn(this.#views.get(member.nodeId), member.nodeId)
      if (own > 0) list.push({ ...member, raftId: own })
    }
    if (this.#identity.current.frozen === null) {
      if (list.length < this.#members.length) return
      // Durable before anybody hears of it: this node never agrees to another list.
      this.#identity.write({ ...this.#identity.current, frozen: list })
    }
    const frozen = this.#identity.current.frozen as readonly MemberIdentity[]
    let agreed = true
    for (const { nodeId: other } of frozen) {
      if (other === nodeId) continue
      const view = this.#views.get(other)
      if (view?.frozen === true && !sameIdentities(frozen, view.members ?? [])) {
        const what = view.formed === true ? `cluster ${view.clusterId ?? ''} was formed` : `node ${other} has settled`
        this.#tell(`${what} with other data directories than this node has heard of: let this node join it with an empty one, or empty all of them`)
        return
      }
      // Formed: all had frozen it.
      if (view?.formed === true) return this.#form(frozen)
      if (view?.frozen !== true) agreed = false
    }
    if (agreed) this.#form(frozen)
  }

  #form(members: readonly MemberIdentity[]): void {
    this.#onFormed(clusterIdOf(members), members)
  }

  /** Once for each thing to tell. */
  #tell(what: string): void {
    if (this.#told === what) return
    this.#told = what
    this.#log.error({ what }, 'the cluster cannot be formed')
  }
}

/** Answers a node that forms a cluster, from one that is not among those who do. */
export function formationViewOf(identity: Identity): Uint8Array {
  return FormationView.encode(viewOf(identity, [], new Map())).finish()
}

/** The same on all members. */
export function clusterIdOf(members: readonly MemberIdentity[]): string {
  const text = JSON.stringify(members.map(({ nodeId, raftId }) => [nodeId, raftId]))
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

function viewOf(identity: Identity, members: readonly InitialMember[], views: ReadonlyMap<number, View>): View {
  const list = identity.frozen ?? members.map((member) => ({
    ...member, raftId: member.nodeId === identity.nodeId ? identity.raftId : identityIn(views.get(member.nodeId), member.nodeId),
  }))
  return { members: [...list], frozen: identity.frozen !== null, formed: identity.clusterId !== '', clusterId: identity.clusterId }
}

/** What a node says of its own identity. */
function identityIn(view: View | undefined, nodeId: number): number {
  return view?.members?.find((member) => member.nodeId === nodeId)?.raftId ?? 0
}

function sameMembers(a: readonly InitialMember[], b: readonly metaProto.meta.v1.Member.$Properties[]): boolean {
  return a.length === b.length && a.every((member) => b.some((one) => one.nodeId === member.nodeId && one.address === member.address))
}

function sameIdentities(a: readonly MemberIdentity[], b: readonly metaProto.meta.v1.Member.$Properties[]): boolean {
  return a.length === b.length && a.every((member) => b.some((one) => one.nodeId === member.nodeId && one.raftId === member.raftId))
}
