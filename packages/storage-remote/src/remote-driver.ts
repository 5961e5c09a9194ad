import type { BrokerError } from '@robustmq/common-errors'
import type { Turns, TurnTask } from '@robustmq/common-runtime'
import { TURN_PERSIST } from '@robustmq/common-runtime'
import { BATCH_HEADER_BYTES, batchLastOffsetDelta, setBatchBaseOffset } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import type {
  AppendOptions, FetchLimits, FetchResult, PressureListener, Shard, ShardSpec, StorageCapabilities, StorageDriver, StorageStats,
} from '@robustmq/storage-adapter'
import type { PeerLane } from './peer-lane.ts'
import type { Place } from './place.ts'
import { PendingAppend, RemoteShard } from './remote-shard.ts'
import type { RemoteOwner } from './remote-shard.ts'
import { encodeShardRequest, OP_DELETE, OP_LOOKUP, OP_TIME, OP_TRIM } from './wire.ts'

export interface RemoteDriverDeps {
  readonly turns: Turns
  /** Where a group is, by this node's knowledge; null: nowhere yet. */
  readonly place: (group: number) => Place | null
  /** The lane to a node; null: it is this one. */
  readonly lane: (nodeId: number) => PeerLane | null
}

const SHARD_MAX = 2 ** 48
const DELETE_OFFSETS_MAX = 10_000

/** Shards of one storage kind that live on other nodes. */
export class RemoteDriver implements StorageDriver, RemoteOwner, TurnTask {
  readonly kind: string
  readonly capabilities: StorageCapabilities
  readonly #pendingBytesMax: number
  readonly #deps: RemoteDriverDeps
  readonly #shards = new Map<number, RemoteShard>()
  /** Shards whose node is asked for the first time; empties itself. */
  readonly #opening = new Map<number, Promise<Shard>>()
  readonly #reliefListeners: PressureListener[] = []
  /** Appends that failed here: told at the end of the turn, never from inside `append`. */
  #touched: RemoteShard[] = []
  #scheduled = false
  #pendingBytes = 0
  #wasCongested = false
  #committedRecords = 0
  #closing = false
  #drained: (() => void)[] = []

  constructor(kind: string, capabilities: StorageCapabilities, pendingBytesMax: number, deps: RemoteDriverDeps) {
    this.kind = kind
    // Companions are written with what they belong to, by the node that holds both.
    this.capabilities = { ...capabilities, companions: false }
    this.#pendingBytesMax = pendingBytesMax
    this.#deps = deps
  }

  async createShard(spec: ShardSpec): Promise<Shard> {
    if (this.#closing) throw storageError('STORAGE_CLOSED', 'the storage is closed')
    if (!Number.isSafeInteger(spec.shard) || spec.shard < 1 || spec.shard >= SHARD_MAX) throw new RangeError(`shard ${spec.shard} is not 1 .. 2^48-1`)
    const known = this.#shards.get(spec.shard)
    if (known !== undefined) {
      const { tenant, group, durability } = known.spec
      if (tenant === spec.tenant && group === spec.group && durability === spec.durability) return this.#opening.get(spec.shard) ?? known
      throw storageError('STORAGE_SHARD_EXISTS', `shard ${spec.shard} exists with another tenant, group or durability`)
    }
    const place = this.#deps.place(spec.group)
    const shard = new RemoteShard(this, { ...spec }, place?.epoch ?? 0)
    this.#shards.set(spec.shard, shard)
    const lane = place === null ? null : this.#deps.lane(place.nodeId)
    // A node that cannot be reached now is asked as soon as it can be; until then appends and reads are refused.
    if (lane?.up !== true) return shard
    const opening = this.#open(shard, lane).finally(() => this.#opening.delete(spec.shard))
    this.#opening.set(spec.shard, opening)
    return opening
  }

  async #open(shard: RemoteShard, lane: PeerLane): Promise<Shard> {
    try {
      await lane.open(shard)
    } catch (error) {
      if ((error as BrokerError).retry === 'never') {
        this.#shards.delete(shard.spec.shard)
        throw error
      }
    }
    return shard
  }

