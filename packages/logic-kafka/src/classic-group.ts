import { KafkaErrorCode } from '@robustmq/codec-kafka'
import type { Clock, TimerId, Timers, TimerTask } from '@robustmq/common-runtime'
import type { JoinDone, JoinOutcome, MemberProtocol, MemberSettings, SyncDone, SyncOutcome } from './group-member.ts'
import { GroupMember, NO_BYTES } from './group-member.ts'

export const GROUP_EMPTY = 'Empty'
export const GROUP_PREPARING = 'PreparingRebalance'
export const GROUP_COMPLETING = 'CompletingRebalance'
export const GROUP_STABLE = 'Stable'
export const GROUP_DEAD = 'Dead'
/** As DescribeGroups and ListGroups spell them. */
export type GroupState = typeof GROUP_EMPTY | typeof GROUP_PREPARING | typeof GROUP_COMPLETING | typeof GROUP_STABLE | typeof GROUP_DEAD

export interface GroupBounds {
  readonly membersMax: number
  /** How long the first members of an empty group wait for others, milliseconds. */
  readonly initialDelayMs: number
}

/** What a group asks of its coordinator. */
export interface GroupHost {
  readonly clock: Clock
  readonly timers: Timers
  readonly bounds: GroupBounds
  newMemberId(prefix: string): string
  /** The membership is settled: stable or empty. */
  membershipSettled(group: ClassicGroup): void
}

export interface JoinAsked extends MemberSettings {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly protocolType: string
  /** From v4 a member without id is given one and has to join again with it (KIP-394). */
  readonly mustKnowId: boolean
  /** From v9 the leader may be told that its assignment stands (KIP-814). */
  readonly maySkipAssignment: boolean
}

const E = KafkaErrorCode

/**
 * One group of the classic protocol, where a client, the leader, assigns. Members join until all known ones have or time is up,
 * the leader sends what each is to do, and each gets its part; whoever comes or goes begins that anew.
 */
export class ClassicGroup implements TimerTask {
  readonly tenant: number
  readonly id: string
  state: GroupState = GROUP_EMPTY
  generationId = 0
  protocolType: string | null = null
  protocolName: string | null = null
  leaderId = ''
  /** In order of joining. */
  readonly members: Map<string, GroupMember> = new Map()
  /** Since when nobody is in it; offsets expire from then on. */
  emptySinceMs: number
  readonly #host: GroupHost
  readonly #static = new Map<string, string>()
  /** Ids that were given out and not yet joined with, and until when. */
  readonly #pending = new Map<string, number>()
  #timer: TimerId = 0
  /** End of the phase: of gathering, of joining, of assigning. */
  #deadlineMs = 0
  /** The first members of an empty group wait for others. */
  #gathering = false

  constructor(tenant: number, id: string, host: GroupHost) {
    this.tenant = tenant
    this.id = id
    this.#host = host
    this.emptySinceMs = host.clock.now()
  }

