import type { BrokerError } from '@robustmq/common-errors'
import { equalBytes } from '@robustmq/common-bytes'
import { encodeEntry } from './command-entry.ts'
import type { CommandEntry } from './command-entry.ts'
import { metaError } from './errors.ts'
import type { Repeat } from './answered-proposals.ts'

export interface ProposalLimits {
  readonly queueCommandsMax: number
  readonly queueBytesMax: number
  /** Given up after this. */
  readonly timeoutMs: number
  /** Sent again when it was not seen to be applied for so long. */
  readonly resendMs: number
}

interface Proposal {
  readonly sequence: number
  readonly body: Uint8Array
  /** Null: the own client. */
  readonly foreign: string | null
  readonly deadline: number
  /** 0: waits to be sent. */
  sentAt: number
  readonly resolve: (answer: Uint8Array) => void
  readonly reject: (error: BrokerError) => void
}

/**
 * What this node has proposed and not seen applied. It is answered by this node's own replica, wherever the leader is: so a
 * proposal may be sent again, to whom it may be, until it has come back in the log (the table of answered proposals takes care
 * that it counts once). Bounded by count and bytes.
 */
export class Proposals {
  readonly #limits: ProposalLimits
  readonly #client: Uint8Array
  #sequence = 0
  /** By sequence, rising. */
  readonly #own = new Map<number, Proposal>()
  /** Of clients that repeat: by client and sequence, everyone who waits for it. */
  readonly #foreign = new Map<string, Proposal[]>()
  /** To be sent, in order. */
  #unsent: Proposal[] = []
  /** By the last `take`. */
  #taken: Proposal[] = []
  #count = 0
  #bytes = 0
  onEmpty: (() => void) | null = null

  constructor(client: Uint8Array, limits: ProposalLimits) {
    this.#client = client
    this.#limits = limits
  }

  get count(): number {
    return this.#count
  }

  get bytes(): number {
    return this.#bytes
  }

  get hasUnsent(): boolean {
    return this.#unsent.length > 0
  }

  isFull(commandBytes: number): boolean {
    return this.#count >= this.#limits.queueCommandsMax || this.#bytes + commandBytes > this.#limits.queueBytesMax
  }

