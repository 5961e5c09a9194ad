import { readFile, stat } from 'node:fs/promises'
import { BrokerError, errorCode } from '@robustmq/common-errors'
import type { Logger } from '@robustmq/common-log'
import type { TimerId, Timers, TimerTask } from '@robustmq/common-runtime'
import type { NetListener, TlsMaterial } from '@robustmq/net'
import type { BrokerConfig, ListenerConfig } from './config.ts'

/** Files of one listener; null where there is none. */
export interface TlsFiles {
  readonly certificate: string
  readonly key: string
  readonly clientAuthorities: string | null
  readonly revoked: string | null
  readonly clientCertificate: 'none' | 'optional' | 'required'
}

/** The files that a listener with TLS uses: its own, else those of the section `tls`. @throws BrokerError CONFIG_INVALID */
export function tlsFilesOf(listener: ListenerConfig, tls: BrokerConfig['tls'], key: string): TlsFiles {
  const pick = (own: string | undefined, common: string): string => (own === undefined || own === '' ? common : own)
  const certificate = pick(listener.certificate, tls.certificate)
  const privateKey = pick(listener.key, tls.key)
  if (certificate === '' || privateKey === '') {
    const missing = certificate === '' ? 'certificate' : 'key'
    throw new BrokerError({ code: 'CONFIG_INVALID', retry: 'never', message: `${key} speaks TLS and needs ${key}.${missing} or tls.${missing}` })
  }
  const clientAuthorities = pick(listener.client_authorities, tls.client_authorities)
  const revoked = pick(listener.revoked, tls.revoked)
  return {
    certificate, key: privateKey,
    clientAuthorities: clientAuthorities === '' ? null : clientAuthorities,
    revoked: revoked === '' ? null : revoked,
    clientCertificate: listener.client_certificate ?? 'none',
  }
}

/** @throws BrokerError CONFIG_UNREADABLE */
export async function readTlsFiles(files: TlsFiles): Promise<TlsMaterial> {
  const { clientAuthorities, revoked, clientCertificate } = files
  const [certificate, key, authorities, list] = await Promise.all([files.certificate, files.key, clientAuthorities, revoked].map(readPem))
  return {
    certificate: certificate as Buffer, key: key as Buffer, clientCertificate,
    ...(authorities === null || authorities === undefined ? {} : { clientAuthorities: authorities }),
    ...(list === null || list === undefined ? {} : { revoked: list }),
  }
}

async function readPem(file: string | null): Promise<Buffer | null> {
  if (file === null) return null
  try {
    return await readFile(file)
  } catch (cause) {
    throw new BrokerError({ code: 'CONFIG_UNREADABLE', retry: 'never', cause, message: `${file} cannot be read (${errorCode(cause) ?? String(cause)})` })
  }
}

/** Looks at the files of listeners now and then, and renews those whose files have changed. What cannot be used is left as it was. */
export class TlsRenewal implements TimerTask {
  readonly #watched: { readonly listener: NetListener; readonly files: TlsFiles; stamp: string }[] = []
  readonly #periodMs: number
  readonly #timers: Timers
  readonly #log: Logger
  #timer: TimerId = 0

  constructor(periodMs: number, timers: Timers, log: Logger) {
    this.#periodMs = periodMs
    this.#timers = timers
    this.#log = log
  }

  async watch(listener: NetListener, files: TlsFiles): Promise<void> {
    this.#watched.push({ listener, files, stamp: await stampOf(files) })
    if (this.#timer === 0 && this.#periodMs > 0) this.#timer = this.#timers.schedule(this.#periodMs, this)
  }

  onTimer(): void {
    this.look().then(
      () => (this.#timer = this.#timer === 0 ? 0 : this.#timers.schedule(this.#periodMs, this)),
      (error: unknown) => this.#log.error({ error }, 'a defect: the certificates are looked at no longer'),
    )
  }

  /** Renews now what has changed. */
  async look(): Promise<void> {
    for (const watched of this.#watched) {
      const { listener, files } = watched
      try {
        const stamp = await stampOf(files)
        if (stamp === watched.stamp) continue
        listener.renewTls(await readTlsFiles(files))
        watched.stamp = stamp
        this.#log.info({ listener: listener.name, certificate: files.certificate }, 'new certificates are in use')
      } catch (error) {
        // Files that are being replaced may not fit together yet: the next look tells.
        this.#log.warn({ error, listener: listener.name }, 'the new certificates cannot be used; the old ones stay')
      }
    }
  }

  stop(): void {
    this.#timers.cancel(this.#timer)
    this.#timer = 0
  }
}

async function stampOf({ certificate, key, clientAuthorities, revoked }: TlsFiles): Promise<string> {
  const stamps = await Promise.all([certificate, key, clientAuthorities, revoked].map(async (file) => {
    if (file === null) return ''
    const { mtimeMs, size, ino } = await stat(file)
    return `${mtimeMs} ${size} ${ino}`
  }))
  return stamps.join('|')
}
