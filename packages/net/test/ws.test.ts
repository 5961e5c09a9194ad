import { request } from 'node:http'
import { connect } from 'node:net'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CloseReason, Connection } from '@robustmq/broker-api'
import { createRig, echo, handler, until } from './rig.ts'
import { connectWs } from './ws-client.ts'
import type { NetListener, ListenOptions } from '../src/index.ts'

describe('WebSocket', () => {
  const rig = createRig()
  let names = 0
  const listen = (options: Partial<ListenOptions> = {}): Promise<NetListener> =>
    rig.listeners.listen({ name: `ws${++names}`, protocol: 'test', transport: 'ws', host: '127.0.0.1', port: 0, accept: echo, ...options })

  /** Keeps what a connection received and why it ended. */
  const recorder = (): {
    accept: (connection: Connection) => ReturnType<typeof handler>
    chunks: Buffer[]
    reasons: CloseReason[]
    connections: Connection[]
  } => {
    const chunks: Buffer[] = []
    const reasons: CloseReason[] = []
    const connections: Connection[] = []
    return {
      chunks, reasons, connections,
      accept: (connection) => {
        connections.push(connection)
        return handler({ onData: (chunk) => void chunks.push(chunk), onClose: (reason) => void reasons.push(reason) })
      },
    }
  }

  it('a text frame closes the connection with 1003', async () => {
    const seen = recorder()
    const listener = await listen({ accept: seen.accept })
    const client = await connectWs(listener.port)
    client.write(Buffer.from('ok'))
    client.webSocket.send('text')
    await until('it is closed', () => client.closed && seen.reasons.length > 0)
    expect(client.closeCode).toBe(1003)
    expect(seen.reasons[0]).toMatchObject({ code: 'NET_TEXT_FRAME', bytePosition: 2 })
    expect(Buffer.concat(seen.chunks).toString()).toBe('ok')
  })

  it('a message above messageBytesMax closes with 1009, one of that size passes', async () => {
    const seen = recorder()
    const listener = await listen({ accept: seen.accept, limits: { messageBytesMax: 1000 } })
    const client = await connectWs(listener.port)
    client.webSocket.send(Buffer.alloc(1000))
    await until('the first has come', () => seen.chunks.length === 1)
    client.webSocket.send(Buffer.alloc(1001))
    await until('it is closed', () => client.closed && seen.reasons.length > 0)
    expect(client.closeCode).toBe(1009)
    expect(seen.reasons[0]?.code).toBe('NET_FRAME_TOO_LARGE')
    expect(seen.chunks).toHaveLength(1)
  })

  it('fragments with empty parts and pings between them join into one stream', async () => {
    const seen = recorder()
    const listener = await listen({ accept: seen.accept })
    const client = await connectWs(listener.port)
    const bytes = randomBytes(5000)
    client.webSocket.send(bytes.subarray(0, 1), { fin: false, binary: true })
    client.webSocket.ping(Buffer.from('alive'))
    client.webSocket.send(Buffer.alloc(0), { fin: false })
    client.webSocket.send(bytes.subarray(1, 4000), { fin: false })
    client.webSocket.send(bytes.subarray(4000), { fin: true })
    await until('everything has come', () => Buffer.concat(seen.chunks).length === bytes.length)
    expect(Buffer.concat(seen.chunks).equals(bytes)).toBe(true)
    await until('the ping is answered', () => client.pongs === 1)
  })

  it('frames arrive whole when the network splits them at every byte', async () => {
    const seen = recorder()
    const listener = await listen({ accept: seen.accept, limits: { lingerMs: 20 } })
    const socket = connect({ port: listener.port, host: '127.0.0.1', noDelay: true })
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
      + 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n')
    await until('it is upgraded', () => seen.connections.length === 1)
    const mask = [1, 2, 3, 4]
    const masked = (text: string): number[] => [...Buffer.from(text)].map((byte, i) => byte ^ (mask[i % 4] as number))
    const frame = (text: string): number[] => [0x82, 0x80 | text.length, ...mask, ...masked(text)]
    const bytes = [...frame('split'), ...frame(' and '), ...frame('joined')]
    for (const byte of bytes) {
      socket.write(Buffer.from([byte]))
      await new Promise<void>((resolve) => void setImmediate(resolve))
    }
    await until('everything has come', () => Buffer.concat(seen.chunks).toString() === 'split and joined')
    // Not masked: RFC 6455 5.1 has the server close the connection.
    socket.write(Buffer.from([0x82, 0x01, 0x41]))
    await until('it is closed', () => seen.reasons.length === 1)
    expect(seen.reasons[0]).toMatchObject({ code: 'NET_FRAME_INVALID', bytePosition: 16 })
    const line = rig.log.withMessage('connection closed').at(-1)
    expect(line?.fields).toMatchObject({ code: 'NET_FRAME_INVALID', remoteAddress: '127.0.0.1', bytePosition: 16 })
    socket.destroy()
  })

  it('bytes that follow the upgrade request at once are not lost', async () => {
    const seen = recorder()
    const listener = await listen({ accept: seen.accept })
    const socket = connect({ port: listener.port, host: '127.0.0.1' })
    const request = Buffer.from('GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
      + 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n')
    socket.write(Buffer.concat([request, Buffer.from([0x82, 0x82, 0, 0, 0, 0, 0x68, 0x69])]))
    await until('they have come', () => seen.chunks.length > 0)
    expect(Buffer.concat(seen.chunks).toString()).toBe('hi')
    socket.destroy()
  })

  it('the subprotocol is the first of the listener that the client offers', async () => {
    const seen = recorder()
    const listener = await listen({ accept: seen.accept, applicationProtocols: ['new', 'old'] })
    const client = await connectWs(listener.port, '/', ['x', 'old', 'new'])
    expect(client.webSocket.protocol).toBe('new')
    expect(seen.connections[0]?.info.applicationProtocol).toBe('new')
    await expect(connectWs(listener.port, '/', ['x', 'y'])).rejects.toThrow('400')
    const without = await connectWs(listener.port)
    expect(without.webSocket.protocol).toBe('')
    expect(seen.connections[1]?.info.applicationProtocol).toBe(null)
    const strict = await listen({ applicationProtocols: ['new'], applicationProtocolRequired: true })
    await expect(connectWs(strict.port)).rejects.toThrow('400')
    expect(await rig.sample(`net_connections_refused_total{listener="${strict.name}"`)).toBe(1)
  })

  it('path and origin are checked, and the origin is passed on', async () => {
    const seen = recorder()
    const listener = await listen({ accept: seen.accept, path: '/here', originsAllowed: ['https://good.example'] })
    await expect(connectWs(listener.port, '/there')).rejects.toThrow('404')
    await expect(connectWs(listener.port, '/here', [], { origin: 'https://bad.example' })).rejects.toThrow('403')
    await connectWs(listener.port, '/here?query=1', [], { origin: 'https://good.example' })
    await connectWs(listener.port, '/here')
    expect(seen.connections.map((connection) => connection.info.origin)).toEqual(['https://good.example', null])
  })

  it('a malformed upgrade request is refused and counted', async () => {
    const listener = await listen()
    const socket = connect({ port: listener.port, host: '127.0.0.1' })
    let answer = ''
    socket.on('data', (chunk) => { answer += chunk.toString() })
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n')
    await until('it is answered', () => socket.destroyed || answer !== '')
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(await rig.sample(`net_connections_refused_total{listener="${listener.name}"`)).toBe(1)
    socket.destroy()
  })

  it('a plain HTTP request is answered with 426', async () => {
    const listener = await listen()
    const status = await new Promise((resolve, reject) => {
      request({ port: listener.port, host: '127.0.0.1', path: '/' }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).on('error', reject).end()
    })
    expect(status).toBe(426)
  })

  it('a peer that pings without reading is not answered without bound', async () => {
    const listener = await listen()
    const client = await connectWs(listener.port)
    client.pauseReading()
    const ping = Buffer.concat([Buffer.from([0x89, 0x80 | 125, 0, 0, 0, 0]), Buffer.alloc(125)])
    const pings = 150_000
    client.socket.write(Buffer.alloc(ping.length * pings, ping))
    await until('all pings have been sent', () => client.socket.writableLength === 0)
    client.resumeReading()
    client.write(Buffer.from('x'))
    await until('the echo has come, after all pongs', () => client.receivedBytes === 1)
    expect(client.pongs).toBeLessThan(pings)
    expect(client.pongs).toBeGreaterThan(0)
  })

  it('a closing listener closes requests that have not been upgraded', async () => {
    const listener = await listen()
    const socket = connect({ port: listener.port, host: '127.0.0.1' })
    let gone = false
    socket.on('close', () => { gone = true })
    socket.on('error', () => undefined)
    await until('it is connected', () => socket.readyState === 'open')
    socket.write('GET / HTTP/1.1\r\nHost:')
    await new Promise<void>((resolve) => void setImmediate(resolve))
    await listener.close()
    await until('the socket is gone', () => gone)
    expect(listener.connectionCount).toBe(0)
  })
})
