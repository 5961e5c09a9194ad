import type { PeerChannel, PeerHandler } from '@robustmq/broker-api'
import type { BrokerError } from '@robustmq/common-errors'
import type { Timers, TimerTask, Turns, TurnTask } from '@robustmq/common-runtime'
import { TURN_TRANSMIT } from '@robustmq/common-runtime'
import { peerError } from './errors.ts'
import { decodeFailure, encodeFailure, KIND_ANSWER, KIND_FAILURE, KIND_ONE_WAY, KIND_REQUEST } from './frame.ts'
import type { Frame, Kind, Part } from './frame.ts'
import { Inbox } from './inbox.ts'
import type { LinkCounters } from './link-metrics.ts'
import type { LinkLimits } from './limits.ts'
import { Outbox } from './outbox.ts'
import type { WireStream } from './wire-stream.ts'

export interface PeerLinkDeps {
  readonly limits: LinkLimits
  readonly turns: Turns
  readonly timers: Timers
  readonly handlers: ReadonlyMap<number, PeerHandler>
  readonly counters: LinkCounters
  /** A handler threw: a defect of this node. */
  readonly onDefect: (error: unknown) => void
}

class WaitingRequest implements TimerTask {
  readonly resolve: (answer: Uint8Array) => void
  readonly reject: (error: BrokerError) => void
  readonly #timeOut: () => void
  timer = 0

  constructor(resolve: (answer: Uint8Array) => void, reject: (error: BrokerError) => void, timeOut: () => void) {
    this.resolve = resolve
    this.reject = reject
    this.#timeOut = timeOut
  }

  onTimer(): void {
    this.#timeOut()
  }
}

/** A living stream to one peer: batches what is sent in a turn, hands on what comes, matches answers to requests. */
export class PeerLink implements TurnTask {
  readonly peer: number
  readonly incarnation: number
  readonly brokerVersion: string
  /** Opened by this node. */
  readonly outbound: boolean
  /** Monotonic. */
  readonly sinceMs: number
  readonly #stream: WireStream
  readonly #deps: PeerLinkDeps
  readonly #outbox: Outbox
  readonly #inbox: Inbox
  readonly #requests = new Map<number, WaitingRequest>()
  #answering = 0
  #lastId = 0
  #inFlightBytes = 0
  #scheduled = false
  #ended = false
  #ending = false

  constructor(
    who: { readonly peer: number; readonly incarnation: number; readonly brokerVersion: string; readonly outbound: boolean; readonly sinceMs: number },
    stream: WireStream, deps: PeerLinkDeps,
  ) {
    this.peer = who.peer
    this.incarnation = who.incarnation
    this.brokerVersion = who.brokerVersion
    this.outbound = who.outbound
    this.sinceMs = who.sinceMs
    this.#stream = stream
    this.#deps = deps
    this.#outbox = new Outbox(deps.limits)
    this.#inbox = new Inbox(deps.limits.messageBytesMax)
  }

  get queueBytes(): number {
    return this.#outbox.bytes
  }

  send(channel: PeerChannel, message: Uint8Array): boolean {
    return this.#push(channel, KIND_ONE_WAY, 0, message, false)
  }

