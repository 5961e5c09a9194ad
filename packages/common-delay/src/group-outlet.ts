import type { AppendTicket, MessageRun, PublishTarget, TargetWaiter, TicketWaiter } from '@robustmq/broker-api'
import { createMessageRun, TARGET_PENDING, TICKET_COMMITTED, TICKET_PENDING } from '@robustmq/broker-api'
import { BrokerError, errorCode } from '@robustmq/common-errors'
import { ownExpiry } from '@robustmq/common-expiry'
import { partitionOf } from '@robustmq/common-routing'
import { TURN_APPEND } from '@robustmq/common-runtime'
import type { TurnTask } from '@robustmq/common-runtime'
import type { Companion } from '@robustmq/storage-adapter'
import { storageError } from '@robustmq/storage-adapter'
import { decodeRoute, KEY_BYTES, VALUE_BYTES, writeKey, writeValue } from './delay-format.ts'
import type { StoredRoute } from './delay-format.ts'
import type { DelayGroup, DueMessage } from './delay-group.ts'
import { RecordFinder } from './record-finder.ts'

/** Messages on their way to their targets. */
const FLIGHTS_MAX = 4096
/** Messages published in a row before others get their turn. */
const IN_A_ROW = 512
/** What could not be delivered is tried again after this, milliseconds. */
const RETRY_MS = 1000

const key = Buffer.alloc(KEY_BYTES)
const value = Buffer.alloc(VALUE_BYTES)

/** One message on its way. */
class Flight implements TicketWaiter {
  readonly message: DueMessage
  /** Its state goes in the same write as the message itself. */
  readonly atomic: boolean
  readonly #outlet: GroupOutlet

  constructor(outlet: GroupOutlet, message: DueMessage, atomic: boolean) {
    this.#outlet = outlet
    this.message = message
    this.atomic = atomic
  }

  ticketSettled(ticket: AppendTicket): void {
    this.#outlet.landed(this, ticket.state === TICKET_COMMITTED ? null : ticket.error)
  }
}

/** Publishes what is due in one group, in order. Rests while its first message waits for the disk or for its target. */
export class GroupOutlet implements TurnTask, TargetWaiter {
  /** By offset. */
  readonly flights: Map<number, Flight> = new Map()
  readonly #delay: DelayGroup
  readonly #finder = new RecordFinder()
  readonly #run: MessageRun = createMessageRun()
  #busy = false
  #scheduled = false
  /** Its target is being made. */
  #held: DueMessage | null = null

  constructor(delay: DelayGroup) {
    this.#delay = delay
    const run = this.#run
    run.count = 1
    run.payloadStart = new Int32Array(1)
    run.payloadEnd = new Int32Array(1)
    this.#keyStart = new Int32Array(1)
    this.#keyEnd = new Int32Array(1)
    this.#headersStart = new Int32Array(1)
    this.#headersEnd = new Int32Array(1)
  }

  readonly #keyStart: Int32Array
  readonly #keyEnd: Int32Array
  readonly #headersStart: Int32Array
  readonly #headersEnd: Int32Array

  /** True when due messages need no timer: something else brings the outlet to go on. */
  get resting(): boolean {
    return this.#busy || this.#scheduled || this.flights.size >= FLIGHTS_MAX
  }

