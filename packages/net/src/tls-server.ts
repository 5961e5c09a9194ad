import { createServer } from 'node:tls'
import type { Server, TLSSocket, TlsOptions } from 'node:tls'
import type { ListenerScope } from './listener-scope.ts'
import { openTcpConnection } from './tcp-connection.ts'
import { hasBadCertificate } from './tls-peer.ts'

/** A server of TLS connections that carry the protocol's bytes. */
export function createTlsServer(scope: ListenerScope, options: TlsOptions): Server {
  const server = createServer({ ...options, handshakeTimeout: scope.limits.upgradeMs }, (socket) => {
    if (refusesCertificate(scope, socket)) return
    if (scope.admits()) openTcpConnection(scope, socket)
    else socket.destroy()
  })
  tellFailedHandshakes(scope, server)
  return server
}

/** An optional certificate has to hold all the same. */
export function refusesCertificate(scope: ListenerScope, socket: TLSSocket): boolean {
  if (!hasBadCertificate(socket)) return false
  scope.refused('NET_TLS_FAILED', `client certificate: ${String(socket.authorizationError)}`)
  socket.destroy()
  return true
}

export function tellFailedHandshakes(scope: ListenerScope, server: Server): void {
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    scope.refused('NET_TLS_FAILED', error.code ?? error.message)
    socket.destroy()
  })
}
