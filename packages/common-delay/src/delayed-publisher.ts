import { STATE_PENDING, STATE_PUT, STATE_REMOVE } from '@robustmq/broker-api'
import type {
  AddressFormat, AppendTicket, DelayedMessage, DelayedPage, DelayedPublisher, MessageRun, OwnedState, Publisher, PublishTarget, StateKind, StateOwner,
  StatePort, StateSweep, StateWriter,
} from '@robustmq/broker-api'
import { assert, BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import { partitionOf } from '@robustmq/common-routing'
import type { Clock, TimerId, Timers, TimerTask, Turns } from '@robustmq/common-runtime'
import type { StorageDriver } from '@robustmq/storage-adapter'
import { storageError } from '@robustmq/storage-adapter'
import { checkKey, checkValue, KEY_BYTES, writeKey } from './delay-format.ts'
import { delayShardOf } from './delay-shard.ts'
import { DelayTicket } from './delay-ticket.ts'
import { GroupDelay } from './group-delay.ts'
import { TenantQuotas } from './tenant-quotas.ts'

/** Room for the address and the frame of a record beside the message. */
const MARGIN_BYTES = 80 * 1024
/** The wall clock is looked at this often at least while something waits, since it may jump. */
const LOOK_AGAIN_MS = 60_000
const LIST_MAX = 10_000
const TENANT_OF_BROKER = 0

export interface DelayOptions {
  /** Messages that may wait on the node. Default 10 000 000: some 40 bytes of memory each. */
  readonly countMax?: number
  /** … of one tenant. Default 5 000 000. */
  readonly tenantCountMax?: number
  /** Bytes of the messages of one tenant that wait, as stored. Default 4 GiB. */
  readonly tenantBytesMax?: number
}

export interface DelayDeps {
  readonly publisher: Publisher
  /** Where delayed messages and their state are kept; topics of the same driver and group get theirs in one write with the removal of the state. */
  readonly driver: StorageDriver
  readonly state: StatePort
  readonly clock: Clock
  readonly turns: Turns
  readonly timers: Timers
  readonly log: Logger
}

export interface Delay extends DelayedPublisher {
  /** Begins to deliver; once, when the state is recovered and every format is known. */
  start(): void
  /** Delivers no more; what waits stays. */
  stop(): void
  /** Memory of the index of all that waits, bytes. */
  readonly memoryBytes: number
  readonly pendingCount: number
}

/** Makes the delayed publisher and registers its state; before the state is recovered. */
export function createDelay(options: DelayOptions, deps: DelayDeps): Delay {
  return new DelayEngine(options, deps)
}

class DelayEngine implements Delay, StateOwner, TimerTask {
  readonly name: string = 'delay'
  readonly #deps: DelayDeps
  readonly #quotas: TenantQuotas
  readonly #state: OwnedState
  readonly #groups = new Map<number, GroupDelay>()
  readonly #formats = new Map<string, AddressFormat>()
  readonly #messageBytesMax: number
  readonly #key = Buffer.alloc(KEY_BYTES)
  #running = false
  #pumping = false
  #timer: TimerId = 0
  #timerAtMs = Number.POSITIVE_INFINITY

  constructor(options: DelayOptions, deps: DelayDeps) {
    this.#deps = deps
    this.#quotas = new TenantQuotas({
      countMax: options.countMax ?? 10_000_000, tenantCountMax: options.tenantCountMax ?? 5_000_000, tenantBytesMax: options.tenantBytesMax ?? 4 * 1024 ** 3,
    })
    this.#messageBytesMax = deps.driver.capabilities.batchBytesMax - MARGIN_BYTES
    this.#state = deps.state.register(this)
    deps.publisher.onRelief(() => this.#pump())
  }

  get memoryBytes(): number {
    let bytes = 0
    for (const { index } of this.#groups.values()) bytes += index.memoryBytes
    return bytes
  }

  get pendingCount(): number {
    let count = 0
    for (const { index } of this.#groups.values()) count += index.count
    return count
  }

  addFormat(format: AddressFormat): void {
    this.#formats.set(`${format.label} ${format.separator}`, format)
  }

  publish(target: PublishTarget, run: MessageRun, dueAtMs: number, live: boolean): AppendTicket {
    if (!Number.isSafeInteger(dueAtMs) || dueAtMs < 0) return DelayTicket.failed(delayError('DELAY_INVALID', `${dueAtMs} is no time in milliseconds`))
    const { tenant, format, nativeName } = target
    let bytes = 0
    for (let i = 0; i < run.count; i++) {
      const size = sizeOf(run, i)
      if (size > this.#messageBytesMax) return DelayTicket.failed(storageError('STORAGE_BATCH_TOO_LARGE', `a delayed message of ${size} bytes`))
      bytes += size
    }
    if (!this.#quotas.allows(tenant, run.count, bytes)) return DelayTicket.failed(delayError('DELAY_LIMIT', `tenant ${tenant} has too many delayed messages waiting`))
    const delay = this.#groupOf(groupFor(target, run))
    if (delay.intake.full) return DelayTicket.failed(storageError('STORAGE_QUEUE_FULL', 'too many delayed messages wait for their shard'))
    delay.open()
    const ticket = new DelayTicket(delay.group, dueAtMs)
    const { deliveryClass, retained, headersTrusted: trusted } = run
    delay.intake.add(run, { tenant, dueAtMs, format, nativeName, deliveryClass, retained, trusted, live }, ticket, this.#deps.clock.now())
    return ticket
  }

  idOf(ticket: AppendTicket, index: number): string {
    assert(ticket instanceof DelayTicket, 'a ticket of a delayed message')
    return idText(ticket.dueAtMs, ticket.group, ticket.baseOffset + index)
  }

  async cancel(tenant: number, id: string): Promise<boolean> {
    const position = parseId(id)
    const delay = position === null ? undefined : this.#groups.get(position.group)
    if (position === null || delay === undefined || delay.writer === null) return false
    const { index, writer } = delay
    const { due, offset } = position
    // Not somebody else's: looked at before it is taken.
    if (!index.take(due, offset)) return false
    if (index.tenant !== tenant) {
      index.insert(due, offset, index.tenant, index.bytes)
      return false
    }
    const message = { due, offset, tenant, bytes: index.bytes }
    writer.remove(writeKey(this.#key, due, offset))
    const ticket = writer.ticket()
    delay.gone(message)
    if (ticket.state === STATE_PENDING) await new Promise<void>((resolve) => ticket.wait({ stateSettled: () => resolve() }))
    if (ticket.error !== null) throw ticket.error
    return true
  }

  list(tenant: number, after: string | null, limit: number): DelayedPage {
    assert(limit >= 1 && limit <= LIST_MAX, 'a page of 1 .. 10 000 delayed messages')
    const from = after === null ? { due: -1, group: -1, offset: -1 } : (parseId(after) ?? { due: -1, group: -1, offset: -1 })
    // All groups side by side, in order of time, then of group.
    const walks = [...this.#groups.values()].sort((a, b) => a.group - b.group).map((delay) => {
      const behind = delay.group < from.group ? Number.POSITIVE_INFINITY : delay.group > from.group ? -1 : from.offset
      return { delay, due: from.due, offset: behind, open: true, nextDue: 0, nextOffset: 0 }
    })
    const step = (walk: (typeof walks)[number]): void => {
      const { index } = walk.delay
      walk.open = index.after(walk.due, walk.offset)
      walk.nextDue = index.due
      walk.nextOffset = index.offset
    }
    for (const walk of walks) step(walk)
    const messages: DelayedMessage[] = []
    for (;;) {
      let first: (typeof walks)[number] | null = null
      for (const walk of walks) if (walk.open && (first === null || walk.nextDue < first.nextDue)) first = walk
      if (first === null) return { messages, next: null }
      if (messages.length === limit) return { messages, next: (messages.at(-1) as DelayedMessage).id }
      first.due = first.nextDue
      first.offset = first.nextOffset
      const { index, group } = first.delay
      index.after(first.due, first.offset - 0.5)
      if (index.tenant === tenant) messages.push({ id: idText(first.due, group, first.offset), tenant, dueAtMs: first.due, bytes: index.bytes })
      step(first)
    }
  }

  count(tenant: number): number {
    return this.#quotas.countOf(tenant)
  }

  start(): void {
    this.#running = true
    this.#pump()
  }

  stop(): void {
    this.#running = false
    this.#deps.timers.cancel(this.#timer)
    this.#timer = 0
  }

  onTimer(): void {
    this.#timer = 0
    this.#timerAtMs = Number.POSITIVE_INFINITY
    this.#pump()
  }

  // State

  recoverState(writer: StateWriter, kind: StateKind, bytes: Buffer, keyStart: number, keyEnd: number, valueStart: number, valueEnd: number): void {
    checkKey(bytes, keyStart, keyEnd)
    const delay = this.#groupOf(writer.group)
    const due = bytes.readDoubleBE(keyStart)
    const offset = bytes.readDoubleBE(keyStart + 8)
    const known = delay.index.take(due, offset)
    if (known) {
      this.#quotas.release(delay.index.tenant, delay.index.bytes)
      delay.pages.remove(offset)
    }
    if (kind === STATE_REMOVE) return
    assert(kind === STATE_PUT, 'delayed messages have no deltas')
    checkValue(bytes, valueStart, valueEnd)
    const tenant = bytes.readUInt32BE(valueStart + 1)
    const size = bytes.readUInt32BE(valueStart + 5)
    delay.index.insert(due, offset, tenant, size)
    delay.pages.add(offset)
    this.#quotas.take(tenant, size)
  }

  stateRecovered(writer: StateWriter): void {
    const delay = this.#groups.get(writer.group)
    const shard = this.#deps.driver.shard(delayShardOf(writer.group))
    if (delay !== undefined && shard !== null) delay.opened(shard, writer)
  }

  sweepState(writer: StateWriter): StateSweep {
    return this.#groups.get(writer.group)?.sweep(writer) ?? { next: () => false }
  }

  #groupOf(group: number): GroupDelay {
    let delay = this.#groups.get(group)
    if (delay === undefined) {
      const { publisher, clock, turns, log, driver } = this.#deps
      delay = new GroupDelay(group, {
        publisher, clock, turns, log, quotas: this.#quotas, storage: driver.kind, deletes: driver.capabilities.deleteRecords,
        batchBytesMax: driver.capabilities.batchBytesMax,
        isHere: (shard) => driver.shard(shard) !== null,
        formatOf: (label, separator) => this.#formatOf(label, separator),
        open: (wanted) => this.#open(wanted),
        changed: () => this.#pump(),
      })
      this.#groups.set(group, delay)
    }
    return delay
  }

  async #open(group: number): Promise<{ readonly shard: Awaited<ReturnType<StorageDriver['createShard']>>; readonly writer: StateWriter }> {
    const { driver, state } = this.#deps
    await state.open(group)
    const shard = await driver.createShard({ tenant: TENANT_OF_BROKER, shard: delayShardOf(group), group, durability: 'always' })
    return { shard, writer: this.#state.on(group) }
  }

  #formatOf(label: string, separator: string): AddressFormat {
    const name = `${label} ${separator}`
    let format = this.#formats.get(name)
    // Of a protocol that is not here: its topics get their messages all the same.
    if (format === undefined) this.#formats.set(name, (format = { label, separator }))
    return format
  }

  /** Delivers what is due, and sets the one timer for what is due next. */
  #pump(): void {
    if (!this.#running || this.#pumping) return
    this.#pumping = true
    const nowMs = this.#deps.clock.now()
    let first = Number.POSITIVE_INFINITY
    for (const { index, outlet } of this.#groups.values()) {
      if (index.firstDue <= nowMs) outlet.pump()
      if (!outlet.resting) first = Math.min(first, index.firstDue)
    }
    this.#pumping = false
    this.#arm(first, nowMs)
  }

  #arm(first: number, nowMs: number): void {
    if (first === Number.POSITIVE_INFINITY || (this.#timer !== 0 && this.#timerAtMs <= first)) return
    const { timers } = this.#deps
    timers.cancel(this.#timer)
    // What could not go although it is due waits for relief, or for its retry.
    const delayMs = Math.min(LOOK_AGAIN_MS, Math.max(1, first - nowMs))
    this.#timerAtMs = nowMs + delayMs
    this.#timer = timers.schedule(delayMs, this)
  }
}

/** The group of the partition that the message will go to, so that both can be one write. */
function groupFor({ topic, address }: PublishTarget, run: MessageRun): number {
  if (topic === null) return 1
  const { partitions } = topic
  const keyStart = run.keyStart === null ? -1 : (run.keyStart[0] as number)
  const key = keyStart < 0 ? Buffer.from(address) : run.buffer.subarray(keyStart, run.keyEnd?.[0])
  return partitions[partitions.length === 1 ? 0 : partitionOf(key, partitions.length)]?.group ?? 1
}

function sizeOf(run: MessageRun, i: number): number {
  const payload = Math.max(0, (run.payloadEnd[i] as number) - (run.payloadStart[i] as number))
  const key = run.keyStart === null || run.keyEnd === null ? 0 : Math.max(0, (run.keyEnd[i] as number) - (run.keyStart[i] as number))
  const headers = run.headersStart === null || run.headersEnd === null ? 0 : (run.headersEnd[i] as number) - (run.headersStart[i] as number)
  return payload + key + headers
}

function idText(due: number, group: number, offset: number): string {
  return `${due}-${group}-${offset}`
}

function parseId(id: string): { readonly due: number; readonly group: number; readonly offset: number } | null {
  const parts = /^(\d{1,16})-(\d{1,10})-(\d{1,16})$/.exec(id)
  return parts === null ? null : { due: Number(parts[1]), group: Number(parts[2]), offset: Number(parts[3]) }
}

function delayError(code: 'DELAY_LIMIT' | 'DELAY_INVALID', message: string): BrokerError {
  return new BrokerError({ code, message, retry: code === 'DELAY_LIMIT' ? 'later' : 'never' })
}