  /**
   * What is in no index any more although its state has not been removed in the log. A flight that took the removal of its state with
   * it is not among them: putting the state behind the removal would bring the message back.
   */
  *unresolved(): IterableIterator<DueMessage> {
    for (const { message, atomic } of this.flights.values()) if (!atomic) yield message
    if (this.#held !== null) yield this.#held
  }

  pump(): void {
    const { index, publisher, clock } = this.#delay
    if (this.#busy) return
    const nowMs = clock.now()
    for (let sent = 0; index.firstDue <= nowMs && this.flights.size < FLIGHTS_MAX && !publisher.congested; sent++) {
      if (sent === IN_A_ROW) {
        this.#goOnLater()
        return
      }
      index.takeFirst()
      if (!this.#read({ due: index.due, offset: index.offset, tenant: index.tenant, bytes: index.bytes })) return
    }
    if (index.firstDue > nowMs) this.#finder.clear()
  }

  onTurnEnd(): void {
    this.#scheduled = false
    this.pump()
    this.#delay.changed()
  }

  targetSettled(_target: PublishTarget): void {
    const message = this.#held
    this.#busy = false
    this.#held = null
    if (message !== null && this.#read(message)) this.#goOnLater()
  }

  landed(flight: Flight, error: BrokerError | null): void {
    const { message, atomic } = flight
    this.flights.delete(message.offset)
    if (error !== null) {
      // Nothing was stored, so nothing was removed; a sweep may have been told otherwise.
      this.#retry(message, error)
      return
    }
    if (atomic) this.#delay.gone(message)
    else this.#remove(message)
    if (this.#delay.index.firstDue <= this.#delay.clock.now()) this.#goOnLater()
  }

  #goOnLater(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#delay.turns.atTurnEnd(TURN_APPEND, this)
  }

  /** False: the message is waited for, and with it what follows. */
  #read(message: DueMessage): boolean {
    const { shard } = this.#delay
    try {
      if (shard === null) throw storageError('STORAGE_SHARD_UNKNOWN', `the delayed messages of group ${this.#delay.group} are not here`)
      const found = this.#finder.find(shard, message.offset)
      if (!(found instanceof Promise)) return this.#found(found, message)
      this.#busy = true
      this.#held = message
      found.then(
        (is) => this.#readLater(message, is, null),
        (cause: unknown) => this.#readLater(message, false, cause),
      )
      return false
    } catch (cause) {
      this.#unreadable(message, cause)
      return true
    }
  }

  #readLater(message: DueMessage, found: boolean, cause: unknown): void {
    this.#busy = false
    this.#held = null
    if (cause !== null) this.#unreadable(message, cause)
    else if (!this.#found(found, message)) return
    this.#goOnLater()
  }

  #unreadable(message: DueMessage, cause: unknown): void {
    if (errorCode(cause) === 'STORAGE_OFFSET_OUT_OF_RANGE') this.#drop(message, 'its record is gone')
    else this.#retry(message, BrokerError.from(cause))
  }

  #found(found: boolean, message: DueMessage): boolean {
    const { cursor } = this.#finder
    if (!found) {
      this.#drop(message, 'its record is gone: delivered before, or lost')
      return true
    }
    const bytes = asBuffer(cursor.buffer)
    const route = cursor.keyStart < 0 ? null : decodeRoute(bytes, cursor.keyStart, cursor.keyEnd, this.#delay.formatOf)
    if (route === null) {
      this.#drop(message, 'its record is not of a known form')
      return true
    }
    if (ownExpiry(cursor) <= this.#delay.clock.now()) {
      this.#remove(message)
      return true
    }
    cursor.rewindHeaders()
    return this.#publish(message, route, bytes)
  }

  #publish(message: DueMessage, route: StoredRoute, bytes: Buffer): boolean {
    const { publisher } = this.#delay
    const target = publisher.target(route.tenant, route.format, route.nativeName, !route.live)
    if (!publisher.ready(target)) {
      if (target.state === TARGET_PENDING) {
        this.#busy = true
        this.#held = message
        publisher.whenSettled(target, this)
        return false
      }
      const { error } = target
      if (error === null || error.retry === 'never') this.#drop(message, error?.code ?? 'its target is refused')
      else this.#retry(message, error)
      return true
    }
    this.#fillRun(route, bytes)
    const companion = route.live ? null : this.#companion(target, message)
    const flight = new Flight(this, message, companion !== null)
    this.flights.set(message.offset, flight)
    const ticket = publisher.publish(target, this.#run, route.live, ...(companion === null ? [] : [[companion]]))
    if (ticket === null) this.landed(flight, null)
    else if (ticket.state === TICKET_PENDING) ticket.wait(flight)
    else flight.ticketSettled(ticket)
    return true
  }

  #fillRun(route: StoredRoute, bytes: Buffer): void {
    const run = this.#run
    const { cursor } = this.#finder
    run.buffer = bytes
    run.payloadStart[0] = cursor.valueStart
    run.payloadEnd[0] = cursor.valueEnd
    run.keyStart = route.keyStart < 0 ? null : this.#keyStart
    run.keyEnd = route.keyStart < 0 ? null : this.#keyEnd
    this.#keyStart[0] = route.keyStart
    this.#keyEnd[0] = cursor.keyEnd
    const headers = cursor.headerCount > 0
    run.headerBuffer = headers ? bytes : null
    run.headersStart = headers ? this.#headersStart : null
    run.headersEnd = headers ? this.#headersEnd : null
    this.#headersStart[0] = cursor.headersStart
    this.#headersEnd[0] = cursor.headersEnd
    run.headersTrusted = route.trusted
    run.deliveryClass = route.deliveryClass
    run.retained = route.retained
    run.timestampMs = this.#delay.clock.now()
  }

  /** The removal of the message's state, when it can go in one write with the message; null when it cannot. */
  #companion({ topic, address }: PublishTarget, message: DueMessage): Companion | null {
    const { writer, group, storage } = this.#delay
    if (topic === null || writer === null || topic.storage !== storage) return null
    const run = this.#run
    const count = topic.partitions.length
    // As the publisher chooses: by key, else by address.
    const keyed = run.keyStart !== null ? run.buffer.subarray(run.keyStart[0], run.keyEnd?.[0]) : Buffer.from(address)
    const partition = topic.partitions[count === 1 ? 0 : partitionOf(keyed, count)]
    if (partition?.group !== group || !this.#delay.isHere(partition.shard)) return null
    writer.beginCompanion()
    writer.remove(writeKey(key, message.due, message.offset))
    return writer.takeCompanion()
  }

  #remove(message: DueMessage): void {
    this.#delay.writer?.remove(writeKey(key, message.due, message.offset))
    this.#delay.gone(message)
  }

  #drop(message: DueMessage, reason: string): void {
    this.#delay.log.error({ group: this.#delay.group, offset: message.offset, reason }, 'a delayed message cannot be delivered')
    this.#remove(message)
  }

  #retry(message: DueMessage, error: BrokerError): void {
    const { writer, clock, log, group } = this.#delay
    log.warn({ group, offset: message.offset, code: error.code }, 'a delayed message has to wait')
    const due = clock.now() + RETRY_MS
    writer?.remove(writeKey(key, message.due, message.offset))
    writer?.put(writeKey(key, due, message.offset), writeValue(value, message.tenant, message.bytes))
    // At once: a sweep that ends now has passed over the message, and trims what was there before.
    writer?.ticket()
    this.#delay.index.insert(due, message.offset, message.tenant, message.bytes)
    this.#delay.changed()
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
