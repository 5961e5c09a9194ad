import { describe, expect, test } from 'vitest'
import {
  createMqttDecoder, encodeForwardedProperties, encodePacket, encodePublish, encodePublishHead, FORWARD_UNCHANGED, isTopicFilter,
    isTopicName, messageExpiryOf,
  NO_PROPERTIES, packetToBuffer, publishFirstByte, readProperties, sizeOfForwardedProperties, sizeOfPacket, sizeOfPublish,
    splitTopicLevels, tryParseTopicFilter,
} from '../src/index.ts'
import type { MqttPacket, MqttProperties, MqttVersion, PropertyForwarding } from '../src/index.ts'
import { messageProperties, propertyBlock, Seeded } from './generate.ts'
import { transcript } from './transcript.ts'

const user: MqttProperties = { userProperties: [['a', 'b']] }

/** Written by hand from the tables of the specification. */
const GOLDEN: Array<readonly [string, MqttVersion, MqttPacket, string]> = [
  ['CONNECT 3.1', 3, { type: 'connect', version: 3, clean: true, keepAliveSeconds: 10, clientId: 'c', will: null, username: null,
    password: null, properties: NO_PROPERTIES }, '100f00064d51497364700302000a000163'],
  ['CONNECT 3.1.1 with all fields', 4, { type: 'connect', version: 4, clean: true, keepAliveSeconds: 60, clientId: 'c',
    will: { topic: 'w', payload: Buffer.from('m'), qos: 1, retain: true, properties: NO_PROPERTIES }, username: 'u',
    password: Buffer.from('p'), properties: NO_PROPERTIES }, '101900044d51545404ee003c00016300017700016d000175000170'],
  ['CONNECT 5.0', 5, { type: 'connect', version: 5, clean: false, keepAliveSeconds: 0, clientId: '', will: null, username: null,
    password: null, properties: { sessionExpirySeconds: 0xffffffff } }, '101200044d515454050000000511ffffffff0000'],
  ['CONNACK 3.1.1', 4, { type: 'connack', sessionPresent: true, reasonCode: 0, properties: NO_PROPERTIES }, '20020100'],
  ['CONNACK 5.0', 5, { type: 'connack', sessionPresent: false, reasonCode: 0, properties: { receiveMaximum: 10, maximumQos: 1 } },
    '200800000521000a2401'],
  ['SUBSCRIBE 5.0', 5, { type: 'subscribe', packetId: 10, subscriptions: [{ topicFilter: 'a/#', shareName: null, filter: 'a/#', qos: 1,
    noLocal: true, retainAsPublished: true, retainHandling: 2 }], properties: { subscriptionIds: [128] } }, '820c000a030b80010003612f232d'],
  ['SUBACK 3.1.1', 4, { type: 'suback', packetId: 10, reasonCodes: [1, 0x80], properties: NO_PROPERTIES }, '9004000a0180'],
  ['UNSUBSCRIBE 3.1.1', 4, { type: 'unsubscribe', packetId: 1, topicFilters: ['a'], properties: NO_PROPERTIES }, 'a2050001000161'],
  ['UNSUBACK 3.1.1', 4, { type: 'unsuback', packetId: 1, reasonCodes: [], properties: NO_PROPERTIES }, 'b0020001'],
  ['UNSUBACK 5.0', 5, { type: 'unsuback', packetId: 1, reasonCodes: [0x11], properties: NO_PROPERTIES }, 'b00400010011'],
  ['PUBACK 5.0 with reason', 5, { type: 'puback', packetId: 1, reasonCode: 0x10, properties: user }, '400b0001100726000161000162'],
  ['PINGREQ', 4, { type: 'pingreq' }, 'c000'],
  ['PINGRESP', 5, { type: 'pingresp' }, 'd000'],
  ['DISCONNECT 3.1.1', 4, { type: 'disconnect', reasonCode: 0, properties: NO_PROPERTIES }, 'e000'],
  ['DISCONNECT 5.0 with reason', 5, { type: 'disconnect', reasonCode: 0x8e, properties: NO_PROPERTIES }, 'e0028e00'],
  ['AUTH', 5, { type: 'auth', reasonCode: 0x18, properties: { authenticationMethod: 'm' } }, 'f00618041500016d'],
]

describe('golden vectors', () => {
  test.each(GOLDEN)('%s', (_name, version, packet, hex) => {
    expect(packetToBuffer(packet, version).toString('hex')).toBe(hex)
    const toServer = ['connect', 'subscribe', 'unsubscribe', 'pingreq'].includes(packet.type)
    const connect = GOLDEN.find(([, v, p]) => v === version && p.type === 'connect')?.[3] ?? ''
    const wire = Buffer.from(hex, 'hex')
    const decoder = toServer ? createMqttDecoder() : createMqttDecoder({ role: 'client', version })
    const chunks = toServer && packet.type !== 'connect' ? [Buffer.from(connect, 'hex'), wire] : [wire]
    expect(transcript(decoder, chunks).at(-1)).toEqual({ kind: 'packet', packet })
  })

  test('PUBLISH', () => {
    const fields = { topic: 'a/b', payload: Buffer.from('hi'), packetId: 10 }
    expect(encodePublish(4, fields).toString('hex')).toBe('30070003612f626869')
    expect(encodePublish(4, { ...fields, qos: 1, retain: true }).toString('hex')).toBe('33090003612f62000a6869')
    expect(encodePublish(5, { ...fields, qos: 2, dup: true, properties: Buffer.from([1,
      1]) }).toString('hex')).toBe('3c0c0003612f62000a0201016869')
  })

  test('sizes on both sides of each length step are written and read in their shortest form', () => {
    for (const edge of [127, 128, 16_383, 16_384, 2_097_151, 2_097_152]) {
      const wire = encodePublish(4, { topic: 'a', payload: Buffer.alloc(edge - 3) })
      expect(wire.length).toBe(sizeOfPublish(4, 0, 1, 0, edge - 3))
      const decoder = createMqttDecoder({ role: 'client', version: 4, limits: { packetBytesMax: wire.length } })
      expect(transcript(decoder, [wire.subarray(0, 3), wire.subarray(3)]), `body of ${edge}`).toMatchObject([{ kind: 'publish',
        topic: 'a' }])
    }
  })
})

