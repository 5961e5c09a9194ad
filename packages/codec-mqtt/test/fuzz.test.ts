import { expect, test } from 'vitest'
import { ACK_RUN, createMqttDecoder, createMqttRuns, encodeAck, encodePublish, FAILURE, NEED_MORE, packetToBuffer, PUBLISH_RUN,
  readProperties } from '../src/index.ts'
import type { MqttDecoder, MqttPacket, MqttVersion } from '../src/index.ts'
import { bytes, clientPacket, messageProperties, propertyBlock, Seeded, serverPacket } from './generate.ts'

/** Mutated packets in all; `ROBUSTMQ_FUZZ_PACKETS=10000000` is the full form. */
const PACKETS = Number(process.env['ROBUSTMQ_FUZZ_PACKETS'] ?? 100_000)
const SEED = Number(process.env['ROBUSTMQ_FUZZ_SEED'] ?? 20_261_122)
const PACKET_BYTES_MAX = 65_536

const CLIENT_TYPES: MqttPacket['type'][] = ['connect', 'subscribe', 'unsubscribe', 'disconnect', 'auth', 'puback', 'pubrel', 'pingreq']
const SERVER_TYPES: MqttPacket['type'][] = ['connack', 'suback', 'unsuback', 'disconnect', 'auth', 'pingresp']

function validPacket(random: Seeded, version: MqttVersion, server: boolean): Buffer {
  const choice = random.below(10)
  if (choice < 4) {
    const properties = version === 5 && random.maybe() ? propertyBlock(messageProperties(random, false)) : Buffer.alloc(0)
    return encodePublish(version, { topic: random.pick(['a/b', 'x']), payload: bytes(random, 40), qos: random.pick([0, 1, 2] as const),
      packetId: 5, properties })
  }
  if (choice < 6) {
    const ack = Buffer.alloc(4)
    encodeAck(ack, 0, random.pick([4, 5, 6, 7] as const), 1 + random.below(65_535))
    return ack
  }
  return packetToBuffer(server ? serverPacket(random, version, random.pick(SERVER_TYPES)) : clientPacket(random, version,
    random.pick(CLIENT_TYPES)), version)
}

const INTERESTING = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0b, 0x23, 0x26, 0x30, 0x36, 0xed, 0xc0]

function mutate(random: Seeded, packet: Buffer): Buffer {
  const copy = Buffer.from(packet)
  for (let times = random.below(3); times >= 0; times--) {
    const at = random.below(copy.length)
    switch (random.below(6)) {
      case 0:
        copy[at] = (copy[at] as number) ^ (1 << random.below(8))
        break
      case 1:
        copy[at] = random.pick(INTERESTING)
        break
      case 2:
        return Buffer.concat([copy.subarray(0, at), bytes(random, 4), copy.subarray(at)])
      case 3:
        return copy.subarray(0, at + 1)
      case 4: // Cut out bytes and repair the length, so that the mutation reaches the body.
        if (copy.length > 3 && (copy[1] as number) < 0x80) {
          const shorter = Buffer.concat([copy.subarray(0, Math.max(2, at)), copy.subarray(Math.max(2, at) + 1)])
          shorter[1] = shorter.length - 2
          return shorter
        }
        break
      default: // A correct packet now and then: state behind the mutation is reached.
        return packet
    }
  }
  return copy
}

function checkRun(decoder: MqttDecoder): void {
  const run = decoder.publishRun
  let at = run.start
  if (run.count < 1 || run.topicStart > run.topicEnd || run.topicEnd > run.end
    || run.end > run.buffer.length) throw new Error('bad run bounds')
  for (let i = 0; i < run.count; i++) {
    const [start, from, to] = [run.packetStart[i] as number, run.payloadStart[i] as number, run.payloadEnd[i] as number]
    const [propertiesFrom, propertiesTo] = [run.propertiesStart[i] as number, run.propertiesEnd[i] as number]
    if (start !== at || propertiesFrom > propertiesTo || propertiesTo > from || from > to
      || propertiesFrom < start) throw new Error('bad positions')
    if ((run.qos === 0) !== (run.packetId[i] === 0)) throw new Error('bad packet id')
    readProperties(run.buffer, propertiesFrom, propertiesTo)
    at = to
  }
  if (at !== run.end) throw new Error('gap in the run')
}

/** Returns false when the decoder has failed. */
function feed(decoder: MqttDecoder, chunk: Buffer, sent: number): boolean {
  decoder.push(chunk)
  for (let turns = 0; ; turns++) {
    // Each event takes at least one byte of what was sent.
    if (turns > sent + 1) throw new Error('decoder does not advance')
    const event = decoder.next()
    if (event === NEED_MORE) return true
    if (event === FAILURE) {
      const failure = decoder.failure
      if (failure === null || failure.bytePosition < 0 || failure.bytePosition > sent) {
        throw new Error(`bad failure ${JSON.stringify(failure)}`)
      }
      return false
    }
    if (event === PUBLISH_RUN) checkRun(decoder)
    else if (event === ACK_RUN && decoder.ackRun.count < 1) throw new Error('empty ack run')
  }
}

test(`${PACKETS} mutated packets raise nothing, hang nothing and hold no memory`, { timeout: 3_600_000 }, () => {
  const random = new Seeded(SEED)
  const runs = createMqttRuns()
  let failures = 0
  let packets = 0
  let heldBefore = 0
  for (let stream = 0; packets < PACKETS; stream++) {
    if (stream === 2000) heldBefore = process.memoryUsage().rss
    const version = random.pick([3, 4, 5, 5] as const)
    const server = random.below(4) === 0
    const limits = { packetBytesMax: PACKET_BYTES_MAX }
    const decoder = server ? createMqttDecoder({ role: 'client', version, limits, runs }) : createMqttDecoder({ limits, runs })
    const parts: Buffer[] = []
    // Half of the streams of clients begin with a good CONNECT: past the handshake.
    if (!server && random.maybe()) parts.push(packetToBuffer(clientPacket(random, version, 'connect'), version))
    for (let i = 1 + random.below(8); i > 0; i--) parts.push(mutate(random, validPacket(random, version, server)))
    packets += parts.length
    const all = Buffer.concat(parts)
    let at = 0
    try {
      while (at < all.length) {
        const end = Math.min(all.length, at + 1 + random.below(random.maybe() ? 8 : 400))
        if (!feed(decoder, all.subarray(at, end), end)) {
          failures++
          break
        }
        at = end
      }
    } catch (cause) {
      throw new Error(`seed ${SEED}, stream ${stream}: ${all.toString('hex')}`, { cause })
    }
  }
  expect(failures).toBeGreaterThan(packets / 40)
  expect(process.memoryUsage().rss - heldBefore, 'growth of RSS').toBeLessThan(128 * 1024 * 1024)
})

test('announcing large packets without sending them costs what was sent, not what was announced', () => {
  const connect = packetToBuffer(clientPacket(new Seeded(1), 4, 'connect'), 4)
  const head = Buffer.concat([Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f, 0, 1, 0x61]), Buffer.alloc(100)])
  const decoders: MqttDecoder[] = []
  const before = process.memoryUsage().arrayBuffers
  for (let i = 0; i < 500; i++) {
    const decoder = createMqttDecoder({ limits: { packetBytesMax: 268_435_460 } })
    expect(feed(decoder, Buffer.concat([connect, head]), 1000)).toBe(true)
    decoders.push(decoder)
  }
  expect(decoders.length).toBe(500)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(500 * 16_384)
})
