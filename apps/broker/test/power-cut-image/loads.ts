import { KafkaClient } from '../clients/kafka-client.ts'
import type { BrokerProcess } from './broker-process.ts'
import { MqttLoad } from './mqtt-load.ts'
import { Stream } from './streams.ts'

/** What a load has promised to itself about topics: acknowledged creations and deletions. */
export interface TopicPromises {
  readonly made: Set<string>
  readonly deleted: Set<string>
}

export interface Load {
  readonly streams: readonly Stream[]
  readonly topics: TopicPromises
  stop(): void
}

export interface LoadKind {
  readonly name: string
  start(broker: BrokerProcess): Promise<Load>
}

const small = (): number => 120
/** Mostly small, now and then nearly as large as a third of a file of the log. */
const uneven = (number: number): number => (number % 61 === 7 ? 300_000 : 200 + ((number * 7919) % 3000))

function range(count: number, make: (i: number) => Stream): Stream[] {
  return Array.from({ length: count }, (_, i) => make(i))
}

async function makeTopic(broker: BrokerProcess, name: string, more: object = {}): Promise<void> {
  const status = await broker.admin('POST', 'topics', { name, ...more })
  if (status !== 200 && status !== 201) throw new Error(`topic ${name} was not made: ${status}`)
}

const noPromises = (): TopicPromises => ({ made: new Set(), deleted: new Set() })

/** Batches to one partition, `inFlight` of them at a time. */
function produceTo(client: KafkaClient, stream: Stream, records: number, inFlight: number, isStopped: () => boolean): void {
  const send = async (): Promise<void> => {
    while (!isStopped()) {
      const first = stream.sent
      stream.sent += records
      const values = Array.from({ length: records }, (_, i) => stream.valueOf(first + i))
      await client.produce(stream.topic, values, stream.partition)
      if (stream.acknowledged !== first) throw new Error(`${stream.name}: batch ${first} was answered before ${stream.acknowledged}`)
      stream.acknowledged = first + records
    }
  }
  for (let i = 0; i < inFlight; i++) void send()
}

async function mqttLoad(broker: BrokerProcess, connections: readonly (readonly Stream[])[], window: number): Promise<MqttLoad[]> {
  const loads: MqttLoad[] = []
  for (const [i, streams] of connections.entries()) loads.push(await MqttLoad.open(broker.port('mqtt'), `load-${i}`, streams, window))
  for (const load of loads) load.run()
  return loads
}

const manyTopics: LoadKind = {
  name: 'MQTT QoS 1, 200 topics',
  async start(broker) {
    const connections = [0, 1, 2, 3].map((c) => range(50, (i) => new Stream(`many.c${c}.t${i}`, 0, small)))
    const loads = await mqttLoad(broker, connections, 60)
    return { streams: connections.flat(), topics: noPromises(), stop: () => loads.forEach((load) => load.stop()) }
  },
}

const oneTopic: LoadKind = {
  name: 'MQTT QoS 1, one topic, window 1 000',
  async start(broker) {
    const stream = new Stream('one.topic', 0, small)
    const loads = await mqttLoad(broker, [[stream]], 1000)
    return { streams: [stream], topics: noPromises(), stop: () => loads.forEach((load) => load.stop()) }
  },
}

const kafkaBatches: LoadKind = {
  name: 'Kafka acks=all, 6 partitions',
  async start(broker) {
    await makeTopic(broker, 'batches', { partitions: 6 })
    const streams = range(6, (i) => new Stream('batches', i, () => 400))
    let stopped = false
    const clients = await Promise.all([0, 1, 2].map(() => KafkaClient.open(broker.port('kafka'))))
    for (const [i, stream] of streams.entries()) produceTo(clients[i % 3] as KafkaClient, stream, 25, 3, () => stopped)
    return {
      streams, topics: { made: new Set(['batches']), deleted: new Set() },
      stop: () => {
        stopped = true
        for (const client of clients) client.close()
      },
    }
  },
}

const mixedWithTopics: LoadKind = {
  name: 'MQTT and Kafka mixed, topics made and deleted',
  async start(broker) {
    await makeTopic(broker, 'mixed.kafka', { partitions: 2 })
    const topics: TopicPromises = { made: new Set(['mixed.kafka']), deleted: new Set() }
    const mqtt = range(20, (i) => new Stream(`mixed.mqtt.t${i}`, 0, small))
    const kafka = range(2, (i) => new Stream('mixed.kafka', i, () => 300))
    const loads = await mqttLoad(broker, [mqtt], 200)
    const client = await KafkaClient.open(broker.port('kafka'))
    let stopped = false
    for (const stream of kafka) produceTo(client, stream, 10, 2, () => stopped)
    void churn(broker, topics, () => stopped)
    return {
      streams: [...mqtt, ...kafka], topics,
      stop: () => {
        stopped = true
        for (const load of loads) load.stop()
        client.close()
      },
    }
  },
}

/** Makes topics without end and deletes each second one a little later. */
async function churn(broker: BrokerProcess, topics: TopicPromises, isStopped: () => boolean): Promise<void> {
  for (let i = 0; !isStopped(); i++) {
    const name = `churn.t${i}`
    const status = await broker.admin('POST', 'topics', { name, partitions: 1 + (i % 3) })
    if (status === 200 || status === 201) topics.made.add(name)
    const old = `churn.t${i - 6}`
    if (i % 2 === 0 && topics.made.has(old)) {
      // From the moment of asking it may be there or not.
      topics.made.delete(old)
      if ((await broker.admin('DELETE', `topics/${old}`)) === 200) topics.deleted.add(old)
    }
    await new Promise((resolve) => void setTimeout(resolve, 2))
  }
}

const unevenSizes: LoadKind = {
  name: 'messages of 200 B to 300 kB, a topic synced now and then beside',
  async start(broker) {
    await makeTopic(broker, 'uneven.interval', { durability: 'interval' })
    const always = range(5, (i) => new Stream(`uneven.t${i}`, 0, uneven))
    const interval = new Stream('uneven.interval', 0, small, false)
    const loads = await mqttLoad(broker, [always, [interval]], 40)
    return { streams: [...always, interval], topics: { made: new Set(['uneven.interval']), deleted: new Set() }, stop: () => loads.forEach((load) => load.stop()) }
  },
}

export const LOAD_KINDS: readonly LoadKind[] = [manyTopics, oneTopic, kafkaBatches, mixedWithTopics, unevenSizes]
