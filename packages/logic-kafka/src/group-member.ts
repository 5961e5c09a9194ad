import type { TimerId } from '@robustmq/common-runtime'

/** One way of assigning that a member can do, best first; `metadata` is opaque here. */
export interface MemberProtocol {
  readonly name: string
  readonly metadata: Buffer
}

/** What a member is told when a rebalance ends, or why it cannot take part. */
export interface JoinOutcome {
  readonly errorCode: number
  readonly memberId: string
  readonly generationId: number
  readonly protocolType: string | null
  readonly protocolName: string | null
  readonly leader: string
  readonly skipAssignment: boolean
  /** For the leader; empty for the others. */
  readonly members: readonly { readonly memberId: string; readonly groupInstanceId: string | null; readonly metadata: Buffer }[]
}

export interface SyncOutcome {
  readonly errorCode: number
  readonly protocolType: string | null
  readonly protocolName: string | null
  readonly assignment: Buffer
}

export type JoinDone = (outcome: JoinOutcome) => void
export type SyncDone = (outcome: SyncOutcome) => void

/** A member of a group. Its memory is bounded by the size of a request. */
export class GroupMember {
  readonly id: string
  readonly instanceId: string | null
  clientId: string
  clientHost: string
  sessionTimeoutMs: number
  rebalanceTimeoutMs: number
  protocols: readonly MemberProtocol[]
  assignment: Buffer = NO_BYTES
  /** Waits for the end of the rebalance. */
  joining: JoinDone | null = null
  /** Waits for the leader's assignment. */
  syncing: SyncDone | null = null
  /** Without word from it until then, it is gone. */
  deadlineMs = 0
  timer: TimerId = 0

  constructor(id: string, instanceId: string | null, asked: MemberSettings) {
    this.id = id
    this.instanceId = instanceId
    this.clientId = asked.clientId
    this.clientHost = asked.clientHost
    this.sessionTimeoutMs = asked.sessionTimeoutMs
    this.rebalanceTimeoutMs = asked.rebalanceTimeoutMs
    this.protocols = asked.protocols
  }

  /** The same protocols, in the same order, with the same metadata. */
  hasProtocols(protocols: readonly MemberProtocol[]): boolean {
    return protocols.length === this.protocols.length
      && protocols.every(({ name, metadata }, i) => name === this.protocols[i]?.name && metadata.equals(this.protocols[i].metadata))
  }

  metadataOf(protocol: string | null): Buffer {
    return this.protocols.find(({ name }) => name === protocol)?.metadata ?? NO_BYTES
  }
}

export interface MemberSettings {
  readonly clientId: string
  readonly clientHost: string
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs: number
  readonly protocols: readonly MemberProtocol[]
}

export const NO_BYTES: Buffer = Buffer.alloc(0)