test('encoders write where they are told and nowhere else', () => {
  const packet: MqttPacket = { type: 'suback', packetId: 7, reasonCodes: [0], properties: user }
  const size = sizeOfPacket(packet, 5)
  const target = Buffer.alloc(size + 20, 0xaa)
  expect(encodePacket(target, 10, packet, 5)).toBe(10 + size)
  expect(target.subarray(0, 10)).toEqual(Buffer.alloc(10, 0xaa))
  expect(target.subarray(10 + size)).toEqual(Buffer.alloc(10, 0xaa))
})

test('encodePublishHead leaves the caller at the payload', () => {
  const topic = Buffer.from('..a/b..')
  const target = Buffer.alloc(40)
  let at = encodePublishHead(target, 3, 5, publishFirstByte(1, false, true), topic, 2, 5, 9, 2, 1)
  target.set([1, 1, 0x78], at)
  at += 3
  expect(at - 3).toBe(sizeOfPublish(5, 1, 3, 2, 1))
  const expected = { topic: 'a/b', payload: Buffer.from('x'), qos: 1 as const, dup: true, packetId: 9, properties: Buffer.from([1, 1]) }
  expect(target.subarray(3, at)).toEqual(encodePublish(5, expected))
})

test('a text that does not fit its length field is refused, not cut', () => {
  expect(() => sizeOfPacket({ type: 'auth', reasonCode: 0x18, properties: { reasonString: 'x'.repeat(65_536) } }, 5)).toThrow('65535')
})

describe('forwarding a property block', () => {
  function forward(properties: MqttProperties, forwarding: PropertyForwarding): MqttProperties {
    const block = propertyBlock(properties)
    const size = sizeOfForwardedProperties(block, 0, block.length, forwarding)
    const target = Buffer.alloc(size + 8, 0xee)
    expect(encodeForwardedProperties(target, 4, block, 0, block.length, forwarding)).toBe(4 + size)
    expect(target.subarray(4 + size)).toEqual(Buffer.alloc(4, 0xee))
    return readProperties(target, 4, 4 + size)
  }

  test('everything passes unaltered and in order, the alias goes, ids and the rest of the lifetime come', () => {
    const random = new Seeded(5)
    for (let round = 0; round < 300; round++) {
      const own = messageProperties(random, false)
      const sent = random.maybe() ? { ...own, topicAlias: 3 } : own
      expect(forward(sent, FORWARD_UNCHANGED), `round ${round}`).toEqual(own)
      const expiry = own.messageExpirySeconds === undefined ? {} : { messageExpirySeconds: 17 }
      const result = forward(sent, { subscriptionIds: [1, 300], expirySeconds: 17, topicAlias: 8 })
      expect(result, `round ${round}`).toEqual({ ...own, ...expiry, subscriptionIds: [1, 300], topicAlias: 8 })
    }
  })

  test('message expiry is read without making an object', () => {
    const block = propertyBlock({ payloadFormat: 1, contentType: 'text', messageExpirySeconds: 4_000_000_000, ...user })
    expect(messageExpiryOf(block, 0, block.length)).toBe(4_000_000_000)
    expect(messageExpiryOf(propertyBlock(user), 0, 7)).toBe(-1)
  })
})

describe('topic names and filters', () => {
  test.each(['a', '/', 'a//b', '$SYS/x', 'ü/温', '\ufeff'])('%j is a name', (text) => expect([isTopicName(text),
    isTopicFilter(text)]).toEqual([true, true]))
  test.each(['', 'a/+', '#', 'a\0', '\ud800', 'x'.repeat(65_536), '/'.repeat(200)])('no name',
    (text) => expect(isTopicName(text)).toBe(false))
  test.each(['#', '+', 'a/+/b', '+/#', '/+', '$share/g/#'])('%j is a filter', (text) => expect(isTopicFilter(text)).toBe(true))
  test.each(['', 'a#', '#/a', 'a+', '+a/b', 'a\0', '\udfff', '$share', '$share/', '$share/g', '$share/g/', '$share//a', '$share/+/a',
    '/'.repeat(200)])('%j is no filter', (text) => {
    expect(isTopicFilter(text)).toBe(false)
    expect(tryParseTopicFilter(text)).toBeNull()
  })
  test('a shared filter is taken apart, others stay whole', () => {
    expect(tryParseTopicFilter('$share/g/a/+')).toEqual({ shareName: 'g', filter: 'a/+' })
    expect(tryParseTopicFilter('$shared/g/a')).toEqual({ shareName: null, filter: '$shared/g/a' })
  })
  test('levels are split without normalising', () => expect(splitTopicLevels('/a//b')).toEqual(['', 'a', '', 'b']))
})
