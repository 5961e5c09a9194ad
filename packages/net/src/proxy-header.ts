/*
 * The PROXY protocol, versions 1 and 2 (haproxy.org, proxy-protocol.txt, 2020-03-05): what a load balancer says of the
 * client before the client's own bytes.
 */

/** Largest header of version 1, its line end included. */
const V1_BYTES_MAX = 107
const V2_SIGNATURE: Buffer = Buffer.from('0d0a0d0a000d0a515549540a', 'hex')
const V2_HEAD_BYTES = 16
/** Addresses and what may follow them; a header announces at most 64 KiB, nobody needs a tenth of it. */
const V2_BODY_BYTES_MAX = 4096
const V1_START: Buffer = Buffer.from('PROXY ')

export interface ProxySource {
  readonly address: string
  readonly port: number
}

export type ProxyHeader =
  | { readonly status: 'more' }
  | { readonly status: 'bad'; readonly reason: string }
  /** `source` is null when the balancer speaks for itself (health checks) or does not know. */
  | { readonly status: 'whole'; readonly bytes: number; readonly source: ProxySource | null }

const MORE: ProxyHeader = { status: 'more' }

/** Reads the header at the start of `bytes`. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  const seen = Math.min(bytes.length, V2_SIGNATURE.length)
  if (bytes.subarray(0, seen).equals(V2_SIGNATURE.subarray(0, seen))) return bytes.length < V2_HEAD_BYTES ? MORE : readVersion2(bytes)
  const start = Math.min(bytes.length, V1_START.length)
  if (!bytes.subarray(0, start).equals(V1_START.subarray(0, start))) return bad('the connection does not begin with a PROXY header')
  return readVersion1(bytes)
}

function bad(reason: string): ProxyHeader {
  return { status: 'bad', reason }
}

function readVersion1(bytes: Buffer): ProxyHeader {
  const end = bytes.subarray(0, V1_BYTES_MAX).indexOf('\r\n')
  if (end < 0) return bytes.length >= V1_BYTES_MAX ? bad('a PROXY line without an end') : MORE
  const [, family, source, , port, ...rest] = bytes.toString('latin1', 0, end).split(' ')
  if (family === 'UNKNOWN') return { status: 'whole', bytes: end + 2, source: null }
  const number = Number(port)
  if ((family !== 'TCP4' && family !== 'TCP6') || rest.length !== 1 || source === undefined || !isPort(port)) return bad('a PROXY line of an unknown form')
  if (!(family === 'TCP4' ? IPV4 : IPV6).test(source)) return bad('a PROXY line without an address')
  return { status: 'whole', bytes: end + 2, source: { address: source, port: number } }
}

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/
const IPV6 = /^[0-9a-fA-F:.]{2,45}$/

function isPort(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= 65_535
}

function readVersion2(bytes: Buffer): ProxyHeader {
  const versionAndCommand = bytes[12] as number
  const family = (bytes[13] as number) >> 4
  const length = bytes.readUInt16BE(14)
  if (versionAndCommand >> 4 !== 2) return bad('a PROXY header of an unknown version')
  if (length > V2_BODY_BYTES_MAX) return bad(`a PROXY header of ${length} bytes`)
  const end = V2_HEAD_BYTES + length
  if (bytes.length < end) return MORE
  const command = versionAndCommand & 0x0f
  if (command > 1) return bad('a PROXY header with an unknown command')
  // LOCAL, or a family that has no addresses we could use: the header is passed over.
  if (command === 0 || (family !== 1 && family !== 2)) return { status: 'whole', bytes: end, source: null }
  const addressBytes = family === 1 ? 4 : 16
  if (length < addressBytes * 2 + 4) return bad('a PROXY header that is too short for its addresses')
  const port = bytes.readUInt16BE(V2_HEAD_BYTES + addressBytes * 2)
  const raw = bytes.subarray(V2_HEAD_BYTES, V2_HEAD_BYTES + addressBytes)
  return { status: 'whole', bytes: end, source: { address: family === 1 ? raw.join('.') : ipv6(raw), port } }
}

function ipv6(raw: Buffer): string {
  const groups: string[] = []
  for (let i = 0; i < 16; i += 2) groups.push(raw.readUInt16BE(i).toString(16))
  return groups.join(':')
}
