import type { AppendTicket, MetaPort, TicketWaiter } from '@robustmq/broker-api'
import { TICKET_COMMITTED, TICKET_PENDING } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { retainedProto } from '@robustmq/proto-gen'
import type { RetainedEntry, RetainedMachine } from './retained-machine.ts'
import { RETAINED_MACHINE } from './retained-machine.ts'

const v1 = retainedProto.mqtt.v1
const { RetainedCode } = v1

/** Bounds of one command: far below what the metadata log takes. */
const CHANGES_MAX = 1000
const COMMAND_BYTES_MAX = 128 * 1024

/** Told once how a retained publish ended; `error` is null when it is agreed. */
export interface RetainedWaiter {
  retainedSettled(sequence: number, error: BrokerError | null): void
}

/** A message that asks to be retained (or, with `clear`, that nothing be). */
export interface RetainedPublish {
  readonly tenant: number
  readonly name: string
  readonly topicId: string
  readonly partition: number
  readonly expiresAtMs: number
  readonly clear: boolean
  readonly waiter: RetainedWaiter | null
  /** Handed back to the waiter. */
  readonly sequence: number
}

/** Waits for the record to be committed, then asks for the change. One object per retained publish: the rare case. */
class Committing implements TicketWaiter {
  readonly #publish: RetainedPublish
  readonly #position: number
  readonly #writer: RetainedWriter

  constructor(publish: RetainedPublish, position: number, writer: RetainedWriter) {
    this.#publish = publish
    this.#position = position
    this.#writer = writer
  }

  ticketSettled(ticket: AppendTicket): void {
    this.#writer.ticketDone()
    if (ticket.state === TICKET_COMMITTED) this.#writer.change(this.#publish, ticket.baseOffset + this.#position)
    else this.#publish.waiter?.retainedSettled(this.#publish.sequence, ticket.error)
  }
}

interface Change {
  publish: RetainedPublish
  offset: number
  waiters: RetainedPublish[]
}

export interface RetainedWriterDeps {
  readonly meta: MetaPort
  readonly machine: RetainedMachine
  readonly log: Logger
}

export interface RetainedWriterOptions {
  /** Names with a retained message, all tenants. */
  readonly entriesMax: number
  /** Changes that wait for the metadata service. */
  readonly pendingMax: number
}

/**
 * Brings retained publishes into the agreed index: one command at a time, with all that has gathered meanwhile; of several
 * publishes to one name only the last is proposed.
 */
export class RetainedWriter {
  readonly #deps: RetainedWriterDeps
  readonly #options: RetainedWriterOptions
  #waiting = new Map<string, Change>()
  #proposed = new Map<string, Change>()
  #busy = false
  #tickets = 0

  constructor(options: RetainedWriterOptions, deps: RetainedWriterDeps) {
    this.#options = options
    this.#deps = deps
  }

  get pending(): number {
    return this.#waiting.size + this.#proposed.size + this.#tickets
  }

  /** The record is the last one that `ticket` has taken so far. */
  publish(publish: RetainedPublish, ticket: AppendTicket): void {
    this.#tickets++
    const committing = new Committing(publish, ticket.count - 1, this)
    if (ticket.state === TICKET_PENDING) ticket.wait(committing)
    else committing.ticketSettled(ticket)
  }

  /** Forgets an entry whose record is gone, unless it was replaced meanwhile. */
  forget(entry: RetainedEntry): void {
    this.change({ ...entry, clear: true, waiter: null, sequence: 0 }, entry.offset)
  }

  ticketDone(): void {
    this.#tickets--
  }

  change(publish: RetainedPublish, offset: number): void {
    const key = `${publish.tenant}:${publish.name}`
    const waiting = this.#waiting.get(key)
    if (waiting !== undefined) {
      // The one before is overtaken; its publisher is told when the later one is agreed.
      waiting.waiters.push(publish)
      waiting.publish = publish
      waiting.offset = offset
      return
    }
    if (publish.clear && !this.#proposed.has(key) && this.#deps.machine.get(publish.tenant, publish.name) === null) {
      publish.waiter?.retainedSettled(publish.sequence, null)
      return
    }
    if (this.#waiting.size >= this.#options.pendingMax) {
      publish.waiter?.retainedSettled(publish.sequence, queueFull())
      return
    }
    this.#waiting.set(key, { publish, offset, waiters: [publish] })
    if (!this.#busy) void this.#propose()
  }

  async #propose(): Promise<void> {
    this.#busy = true
    while (this.#waiting.size > 0) {
      const changes = this.#take()
      const command = v1.RetainedCommand.encode({ changes: changes.map(wireChange), entriesMax: this.#options.entriesMax }).finish()
      try {
        const answer = v1.RetainedAnswer.decode(await this.#deps.meta.propose(RETAINED_MACHINE, command))
        changes.forEach((change, i) => settle(change, errorOf((answer.codes ?? [])[i] ?? RetainedCode.RETAINED_INVALID)))
      } catch (cause) {
        const error = BrokerError.from(cause)
        this.#deps.log.warn({ code: error.code, changes: changes.length }, 'retained messages could not be agreed on')
        for (const change of changes) settle(change, error)
      }
      this.#proposed.clear()
    }
    this.#busy = false
  }

  #take(): Change[] {
    const changes: Change[] = []
    let bytes = 0
    for (const [key, change] of this.#waiting) {
      bytes += change.publish.name.length * 3 + 64
      if (changes.length > 0 && (changes.length === CHANGES_MAX || bytes > COMMAND_BYTES_MAX)) break
      changes.push(change)
      this.#waiting.delete(key)
      this.#proposed.set(key, change)
    }
    return changes
  }
}

function wireChange({ publish, offset }: Change): retainedProto.mqtt.v1.RetainedChange.$Properties {
  const { tenant, name, topicId, partition, expiresAtMs, clear } = publish
  return { entry: { tenant, name, topicId: Buffer.from(topicId, 'hex'), partition, offset, expiresAtMs }, clear }
}

function settle(change: Change, error: BrokerError | null): void {
  for (const publish of change.waiters) publish.waiter?.retainedSettled(publish.sequence, error)
}

function errorOf(code: number): BrokerError | null {
  // Overtaken is as good as agreed: a later message took the place.
  if (code === RetainedCode.RETAINED_OK || code === RetainedCode.RETAINED_OVERTAKEN) return null
  if (code === RetainedCode.RETAINED_LIMIT) {
    return new BrokerError({ code: 'MQTT_RETAINED_LIMIT', retry: 'later', message: 'the bound on retained messages is reached' })
  }
  return new BrokerError({ code: 'META_CORRUPT', retry: 'never', message: 'the retained index refused a change' })
}

function queueFull(): BrokerError {
  return new BrokerError({ code: 'META_QUEUE_FULL', retry: 'later', message: 'too many retained messages wait for the metadata service' })
}
