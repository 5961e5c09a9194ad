import type { OwnedState, StateOwner, StatePort, StateSweep } from '@robustmq/broker-api'
import { assert } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { Clock, Timers, Turns } from '@robustmq/common-runtime'
import { BatchCursor, RecordCursor } from '@robustmq/record-batch'
import type { Shard, StorageDriver } from '@robustmq/storage-adapter'
import { stateError } from './errors.ts'
import { ForeignState } from './foreign-state.ts'
import { BATCH_MARGIN_BYTES, GroupLog, STATE_VALUE_BYTES_MAX } from './group-log.ts'
import type { GroupLogBounds } from './group-log.ts'
import { isStateShard, kindOf, ownerEnd, STATE_SHARD_BASE, stateShardOf } from './state-record.ts'
import { OwnerWriter } from './state-writer.ts'

export interface StateLogsOptions {
  /** What nobody asks the fate of is sent after this. Default 100 ms. */
  readonly lazyMs?: number
  /** … or when it is this much. Default 64 KiB. */
  readonly lazyBytes?: number
  /** A state shard is swept when it is larger than this … Default 8 MiB. */
  readonly sweepBytesMin?: number
  /** … and than this many times what lives. Default 4. */
  readonly sweepFactor?: number
  /** About what a sweep writes per turn. Default 64 KiB. */
  readonly sliceBytes?: number
  /** State of owners that are not registered, carried along in memory per group. Default 64 MiB. */
  readonly foreignBytesMax?: number
}

export interface StateLogsDeps {
  /** State lives on the driver of the data it belongs to. */
  readonly driver: StorageDriver
  readonly turns: Turns
  readonly timers: Timers
  readonly clock: Clock
  readonly log: Logger
}

export interface StateLogsStats {
  readonly groups: number
  /** Bytes of all state shards, as stored. */
  readonly storedBytes: number
  readonly sweeps: number
}

/** The state logs of one storage driver, one per replication group. */
export interface StateLogs extends StatePort {
  /** Reads all state there is and hands it to its owners. Once, before anything is written. @throws BrokerError STATE_CORRUPT, STATE_FORMAT_UNKNOWN */
  recover(): Promise<void>
  /** Writes all live state of a group again and trims the rest, whatever its size. For tests and tools. */
  sweep(group: number): void
  /** Resolves when everything written so far is settled. */
  flush(): Promise<void>
  stats(): StateLogsStats
  /** Commits what was written. Later writes fail with STATE_CLOSED. */
  close(): Promise<void>
}

const OWNER_NAME = /^[a-z0-9.-]{1,64}$/
const READ_BYTES_MAX = 1024 * 1024
const TENANT_OF_BROKER = 0

export function createStateLogs(options: StateLogsOptions, deps: StateLogsDeps): StateLogs {
  return new Logs(options, deps)
}

interface Registered {
  readonly owner: StateOwner
  readonly writers: Map<number, OwnerWriter>
}

class Logs implements StateLogs {
  readonly #deps: StateLogsDeps
  readonly #bounds: GroupLogBounds
  readonly #foreignBytesMax: number
  readonly #owners = new Map<string, Registered>()
  readonly #groups = new Map<number, GroupLog>()
  readonly #foreign = new Map<number, ForeignState>()
  readonly #opening = new Map<number, Promise<void>>()
  #recovered = false
  #closed = false

