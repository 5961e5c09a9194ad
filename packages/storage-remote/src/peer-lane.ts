import type { PeerNetwork } from '@robustmq/broker-api'
import { PEER_CHANNEL_SHARDS } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { Timers, Turns, TurnTask } from '@robustmq/common-runtime'
import { TURN_APPEND } from '@robustmq/common-runtime'
import type { FetchLimits, FetchResult } from '@robustmq/storage-adapter'
import { storageError } from '@robustmq/storage-adapter'
import type { Place } from './place.ts'
import type { PendingAppend, RemoteShard } from './remote-shard.ts'
import {
  decodeFailure, encodeAppend, encodeFetch, encodeOpen, encodeWatch, FETCH_HEAD_BYTES, malformed, OFFSETS_ENTRY_BYTES, OP_UNWATCH, OP_WATCH, unreachable,
} from './wire.ts'

/** What a lane asks of the shards of one storage kind. */
export interface LaneDriver {
  readonly kind: string
  find(shard: number): RemoteShard | null
  shards(): IterableIterator<RemoteShard>
  settle(append: PendingAppend, baseOffset: number, nextOffset: number, error: BrokerError | null): void
}

export interface LaneDeps {
  readonly peers: PeerNetwork
  readonly turns: Turns
  readonly timers: Timers
  readonly log: Logger
  readonly place: (group: number) => Place | null
  readonly drivers: ReadonlyMap<string, LaneDriver>
}

/** Requests end after this long; the node may have carried them out. */
const REQUEST_MS = 30_000
const OPEN_ENTRIES_MAX = 1000
/** Answers stay well below what a message may hold. */
const FETCH_BYTES_MAX = 16 * 1024 * 1024
/** A node that does not yet know what we know is asked again. */
const OPEN_RETRY_MS = 200
const OPEN_TRIES = 25

interface Opening {
  readonly shard: RemoteShard
  readonly driver: LaneDriver
  tries: number
  readonly resolve: () => void
  readonly reject: (error: BrokerError) => void
}

/** What this node asks of one other: appends under way, shards being opened, shards watched. */
export class PeerLane implements TurnTask {
  readonly nodeId: number
  up = false
  readonly #deps: LaneDeps
  readonly #appends = new Map<number, PendingAppend>()
  readonly #watched = new Set<RemoteShard>()
  #opening: Opening[] = []
  #scheduled = false
  #sequence = 0

  constructor(nodeId: number, deps: LaneDeps) {
    this.nodeId = nodeId
    this.#deps = deps
  }

  get appendsUnderWay(): number {
    return this.#appends.size
  }

  watches(shard: RemoteShard): boolean {
    return this.up && shard.opened && this.#watched.has(shard)
  }

