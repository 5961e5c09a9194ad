import { BrokerError } from '@robustmq/common-errors'
import { KafkaErrorCode } from '@robustmq/codec-kafka'
import { expect, it } from 'vitest'
import { apiVersions, batchOf, createTopics, fetch, initProducerId, listOffsets, metadata, produce, produced } from './client.ts'
import { HoldingDriver } from './holding-driver.ts'
import { createRig, failMeta } from './rig.ts'

async function withTopic(options: Parameters<typeof createRig>[0] = {}) {
  const rig = createRig(options)
  const client = rig.connect()
  await client.create('t')
  return { rig, client }
}

/** A request header with nothing behind it. */
function bareRequest(apiKey: number, version: number, correlationId = 1): Buffer {
  const bytes = Buffer.alloc(14)
  bytes.writeInt32BE(10, 0)
  bytes.writeInt16BE(apiKey, 4)
  bytes.writeInt16BE(version, 6)
  bytes.writeInt32BE(correlationId, 8)
  bytes.writeInt16BE(-1, 12)
  return bytes
}

it('ApiVersions advertises exactly what is served, in every version', async () => {
  const rig = createRig()
  const client = rig.connect()
  const expected = [
    [0, 0, 11], [1, 4, 13], [2, 1, 9], [3, 0, 12], [8, 2, 9], [9, 1, 9], [10, 0, 6], [11, 0, 9], [12, 0, 4], [13, 0, 5], [14, 0, 5], [15, 0, 6],
    [16, 0, 5], [17, 0, 1], [18, 0, 4], [19, 2, 7], [20, 1, 6], [22, 0, 5], [36, 0, 2], [42, 0, 2], [47, 0, 0], [60, 0, 1],
  ]
  for (let version = 0; version <= 4; version++) {
    const { errorCode, apiKeys } = await client.ask(apiVersions, version, { clientSoftwareName: 'lib.rd-kafka', clientSoftwareVersion: '2.0.2' })
    expect(errorCode).toBe(0)
    expect(apiKeys.map(({ apiKey, minVersion, maxVersion }) => [apiKey, minVersion, maxVersion])).toEqual(expected)
  }
})

it('an unknown ApiVersions version is answered in the form of v0, error 35, with our range (KIP-511)', async () => {
  const rig = createRig()
  for (const version of [5, 99, 32767, -1]) {
    const client = rig.connect()
    client.deliver(bareRequest(18, version, 4242))
    await rig.settle()
    const bytes = Buffer.concat(client.connection.written)
    expect([...bytes]).toEqual([0, 0, 0, 16, 0, 0, 0x10, 0x92, 0, 35, 0, 0, 0, 1, 0, 18, 0, 0, 0, 4])
    client.connection.written = []
    expect((await client.ask(apiVersions, 4, { clientSoftwareName: 'a', clientSoftwareVersion: '1' })).errorCode).toBe(0)
  }
})

it('a client software name out of the allowed form is INVALID_REQUEST', async () => {
  const rig = createRig()
  for (const [clientSoftwareName, clientSoftwareVersion] of [['-x', '1'], ['x', ''], ['x y', '1'], ['x'.repeat(1000), '1']] as const) {
    expect((await rig.connect().ask(apiVersions, 3, { clientSoftwareName, clientSoftwareVersion })).errorCode).toBe(KafkaErrorCode.INVALID_REQUEST)
  }
})

it('an unsupported key or version closes, with a line that names client, API and version', async () => {
  for (const [apiKey, version, api] of [[0, 2, 'PRODUCE'], [0, 12, 'PRODUCE'], [24, 0, 'ADD_PARTITIONS_TO_TXN'], [9999, 0, 'API_KEY_9999'], [3, -1, 'METADATA']] as const) {
    const rig = createRig()
    const client = rig.connect()
    await client.ask(apiVersions, 3, { clientSoftwareName: 'testlib', clientSoftwareVersion: '1.2' })
    client.deliver(bareRequest(apiKey, version))
    await rig.settle()
    expect(client.connection.reason?.code).toBe('KAFKA_VERSION_UNSUPPORTED')
    expect(rig.log.lines.at(-1)?.fields).toMatchObject({ api, apiVersion: version, clientSoftware: 'testlib 1.2', client: '10.0.0.9:5000' })
  }
})

it('what was asked before a bad request is still answered', async () => {
  const { rig, client } = await withTopic()
  const id = client.send(produce, 9, client.produceRequest('t', batchOf(['0'])))
  client.deliver(bareRequest(9999, 0))
  expect(client.connection.closed).toBe(false)
  await rig.settle()
  expect(client.take().map((answer) => answer.id)).toEqual([id])
  expect(client.connection.closed).toBe(true)
})

