import { equal, ok, rejects } from 'node:assert/strict'
import { turns, until } from './recording-handler.ts'
import type { Stage } from './stage.ts'

const DONE = { code: 'TEST_DONE', message: 'done' }

export async function resetCase(stage: Stage): Promise<void> {
  await stage.listen({})
  const { client, handler } = await stage.connectBoth()
  client.write(Buffer.from('half of a'))
  await until('the bytes have come', () => handler.receivedBytes === 9)
  client.reset()
  await until('the connection is gone', () => handler.closes.length > 0)
  equal(handler.closeCode, 'NET_PEER_RESET')
}

/** The peer disappears while both sides are sending. */
export async function abortWhileSendingCase(stage: Stage): Promise<void> {
  const piece = Buffer.alloc(256 * 1024, 7)
  await stage.listen({
    onData: (_chunk, connection) => connection.writeChunk(piece),
    onDrain: (connection) => connection.writeChunk(piece),
  }, { highWaterBytes: 1024, lowWaterBytes: 512 })
  const { client, handler } = await stage.connectBoth()
  for (let i = 0; i < 20; i++) client.write(piece)
  await until('both directions flow', () => handler.receivedBytes > 0 && client.receivedBytes > 0)
  client.reset()
  await until('the connection is gone', () => handler.closes.length > 0)
  ok(['NET_PEER_RESET', 'NET_PEER_CLOSED'].includes(handler.closeCode), handler.closeCode)
}

/** Whatever is called, and how often: the first reason is the one that counts, and `onClose` comes once, later. */
export async function closeOnceCase(stage: Stage): Promise<void> {
  await stage.listen({
    onData: (_chunk, connection) => {
      connection.destroy(DONE)
      equal(connection.closed, true)
      connection.destroy({ code: 'TEST_SECOND', message: 'second' })
      connection.end({ code: 'TEST_THIRD', message: 'third' })
      connection.pause('nobody')
      connection.resume('nobody')
      connection.setIdleTimeout(1)
      for (let i = 0; i < 5; i++) {
        const at = connection.reserve(1024 * 1024)
        connection.buffer.fill(1, at, at + 1024 * 1024)
        connection.length = at + 1024 * 1024
      }
      connection.writeChunk(Buffer.alloc(10_000))
      equal(connection.pendingBytes, 0)
    },
  })
  const { client, handler } = await stage.connectBoth()
  client.write(Buffer.from('x'))
  await until('the connection is gone', () => handler.closes.length > 0)
  await until('the client sees it', () => client.closed || client.ended)
  equal(handler.closeCode, 'TEST_DONE')
  equal(client.receivedBytes, 0)
}

/** `end` and then `destroy`: the reason of `end` stays. A paused connection that ends still sees its peer follow. */
export async function endThenDestroyCase(stage: Stage): Promise<void> {
  await stage.listen((_connection, index) => ({
    onData: (_chunk, connection) => {
      connection.pause('for ever')
      connection.end(DONE)
      if (index === 0) connection.destroy({ code: 'TEST_SECOND', message: 'second' })
    },
  }), { lingerMs: 600_000 })
  for (let i = 0; i < 2; i++) {
    const { client, handler } = await stage.connectBoth()
    client.write(Buffer.from('x'))
    await until('the client sees the end', () => client.closed || client.ended)
    client.write(Buffer.from('ignored'))
    client.endSending()
    await until('the connection is gone', () => handler.closes.length > 0)
    equal(handler.closeCode, 'TEST_DONE')
    equal(handler.receivedBytes, 1)
  }
}

/** After `end`, a peer that does not follow is not waited for longer than the linger time. */
export async function lingerCase(stage: Stage): Promise<void> {
  await stage.listen({ onData: (_chunk, connection) => connection.end(DONE) }, { lingerMs: 30 })
  const { client, handler } = await stage.connectBoth()
  client.write(Buffer.from('x'))
  client.pauseReading()
  await until('the connection is gone', () => handler.closes.length > 0)
  equal(handler.closeCode, 'TEST_DONE')
}

