import { expect, test } from 'vitest'
import {
  ACK_RUN, createMqttDecoder, createMqttRuns, encodeAck, encodePublish, NEED_MORE, NO_PROPERTIES, PACKET, packetToBuffer, PUBLISH_RUN,
} from '../src/index.ts'
import type { MqttDecoder, MqttDecoderOptions, MqttVersion } from '../src/index.ts'

function connected(version: MqttVersion, options: MqttDecoderOptions = {}): MqttDecoder {
  const decoder = createMqttDecoder(options)
  decoder.push(packetToBuffer({
    type: 'connect', version, clean: true, keepAliveSeconds: 0, clientId: 'c', will: null, username: null, password: null,
      properties: NO_PROPERTIES,
  }, version))
  expect(decoder.next()).toBe(PACKET)
  expect(decoder.next()).toBe(NEED_MORE)
  return decoder
}

const payload = Buffer.from('payload')
const publish = (topic: string, more: object = {}, version = 4): Buffer => encodePublish(version, { topic, payload, ...more })

/** Counts, topics and the repeated mark of the runs in `bytes`. */
function runsOf(decoder: MqttDecoder, bytes: Buffer): string[] {
  const seen: string[] = []
  decoder.push(bytes)
  for (let event = decoder.next(); event !== NEED_MORE; event = decoder.next()) {
    expect(event).toBe(PUBLISH_RUN)
    const run = decoder.publishRun
    seen.push(`${run.count} ${run.buffer.toString('utf8', run.topicStart, run.topicEnd)}${run.topicRepeated ? ' repeated' : ''}`)
  }
  return seen
}

test('neighbours with one topic and one first byte make one run', () => {
  const bytes = Buffer.concat([publish('a'), publish('a'), publish('b'), publish('b', { retain: true }), publish('a')])
  expect(runsOf(connected(4), bytes)).toEqual(['2 a', '1 b', '1 b repeated', '1 a'])
})

test('topics of one length that differ in their last byte, or in length, are told apart', () => {
  const bytes = Buffer.concat([publish('x/1'), publish('x/2'), publish('x/2'), publish('x'), publish('x/2')])
  expect(runsOf(connected(4), bytes)).toEqual(['1 x/1', '2 x/2', '1 x', '1 x/2'])
})

test('the wire bytes of a run are exactly its packets', () => {
  const decoder = connected(4)
  const [one, two] = [publish('a'), publish('a', { payload: Buffer.alloc(300, 1) })]
  decoder.push(Buffer.concat([one, two, publish('b')]))
  expect(decoder.next()).toBe(PUBLISH_RUN)
  const run = decoder.publishRun
  expect(run.buffer.subarray(run.start, run.end)).toEqual(Buffer.concat([one, two]))
  expect([run.packetStart[0], run.packetStart[1]]).toEqual([run.start, run.start + one.length])
  expect(run.payloadEnd[1]).toBe(run.end)
  expect((run.payloadEnd[1] as number) - (run.payloadStart[1] as number)).toBe(300)
})

test('uniformWire is said only of what may be forwarded as it stands', () => {
  const alias = Buffer.from([0x23, 0, 1])
  const cases: Array<readonly [Buffer, boolean]> = [
    [publish('a', {}, 5), true],
    [publish('a', { properties: Buffer.from([0x01, 0x01]) }, 5), true],
    [publish('a', { retain: true }, 5), false],
    [publish('a', { qos: 1, packetId: 1 }, 5), false],
    [publish('a', { properties: alias }, 5), false],
  ]
  for (const [bytes, uniform] of cases) {
    const decoder = connected(5)
    decoder.push(bytes)
    expect(decoder.next()).toBe(PUBLISH_RUN)
    expect(decoder.publishRun.uniformWire, bytes.toString('hex')).toBe(uniform)
  }
})

test('a packet with a topic alias is a run of its own', () => {
  const alias = (topic: string): Buffer => publish(topic, { properties: Buffer.from([0x23, 0, 9]) }, 5)
  const decoder = connected(5)
  expect(runsOf(decoder, Buffer.concat([publish('a', {}, 5), alias('a'), alias(''), alias(''), publish('a', {}, 5)]))).toEqual([
    '1 a', '1 a repeated', '1 ', '1 ', '1 a repeated',
  ])
  decoder.push(alias(''))
  decoder.next()
  expect(decoder.publishRun.topicAlias).toBe(9)
})

test('packets before a wrong one are delivered, then the failure comes', () => {
  const decoder = connected(4)
  decoder.push(Buffer.concat([publish('a', { qos: 1, packetId: 1 }), publish('a', { qos: 1, packetId: 0 })]))
  expect(decoder.next()).toBe(PUBLISH_RUN)
  expect(decoder.publishRun.count).toBe(1)
  expect(decoder.next()).toBe(4)
  expect(decoder.failure?.code).toBe('MQTT_PROTOCOL_ERROR')
})

test('a run is bounded, and all packets arrive over several', () => {
  const bytes = Buffer.concat(Array.from({ length: 1000 }, (_, i) => publish('a', { qos: 1, packetId: i + 1 })))
  const decoder = connected(4, { limits: { runPacketCountMax: 50 } })
  const ids: number[] = []
  decoder.push(bytes)
  while (decoder.next() === PUBLISH_RUN) {
    const { count, packetId } = decoder.publishRun
    expect(count).toBeLessThanOrEqual(50)
    for (let i = 0; i < count; i++) ids.push(packetId[i] as number)
  }
  expect(ids).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1))
})

test('acknowledgements run by type, bounded, in order', () => {
  const acks: Array<readonly [4 | 5 | 6 | 7, number]> = []
  for (let id = 1; id <= 200; id++) acks.push([id <= 150 ? 4 : 6, id])
  const bytes = Buffer.alloc(acks.length * 4)
  acks.forEach(([type, id], i) => encodeAck(bytes, i * 4, type, id))
  const decoder = connected(5, { limits: { runPacketCountMax: 64 } })
  decoder.push(bytes)
  const seen: Array<readonly [number, number]> = []
  while (decoder.next() === ACK_RUN) {
    const { type, count, packetId } = decoder.ackRun
    expect(count).toBeLessThanOrEqual(64)
    for (let i = 0; i < count; i++) seen.push([type, packetId[i] as number])
  }
  expect(seen).toEqual(acks)
})

test('connections that share their runs do not mix', () => {
  const runs = createMqttRuns()
  const [one, two] = [connected(4, { runs }), connected(4, { runs })]
  expect(runsOf(one, publish('a'))).toEqual(['1 a'])
  expect(runsOf(two, publish('a'))).toEqual(['1 a'])
  expect(runsOf(one, publish('a'))).toEqual(['1 a repeated'])
})

test('an idle decoder keeps no chunk alive', () => {
  const decoder = connected(4)
  runsOf(decoder, publish('a'))
  expect(decoder.publishRun.buffer.length).toBe(0)
})

test('the caller may pause between events: the rest of the chunk waits', () => {
  const decoder = connected(4)
  decoder.push(Buffer.concat([publish('a'), publish('b')]))
  expect(decoder.next()).toBe(PUBLISH_RUN)
  expect(() => decoder.push(publish('c'))).toThrow('push before next() answered NEED_MORE')
  expect(decoder.next()).toBe(PUBLISH_RUN)
  expect(decoder.next()).toBe(NEED_MORE)
})
