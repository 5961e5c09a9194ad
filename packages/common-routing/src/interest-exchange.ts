import type {
  AddressFilter, AddressFormat, LiveSink, PeerNetwork, PublishTarget, SubscriptionIndex, SubscriptionIndexHandle,
} from '@robustmq/broker-api'
import { PEER_CHANNEL_INTEREST } from '@robustmq/broker-api'
import type { Logger } from '@robustmq/common-log'
import type { Timers, Turns, TurnTask } from '@robustmq/common-runtime'
import { TURN_APPEND } from '@robustmq/common-runtime'
import type { BatchBuilderPool } from '@robustmq/record-batch'
import { createBatchBuilderPool } from '@robustmq/record-batch'
import { filterKey, filterOfKey } from './address-filter.ts'
import { InterestTable } from './interest-table.ts'
import { decodeInterest, decodePublishHead, encodeInterest, FLAG_ANEW, OP_ASK, OP_INTEREST, OP_PUBLISH } from './interest-wire.ts'
import { PeerForwarder } from './peer-forwarder.ts'
import type { ForwarderOwner } from './peer-forwarder.ts'

export interface InterestExchangeDeps {
  readonly peers: PeerNetwork
  readonly turns: Turns
  readonly timers: Timers
  readonly log: Logger
}

/** What an exchange needs of the router that it serves. */
export interface InterestRouter {
  addForwarder(index: SubscriptionIndex): SubscriptionIndexHandle
  formatOf(label: string, separator: string): AddressFormat
  /** Hands the records of a batch that another node published to the live subscriptions of this one. */
  deliverFromPeer(tenant: number, format: AddressFormat, nativeName: string, batch: Buffer, flags: number): void
}

/** Filters told to others; with more, they are told to send everything of that tenant and format. */
const FILTERS_MAX = 100_000
/** Filters of one node that are kept; further ones are ignored. */
const PEER_FILTERS_MAX = 2 * FILTERS_MAX
const FILTERS_PER_MESSAGE = 1000
/** Largest batch that is forwarded; one message of any protocol fits in it. */
const FORWARD_BYTES_MAX = 32 * 1024 * 1024
/** Bytes that wait for their commit before they go to other nodes. */
const HELD_BYTES_MAX = 64 * 1024 * 1024
/** A node that could not be told is told everything again after this long. */
const AGAIN_MS = 1000

/**
 * Live interest between nodes: which addresses have subscribers where, and what is published sent there. Told in batches, to everybody;
 * bounded; made anew with each stream. What is sent on its way out of a node is never sent on by the one that gets it.
 */
export class InterestExchange implements SubscriptionIndex, ForwarderOwner, TurnTask {
  readonly turns: Turns
  readonly builders: BatchBuilderPool = createBatchBuilderPool({ batchBytesMax: FORWARD_BYTES_MAX })
  readonly #deps: InterestExchangeDeps
  readonly #router: InterestRouter
  readonly #handle: SubscriptionIndexHandle
  readonly #table = new InterestTable()
  /** Filters of this node with the number of subscriptions that have them. */
  readonly #own = new Map<string, number>()
  /** Tenants and formats of which everything is wanted, since there are too many filters. */
  readonly #everything = new Set<string>()
  #changes: { readonly came: boolean; readonly key: string }[] = []
  readonly #stale = new Set<number>()
  readonly #forwarders = new WeakMap<PublishTarget, PeerForwarder>()
  #scheduled = false
  #heldBytes = 0
  /** Messages to other nodes that found no room, and what was dropped waiting for commits. */
  dropped = 0

  constructor(router: InterestRouter, deps: InterestExchangeDeps) {
    this.#router = router
    this.#deps = deps
    this.turns = deps.turns
    this.#handle = router.addForwarder(this)
    deps.peers.watch({
      peerUp: (peer) => this.#tellAll(peer),
      peerDown: (peer) => {
        this.#stale.delete(peer)
        this.#forget(peer)
      },
    })
    deps.peers.listen(PEER_CHANNEL_INTEREST, {
      peerMessage: (peer, message) => this.#message(peer, message),
      peerRequest: () => Promise.reject(new Error('nothing is asked on this channel')),
    })
    // What they said when their streams began, nobody here has heard.
    for (const peer of deps.peers.peers()) deps.peers.send(peer, PEER_CHANNEL_INTEREST, Buffer.from([OP_ASK]))
    for (const peer of deps.peers.peers()) this.#tellAll(peer)
  }

