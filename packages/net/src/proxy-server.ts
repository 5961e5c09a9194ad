import { createServer } from 'node:net'
import type { Server, ServerOpts, Socket } from 'node:net'
import type { TimerTask } from '@robustmq/common-runtime'
import type { ListenerScope } from './listener-scope.ts'
import { readProxyHeader } from './proxy-header.ts'

/** Largest header of either version. */
const HEADER_BYTES_MAX = 16 + 4096

/** A server that reads the PROXY header of each connection and gives the rest to `next`. */
export function createProxyServer(scope: ListenerScope, options: ServerOpts, next: (socket: Socket) => void): Server {
  return createServer(options, (socket) => new HeaderReader(scope, socket, next))
}

class HeaderReader implements TimerTask {
  readonly #scope: ListenerScope
  readonly #socket: Socket
  readonly #next: (socket: Socket) => void
  readonly #timer: number
  /** What has come of a header that is not whole. */
  #held: Buffer | null = null
  readonly #onReadable = (): void => this.#read()
  readonly #onGone = (): void => this.#stop()

  constructor(scope: ListenerScope, socket: Socket, next: (socket: Socket) => void) {
    this.#scope = scope
    this.#socket = socket
    this.#next = next
    this.#timer = scope.shared.timers.schedule(scope.limits.upgradeMs, this)
    scope.waiting.add(socket)
    socket.on('readable', this.#onReadable)
    socket.on('close', this.#onGone)
    socket.on('error', ignore)
  }

  onTimer(): void {
    this.#refuse('no PROXY header came in time')
  }

  #read(): void {
    const socket = this.#socket
    const chunk = socket.read() as Buffer | null
    if (chunk === null) return
    const bytes = this.#held === null ? chunk : Buffer.concat([this.#held, chunk])
    const header = readProxyHeader(bytes)
    if (header.status === 'bad') return this.#refuse(header.reason)
    if (header.status === 'more') {
      if (bytes.length > HEADER_BYTES_MAX) return this.#refuse('a PROXY header that does not end')
      // Kept here, not put back: a socket that has something to read says so again at once, and for ever.
      this.#held = bytes
      return
    }
    this.#stop()
    if (header.source !== null) this.#scope.proxied.add(socket, header.source)
    socket.off('error', ignore)
    if (bytes.length > header.bytes) socket.unshift(bytes.subarray(header.bytes))
    this.#next(socket)
  }

  #refuse(reason: string): void {
    this.#stop()
    this.#scope.refused('NET_PROXY_HEADER', reason)
    this.#socket.destroy()
  }

  #stop(): void {
    this.#scope.shared.timers.cancel(this.#timer)
    this.#scope.waiting.delete(this.#socket)
    this.#socket.off('readable', this.#onReadable)
    this.#socket.off('close', this.#onGone)
  }
}

/** A failure is followed by the close. */
function ignore(): void {
  // Nothing was promised to this peer yet.
}
