import { describe, expect, test } from 'vitest'
import { createMqttDecoder, FAILURE, MQTT_FAILURE_REASONS, NEED_MORE } from '../src/index.ts'
import type { MqttDecoderOptions, MqttFailure, MqttFailureCode } from '../src/index.ts'

/*
 * One row per rule. Bytes are hex with spaces; a string in quotes stands for its ASCII bytes, <...> for a field with a
 * two-byte length before it. The packet's remaining length is computed: a row gives the first byte and the body.
 */

function body(text: string): Buffer {
  const parts: Buffer[] = []
  for (const token of text.match(/<[^>]*>|'[^']*'|[0-9a-f]{2}/g) ?? []) {
    if (token.startsWith('<')) {
      const inner = /^<[0-9a-f]{2}( [0-9a-f]{2})*>$/.test(token) ? Buffer.from(token.slice(1, -1).replaceAll(' ', ''),
        'hex') : Buffer.from(token.slice(1, -1))
      parts.push(Buffer.from([inner.length >> 8, inner.length & 255]), inner)
    } else if (token.startsWith("'")) parts.push(Buffer.from(token.slice(1, -1)))
    else parts.push(Buffer.from(token, 'hex'))
  }
  return Buffer.concat(parts)
}

function packet(first: string, text: string): Buffer {
  const content = body(text)
  if (content.length > 127) throw new Error('row too long')
  return Buffer.concat([Buffer.from(first, 'hex'), Buffer.from([content.length]), content])
}

const CONNECT_4 = packet('10', '<MQTT> 04 02 00 3c <client>')
const CONNECT_5 = packet('10', '<MQTT> 05 02 00 3c 00 <client>')
const CONNECT_3 = packet('10', '<MQIsdp> 03 02 00 3c <client>')
const HELLO = { 3: CONNECT_3, 4: CONNECT_4, 5: CONNECT_5 }

function failureOf(bytes: Buffer, options: MqttDecoderOptions = {}): MqttFailure | null {
  const decoder = createMqttDecoder(options)
  decoder.push(bytes)
  for (;;) {
    const event = decoder.next()
    if (event === NEED_MORE) return null
    if (event === FAILURE) return decoder.failure
  }
}

type Row = readonly [rule: string, code: MqttFailureCode | 'accepted', first: string, body: string]

const MALFORMED = 'MQTT_MALFORMED'
const PROTOCOL = 'MQTT_PROTOCOL_ERROR'
const NAME = 'MQTT_TOPIC_NAME_INVALID'
const FILTER = 'MQTT_TOPIC_FILTER_INVALID'
const ALIAS = 'MQTT_TOPIC_ALIAS_INVALID'
const VERSION = 'MQTT_UNSUPPORTED_VERSION'

