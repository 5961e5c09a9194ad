import type { PeerNetwork } from '@robustmq/broker-api'
import { PEER_CHANNEL_SHARDS } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import type { Timers, Turns, TurnTask } from '@robustmq/common-runtime'
import { TURN_TRANSMIT } from '@robustmq/common-runtime'
import type { AppendCompletion, CommitListener, Shard, ShardSpec } from '@robustmq/storage-adapter'
import { storageError } from '@robustmq/storage-adapter'
import type { Place } from './place.ts'
import { answerLookup } from './remote-lookup.ts'
import {
  APPEND_CONDITIONAL, APPEND_HEAD_BYTES, decodeOpen, encodeFailure, FETCH_HEAD_BYTES, malformed, OFFSETS_ENTRY_BYTES, OP_APPEND, OP_DELETE, OP_FETCH,
  OP_LOOKUP, OP_OFFSETS, OP_OPEN, OP_OUTCOMES, OP_TIME, OP_TRIM, OP_UNWATCH, OP_WATCH,
} from './wire.ts'

export interface ShardServerDeps {
  readonly peers: PeerNetwork
  readonly turns: Turns
  readonly timers: Timers
  readonly place: (group: number) => Place | null
  readonly shard: (shard: number) => Shard | null
  readonly openShard: (kind: string, spec: ShardSpec) => Promise<Shard>
}

/** Smaller batches are copied, so that storage does not keep a whole frame of the link for each. */
const COPY_BYTES = 16 * 1024
/** How late a node learns of commits in shards that it has opened and does not watch. */
const NEWS_MS = 1000
/** Outcomes that found no room are tried again after this long. */
const AGAIN_MS = 50
const OUTCOMES_BYTES_MAX = 256 * 1024
const OFFSETS_COUNT_MAX = 4096

/** A shard of this node that others know. */
class ServedShard implements CommitListener {
  readonly shard: Shard
  readonly openedBy: Set<Session> = new Set()
  readonly watchedBy: Set<Session> = new Set()
  readonly #server: ShardServer
  changed = false

  constructor(server: ShardServer, shard: Shard) {
    this.#server = server
    this.shard = shard
    shard.watch(this)
  }

  shardCommitted(): void {
    for (const session of this.watchedBy) session.news(this)
    if (!this.changed && this.openedBy.size > this.watchedBy.size) this.#server.changed(this)
  }
}

/** One peer for as long as its stream lives. */
class Session implements AppendCompletion, TurnTask {
  readonly peer: number
  readonly served: Set<ServedShard> = new Set()
  closed = false
  readonly #server: ShardServer
  #outcomes: Buffer[] = []
  #news = new Set<ServedShard>()
  #scheduled = false

  constructor(server: ShardServer, peer: number) {
    this.#server = server
    this.peer = peer
  }

  appendCommitted(token: number, baseOffset: number, nextOffset: number): void {
    const outcome = Buffer.allocUnsafe(21)
    outcome.writeUInt32LE(token, 0)
    outcome[4] = 0
    outcome.writeDoubleLE(baseOffset, 5)
    outcome.writeDoubleLE(nextOffset, 13)
    this.#outcome(outcome)
  }

  appendFailed(token: number, error: BrokerError): void {
    const failure = encodeFailure(error)
    const outcome = Buffer.allocUnsafe(7 + failure.length)
    outcome.writeUInt32LE(token, 0)
    outcome[4] = 1
    outcome.writeUInt16LE(failure.length, 5)
    failure.copy(outcome, 7)
    this.#outcome(outcome)
  }

  news(served: ServedShard): void {
    this.#news.add(served)
    this.schedule()
  }

