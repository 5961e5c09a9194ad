import { TICKET_COMMITTED, TICKET_FAILED, TICKET_PENDING } from '@robustmq/broker-api'
import type { AppendTicket, TicketWaiter } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import { MqttReason } from '@robustmq/codec-mqtt'
import { describe, expect, it, vi } from 'vitest'
import { FAILURE_REASONS } from '../src/index.ts'
import { TestBroker } from './test-broker.ts'

const ids = (packets: readonly { type: string }[]): number[] => packets.map((packet) => ('packetId' in packet ? Number(packet.packetId) : -1))

describe('acknowledgements of publishes', () => {
  it('[MQTT-4.6.0-2] PUBACKs come in the order of the publishes, across topics and retained ones', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    for (let i = 0; i < 50; i++) client.publish(`t/${i % 7}`, `${i}`, { qos: 1, packetId: i + 1, retain: i % 3 === 0 })
    expect(ids(await client.settled())).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
  })

  it('no PUBACK before the record is committed, nor before a retained message is agreed on', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    client.publish('a', 'first', { qos: 1 })
    expect(await client.settled()).toHaveLength(1)
    client.publish('a', 'x', { qos: 1 })
    expect(client.received()).toEqual([])
    expect(await client.settled()).toHaveLength(1)
    let open = (): void => undefined
    broker.meta.gate = new Promise((resolve) => (open = resolve))
    client.publish('a', 'kept', { qos: 1, retain: true })
    client.publish('a', 'later', { qos: 1 })
    expect(await client.settled()).toEqual([])
    open()
    expect(await client.settled()).toHaveLength(2)
  })

  it('a failed append is a negative PUBACK in MQTT 5 and a closed connection in MQTT 3', async () => {
    for (const version of [4, 5] as const) {
      const broker = new TestBroker({}, { storedBytesMax: 4096 })
      const client = await broker.connect(version)
      client.publish('a', 'small', { qos: 1 })
      expect(await client.settled()).toHaveLength(1)
      client.publish('a', Buffer.alloc(8000), { qos: 1 })
      const answer = await client.settled()
      if (version === 5) expect(answer).toMatchObject([{ type: 'puback', reasonCode: MqttReason.QUOTA_EXCEEDED }])
      else {
        expect(answer).toEqual([])
        expect(client.connection.closed).toBe(true)
      }
      expect(broker.log.withMessage('a publish is refused')[0]?.fields).toMatchObject({ code: 'STORAGE_CAP_REACHED', address: 'a' })
    }
  })

  it('a refused metadata change refuses the retained publish', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    client.publish('a', 'x', { qos: 1 })
    await client.settled()
    broker.meta.gate = Promise.reject(new BrokerError({ code: 'META_CLOSED', retry: 'later', message: 'closed' }))
    client.publish('a', 'kept', { qos: 1, retain: true })
    expect(await client.settled()).toMatchObject([{ type: 'puback', reasonCode: FAILURE_REASONS['META_CLOSED'] }])
  })

  it('messages with keys in one run are answered each by its own ticket', async () => {
    class Ticket implements AppendTicket {
      state: AppendTicket['state'] = TICKET_PENDING
      baseOffset = 0
      nextOffset = 1
      count = 1
      error: BrokerError | null = null
      readonly waiters: TicketWaiter[] = []
      wait(waiter: TicketWaiter): void {
        this.waiters.push(waiter)
      }
      settle(error: BrokerError | null): void {
        this.error = error
        this.state = error === null ? TICKET_COMMITTED : TICKET_FAILED
        for (const waiter of this.waiters) waiter.ticketSettled(this)
      }
    }
    for (const retain of [false, true]) {
      const broker = new TestBroker()
      const client = await broker.connect(5)
      client.publish('a', 'made', { qos: 1 })
      await client.settled()
      const tickets: Ticket[] = []
      const spy = vi.spyOn(broker.services.publisher, 'publish').mockImplementation(() => {
        const ticket = new Ticket()
        tickets.push(ticket)
        return ticket
      })
      const properties = { userProperties: [['rmq.key', 'k'] as [string, string]] }
      client.connection.receive(Buffer.concat([7, 8].map((packetId) => client.publishBytes('a', 'x', { qos: 1, packetId, retain, properties }))))
      expect(tickets).toHaveLength(2)
      tickets[1]?.settle(null)
      expect(await client.settled()).toEqual([])
      tickets[0]?.settle(new BrokerError({ code: 'STORAGE_DISK_FULL', retry: 'later', message: 'full' }))
      expect(await client.settled()).toMatchObject([{ packetId: 7, reasonCode: MqttReason.QUOTA_EXCEEDED }, { packetId: 8, reasonCode: 0 }])
      spy.mockRestore()
    }
  })

  it('a run with properties, some with keys, is published in order with all of them', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    await client.subscribe('a', { qos: 1 })
    const lists = [['p', '1'], ['rmq.key', 'k'], ['rmq.key.base64', '/wA='], ['p', '2']].map((pair) => ({ userProperties: [pair as [string, string]] }))
    const bytes = Buffer.concat(lists.map((properties, i) => client.publishBytes('a', `m${i}`, { qos: 1, packetId: i + 1, properties })))
    client.connection.receive(bytes)
    const got = (await client.settled()).filter((packet) => packet.type === 'publish')
    expect(got.map(({ properties }) => properties)).toMatchObject(lists)
    expect(got.map((packet) => 'payload' in packet ? packet.payload.toString() : '')).toEqual(['m0', 'm1', 'm2', 'm3'])
  })

  it('every code of the failure families has a reason that PUBACK may carry', () => {
    const allowed = [0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99]
    for (const [code, reason] of Object.entries(FAILURE_REASONS)) expect(allowed, code).toContain(reason)
  })

  it('[MQTT-3.3.4-9] more unacknowledged messages than Receive Maximum: 0x93', async () => {
    const broker = new TestBroker({ receive_maximum: 4 })
    const client = await broker.connect(5)
    client.connection.receive(Buffer.concat(Array.from({ length: 5 }, (_, i) => client.publishBytes('a', 'x', { qos: 1, packetId: i + 1 }))))
    expect(await client.settled()).toMatchObject([{ type: 'disconnect', reasonCode: MqttReason.RECEIVE_MAXIMUM_EXCEEDED }])
  })

  it('MQTT 3 knows no Receive Maximum: all are answered, though reading rests meanwhile', async () => {
    const broker = new TestBroker({ receive_maximum: 4 })
    const client = await broker.connect(4)
    for (let i = 0; i < 20; i++) client.publish('a', 'x', { qos: 1, packetId: i + 1 })
    expect(client.connection.paused).toBe(true)
    expect(ids(await client.settled())).toHaveLength(20)
    expect(client.connection.paused).toBe(false)
  })

  it('a publish that is not allowed: 0x87, closed in MQTT 3, dropped at QoS 0', async () => {
    for (const version of [4, 5] as const) {
      const broker = new TestBroker()
      broker.access = { ...broker.access, authorize: (_principal, action, address) => !(action === 'publish' && address === 'no.no') }
      const client = await broker.connect(version)
      client.publish('no/no', 'x')
      expect(await client.settled()).toEqual([])
      expect(broker.log.withMessage('messages of QoS 0 are refused')[0]?.fields).toMatchObject({ code: 'MQTT_REFUSED', address: 'no/no' })
      expect(client.connection.closed).toBe(false)
      client.publish('no/no', 'x', { qos: 1 })
      const answer = await client.settled()
      if (version === 5) expect(answer).toMatchObject([{ type: 'puback', reasonCode: MqttReason.NOT_AUTHORIZED }])
      else expect(client.connection.closed).toBe(true)
    }
  })

  it('publishes to $ names reach nobody', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    await client.subscribe('$SYS/#')
    client.publish('$SYS/uptime', 'x', { qos: 1 })
    expect(await client.settled()).toMatchObject([{ type: 'puback', reasonCode: MqttReason.TOPIC_NAME_INVALID }])
  })

  it('the last PUBACK reaches a peer that ends its side right after sending', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(4)
    client.publish('a', 'x', { qos: 1 })
    client.connection.peerEnds()
    expect(client.connection.closed).toBe(false)
    expect(await client.settled()).toHaveLength(1)
    expect(client.connection.closed).toBe(true)
  })

  it('a rule whose filter can match nothing keeps the broker from starting', () => {
    for (const filter of ['a/#/b', 'a+', '#a', '$share/g/a', 'a\0']) {
      expect(() => new TestBroker({ store: [{ filter, store: 'none' }] })).toThrow(expect.objectContaining({
        code: 'CONFIG_INVALID', message: `mqtt.store[0].filter: ${JSON.stringify(filter)} is not a topic filter`,
      }))
    }
  })

  it('what is stored follows the rules: by default all, else by filter', async () => {
    const broker = new TestBroker({ store: [{ filter: 'live/#', store: 'none' }, { filter: 'half/#', store: 'qos1' }] })
    const client = await broker.connect(4)
    client.publish('live/a', 'x')
    client.publish('live/a', 'x', { qos: 1 })
    client.publish('half/a', 'x')
    client.publish('all/a', 'x')
    expect(await client.settled()).toHaveLength(1)
    expect(broker.services.topics.list(1, 0, 10).map((topic) => topic.name)).toEqual(['all.a'])
    client.publish('half/a', 'y', { qos: 1 })
    client.publish('live/a', 'kept', { retain: true })
    expect(await client.settled()).toHaveLength(1)
    expect(broker.storage.stats().committedRecords).toBe(3)
  })

  it('a rule that changes is in force for the next publish of a session that is open', async () => {
    const broker = new TestBroker()
    let allowed = true
    broker.access = { ...broker.access, authorize: (_principal, action) => action !== 'publish' || allowed }
    const client = await broker.connect(5)
    const reasons: number[] = []
    for (const next of [true, false, true]) {
      allowed = next
      client.publish('a', 'x', { qos: 1 })
      reasons.push(...(await client.settled()).map((packet) => (packet.type === 'puback' ? packet.reasonCode : -1)))
    }
    expect(reasons).toEqual([MqttReason.SUCCESS, MqttReason.NOT_AUTHORIZED, MqttReason.SUCCESS])
  })
})
