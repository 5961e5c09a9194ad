import { createMessageRun } from '@robustmq/broker-api'
import type { AddressFormat } from '@robustmq/broker-api'
import { MqttReason } from '@robustmq/codec-mqtt'
import { DEFAULT_TENANT } from '@robustmq/common-catalog'
import { encodeHeaders } from '@robustmq/record-batch'
import { describe, expect, it } from 'vitest'
import { matchesFilter } from '../src/filter-match.ts'
import { FilterTrie } from '../src/filter-trie.ts'
import { NameTrie } from '../src/name-trie.ts'
import { TestBroker } from './test-broker.ts'

/** Section 4.7 and its examples: filter, name, whether they match. */
const MATCHES: readonly (readonly [string, string, boolean])[] = [
  ['a/b', 'a/b', true], ['a/b', 'a/c', false], ['a/b', 'a/b/c', false], ['a/b', '/a/b', false], ['A', 'a', false],
  ['sport/#', 'sport', true], ['sport/#', 'sport/', true], ['sport/#', 'sport/x/y', true], ['sport/#', 'sports', false],
  ['#', 'a', true], ['#', '/a', true], ['+', 'a', true], ['+', 'a/b', false], ['+', '/a', false], ['+/+', '/a', true], ['/+', '/a', true],
  ['sport/+', 'sport', false], ['sport/+', 'sport/', true], ['sport/+/x', 'sport/a/x', true], ['+/b/#', 'a/b', true],
  ['a//b', 'a//b', true], ['a/+/b', 'a//b', true], ['#', '$SYS/x', false], ['+/x', '$SYS/x', false], ['$SYS/#', '$SYS/x', true],
  ['$SYS/+', '$SYS/x', true], ['+', '$SYS', false], ['a/#', 'a/$x', true], ['a/+', 'a/$x', true], ['#', '\u{1F600}/é', true],
]

describe('matching [MQTT-4.7.1-1] to [MQTT-4.7.3-4]', () => {
  for (const [filter, name, matches] of MATCHES) {
    it(`${filter} ${matches ? 'matches' : 'does not match'} ${name}`, () => {
      expect(matchesFilter(filter, name)).toBe(matches)
      const wildcard = filter.includes('+') || filter.includes('#')
      if (!wildcard) return
      const trie = new FilterTrie<{ position: number }>()
      const value = { position: -1 }
      trie.add(filter, value)
      const found: unknown[] = []
      trie.match(name, found as { position: number }[])
      expect(found).toEqual(matches ? [value] : [])
      const names = new NameTrie<string>()
      names.set(name, name)
      expect([...names.search(filter)]).toEqual(matches ? [name] : [])
      trie.remove(filter, value)
      expect(trie.size).toBe(0)
    })
  }
})