  join(asked: JoinAsked, done: JoinDone): void {
    const { memberId, groupInstanceId } = asked
    if (this.state === GROUP_DEAD) return done(joinRefusal(E.COORDINATOR_NOT_AVAILABLE, memberId))
    if (!this.#suits(asked)) return done(joinRefusal(E.INCONSISTENT_GROUP_PROTOCOL, memberId))
    const isKnown = this.members.has(memberId) || this.#pending.has(memberId)
    const isStaticKnown = groupInstanceId !== null && this.#static.has(groupInstanceId)
    if (!isKnown && !isStaticKnown && this.members.size + this.#pending.size >= this.#host.bounds.membersMax) {
      return done(joinRefusal(E.GROUP_MAX_SIZE_REACHED, memberId))
    }
    if (memberId === '') {
      if (groupInstanceId !== null) this.#joinStatic(groupInstanceId, asked, done)
      else this.#joinUnknown(asked, done)
      return
    }
    if (this.#pending.delete(memberId)) {
      if (groupInstanceId !== null) return done(joinRefusal(E.UNKNOWN_MEMBER_ID, memberId))
      this.#add(new GroupMember(memberId, null, asked), done)
      return
    }
    const refusal = this.#refusalOf(memberId, groupInstanceId)
    if (refusal !== E.NONE) return done(joinRefusal(refusal, memberId))
    this.#rejoin(this.members.get(memberId) as GroupMember, asked, done)
  }

  sync(
    memberId: string, groupInstanceId: string | null, generationId: number, protocolType: string | null, protocolName: string | null,
    assignments: readonly { readonly memberId: string; readonly assignment: Buffer }[], done: SyncDone,
  ): void {
    const refusal = this.#refusalOf(memberId, groupInstanceId)
    if (refusal !== E.NONE) return done(syncRefusal(refusal))
    if (generationId !== this.generationId) return done(syncRefusal(E.ILLEGAL_GENERATION))
    if ((protocolType !== null && protocolType !== this.protocolType) || (protocolName !== null && protocolName !== this.protocolName)) {
      return done(syncRefusal(E.INCONSISTENT_GROUP_PROTOCOL))
    }
    const member = this.members.get(memberId) as GroupMember
    if (this.state === GROUP_PREPARING) return done(syncRefusal(E.REBALANCE_IN_PROGRESS))
    if (this.state === GROUP_STABLE) {
      this.#touch(member)
      return done(this.#syncOutcome(member))
    }
    member.syncing?.(syncRefusal(E.REBALANCE_IN_PROGRESS))
    member.syncing = done
    if (memberId === this.leaderId) this.#assign(assignments)
  }

  /** KafkaErrorCode of the answer. */
  heartbeat(memberId: string, groupInstanceId: string | null, generationId: number): number {
    const refusal = this.#refusalOf(memberId, groupInstanceId)
    if (refusal !== E.NONE) return refusal
    if (generationId !== this.generationId) return E.ILLEGAL_GENERATION
    this.#touch(this.members.get(memberId) as GroupMember)
    return this.state === GROUP_PREPARING ? E.REBALANCE_IN_PROGRESS : E.NONE
  }

  /** A static member may be named by its instance alone. KafkaErrorCode of the answer. */
  leave(memberId: string, groupInstanceId: string | null): number {
    if (groupInstanceId !== null) {
      const current = this.#static.get(groupInstanceId)
      if (current === undefined) return E.UNKNOWN_MEMBER_ID
      if (memberId !== '' && memberId !== current) return E.FENCED_INSTANCE_ID
      this.#remove(this.members.get(current) as GroupMember)
      return E.NONE
    }
    if (this.#pending.delete(memberId)) {
      this.#completeIfAllJoined()
      return E.NONE
    }
    const member = this.members.get(memberId)
    if (member === undefined) return E.UNKNOWN_MEMBER_ID
    this.#remove(member)
    return E.NONE
  }

  /** Whether a commit of offsets is to be taken: KafkaErrorCode. */
  mayCommit(memberId: string, groupInstanceId: string | null, generationId: number): number {
    if (generationId < 0 && memberId === '' && groupInstanceId === null) {
      // A client that assigns itself and only keeps its offsets here.
      return this.members.size === 0 ? E.NONE : E.UNKNOWN_MEMBER_ID
    }
    const refusal = this.#refusalOf(memberId, groupInstanceId)
    if (refusal !== E.NONE) return refusal
    if (generationId !== this.generationId) return E.ILLEGAL_GENERATION
    // The new generation has not got its assignment: what it commits would be somebody else's.
    if (this.state === GROUP_COMPLETING) return E.REBALANCE_IN_PROGRESS
    this.#touch(this.members.get(memberId) as GroupMember)
    return E.NONE
  }

  /** As it was when the coordinator stopped; members have a whole session to be heard of. */
  restore(settled: RestoredGroup): void {
    this.protocolType = settled.protocolType
    this.protocolName = settled.protocolName
    this.generationId = settled.generationId
    this.leaderId = settled.leaderId
    for (const member of settled.members) {
      this.members.set(member.id, member)
      if (member.instanceId !== null) this.#static.set(member.instanceId, member.id)
      this.#watch(member)
    }
    this.state = this.members.size > 0 ? GROUP_STABLE : GROUP_EMPTY
  }

  /** Everybody is told to look for the coordinator again. */
  close(errorCode: number): void {
    this.state = GROUP_DEAD
    this.#host.timers.cancel(this.#timer)
    for (const member of this.members.values()) {
      this.#host.timers.cancel(member.timer)
      this.#refuseWaiting(member, errorCode)
    }
    this.members.clear()
    this.#static.clear()
    this.#pending.clear()
  }

  onTimer(): void {
    this.#timer = 0
    const nowMs = this.#host.clock.monotonic()
    for (const [id, deadlineMs] of this.#pending) if (deadlineMs <= nowMs) this.#pending.delete(id)
    const isDue = this.#deadlineMs <= nowMs
    if (this.state === GROUP_PREPARING) {
      if (isDue && !this.#gathering) return this.#completeJoin()
      if (isDue) {
        this.#gathering = false
        this.#deadlineMs = nowMs + this.#rebalanceTimeoutMs()
      }
      this.#completeIfAllJoined()
    } else if (this.state === GROUP_COMPLETING && isDue) {
      return this.#dropSilent()
    }
    this.#arm()
  }

  #joinUnknown(asked: JoinAsked, done: JoinDone): void {
    const id = this.#host.newMemberId(asked.clientId)
    if (!asked.mustKnowId) {
      this.#add(new GroupMember(id, null, asked), done)
      return
    }
    this.#pending.set(id, this.#host.clock.monotonic() + asked.sessionTimeoutMs)
    this.#arm()
    done(joinRefusal(E.MEMBER_ID_REQUIRED, id))
  }

  /** KIP-345: whoever has the instance's id takes the place of the one before. */
  #joinStatic(instanceId: string, asked: JoinAsked, done: JoinDone): void {
    const id = this.#host.newMemberId(instanceId)
    const formerId = this.#static.get(instanceId)
    if (formerId === undefined) {
      this.#add(new GroupMember(id, instanceId, asked), done)
      return
    }
    const former = this.members.get(formerId) as GroupMember
    const formerLeader = this.leaderId
    const successor = this.#replace(former, id, asked)
    const isSame = former.metadataOf(this.protocolName).equals(successor.metadataOf(this.protocolName))
    if (this.state !== GROUP_STABLE || !isSame || !successor.protocols.some(({ name }) => name === this.protocolName)) {
      this.#await(successor, done)
      return
    }
    this.#host.membershipSettled(this)
    const outcome = this.#joinOutcome(successor)
    if (asked.maySkipAssignment) done({ ...outcome, skipAssignment: successor.id === this.leaderId })
    // Told the former leader's id, it does not take itself for the leader and assigns nothing.
    else done({ ...outcome, leader: formerLeader, members: [] })
  }

  #replace(former: GroupMember, id: string, asked: JoinAsked): GroupMember {
    const successor = new GroupMember(id, former.instanceId, asked)
    successor.assignment = former.assignment
    this.#host.timers.cancel(former.timer)
    this.#refuseWaiting(former, E.FENCED_INSTANCE_ID)
    this.members.delete(former.id)
    this.members.set(id, successor)
    this.#static.set(former.instanceId as string, id)
    if (this.leaderId === former.id) this.leaderId = id
    this.#watch(successor)
    return successor
  }

  #rejoin(member: GroupMember, asked: JoinAsked, done: JoinDone): void {
    const isSame = member.hasProtocols(asked.protocols)
    this.#touch(member)
    // Who asks again while it changes nothing has missed the answer, or is a follower that was told to rejoin too late.
    if (isSame && (this.state === GROUP_COMPLETING || (this.state === GROUP_STABLE && member.id !== this.leaderId))) {
      done(this.#joinOutcome(member))
      return
    }
    member.protocols = asked.protocols
    member.sessionTimeoutMs = asked.sessionTimeoutMs
    member.rebalanceTimeoutMs = asked.rebalanceTimeoutMs
    member.clientId = asked.clientId
    member.clientHost = asked.clientHost
    this.#await(member, done)
  }

  #add(member: GroupMember, done: JoinDone): void {
    this.members.set(member.id, member)
    if (member.instanceId !== null) this.#static.set(member.instanceId, member.id)
    this.#watch(member)
    this.#await(member, done)
  }

