import { createServer, STATUS_CODES } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { TLSSocket } from 'node:tls'
import type { TlsOptions } from 'node:tls'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import type { ListenerScope } from './listener-scope.ts'
import { refusesCertificate, tellFailedHandshakes } from './tls-server.ts'
import { openWsConnection } from './ws-connection.ts'

/** What a WebSocket listener asks of an upgrade request. */
export interface UpgradeRules {
  /** The only path served, without query; any when absent. */
  readonly path?: string
  /** Subprotocols served, best first. A client that offers only others is refused. None: whatever is offered is not answered. */
  readonly applicationProtocols?: readonly string[]
  /** Refuse clients that offer no subprotocol; default false. */
  readonly applicationProtocolRequired?: boolean
  /** Values of the Origin header that are served (requests without one always are); any when absent. */
  readonly originsAllowed?: readonly string[]
}

const HEADER_BYTES_MAX = 8 * 1024
/** The kernel probes a peer that has been silent for so long, so that vanished ones end in `NET_PEER_TIMED_OUT`. */
export const PROBE_AFTER_MS: number = 60_000

/** An HTTP server that does nothing but upgrade to WebSocket; over TLS with `secure`. */
export function createUpgradeServer(scope: ListenerScope, rules: UpgradeRules, secure: TlsOptions | null = null): Server {
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: scope.limits.messageBytesMax,
    skipUTF8Validation: true,
    autoPong: false,
    handleProtocols: (offered) => rules.applicationProtocols?.find((name) => offered.has(name)) ?? false,
  })
  webSockets.on('wsClientError', (error, socket) => {
    scope.refused('NET_UPGRADE_REFUSED', error.message)
    refuse(socket as Socket, 400)
  })
  const options = {
    noDelay: true,
    maxHeaderSize: HEADER_BYTES_MAX,
    headersTimeout: scope.limits.upgradeMs,
    requestTimeout: scope.limits.upgradeMs,
    connectionsCheckingInterval: Math.ceil(scope.limits.upgradeMs / 2),
    keepAliveTimeout: 1,
    keepAlive: true,
    keepAliveInitialDelay: PROBE_AFTER_MS,
  }
  const server = secure === null ? createServer(options) : createSecureServer({ ...options, ...secure, handshakeTimeout: scope.limits.upgradeMs })
  if (secure !== null) tellFailedHandshakes(scope, server as ReturnType<typeof createSecureServer>)
  server.on('request', answerPlainRequest)
  server.on('clientError', (_error, socket) => socket.destroy())
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (socket instanceof TLSSocket && refusesCertificate(scope, socket)) return
    const refusal = refusalOf(request, rules)
    if (refusal !== 0) {
      scope.refused('NET_UPGRADE_REFUSED', `${refusal} ${STATUS_CODES[refusal] ?? ''}`)
      refuse(socket, refusal)
    } else if (!scope.admits()) refuse(socket, 503)
    else {
      webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        openWsConnection(scope, webSocket, socket, request.headers.origin ?? null)
      })
    }
  })
  return server
}

/** The HTTP status with which the request is refused, or 0. */
function refusalOf(request: IncomingMessage, rules: UpgradeRules): number {
  const path = (request.url ?? '').split('?', 1)[0]
  if (rules.path !== undefined && path !== rules.path) return 404
  const origin = request.headers.origin
  if (rules.originsAllowed !== undefined && origin !== undefined && !rules.originsAllowed.includes(origin)) return 403
  const offered = request.headers['sec-websocket-protocol']
  if (offered === undefined) return rules.applicationProtocolRequired === true ? 400 : 0
  const served = rules.applicationProtocols
  if (served === undefined || served.length === 0) return 0
  return offered.split(',').some((name) => served.includes(name.trim())) ? 0 : 400
}

function refuse(socket: Socket, status: number): void {
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}

function answerPlainRequest(_request: IncomingMessage, response: ServerResponse): void {
  const text = 'This port speaks WebSocket.\n'
  response.writeHead(426, {
    Connection: 'close, Upgrade', Upgrade: 'websocket', 'Content-Type': 'text/plain', 'Content-Length': text.length,
  })
  response.end(text)
}
