import type { AddressFormat, Publisher, StateSweep, StateWriter } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { Clock, Turns } from '@robustmq/common-runtime'
import type { Shard } from '@robustmq/storage-adapter'
import { KEY_BYTES, VALUE_BYTES, writeKey, writeValue } from './delay-format.ts'
import type { DelayGroup, DueMessage } from './delay-group.ts'
import { FrontPages } from './front-pages.ts'
import { GroupIntake } from './group-intake.ts'
import { GroupOutlet } from './group-outlet.ts'
import { PendingIndex } from './pending-index.ts'
import type { TenantQuotas } from './tenant-quotas.ts'

/** Delivered messages whose records are still in the log; beyond it the records are removed one by one. */
const LEFT_BEHIND_MAX = 8192
/** `Shard.deleteRecords` takes so many at once. */
const DELETE_MAX = 10_000

export interface GroupDelayDeps {
  readonly publisher: Publisher
  readonly clock: Clock
  readonly turns: Turns
  readonly log: Logger
  readonly quotas: TenantQuotas
  /** Storage kind of the driver that all shards here are of. */
  readonly storage: string
  readonly batchBytesMax: number
  /** The driver can delete single records. */
  readonly deletes: boolean
  readonly isHere: (shard: number) => boolean
  readonly formatOf: (label: string, separator: string) => AddressFormat
  /** Makes or finds the delay shard and the state log of the group. */
  readonly open: (group: number) => Promise<{ readonly shard: Shard; readonly writer: StateWriter }>
  /** What is due first may have changed. */
  readonly changed: () => void
}

const key = Buffer.alloc(KEY_BYTES)
const value = Buffer.alloc(VALUE_BYTES)

/** The delayed messages of one replication group: a shard with their records, their state, and what waits in memory. */
export class GroupDelay implements DelayGroup {
  readonly group: number
  readonly index: PendingIndex = new PendingIndex()
  readonly pages: FrontPages = new FrontPages()
  readonly intake: GroupIntake
  readonly outlet: GroupOutlet
  shard: Shard | null = null
  writer: StateWriter | null = null
  readonly publisher: Publisher
  readonly clock: Clock
  readonly turns: Turns
  readonly log: Logger
  readonly quotas: TenantQuotas
  readonly storage: string
  readonly isHere: (shard: number) => boolean
  readonly formatOf: (label: string, separator: string) => AddressFormat
  readonly #deps: GroupDelayDeps
  #opening = false
  #leftBehind: number[] = []
  #trimmedTo = 0

  constructor(group: number, deps: GroupDelayDeps) {
    this.group = group
    this.#deps = deps
    this.publisher = deps.publisher
    this.clock = deps.clock
    this.turns = deps.turns
    this.log = deps.log
    this.quotas = deps.quotas
    this.storage = deps.storage
    this.isHere = deps.isHere
    this.formatOf = deps.formatOf
    this.intake = new GroupIntake(this, deps.batchBytesMax)
    this.outlet = new GroupOutlet(this)
  }

  /** Opens the group's shards unless they are; what was added meanwhile goes then. */
  open(): void {
    if (this.shard !== null || this.#opening) return
    this.#opening = true
    this.#deps.open(this.group).then(
      ({ shard, writer }) => {
        this.#opening = false
        this.opened(shard, writer)
        this.intake.opened()
      },
      (cause: unknown) => {
        this.#opening = false
        this.intake.cannotOpen(BrokerError.from(cause))
      },
    )
  }

  opened(shard: Shard, writer: StateWriter): void {
    this.shard = shard
    this.writer = writer
    this.#trimmedTo = shard.logStartOffset
  }

  changed(): void {
    this.#deps.changed()
  }

  gone(message: DueMessage): void {
    this.quotas.release(message.tenant, message.bytes)
    this.pages.remove(message.offset)
    this.#leftBehind.push(message.offset)
    this.#reclaim()
  }

  /** All state of the group, for a sweep: what is on its way in, what waits, and what is on its way out when the walk ends. */
  sweep(writer: StateWriter): StateSweep {
    for (const batch of this.intake.inFlight) {
      for (let i = 0; i < batch.count; i++) put(writer, batch.due[i] as number, batch.baseOffset + i, batch.tenant[i] as number, batch.size[i] as number)
    }
    const { index, outlet } = this
    let due = Number.NEGATIVE_INFINITY
    let offset = -1
    return {
      next: () => {
        if (index.after(due, offset)) {
          due = index.due
          offset = index.offset
          put(writer, due, offset, index.tenant, index.bytes)
          return true
        }
        for (const message of outlet.unresolved()) put(writer, message.due, message.offset, message.tenant, message.bytes)
        return false
      },
    }
  }

  /** Space of delivered messages: trimmed where nothing waits before them, else deleted record by record. */
  #reclaim(): void {
    const { shard } = this
    if (shard === null) return
    const front = this.pages.front(shard.committedOffset)
    if (front > this.#trimmedTo) {
      this.#trimmedTo = front
      shard.trimFront(front).catch((error: unknown) => this.log.warn({ error, group: this.group }, 'delivered messages could not be trimmed'))
    }
    if (this.#leftBehind.length < LEFT_BEHIND_MAX) return
    const left = this.#leftBehind.filter((offset) => offset >= this.#trimmedTo)
    this.#leftBehind = []
    if (!this.#deps.deletes) return
    for (let i = 0; i < left.length; i += DELETE_MAX) {
      shard.deleteRecords(left.slice(i, i + DELETE_MAX))
        .catch((error: unknown) => this.log.warn({ error, group: this.group }, 'delivered messages could not be deleted'))
    }
  }
}

function put(writer: StateWriter, due: number, offset: number, tenant: number, bytes: number): void {
  writer.put(writeKey(key, due, offset), writeValue(value, tenant, bytes))
}