  request(channel: PeerChannel, message: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    if (message.length > this.#deps.limits.messageBytesMax) {
      return Promise.reject(peerError('PEER_QUEUE_FULL', `a message of ${message.length} bytes is larger than ${this.#deps.limits.messageBytesMax}`, 'never'))
    }
    if (this.#requests.size >= this.#deps.limits.requestCountMax) {
      return Promise.reject(peerError('PEER_QUEUE_FULL', `too many requests wait for node ${this.peer}`))
    }
    do this.#lastId = (this.#lastId + 1) >>> 0
    while (this.#lastId === 0 || this.#requests.has(this.#lastId))
    const id = this.#lastId
    if (!this.#push(channel, KIND_REQUEST, id, message, false)) {
      return Promise.reject(peerError('PEER_QUEUE_FULL', `too many bytes wait for node ${this.peer}`))
    }
    return new Promise((resolve, reject) => {
      const waiting = new WaitingRequest(resolve, reject, () => {
        this.#requests.delete(id)
        this.#deps.counters.timeouts.inc()
        reject(peerError('PEER_TIMEOUT', `node ${this.peer} did not answer within ${timeoutMs} ms`))
      })
      waiting.timer = this.#deps.timers.schedule(timeoutMs, waiting)
      this.#requests.set(id, waiting)
    })
  }

  /** False when the peer broke the rules: the stream has to end. */
  receive(frame: Frame): boolean {
    const parts = frame.parts as readonly Part[] | null | undefined
    if (parts === null || parts === undefined) return false
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i] as Part
      this.#deps.counters.bytesIn.inc(part.body.length)
      const body = this.#inbox.add(part)
      if (body !== null) this.#dispatch(part.channel, part.kind, part.id, body)
      else if (this.#inbox.fault !== '') return false
      if (this.#ended) return true
    }
    return true
  }

  /** What waits is sent, then the stream ends; `closed` follows from the transport. */
  end(): void {
    this.onTurnEnd()
    this.#ending = true
    this.#stream.end()
  }

  destroy(): void {
    this.#stream.destroy()
  }

  /** The stream is gone: what was under way is lost. */
  closed(reason: string): void {
    if (this.#ended) return
    this.#ended = true
    const waiting = [...this.#requests.values()]
    this.#requests.clear()
    for (const request of waiting) {
      this.#deps.timers.cancel(request.timer)
      request.reject(peerError('PEER_UNAVAILABLE', `the stream to node ${this.peer} ended: ${reason}`))
    }
  }

  onTurnEnd(): void {
    this.#scheduled = false
    const { windowBytesMax } = this.#deps.limits
    while (!this.#ended && !this.#ending && this.#inFlightBytes < windowBytesMax) {
      const parts: Part[] = []
      const bytes = this.#outbox.take(parts)
      if (bytes < 0) return
      this.#inFlightBytes += bytes
      this.#deps.counters.frames.inc()
      this.#deps.counters.bytesOut.inc(bytes)
      this.#stream.write({ parts }, () => {
        this.#inFlightBytes -= bytes
        if (this.#outbox.bytes > 0) this.#schedule()
      })
    }
  }

  #push(channel: PeerChannel, kind: Kind, id: number, body: Uint8Array, always: boolean): boolean {
    if (this.#ended || this.#ending || !this.#outbox.push(channel, kind, id, body, always)) {
      this.#deps.counters.dropped.inc()
      return false
    }
    this.#deps.counters.messagesOut.inc()
    this.#schedule()
    return true
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#deps.turns.atTurnEnd(TURN_TRANSMIT, this)
  }

  #dispatch(channel: number, kind: Kind, id: number, body: Buffer): void {
    this.#deps.counters.messagesIn.inc()
    if (kind === KIND_ANSWER || kind === KIND_FAILURE) {
      const waiting = this.#requests.get(id)
      // Too late: its time is over.
      if (waiting === undefined) return
      this.#requests.delete(id)
      this.#deps.timers.cancel(waiting.timer)
      if (kind === KIND_ANSWER) waiting.resolve(body)
      else waiting.reject(decodeFailure(body))
      return
    }
    const handler = this.#deps.handlers.get(channel)
    if (kind === KIND_ONE_WAY) {
      // Nobody listens: a channel of a newer node, and messages may be lost anyway.
      if (handler === undefined) return
      try {
        handler.peerMessage(this.peer, body)
      } catch (error) {
        this.#deps.onDefect(error)
      }
      return
    }
    // Kinds of a newer node are not known here; whoever asks is told, the others are told by silence.
    if (kind === KIND_REQUEST) this.#serve(channel as PeerChannel, id, body, handler)
  }

  #serve(channel: PeerChannel, id: number, body: Buffer, handler: PeerHandler | undefined): void {
    if (handler === undefined) {
      this.#fail(channel, id, peerError('PEER_REFUSED', `nobody listens on channel ${channel}`))
      return
    }
    if (this.#answering >= this.#deps.limits.requestCountMax) {
      this.#fail(channel, id, peerError('PEER_QUEUE_FULL', 'too many requests wait for an answer'))
      return
    }
    let answer: Uint8Array | Promise<Uint8Array>
    try {
      answer = handler.peerRequest(this.peer, body)
    } catch (cause) {
      this.#fail(channel, id, cause)
      return
    }
    if (answer instanceof Uint8Array) {
      this.#answer(channel, id, answer)
      return
    }
    this.#answering++
    answer.then(
      (bytes) => {
        this.#answering--
        this.#answer(channel, id, bytes)
      },
      (cause: unknown) => {
        this.#answering--
        this.#fail(channel, id, cause)
      },
    )
  }

  #answer(channel: PeerChannel, id: number, bytes: Uint8Array): void {
    if (this.#ended || this.#ending) return
    if (!this.#push(channel, KIND_ANSWER, id, bytes, false)) this.#fail(channel, id, peerError('PEER_QUEUE_FULL', 'the answer does not fit into the queue'))
  }

  #fail(channel: PeerChannel, id: number, cause: unknown): void {
    if (!this.#ended && !this.#ending) this.#push(channel, KIND_FAILURE, id, encodeFailure(cause), true)
  }
}