  /** Null when it is on its way; else why it was not sent. */
  append(append: PendingAppend, batch: Buffer, expectedOffset: number | undefined): BrokerError | null {
    if (!this.up) return storageError('STORAGE_UNREACHABLE', `node ${this.nodeId} cannot be reached`)
    do this.#sequence = (this.#sequence + 1) >>> 0
    while (this.#appends.has(this.#sequence))
    const { shard } = append
    const message = encodeAppend(shard.epoch, this.#sequence, shard.spec.shard, expectedOffset, batch)
    if (!this.#deps.peers.send(this.nodeId, PEER_CHANNEL_SHARDS, message)) {
      return storageError('STORAGE_QUEUE_FULL', `too many bytes wait for node ${this.nodeId}`)
    }
    this.#appends.set(this.#sequence, append)
    return null
  }

  async fetch(shard: RemoteShard, offset: number, limits: FetchLimits): Promise<FetchResult> {
    const bytesMax = Math.min(limits.bytesMax, FETCH_BYTES_MAX)
    const answer = await this.ask(encodeFetch(shard.epoch, shard.spec.shard, offset, bytesMax, limits.strict === true))
    if (answer.length < FETCH_HEAD_BYTES) throw malformed()
    const bytes = answer.length - FETCH_HEAD_BYTES
    const logStartOffset = answer.readDoubleLE(8)
    const committedOffset = answer.readDoubleLE(16)
    shard.moved(logStartOffset, committedOffset, shard.storedBytes)
    return { chunks: bytes === 0 ? [] : [answer.subarray(FETCH_HEAD_BYTES)], bytes, nextOffset: answer.readDoubleLE(0), logStartOffset, committedOffset }
  }

  async ask(message: Buffer): Promise<Buffer> {
    try {
      const answer = await this.#deps.peers.request(this.nodeId, PEER_CHANNEL_SHARDS, message, REQUEST_MS)
      return Buffer.isBuffer(answer) ? answer : Buffer.from(answer)
    } catch (cause) {
      throw unreachable(this.nodeId, cause)
    }
  }

  watch(shard: RemoteShard, on: boolean): void {
    if (on) this.#watched.add(shard)
    else this.#watched.delete(shard)
    if (this.up && shard.opened) this.#deps.peers.send(this.nodeId, PEER_CHANNEL_SHARDS, encodeWatch(on ? OP_WATCH : OP_UNWATCH, [shard.spec.shard]))
  }

  /** Resolves when the node has said where the shard stands. Those of one turn are asked for together. */
  open(shard: RemoteShard): Promise<void> {
    const driver = [...this.#deps.drivers.values()].find((one) => one.find(shard.spec.shard) === shard)
    if (driver === undefined) return Promise.reject(storageError('STORAGE_SHARD_UNKNOWN', `shard ${shard.spec.shard} does not exist`))
    return new Promise((resolve, reject) => this.#ask({ shard, driver, tries: 0, resolve, reject }))
  }

  onTurnEnd(): void {
    this.#scheduled = false
    const opening = this.#opening
    this.#opening = []
    for (const driver of this.#deps.drivers.values()) {
      const ofDriver = opening.filter((one) => one.driver === driver)
      for (let from = 0; from < ofDriver.length; from += OPEN_ENTRIES_MAX) this.#openSome(driver.kind, ofDriver.slice(from, from + OPEN_ENTRIES_MAX))
    }
  }

  /** The stream lives: everything that this node knows of the other is asked for anew. */
  peerUp(): void {
    this.up = true
    const ignore = (): void => undefined
    for (const driver of this.#deps.drivers.values()) {
      for (const shard of driver.shards()) {
        if (this.#deps.place(shard.spec.group)?.nodeId === this.nodeId) this.#ask({ shard, driver, tries: 0, resolve: ignore, reject: ignore })
      }
    }
  }

  /** What was on its way may have been stored, or not: whoever waits is told that nobody knows. */
  peerDown(): void {
    this.up = false
    const appends = [...this.#appends.values()]
    this.#appends.clear()
    const error = storageError('STORAGE_UNREACHABLE', `node ${this.nodeId} was lost while a batch was on its way`)
    for (const driver of this.#deps.drivers.values()) {
      for (const shard of driver.shards()) if (this.#deps.place(shard.spec.group)?.nodeId === this.nodeId) shard.opened = false
    }
    for (const append of appends) this.#settle(append, -1, -1, error)
    for (const { shard } of appends) shard.tell()
    for (const { reject } of this.#opening.splice(0)) reject(error)
  }

  outcomes(bytes: Buffer): void {
    const shards = new Set<RemoteShard>()
    for (let at = 1; at < bytes.length; ) {
      const sequence = bytes.readUInt32LE(at)
      const append = this.#appends.get(sequence)
      this.#appends.delete(sequence)
      if (bytes[at + 4] === 0) {
        if (append !== undefined) this.#settle(append, bytes.readDoubleLE(at + 5), bytes.readDoubleLE(at + 13), null)
        at += 21
      } else {
        const end = at + 7 + bytes.readUInt16LE(at + 5)
        if (append !== undefined) this.#settle(append, -1, -1, decodeFailure(bytes, at + 7, end))
        at = end
      }
      if (append !== undefined) shards.add(append.shard)
    }
    for (const shard of shards) shard.tell()
  }

  offsets(bytes: Buffer): void {
    for (let at = 1; at + OFFSETS_ENTRY_BYTES <= bytes.length; at += OFFSETS_ENTRY_BYTES) {
      const number = bytes.readDoubleLE(at)
      for (const driver of this.#deps.drivers.values()) {
        const shard = driver.find(number)
        if (shard !== null) shard.moved(bytes.readDoubleLE(at + 8), bytes.readDoubleLE(at + 16), bytes.readDoubleLE(at + 24))
      }
    }
  }

  #settle(append: PendingAppend, baseOffset: number, nextOffset: number, error: BrokerError | null): void {
    for (const driver of this.#deps.drivers.values()) {
      if (driver.find(append.shard.spec.shard) !== append.shard) continue
      driver.settle(append, baseOffset, nextOffset, error)
      return
    }
  }

  #ask(opening: Opening): void {
    this.#opening.push(opening)
    if (this.#scheduled) return
    this.#scheduled = true
    this.#deps.turns.atTurnEnd(TURN_APPEND, this)
  }

  #openSome(kind: string, openings: readonly Opening[]): void {
    for (const { shard } of openings) shard.epoch = this.#deps.place(shard.spec.group)?.epoch ?? 0
    this.ask(encodeOpen(kind, openings.map(({ shard }) => ({ spec: shard.spec, epoch: shard.epoch })))).then(
      (answer) => {
        const watched: number[] = []
        let at = 0
        for (const opening of openings) {
          const { shard } = opening
          if (answer[at] === 0 && at + 25 <= answer.length) {
            if (!shard.deleted) shard.reset(answer.readDoubleLE(at + 1), answer.readDoubleLE(at + 9), answer.readDoubleLE(at + 17))
            if (this.#watched.has(shard)) watched.push(shard.spec.shard)
            opening.resolve()
            at += 25
          } else {
            const end = at + 3 + answer.readUInt16LE(at + 1)
            this.#notOpened(opening, decodeFailure(answer, at + 3, end))
            at = end
          }
        }
        if (watched.length > 0) this.#deps.peers.send(this.nodeId, PEER_CHANNEL_SHARDS, encodeWatch(OP_WATCH, watched))
      },
    ).catch((error: unknown) => {
      for (const opening of openings) this.#notOpened(opening, unreachable(this.nodeId, error))
    })
  }

  #notOpened(opening: Opening, error: BrokerError): void {
    const { shard } = opening
    const again = this.up && error.retry !== 'never' && ++opening.tries < OPEN_TRIES && !shard.deleted
      && this.#deps.place(shard.spec.group)?.nodeId === this.nodeId
    if (again) {
      this.#deps.timers.schedule(OPEN_RETRY_MS, { onTimer: () => this.#ask(opening) })
      return
    }
    if (this.up) this.#deps.log.warn({ shard: shard.spec.shard, node: this.nodeId, code: error.code }, 'a shard of another node cannot be opened')
    opening.reject(error)
  }
}
