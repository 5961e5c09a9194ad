import { createSecureContext } from 'node:tls'
import type { TlsOptions } from 'node:tls'
import { BrokerError } from '@robustmq/common-errors'

/** What a listener needs to speak TLS; PEM texts, not paths: whoever reads the files also sees when they change. */
export interface TlsMaterial {
  /** Certificate chain, the server's own first. */
  readonly certificate: string | Buffer
  readonly key: string | Buffer
  readonly passphrase?: string
  /** Authorities of client certificates; without them the system's. */
  readonly clientAuthorities?: string | Buffer
  /** Revoked client certificates. With it, a certificate of an authority without a list is refused. */
  readonly revoked?: string | Buffer
  /** `optional`: one that is given has to be valid. Default `none`: not asked for. */
  readonly clientCertificate?: 'none' | 'optional' | 'required'
  /** Default `TLSv1.2`. */
  readonly versionMin?: 'TLSv1.2' | 'TLSv1.3'
}

/** Options of a server that uses it. @throws BrokerError NET_TLS_INVALID when certificate, key, authorities or list cannot be used */
export function secureOptions(material: TlsMaterial, listener: string): TlsOptions {
  const { certificate: cert, key, passphrase, clientAuthorities: ca, revoked: crl, clientCertificate = 'none', versionMin = 'TLSv1.2' } = material
  const context = {
    cert, key, minVersion: versionMin,
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(ca === undefined ? {} : { ca }),
    ...(crl === undefined ? {} : { crl }),
  }
  try {
    createSecureContext(context)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new BrokerError({ code: 'NET_TLS_INVALID', retry: 'never', message: `listener ${listener}: certificate or key cannot be used: ${reason}`, cause })
  }
  return {
    ...context,
    requestCert: clientCertificate !== 'none',
    // Those that are asked for but not required are looked at once the handshake is over.
    rejectUnauthorized: clientCertificate === 'required',
    honorCipherOrder: true,
  }
}