const CONNECT_ROWS: Row[] = [
  ['3.1.1 CONNECT is accepted', 'accepted', '10', '<MQTT> 04 02 00 3c <client>'],
  ['3.1 CONNECT is accepted', 'accepted', '10', '<MQIsdp> 03 02 00 3c <client>'],
  ['5.0 CONNECT with will, user and password is accepted', 'accepted', '10',
    '<MQTT> 05 f6 00 3c 05 11 00 00 00 0a <c> 05 18 00 00 00 01 <w/t> <hi> <user> <pw>'],
  ['MQTT-3.1.2-22 applies to 3.1.1 only: 5.0 allows a password alone', 'accepted', '10', '<MQTT> 05 42 00 3c 00 <c> <pw>'],
  ['MQTT-3.1.0-1 first packet is not CONNECT', PROTOCOL, 'c0', ''],
  ['MQTT-3.1.2-1 unknown protocol name', VERSION, '10', '<MQTX> 04 02 00 3c <c>'],
  ['MQTT-3.1.2-2 unknown level', VERSION, '10', '<MQTT> 06 02 00 3c 00 <c>'],
  ['MQTT-3.1.2-2 MQIsdp with level 4', VERSION, '10', '<MQIsdp> 04 02 00 3c <c>'],
  ['MQTT-3.1.2-2 MQTT with level 3', VERSION, '10', '<MQTT> 03 02 00 3c <c>'],
  ['MQTT-2.1.3-1 CONNECT with reserved flags', MALFORMED, '11', '<MQTT> 04 02 00 3c <c>'],
  ['MQTT-3.1.2-3 reserved CONNECT flag', MALFORMED, '10', '<MQTT> 04 03 00 3c <c>'],
  ['MQTT-3.1.2-12 will QoS 3', MALFORMED, '10', '<MQTT> 04 1e 00 3c <c> <w> <m>'],
  ['MQTT-3.1.2-11 will QoS without will', MALFORMED, '10', '<MQTT> 04 0a 00 3c <c>'],
  ['MQTT-3.1.2-13 will retain without will', MALFORMED, '10', '<MQTT> 04 22 00 3c <c>'],
  ['MQTT-3.1.2-22 (3.1.1) password without user name', MALFORMED, '10', '<MQTT> 04 42 00 3c <c> <pw>'],
  ['MQTT-3.1.2-16 user name given without its flag is trailing bytes', MALFORMED, '10', '<MQTT> 04 02 00 3c <c> <user>'],
  ['MQTT-3.1.2-17 user name flag without the field', MALFORMED, '10', '<MQTT> 04 82 00 3c <c>'],
  ['MQTT-3.1.2-19 password flag without the field', MALFORMED, '10', '<MQTT> 04 c2 00 3c <c> <user>'],
  ['MQTT-3.1.3-4 client id is not UTF-8', MALFORMED, '10', '<MQTT> 04 02 00 3c <ff fe>'],
  ['MQTT-1.5.4-2 U+0000 in the client id', MALFORMED, '10', '<MQTT> 04 02 00 3c <61 00>'],
  ['MQTT-1.5.4-1 surrogate in the user name', MALFORMED, '10', '<MQTT> 04 82 00 3c <c> <ed a0 80>'],
  ['MQTT-3.1.3-11 overlong UTF-8 in the will topic', MALFORMED, '10', '<MQTT> 04 06 00 3c <c> <c0 af> <m>'],
  ['4.7.1 wildcard in the will topic', NAME, '10', '<MQTT> 04 06 00 3c <c> <a/#> <m>'],
  ['MQTT-4.7.3-1 empty will topic', NAME, '10', '<MQTT> 04 06 00 3c <c> 00 00 <m>'],
  ['2.1.4 packet ends inside the client id', MALFORMED, '10', "<MQTT> 04 02 00 3c 00 05 'cl'"],
  ['2.2.2.1 property length beyond the packet', MALFORMED, '10', '<MQTT> 05 02 00 3c 20 <c>'],
  ['MQTT-1.5.5-1 property length not in its shortest form', MALFORMED, '10', '<MQTT> 05 02 00 3c 80 00 <c>'],
  ['2.2.2.2 session expiry twice', PROTOCOL, '10', '<MQTT> 05 02 00 3c 0a 11 00 00 00 0a 11 00 00 00 0a <c>'],
  ['2.2.2.2 duplicate whose first value is 0', PROTOCOL, '10', '<MQTT> 05 02 00 3c 04 17 00 17 01 <c>'],
  ['2.2.2.2 topic alias in CONNECT', MALFORMED, '10', '<MQTT> 05 02 00 3c 03 23 00 01 <c>'],
  ['2.2.2.2 unknown property', MALFORMED, '10', '<MQTT> 05 02 00 3c 02 7e 01 <c>'],
  ['3.1.2.11.3 receive maximum 0', PROTOCOL, '10', '<MQTT> 05 02 00 3c 03 21 00 00 <c>'],
  ['3.1.2.11.4 maximum packet size 0', PROTOCOL, '10', '<MQTT> 05 02 00 3c 05 27 00 00 00 00 <c>'],
  ['3.1.2.11.6 request response information 2', PROTOCOL, '10', '<MQTT> 05 02 00 3c 02 19 02 <c>'],
  ['3.1.2.11.7 request problem information 2', PROTOCOL, '10', '<MQTT> 05 02 00 3c 02 17 02 <c>'],
  ['3.1.2.11.10 authentication data without method', PROTOCOL, '10', '<MQTT> 05 02 00 3c 04 16 <aa> <c>'],
  ['2.2.2 property value beyond its block', MALFORMED, '10', '<MQTT> 05 02 00 3c 03 11 00 00 00 0a <c>'],
  ['1.5.7-1 user property cut after its name', MALFORMED, '10', '<MQTT> 05 02 00 3c 04 26 <a> <c>'],
  ['3.1.3.2 will delay among CONNECT properties', MALFORMED, '10', '<MQTT> 05 02 00 3c 05 18 00 00 00 01 <c>'],
  ['3.1.3.2 will payload format 2', PROTOCOL, '10', '<MQTT> 05 06 00 3c 00 <c> 02 01 02 <w> <m>'],
  ['3.1.3.2 topic alias among will properties', MALFORMED, '10', '<MQTT> 05 06 00 3c 00 <c> 03 23 00 01 <w> <m>'],
]