  /** Null too while its node is asked for the first time: nothing is known of it then. */
  shard(shard: number): Shard | null {
    return this.#opening.has(shard) ? null : this.find(shard)
  }

  find(shard: number): RemoteShard | null {
    return this.#shards.get(shard) ?? null
  }

  /** The shard is forgotten here; its data goes with the catalog's entry, on the node that holds it. */
  async deleteShard(number: number): Promise<void> {
    const shard = this.#shards.get(number)
    if (shard === undefined) throw unknown(number)
    this.#shards.delete(number)
    shard.deleted = true
    if (shard.listeners.length > 0) this.watching(shard, false)
    shard.listeners.length = 0
    for (const append of shard.pending) this.settle(append, -1, -1, unknown(number))
    shard.tell()
  }

  shards(): IterableIterator<RemoteShard> {
    return this.#shards.values()
  }

  startRetention(): void {
    // The node that holds a shard removes.
  }

  get congested(): boolean {
    return this.#pendingBytes * 2 > this.#pendingBytesMax
  }

  onRelief(listener: PressureListener): void {
    this.#reliefListeners.push(listener)
  }

  stats(): StorageStats {
    return {
      shards: this.#shards.size, storedBytes: 0, pendingBytes: this.#pendingBytes, syncs: 0, committedRecords: this.#committedRecords, openFiles: 0,
      removed: { byAge: 0, bySize: 0, byCap: 0, byCompaction: 0 }, capRefusals: 0,
    }
  }