describe('deliveries', () => {
  it('[MQTT-3.3.4-2] [MQTT-3.3.4-3] overlapping subscriptions: one copy, highest QoS, all identifiers', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    await client.subscribe('a/#', { qos: 0, id: 7 })
    await client.subscribe('a/+', { qos: 1, id: 3 })
    await client.subscribe('a/b', { qos: 0 })
    const publisher = await broker.connect(4)
    publisher.publish('a/b', 'x', { qos: 1 })
    const got = await client.publishes()
    expect(got).toHaveLength(1)
    expect(got[0]).toMatchObject({ qos: 1, properties: { subscriptionIds: [3, 7] } })
  })

  it('QoS 1 is delivered when its batch is committed, not before, and not at all when it is refused; QoS 0 at once', async () => {
    const broker = new TestBroker({}, { storedBytesMax: 4096 })
    const sure = await broker.connect(4)
    await sure.subscribe('a', { qos: 1 })
    const quick = await broker.connect(4)
    await quick.subscribe('a', { qos: 0 })
    const publisher = await broker.connect(4)
    publisher.publish('a', 'one', { qos: 1 })
    await publisher.publishes()
    await sure.publishes()
    await quick.publishes()
    publisher.publish('a', 'two', { qos: 1 })
    expect(quick.received().map((packet) => packet.type)).toEqual(['publish'])
    expect(sure.received()).toEqual([])
    const [committed] = await sure.publishes()
    expect(committed).toMatchObject({ qos: 1, payload: Buffer.from('two') })
    expect(publisher.received()).toMatchObject([{ type: 'puback' }])
    publisher.publish('a', 'x'.repeat(5000), { qos: 1 })
    expect(await sure.publishes()).toEqual([])
  })

  it('[MQTT-3.8.3-3] No Local keeps a publisher\'s own messages from it, other subscriptions of it excepted', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    await client.subscribe('a', { qos: 1, noLocal: true, id: 1 })
    client.publish('a', 'own')
    expect(await client.publishes()).toEqual([])
    await client.subscribe('+', { id: 2 })
    client.publish('a', 'own')
    expect((await client.publishes()).map(({ properties }) => properties.subscriptionIds)).toEqual([[2]])
    const other = await broker.connect(5)
    other.publish('a', 'other')
    expect((await client.publishes()).map(({ properties }) => properties.subscriptionIds)).toEqual([[1, 2]])
  })

  it('[MQTT-3.3.1-12] [MQTT-3.3.1-13] RETAIN of a live message is 0 unless Retain As Published', async () => {
    const broker = new TestBroker()
    const plain = await broker.connect(5)
    await plain.subscribe('a')
    const published = await broker.connect(5)
    await published.subscribe('a', { retainAsPublished: true })
    const old = await broker.connect(4)
    await old.subscribe('a')
    plain.publish('a', 'x', { retain: true })
    const flags = []
    for (const client of [plain, published, old]) flags.push((await client.publishes()).map(({ retain }) => retain))
    expect(flags).toEqual([[false], [true], [false]])
  })

  it('[MQTT-3.3.1-5] to -11: retained messages are replaced, cleared, not stored empty, and sent by Retain Handling', async () => {
    const broker = new TestBroker()
    const publisher = await broker.connect(5)
    publisher.publish('r/1', 'old', { qos: 1, retain: true })
    publisher.publish('r/1', 'new', { qos: 0, retain: true })
    publisher.publish('r/2', 'two', { qos: 1, retain: true })
    publisher.publish('r/3', 'three', { qos: 1, retain: true })
    publisher.publish('r/3', '', { qos: 1, retain: true })
    await publisher.settled()
    const client = await broker.connect(5)
    const seen = async (): Promise<string[]> => (await client.publishes()).map((m) => `${m.topic} ${m.payload.toString()} ${m.qos} ${m.retain} ${m.properties.subscriptionIds?.join()}`).sort()
    await client.subscribe('r/#', { qos: 1, id: 9 })
    expect(await seen()).toEqual(['r/1 new 0 true 9', 'r/2 two 1 true 9'])
    await client.subscribe('r/#', { qos: 0, id: 8, retainHandling: 1 })
    expect(await seen()).toEqual([])
    await client.subscribe('r/#', { qos: 0, id: 8, retainHandling: 0 })
    expect(await seen()).toEqual(['r/1 new 0 true 8', 'r/2 two 0 true 8'])
    await client.subscribe('r/2', { retainHandling: 2 })
    expect(await seen()).toEqual([])
    await client.subscribe('r/1', { retainHandling: 1 })
    expect(await seen()).toEqual(['r/1 new 0 true undefined'])
  })

  it('the retained index is bounded: 0x97 beyond it, replacing and clearing go on', async () => {
    const broker = new TestBroker({ retained_max: 1 })
    const client = await broker.connect(5)
    client.publish('a', 'x', { qos: 1, retain: true })
    await client.settled()
    client.publish('b', 'x', { qos: 1, retain: true })
    client.publish('a', 'y', { qos: 1, retain: true })
    expect((await client.settled()).map((packet) => ('reasonCode' in packet ? packet.reasonCode : -1))).toEqual([MqttReason.QUOTA_EXCEEDED, 0])
  })

  it('retained messages whose record was trimmed away are skipped and forgotten', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(4)
    client.publish('a', 'x', { qos: 1, retain: true })
    await client.settled()
    const topic = broker.services.topics.byName(1, 'a')
    await broker.services.topics.shard(topic!, 0)?.trimFront(1)
    await client.subscribe('#')
    expect(await client.publishes()).toEqual([])
    expect(broker.meta.commands.filter(({ machine }) => machine === 'mqtt-retained')).toHaveLength(2)
  })

  it('[MQTT-4.9.0-2] the window of the client bounds what is in flight; acknowledgements let the rest follow, in order', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5, { properties: { receiveMaximum: 3 } })
    await client.subscribe('a', { qos: 1 })
    const publisher = await broker.connect(4)
    for (let i = 0; i < 10; i++) publisher.publish('a', `${i}`, { qos: 1 })
    const payloads: string[] = []
    for (let round = 0; payloads.length < 10 && round < 10; round++) {
      const got = await client.publishes()
      expect(got.length).toBeLessThanOrEqual(3)
      payloads.push(...got.map(({ payload }) => payload.toString()))
      for (const { packetId } of got) client.send({ type: 'puback', packetId, reasonCode: 0, properties: {} })
    }
    expect(payloads).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  })

  it('packet identifiers are never 0 and never in use twice, far beyond 65535', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    await client.subscribe('a', { qos: 1 })
    const publisher = await broker.connect(4)
    let expected = 1
    for (let i = 0; i < 700; i++) {
      publisher.connection.receive(Buffer.concat(Array.from({ length: 100 }, () => publisher.publishBytes('a', 'x', { qos: 1, packetId: 1 }))))
      const got = await client.publishes()
      for (const { packetId } of got) {
        expect(packetId).toBe(expected)
        expected = expected === 65_535 ? 1 : expected + 1
        client.send({ type: 'puback', packetId, reasonCode: 0, properties: {} })
      }
      publisher.received()
    }
  })

  it('a slow consumer loses only its own connection: 0x97', async () => {
    const broker = new TestBroker({ queue_bytes_max: 65_536 })
    const slow = await broker.connect(5, { properties: { receiveMaximum: 1 } })
    await slow.subscribe('a', { qos: 1 })
    const healthy = await broker.connect(5)
    await healthy.subscribe('a', { qos: 1 })
    const publisher = await broker.connect(4)
    for (let i = 0; i < 80; i++) publisher.publish('a', Buffer.alloc(1000), { qos: 1 })
    expect((await slow.settled()).at(-1)).toMatchObject({ type: 'disconnect', reasonCode: MqttReason.QUOTA_EXCEEDED })
    expect(await healthy.publishes()).toHaveLength(80)
    expect(await publisher.settled()).toHaveLength(80)
  })

  it('QoS 1 waits while the connection is congested and follows when it has drained', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(4)
    await client.subscribe('a', { qos: 1 })
    client.connection.congested = true
    client.publish('a', 'x', { qos: 1 })
    expect(await client.publishes()).toEqual([])
    client.connection.drain()
    expect(await client.publishes()).toHaveLength(1)
  })

  it('[MQTT-3.1.2-25] what exceeds the client\'s packet limit is dropped as if it had been sent', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5, { properties: { packetBytesMax: 100, receiveMaximum: 1 } })
    await client.subscribe('a', { qos: 1 })
    const publisher = await broker.connect(5)
    for (const qos of [0, 1] as const) {
      publisher.connection.receive(Buffer.concat([
        publisher.publishBytes('a', 'small', { qos }), publisher.publishBytes('a', Buffer.alloc(200), { qos }),
      ]))
    }
    expect((await client.publishes()).map(({ payload, qos }) => `${payload.toString()} ${qos}`)).toEqual(['small 0', 'small 1'])
    client.send({ type: 'puback', packetId: 1, reasonCode: 0, properties: {} })
    publisher.publish('a', 'next', { qos: 1 })
    expect(await client.publishes()).toHaveLength(1)
  })

  it('[MQTT-3.3.2-5] [MQTT-3.3.2-6] queued messages expire or carry the seconds left; retained ones too', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5, { properties: { receiveMaximum: 1 } })
    await client.subscribe('a', { qos: 1 })
    const publisher = await broker.connect(5)
    publisher.publish('a', 'blocks', { qos: 1 })
    publisher.publish('a', 'short', { qos: 1, properties: { messageExpirySeconds: 2 } })
    publisher.publish('a', 'long', { qos: 1, properties: { userProperties: [['k', 'v']], messageExpirySeconds: 60 } })
    publisher.publish('r', 'kept', { qos: 1, retain: true, properties: { messageExpirySeconds: 60 } })
    publisher.publish('s', 'gone', { qos: 1, retain: true, properties: { messageExpirySeconds: 1 } })
    expect(await client.publishes()).toHaveLength(1)
    broker.time.advance(10_000)
    client.send({ type: 'puback', packetId: 1, reasonCode: 0, properties: {} })
    expect(await client.publishes()).toMatchObject([{ payload: Buffer.from('long'), properties: { messageExpirySeconds: 50, userProperties: [['k', 'v']] } }])
    const late = await broker.connect(5)
    await late.subscribe('+')
    expect((await late.publishes()).filter(({ topic }) => topic !== 'a')).toMatchObject([{ topic: 'r', properties: { messageExpirySeconds: 50 } }])
  })

  it('nothing is delivered past the time to live of its topic: neither queued nor retained, whatever protocol the client speaks', async () => {
    const broker = new TestBroker()
    const config = new Map([['message.ttl.ms', '5000']])
    for (const name of ['a', 'r']) await broker.services.topics.create({ tenant: DEFAULT_TENANT, name, origin: { format: 'mqtt', separator: '/' }, config })
    const client = await broker.connect(5, { properties: { receiveMaximum: 1 } })
    await client.subscribe('a', { qos: 1 })
    const publisher = await broker.connect(4)
    publisher.publish('a', 'blocks', { qos: 1 })
    publisher.publish('a', 'waits', { qos: 1 })
    publisher.publish('r', 'kept', { qos: 1, retain: true })
    expect(await client.publishes()).toHaveLength(1)
    broker.time.advance(3_000)
    publisher.publish('a', 'younger', { qos: 1 })
    const early = await broker.connect(4)
    await early.subscribe('r')
    expect((await early.publishes()).map(({ payload }) => payload.toString())).toEqual(['kept'])
    broker.time.advance(3_000)
    client.send({ type: 'puback', packetId: 1, reasonCode: 0, properties: {} })
    expect((await client.publishes()).map(({ payload }) => payload.toString())).toEqual(['younger'])
    const late = await broker.connect(4)
    await late.subscribe('r')
    expect(await late.publishes()).toEqual([])
  })

  it('[MQTT-3.3.2-7] to -12: topic aliases; 0x94 above the maximum, 0x82 when unknown', async () => {
    const broker = new TestBroker()
    const client = await broker.connect(5)
    const watcher = await broker.connect(5)
    await watcher.subscribe('#')
    client.publish('long/name', 'a', { properties: { topicAlias: 1 } })
    client.publish('', 'b', { properties: { topicAlias: 1 } })
    client.publish('other', 'c', { properties: { topicAlias: 1 } })
    client.publish('', 'd', { properties: { topicAlias: 1 } })
    expect((await watcher.publishes()).map((m) => `${m.topic} ${m.payload.toString()} ${m.properties.topicAlias}`)).toEqual([
      'long/name a undefined', 'long/name b undefined', 'other c undefined', 'other d undefined',
    ])
    client.publish('', 'x', { properties: { topicAlias: 2 } })
    expect(await client.settled()).toMatchObject([{ type: 'disconnect', reasonCode: MqttReason.PROTOCOL_ERROR }])
    const other = await broker.connect(5)
    other.publish('a', 'x', { properties: { topicAlias: 17 } })
    expect(await other.settled()).toMatchObject([{ type: 'disconnect', reasonCode: MqttReason.TOPIC_ALIAS_INVALID }])
  })

  it('[MQTT-3.10.4-2] [MQTT-3.8.4-3] retained messages that wait are forgotten with the subscription, and sent once to the one in its place', async () => {
    const broker = new TestBroker()
    const publisher = await broker.connect(5)
    for (const name of ['a', 'b']) publisher.publish(name, name, { qos: 1, retain: true })
    await publisher.settled()
    for (const [times, expected] of [[1, [7]], [3, [7]], [0, []]] as const) {
      const client = await broker.connect(5)
      client.connection.congested = true
      await client.subscribe('a', { qos: 1, id: 6 })
      await client.subscribe('b', { qos: 1, id: 8 })
      for (let i = 0; i < times; i++) await client.subscribe('a', { qos: 1, id: 7 })
      if (times === 0) client.send({ type: 'unsubscribe', packetId: 9, topicFilters: ['a'], properties: {} })
      client.connection.drain()
      const got = await client.publishes()
      expect(got.filter(({ topic }) => topic === 'a').map(({ properties }) => properties.subscriptionIds?.[0])).toEqual(expected)
      expect(got.filter(({ topic }) => topic === 'b')).toHaveLength(1)
    }
  })

  it('[MQTT-3.8.4-5] [MQTT-3.9.3-1] [MQTT-3.10.4] SUBACK and UNSUBACK answer each filter; QoS 2 is granted 1, $share refused', async () => {
    const broker = new TestBroker()
    broker.access = { ...broker.access, authorize: (_principal, action, address) => !(action === 'subscribe' && address === 'no.+') }
    for (const version of [4, 5] as const) {
      const client = await broker.connect(version)
      const filters = ['a', 'b', '$share/g/a', 'no/+']
      client.send({
        type: 'subscribe', packetId: 5, properties: {},
        subscriptions: filters.map((topicFilter, i) => ({ topicFilter, shareName: null, filter: topicFilter, qos: i === 1 ? 2 : 0, noLocal: false, retainAsPublished: false, retainHandling: 0 })),
      })
      const refused = version === 5 ? [MqttReason.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED, MqttReason.NOT_AUTHORIZED] : [0x80, 0x80]
      expect(client.received()).toEqual([{ type: 'suback', packetId: 5, reasonCodes: [0, 1, ...refused], properties: {} }])
      client.send({ type: 'unsubscribe', packetId: 6, topicFilters: ['a', 'never'], properties: {} })
      expect(client.received()).toMatchObject([{ type: 'unsuback', packetId: 6, reasonCodes: version === 5 ? [0, MqttReason.NO_SUBSCRIPTION_EXISTED] : [] }])
      client.publish('a', 'x')
      expect(await client.publishes()).toEqual([])
    }
  })

  it('[MQTT-3.3.2-4] and -13 to -20: properties reach MQTT 5 subscribers unaltered and in order, live and retained; bytes 0-255 survive', async () => {
    const broker = new TestBroker()
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    const properties = {
      payloadFormat: 1, contentType: 'application/x', responseTopic: 'reply/to', correlationData: bytes,
      userProperties: [['b', '1'], ['a', ''], ['b', '2'], ['é', '\u{1F600}']] as const,
    }
    const client = await broker.connect(5)
    await client.subscribe('a', { qos: 1 })
    client.publish('a', bytes, { qos: 1, retain: true, properties })
    const old = await broker.connect(4)
    await old.subscribe('a')
    const late = await broker.connect(5)
    await broker.time.settle()
    await late.subscribe('a', { qos: 1 })
    for (const receiver of [client, late]) {
      const [got] = await receiver.publishes()
      expect(got?.payload).toEqual(bytes)
      expect(got?.properties).toEqual(properties)
    }
  })

  it('keys, null payloads, null and binary headers cross as the user properties of ADR 0001, both ways', async () => {
    const broker = new TestBroker()
    const userProperties = [['rmq.key', 'k1'], ['rmq.null', 'empty'], ['rmq.base64.bin', '/wA='], ['plain', 'x'], ['rmq.expires-at', '1']] as const
    const client = await broker.connect(5)
    client.publish('a', 'x', { qos: 1, retain: true, properties: { userProperties } })
    client.publish('b', 'y', { qos: 1, retain: true, properties: { userProperties: [['rmq.key.base64', '/wA=']] } })
    await client.settled()
    await client.subscribe('#')
    const got = await client.publishes()
    // The last one is a reserved name that clients may not set: it is not stored.
    expect(got.find(({ topic }) => topic === 'a')?.properties.userProperties).toEqual([['rmq.key', 'k1'], ['rmq.null', 'empty'], ['rmq.base64.bin', '/wA='], ['plain', 'x']])
    expect(got.find(({ topic }) => topic === 'b')?.properties.userProperties).toEqual([['rmq.key.base64', '/wA=']])
    expect(got.find(({ topic }) => topic === 'b')?.payload.toString()).toBe('y')
  })

  it('records of another protocol: wildcards see the level form, an exact dotted filter the dotted name; trust decides on reserved headers', async () => {
    const broker = new TestBroker()
    const other: AddressFormat = { label: 'other', separator: '.' }
    const wildcard = await broker.connect(5)
    await wildcard.subscribe('alerts/#')
    const level = await broker.connect(4)
    await level.subscribe('alerts/fire')
    const dotted = await broker.connect(5)
    await dotted.subscribe('alerts.fire', { qos: 1 })
    const both = await broker.connect(5)
    await both.subscribe('alerts.fire')
    await both.subscribe('#')
    const { publisher } = broker.services
    const target = publisher.target(1, other, 'alerts.fire', true)
    await broker.time.settle()
    expect(publisher.ready(target)).toBe(true)
    for (const trusted of [true, false]) {
      const headers = encodeHeaders([['rmq.content-type', Buffer.from('text/plain')], ['n', null], ['bin', Buffer.of(255, 0)], ['t', Buffer.from('v')]])
      const buffer = Buffer.concat([Buffer.from('keyvalue'), headers])
      publisher.publish(target, {
        ...createMessageRun(), count: 1, buffer, keyStart: Int32Array.of(0), keyEnd: Int32Array.of(3), payloadStart: Int32Array.of(3), payloadEnd: Int32Array.of(8),
        headerBuffer: buffer, headersStart: Int32Array.of(8), headersEnd: Int32Array.of(buffer.length), headersTrusted: trusted, deliveryClass: 1, timestampMs: 1,
      }, false)
    }
    const userProperties = [['rmq.key', 'key'], ['rmq.null', 'n'], ['rmq.base64.bin', '/wA='], ['t', 'v']]
    const got = await wildcard.publishes()
    expect(got.map(({ topic, payload }) => [topic, payload.toString()])).toEqual([['alerts/fire', 'value'], ['alerts/fire', 'value']])
    expect(got.map(({ properties }) => properties)).toEqual([{ contentType: 'text/plain', userProperties }, { userProperties }])
    expect((await level.publishes()).map(({ topic }) => topic)).toEqual(['alerts/fire', 'alerts/fire'])
    expect((await dotted.publishes()).map(({ topic, qos }) => [topic, qos])).toEqual([['alerts.fire', 1], ['alerts.fire', 1]])
    expect((await both.publishes()).map(({ topic }) => topic)).toEqual(['alerts/fire', 'alerts/fire'])
    // MQTT's own names stay what they are.
    level.publish('alerts.fire', 'mqtt')
    expect(await wildcard.publishes()).toEqual([])
    expect(await dotted.publishes()).toHaveLength(1)
  })
})