  /** The member waits for the end of a rebalance, which begins now if none is under way. */
  #await(member: GroupMember, done: JoinDone): void {
    member.joining?.(joinRefusal(E.REBALANCE_IN_PROGRESS, member.id))
    member.joining = done
    if (this.state === GROUP_PREPARING) this.#completeIfAllJoined()
    else this.#prepare()
  }

  #prepare(): void {
    const wasEmpty = this.state === GROUP_EMPTY
    this.state = GROUP_PREPARING
    for (const member of this.members.values()) {
      member.syncing?.(syncRefusal(E.REBALANCE_IN_PROGRESS))
      member.syncing = null
    }
    // Consumers that are started together make one generation, not one each.
    this.#gathering = wasEmpty && this.#host.bounds.initialDelayMs > 0
    this.#deadlineMs = this.#host.clock.monotonic() + (this.#gathering ? this.#host.bounds.initialDelayMs : this.#rebalanceTimeoutMs())
    this.#arm()
    this.#completeIfAllJoined()
  }

  #completeIfAllJoined(): void {
    if (this.state !== GROUP_PREPARING || this.#gathering || this.#pending.size > 0) return
    for (const member of this.members.values()) if (member.joining === null) return
    this.#completeJoin()
  }

  #completeJoin(): void {
    for (const member of [...this.members.values()]) if (member.joining === null && member.instanceId === null) this.#drop(member)
    const joined = [...this.members.values()].filter((member) => member.joining !== null)
    if (joined.length === 0 && this.members.size > 0) {
      // Only static members that are away: they have until their sessions end.
      this.#deadlineMs = this.#host.clock.monotonic() + this.#rebalanceTimeoutMs()
      this.#arm()
      return
    }
    this.generationId++
    if (joined.length === 0) {
      this.#becomeEmpty()
      return
    }
    if ((this.members.get(this.leaderId)?.joining ?? null) === null) this.leaderId = (joined[0] as GroupMember).id
    this.protocolName = this.#choose()
    this.state = GROUP_COMPLETING
    this.#deadlineMs = this.#host.clock.monotonic() + this.#rebalanceTimeoutMs()
    this.#arm()
    for (const member of joined) {
      const done = member.joining as JoinDone
      member.joining = null
      this.#touch(member)
      done(this.#joinOutcome(member))
    }
  }

  #assign(assignments: readonly { readonly memberId: string; readonly assignment: Buffer }[]): void {
    for (const member of this.members.values()) member.assignment = NO_BYTES
    // Copies: a request's buffer is not to be kept alive by a few bytes of it.
    for (const { memberId, assignment } of assignments) {
      const member = this.members.get(memberId)
      if (member !== undefined) member.assignment = Buffer.from(assignment)
    }
    this.state = GROUP_STABLE
    this.#arm()
    this.#host.membershipSettled(this)
    for (const member of this.members.values()) {
      const { syncing } = member
      if (syncing === null) continue
      member.syncing = null
      this.#touch(member)
      syncing(this.#syncOutcome(member))
    }
  }

  #remove(member: GroupMember): void {
    this.#refuseWaiting(member, E.UNKNOWN_MEMBER_ID)
    this.#drop(member)
    if (this.state === GROUP_STABLE || this.state === GROUP_COMPLETING) {
      if (this.members.size > 0) this.#prepare()
      else this.#endGeneration()
    } else if (this.state === GROUP_PREPARING) {
      if (this.members.size > 0) this.#completeIfAllJoined()
      else this.#endGeneration()
    }
  }

  #endGeneration(): void {
    this.generationId++
    this.#becomeEmpty()
  }

  #becomeEmpty(): void {
    this.state = GROUP_EMPTY
    this.protocolName = null
    this.leaderId = ''
    this.emptySinceMs = this.#host.clock.now()
    this.#arm()
    this.#host.membershipSettled(this)
  }

  #drop(member: GroupMember): void {
    this.#host.timers.cancel(member.timer)
    this.members.delete(member.id)
    if (member.instanceId !== null) this.#static.delete(member.instanceId)
    if (this.leaderId === member.id) this.leaderId = ''
  }

  /** Members that got the result of the join and said nothing since hold up all others. */
  #dropSilent(): void {
    for (const member of [...this.members.values()]) if (member.syncing === null) this.#drop(member)
    if (this.members.size > 0) this.#prepare()
    else this.#endGeneration()
  }

  #refusalOf(memberId: string, groupInstanceId: string | null): number {
    if (groupInstanceId !== null) {
      const current = this.#static.get(groupInstanceId)
      if (current === undefined) return E.UNKNOWN_MEMBER_ID
      if (current !== memberId) return E.FENCED_INSTANCE_ID
    }
    return this.members.has(memberId) ? E.NONE : E.UNKNOWN_MEMBER_ID
  }

  /** Of the group's kind, and able to do something that everybody else can. */
  #suits({ memberId, groupInstanceId, protocolType, protocols }: JoinAsked): boolean {
    if (protocols.length === 0 || protocolType === '') return false
    const selfId = memberId === '' && groupInstanceId !== null ? this.#static.get(groupInstanceId) : memberId
    const others = [...this.members.values()].filter(({ id }) => id !== selfId)
    if (others.length === 0) {
      this.protocolType = protocolType
      return true
    }
    if (protocolType !== this.protocolType) return false
    return protocols.some(({ name }) => others.every((other) => other.protocols.some((known) => known.name === name)))
  }

  /** Each member votes for the first of its protocols that all can do. */
  #choose(): string {
    const members = [...this.members.values()]
    const first = members[0] as GroupMember
    const common = first.protocols.filter(({ name }) => members.every(({ protocols }) => protocols.some((known) => known.name === name)))
    const votes = new Map<string, number>(common.map(({ name }) => [name, 0]))
    for (const { protocols } of members) {
      const vote = protocols.find(({ name }: MemberProtocol) => votes.has(name))
      if (vote !== undefined) votes.set(vote.name, (votes.get(vote.name) as number) + 1)
    }
    return [...votes].reduce((best, one) => (one[1] > best[1] ? one : best), ['', -1] as [string, number])[0]
  }

  #joinOutcome(member: GroupMember): JoinOutcome {
    const isLeader = member.id === this.leaderId
    return {
      errorCode: E.NONE,
      memberId: member.id,
      generationId: this.generationId,
      protocolType: this.protocolType,
      protocolName: this.protocolName,
      leader: this.leaderId,
      skipAssignment: false,
      members: isLeader
        ? [...this.members.values()].map((one) => ({ memberId: one.id, groupInstanceId: one.instanceId, metadata: one.metadataOf(this.protocolName) }))
        : [],
    }
  }

  #syncOutcome(member: GroupMember): SyncOutcome {
    return { errorCode: E.NONE, protocolType: this.protocolType, protocolName: this.protocolName, assignment: member.assignment }
  }

  #refuseWaiting(member: GroupMember, errorCode: number): void {
    member.joining?.(joinRefusal(errorCode, member.id))
    member.syncing?.(syncRefusal(errorCode))
    member.joining = null
    member.syncing = null
  }

  #watch(member: GroupMember): void {
    this.#touch(member)
    const task: TimerTask = {
      onTimer: () => {
        member.timer = 0
        // Who waits for us need not speak.
        if (member.joining !== null || member.syncing !== null) this.#touch(member)
        const leftMs = member.deadlineMs - this.#host.clock.monotonic()
        if (leftMs > 0) member.timer = this.#host.timers.schedule(leftMs, task)
        else this.#remove(member)
      },
    }
    member.timer = this.#host.timers.schedule(member.sessionTimeoutMs, task)
  }

  #touch(member: GroupMember): void {
    member.deadlineMs = this.#host.clock.monotonic() + member.sessionTimeoutMs
  }

  #rebalanceTimeoutMs(): number {
    let longest = 0
    for (const { rebalanceTimeoutMs } of this.members.values()) longest = Math.max(longest, rebalanceTimeoutMs)
    return longest
  }

  /** One timer for whatever comes first: the end of the phase, or of an id that nobody joined with. */
  #arm(): void {
    const { timers, clock } = this.#host
    timers.cancel(this.#timer)
    this.#timer = 0
    const isPhaseBounded = this.state === GROUP_PREPARING || this.state === GROUP_COMPLETING
    let dueMs = isPhaseBounded ? this.#deadlineMs : Number.POSITIVE_INFINITY
    for (const deadlineMs of this.#pending.values()) dueMs = Math.min(dueMs, deadlineMs)
    if (dueMs !== Number.POSITIVE_INFINITY) this.#timer = timers.schedule(Math.max(1, dueMs - clock.monotonic()), this)
  }
}

export interface RestoredGroup {
  readonly protocolType: string | null
  readonly protocolName: string | null
  readonly generationId: number
  readonly leaderId: string
  readonly members: readonly GroupMember[]
}

export function joinRefusal(errorCode: number, memberId: string): JoinOutcome {
  // Old clients cannot read null here, nor can they read an empty name as "none".
  return { errorCode, memberId, generationId: -1, protocolType: null, protocolName: '', leader: '', skipAssignment: false, members: [] }
}

export function syncRefusal(errorCode: number): SyncOutcome {
  return { errorCode, protocolType: null, protocolName: null, assignment: NO_BYTES }
}
