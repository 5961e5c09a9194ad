import type { ClientSession } from './client-session.ts'

const IPV4_MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/**
 * Where a client is told to connect to: the configured name, else the address that it came in by, which it can evidently
 * reach; always the port that it came in by.
 */
export function advertisedAddress({ node, connection }: ClientSession): { readonly host: string; readonly port: number } {
  const { localAddress, localPort } = connection.info
  const { advertisedHost } = node.services.node
  return { host: advertisedHost === '' ? (IPV4_MAPPED.exec(localAddress)?.[1] ?? localAddress) : advertisedHost, port: localPort }
}