/** A handler that throws, in whichever call, loses its own connection only. */
export async function handlerFailureCase(stage: Stage): Promise<void> {
  const fail = (): never => {
    throw new Error('defect planted by the test')
  }
  await stage.listen((_connection, index) => {
    if (index === 0) return { onData: (chunk, connection) => connection.writeChunk(Buffer.from(chunk)) }
    if (index === 1) return { onData: fail }
    if (index === 2) return { onData: (_chunk, connection) => connection.setIdleTimeout(1), onIdle: fail }
    return { onData: (_chunk, connection) => connection.destroy(DONE), onClose: fail }
  })
  const healthy = await stage.connectBoth()
  for (const expected of ['NET_HANDLER_FAILED', 'NET_HANDLER_FAILED', 'TEST_DONE']) {
    const { client, handler } = await stage.connectBoth()
    client.write(Buffer.from('x'))
    await until('the client sees the end', () => client.closed || client.ended)
    await until('the connection is gone', () => handler.closes.length > 0)
    equal(handler.closeCode, expected)
  }
  healthy.client.write(Buffer.from('well'))
  await until('the other connection answers', () => healthy.client.receivedBytes === 4)
}

/** `onIdle` comes once when nothing has come in, and again only after another chunk. */
export async function idleCase(stage: Stage): Promise<void> {
  await stage.listen((connection) => {
    connection.setIdleTimeout(20)
    return { onIdle: (idle) => void idle.writeChunk(Buffer.from('?')) }
  })
  const { client, handler } = await stage.connectBoth()
  await until('it is idle', () => handler.idles === 1)
  equal(handler.connection.closed, false)
  client.write(Buffer.from('x'))
  await until('it is idle again', () => handler.idles === 2)
  equal(handler.receivedBytes, 1)
  handler.connection.setIdleTimeout(0)
  await until('the client was asked twice', () => client.receivedBytes === 2)
}

/** Connections above the limit are closed at once, unseen by the protocol; a place that becomes free is given again. */
export async function connectionLimitCase(stage: Stage): Promise<void> {
  await stage.listen({ onData: (chunk, connection) => connection.writeChunk(Buffer.from(chunk)) }, { connectionsMax: 2 })
  const first = await stage.connectBoth()
  const second = await stage.connectBoth()
  const third = await stage.connect().catch(() => null)
  if (third !== null) await until('the third is refused', () => third.closed || third.ended)
  equal(stage.handlers.length, 2)
  first.client.reset()
  await until('the first is gone', () => first.handler.closes.length > 0)
  await turns(5)
  const next = await stage.connectBoth()
  for (const { client } of [second, next]) {
    client.write(Buffer.from('hello'))
    await until('it answers', () => client.receivedBytes === 5)
  }
}

/** A listener that closes lets connections go on until the deadline, and takes no new ones. */
export async function drainCase(stage: Stage): Promise<void> {
  await stage.listen({ onData: (_chunk, connection) => connection.end(DONE) })
  const polite = await stage.connectBoth()
  const stubborn = await stage.connectBoth()
  const closed = stage.listener.close(300)
  await rejects(stage.connect())
  polite.client.write(Buffer.from('bye'))
  await until('the polite client sees the end', () => polite.client.ended)
  polite.client.endSending()
  await closed
  equal(polite.handler.closeCode, 'TEST_DONE')
  equal(stubborn.handler.closeCode, 'NET_SHUTTING_DOWN')
}

/** Port 0 gives a real port, a taken port is an error that names it. */
export async function portCase(stage: Stage): Promise<void> {
  await stage.listen({})
  const { host, port } = stage.listener.bound
  ok(port > 0)
  await rejects(
    stage.harness.listen({ limits: {}, port, accept: () => { throw new Error('unused') } }),
    (error: { code?: string; detail?: Record<string, unknown> }) => {
      equal(error.code, 'NET_PORT_TAKEN')
      equal(error.detail?.['host'], host)
      equal(error.detail?.['port'], port)
      return true
    },
  )
}

/** What the connection says about its ends. */
export async function infoCase(stage: Stage): Promise<void> {
  await stage.listen({})
  const one = await stage.connectBoth()
  const two = await stage.connectBoth()
  const info = one.handler.connection.info
  equal(info.listener, stage.listener.bound.name)
  equal(info.transport, stage.listener.bound.transport)
  equal(info.localPort, stage.listener.bound.port)
  ok(info.remotePort > 0)
  ok(info.remoteAddress.length > 0)
  ok(two.handler.connection.info.id > info.id)
}