const AFTER_3_ROWS: Row[] = [
  ['MQTT 3.1 repeats SUBSCRIBE with DUP', 'accepted', '8a', '00 01 <a> 00'],
  ['MQTT 3.1 repeats PUBREL with DUP', 'accepted', '6a', '00 01'],
  ['DUP on DISCONNECT stays malformed', MALFORMED, 'e8', ''],
]

const AFTER_4_ROWS: Row[] = [
  ['MQTT-3.1.0-2 second CONNECT', PROTOCOL, '10', '<MQTT> 04 02 00 3c <client>'],
  ['table 2-1 type 0', MALFORMED, '00', ''],
  ['table 2-1 type 15 does not exist in 3.1.1', MALFORMED, 'f0', ''],
  ['table 2-1 CONNACK from a client', PROTOCOL, '20', '00 00'],
  ['table 2-1 SUBACK from a client', PROTOCOL, '90', '00 01 00'],
  ['table 2-1 UNSUBACK from a client', PROTOCOL, 'b0', '00 01'],
  ['table 2-1 PINGRESP from a client', PROTOCOL, 'd0', ''],
  ['MQTT-3.3.1-4 QoS 3', MALFORMED, '36', '<a> 00 01'],
  ['MQTT-3.3.1-2 DUP at QoS 0', MALFORMED, '38', '<a>'],
  ['MQTT-3.3.2-1 topic name beyond the packet', MALFORMED, '30', "00 09 'abc'"],
  ['MQTT-3.3.2-1 PUBLISH without a topic length', MALFORMED, '30', '00'],
  ['MQTT-3.3.2-2 + in a topic name', NAME, '30', '<a/+/b>'],
  ['MQTT-3.3.2-2 # in a topic name', NAME, '30', '<a/#>'],
  ['MQTT-4.7.3-1 empty topic name', NAME, '30', '00 00'],
  ['MQTT-1.5.4-2 U+0000 in a topic name', MALFORMED, '30', '<61 00 62>'],
  ['MQTT-1.5.4-1 ill-formed topic name', MALFORMED, '30', '<61 c3>'],
  ['MQTT-1.5.4-1 surrogates in a topic name', MALFORMED, '30', '<ed b0 80>'],
  ['MQTT-1.5.4-1 code point above U+10FFFF', MALFORMED, '30', '<f4 90 80 80>'],
  ['MQTT-1.5.4-3 U+FEFF is kept', 'accepted', '30', '<ef bb bf 61>'],
  ['MQTT-2.2.1-3 PUBLISH with packet id 0', PROTOCOL, '32', '<a> 00 00'],
  ['3.3.2.2 PUBLISH without its packet id', MALFORMED, '32', '<a> 00'],
  ['MQTT-2.2.1-3 PUBACK with packet id 0', PROTOCOL, '40', '00 00'],
  ['3.4 PUBACK of one byte', MALFORMED, '40', '00'],
  ['3.4 PUBACK of three bytes in 3.1.1', MALFORMED, '40', '00 01 00'],
  ['MQTT-2.1.3-1 PUBACK flags', MALFORMED, '41', '00 01'],
  ['MQTT-3.6.1-1 PUBREL flags', MALFORMED, '60', '00 01'],
  ['MQTT-3.8.1-1 SUBSCRIBE flags', MALFORMED, '80', '00 01 <a> 00'],
  ['MQTT-3.10.1-1 UNSUBSCRIBE flags', MALFORMED, 'a0', '00 01 <a>'],
  ['MQTT-3.14.1-1 DISCONNECT flags', MALFORMED, 'e1', ''],
  ['MQTT-2.1.3-1 PINGREQ flags', MALFORMED, 'c1', ''],
  ['3.12 PINGREQ with a body', MALFORMED, 'c0', '00'],
  ['3.14 DISCONNECT with a body in 3.1.1', MALFORMED, 'e0', '00'],
  ['MQTT-2.2.1-3 SUBSCRIBE with packet id 0', PROTOCOL, '82', '00 00 <a> 00'],
  ['MQTT-3.8.3-2 SUBSCRIBE without a filter', PROTOCOL, '82', '00 01'],
  ['MQTT-3.8.3-5 reserved option bits in 3.1.1', MALFORMED, '82', '00 01 <a> 04'],
  ['3.8.3.1 SUBSCRIBE with QoS 3', PROTOCOL, '82', '00 01 <a> 03'],
  ['3.8.3 filter without options', MALFORMED, '82', '00 01 <a>'],
  ['MQTT-4.7.3-1 empty filter', FILTER, '82', '00 01 00 00 00'],
  ['MQTT-4.7.1-1 # not last', FILTER, '82', '00 01 <a/#/b> 00'],
  ['MQTT-4.7.1-1 # not alone', FILTER, '82', '00 01 <a#> 00'],
  ['MQTT-4.7.1-2 + not alone', FILTER, '82', '00 01 <a+/b> 00'],
  ['MQTT-4.7.1-2 + not alone, behind', FILTER, '82', '00 01 <+a> 00'],
  ['MQTT-3.8.3-1 filter is not UTF-8', MALFORMED, '82', '00 01 <ff> 00'],
  ['MQTT-4.8.2-1 empty share name', FILTER, '82', '00 01 <$share//a> 00'],
  ['MQTT-4.8.2-2 wildcard in a share name', FILTER, '82', '00 01 <$share/g+/a> 00'],
  ['MQTT-4.8.2-2 share without filter', FILTER, '82', '00 01 <$share/g> 00'],
  ['MQTT-4.8.2-2 share with empty filter', FILTER, '82', '00 01 <$share/g/> 00'],
  ['4.7.1 every kind of good filter', 'accepted', '82', '00 01 <#> 00 <+> 01 <+/a/#> 02 </> 00 <$share/g/a/+> 01 <$SYS/#> 00'],
  ['MQTT-3.10.3-2 UNSUBSCRIBE without a filter', PROTOCOL, 'a2', '00 01'],
  ['MQTT-2.2.1-3 UNSUBSCRIBE with packet id 0', PROTOCOL, 'a2', '00 00 <a>'],
  ['4.7.1 UNSUBSCRIBE with a bad filter', FILTER, 'a2', '00 01 <a/#/b>'],
]

