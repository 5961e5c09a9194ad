import type { TLSSocket } from 'node:tls'
import type { TlsPeer } from '@robustmq/broker-api'

/** Who is at the other end, as far as a verified certificate says. */
export function tlsPeerOf(socket: TLSSocket): TlsPeer {
  const { servername } = socket
  const certificate = socket.authorized ? socket.getPeerX509Certificate() : undefined
  return {
    commonName: certificate === undefined ? null : commonNameOf(certificate.subject),
    subjectAltNames: certificate?.subjectAltName === undefined ? [] : splitNames(certificate.subjectAltName),
    serverName: typeof servername === 'string' && servername !== '' ? servername : null,
    protocol: socket.getProtocol(),
  }
}

/** True for a client that gave a certificate which does not hold, where none was required. */
export function hasBadCertificate(socket: TLSSocket): boolean {
  return !socket.authorized && socket.getPeerX509Certificate() !== undefined
}

/** The subject is one attribute per line, `CN=…` among them. */
function commonNameOf(subject: string): string | null {
  for (const line of subject.split('\n')) if (line.startsWith('CN=')) return line.slice(3)
  return null
}

/** `DNS:a, URI:b, DNS:"c, d"`: a name with a comma or quote is written as a JSON string. */
function splitNames(text: string): string[] {
  const names: string[] = []
  let start = 0
  let quoted = false
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '\\' && quoted) i++
    else if (text[i] === '"') quoted = !quoted
    if (i < text.length && (quoted || text[i] !== ',')) continue
    names.push(plainName(text.slice(start, i).trim()))
    start = i + 1
  }
  return names
}

function plainName(name: string): string {
  const at = name.indexOf(':"')
  return at < 0 ? name : `${name.slice(0, at + 1)}${String(JSON.parse(name.slice(at + 1)))}`
}
