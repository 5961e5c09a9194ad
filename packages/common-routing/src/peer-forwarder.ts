import type { AppendTicket, LiveSink, MessageRun, PublishTarget, TicketWaiter } from '@robustmq/broker-api'
import { TICKET_COMMITTED, TICKET_FAILED } from '@robustmq/broker-api'
import type { Turns } from '@robustmq/common-runtime'
import type { BatchBuilderPool } from '@robustmq/record-batch'
import { encodePublishHead, FLAG_RETAINED, FLAG_TRUSTED } from './interest-wire.ts'
import { ShardAppender } from './shard-appender.ts'

/** What a forwarder asks of the exchange. */
export interface ForwarderOwner {
  readonly turns: Turns
  readonly builders: BatchBuilderPool
  send(peers: readonly number[], message: Buffer): void
  /** False when too much waits for commits of all addresses together; else the bytes are counted until `released`. */
  held(bytes: number): boolean
  released(bytes: number): void
}

interface HeldBatch {
  readonly message: Buffer
  readonly ticket: AppendTicket
}

/**
 * Sends what is published to one address to the nodes that want it: everything of a turn in one message, encoded once. What is promised at
 * least once goes when it is committed, in order (docs/adr/0010).
 */
export class PeerForwarder implements LiveSink, TicketWaiter {
  private readonly owner: ForwarderOwner
  private readonly target: PublishTarget
  private peers: readonly number[]
  private readonly head: Buffer
  /** Gather as storage does; what they append goes to peers instead. */
  private readonly now: ShardAppender
  private readonly later: ShardAppender
  private nowFlags = 0
  private laterFlags = 0
  private laterTicket: AppendTicket | null = null
  private held: HeldBatch[] = []

  constructor(owner: ForwarderOwner, target: PublishTarget, peers: readonly number[]) {
    this.owner = owner
    this.target = target
    this.peers = peers
    this.head = encodePublishHead(target)
    this.now = new ShardAppender({ append: (batch) => this.owner.send(this.peers, this.message(batch, this.nowFlags)) }, owner.turns, owner.builders)
    this.later = new ShardAppender({ append: (batch) => this.hold(batch) }, owner.turns, owner.builders)
  }

  /** The address is matched anew: what is held goes to those who want it now. */
  retarget(peers: readonly number[]): void {
    this.now.seal()
    this.peers = peers
  }

  deliver(run: MessageRun): void {
    const flags = (run.headersTrusted ? FLAG_TRUSTED : 0) | (run.retained ? FLAG_RETAINED : 0)
    const { ticket } = run
    if (run.deliveryClass === 0 || ticket === null || ticket.state === TICKET_COMMITTED) {
      if (flags !== this.nowFlags) this.now.seal()
      this.nowFlags = flags
      this.now.append(run, null)
      return
    }
    if (flags !== this.laterFlags || ticket !== this.laterTicket) this.later.seal()
    this.laterFlags = flags
    this.laterTicket = ticket
    this.later.append(run, null)
  }

  ticketSettled(): void {
    let sent = 0
    for (const { message, ticket } of this.held) {
      if (ticket.state === TICKET_COMMITTED) this.owner.send(this.peers, message)
      else if (ticket.state !== TICKET_FAILED) break
      this.owner.released(message.length)
      sent++
    }
    if (sent > 0) this.held.splice(0, sent)
  }

  private hold(batch: Buffer): void {
    const ticket = this.laterTicket as AppendTicket
    const message = this.message(batch, this.laterFlags)
    if (ticket.state === TICKET_FAILED || !this.owner.held(message.length)) return
    this.held.push({ message, ticket })
    ticket.wait(this)
  }

  private message(batch: Buffer, flags: number): Buffer {
    const message = Buffer.allocUnsafe(this.head.length + batch.length)
    this.head.copy(message)
    message[1] = flags
    batch.copy(message, this.head.length)
    return message
  }
}
