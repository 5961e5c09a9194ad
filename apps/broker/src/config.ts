import { readFileSync } from 'node:fs'
import type { ProtocolModule } from '@robustmq/broker-api'
import { loadConfig } from '@robustmq/common-config'
import { BrokerError, errorCode } from '@robustmq/common-errors'
import type { Durability } from '@robustmq/storage-adapter'
import { configSchema } from './config-schema.ts'

export interface ListenerConfig {
  readonly enabled: boolean
  readonly host: string
  readonly port: number
  readonly connections_max: number
  readonly proxy_protocol: boolean
  /** Of listeners with TLS; empty: as in the section `tls`. */
  readonly certificate?: string
  readonly key?: string
  readonly client_authorities?: string
  readonly revoked?: string
  readonly client_certificate?: 'none' | 'optional' | 'required'
}

export type ProtocolConfig = Readonly<Record<string, unknown>> & { readonly listeners: Readonly<Record<string, ListenerConfig>> }

/** The configuration, complete with defaults; keys as in the file. */
export interface BrokerConfig {
  readonly node: {
    readonly id: number
    readonly data_directory: string
    readonly host: string
    readonly advertised_host: string
    readonly drain_seconds: number
  }
  readonly cluster: {
    readonly enabled: boolean
    readonly initial_members: readonly string[]
    readonly join: boolean
    readonly peers: readonly string[]
    readonly host: string
    readonly port: number
    readonly advertised_address: string
    readonly tls_ca: string
    readonly tls_cert: string
    readonly tls_key: string
  }
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error' }
  readonly admin: { readonly host: string; readonly port: number }
  readonly auth: { readonly anonymous: boolean }
  readonly storage: {
    readonly durability: Durability
    readonly wal_file_bytes: number
    readonly wal_pending_bytes: number
    readonly tail_cache_bytes: number
    readonly memory_bytes: number
    readonly free_bytes_reserve: number
    readonly cap_bytes: number
    readonly retention_check_seconds: number
  }
  readonly tls: { readonly certificate: string; readonly key: string; readonly client_authorities: string; readonly revoked: string; readonly reload_seconds: number }
  readonly topics: {
    readonly automatic_max: number
    readonly automatic_retention_ms: number
    readonly automatic_retention_bytes: number
    readonly retention_ms: number
    readonly retention_bytes: number
  }
  readonly net: { readonly connections_max: number; readonly output_bytes_max: number }
  readonly protocols: Readonly<Record<string, ProtocolConfig>>
}

export interface ConfigSource {
  /** Path of the TOML file; null: defaults and environment only. */
  readonly file: string | null
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Default name of the configuration file; used when it is there. */
export const DEFAULT_CONFIG_FILE = 'robustmq.toml'

/**
 * Reads and checks the configuration.
 * @throws ConfigError (CONFIG_INVALID) with all problems, BrokerError CONFIG_UNREADABLE
 */
export function readConfig(source: ConfigSource, modules: readonly ProtocolModule[]): BrokerConfig {
  const text = source.file === null ? '' : readText(source.file)
  const value = loadConfig({ text, source: source.file ?? 'defaults', schema: configSchema(modules), environment: source.environment })
  const names = new Set(modules.map((module) => module.name))
  const entries = Object.entries(value)
  return {
    ...Object.fromEntries(entries.filter(([name]) => !names.has(name))),
    protocols: Object.fromEntries(entries.filter(([name]) => names.has(name))),
  } as unknown as BrokerConfig
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new BrokerError({
      code: 'CONFIG_UNREADABLE', retry: 'never', cause, message: `the configuration file ${file} cannot be read (${errorCode(cause) ?? String(cause)})`,
    })
  }
}