it('a malformed body and an impossible length close, and say where', async () => {
  const rig = createRig()
  const client = rig.connect()
  client.deliver(bareRequest(3, 4))
  await rig.settle()
  expect(client.connection.reason?.code).toBe('KAFKA_REQUEST_MALFORMED')
  expect(rig.log.lines.at(-1)?.fields).toMatchObject({ api: 'METADATA', reason: 'truncated', bytesIn: 14 })
  for (const length of [-1, 3, 0x7fff_ffff]) {
    const other = rig.connect()
    const bytes = Buffer.alloc(length === 3 ? 7 : 4)
    bytes.writeInt32BE(length, 0)
    other.deliver(bytes)
    await rig.settle()
    expect(other.connection.reason?.code).toBe('KAFKA_FRAME_INVALID')
  }
})

it('pipelined requests are answered in order, whatever finishes first', async () => {
  const holder = new HoldingDriver()
  const { rig, client } = await withTopic({ wrapDriver: (driver) => holder.wrap(driver) })
  holder.holding = true
  const part = { partitionIndex: 0, timestamp: -1 }
  const ids = [
    client.send(produce, 9, client.produceRequest('t', batchOf(['0']))),
    client.send(metadata, 9, { topics: [{ name: 'made-meanwhile' }] }),
    client.send(produce, 9, client.produceRequest('t', batchOf(['1']))),
    client.send(fetch, 12, client.fetchRequest('t', 0)),
    client.send(listOffsets, 5, { replicaId: -1, topics: [{ name: 't', partitions: [part] }] }),
    client.send(initProducerId, 4, { transactionalId: null, transactionTimeoutMs: 0 }),
    client.send(apiVersions, 0, {}),
  ]
  await rig.settle()
  expect(client.take()).toEqual([])
  holder.release()
  await rig.settle()
  expect(client.take().map((answer) => answer.id)).toEqual(ids)
})

it('requests cut at every byte are answered alike', async () => {
  const { rig, client } = await withTopic()
  const bytes = Buffer.concat([
    client.encode(produce, 9, client.produceRequest('t', batchOf(['0']))),
    client.encode(metadata, 12, { topics: null }),
    client.encode(apiVersions, 3, { clientSoftwareName: 'a', clientSoftwareVersion: '1' }),
  ])
  for (let i = 0; i < bytes.length; i++) client.deliver(Buffer.from(bytes.subarray(i, i + 1)))
  await rig.settle()
  expect(client.take()).toHaveLength(3)
})

it('a later Produce is appended while an earlier one waits for the disk', async () => {
  const holder = new HoldingDriver()
  const { rig, client } = await withTopic({ wrapDriver: (driver) => holder.wrap(driver) })
  holder.holding = true
  const bytes = Buffer.concat([0, 1, 2].map((i) => client.encode(produce, 9, client.produceRequest('t', batchOf([String(i)])))))
  client.deliver(bytes)
  holder.release()
  await rig.settle()
  expect(client.take().map((answer) => produced(answer.value).baseOffset)).toEqual([0, 1, 2])
})

it('a long poll does not hold up what is behind it, only its answer', async () => {
  const { rig, client } = await withTopic()
  const other = rig.connect()
  const ids = [
    client.send(fetch, 12, client.fetchRequest('t', 1, { maxWaitMs: 1000 })),
    client.send(produce, 9, client.produceRequest('t', batchOf(['0']))),
  ]
  await rig.settle()
  expect((await other.fetch('t', 0)).highWatermark).toBe(1)
  await rig.advance(1001)
  expect(client.take().map((answer) => answer.id)).toEqual(ids)
})

it('time spent behind other requests counts for max_wait', async () => {
  const { rig, client } = await withTopic()
  client.send(fetch, 12, client.fetchRequest('t', 0, { maxWaitMs: 500 }))
  client.send(fetch, 12, client.fetchRequest('t', 0, { maxWaitMs: 500 }))
  await rig.advance(501)
  expect(client.take()).toHaveLength(2)
})

it('reading stops at the bounds on what is in flight, and goes on when answers have gone out', async () => {
  const holder = new HoldingDriver()
  const { rig, client } = await withTopic({ config: { in_flight_requests_max: 4 }, wrapDriver: (driver) => holder.wrap(driver) })
  holder.holding = true
  const requests = Array.from({ length: 20 }, (_, i) => client.encode(produce, 9, client.produceRequest('t', batchOf([String(i)]))))
  client.deliver(Buffer.concat(requests))
  expect([...client.connection.holders]).toEqual(['kafka'])
  holder.release()
  await rig.settle()
  expect(client.take().map((answer) => produced(answer.value).baseOffset)).toEqual(requests.map((_, i) => i))
  expect(client.connection.holders.size).toBe(0)
})

it('a connection that does not read its answers is not read from, and no Fetch reads for it', async () => {
  const { rig, client } = await withTopic()
  client.connection.congested = true
  client.send(fetch, 12, client.fetchRequest('t', 0))
  await rig.settle()
  expect(client.connection.holders.size).toBe(1)
  expect(client.take()).toEqual([])
  client.connection.congested = false
  client.connection.handler?.onDrain()
  await rig.settle()
  expect(client.connection.holders.size).toBe(0)
  expect(client.take()).toHaveLength(1)
})

