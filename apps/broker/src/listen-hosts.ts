import { isIP } from 'node:net'
import type { ProtocolModule } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import type { BrokerConfig } from './config.ts'

/** The addresses that a configured host stands for; `localhost` is both loopback addresses, of which the second may be missing. */
export function listenHosts(host: string): readonly { readonly host: string; readonly optional: boolean }[] {
  if (host === 'localhost') return [{ host: '127.0.0.1', optional: false }, { host: '::1', optional: true }]
  return [{ host, optional: false }]
}

/** Every host that a configuration listens on, with its key. */
export function exposedHosts(config: BrokerConfig, modules: readonly ProtocolModule[]): { readonly key: string; readonly host: string }[] {
  const hosts = [{ key: 'node.host', host: config.node.host }, { key: 'admin.host', host: config.admin.host }]
  for (const module of modules) {
    for (const [name, listener] of Object.entries(config.protocols[module.name]?.listeners ?? {})) {
      if (listener.enabled && listener.host !== '') hosts.push({ key: `${module.name}.listeners.${name}.host`, host: listener.host })
    }
  }
  return hosts
}

/**
 * Nobody is asked for a password until a user is defined, so only this machine may connect until then, unless the operator says
 * otherwise (`insecure`).
 * @throws BrokerError CONFIG_UNSAFE
 */
export function checkExposure(hosts: readonly { readonly key: string; readonly host: string }[], insecure: boolean): void {
  if (insecure) return
  for (const { key, host } of hosts) {
    if (isLoopback(host)) continue
    throw new BrokerError({
      code: 'CONFIG_UNSAFE', retry: 'never',
      message: `${key} = ${JSON.stringify(host)} would let everybody on the network connect without a password; define a user first (robustmq user add), listen on localhost, or say --insecure`,
    })
  }
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true
  return isIP(host) === 4 && host.startsWith('127.')
}