const AFTER_5_ROWS: Row[] = [
  ['PUBLISH with every property is accepted', 'accepted', '32',
    '<a> 00 01 1d 01 01 02 00 00 00 0a 03 <t> 08 <r> 09 <aa> 26 <k> <v> 23 00 01'],
  ['user properties may repeat', 'accepted', '30', '<a> 0e 26 <k> <v> 26 <k> <v>'],
  ['3.3.2.1 empty topic with an alias', 'accepted', '30', '00 00 03 23 00 01'],
  ['3.3.2.1 empty topic without an alias', PROTOCOL, '30', '00 00 00'],
  ['MQTT-3.3.2-8 topic alias 0', ALIAS, '30', '<a> 03 23 00 00'],
  ['3.3.2.3.4 topic alias twice', PROTOCOL, '30', '<a> 06 23 00 01 23 00 02'],
  ['3.3.2.3.2 payload format 2', PROTOCOL, '30', '<a> 02 01 02'],
  ['3.3.2.3.2 payload format twice, first 0', PROTOCOL, '30', '<a> 04 01 00 01 01'],
  ['MQTT-3.3.4-6 subscription identifier from a client', PROTOCOL, '30', '<a> 02 0b 01'],
  ['MQTT-3.3.2-13 response topic is not UTF-8', MALFORMED, '30', '<a> 04 08 <ff>'],
  ['MQTT-3.3.2-14 response topic with wildcard', PROTOCOL, '30', '<a> 04 08 <+>'],
  ['MQTT-3.3.2-14 empty response topic', PROTOCOL, '30', '<a> 03 08 00 00'],
  ['MQTT-3.3.2-19 content type is not UTF-8', MALFORMED, '30', '<a> 04 03 <ff>'],
  ['MQTT-1.5.4-2 U+0000 in a user property', MALFORMED, '30', '<a> 07 26 <k> <00>'],
  ['2.2.2.2 session expiry in PUBLISH', MALFORMED, '30', '<a> 05 11 00 00 00 01'],
  ['2.2.2.2 unknown property', MALFORMED, '30', '<a> 02 00 00'],
  ['2.2.2.2 property identifier of two bytes', MALFORMED, '30', '<a> 03 81 00 00'],
  ['2.2.2.1 property length beyond the packet', MALFORMED, '30', '<a> 09 01 01'],
  ['2.2.2.1 PUBLISH without property length', MALFORMED, '30', '<a>'],
  ['MQTT-1.5.5-1 property length not in its shortest form', MALFORMED, '30', '<a> 80 00'],
  ['2.2.2 correlation data beyond its block', MALFORMED, '30', "<a> 05 09 00 09 'ab'"],
  ['3.4.2.1 PUBACK with an unknown reason', MALFORMED, '40', '00 01 01'],
  ['3.4.2.1 PUBACK with reason and properties is accepted', 'accepted', '40', '00 01 10 04 1f <n>'],
  ['3.6.2.1 PUBREL with a reason of PUBACK', MALFORMED, '62', '00 01 10'],
  ['3.4.2.2 reason string twice', PROTOCOL, '40', '00 01 80 08 1f <a> 1f <b>'],
  ['3.4.2.2 property not allowed in PUBACK', MALFORMED, '40', '00 01 80 02 01 01'],
  ['2.1.4 PUBACK with trailing bytes', MALFORMED, '40', '00 01 00 00 00'],
  ['3.8.2.1.2 subscription identifier 0', PROTOCOL, '82', '00 01 02 0b 00 <a> 00'],
  ['3.8.2.1.2 subscription identifier twice', PROTOCOL, '82', '00 01 04 0b 01 0b 02 <a> 00'],
  ['MQTT-1.5.5-1 subscription identifier not in its shortest form', MALFORMED, '82', '00 01 03 0b 81 00 <a> 00'],
  ['2.2.2.2 reason string in SUBSCRIBE', MALFORMED, '82', '00 01 04 1f <a> <a> 00'],
  ['MQTT-3.8.3-4 No Local on a shared subscription', PROTOCOL, '82', '00 01 00 <$share/g/a> 04'],
  ['MQTT-3.8.3-5 reserved option bits', MALFORMED, '82', '00 01 00 <a> 40'],
  ['3.8.3.1 retain handling 3', PROTOCOL, '82', '00 01 00 <a> 30'],
  ['3.8.3.1 all options of MQTT 5 are accepted', 'accepted', '82', '00 01 00 <a> 2e'],
  ['MQTT-3.8.3-2 SUBSCRIBE without a filter', PROTOCOL, '82', '00 01 00'],
  ['2.2.2.2 subscription identifier in UNSUBSCRIBE', MALFORMED, 'a2', '00 01 02 0b 01 <a>'],
  ['3.14.2.1 DISCONNECT with an unknown reason must not pass for a goodbye', MALFORMED, 'e0', '05'],
  ['3.14.2.1 DISCONNECT with a reason only servers use', MALFORMED, 'e0', '8e'],
  ['3.14.2.1 DISCONNECT with will', 'accepted', 'e0', '04'],
  ['3.14.2.2.5 server reference from a client', PROTOCOL, 'e0', '00 04 1c <s>'],
  ['2.1.4 DISCONNECT with trailing bytes', MALFORMED, 'e0', '00 00 00'],
  ['MQTT-3.15.1-1 AUTH flags', MALFORMED, 'f1', '18 04 15 <m>'],
  ['MQTT-3.15.2-1 AUTH success from a client', MALFORMED, 'f0', '00 04 15 <m>'],
  ['MQTT-3.15.2-1 empty AUTH from a client', PROTOCOL, 'f0', ''],
  ['3.15.2.2.2 AUTH without method', PROTOCOL, 'f0', '18 00'],
  ['3.15 AUTH is accepted', 'accepted', 'f0', '18 08 15 <m> 16 <aa>'],
]