  schedule(): void {
    if (this.#scheduled || this.closed) return
    this.#scheduled = true
    this.#server.atTurnEnd(this)
  }

  onTurnEnd(): void {
    this.#scheduled = false
    if (this.closed) return
    if (this.#outcomes.length > 0) {
      // Bounded by the appends under way, which the storage bounds: nothing of it may be lost while the stream lives.
      let bytes = 0
      let count = 0
      while (count < this.#outcomes.length && bytes < OUTCOMES_BYTES_MAX) bytes += (this.#outcomes[count++] as Buffer).length
      if (!this.#server.send(this.peer, Buffer.concat([OUTCOMES_HEAD, ...this.#outcomes.slice(0, count)], 1 + bytes))) {
        this.#server.later(AGAIN_MS, () => this.schedule())
        return
      }
      this.#outcomes.splice(0, count)
      if (this.#outcomes.length > 0) this.schedule()
    }
    if (this.#news.size === 0) return
    const news = [...this.#news]
    this.#news.clear()
    // After the outcomes: whoever appended hears of its own batch first.
    for (let from = 0; from < news.length; from += OFFSETS_COUNT_MAX) this.tell(news.slice(from, from + OFFSETS_COUNT_MAX))
  }

  /** Offsets may be lost when there is no room: the next commit, or the next second, says more. */
  tell(served: readonly ServedShard[]): void {
    const out = Buffer.allocUnsafe(1 + served.length * OFFSETS_ENTRY_BYTES)
    out[0] = OP_OFFSETS
    served.forEach(({ shard }, i) => {
      const at = 1 + i * OFFSETS_ENTRY_BYTES
      out.writeDoubleLE(shard.spec.shard, at)
      out.writeDoubleLE(shard.logStartOffset, at + 8)
      out.writeDoubleLE(shard.committedOffset, at + 16)
      out.writeDoubleLE(shard.storedBytes, at + 24)
    })
    if (!this.#server.send(this.peer, out)) for (const one of served) this.#server.changed(one)
  }

  #outcome(outcome: Buffer): void {
    if (this.closed) return
    this.#outcomes.push(outcome)
    this.schedule()
  }
}

/** Serves the shards of this node to the others. */
export class ShardServer {
  readonly #deps: ShardServerDeps
  readonly #sessions = new Map<number, Session>()
  readonly #served = new Map<number, ServedShard>()
  #changed: ServedShard[] = []
  #newsTimer = 0

  constructor(deps: ShardServerDeps) {
    this.#deps = deps
  }

  send(peer: number, message: Buffer): boolean {
    return this.#deps.peers.send(peer, PEER_CHANNEL_SHARDS, message)
  }

  atTurnEnd(session: Session): void {
    this.#deps.turns.atTurnEnd(TURN_TRANSMIT, session)
  }

  later(delayMs: number, run: () => void): void {
    this.#deps.timers.schedule(delayMs, { onTimer: run })
  }

  /** The shard moved, and nodes that do not watch it should know some time. */
  changed(served: ServedShard): void {
    if (served.changed) return
    served.changed = true
    this.#changed.push(served)
    if (this.#newsTimer !== 0) return
    this.#newsTimer = this.#deps.timers.schedule(NEWS_MS, { onTimer: () => this.#tellChanged() })
  }

  peerDown(peer: number): void {
    const session = this.#sessions.get(peer)
    if (session === undefined) return
    session.closed = true
    this.#sessions.delete(peer)
    for (const served of session.served) {
      served.openedBy.delete(session)
      served.watchedBy.delete(session)
      if (served.openedBy.size > 0) continue
      served.shard.unwatch(served)
      this.#served.delete(served.shard.spec.shard)
    }
  }

  message(peer: number, message: Buffer): void {
    const session = this.#session(peer)
    switch (message[0]) {
      case OP_APPEND:
        this.#append(session, message)
        break
      case OP_WATCH:
      case OP_UNWATCH:
        for (let at = 1; at + 8 <= message.length; at += 8) this.#watch(session, message.readDoubleLE(at), message[0] === OP_WATCH)
        break
      default:
        // Of a newer build, which knows that older ones ignore it.
        break
    }
  }

  request(peer: number, message: Buffer): Promise<Uint8Array> {
    switch (message[0]) {
      case OP_OPEN: return this.#open(this.#session(peer), message)
      case OP_FETCH: return this.#fetch(message)
      case OP_TIME: return this.#offsetForTimestamp(message)
      case OP_TRIM: return this.#trim(message)
      case OP_DELETE: return this.#deleteRecords(message)
      case OP_LOOKUP: return this.#lookup(message)
      default: return Promise.reject(malformed())
    }
  }

  #session(peer: number): Session {
    let session = this.#sessions.get(peer)
    if (session === undefined) this.#sessions.set(peer, (session = new Session(this, peer)))
    return session
  }

  #append(session: Session, message: Buffer): void {
    if (message.length < APPEND_HEAD_BYTES) return
    const conditional = ((message[1] as number) & APPEND_CONDITIONAL) !== 0
    const sequence = message.readUInt32LE(8)
    let shard: Shard
    try {
      shard = this.#own(message.readUInt32LE(4), message.readDoubleLE(12))
    } catch (error) {
      session.appendFailed(sequence, BrokerError.from(error))
      return
    }
    const head = conditional ? APPEND_HEAD_BYTES + 8 : APPEND_HEAD_BYTES
    const view = message.subarray(head)
    const batch = view.length < COPY_BYTES ? Buffer.from(view) : view
    const condition = conditional ? { expectedOffset: message.readDoubleLE(APPEND_HEAD_BYTES) } : {}
    shard.append(batch, { completion: session, token: sequence, ...condition })
  }

  #watch(session: Session, number: number, on: boolean): void {
    const served = this.#served.get(number)
    if (served === undefined || !served.openedBy.has(session)) return
    if (!on) {
      served.watchedBy.delete(session)
      return
    }
    served.watchedBy.add(session)
    // What was committed between the opening and now.
    session.news(served)
  }

  async #open(session: Session, message: Buffer): Promise<Uint8Array> {
    const { kind, entries } = decodeOpen(message)
    const answers = await Promise.all(entries.map(async ({ spec, epoch }): Promise<Buffer> => {
      try {
        this.#checkPlace(spec.group, epoch)
        const shard = await this.#deps.openShard(kind, spec)
        if (!session.closed) this.#serve(session, shard)
        const answer = Buffer.allocUnsafe(25)
        answer[0] = 0
        answer.writeDoubleLE(shard.logStartOffset, 1)
        answer.writeDoubleLE(shard.committedOffset, 9)
        answer.writeDoubleLE(shard.storedBytes, 17)
        return answer
      } catch (error) {
        const failure = encodeFailure(BrokerError.from(error))
        const head = Buffer.allocUnsafe(3)
        head[0] = 1
        head.writeUInt16LE(failure.length, 1)
        return Buffer.concat([head, failure])
      }
    }))
    return Buffer.concat(answers)
  }

  #serve(session: Session, shard: Shard): void {
    const number = shard.spec.shard
    let served = this.#served.get(number)
    if (served === undefined || served.shard !== shard) this.#served.set(number, (served = new ServedShard(this, shard)))
    served.openedBy.add(session)
    session.served.add(served)
  }

  async #fetch(message: Buffer): Promise<Uint8Array> {
    const shard = this.#own(message.readUInt32LE(2), message.readDoubleLE(6))
    const strict = message[1] === 1
    const result = await shard.fetch(message.readDoubleLE(14), { bytesMax: message.readUInt32LE(22), strict })
    const head = Buffer.allocUnsafe(FETCH_HEAD_BYTES)
    head.writeDoubleLE(result.nextOffset, 0)
    head.writeDoubleLE(result.logStartOffset, 8)
    head.writeDoubleLE(result.committedOffset, 16)
    return Buffer.concat([head, ...result.chunks], FETCH_HEAD_BYTES + result.bytes)
  }

