import type { BoundListener, Protocol, ProtocolModule } from '@robustmq/broker-api'
import { errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { Listeners } from '@robustmq/net'
import type { BrokerConfig } from './config.ts'
import { listenHosts } from './listen-hosts.ts'
import { readTlsFiles, tlsFilesOf } from './tls-files.ts'
import type { TlsRenewal } from './tls-files.ts'

/** Binds every enabled listener of one protocol. */
export async function bindProtocol(
  listeners: Listeners, module: ProtocolModule, protocol: Protocol, config: BrokerConfig, renewal: TlsRenewal, log: Logger,
): Promise<BoundListener[]> {
  const bound: BoundListener[] = []
  for (const standard of module.defaultListeners) {
    const chosen = config.protocols[module.name]?.listeners[standard.name]
    if (chosen?.enabled !== true) continue
    let port = chosen.port
    const isSecure = standard.transport === 'tls' || standard.transport === 'wss'
    const files = isSecure ? tlsFilesOf(chosen, config.tls, `${module.name}.listeners.${standard.name}`) : null
    const tls = files === null ? null : await readTlsFiles(files)
    for (const { host, optional } of listenHosts(chosen.host === '' ? config.node.host : chosen.host)) {
      try {
        const listener = await listeners.listen({
          name: optional ? `${module.name}-${standard.name}-v6` : `${module.name}-${standard.name}`,
          protocol: module.name,
          transport: standard.transport,
          host, port,
          proxyProtocol: chosen.proxy_protocol,
          ...(tls === null ? {} : { tls }),
          ...(standard.applicationProtocols === undefined ? {} : { applicationProtocols: standard.applicationProtocols }),
          limits: {
            connectionsMax: chosen.connections_max,
            pendingBytesMax: config.net.output_bytes_max,
            highWaterBytes: Math.min(1024 * 1024, config.net.output_bytes_max),
            lowWaterBytes: Math.min(256 * 1024, config.net.output_bytes_max / 2),
          },
          accept: (connection) => protocol.accept(connection),
        })
        // Both loopback addresses get the same port, also when the system chose it.
        port = listener.port
        bound.push(listener)
        if (files !== null) await renewal.watch(listener, files)
      } catch (error) {
        if (!optional || errorCode(error) === 'NET_PORT_TAKEN' && chosen.port !== 0) throw error
        log.debug({ error, host, port }, 'the second loopback address is not there')
      }
    }
  }
  return bound
}