/** The failure code of a row, or 'accepted'. */
function verdict(row: Row, before: Buffer): string {
  const sent = packet(row[2], row[3])
  const failure = failureOf(Buffer.concat([before, sent]))
  if (failure === null) return 'accepted'
  expect(failure.reasonCode).toBe(MQTT_FAILURE_REASONS[failure.code])
  expect(failure.bytePosition).toBeGreaterThanOrEqual(before.length)
  expect(failure.bytePosition).toBeLessThanOrEqual(before.length + sent.length)
  return failure.code
}

describe('CONNECT', () => {
  test.each(CONNECT_ROWS)('%s -> %s', (...row) => expect(verdict(row, Buffer.alloc(0)), row[0]).toBe(row[1]))
})
describe('after CONNECT 3.1', () => {
  test.each(AFTER_3_ROWS)('%s -> %s', (...row) => expect(verdict(row, HELLO[3]), row[0]).toBe(row[1]))
})
describe('after CONNECT 3.1.1', () => {
  test.each(AFTER_4_ROWS)('%s -> %s', (...row) => expect(verdict(row, HELLO[4]), row[0]).toBe(row[1]))
})
describe('after CONNECT 5.0', () => {
  test.each(AFTER_5_ROWS)('%s -> %s', (...row) => expect(verdict(row, HELLO[5]), row[0]).toBe(row[1]))
})