it('draining answers waiting Fetches at once, finishes appends and ends the connections', async () => {
  const { rig, client } = await withTopic()
  const other = rig.connect()
  const waiting = client.send(fetch, 12, client.fetchRequest('t', 0, { maxWaitMs: 10_000 }))
  const appended = other.send(produce, 9, other.produceRequest('t', batchOf(['0'])))
  let drained = false
  void rig.protocol.drain(5000).then(() => (drained = true))
  await rig.settle()
  expect(client.take().map((answer) => answer.id)).toEqual([waiting])
  expect(other.take().map((answer) => answer.id)).toEqual([appended])
  expect([client.connection.reason?.code, other.connection.reason?.code]).toEqual(['KAFKA_DRAINING', 'KAFKA_DRAINING'])
  expect(drained).toBe(true)
})

it('a client that is still being authenticated is not served, and one that is not known is closed when it asks for more than versions', async () => {
  let decide: (allowed: boolean) => void = () => undefined
  const principal = { tenant: 1, name: 'p', clientAddress: '' }
  const authenticate = () => new Promise<typeof principal | null>((resolve) => (decide = (allowed) => resolve(allowed ? principal : null)))
  const rig = createRig({ access: { authenticate, authorize: () => true } })
  const client = rig.connect()
  client.send(apiVersions, 0, {})
  await rig.settle()
  expect(client.take()).toEqual([])
  decide(true)
  await rig.settle()
  expect(client.take()).toHaveLength(1)
  const refused = rig.connect()
  decide(false)
  await rig.settle()
  await refused.ask(apiVersions, 0, {})
  refused.send(metadata, 4, { topics: [] })
  await rig.settle()
  expect(refused.connection.reason?.code).toBe('KAFKA_NOT_AUTHENTICATED')
})

it('every action on a topic asks for permission', async () => {
  const denied = new Set<string>()
  const asked: string[] = []
  const rig = createRig({
    access: {
      authenticate: () => ({ tenant: 1, name: 'p', clientAddress: '' }),
      authorize: (_principal, action, address) => {
        asked.push(`${action} ${address}`)
        return !denied.has(action)
      },
    },
  })
  const client = rig.connect()
  await client.create('t')
  for (const action of ['publish', 'subscribe', 'create', 'delete', 'describe']) denied.add(action)
  const refused = KafkaErrorCode.TOPIC_AUTHORIZATION_FAILED
  const { deleteTopics } = await import('./client.ts')
  expect((await client.produce('t', batchOf(['0']))).errorCode).toBe(refused)
  expect((await client.fetch('t', 0)).errorCode).toBe(refused)
  expect((await client.ask(metadata, 9, { topics: [{ name: 't' }, { name: 'u' }] })).topics.map((topic) => topic.errorCode)).toEqual([refused, refused])
  expect((await client.ask(metadata, 9, { topics: null })).topics).toEqual([])
  const created = await client.ask(createTopics, 4, { timeoutMs: 0, topics: [{ name: 'v', numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] }] })
  expect(created.topics[0]?.errorCode).toBe(refused)
  expect((await client.ask(deleteTopics, 4, { timeoutMs: 0, topicNames: ['t'] })).responses[0]?.errorCode).toBe(refused)
  const offsets = await client.ask(listOffsets, 5, { replicaId: -1, topics: [{ name: 't', partitions: [{ partitionIndex: 0, timestamp: -1 }] }] })
  expect(offsets.topics[0]?.partitions[0]?.errorCode).toBe(refused)
  expect(new Set(asked)).toContain('publish t')
})

it('a failure of the metadata service while a topic is made is LEADER_NOT_AVAILABLE, and asking again succeeds', async () => {
  const rig = createRig()
  const client = rig.connect()
  failMeta(rig, new BrokerError({ code: 'META_UNAVAILABLE', retry: 'later', message: 'no leader' }))
  expect((await client.ask(metadata, 4, { topics: [{ name: 't' }] })).topics[0]?.errorCode).toBe(KafkaErrorCode.LEADER_NOT_AVAILABLE)
  rig.meta.gate = null
  expect((await client.ask(metadata, 4, { topics: [{ name: 't' }] })).topics[0]?.errorCode).toBe(0)
})

it('a client that ends its side and does not read its answers is given up after a while', async () => {
  const { rig, client } = await withTopic()
  client.send(fetch, 12, client.fetchRequest('t', 0, { maxWaitMs: 20_000 }))
  client.send(fetch, 12, client.fetchRequest('t', 0, { maxWaitMs: 20_000 }))
  await rig.settle()
  client.connection.congested = true
  client.connection.handler?.onEnd()
  await rig.advance(29_000)
  expect(client.connection.closed).toBe(false)
  await rig.advance(2000)
  expect(client.connection.reason?.code).toBe('KAFKA_PEER_ENDED')
  expect(rig.timersPending()).toBe(0)
})

it('a client that does not read for a whole idle time is given up', async () => {
  const { rig, client } = await withTopic()
  client.send(fetch, 12, client.fetchRequest('t', 0, { maxWaitMs: 20_000 }))
  await rig.settle()
  client.connection.congested = true
  client.connection.handler?.onIdle()
  expect(client.connection.reason?.code).toBe('KAFKA_NOT_READING')
})
