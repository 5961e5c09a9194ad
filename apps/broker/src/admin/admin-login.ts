import type { ConnectionInfo } from '@robustmq/broker-api'
import type { Auth } from '@robustmq/common-auth'

/** What is read of the socket that a request came in by. */
export interface AdminSocket {
  readonly remoteAddress?: string | undefined
  readonly remotePort?: number | undefined
}

/** True while there are no users, and for a user that may administer (RFC 7617, UTF-8). */
export async function mayAdminister(auth: Auth, authorization: string | undefined, socket: AdminSocket): Promise<boolean> {
  if (auth.userCount === 0) return true
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,4096})$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return false
  const login = Buffer.from(encoded, 'base64')
  const colon = login.indexOf(':')
  if (colon < 0) return false
  const credentials = { userName: login.toString('utf8', 0, colon), password: login.subarray(colon + 1) }
  const principal = await auth.access.authenticate(credentials, connectionOf(socket))
  return principal !== null && auth.access.authorize(principal, 'admin', null)
}

function connectionOf({ remoteAddress, remotePort }: AdminSocket): ConnectionInfo {
  return {
    id: 0, transport: 'tcp', listener: 'admin', remoteAddress: remoteAddress ?? '', remotePort: remotePort ?? 0, localAddress: '', localPort: 0,
    applicationProtocol: null, tls: null,
  }
}
