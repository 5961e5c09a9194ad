import type { BrokerError } from '@robustmq/common-errors'
import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'
import type {
  AppendCompletion, AppendOptions, CommitListener, FetchLimits, FetchResult, Shard, ShardLookup, ShardSettings, ShardSpec,
} from '@robustmq/storage-adapter'
import { createRemoteLookup } from './remote-lookup.ts'

/** An append under way. Kept until all earlier ones of the shard have been told. */
export class PendingAppend {
  readonly shard: RemoteShard
  readonly completion: AppendCompletion | null
  readonly token: number
  readonly records: number
  readonly bytes: number
  settled = false
  baseOffset = -1
  nextOffset = -1
  error: BrokerError | null = null

  constructor(shard: RemoteShard, completion: AppendCompletion | null, token: number, records: number, bytes: number) {
    this.shard = shard
    this.completion = completion
    this.token = token
    this.records = records
    this.bytes = bytes
  }
}

/** What a shard asks of its driver. */
export interface RemoteOwner {
  append(shard: RemoteShard, batch: Buffer, options: AppendOptions): void
  fetch(shard: RemoteShard, offset: number, limits: FetchLimits): FetchResult | Promise<FetchResult>
  offsetForTimestamp(shard: RemoteShard, timestampMs: number): Promise<{ readonly offset: number; readonly timestampMs: number } | null>
  trimFront(shard: RemoteShard, offset: number): Promise<void>
  deleteRecords(shard: RemoteShard, offsets: readonly number[]): Promise<void>
  lookup(shard: RemoteShard, question: object): Promise<unknown>
  watching(shard: RemoteShard, on: boolean): void
}

/**
 * A shard of another node. Its offsets are mirrored: at once what is watched or was appended by this node, about a second
 * late what others append to an unwatched shard. `nextOffset` knows only of this node's appends; completions tell the truth.
 */
export class RemoteShard implements Shard {
  readonly spec: ShardSpec
  /** Of the placement by which the shard was found at its node. */
  epoch: number
  logStartOffset = 0
  committedOffset = 0
  storedBytes = 0
  settings: ShardSettings = SHARD_SETTINGS_DEFAULT
  /** False until its node has said where it stands. */
  opened = false
  deleted = false
  readonly listeners: CommitListener[] = []
  readonly pending: PendingAppend[] = []
  /** Where the next record lands, as far as is known, without what is pending. */
  tailOffset = 0
  pendingRecords = 0
  readonly #owner: RemoteOwner
  #lookup: ShardLookup | null = null

  constructor(owner: RemoteOwner, spec: ShardSpec, epoch: number) {
    this.#owner = owner
    this.spec = spec
    this.epoch = epoch
  }

  get nextOffset(): number {
    return this.tailOffset + this.pendingRecords
  }

  get lookup(): ShardLookup | null {
    if (this.settings.lookup === null) return null
    return (this.#lookup ??= createRemoteLookup((question) => this.#owner.lookup(this, question)))
  }

  append(batch: Buffer, options: AppendOptions): void {
    this.#owner.append(this, batch, options)
  }

  fetch(offset: number, limits: FetchLimits): FetchResult | Promise<FetchResult> {
    return this.#owner.fetch(this, offset, limits)
  }

  offsetForTimestamp(timestampMs: number): Promise<{ readonly offset: number; readonly timestampMs: number } | null> {
    return this.#owner.offsetForTimestamp(this, timestampMs)
  }

  trimFront(offset: number): Promise<void> {
    return this.#owner.trimFront(this, offset)
  }

  deleteRecords(offsets: readonly number[]): Promise<void> {
    return this.#owner.deleteRecords(this, offsets)
  }

  /** Settings are kept by the node that holds the shard, from the same catalog: here they only say what can be asked for. */
  configure(settings: ShardSettings): void {
    this.settings = settings
  }

  hold(): void {
    // What is needed holds back removal on the node of the shard only; whoever needs it there says so there.
  }

  watch(listener: CommitListener): void {
    this.listeners.push(listener)
    if (this.listeners.length === 1) this.#owner.watching(this, true)
  }

  unwatch(listener: CommitListener): void {
    const at = this.listeners.indexOf(listener)
    if (at < 0) return
    this.listeners.splice(at, 1)
    if (this.listeners.length === 0) this.#owner.watching(this, false)
  }

  /** Takes news of the shard; listeners are told when it has moved. */
  moved(logStartOffset: number, committedOffset: number, storedBytes: number): void {
    this.logStartOffset = Math.max(this.logStartOffset, logStartOffset)
    this.storedBytes = storedBytes
    this.committedTo(committedOffset)
  }

  committedTo(committedOffset: number): void {
    if (committedOffset <= this.committedOffset) return
    this.committedOffset = committedOffset
    this.tailOffset = Math.max(this.tailOffset, committedOffset)
    // A copy, since a listener may remove itself while it is told.
    if (this.listeners.length > 0) for (const listener of this.listeners.slice()) listener.shardCommitted(this, committedOffset)
  }

  /** A new process holds the shard: where it says that it stands is where it stands. */
  reset(logStartOffset: number, committedOffset: number, storedBytes: number): void {
    this.opened = true
    if (committedOffset < this.committedOffset) {
      this.committedOffset = committedOffset
      this.tailOffset = committedOffset
    }
    this.logStartOffset = logStartOffset
    this.storedBytes = storedBytes
    this.committedTo(committedOffset)
  }

  /** Tells what is settled, in order, up to the first append that is not. */
  tell(): void {
    const { pending } = this
    while (pending.length > 0 && (pending[0] as PendingAppend).settled) {
      const append = pending.shift() as PendingAppend
      this.pendingRecords -= append.records
      if (append.error !== null) {
        append.completion?.appendFailed(append.token, append.error)
        continue
      }
      this.tailOffset = Math.max(this.tailOffset, append.nextOffset)
      this.committedTo(append.nextOffset)
      append.completion?.appendCommitted(append.token, append.baseOffset, append.nextOffset)
    }
  }
}
