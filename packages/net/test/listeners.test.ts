import { describe, expect, it } from 'vitest'
import { createNullLogger } from '@robustmq/common-log'
import { createPromMetrics } from '@robustmq/common-metrics'
import { createTimers, systemClock, TurnQueue } from '@robustmq/common-runtime'
import type { Connection } from '@robustmq/broker-api'
import { createListeners } from '../src/index.ts'
import { SMALL_BLOCK_BYTES } from '../src/buffer-pool.ts'
import { createRig, echo, handler, until } from './rig.ts'
import { connectTcp } from './tcp-client.ts'

const LOCAL = { protocol: 'test', transport: 'tcp', host: '127.0.0.1', port: 0 } as const

describe('listeners', () => {
  it('the limit of the node holds over all listeners, and refusals are counted and logged', async () => {
    const rig = createRig({ connectionsMax: 2 })
    const one = await rig.listeners.listen({ ...LOCAL, name: 'one', accept: echo })
    const two = await rig.listeners.listen({ ...LOCAL, name: 'two', transport: 'ws', accept: echo })
    const first = await connectTcp(one.port)
    await connectTcp(one.port)
    await until('both are accepted', () => rig.listeners.connectionCount === 2)
    const third = await connectTcp(one.port)
    await until('the third is closed', () => third.closed || third.ended)
    expect(await rig.sample('net_connections_refused_total{listener="one"')).toBe(1)
    expect(rig.log.withMessage('connection refused')).toHaveLength(1)
    expect(two.connectionCount).toBe(0)
    first.reset()
    await until('a place is free', () => rig.listeners.connectionCount === 1)
    const fourth = await connectTcp(one.port)
    fourth.write(Buffer.from('x'))
    await until('it answers', () => fourth.receivedBytes === 1)
  })

  it('counts connections, bytes and reasons', async () => {
    const rig = createRig()
    const listener = await rig.listeners.listen({
      ...LOCAL, name: 'a',
      accept: (connection) => handler({
        onData: (chunk) => {
          if (chunk[0] === 0) throw new Error('defect planted by the test')
          connection.writeChunk(Buffer.alloc(10))
          connection.end({ code: 'TEST_DONE', message: 'done' })
        },
      }),
    })
    const client = await connectTcp(listener.port)
    const other = await connectTcp(listener.port)
    await until('both are open', () => listener.connectionCount === 2)
    expect(await rig.sample('net_connections_open{listener="a",transport="tcp"}')).toBe(2)
    client.write(Buffer.from('abc'))
    await until('the answer has come', () => client.ended)
    client.endSending()
    other.write(Buffer.from([0]))
    await until('both are gone', () => listener.connectionCount === 0)
    expect(await rig.sample('net_connections_open{')).toBe(0)
    expect(await rig.sample('net_connections_accepted_total{')).toBe(2)
    expect(await rig.sample('net_received_bytes_total{')).toBe(4)
    expect(await rig.sample('net_sent_bytes_total{')).toBe(10)
    expect(await rig.sample('net_handler_failures_total{')).toBe(1)
    expect(await rig.sample('net_connections_closed_total{listener="a",transport="tcp",reason="TEST_DONE"}')).toBe(1)
    expect(await rig.sample('net_connections_closed_total{listener="a",transport="tcp",reason="NET_HANDLER_FAILED"}')).toBe(1)
    const [line] = rig.log.withMessage('protocol handler failed')
    expect(line?.fields).toMatchObject({ listener: 'a', remoteAddress: '127.0.0.1' })
  })

  it('an accept that throws loses that connection only', async () => {
    const rig = createRig()
    let count = 0
    const listener = await rig.listeners.listen({
      ...LOCAL, name: 'a',
      accept: (connection) => {
        if (count++ === 0) throw new Error('defect planted by the test')
        return echo(connection)
      },
    })
    const first = await connectTcp(listener.port)
    await until('the first is closed', () => first.closed || first.ended)
    const second = await connectTcp(listener.port)
    second.write(Buffer.from('x'))
    await until('the second answers', () => second.receivedBytes === 1)
    expect(rig.log.withMessage('protocol handler failed')).toHaveLength(1)
  })

  it('refuses limits that make no sense, a name used twice, an unknown transport, a foreign host', async () => {
    const rig = createRig()
    const options = { ...LOCAL, name: 'a', accept: echo }
    const code = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'bound', (error: { code: unknown }) => error.code)
    expect(await code(rig.listeners.listen({ ...options, limits: { connectionsMax: 0 } }))).toBe('NET_LISTEN_OPTIONS')
    expect(await code(rig.listeners.listen({ ...options, limits: { lowWaterBytes: 10, highWaterBytes: 5 } }))).toBe('NET_LISTEN_OPTIONS')
    expect(await code(rig.listeners.listen({ ...options, transport: 'quic' }))).toBe('NET_LISTEN_OPTIONS')
    expect(await code(rig.listeners.listen({ ...options, host: '192.0.2.1' }))).toBe('NET_HOST_UNAVAILABLE')
    expect(await code(rig.listeners.listen(options))).toBe('bound')
    expect(await code(rig.listeners.listen(options))).toBe('NET_LISTEN_OPTIONS')
    expect(rig.listeners.bound().map((listener) => listener.name)).toEqual(['a'])
  })
})

