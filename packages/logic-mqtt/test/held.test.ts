import { createMessageRun } from '@robustmq/broker-api'
import { describe, expect, it } from 'vitest'
import { copyMessageRun } from '../src/held-deliveries.ts'
import { TestBroker } from './test-broker.ts'
import type { TestClient } from './test-broker.ts'

/** A broker where only retained messages to `a` are stored, and thus wait for a commit; the topic exists. */
async function mixedBroker(): Promise<{ broker: TestBroker; publisher: TestClient }> {
  const broker = new TestBroker({ store: [{ filter: 'a', store: 'none' }] })
  const publisher = await broker.connect(4)
  publisher.publish('a', 'first', { qos: 1, retain: true })
  await publisher.settled()
  return { broker, publisher }
}

const payloads = async (client: TestClient): Promise<string[]> => (await client.publishes()).map(({ payload }) => payload.toString())

describe('QoS 1 deliveries that wait for their commit', () => {
  it('[MQTT-4.6.0-6] are not overtaken by messages that are not stored', async () => {
    const { broker, publisher } = await mixedBroker()
    const client = await broker.connect(4)
    await client.subscribe('a', { qos: 1 })
    await client.settled()
    publisher.publish('a', 'stored', { qos: 1, retain: true })
    publisher.publish('a', 'live', { qos: 1 })
    publisher.publish('a', 'later', { qos: 1 })
    expect(await payloads(client)).toEqual(['stored', 'live', 'later'])
  })

  it('[MQTT-4.6.0-6] are not overtaken when the subscriptions change meanwhile', async () => {
    const { broker, publisher } = await mixedBroker()
    const client = await broker.connect(4)
    const other = await broker.connect(4)
    await client.subscribe('a', { qos: 1 })
    await client.settled()
    publisher.publish('a', 'stored', { qos: 1, retain: true })
    await other.subscribe('+', { qos: 1, retainHandling: 2 })
    publisher.publish('a', 'live', { qos: 1 })
    expect(await payloads(client)).toEqual(['stored', 'live'])
  })

  it('keep one copy of a message, however many forms it goes out in', async () => {
    const broker = new TestBroker()
    const publisher = await broker.connect(5)
    publisher.publish('a', 'made', { qos: 1 })
    await publisher.settled()
    const clients: TestClient[] = []
    for (let id = 1; id <= 200; id++) {
      const client = await broker.connect(5)
      await client.subscribe('a', { qos: 1, id })
      clients.push(client)
    }
    const before = process.memoryUsage().arrayBuffers
    for (let i = 0; i < 3; i++) publisher.publish('a', Buffer.alloc(256 * 1024, i), { qos: 1 })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(24 << 20)
    for (const [i, client] of clients.entries()) {
      const got = await client.publishes()
      expect(got.map(({ payload, properties }) => [payload.length, payload[9], properties.subscriptionIds])).toEqual(
        [0, 1, 2].map((byte) => [256 * 1024, byte, [i + 1]]))
    }
  })

  it('properties, keys and headers survive the wait', () => {
    const buffer = Buffer.from('..key.payload..head')
    const run = {
      ...createMessageRun(), count: 2, buffer, payloadStart: Int32Array.of(6, -1), payloadEnd: Int32Array.of(13, -1),
      keyStart: Int32Array.of(2, -1), keyEnd: Int32Array.of(5, -1),
      headerBuffer: buffer, headersStart: Int32Array.of(15, 0), headersEnd: Int32Array.of(19, 0),
    }
    const copy = copyMessageRun(run)
    const text = (bytes: Buffer | null, starts: Int32Array | null, ends: Int32Array | null, i: number): string | undefined =>
      bytes?.toString('latin1', starts?.[i], ends?.[i])
    expect(copy.buffer.length).toBe(17)
    expect(text(copy.buffer, copy.payloadStart, copy.payloadEnd, 0)).toBe('payload')
    expect(text(copy.buffer, copy.keyStart, copy.keyEnd, 0)).toBe('key')
    expect(text(copy.headerBuffer, copy.headersStart, copy.headersEnd, 0)).toBe('head')
    expect([copy.payloadStart[1], copy.keyStart?.[1]]).toEqual([-1, -1])
    expect((copy.headersStart?.[1] ?? 0) - (copy.headersEnd?.[1] ?? 1)).toBe(0)
    const apart = copyMessageRun({ ...run, headerBuffer: Buffer.from('head'), headersStart: Int32Array.of(0, 4), headersEnd: Int32Array.of(4, 4) })
    expect(text(apart.headerBuffer, apart.headersStart, apart.headersEnd, 0)).toBe('head')
  })
})

describe('the bound on all queues together', () => {
  it('a client whose queue grows beyond it is disconnected; the others get everything', async () => {
    const broker = new TestBroker({ delivery_bytes_max: 1_048_576 })
    const publisher = await broker.connect(4)
    publisher.publish('a', 'made', { qos: 1 })
    await publisher.settled()
    const clients: TestClient[] = []
    for (let id = 1; id <= 30; id++) {
      const client = await broker.connect(5)
      await client.subscribe('a', { qos: 1, id })
      client.connection.congested = true
      clients.push(client)
    }
    publisher.publish('a', Buffer.alloc(100_000), { qos: 1 })
    await publisher.settled()
    const closed = clients.filter(({ connection }) => connection.closed)
    expect(closed.length).toBeGreaterThanOrEqual(20)
    expect(closed.length).toBeLessThan(22)
    for (const { connection } of closed) expect(connection.closeReason?.code).toBe('MQTT_SLOW_CONSUMER')
    for (const client of clients.filter(({ connection }) => !connection.closed)) {
      client.connection.drain()
      expect(await client.publishes()).toHaveLength(1)
    }
    const late = await broker.connect(5)
    await late.subscribe('a', { qos: 1 })
    late.connection.congested = true
    publisher.publish('a', Buffer.alloc(900_000), { qos: 1 })
    await publisher.settled()
    expect(late.connection.closed).toBe(false)
  })
})
