import { Consumer as PlatformaticConsumer, stringDeserializers } from '@platformatic/kafka'
import { Kafka, logLevel } from 'kafkajs'
import type { Consumer } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrokerProcess } from './broker-process.ts'
import { newDataDirectory, removeDataDirectory, startBrokerProcess } from './broker-process.ts'
import { clientsRequired, hasProgram, run, start } from './stock-client.ts'

const missing = hasProgram('kcat') ? [] : ['kcat']
if (missing.length > 0) process.stderr.write(`Kafka group interop is ${clientsRequired ? 'impossible' : 'skipped'}: kcat not on PATH\n`)

const PARTITIONS = 6

/** Resolves when `test` holds, asked whenever something arrived. */
class Arrivals {
  readonly values: string[] = []
  readonly #waiting: (() => void)[] = []

  add(value: string): void {
    this.values.push(value)
    for (const look of this.#waiting) look()
  }

  async until(test: (values: readonly string[]) => boolean): Promise<void> {
    if (test(this.values)) return
    await new Promise<void>((resolve) => void this.#waiting.push(() => (test(this.values) ? resolve() : undefined)))
  }
}

describe.skipIf(missing.length > 0 && !clientsRequired)('consumer groups of Kafka clients', () => {
  let broker: BrokerProcess
  const directory = newDataDirectory()
  const address = (): string => `127.0.0.1:${broker.port('kafka')}`
  const kafka = (): Kafka => new Kafka({ clientId: 'interop', brokers: [address()], logLevel: logLevel.NOTHING })

  const produce = async (topic: string, from: number, count: number): Promise<void> => {
    const producer = kafka().producer({ allowAutoTopicCreation: false })
    await producer.connect()
    const messages = Array.from({ length: count }, (_, i) => ({ partition: (from + i) % PARTITIONS, value: `m${from + i}` }))
    await producer.send({ topic, acks: -1, messages })
    await producer.disconnect()
  }

  const createTopic = async (topic: string): Promise<void> => {
    const admin = kafka().admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }] })
    await admin.disconnect()
  }

  const consume = async (groupId: string, topic: string, arrivals: Arrivals): Promise<Consumer> => {
    const consumer = kafka().consumer({ groupId, sessionTimeout: 10_000, heartbeatInterval: 200, rebalanceTimeout: 10_000 })
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({ autoCommitThreshold: 1, eachMessage: ({ message }) => Promise.resolve(arrivals.add(String(message.value))) })
    return consumer
  }

  beforeAll(async () => {
    broker = await startBrokerProcess(directory)
  })

  afterAll(async () => {
    expect(await broker.stop()).toBe(0)
    removeDataDirectory(directory)
  })

  it('kcat -G reads every partition, and goes on where it stopped', async () => {
    await createTopic('groups.kcat')
    await produce('groups.kcat', 0, 30)
    const read = (): ReturnType<typeof start> => start('kcat', ['-b', address(), '-G', 'kcats', 'groups.kcat', '-f', '%s\n', '-q', '-X', 'auto.offset.reset=earliest', '-c', '30'])
    const first = await read().finished
    expect(new Set(first.stdout.toString().trim().split('\n'))).toEqual(new Set(Array.from({ length: 30 }, (_, i) => `m${i}`)))
    await produce('groups.kcat', 30, 30)
    const second = await read().finished
    expect(new Set(second.stdout.toString().trim().split('\n'))).toEqual(new Set(Array.from({ length: 30 }, (_, i) => `m${30 + i}`)))
  }, 60_000)

  it('three kafkajs consumers come and go under load: nothing is lost, and only what a rebalance interrupts comes twice', async () => {
    await createTopic('groups.moving')
    const arrivals = new Arrivals()
    const distinct = (count: number) => (values: readonly string[]): boolean => new Set(values).size >= count
    const first = await consume('movers', 'groups.moving', arrivals)
    await produce('groups.moving', 0, 120)
    await arrivals.until(distinct(120))
    const second = await consume('movers', 'groups.moving', arrivals)
    const third = await consume('movers', 'groups.moving', arrivals)
    await produce('groups.moving', 120, 120)
    await arrivals.until(distinct(240))
    await first.disconnect()
    await produce('groups.moving', 240, 120)
    await arrivals.until(distinct(360))
    await Promise.all([second.disconnect(), third.disconnect()])
    // At least once: a message may come again around each of the changes of the group, never more of them than were under way.
    expect(arrivals.values.length).toBeLessThanOrEqual(360 + 3 * 120)
    const admin = kafka().admin()
    await admin.connect()
    const [offsets] = await admin.fetchOffsets({ groupId: 'movers', topics: ['groups.moving'] })
    expect(offsets?.partitions.map(({ offset }) => Number(offset)).reduce((sum, one) => sum + one, 0)).toBe(360)
    const { groups } = await admin.listGroups()
    expect(groups.map(({ groupId }) => groupId)).toContain('movers')
    const described = await admin.describeGroups(['movers'])
    expect(described.groups[0]?.state).toBe('Empty')
    await admin.deleteGroups(['movers'])
    expect((await admin.listGroups()).groups.map(({ groupId }) => groupId)).not.toContain('movers')
    await admin.disconnect()
  }, 60_000)

  it('@platformatic/kafka consumes in a group and commits', async () => {
    await createTopic('groups.platformatic')
    await produce('groups.platformatic', 0, 12)
    const consumer = new PlatformaticConsumer({ clientId: 'interop', groupId: 'platformatics', bootstrapBrokers: [address()], deserializers: stringDeserializers })
    const stream = await consumer.consume({ topics: ['groups.platformatic'], mode: 'earliest', autocommit: false })
    const seen = new Set<string>()
    for await (const message of stream) {
      seen.add(message.value ?? '')
      await message.commit()
      if (seen.size === 12) break
    }
    await stream.close()
    await consumer.close(true)
    expect(seen.size).toBe(12)
  }, 60_000)

  it('offsets are there after kill -9', async () => {
    await createTopic('groups.killed')
    await produce('groups.killed', 0, 12)
    const arrivals = new Arrivals()
    const consumer = await consume('survivors', 'groups.killed', arrivals)
    await arrivals.until((values) => values.length >= 12)
    await consumer.disconnect()
    await broker.kill()
    broker = await startBrokerProcess(directory)
    const { stdout } = await run('kcat', ['-b', address(), '-L'])
    expect(stdout.toString()).toContain('groups.killed')
    const admin = kafka().admin()
    await admin.connect()
    const [offsets] = await admin.fetchOffsets({ groupId: 'survivors', topics: ['groups.killed'] })
    expect(offsets?.partitions.map(({ offset }) => offset)).toEqual(Array.from({ length: PARTITIONS }, () => '2'))
    await admin.disconnect()
  }, 60_000)
})