  async #offsetForTimestamp(message: Buffer): Promise<Uint8Array> {
    const found = await this.#own(message.readUInt32LE(1), message.readDoubleLE(5)).offsetForTimestamp(message.readDoubleLE(13))
    if (found === null) return NOTHING
    const answer = Buffer.allocUnsafe(16)
    answer.writeDoubleLE(found.offset, 0)
    answer.writeDoubleLE(found.timestampMs, 8)
    return answer
  }

  async #trim(message: Buffer): Promise<Uint8Array> {
    const shard = this.#own(message.readUInt32LE(1), message.readDoubleLE(5))
    await shard.trimFront(message.readDoubleLE(13))
    const answer = Buffer.allocUnsafe(8)
    answer.writeDoubleLE(shard.logStartOffset, 0)
    return answer
  }

  async #deleteRecords(message: Buffer): Promise<Uint8Array> {
    const shard = this.#own(message.readUInt32LE(1), message.readDoubleLE(5))
    const offsets: number[] = []
    for (let at = 13; at + 8 <= message.length; at += 8) offsets.push(message.readDoubleLE(at))
    await shard.deleteRecords(offsets)
    return NOTHING
  }

  async #lookup(message: Buffer): Promise<Uint8Array> {
    const shard = this.#own(message.readUInt32LE(1), message.readDoubleLE(5))
    return Buffer.from(await answerLookup(shard, message.toString('utf8', 13)))
  }

  /** The shard, when this node is still who the other takes it for. */
  #own(epoch: number, number: number): Shard {
    const shard = this.#deps.shard(number)
    if (shard === null) throw storageError('STORAGE_SHARD_UNKNOWN', `shard ${number} does not exist on node ${this.#deps.peers.nodeId}`)
    this.#checkPlace(shard.spec.group, epoch)
    return shard
  }

  #checkPlace(group: number, epoch: number): void {
    const place = this.#deps.place(group)
    if (place !== null && place.nodeId === this.#deps.peers.nodeId && place.epoch === epoch) return
    throw storageError('STORAGE_NOT_HERE', `group ${group} is ${place === null ? 'nowhere yet' : `on node ${place.nodeId} since epoch ${place.epoch}`}, not on node ${this.#deps.peers.nodeId} in epoch ${epoch}`)
  }

  #tellChanged(): void {
    this.#newsTimer = 0
    const changed = this.#changed
    this.#changed = []
    const bySession = new Map<Session, ServedShard[]>()
    for (const served of changed) {
      served.changed = false
      for (const session of served.openedBy) {
        if (served.watchedBy.has(session)) continue
        const list = bySession.get(session)
        if (list === undefined) bySession.set(session, [served])
        else list.push(served)
      }
    }
    for (const [session, list] of bySession) {
      for (let from = 0; from < list.length; from += OFFSETS_COUNT_MAX) session.tell(list.slice(from, from + OFFSETS_COUNT_MAX))
    }
  }
}

const OUTCOMES_HEAD = Buffer.from([OP_OUTCOMES])
const NOTHING = new Uint8Array(0)