describe('fixed header', () => {
  const raw = (hex: string): MqttFailure | null => failureOf(Buffer.concat([CONNECT_4, Buffer.from(hex.replaceAll(' ', ''), 'hex')]))

  test('MQTT-1.5.5-1 remaining length with a fifth byte', () => expect(raw('30 80 80 80 80 01')?.code).toBe(MALFORMED))
  test('MQTT-1.5.5-1 remaining length not in its shortest form', () => expect(raw('30 83 00 00 01 61')?.code).toBe(MALFORMED))
  test('3.1.2.11.4 announced size is refused from the header alone', () => {
    expect(raw('30 ff ff ff 7f')).toMatchObject({ code: 'MQTT_PACKET_TOO_LARGE', reasonCode: 0x95, bytePosition: CONNECT_4.length })
  })
  test('2.2.2.1 a property length never reaches into the next packet, not even by one byte', () => {
    // The bytes behind the packet would continue the block perfectly.
    for (const [claimed, behind] of [[3, '01'], [4, '01 01'], [7, '02 00 00 00 0a']] as const) {
      const publish = packet('30', `<a> ${claimed.toString(16).padStart(2, '0')} ${claimed === 4 ? '02 00' : '01 01'}`)
      const stream = Buffer.concat([CONNECT_5, publish, body(behind), Buffer.alloc(8)])
      expect(failureOf(stream), `claimed ${claimed}`).toMatchObject({ code: MALFORMED, bytePosition: CONNECT_5.length + 5 })
    }
  })
  test('a wrong first byte is refused before the rest has come', () => expect(raw('36')?.code).toBe(MALFORMED))
  test('the refusal of an unknown level leaves the level to answer with', () => {
    const decoder = createMqttDecoder()
    decoder.push(packet('10', '<MQTT> 06 02 00 3c 00 <c>'))
    expect(decoder.next()).toBe(FAILURE)
    expect([decoder.version, decoder.connectLevel]).toEqual([0, 6])
  })
  test('a CONNECT refused for its content leaves the version to answer in', () => {
    const decoder = createMqttDecoder()
    decoder.push(packet('10', '<MQTT> 05 03 00 3c 00 <c>'))
    expect(decoder.next()).toBe(FAILURE)
    expect(decoder.version).toBe(5)
  })
  test('a failure is final: the decoder takes and gives nothing more', () => {
    const decoder = createMqttDecoder()
    decoder.push(Buffer.from('c000', 'hex'))
    expect(decoder.next()).toBe(FAILURE)
    decoder.push(CONNECT_4)
    expect(decoder.next()).toBe(FAILURE)
    expect(decoder.packet).toBeNull()
  })
})

