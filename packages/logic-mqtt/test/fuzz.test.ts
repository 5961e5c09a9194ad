import { createSeededRandom } from '@robustmq/common-runtime'
import type { Random } from '@robustmq/common-runtime'
import { packetToBuffer } from '@robustmq/codec-mqtt'
import type { MqttPacket, MqttVersion } from '@robustmq/codec-mqtt'
import { expect, it } from 'vitest'
import { connectPacket, TestBroker } from './test-broker.ts'
import type { TestClient } from './test-broker.ts'

const PACKETS = Number(process.env['ROBUSTMQ_FUZZ_PACKETS'] ?? 6000)
const SEED = Number(process.env['ROBUSTMQ_FUZZ_SEED'] ?? 20_261_122)
const TOPICS = ['a', 'a/b', 'a/b/c', '$SYS/x', 'long/'.repeat(20), 'é']
const FILTERS = ['#', '+', 'a/#', 'a/+', 'a/b', '$SYS/#', '$share/g/a', '+/b/#']

function packet(client: TestClient, random: Random): Buffer {
  const encode = (value: MqttPacket): Buffer => packetToBuffer(value, client.version)
  const packetId = 1 + random.below(20)
  const filter = FILTERS[random.below(FILTERS.length)] as string
  switch (random.below(10)) {
    case 0:
      return encode({
        type: 'subscribe', packetId, properties: random.below(2) === 0 ? {} : { subscriptionIds: [1 + random.below(300)] },
        subscriptions: [{ topicFilter: filter, shareName: null, filter, qos: random.below(3) as 0 | 1 | 2, noLocal: random.below(2) === 0, retainAsPublished: random.below(2) === 0, retainHandling: random.below(3) as 0 | 1 | 2 }],
      })
    case 1:
      return encode({ type: 'unsubscribe', packetId, topicFilters: [filter], properties: {} })
    case 2:
      return encode({ type: 'puback', packetId, reasonCode: random.below(3) === 0 ? 0x80 : 0, properties: {} })
    case 3:
      return encode({ type: (['pubrec', 'pubrel', 'pubcomp'] as const)[random.below(3)] ?? 'pubrel', packetId, reasonCode: 0, properties: {} })
    case 4:
      return random.below(10) === 0 ? encode({ type: 'disconnect', reasonCode: random.below(2) * 4, properties: {} }) : encode({ type: 'pingreq' })
    default: {
      const alias = random.below(6) === 0 && client.version === 5 ? { topicAlias: 1 + random.below(18) } : {}
      return client.publishBytes(TOPICS[random.below(TOPICS.length)] as string, random.bytes(random.below(40)), {
        qos: (random.below(30) === 0 ? 2 : random.below(2)) as 0 | 1 | 2, retain: random.below(4) === 0, packetId,
        properties: random.below(2) === 0 ? alias : { ...alias, messageExpirySeconds: random.below(5), userProperties: [['rmq.key', 'k'], ['n', 'v']] },
      })
    }
  }
}

function mutate(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes)
  for (let i = 1 + random.below(3); i > 0; i--) copy[random.below(copy.length)] = random.below(256)
  return random.below(8) === 0 ? copy.subarray(0, random.below(copy.length + 1)) : copy
}

it(`${PACKETS} packets, half of them mutated, in stateful sessions: never an exception, never nonsense to a client`, { timeout: 30_000 + PACKETS / 4 }, async () => {
  const random = createSeededRandom(SEED)
  const broker = new TestBroker({ retained_max: 20, queue_bytes_max: 65_536 })
  let clients: TestClient[] = []
  const unreadable = new Set<TestClient>()
  let sent = 0
  let step = ''
  try {
    while (sent < PACKETS) {
      while (clients.length < 6) {
        const version = (3 + random.below(3)) as MqttVersion
        const client = broker.open(version)
        const connect = packetToBuffer(connectPacket(version, {
          clientId: `f${random.below(8)}`, keepAliveSeconds: random.below(3),
          will: random.below(3) === 0 ? { topic: 'a/b', payload: Buffer.from('w'), qos: 1, retain: random.below(2) === 0, properties: {} } : null,
          properties: version === 5 && random.below(2) === 0 ? { receiveMaximum: 1 + random.below(3), packetBytesMax: 60 + random.below(200) } : {},
        }), version)
        // Most get past the handshake; the others test it.
        const changed = random.below(8) === 0
        client.connection.receive(changed ? mutate(connect, random) : connect)
        // A changed CONNECT may speak another version than this client's decoder.
        if (changed) unreadable.add(client)
        sent++
        clients.push(client)
      }
      const client = clients[random.below(clients.length)] as TestClient
      const bytes = packet(client, random)
      const out = random.below(2) === 0 ? bytes : mutate(bytes, random)
      step = out.toString('hex')
      const cut = random.below(4) === 0 ? random.below(out.length + 1) : out.length
      client.connection.receive(out.subarray(0, cut))
      if (random.below(3) === 0) broker.time.endTurn()
      client.connection.receive(out.subarray(cut))
      sent++
      if (random.below(50) === 0) client.connection.congested = !client.connection.congested
      if (random.below(60) === 0) client.connection.drop()
      if (random.below(20) === 0) broker.time.advance(500)
      if (random.below(10) === 0) {
        await broker.time.settle()
        // The decoder of the clients is strict: what comes out must be well formed.
        for (const each of clients) if (!unreadable.has(each)) each.received()
        clients = clients.filter(({ connection }) => !connection.closed)
      }
    }
    for (const client of clients) client.connection.drop()
    await broker.time.settle()
    expect(broker.protocol).toBeDefined()
  } catch (error) {
    throw new Error(`seed ${SEED}, packet ${sent}, last bytes ${step}`, { cause: error })
  }
})