  add(entry: Omit<CommandEntry, 'client' | 'sequence' | 'answeredBelow'>, now: number): Promise<Uint8Array> {
    const sequence = ++this.#sequence
    const answeredBelow = this.#own.size === 0 ? sequence : this.#own.keys().next().value as number
    const body = encodeEntry({ ...entry, client: this.#client, sequence, answeredBelow })
    return this.#wait(sequence, body, null, now)
  }

  addFor(client: Uint8Array, sequence: number, entry: Omit<CommandEntry, 'client' | 'sequence' | 'answeredBelow'>, now: number): Promise<Uint8Array> {
    return this.#wait(sequence, encodeEntry({ ...entry, client, sequence, answeredBelow: 0 }), keyOf(client, sequence), now)
  }

  #wait(sequence: number, body: Uint8Array, foreign: string | null, now: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const proposal: Proposal = { sequence, body, foreign, deadline: now + this.#limits.timeoutMs, sentAt: 0, resolve, reject }
      if (foreign === null) this.#own.set(sequence, proposal)
      else this.#foreign.set(foreign, [...(this.#foreign.get(foreign) ?? []), proposal])
      this.#unsent.push(proposal)
      this.#count++
      this.#bytes += body.length
    })
  }

  /** What is to be sent next, at most `bytesMax` of it but at least one; counts as sent. */
  take(now: number, bytesMax: number): Uint8Array[] {
    const bodies: Uint8Array[] = []
    let bytes = 0
    let taken = 0
    this.#taken = []
    for (const proposal of this.#unsent) {
      if (bodies.length > 0 && bytes + proposal.body.length > bytesMax) break
      taken++
      if (!this.#isPending(proposal)) continue
      bodies.push(proposal.body)
      this.#taken.push(proposal)
      bytes += proposal.body.length
      proposal.sentAt = now
    }
    this.#unsent = taken === this.#unsent.length ? [] : this.#unsent.slice(taken)
    return bodies
  }

  /** The last `take` was for nothing. */
  takeBack(): void {
    this.#unsent = [...this.#taken, ...this.#unsent]
    for (const proposal of this.#taken) proposal.sentAt = 0
    this.#taken = []
  }

  /** What was sent may be lost: everything is to be sent again. */
  sendAgain(): void {
    this.#unsent = [...this.#own.values(), ...[...this.#foreign.values()].flat()]
    for (const proposal of this.#unsent) proposal.sentAt = 0
  }

  /** Gives up what is too old; of what went to another node, sends again what was not heard of for too long. */
  tick(now: number, isLeader: boolean): void {
    for (const proposal of this.#own.values()) {
      // In order of time: the others are younger.
      if (proposal.deadline > now) break
      this.#reject(proposal, timedOut())
    }
    for (const proposals of this.#foreign.values()) for (const proposal of proposals) if (proposal.deadline <= now) this.#reject(proposal, timedOut())
    // What this node leads is in its own log: it is committed, or another node leads.
    if (isLeader) return
    for (const proposal of this.#own.values()) if (!this.#sendOld(proposal, now)) break
    for (const proposals of this.#foreign.values()) for (const proposal of proposals) this.#sendOld(proposal, now)
  }

  /** False: it is young, or waits to be sent. */
  #sendOld(proposal: Proposal, now: number): boolean {
    if (proposal.sentAt === 0 || proposal.sentAt + this.#limits.resendMs > now) return false
    proposal.sentAt = 0
    this.#unsent.push(proposal)
    return true
  }

  /** A command was applied here. Null: its answer is no longer known. */
  applied(client: Uint8Array, sequence: number, answer: Uint8Array | null): void {
    if (this.#own.size > 0 && equalBytes(client, 0, client.length, this.#client, 0, this.#client.length)) {
      const proposal = this.#own.get(sequence)
      if (proposal !== undefined) this.#settle(proposal, answer)
    } else if (this.#foreign.size > 0) {
      for (const proposal of this.#foreign.get(keyOf(client, sequence)) ?? []) this.#settle(proposal, answer)
    }
  }

  /** A snapshot of another node came in place of commands: some of these may be in it. */
  restored(find: (client: Uint8Array, sequence: number) => Repeat): void {
    for (const proposal of [...this.#own.values(), ...[...this.#foreign.values()].flat()]) {
      const client = proposal.foreign === null ? this.#client : Buffer.from(proposal.foreign.slice(0, proposal.foreign.indexOf(':')), 'hex')
      const repeat = find(client, proposal.sequence)
      if (repeat.kind !== 'new') this.#settle(proposal, repeat.kind === 'answered' ? repeat.answer : null)
    }
  }

  rejectAll(error: BrokerError): void {
    for (const proposal of [...this.#own.values(), ...[...this.#foreign.values()].flat()]) this.#reject(proposal, error)
    this.#unsent = []
  }

  #settle(proposal: Proposal, answer: Uint8Array | null): void {
    this.#forget(proposal)
    if (answer !== null) proposal.resolve(answer)
    else proposal.reject(metaError('META_UNAVAILABLE', 'the proposal was applied before; its answer is no longer kept', undefined, {}, 'never'))
    if (this.#count === 0) this.onEmpty?.()
  }

  #reject(proposal: Proposal, error: BrokerError): void {
    this.#forget(proposal)
    proposal.reject(error)
    if (this.#count === 0) this.onEmpty?.()
  }

  #isPending(proposal: Proposal): boolean {
    return proposal.foreign === null ? this.#own.has(proposal.sequence) : this.#foreign.get(proposal.foreign)?.includes(proposal) === true
  }

  #forget(proposal: Proposal): void {
    if (proposal.foreign === null) this.#own.delete(proposal.sequence)
    else {
      const left = (this.#foreign.get(proposal.foreign) ?? []).filter((one) => one !== proposal)
      if (left.length === 0) this.#foreign.delete(proposal.foreign)
      else this.#foreign.set(proposal.foreign, left)
    }
    this.#count--
    this.#bytes -= proposal.body.length
  }
}

function timedOut(): BrokerError {
  return metaError('META_UNAVAILABLE', 'the command was not seen to be committed in time: no leader, or no majority')
}

function keyOf(client: Uint8Array, sequence: number): string {
  return `${Buffer.from(client.buffer, client.byteOffset, client.byteLength).toString('hex')}:${sequence}`
}
