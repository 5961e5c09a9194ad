import type { BrokerError } from '@robustmq/common-errors'
import { isBrokerError } from '@robustmq/common-errors'
import type { Random, Timers } from '@robustmq/common-runtime'
import type { Frame, HelloFields } from './frame.ts'
import type { LinkLimits } from './limits.ts'
import type { PeerLink } from './peer-link.ts'
import { dial } from './wire-stream.ts'
import type { Dial, LinkTls, WireStream } from './wire-stream.ts'

/** What a dialer asks of the node. */
export interface DialerOwner {
  hello(): HelloFields
  /** The peer has said who it is: the link, or why there is none. */
  welcome(stream: WireStream, hello: HelloFields): PeerLink | BrokerError
  frame(link: PeerLink, frame: Frame): void
  lost(link: PeerLink, reason: string): void
  failed(reason: string): void
  refused(code: string, message: string): void
}

const FIRST_DELAY_MS = 20
const DELAY_MS_MAX = 1000
/** The node with the higher number waits this long for the other to dial. */
const PATIENCE_MS = 400

/** Tries to reach one peer until there is a stream, whoever opened it. */
export class PeerDialer {
  readonly address: string
  lastFailure = ''
  readonly #patienceMs: number
  readonly #options: { readonly tls?: LinkTls; readonly keepaliveMs?: number }
  readonly #limits: LinkLimits
  readonly #timers: Timers
  readonly #random: Random
  readonly #owner: DialerOwner
  #attempt: Dial | null = null
  #timer = 0
  #delayMs = FIRST_DELAY_MS
  #linked = false
  #running = false

  constructor(
    peer: { readonly nodeId: number; readonly address: string }, ownNodeId: number, options: { readonly tls?: LinkTls; readonly keepaliveMs?: number },
    limits: LinkLimits, deps: { readonly timers: Timers; readonly random: Random }, owner: DialerOwner,
  ) {
    this.address = peer.address
    this.#patienceMs = ownNodeId < peer.nodeId ? 0 : PATIENCE_MS
    this.#options = options
    this.#limits = limits
    this.#timers = deps.timers
    this.#random = deps.random
    this.#owner = owner
  }

  /** True while our hello is on its way and not yet answered. */
  get shakingHands(): boolean {
    return this.#attempt !== null && this.#attempt.connected()
  }

  start(): void {
    this.#running = true
    this.#schedule(this.#patienceMs)
  }

  stop(): void {
    this.#running = false
    this.giveWay()
    this.#timers.cancel(this.#timer)
  }

  /** Ends an attempt under way, since the peer's own is taken. */
  giveWay(): void {
    const attempt = this.#attempt
    this.#attempt = null
    attempt?.stream.destroy()
  }

  linkUp(): void {
    this.#linked = true
    this.#delayMs = FIRST_DELAY_MS
    this.lastFailure = ''
    this.#timers.cancel(this.#timer)
  }

  linkDown(): void {
    this.#linked = false
    this.#schedule(this.#patienceMs + this.#nextDelay())
  }

  #schedule(delayMs: number): void {
    this.#timers.cancel(this.#timer)
    if (this.#running && !this.#linked) this.#timer = this.#timers.schedule(delayMs, { onTimer: () => this.#dial() })
  }

  #nextDelay(): number {
    const delayMs = this.#delayMs
    this.#delayMs = Math.min(DELAY_MS_MAX, delayMs * 2)
    // Spread, so that nodes that lost each other at once do not meet at once for ever.
    return delayMs / 2 + this.#random.below(Math.ceil(delayMs / 2) + 1)
  }

  #dial(): void {
    if (!this.#running || this.#linked || this.#attempt !== null) return
    let link: PeerLink | null = null
    const timeout = this.#timers.schedule(this.#limits.handshakeMs, { onTimer: () => attempt.stream.destroy() })
    const attempt = dial(this.address, this.#options.tls ?? null, this.#options.keepaliveMs ?? 5000, {
      frame: (frame) => {
        if (link !== null) {
          this.#owner.frame(link, frame)
          return
        }
        if (this.#attempt !== attempt) return
        link = this.#answered(attempt, frame)
        if (link !== null) this.#timers.cancel(timeout)
      },
      ended: (reason) => {
        this.#timers.cancel(timeout)
        if (link !== null) {
          this.#owner.lost(link, reason)
          return
        }
        if (this.#attempt !== attempt) {
          // Given way: the peer's stream may not have come to anything.
          this.#schedule(this.#patienceMs + this.#nextDelay())
          return
        }
        this.#attempt = null
        this.lastFailure = reason
        this.#owner.failed(reason)
        this.#schedule(this.#nextDelay())
      },
    })
    this.#attempt = attempt
    attempt.stream.write({ hello: this.#owner.hello() }, () => undefined)
  }

  /** The first frame of the peer: its hello, or why it does not want us. */
  #answered(attempt: Dial, frame: Frame): PeerLink | null {
    const hello = frame.hello ?? null
    if (hello !== null) {
      const link = this.#owner.welcome(attempt.stream, hello)
      if (!isBrokerError(link)) {
        this.#attempt = null
        return link
      }
      this.#over(attempt, link.code, link.message)
      return null
    }
    this.#over(attempt, frame.refusal?.code ?? 'LINK_PROTOCOL', frame.refusal?.message ?? 'the answer is not a hello')
    return null
  }

  #over(attempt: Dial, code: string, message: string): void {
    this.#attempt = null
    attempt.stream.destroy()
    if (code === 'LINK_DUPLICATE') return
    this.lastFailure = `${code}: ${message}`
    // No sense in hurrying: somebody has to change something.
    this.#delayMs = DELAY_MS_MAX
    this.#owner.refused(code, message)
  }
}

/** True for `host:port` where the host is this machine's own loopback. */
export function isLoopback(address: string): boolean {
  const host = address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '')
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
