import type { AppendTicket } from '@robustmq/broker-api'
import { TICKET_COMMITTED, TICKET_PENDING } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'

/** The ticket decides. */
const BY_TICKET = 0
/** Something beside the ticket is waited for. */
const HELD = 1
const ACCEPTED = 2
const REFUSED = 3

/** Takes what may be acknowledged, in order. */
export interface AckSink {
  /** Identifiers `[from, to)` of a ring with `mask`. */
  accept(ring: Uint16Array, from: number, to: number, mask: number): void
  /** Returns false when no more may be said (the connection is being closed). */
  refuse(packetId: number, error: BrokerError | null, reason: number, address: string): boolean
}

interface Entry {
  state: number
  ticket: AppendTicket | null
  count: number
  error: BrokerError | null
  reason: number
  /** Where to, for the log: a ticket is of one topic. */
  address: string
}

/**
 * QoS 1 publishes that wait for their PUBACK, in the order in which they came [MQTT-4.6.0-2]. One entry per run and ticket;
 * entries are used again. Identifiers lie in a ring that grows.
 */
export class InboundAcks {
  private entries: Entry[] = [createEntry(), createEntry(), createEntry(), createEntry()]
  private headEntry = 0
  private entryCount = 0
  /** Sequence number of the entry at the head. */
  private headSequence = 0
  private ids: Uint16Array = new Uint16Array(16)
  private headId = 0
  private idCount = 0

  /** Messages without an answer. */
  get count(): number {
    return this.idCount
  }

  /** Messages whose fate is that of a ticket; null: accepted already. */
  push(ticket: AppendTicket | null, packetIds: Int32Array, from: number, count: number, address: string): void {
    const state = ticket === null ? ACCEPTED : BY_TICKET
    const last = this.entryCount === 0 ? null : this.entryAt(this.entryCount - 1)
    if (last !== null && last.state === state && last.ticket === ticket) last.count += count
    else this.add(state, ticket, count, address)
    this.addIds(packetIds, from, count)
  }

  /** Messages that `settle` decides; returns their sequence number. */
  pushHeld(packetIds: Int32Array, from: number, count: number, address: string): number {
    this.add(HELD, null, count, address)
    this.addIds(packetIds, from, count)
    return this.headSequence + this.entryCount - 1
  }

  /** Messages that are refused. `reason` 0: by the error's code. */
  pushRefused(packetIds: Int32Array, from: number, count: number, error: BrokerError | null, reason: number, address: string): void {
    const entry = this.add(REFUSED, null, count, address)
    entry.error = error
    entry.reason = reason
    this.addIds(packetIds, from, count)
  }

  settle(sequence: number, error: BrokerError | null): void {
    const index = sequence - this.headSequence
    if (index < 0 || index >= this.entryCount) return
    const entry = this.entryAt(index)
    entry.state = error === null ? ACCEPTED : REFUSED
    entry.error = error
    entry.reason = 0
  }

  /** Answers from the head on, as far as it is decided. */
  flush(sink: AckSink): void {
    while (this.entryCount > 0) {
      const entry = this.entryAt(0)
      if (entry.state === HELD || (entry.state === BY_TICKET && (entry.ticket as AppendTicket).state === TICKET_PENDING)) return
      const { count, state, ticket, error, reason, address } = entry
      const accepted = state === ACCEPTED || (state === BY_TICKET && (ticket as AppendTicket).state === TICKET_COMMITTED)
      const mask = this.ids.length - 1
      if (accepted) {
        sink.accept(this.ids, this.headId, this.headId + count, mask)
      } else {
        const cause = state === BY_TICKET ? (ticket as AppendTicket).error : error
        for (let i = 0; i < count; i++) if (!sink.refuse(this.ids[(this.headId + i) & mask] as number, cause, reason, address)) break
      }
      this.drop(entry, count)
    }
  }

  /** Forgets everything. */
  clear(): void {
    while (this.entryCount > 0) {
      const entry = this.entryAt(0)
      this.drop(entry, entry.count)
    }
  }

  private drop(entry: Entry, count: number): void {
    entry.ticket = null
    entry.error = null
    this.headId = (this.headId + count) & (this.ids.length - 1)
    this.idCount -= count
    this.headEntry = (this.headEntry + 1) & (this.entries.length - 1)
    this.entryCount--
    this.headSequence++
  }

  private entryAt(index: number): Entry {
    return this.entries[(this.headEntry + index) & (this.entries.length - 1)] as Entry
  }

  private add(state: number, ticket: AppendTicket | null, count: number, address: string): Entry {
    if (this.entryCount === this.entries.length) {
      const grown: Entry[] = []
      for (let i = 0; i < this.entryCount; i++) grown.push(this.entryAt(i))
      for (let i = this.entryCount; i < this.entryCount * 2; i++) grown.push(createEntry())
      this.entries = grown
      this.headEntry = 0
    }
    this.entryCount++
    const entry = this.entryAt(this.entryCount - 1)
    entry.state = state
    entry.ticket = ticket
    entry.count = count
    entry.error = null
    entry.reason = 0
    entry.address = address
    return entry
  }

  private addIds(packetIds: Int32Array, from: number, count: number): void {
    for (let i = from; i < from + count; i++) this.addId(packetIds[i] as number)
  }

  private addId(packetId: number): void {
    if (this.idCount === this.ids.length) {
      const grown = new Uint16Array(this.ids.length * 2)
      for (let i = 0; i < this.idCount; i++) grown[i] = this.ids[(this.headId + i) & (this.ids.length - 1)] as number
      this.ids = grown
      this.headId = 0
    }
    this.ids[(this.headId + this.idCount) & (this.ids.length - 1)] = packetId
    this.idCount++
  }
}

function createEntry(): Entry {
  return { state: ACCEPTED, ticket: null, count: 0, error: null, reason: 0, address: '' }
}