describe('output', () => {
  /** A listener whose turns end when the test says so. */
  async function manual(): Promise<{
    connection: Connection
    client: Awaited<ReturnType<typeof connectTcp>>
    endTurn: () => void
    close: () => Promise<void>
  }> {
    const deferred: (() => void)[] = []
    const timers = createTimers({ onError: (error) => { throw error } })
    const turns = new TurnQueue((run) => void deferred.push(run), (error) => { throw error })
    const listeners = createListeners({}, { turns, timers, clock: systemClock, log: createNullLogger(), metrics: createPromMetrics() })
    const accepted: Connection[] = []
    const accept = (connection: Connection): ReturnType<typeof handler> => {
      accepted.push(connection)
      return handler({})
    }
    const listener = await listeners.listen({ ...LOCAL, name: 'a', accept })
    const client = await connectTcp(listener.port)
    await until('it is accepted', () => accepted.length === 1)
    return {
      connection: accepted[0] as Connection, client,
      endTurn: () => { for (const run of deferred.splice(0)) run() },
      close: async () => { await listeners.close(); timers.stop() },
    }
  }

  const put = (connection: Connection, bytes: number): void => {
    const at = connection.reserve(bytes)
    connection.buffer.fill(1, at, at + bytes)
    connection.length = at + bytes
  }

  it('is written once per turn, from a block that goes back to the pool when the kernel has it', async () => {
    const { connection, client, endTurn, close } = await manual()
    expect(connection.buffer.length).toBe(0)
    put(connection, 3)
    put(connection, 4)
    connection.writeChunk(Buffer.alloc(10))
    const block = connection.buffer
    expect(block.length).toBe(SMALL_BLOCK_BYTES)
    expect(connection.pendingBytes).toBe(17)
    expect(client.receivedBytes).toBe(0)
    endTurn()
    expect(connection.pendingBytes).toBe(0)
    expect(connection.buffer.length).toBe(0)
    await until('it has come', () => client.receivedBytes === 17)
    put(connection, 1)
    expect(connection.buffer).toBe(block)
    endTurn()
    await close()
  })

  it('small writes of many turns to a stalled peer share blocks', async () => {
    const { connection, client, endTurn, close } = await manual()
    client.pauseReading()
    const large = Buffer.alloc(1024 * 1024)
    while (connection.pendingBytes === 0) {
      connection.writeChunk(large)
      endTurn()
    }
    const blocks = new Set<Buffer>()
    for (let turn = 0; turn < 5000; turn++) {
      put(connection, 10)
      blocks.add(connection.buffer)
      endTurn()
    }
    expect(blocks.size).toBeLessThanOrEqual(Math.ceil(50_000 / SMALL_BLOCK_BYTES) + 1)
    client.resumeReading()
    await until('everything is with the kernel', () => connection.pendingBytes === 0)
    await close()
  })

  it('reserve of more than 1 MiB is a defect of the caller', async () => {
    const { connection, close } = await manual()
    expect(() => connection.reserve(1024 * 1024 + 1)).toThrow('at most 1048576')
    await close()
  })
})
