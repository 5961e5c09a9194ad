import type { Socket } from 'node:net'
import type { ProxySource } from './proxy-header.ts'

/**
 * Where proxied connections come from, by the two ends of their socket: a TLS or HTTP layer shows another socket object
 * than the one that the header came in by, but the same ends.
 */
export class ProxiedSources {
  readonly #sources = new Map<string, ProxySource>()

  /** Until the socket closes. */
  add(socket: Socket, source: ProxySource): void {
    const key = endsOf(socket)
    this.#sources.set(key, source)
    socket.once('close', () => this.#sources.delete(key))
  }

  of(socket: Socket): ProxySource | null {
    return this.#sources.size === 0 ? null : (this.#sources.get(endsOf(socket)) ?? null)
  }
}

function endsOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`
}