describe('limits, at the bound and one above', () => {
  const PUBLISH = packet('30', '<a> 00 00 00')
  test('packetBytesMax', () => {
    const at = Buffer.concat([CONNECT_4, PUBLISH])
    expect(failureOf(at, { limits: { packetBytesMax: PUBLISH.length, connectBytesMax: 100 } })?.code).toBe('MQTT_PACKET_TOO_LARGE')
    const big = Buffer.concat([CONNECT_4, packet('30', "<a> 'xxxxxxxxxxxxxxxxxxxxxxx'")])
    const size = big.length - CONNECT_4.length
    expect(failureOf(big, { limits: { packetBytesMax: size } })).toBeNull()
    expect(failureOf(big, { limits: { packetBytesMax: size - 1 } })?.code).toBe('MQTT_PACKET_TOO_LARGE')
    const second = Buffer.concat([CONNECT_4, packet('30', '<a>'), packet('30', "<a> 'xxxxxxxxxxxxxxxxxxxxxxx'")])
    expect(failureOf(second, { limits: { packetBytesMax: size - 1 } })?.bytePosition).toBe(CONNECT_4.length + 5)
  })
  test('connectBytesMax', () => {
    expect(failureOf(CONNECT_4, { limits: { connectBytesMax: CONNECT_4.length } })).toBeNull()
    expect(failureOf(CONNECT_4, { limits: { connectBytesMax: CONNECT_4.length - 1 } })?.code).toBe('MQTT_PACKET_TOO_LARGE')
  })
  test('userPropertyCountMax', () => {
    const two = Buffer.concat([CONNECT_5, packet('30', '<a> 0e 26 <k> <v> 26 <k> <v>')])
    expect(failureOf(two, { limits: { userPropertyCountMax: 2 } })).toBeNull()
    expect(failureOf(two, { limits: { userPropertyCountMax: 1 } })?.code).toBe('MQTT_LIMIT_EXCEEDED')
  })
  test('filterCountMax', () => {
    for (const bytes of [packet('82', '00 01 <a> 00 <b> 00'), packet('a2', '00 01 <a> <b>')]) {
      const stream = Buffer.concat([CONNECT_4, bytes])
      expect(failureOf(stream, { limits: { filterCountMax: 2 } })).toBeNull()
      expect(failureOf(stream, { limits: { filterCountMax: 1 } })?.code).toBe('MQTT_LIMIT_EXCEEDED')
    }
  })
  test('topicLevelCountMax', () => {
    const name = Buffer.concat([CONNECT_4, packet('30', '<a/b/c>')])
    expect(failureOf(name, { limits: { topicLevelCountMax: 3 } })).toBeNull()
    expect(failureOf(name, { limits: { topicLevelCountMax: 2 } })?.code).toBe(NAME)
    const filter = Buffer.concat([CONNECT_4, packet('82', '00 01 <$share/g/a/b> 00')])
    expect(failureOf(filter, { limits: { topicLevelCountMax: 2 } })).toBeNull()
    expect(failureOf(filter, { limits: { topicLevelCountMax: 1 } })?.code).toBe(FILTER)
  })
})
