import type { Socket } from 'node:net'
import { connect } from 'node:tls'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { afterAll, describe, expect, it } from 'vitest'
import type { Connection, TlsPeer } from '@robustmq/broker-api'
import { transportConformance } from '@robustmq/transport-conformance'
import type { SuiteClient, SuiteListenOptions, SuiteListener } from '@robustmq/transport-conformance'
import type { NetListener, TlsMaterial } from '../src/index.ts'
import { Authority, hasOpenssl } from './certificates.ts'
import { createRig, echo, handler, until } from './rig.ts'
import { connectRaw, connectTcp, SocketClient } from './tcp-client.ts'
import { connectWs } from './ws-client.ts'
import type { WsClient } from './ws-client.ts'

// Certificates are made by the openssl program; without it there is nothing to test with.
describe.skipIf(!hasOpenssl())('TLS', () => {
  const authority = new Authority()
  const server = authority.issue('server', 'IP:127.0.0.1,DNS:broker.test')
  const alice = authority.issue('alice', 'URI:urn:alice,DNS:alice.test')
  const mallory = authority.issue('mallory')
  const stranger = new Authority()
  const foreign = stranger.issue('alice')
  const rig = createRig()
  const failures = new Map<TLSSocket, Error>()
  let names = 0

  afterAll(() => {
    authority.remove()
    stranger.remove()
  })

  const listen = (transport: 'tls' | 'wss', material: Partial<TlsMaterial> = {}, seen: Connection[] = [], protocols?: string[]): Promise<NetListener> =>
    rig.listeners.listen({
      name: `secure${++names}`, protocol: 'test', transport, host: '127.0.0.1', port: 0,
      tls: { ...server, ...material },
      ...(protocols === undefined ? {} : { applicationProtocols: protocols }),
      accept: (connection) => {
        seen.push(connection)
        return echo(connection)
      },
    })

  const dial = (port: number, options: ConnectionOptions = {}): Promise<TLSSocket> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', ca: authority.certificate, ...options }, () => resolve(socket))
      socket.on('error', (error) => {
        failures.set(socket, error)
        reject(error)
      })
    })

  /** In TLS 1.3 a client is through before the server has looked: it may be told no at any time after that, or just be left. */
  const refused = async (socket: TLSSocket): Promise<void> => {
    socket.resume()
    await until('the connection ends', () => failures.has(socket) || socket.destroyed)
  }

  const connectTls = async (port: number): Promise<SuiteClient> => {
    const raw = await connectRaw(port)
    // The handshake may fail, which is what some cases want to see.
    return new SocketClient(connect({ socket: raw, host: '127.0.0.1', ca: authority.certificate, allowHalfOpen: true } as ConnectionOptions), raw)
  }

  const connectWss = async (port: number, options: ConnectionOptions = {}, raw: Socket | null = null): Promise<WsClient> => {
    const socket = raw ?? (await connectRaw(port))
    const createConnection = (): never => connect({ socket, host: '127.0.0.1', ca: authority.certificate, ...options }) as never
    return connectWs(port, '/', [], { createConnection }, { raw: socket })
  }

  const suite = (transport: 'tls' | 'wss') => async (options: SuiteListenOptions): Promise<SuiteListener> => {
    const bound = await rig.listeners.listen({ ...options, name: `${transport}${++names}`, protocol: 'test', transport, host: '127.0.0.1', tls: server })
    return { bound, close: (deadlineMs) => bound.close(deadlineMs) }
  }
  const seed = Number(process.env['TRANSPORT_SEED'] ?? 1)
  const megabytes = process.env['TRANSPORT_FULL'] === undefined ? 4 : 64

  transportConformance({ name: 'tls', test: it, listen: suite('tls'), connect: connectTls, halfClose: true, seed, megabytes })
  transportConformance({
    name: 'wss', test: it, listen: suite('wss'), halfClose: false, seed, megabytes,
    connect: (port) => connectWss(port),
  })

  it('tells the protocol what was agreed on: version, server name, application protocol', async () => {
    const seen: Connection[] = []
    const { port } = await listen('tls', {}, seen, ['one', 'two'])
    await dial(port, { servername: 'broker.test', ALPNProtocols: ['two'] })
    await until('the server has it', () => seen.length === 1)
    expect(seen[0]?.info).toMatchObject({ transport: 'tls', applicationProtocol: 'two', tls: { serverName: 'broker.test', protocol: 'TLSv1.3', commonName: null } })
    await expect(dial(port, { ALPNProtocols: ['three'] })).rejects.toThrow(/alert/)
  })

  it.each([['tls'], ['wss']] as const)('a client certificate gives the names in it over %s, and one that is required is required', async (transport) => {
    const seen: Connection[] = []
    const { port } = await listen(transport, { clientCertificate: 'required', clientAuthorities: authority.certificate }, seen)
    const come = async (options: ConnectionOptions): Promise<void> => {
      if (transport === 'tls') (await dial(port, options)).write('x')
      else await connectWss(port, options)
    }
    await come({ cert: alice.certificate, key: alice.key })
    await until('the server has it', () => seen.length === 1)
    const peer = seen[0]?.info.tls as TlsPeer
    expect(peer.commonName).toBe('alice')
    expect(peer.subjectAltNames).toEqual(['URI:urn:alice', 'DNS:alice.test'])
    if (transport === 'wss') {
      await expect(come({})).rejects.toThrow()
      await expect(come({ cert: foreign.certificate, key: foreign.key })).rejects.toThrow()
    } else {
      // In TLS 1.3 the client is through before the server has looked.
      for (const options of [{}, { cert: foreign.certificate, key: foreign.key }]) {
        const socket = await dial(port, options)
        await refused(socket)
      }
    }
    expect(seen.length).toBe(1)
  })

  it('an optional certificate may be missing, but not be wrong', async () => {
    const seen: Connection[] = []
    const { port, name } = await listen('tls', { clientCertificate: 'optional', clientAuthorities: authority.certificate }, seen)
    await dial(port)
    await until('the first is in', () => seen.length === 1)
    expect(seen[0]?.info.tls?.commonName).toBeNull()
    const wrong = await dial(port, { cert: foreign.certificate, key: foreign.key })
    await new Promise((resolve) => void wrong.once('close', resolve).resume())
    expect(seen.length).toBe(1)
    expect(await rig.sample(`net_connections_refused_total{listener="${name}",transport="tls",reason="NET_TLS_FAILED"`)).toBe(1)
  })

  it('a revoked certificate is refused', async () => {
    const seen: Connection[] = []
    const revoked = authority.revoke('mallory')
    const { port } = await listen('tls', { clientCertificate: 'required', clientAuthorities: authority.certificate, revoked }, seen)
    await dial(port, { cert: alice.certificate, key: alice.key })
    await until('alice is in', () => seen.length === 1)
    const socket = await dial(port, { cert: mallory.certificate, key: mallory.key })
    await refused(socket)
    expect(seen.length).toBe(1)
  })

  it('new certificates count for new handshakes, and those who are in stay', async () => {
    const seen: Connection[] = []
    const listener = await listen('tls', {}, seen)
    const before = await dial(listener.port)
    const renewed = authority.issue('renewed')
    listener.renewTls(renewed)
    const after = await dial(listener.port)
    expect([before, after].map((socket) => socket.getPeerCertificate().subject.CN)).toEqual(['server', 'renewed'])
    before.write('still here')
    expect(String(await new Promise((resolve) => void before.once('data', resolve)))).toBe('still here')
    expect(() => listener.renewTls({ ...renewed, key: server.key })).toThrow(expect.objectContaining({ code: 'NET_TLS_INVALID' }) as Error)
    expect((await dial(listener.port)).getPeerCertificate().subject.CN).toBe('renewed')
  })

  it('says which listener cannot be bound for its certificate, and that a plain one has none', async () => {
    await expect(listen('tls', { key: 'no key' })).rejects.toMatchObject({ code: 'NET_TLS_INVALID' })
    const bare = { name: 'bare', protocol: 'test', host: '127.0.0.1', port: 0, accept: () => handler({}) } as const
    await expect(rig.listeners.listen({ ...bare, transport: 'tls' })).rejects.toMatchObject({ code: 'NET_LISTEN_OPTIONS' })
    await expect(rig.listeners.listen({ ...bare, transport: 'tcp', tls: server })).rejects.toMatchObject({ code: 'NET_LISTEN_OPTIONS' })
    const plain = await rig.listeners.listen({ ...bare, transport: 'tcp' })
    expect(() => plain.renewTls(server)).toThrow(expect.objectContaining({ code: 'NET_LISTEN_OPTIONS' }) as Error)
  })

  it('what is not TLS is refused and counted', async () => {
    const { port, name } = await listen('tls')
    const client = await connectTcp(port)
    client.write(Buffer.from('not a handshake at all'))
    await until('it is ended', () => client.ended)
    expect(await rig.sample(`net_connections_refused_total{listener="${name}",transport="tls",reason="NET_TLS_FAILED"`)).toBe(1)
  })

  it.each([['tls'], ['wss']] as const)('%s behind a balancer: the PROXY header comes before the handshake', async (transport) => {
    const seen: Connection[] = []
    const { port } = await rig.listeners.listen({
      name: `proxied-${transport}`, protocol: 'test', transport, host: '127.0.0.1', port: 0, tls: server, proxyProtocol: true,
      accept: (connection) => {
        seen.push(connection)
        return echo(connection)
      },
    })
    const raw = await connectRaw(port)
    raw.write('PROXY TCP4 192.0.2.7 192.0.2.1 4711 443\r\n')
    if (transport === 'tls') {
      const socket = await dial(0, { socket: raw })
      socket.write('through')
      expect(String(await new Promise((resolve) => void socket.once('data', resolve)))).toBe('through')
    } else {
      const client = await connectWss(port, {}, raw)
      client.write(Buffer.from('through'))
      await until('the echo is there', () => client.received().toString() === 'through')
    }
    expect(seen[0]?.info).toMatchObject({ remoteAddress: '192.0.2.7', remotePort: 4711, transport })
  })

  it('nothing escaped into turns or timers', () => {
    expect(rig.escaped).toEqual([])
  })
})