  async close(): Promise<void> {
    this.#closing = true
    if (this.#pendingBytes > 0) await new Promise<void>((resolve) => void this.#drained.push(resolve))
    this.#shards.clear()
  }

  append(shard: RemoteShard, batch: Buffer, options: AppendOptions): void {
    const lane = this.#laneOf(shard)
    const records = batch.length < BATCH_HEADER_BYTES ? 0 : Math.max(0, batchLastOffsetDelta(batch, 0) + 1)
    const append = new PendingAppend(shard, options.completion, options.token, records, batch.length)
    shard.pending.push(append)
    // What the batch gets if nobody else appends meanwhile; its node has the last word.
    if (records > 0) setBatchBaseOffset(batch, 0, shard.nextOffset)
    shard.pendingRecords += records
    this.#pendingBytes += batch.length
    if (this.congested) this.#wasCongested = true
    const error = this.#refusal(shard, batch, options) ?? (lane === null ? away(shard) : lane.append(append, batch, options.expectedOffset))
    if (error === null) return
    this.settle(append, -1, -1, error)
    this.#touched.push(shard)
    if (this.#scheduled) return
    this.#scheduled = true
    this.#deps.turns.atTurnEnd(TURN_PERSIST, this)
  }

  /** The outcome is known. It is told when those of all earlier appends are, by `RemoteShard.tell`. */
  settle(append: PendingAppend, baseOffset: number, nextOffset: number, error: BrokerError | null): void {
    if (append.settled) return
    append.settled = true
    append.baseOffset = baseOffset
    append.nextOffset = nextOffset
    append.error = error
    this.#pendingBytes -= append.bytes
    if (error === null) this.#committedRecords += append.records
    if (this.#wasCongested || this.#drained.length > 0) this.#touch()
  }

  onTurnEnd(): void {
    this.#scheduled = false
    const touched = this.#touched
    this.#touched = []
    for (const shard of touched) shard.tell()
    if (this.#wasCongested && !this.congested) {
      this.#wasCongested = false
      for (const listener of this.#reliefListeners) listener.storageRelieved()
    }
    if (this.#pendingBytes > 0) return
    for (const resolve of this.#drained.splice(0)) resolve()
  }

  fetch(shard: RemoteShard, offset: number, limits: FetchLimits): FetchResult | Promise<FetchResult> {
    const lane = this.#readable(shard)
    if (lane.watches(shard) && offset === shard.committedOffset) {
      return { chunks: [], bytes: 0, nextOffset: offset, logStartOffset: shard.logStartOffset, committedOffset: shard.committedOffset }
    }
    return lane.fetch(shard, offset, limits)
  }

  async offsetForTimestamp(shard: RemoteShard, timestampMs: number): Promise<{ readonly offset: number; readonly timestampMs: number } | null> {
    const answer = await this.#readable(shard).ask(encodeShardRequest(OP_TIME, shard.epoch, shard.spec.shard, [timestampMs]))
    return answer.length < 16 ? null : { offset: answer.readDoubleLE(0), timestampMs: answer.readDoubleLE(8) }
  }

  async trimFront(shard: RemoteShard, offset: number): Promise<void> {
    const answer = await this.#readable(shard).ask(encodeShardRequest(OP_TRIM, shard.epoch, shard.spec.shard, [offset]))
    shard.moved(answer.readDoubleLE(0), shard.committedOffset, shard.storedBytes)
  }

  async deleteRecords(shard: RemoteShard, offsets: readonly number[]): Promise<void> {
    if (offsets.length > DELETE_OFFSETS_MAX) throw new RangeError(`${offsets.length} offsets are more than ${DELETE_OFFSETS_MAX}`)
    await this.#readable(shard).ask(encodeShardRequest(OP_DELETE, shard.epoch, shard.spec.shard, offsets))
  }

  async lookup(shard: RemoteShard, question: object): Promise<unknown> {
    const answer = await this.#readable(shard).ask(encodeShardRequest(OP_LOOKUP, shard.epoch, shard.spec.shard, [], Buffer.from(JSON.stringify(question))))
    return JSON.parse(answer.toString()) as unknown
  }

  watching(shard: RemoteShard, on: boolean): void {
    const place = this.#deps.place(shard.spec.group)
    if (place !== null) this.#deps.lane(place.nodeId)?.watch(shard, on)
  }

  #touch(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#deps.turns.atTurnEnd(TURN_PERSIST, this)
  }

  #laneOf(shard: RemoteShard): PeerLane | null {
    const place = this.#deps.place(shard.spec.group)
    return place === null ? null : this.#deps.lane(place.nodeId)
  }

  #readable(shard: RemoteShard): PeerLane {
    if (shard.deleted) throw unknown(shard.spec.shard)
    if (this.#closing) throw storageError('STORAGE_CLOSED', 'the storage is closed')
    const lane = this.#laneOf(shard)
    if (lane === null || !shard.opened) throw away(shard)
    return lane
  }

  #refusal(shard: RemoteShard, batch: Buffer, options: AppendOptions): BrokerError | null {
    if (this.#closing) return storageError('STORAGE_CLOSED', 'the storage is closed')
    if (shard.deleted) return unknown(shard.spec.shard)
    if (batch.length > this.capabilities.batchBytesMax) {
      return storageError('STORAGE_BATCH_TOO_LARGE', `a batch of ${batch.length} bytes is larger than ${this.capabilities.batchBytesMax}`)
    }
    if (options.companions !== undefined && options.companions.length > 0) {
      return storageError('STORAGE_UNSUPPORTED', 'state is written with a batch only on the node that holds the shard')
    }
    if (!shard.opened) return away(shard)
    if (this.#pendingBytes > this.#pendingBytesMax) return storageError('STORAGE_QUEUE_FULL', `more than ${this.#pendingBytesMax} bytes wait for other nodes`)
    return null
  }
}

function unknown(shard: number): BrokerError {
  return storageError('STORAGE_SHARD_UNKNOWN', `shard ${shard} does not exist`)
}

function away(shard: RemoteShard): BrokerError {
  return storageError('STORAGE_UNREACHABLE', `the node that holds group ${shard.spec.group} cannot be reached`)
}
