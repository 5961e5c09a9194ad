import { Kafka, logLevel } from 'kafkajs'
import mqtt from 'mqtt'
import type { MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClusterProcesses } from './cluster-processes.ts'
import { eventually, startCluster } from './cluster-processes.ts'

const PARTITIONS = 6

let cluster: ClusterProcesses
const clients: MqttClient[] = []

beforeAll(async () => {
  // The last one comes first.
  cluster = await startCluster(3, [600, 300, 0])
}, 60_000)
afterAll(async () => {
  for (const client of clients) client.end(true)
  await cluster.dispose()
})

async function connect(node: number, options: mqtt.IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${cluster.node(node).port('mqtt')}`, { protocolVersion: 5, reconnectPeriod: 0, ...options })
  clients.push(client)
  return client
}

/** What a subscriber gets, as `topic payload qos`. */
async function subscribe(node: number, filter: string, qos: 0 | 1 = 1): Promise<string[]> {
  const client = await connect(node)
  const heard: string[] = []
  client.on('message', (topic, payload, packet) => void heard.push(`${topic} ${payload.toString()} ${packet.qos}${packet.retain ? ' retained' : ''}`))
  await client.subscribeAsync(filter, { qos })
  return heard
}

const kafkaOf = (node: number): Kafka => new Kafka({ clientId: 'cluster', brokers: [`127.0.0.1:${cluster.node(node).port('kafka')}`], logLevel: logLevel.NOTHING })

describe('three processes', () => {
  it('form one cluster, in whatever order they start', async () => {
    const all = await Promise.all([0, 1, 2].map((node) => eventually(() => cluster.status(node), ({ groups, nodes }) => (
      nodes.length === 3 && nodes.every(({ state, reached }) => state === 'active' && reached) && groups.every(({ leader }) => leader > 0)
    ))))
    expect(new Set(all.map(({ clusterId }) => clusterId)).size).toBe(1)
    expect(all[0]?.clusterId).not.toBe('')
    expect(new Set(all[0]?.nodes.flatMap(({ groups }) => groups)).size).toBe(48)
  })
})

describe('MQTT clients of different nodes', () => {
  it('hear what is published elsewhere, QoS 0 and 1, once', async () => {
    const heard = await Promise.all([0, 1, 2].map((node) => subscribe(node, 'live/+')))
    const publishers = await Promise.all([0, 1, 2].map((node) => connect(node)))
    // Interest is told to the other nodes after the SUBACK.
    await eventually(async () => {
      await publishers[0]?.publishAsync('live/warm', 'w', { qos: 0 })
      await publishers[2]?.publishAsync('live/warm', 'w', { qos: 0 })
      return heard
    }, (lists) => lists.every((list) => list.length >= 2))
    for (const list of heard) await eventually(async () => list.length, (count) => count === list.length)
    await new Promise((resolve) => setTimeout(resolve, 200))
    for (const list of heard) list.length = 0
    for (const [i, publisher] of publishers.entries()) {
      await publisher.publishAsync('live/zero', `from ${i}`, { qos: 0 })
      await publisher.publishAsync('live/one', `from ${i}`, { qos: 1 })
    }
    for (const list of heard) {
      await eventually(async () => list, (seen) => seen.length >= 6)
      expect([...list].sort()).toEqual([0, 1, 2].flatMap((i) => [`live/one from ${i} 1`, `live/zero from ${i} 0`]).sort())
    }
  })

  it('get what was retained on another node', async () => {
    for (const node of [0, 1, 2]) await (await connect(node)).publishAsync(`kept/${node}`, `value ${node}`, { qos: 1, retain: true })
    for (const node of [0, 1, 2]) {
      const heard = await eventually(() => subscribe(node, 'kept/#'), () => true)
      await eventually(async () => heard, (seen) => seen.length >= 3)
      expect([...heard].sort()).toEqual([0, 1, 2].map((i) => `kept/${i} value ${i} 1 retained`))
    }
  })

  it('lose a client id to whoever takes it on another node', async () => {
    const first = await connect(0, { clientId: 'the-one' })
    const gone = new Promise<number | undefined>((resolve) => first.on('disconnect', (packet) => resolve(packet.reasonCode)))
    await connect(1, { clientId: 'the-one' })
    expect(await gone, 'session taken over').toBe(0x8e)
  })
})

describe('Kafka clients', () => {
  it('see all brokers, and each partition at the node that has it, whomever they ask', async () => {
    const admin = kafkaOf(0).admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic: 'spread', numPartitions: PARTITIONS }] })
    await admin.disconnect()
    const seen = await Promise.all([0, 1, 2].map(async (node) => {
      const asked = kafkaOf(node).admin()
      await asked.connect()
      try {
        return await eventually(
          async () => ({ brokers: await asked.describeCluster(), metadata: await asked.fetchTopicMetadata({ topics: ['spread'] }) }),
          ({ brokers, metadata }) => brokers.brokers.length === 3 && metadata.topics[0]?.partitions.length === PARTITIONS,
        )
      } finally {
        await asked.disconnect()
      }
    }))
    const leaders = seen.map(({ metadata }) => metadata.topics[0]?.partitions.map(({ partitionId, leader }) => `${partitionId}: ${leader}`).sort())
    expect(leaders[1]).toEqual(leaders[0])
    expect(leaders[2]).toEqual(leaders[0])
    expect(seen[0]?.brokers.brokers.map(({ nodeId }) => nodeId).sort()).toEqual([1, 2, 3])
  })

  it('produce through one node and consume, as a group, through another', async () => {
    const producer = kafkaOf(1).producer()
    await producer.connect()
    await producer.send({ topic: 'spread', acks: -1, messages: Array.from({ length: 120 }, (_, i) => ({ partition: i % PARTITIONS, value: `m${i}` })) })
    await producer.disconnect()
    const consumer = kafkaOf(2).consumer({ groupId: 'across' })
    const got = new Set<string>()
    await consumer.connect()
    await consumer.subscribe({ topics: ['spread'], fromBeginning: true })
    await consumer.run({ eachMessage: async ({ message }) => void got.add(String(message.value)) })
    await eventually(async () => got.size, (size) => size === 120)
    await consumer.disconnect()
    expect(got.has('m119')).toBe(true)
  }, 60_000)

  it('read what an MQTT client of another node has published', async () => {
    const publisher = await connect(0)
    for (let i = 0; i < 20; i++) await publisher.publishAsync('plant/line/temperature', String(i), { qos: 1 })
    const consumer = kafkaOf(2).consumer({ groupId: 'readers' })
    const got: string[] = []
    await consumer.connect()
    await consumer.subscribe({ topics: ['plant.line.temperature'], fromBeginning: true })
    await consumer.run({ eachMessage: async ({ message }) => void got.push(String(message.value)) })
    await eventually(async () => got.length, (count) => count >= 20)
    await consumer.disconnect()
    expect(got).toEqual(Array.from({ length: 20 }, (_, i) => String(i)))
  }, 60_000)
})

describe('when a node dies', () => {
  it('the others go on making topics, and it comes back with everything', async () => {
    const { leader } = (await cluster.status(0)).groups.find(({ group }) => group === 'main') ?? { leader: 1 }
    const victim = leader - 1
    const other = (victim + 1) % 3
    const topic = 'before.the.kill'
    await (await connect(victim)).publishAsync('before/the/kill', 'kept', { qos: 1, retain: true })
    await cluster.kill(victim)
    const made = await eventually(async () => {
      const names = Array.from({ length: 12 }, (_, i) => `after.the.kill.${i}`)
      return Promise.all(names.map(async (name) => (await fetch(`${cluster.node(other).adminUrl}/api/topics`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name }),
      })).status))
    }, (statuses) => statuses.every((status) => status === 201 || status === 409 || status === 400))
    expect(made).toHaveLength(12)
    await cluster.start(victim)
    const heard = await subscribe(other, 'before/#')
    await eventually(async () => {
      const again = await subscribe(other, 'before/#')
      await eventually(async () => again, (seen) => seen.length > 0, 1000)
      return again
    }, (seen) => seen.includes('before/the/kill kept 1 retained'))
    expect(heard.length).toBeLessThanOrEqual(1)
    const back = (await (await fetch(`${cluster.node(victim).adminUrl}/api/topics/after.the.kill.0`)).json()) as { name: string }
    expect(back.name).toBe('after.the.kill.0')
    const described = (await (await fetch(`${cluster.node(other).adminUrl}/api/topics/${topic}`)).json()) as { durability: string }
    expect(described.durability).toContain('local')
  }, 60_000)

  it('and one that is drained hands over first', async () => {
    const { groups } = await eventually(() => cluster.status(0), (status) => status.groups.every(({ leader }) => leader > 0))
    const leader = groups.find(({ group }) => group === 'main')?.leader ?? 1
    const other = leader % 3
    expect(await cluster.stop(leader - 1)).toBe(0)
    const after = await eventually(() => cluster.status(other), (status) => status.groups.every((group) => group.leader > 0 && group.leader !== leader))
    expect(after.nodes).toHaveLength(3)
  }, 60_000)
})
