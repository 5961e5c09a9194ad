import { BrokerError } from '@robustmq/common-errors'
import { MqttReason } from '@robustmq/codec-mqtt'
import { describe, expect, it } from 'vitest'
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
      expect(broker.log.withMessage('a publish is refused')[0]?.fields).toMatchObject({ code: 'STORAGE_DISK_FULL' })
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
})