  constructor(options: StateLogsOptions, deps: StateLogsDeps) {
    this.#deps = deps
    this.#foreignBytesMax = options.foreignBytesMax ?? 64 * 1024 * 1024
    this.#bounds = {
      lazyMs: options.lazyMs ?? 100,
      lazyBytes: options.lazyBytes ?? 64 * 1024,
      sweepBytesMin: options.sweepBytesMin ?? 8 * 1024 * 1024,
      sweepFactor: options.sweepFactor ?? 4,
      sliceBytes: options.sliceBytes ?? 64 * 1024,
      batchBytesMax: Math.min(STATE_VALUE_BYTES_MAX + BATCH_MARGIN_BYTES, deps.driver.capabilities.batchBytesMax),
    }
  }

  register(owner: StateOwner): OwnedState {
    assert(!this.#recovered, 'owners of state register before recovery')
    assert(OWNER_NAME.test(owner.name), 'the name of an owner of state is out of bounds')
    assert(!this.#owners.has(owner.name), 'an owner of state registers once')
    const registered: Registered = { owner, writers: new Map() }
    this.#owners.set(owner.name, registered)
    return { on: (group) => this.#writer(registered, group) }
  }

  async recover(): Promise<void> {
    assert(!this.#recovered, 'state is recovered once')
    const shards = [...this.#deps.driver.shards()].filter(({ spec }) => isStateShard(spec.shard))
    shards.sort((a, b) => a.spec.group - b.spec.group)
    for (const shard of shards) {
      if (shard.spec.group !== shard.spec.shard - STATE_SHARD_BASE) {
        throw stateError('STATE_FORMAT_UNKNOWN', `shard ${shard.spec.shard} of group ${shard.spec.group} is not known as a state shard`)
      }
      this.#add(shard)
      await this.#read(shard)
    }
    this.#recovered = true
    for (const group of this.#groups.keys()) {
      for (const registered of this.#owners.values()) registered.owner.stateRecovered?.(this.#writer(registered, group))
    }
  }

  open(group: number): Promise<void> {
    assert(this.#recovered, 'state is recovered before groups are opened')
    if (this.#groups.has(group)) return Promise.resolve()
    const underWay = this.#opening.get(group)
    if (underWay !== undefined) return underWay
    const { driver } = this.#deps
    const opening = driver
      .createShard({ tenant: TENANT_OF_BROKER, shard: stateShardOf(group), group, durability: 'always' })
      .then((shard) => this.#add(shard))
      .finally(() => this.#opening.delete(group))
    this.#opening.set(group, opening)
    return opening
  }

  isOpen(group: number): boolean {
    return this.#groups.has(group)
  }

  sweep(group: number): void {
    this.#groups.get(group)?.sweep()
  }

  async flush(): Promise<void> {
    await Promise.all([...this.#groups.values()].map((log) => log.flush()))
  }

  stats(): StateLogsStats {
    let storedBytes = 0
    let sweeps = 0
    for (const { shard, sweepCount } of this.#groups.values()) {
      storedBytes += shard.storedBytes
      sweeps += sweepCount
    }
    return { groups: this.#groups.size, storedBytes, sweeps }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await Promise.all([...this.#groups.values()].map((log) => log.close()))
  }

  #writer(registered: Registered, group: number): OwnerWriter {
    let writer = registered.writers.get(group)
    if (writer === undefined) {
      const log = this.#groups.get(group)
      assert(log !== undefined, 'the state log of a group is opened before it is written to')
      registered.writers.set(group, (writer = new OwnerWriter(registered.owner.name, log)))
    }
    return writer
  }

  #add(shard: Shard): void {
    const { group } = shard.spec
    const { turns, timers, clock, log } = this.#deps
    this.#groups.set(group, new GroupLog(group, shard, this.#bounds, { turns, timers, clock, log, sweeps: () => this.#sweeps(group) }))
  }

  #sweeps(group: number): StateSweep[] {
    const sweeps = [...this.#owners.values()].map((registered) => registered.owner.sweepState(this.#writer(registered, group)))
    const foreign = this.#foreign.get(group)
    if (foreign !== undefined) sweeps.push(foreign.sweep(this.#groups.get(group) as GroupLog))
    return sweeps
  }

  async #read(shard: Shard): Promise<void> {
    const batches = new BatchCursor()
    const records = new RecordCursor()
    for (let offset = shard.logStartOffset; offset < shard.committedOffset; ) {
      const { chunks, nextOffset } = await shard.fetch(offset, { bytesMax: READ_BYTES_MAX })
      if (nextOffset <= offset) throw stateError('STATE_CORRUPT', `the state of group ${shard.spec.group} ends at ${offset}`)
      for (const chunk of chunks) {
        batches.open(chunk, 0, chunk.length)
        while (batches.next()) this.#readBatch(shard, chunk, batches, records, offset)
      }
      offset = nextOffset
    }
  }

  #readBatch(shard: Shard, chunk: Buffer, batches: BatchCursor, records: RecordCursor, fromOffset: number): void {
    const { group } = shard.spec
    if (!records.open(chunk, batches.start, batches.end)) throw stateError('STATE_CORRUPT', `a batch of the state of group ${group} cannot be read`)
    while (records.next()) {
      // The first batch may begin before the start of the log.
      if (records.offset < fromOffset) continue
      const kind = kindOf(records.attributes)
      const nameEnd = records.keyStart < 0 ? -1 : ownerEnd(chunk, records.keyStart, records.keyEnd)
      if (kind === -1 || nameEnd < 0) {
        throw stateError('STATE_FORMAT_UNKNOWN', `record ${records.offset} of the state of group ${group} is not of a known form`)
      }
      const valueStart = Math.max(0, records.valueStart)
      const valueEnd = Math.max(0, records.valueEnd)
      const name = chunk.toString('latin1', records.keyStart, nameEnd)
      const registered = this.#owners.get(name)
      if (registered === undefined) this.#carry(group, name)?.record(kind, chunk, records.keyStart, records.keyEnd, valueStart, valueEnd)
      else registered.owner.recoverState(this.#writer(registered, group), kind, chunk, nameEnd + 1, records.keyEnd, valueStart, valueEnd)
    }
    if (records.failure !== 0) throw stateError('STATE_CORRUPT', `a record of the state of group ${group} cannot be read`)
  }

  /** Where to put a record of an owner that is not here; null: it stays in the log, which is not shortened. */
  #carry(group: number, name: string): ForeignState | null {
    let foreign = this.#foreign.get(group)
    if (foreign === undefined) {
      this.#foreign.set(group, (foreign = new ForeignState()))
      this.#deps.log.warn({ group, owner: name }, 'state of a part that is not running is carried along')
    }
    const log = this.#groups.get(group) as GroupLog
    if (foreign.bytes > this.#foreignBytesMax && log.maySweep) {
      log.maySweep = false
      foreign.clear()
      this.#deps.log.error({ group }, 'more state of parts that are not running than can be carried along: the state log is not shortened in this run')
    }
    return log.maySweep ? foreign : null
  }
}
