import { MqttReason, packetToBuffer } from '@robustmq/codec-mqtt'
import type { MqttWill } from '@robustmq/codec-mqtt'
import { describe, expect, it } from 'vitest'
import { connectPacket, TestBroker } from './test-broker.ts'

const will = (options: Partial<MqttWill> = {}): MqttWill => ({ topic: 'will/t', payload: Buffer.from('gone'), qos: 1, retain: false, properties: {}, ...options })

describe('connecting', () => {
  it('CONNACK of MQTT 5 says what is limited and what is not available', async () => {
    const broker = new TestBroker({ receive_maximum: 10, keep_alive_max_seconds: 60 })
    const client = broker.open(5)
    client.send(connectPacket(5, { keepAliveSeconds: 600, properties: { sessionExpirySeconds: 3600 } }))
    const [connack] = await client.settled()
    expect(connack).toMatchObject({
      type: 'connack', sessionPresent: false, reasonCode: 0,
      properties: {
        sessionExpirySeconds: 0, receiveMaximum: 10, maximumQos: 1, sharedSubscriptionAvailable: false, serverKeepAliveSeconds: 60,
        topicAliasMaximum: 16, packetBytesMax: 1_048_576,
      },
    })
    expect(client.connection.idleTimeoutMs).toBe(90_000)
  })

  it('[MQTT-3.1.3-6] [MQTT-3.2.2-16] an empty client id gets a name of its own', async () => {
    const broker = new TestBroker()
    const names = []
    for (let i = 0; i < 2; i++) {
      const client = broker.open(5)
      client.send(connectPacket(5))
      const [connack] = await client.settled()
      names.push(connack?.type === 'connack' ? connack.properties.assignedClientId : '')
    }
    expect(new Set(names).size).toBe(2)
    expect(names[0]).toMatch(/^auto-[0-9a-f]{24}$/)
  })

  it('[MQTT-3.1.3-8 of 3.1.1] an empty client id without clean session: 0x02', async () => {
    const broker = new TestBroker()
    const client = broker.open(4)
    client.send(connectPacket(4, { clean: false }))
    expect(await client.settled()).toMatchObject([{ type: 'connack', reasonCode: 2 }])
    expect(client.connection.closed).toBe(true)
  })

  it('[MQTT-3.1.4-3] takeover: the old connection is told 0x8E, its will is published, Session Present is 0', async () => {
    const broker = new TestBroker()
    const watcher = await broker.connect(5)
    await watcher.subscribe('will/#')
    const first = await broker.connect(5, { clientId: 'same', will: will() })
    const second = await broker.connect(5, { clientId: 'same' })
    expect(first.received()).toMatchObject([{ type: 'disconnect', reasonCode: MqttReason.SESSION_TAKEN_OVER }])
    expect(first.connection.closed).toBe(true)
    expect((await watcher.publishes()).map(({ payload }) => payload.toString())).toEqual(['gone'])
    second.send({ type: 'pingreq' })
    expect(await second.settled()).toEqual([{ type: 'pingresp' }])
  })

  it('[MQTT-3.1.2-8] [MQTT-3.14.4-3] the will is published on every end but DISCONNECT 0x00', async () => {
    const endings: [string, (client: Awaited<ReturnType<TestBroker['connect']>>) => void, boolean][] = [
      ['lost', (client) => client.connection.drop(), true],
      ['half-closed', (client) => client.connection.peerEnds(), true],
      ['DISCONNECT 0x00', (client) => client.send({ type: 'disconnect', reasonCode: 0, properties: {} }), false],
      ['DISCONNECT 0x04', (client) => client.send({ type: 'disconnect', reasonCode: 4, properties: {} }), true],
      ['protocol error', (client) => client.send(connectPacket(5)), true],
      ['reserved reason code', (client) => client.connection.receive(Buffer.of(0xe0, 1, 0x03)), true],
      ['keep alive', (client) => client.connection.idle(), true],
    ]
    for (const [name, end, published] of endings) {
      const broker = new TestBroker()
      const watcher = await broker.connect(5)
      await watcher.subscribe('will/#', { qos: 1 })
      const client = await broker.connect(5, { keepAliveSeconds: 10, will: will({ properties: { contentType: 'text/x', userProperties: [['b', '1'], ['a', '2']], willDelaySeconds: 60 } }) })
      end(client)
      const got = await watcher.publishes()
      expect(got, name).toHaveLength(published ? 1 : 0)
      // [MQTT-3.1.3-10]; the delay is not a property of the message.
      if (published) expect(got[0]?.properties, name).toEqual({ contentType: 'text/x', userProperties: [['b', '1'], ['a', '2']] })
    }
  })

  it('a retained will is retained', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(4, { will: will({ retain: true }) })
    client.connection.drop()
    await broker.time.settle()
    const watcher = await broker.connect(4)
    await watcher.subscribe('will/t')
    expect((await watcher.publishes()).map(({ retain }) => retain)).toEqual([true])
  })

  it('what is not available is refused: QoS 2 wills and publishes, enhanced authentication, AUTH', async () => {
    const broker = new TestBroker()
    const client = broker.open(5)
    client.send(connectPacket(5, { will: will({ qos: 2 }) }))
    expect(await client.settled()).toMatchObject([{ type: 'connack', reasonCode: MqttReason.QOS_NOT_SUPPORTED }])
    const scram = broker.open(5)
    scram.send(connectPacket(5, { properties: { authenticationMethod: 'SCRAM-SHA-256' } }))
    expect(await scram.settled()).toMatchObject([{ type: 'connack', reasonCode: MqttReason.BAD_AUTHENTICATION_METHOD }])
    const publisher = await broker.connect(5)
    publisher.publish('a', 'x', { qos: 2 })
    expect(await publisher.settled()).toMatchObject([{ type: 'disconnect', reasonCode: MqttReason.QOS_NOT_SUPPORTED }])
    const old = await broker.connect(4)
    old.publish('a', 'x', { qos: 2 })
    expect(await old.settled()).toEqual([])
    expect(old.connection.closed).toBe(true)
  })

  it('credentials that are refused, now or later; nothing after the CONNECT is processed [MQTT-3.1.4-6]', async () => {
    for (const delayed of [false, true]) {
      for (const version of [4, 5] as const) {
        const broker = new TestBroker()
        broker.access = { ...broker.access, authenticate: () => (delayed ? Promise.resolve(null) : null) }
        const client = broker.open(version)
        const connect = packetToBuffer(connectPacket(version, { username: 'u', password: Buffer.from('p') }), version)
        client.connection.receive(Buffer.concat([connect, packetToBuffer({ type: 'pingreq' }, version)]))
        client.connection.receive(packetToBuffer({ type: 'pingreq' }, version))
        expect(await client.settled()).toMatchObject([{ type: 'connack', reasonCode: version === 5 ? MqttReason.BAD_USER_NAME_OR_PASSWORD : 4 }])
        expect(client.connection.closed).toBe(true)
      }
    }
  })

  it('packets that follow a CONNECT whose authentication takes time are processed in order after CONNACK', async () => {
    const broker = new TestBroker()
    const { authenticate } = broker.access
    broker.access = { ...broker.access, authenticate: (credentials, info) => Promise.resolve(authenticate(credentials, info)) }
    const client = broker.open(4)
    client.connection.receive(Buffer.concat([packetToBuffer(connectPacket(4), 4), client.publishBytes('a', 'x', { qos: 1 })]))
    client.connection.receive(packetToBuffer({ type: 'pingreq' }, 4))
    expect((await client.settled()).map(({ type }) => type)).toEqual(['connack', 'pingresp', 'puback'])
  })

  it('a level that is not spoken here: 0x84, below 5: 0x01; anything before CONNECT: silence', async () => {
    const broker = new TestBroker()
    const six = broker.open(5)
    six.connection.receive(Buffer.from([0x10, 13, 0, 4, 77, 81, 84, 84, 6, 2, 0, 0, 0, 0, 0]))
    expect(six.received()).toMatchObject([{ type: 'connack', reasonCode: MqttReason.UNSUPPORTED_PROTOCOL_VERSION }])
    const two = broker.open(4)
    two.connection.receive(Buffer.from([0x10, 12, 0, 4, 77, 81, 84, 84, 2, 2, 0, 0, 0, 0]))
    expect(two.received()).toMatchObject([{ type: 'connack', reasonCode: 1 }])
    const silent = broker.open(5)
    silent.connection.receive(Buffer.from([0xc0, 0]))
    expect(silent.received()).toEqual([])
    expect(silent.connection.closed).toBe(true)
  })

  it('no CONNECT in time: closed, however busily bytes drip in', async () => {
    const broker = new TestBroker({ connect_timeout_seconds: 2 })
    const client = broker.open(4)
    for (const byte of [0x10, 20, 0, 4]) {
      client.connection.receive(Buffer.of(byte))
      broker.time.advance(600)
    }
    expect(client.connection.closeReason?.code).toBe('MQTT_CONNECT_TIMEOUT')
  })

  it('too many clients: 0x97', async () => {
    const broker = new TestBroker({ sessions_max: 1 })
    await broker.connect(5)
    const client = broker.open(5)
    client.send(connectPacket(5))
    expect(await client.settled()).toMatchObject([{ type: 'connack', reasonCode: MqttReason.QUOTA_EXCEEDED }])
  })

  it('drain: what was sent is answered, then 0x8B', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    client.publish('a', 'x', { qos: 1 })
    const drained = broker.protocol.drain(1000)
    const answers = await client.settled()
    expect(answers).toMatchObject([{ type: 'puback', reasonCode: 0 }, { type: 'disconnect', reasonCode: MqttReason.SERVER_SHUTTING_DOWN }])
    broker.time.advance(50)
    await drained
    expect(client.connection.closed).toBe(true)
  })

  it('[MQTT-3.14.2-2] session expiry cannot be raised from 0 in DISCONNECT', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    client.send({ type: 'disconnect', reasonCode: 0, properties: { sessionExpirySeconds: 5 } })
    expect(client.received()).toMatchObject([{ type: 'disconnect', reasonCode: MqttReason.PROTOCOL_ERROR }])
  })

  it('an abnormal close is logged with client, reason and byte position', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5, { clientId: 'meter-7' })
    const before = client.connection.bytesIn
    client.connection.receive(Buffer.of(0xc0, 0, 0xff))
    const [line] = broker.log.withMessage('an MQTT connection is closed')
    expect(line?.fields).toMatchObject({ clientId: 'meter-7', code: 'MQTT_MALFORMED', bytePosition: before + 2 })
  })

  it('[MQTT-3.1.2-24] a client whose packet limit no CONNACK meets is closed without one', async () => {
    const broker = new TestBroker()
    const client = broker.open(5)
    client.send(connectPacket(5, { properties: { packetBytesMax: 5 } }))
    expect(await client.settled()).toEqual([])
    expect(client.connection.closed).toBe(true)
  })
})
