import { describe, expect, it } from 'vitest'
import type { Connection } from '@robustmq/broker-api'
import { readProxyHeader } from '../src/proxy-header.ts'
import { createRig, echo, until } from './rig.ts'
import { connectRaw, connectTcp } from './tcp-client.ts'
import { connectWs } from './ws-client.ts'

const SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex')

function version2(command: number, family: number, addresses: Buffer, more = Buffer.alloc(0)): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(addresses.length + more.length)
  return Buffer.concat([SIGNATURE, Buffer.from([0x20 | command, family]), length, addresses, more])
}

const IPV4 = Buffer.from([192, 0, 2, 7, 192, 0, 2, 1, 0x12, 0x67, 1, 187])
const IPV6 = Buffer.concat([Buffer.from('20010db8000000000000000000000007', 'hex'), Buffer.alloc(16), Buffer.from([0x12, 0x67, 1, 187])])

const WHOLE: readonly (readonly [string, Buffer, { address: string; port: number } | null])[] = [
  ['a line of IPv4', Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 4711 443\r\n'), { address: '192.0.2.7', port: 4711 }],
  ['a line of IPv6', Buffer.from('PROXY TCP6 2001:db8::7 2001:db8::1 4711 443\r\n'), { address: '2001:db8::7', port: 4711 }],
  ['a line of nobody known', Buffer.from('PROXY UNKNOWN whatever\r\n'), null],
  ['version 2, IPv4', version2(1, 0x11, IPV4), { address: '192.0.2.7', port: 4711 }],
  ['version 2, IPv4, with additions', version2(1, 0x11, IPV4, Buffer.from('030004deadbeef', 'hex')), { address: '192.0.2.7', port: 4711 }],
  ['version 2, IPv6', version2(1, 0x21, IPV6), { address: '2001:db8:0:0:0:0:0:7', port: 4711 }],
  ['version 2, the balancer itself', version2(0, 0, Buffer.alloc(0)), null],
  ['version 2, a local socket', version2(1, 0x31, Buffer.alloc(216)), null],
]

describe('the PROXY header', () => {
  it.each(WHOLE)('%s, cut anywhere', (_name, header, source) => {
    const bytes = Buffer.concat([header, Buffer.from('and what follows')])
    for (let cut = 0; cut < header.length; cut++) expect(readProxyHeader(bytes.subarray(0, cut))).toEqual({ status: 'more' })
    for (const end of [header.length, bytes.length]) expect(readProxyHeader(bytes.subarray(0, end))).toEqual({ status: 'whole', bytes: header.length, source })
  })

  it.each([
    ['something else', Buffer.from('GET / HTTP/1.1\r\n')],
    ['a line without end', Buffer.from(`PROXY TCP4 ${'1'.repeat(200)}`)],
    ['an unknown family', Buffer.from('PROXY TCP9 192.0.2.7 192.0.2.1 4711 443\r\n')],
    ['no address', Buffer.from('PROXY TCP4 example.org 192.0.2.1 4711 443\r\n')],
    ['a port that is none', Buffer.from('PROXY TCP4 192.0.2.7 192.0.2.1 99999 443\r\n')],
    ['an unknown version', Buffer.concat([SIGNATURE, Buffer.from([0x31, 0x11, 0, 0])])],
    ['an unknown command', version2(2, 0x11, IPV4)],
    ['too short for its addresses', version2(1, 0x11, IPV4.subarray(0, 11))],
    ['far too long', Buffer.concat([SIGNATURE, Buffer.from([0x21, 0x11, 0xff, 0xff])])],
  ])('%s is refused', (_name, bytes) => {
    expect(readProxyHeader(bytes).status).toBe('bad')
  })
})

describe('a listener behind a balancer', () => {
  const rig = createRig()
  let names = 0
  const listen = async (transport: 'tcp' | 'ws', seen: Connection[], upgradeMs = 10_000): Promise<{ port: number; name: string }> => {
    const name = `proxied${++names}`
    const { port } = await rig.listeners.listen({
      name, protocol: 'test', transport, host: '127.0.0.1', port: 0, proxyProtocol: true, limits: { upgradeMs },
      accept: (connection) => {
        seen.push(connection)
        return echo(connection)
      },
    })
    return { port, name }
  }

  it.each(WHOLE)('%s: the client is who the header says, and its bytes follow at once or byte by byte', async (_name, header, source) => {
    const seen: Connection[] = []
    const { port } = await listen('tcp', seen)
    const client = await connectTcp(port)
    client.write(Buffer.concat([header, Buffer.from('hello')]))
    await until('the echo is there', () => client.received().toString() === 'hello')
    const slow = await connectTcp(port)
    for (const byte of header) {
      slow.write(Buffer.from([byte]))
      await new Promise<void>((resolve) => void setImmediate(resolve))
    }
    slow.write(Buffer.from('slow'))
    await until('the other echo is there', () => slow.received().toString() === 'slow')
    for (const { info } of seen) expect(info).toMatchObject(source === null ? { remoteAddress: '127.0.0.1' } : { remoteAddress: source.address, remotePort: source.port })
    expect(seen.length).toBe(2)
  })

  it('WebSocket too', async () => {
    const seen: Connection[] = []
    const { port } = await listen('ws', seen)
    const raw = await connectRaw(port)
    raw.write('PROXY TCP4 192.0.2.7 192.0.2.1 4711 443\r\n')
    const client = await connectWs(port, '/', [], { createConnection: () => raw })
    client.write(Buffer.from('through'))
    await until('the echo is there', () => client.received().toString() === 'through')
    expect(seen[0]?.info).toMatchObject({ remoteAddress: '192.0.2.7', remotePort: 4711 })
  })

  it('whoever has no header, or is too slow with it, is refused and counted', async () => {
    const seen: Connection[] = []
    const { port, name } = await listen('tcp', seen, 20)
    const wrong = await connectTcp(port)
    wrong.write(Buffer.from('no header'))
    await until('it is ended', () => wrong.ended)
    const silent = await connectTcp(port)
    await until('it is ended', () => silent.ended)
    expect(await rig.sample(`net_connections_refused_total{listener="${name}",transport="tcp",reason="NET_PROXY_HEADER"`)).toBe(2)
    expect(seen).toEqual([])
  })

  it('a listener that closes does not wait for headers', async () => {
    await listen('tcp', [])
    const listener = rig.listeners.bound().at(-1)
    const client = await connectTcp(listener?.port ?? 0)
    await listener?.close()
    await until('it is ended', () => client.ended)
    expect(listener?.connectionCount).toBe(0)
  })
})