  /** A subscription of this node came. */
  added(filter: AddressFilter): void {
    const key = this.#keyOf(filter)
    const count = this.#own.get(key) ?? 0
    this.#own.set(key, count + 1)
    if (count === 0) this.#tell(true, key)
  }

  removed(filter: AddressFilter): void {
    const key = this.#own.has(filterKey(filter)) ? filterKey(filter) : everythingOf(filter)
    const count = this.#own.get(key) ?? 0
    if (count > 1) this.#own.set(key, count - 1)
    else if (this.#own.delete(key)) {
      this.#everything.delete(key)
      this.#tell(false, key)
    }
  }

  match(target: PublishTarget): LiveSink | null {
    const known = this.#forwarders.get(target)
    const peers = this.#table.match(target)
    if (known !== undefined) known.retarget(peers)
    if (peers.length === 0) return null
    if (known !== undefined) return known
    const forwarder = new PeerForwarder(this, target, peers)
    this.#forwarders.set(target, forwarder)
    return forwarder
  }

  send(peers: readonly number[], message: Buffer): void {
    for (const peer of peers) if (!this.#deps.peers.send(peer, PEER_CHANNEL_INTEREST, message)) this.dropped++
  }

  held(bytes: number): boolean {
    if (this.#heldBytes + bytes > HELD_BYTES_MAX) {
      this.dropped++
      return false
    }
    this.#heldBytes += bytes
    return true
  }

  released(bytes: number): void {
    this.#heldBytes -= bytes
  }

  onTurnEnd(): void {
    this.#scheduled = false
    const changes = this.#changes
    this.#changes = []
    for (const peer of this.#deps.peers.peers()) {
      if (this.#stale.has(peer)) continue
      for (let from = 0; from < changes.length; from += FILTERS_PER_MESSAGE) {
        if (this.#deps.peers.send(peer, PEER_CHANNEL_INTEREST, encodeInterest(false, changes.slice(from, from + FILTERS_PER_MESSAGE)))) continue
        this.#again(peer)
        break
      }
    }
  }

  #keyOf(filter: AddressFilter): string {
    const key = filterKey(filter)
    if (this.#own.has(key) || this.#own.size < FILTERS_MAX) return key
    const all = everythingOf(filter)
    this.#everything.add(all)
    return all
  }

  #tell(came: boolean, key: string): void {
    this.#changes.push({ came, key })
    if (this.#scheduled) return
    this.#scheduled = true
    this.#deps.turns.atTurnEnd(TURN_APPEND, this)
  }

  /** All that is wanted here, for a node that knows nothing. */
  #tellAll(peer: number): void {
    this.#stale.delete(peer)
    const all = [...this.#own.keys()].map((key) => ({ came: true, key }))
    for (let from = 0; from === 0 || from < all.length; from += FILTERS_PER_MESSAGE) {
      if (this.#deps.peers.send(peer, PEER_CHANNEL_INTEREST, encodeInterest(from === 0, all.slice(from, from + FILTERS_PER_MESSAGE)))) continue
      this.#again(peer)
      return
    }
  }

  #again(peer: number): void {
    this.#stale.add(peer)
    this.#deps.timers.schedule(AGAIN_MS, { onTimer: () => void (this.#stale.has(peer) && this.#tellAll(peer)) })
  }

  #message(peer: number, message: Buffer): void {
    if (message[0] === OP_PUBLISH) {
      const head = decodePublishHead(message, (label, separator) => this.#router.formatOf(label, separator))
      if (head === null) this.#deps.log.error({ peer }, 'a message of another node cannot be read')
      else this.#router.deliverFromPeer(head.tenant, head.format, head.nativeName, message.subarray(head.batchStart), head.flags)
      return
    }
    if (message[0] === OP_ASK) this.#tellAll(peer)
    if (message[0] !== OP_INTEREST) return
    if (((message[1] ?? 0) & FLAG_ANEW) !== 0) this.#forget(peer)
    decodeInterest(message, (came, key) => {
      const filter = filterOfKey(key, (label, separator) => this.#router.formatOf(label, separator))
      if (filter === null) this.#deps.log.error({ peer }, 'the interest of another node cannot be read')
      else if (came) {
        if (this.#table.countOf(peer) < PEER_FILTERS_MAX && this.#table.add(peer, filter)) this.#handle.added(filter)
      } else if (this.#table.remove(peer, filter)) this.#handle.removed(filter)
    })
  }

  #forget(peer: number): void {
    if (this.#table.removeAll(peer).length > 0) this.#handle.changed()
  }
}

function everythingOf(filter: AddressFilter): string {
  return filterKey({ tenant: filter.tenant, format: filter.format, levels: [], rest: true })
}
