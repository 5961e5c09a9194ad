/*
 * PUBLISH decoding: this codec against mqtt-packet, on the same bytes, interleaved, best of several rounds.
 * Run: node packages/codec-mqtt/bench/decode.bench.ts [--json] [--only=<part of a name>]
 */
import { createRequire } from 'node:module'
import {
  createMqttDecoder, encodeProperties, encodePublish, NEED_MORE, NO_PROPERTIES, packetToBuffer, PUBLISH_RUN, sizeOfProperties,
} from '../src/index.ts'
import type { MqttConnectPacket, MqttDecoder, MqttProperties, MqttVersion } from '../src/index.ts'

interface OracleParser {
  on(event: 'packet', listener: (packet: { payload: Buffer | string; messageId?: number; cmd: string }) => void): void
  parse(chunk: Buffer): number
}
const oracle = createRequire(import.meta.url)('mqtt-packet') as { parser(): OracleParser }

const PACKETS = 2000
const ROUNDS = 9
const ROUND_MS = 120

interface Scenario {
  readonly name: string
  readonly version: MqttVersion
  readonly chunks: readonly Buffer[]
}

let checksum = 0

function scenario(name: string, version: MqttVersion, qos: 0 | 1, payloadBytes: number, topics: number, perChunk: number,
  properties: MqttProperties): Scenario {
  const block = Buffer.alloc(sizeOfProperties(properties))
  encodeProperties(block, 0, properties)
  const payload = Buffer.alloc(payloadBytes, 0x61)
  const chunks: Buffer[] = []
  for (let i = 0; i < PACKETS; i += perChunk) {
    const packets: Buffer[] = []
    for (let k = i; k < i + perChunk; k++) {
      const topic = `site/line/${String(k % topics).padStart(4, '0')}/temp/c`
      packets.push(encodePublish(version, { topic, payload, qos, packetId: 1 + (k % 65_535), properties: block }))
    }
    chunks.push(Buffer.concat(packets))
  }
  return { name, version, chunks }
}

const five: MqttProperties = { userProperties: [['a', '1'], ['trace', 'c0ffee'], ['unit', 'C'], ['zone', 'north'], ['rev', '17']] }

const SCENARIOS: Scenario[] = [
  scenario('3.1.1 QoS 0, 64 B, one topic, 100 per chunk', 4, 0, 64, 1, 100, NO_PROPERTIES),
  scenario('3.1.1 QoS 1, 64 B, one topic, 100 per chunk', 4, 1, 64, 1, 100, NO_PROPERTIES),
  scenario('3.1.1 QoS 1, 64 B, one topic, 1 per chunk', 4, 1, 64, 1, 1, NO_PROPERTIES),
  scenario('3.1.1 QoS 1, 64 B, 500 topics, 100 per chunk', 4, 1, 64, 500, 100, NO_PROPERTIES),
  scenario('3.1.1 QoS 1, 64 B, 500 topics, 1 per chunk', 4, 1, 64, 500, 1, NO_PROPERTIES),
  scenario('3.1.1 QoS 0, 1 KiB, one topic, 50 per chunk', 4, 0, 1024, 1, 50, NO_PROPERTIES),
  scenario('5.0 QoS 1, 64 B, no properties, 100 per chunk', 5, 1, 64, 1, 100, NO_PROPERTIES),
  scenario('5.0 QoS 1, 64 B, 5 user properties, 100 per chunk', 5, 1, 64, 1, 100, five),
  scenario('5.0 QoS 1, 64 B, 5 user properties, 1 per chunk', 5, 1, 64, 500, 1, five),
]

function connectBytes(version: MqttVersion): Buffer {
  const packet: MqttConnectPacket = {
    type: 'connect', version, clean: true, keepAliveSeconds: 60, clientId: 'bench', will: null, username: null, password: null,
    properties: NO_PROPERTIES,
  }
  return packetToBuffer(packet, version)
}

function ownPass(decoder: MqttDecoder, chunks: readonly Buffer[]): void {
  for (let c = 0; c < chunks.length; c++) {
    decoder.push(chunks[c] as Buffer)
    for (let event = decoder.next(); event !== NEED_MORE; event = decoder.next()) {
      if (event !== PUBLISH_RUN) throw new Error(decoder.failure?.message ?? 'not a PUBLISH')
      const run = decoder.publishRun
      for (let i = 0; i < run.count; i++) {
        checksum += (run.payloadEnd[i] as number) - (run.payloadStart[i] as number) + (run.packetId[i] as number)
      }
    }
  }
}

/** Runs `pass` until the time is up; nanoseconds of CPU per packet. */
function measure(pass: () => void): number {
  const from = process.cpuUsage()
  const until = performance.now() + ROUND_MS
  let packets = 0
  while (performance.now() < until) {
    pass()
    packets += PACKETS
  }
  const spent = process.cpuUsage(from)
  return ((spent.user + spent.system) * 1000) / packets
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number
}

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length) ?? ''
const results = SCENARIOS.filter(({ name }) => name.includes(only)).map(({ name, version, chunks }) => {
  const decoder = createMqttDecoder()
  decoder.push(connectBytes(version))
  while (decoder.next() !== NEED_MORE);
  const parser = oracle.parser()
  parser.on('packet', (packet) => {
    if (packet.cmd === 'publish') checksum += packet.payload.length + (packet.messageId ?? 0)
  })
  parser.parse(connectBytes(version))
  const own = (): void => ownPass(decoder, chunks)
  const theirs = (): void => {
    for (let c = 0; c < chunks.length; c++) parser.parse(chunks[c] as Buffer)
  }
  const ownNs: number[] = []
  const theirNs: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const a = measure(own)
    const b = measure(theirs)
    if (round === 0) continue // warm-up
    ownNs.push(a)
    theirNs.push(b)
  }
  return { name, ownNs: median(ownNs), mqttPacketNs: median(theirNs) }
})

if (process.argv.includes('--json')) console.log(JSON.stringify({ node: process.version, checksum, results }, null, 2))
else {
  console.log(`Node ${process.version}; CPU per PUBLISH, median of ${ROUNDS} interleaved rounds\n`)
  console.log('| scenario | codec-mqtt | mqtt-packet | ratio | M/s per core |')
  console.log('|---|---|---|---|---|')
  for (const { name, ownNs, mqttPacketNs } of results) {
    const row = [name, `${ownNs.toFixed(0)} ns`, `${mqttPacketNs.toFixed(0)} ns`, `${(mqttPacketNs / ownNs).toFixed(1)}x`,
      (1000 / ownNs).toFixed(1)]
    console.log(`| ${row.join(' | ')} |`)
  }
}
