import { KafkaErrorCode } from '@robustmq/codec-kafka'
import { expect, it } from 'vitest'
import { FakeConnection } from './fake-connection.ts'
import { batchOf, Client, createTopics, deleteTopics, describeCluster, listOffsets, metadata } from './client.ts'
import { createRig } from './rig.ts'

it('Metadata v0: the empty list means all topics; v1 and above: null means all, empty means none', async () => {
  const rig = createRig()
  const client = rig.connect()
  await client.create('one')
  await client.create('two')
  const names = async (version: number, topics: [] | null): Promise<(string | null)[]> => (await client.ask(metadata, version, { topics })).topics.map((topic) => topic.name)
  expect(await names(0, [])).toEqual(['one', 'two'])
  for (let version = 1; version <= 12; version++) {
    expect(await names(version, null)).toEqual(['one', 'two'])
    expect(await names(version, [])).toEqual([])
  }
})

it('an unknown topic is made and answered with its leader at once, unless the client or the configuration says no', async () => {
  const rig = createRig({ config: { default_partitions: 3 } })
  const client = rig.connect()
  const made = await client.ask(metadata, 1, { topics: [{ name: 'auto' }] })
  expect(made.topics[0]?.partitions.map(({ partitionIndex, leaderId, errorCode }) => [partitionIndex, leaderId, errorCode])).toEqual([[0, 1, 0], [1, 1, 0], [2, 1, 0]])
  expect(rig.topics.byName(1, 'auto')).toMatchObject({ automatic: true, origin: { format: 'kafka', separator: '.' } })
  const not = await client.ask(metadata, 4, { topics: [{ name: 'no' }], allowAutoTopicCreation: false })
  expect(not.topics[0]).toMatchObject({ name: 'no', errorCode: KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION })
  const strict = createRig({ config: { auto_create_topics: false } }).connect()
  expect((await strict.ask(metadata, 4, { topics: [{ name: 'no' }] })).topics[0]?.errorCode).toBe(KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
})

it('two clients that ask for the same new topic both get it', async () => {
  const rig = createRig()
  const clients = [rig.connect(), rig.connect()]
  for (const client of clients) client.send(metadata, 9, { topics: [{ name: 'same' }] })
  await rig.settle()
  const ids = clients.map((client) => (client.take()[0]?.value as { topics: { errorCode: number }[] } | undefined)?.topics[0]?.errorCode)
  expect(ids).toEqual([0, 0])
})

it('names that are not allowed, and those that look like an escape, are INVALID_TOPIC', async () => {
  const client = createRig().connect()
  const names = ['', '.', '..', 'a b', 'ä', 'x'.repeat(250), '-x-61', '-h-a']
  const { topics } = await client.ask(metadata, 4, { topics: names.map((name) => ({ name })) })
  expect(topics.map((topic) => topic.errorCode)).toEqual(names.map(() => KafkaErrorCode.INVALID_TOPIC_EXCEPTION))
})

it('the advertised address is the one that the client came in by, without the IPv4 mapping', async () => {
  const rig = createRig()
  for (const [localAddress, host] of [['::ffff:10.0.0.1', '10.0.0.1'], ['127.0.0.1', '127.0.0.1'], ['::1', '::1']] as const) {
    const connection = new FakeConnection({ localAddress, localPort: 4567 })
    connection.handler = rig.protocol.accept(connection)
    const { brokers, clusterId, controllerId } = await new Client(connection, rig.settle).ask(metadata, 9, { topics: [] })
    expect(brokers).toMatchObject([{ nodeId: 1, host, port: 4567 }])
    expect([clusterId, controllerId]).toEqual(['test-cluster', 1])
  }
})

it('v12 finds a topic by its id; an unknown id is UNKNOWN_TOPIC_ID with a null name', async () => {
  const client = createRig().connect()
  await client.create('t')
  const byName = await client.ask(metadata, 10, { topics: [{ name: 't' }] })
  const topicId = byName.topics[0]?.topicId ?? ''
  expect(topicId).toMatch(/^[0-9a-f]{32}$/)
  const byId = await client.ask(metadata, 12, { topics: [{ topicId, name: null }, { topicId: 'cd'.repeat(16), name: null }] })
  expect(byId.topics.map(({ name, errorCode }) => [name, errorCode])).toEqual([['t', 0], [null, KafkaErrorCode.UNKNOWN_TOPIC_ID]])
})

const offsetOf = async (client: Client, timestamp: number, version = 9, name = 't') => {
  const answer = await client.ask(listOffsets, version, { replicaId: -1, topics: [{ name, partitions: [{ partitionIndex: 0, timestamp }] }] })
  const { errorCode, offset, timestamp: found } = answer.topics[0]?.partitions[0] ?? {}
  return errorCode === 0 ? [offset, found] : errorCode
}

it('ListOffsets finds the exact record, not the start of its batch', async () => {
  const { client } = await withTimes()
  expect(await offsetOf(client, -1)).toEqual([6, -1])
  expect(await offsetOf(client, -2)).toEqual([0, -1])
  expect(await offsetOf(client, 0)).toEqual([0, 1000])
  expect(await offsetOf(client, 1000)).toEqual([0, 1000])
  expect(await offsetOf(client, 1001)).toEqual([1, 3000])
  expect(await offsetOf(client, 3001)).toEqual([4, 5000])
  expect(await offsetOf(client, 5000)).toEqual([4, 5000])
  expect(await offsetOf(client, 5001)).toEqual([-1, -1])
})

it('ListOffsets -3 is the first record with the largest timestamp; -4 is the start, -5 nothing; others are refused', async () => {
  const { rig, client } = await withTimes()
  expect(await offsetOf(client, -3)).toEqual([4, 5000])
  expect(await offsetOf(client, -4)).toEqual([0, -1])
  expect(await offsetOf(client, -5)).toEqual([-1, -1])
  expect(await offsetOf(client, -6)).toBe(KafkaErrorCode.INVALID_REQUEST)
  expect(await offsetOf(client, -1, 9, 'none')).toBe(KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
  await rig.connect().create('empty')
  expect(await offsetOf(client, -3, 9, 'empty')).toEqual([-1, -1])
  for (let version = 1; version <= 9; version++) expect(await offsetOf(client, 3000, version)).toEqual([1, 3000])
})

async function withTimes() {
  const rig = createRig()
  const client = rig.connect()
  await client.create('t')
  await client.produce('t', batchOf(['a', 'b', 'c'], { timestamps: [1000, 3000, 2000] }))
  await client.produce('t', batchOf(['d', 'e', 'f'], { timestamps: [2500, 5000, 5000] }))
  return { rig, client }
}

const wanted = (name: string, more: object = {}) => ({ name, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [], ...more })

it('CreateTopics makes topics with partitions and settings, and tells each refusal by its code', async () => {
  const rig = createRig()
  const client = rig.connect()
  const setting = (name: string, value: string | null) => ({ configs: [{ name, value }] })
  const cases: [ReturnType<typeof wanted>, number][] = [
    [wanted('ok', { numPartitions: 4, ...setting('retention.ms', '1000') }), 0],
    [wanted('defaults', { numPartitions: -1, replicationFactor: -1 }), 0],
    [wanted('three', { replicationFactor: 3 }), 0],
    [wanted('four', { replicationFactor: 4 }), KafkaErrorCode.INVALID_REPLICATION_FACTOR],
    [wanted('zero', { replicationFactor: 0 }), KafkaErrorCode.INVALID_REPLICATION_FACTOR],
    [wanted('none', { numPartitions: 0 }), KafkaErrorCode.INVALID_PARTITIONS],
    [wanted('many', { numPartitions: 1025 }), KafkaErrorCode.INVALID_PARTITIONS],
    [wanted('a b'), KafkaErrorCode.INVALID_TOPIC_EXCEPTION],
    [wanted('unknown-setting', setting('no.such.thing', '1')), KafkaErrorCode.INVALID_CONFIG],
    [wanted('bad-value', setting('retention.ms', 'soon')), KafkaErrorCode.INVALID_CONFIG],
    [wanted('compacted', setting('cleanup.policy', 'compact')), 0],
    [wanted('bad-policy', setting('cleanup.policy', 'keep')), KafkaErrorCode.INVALID_CONFIG],
    [wanted('twice'), KafkaErrorCode.INVALID_REQUEST],
    [wanted('twice'), KafkaErrorCode.INVALID_REQUEST],
    [wanted('assigned', { numPartitions: -1, replicationFactor: -1, assignments: [{ partitionIndex: 0, brokerIds: [1] }, { partitionIndex: 1, brokerIds: [1] }] }), 0],
    [wanted('elsewhere', { numPartitions: -1, replicationFactor: -1, assignments: [{ partitionIndex: 0, brokerIds: [2] }] }), KafkaErrorCode.INVALID_REPLICA_ASSIGNMENT],
  ]
  const answer = await client.ask(createTopics, 7, { timeoutMs: 0, topics: cases.map(([topic]) => topic) })
  expect(answer.topics.map((topic) => [topic.name, topic.errorCode])).toEqual(cases.map(([topic, code]) => [topic.name, code]))
  expect(answer.topics[0]).toMatchObject({ numPartitions: 4, replicationFactor: 1, configs: [{ name: 'retention.ms', value: '1000' }] })
  expect(rig.topics.byName(1, 'ok')?.config.get('retention.ms')).toBe('1000')
  expect(rig.topics.byName(1, 'assigned')?.partitions).toHaveLength(2)
  const again = await client.ask(createTopics, 2, { timeoutMs: 0, topics: [wanted('ok')] })
  expect(again.topics[0]?.errorCode).toBe(KafkaErrorCode.TOPIC_ALREADY_EXISTS)
})

it('validateOnly says what would happen and makes nothing', async () => {
  const rig = createRig()
  const client = rig.connect()
  const answer = await client.ask(createTopics, 5, { timeoutMs: 0, validateOnly: true, topics: [wanted('dry'), wanted('bad', { numPartitions: 0 })] })
  expect(answer.topics.map((topic) => topic.errorCode)).toEqual([0, KafkaErrorCode.INVALID_PARTITIONS])
  expect(rig.topics.byName(1, 'dry')).toBeNull()
})

it('a replication factor above the number of nodes is refused when the switch is off', async () => {
  const client = createRig({ config: { any_replication_factor: false } }).connect()
  const answer = await client.ask(createTopics, 4, { timeoutMs: 0, topics: [wanted('x', { replicationFactor: 2 })] })
  expect(answer.topics[0]?.errorCode).toBe(KafkaErrorCode.INVALID_REPLICATION_FACTOR)
})

it('DeleteTopics works by name, and from v6 by id', async () => {
  const rig = createRig()
  const client = rig.connect()
  await client.create('one')
  await client.create('two')
  const byName = await client.ask(deleteTopics, 1, { timeoutMs: 0, topicNames: ['one', 'none'] })
  expect(byName.responses.map((topic) => topic.errorCode)).toEqual([0, KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION])
  const topicId = rig.topics.byName(1, 'two')?.id ?? ''
  const byId = await client.ask(deleteTopics, 6, { timeoutMs: 0, topics: [{ name: null, topicId }, { name: null, topicId: 'ef'.repeat(16) }] })
  expect(byId.responses.map((topic) => [topic.name, topic.errorCode])).toEqual([['two', 0], [null, KafkaErrorCode.UNKNOWN_TOPIC_ID]])
  expect(rig.topics.count(1)).toBe(0)
})

it('DescribeCluster names this node; a listener of brokers has no controllers to show', async () => {
  const client = createRig().connect()
  for (const version of [0, 1]) {
    const answer = await client.ask(describeCluster, version, { includeClusterAuthorizedOperations: false })
    expect(answer).toMatchObject({ errorCode: 0, clusterId: 'test-cluster', controllerId: 1, brokers: [{ brokerId: 1, host: '10.0.0.1', port: 19092 }] })
  }
  const codes = []
  for (const endpointType of [2, 3]) codes.push((await client.ask(describeCluster, 1, { includeClusterAuthorizedOperations: false, endpointType })).errorCode)
  expect(codes).toEqual([KafkaErrorCode.MISMATCHED_ENDPOINT_TYPE, KafkaErrorCode.UNSUPPORTED_ENDPOINT_TYPE])
})
