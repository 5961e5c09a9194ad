import { createMessageRun } from '@robustmq/broker-api'
import { KafkaErrorCode } from '@robustmq/codec-kafka'
import { encodeHeaders } from '@robustmq/record-batch'
import { expect, it } from 'vitest'
import { batchOf, fetch, fetched, metadata, produce } from './client.ts'
import { createRig } from './rig.ts'
import { valuesOf } from './values-of.ts'

async function withTopic() {
  const rig = createRig()
  const client = rig.connect()
  await client.create('a.b')
  return { rig, client }
}

it('a produced batch is fetched with the offsets that were acknowledged, byte for byte', async () => {
  const { client } = await withTopic()
  const batch = batchOf(['one', 'two'])
  expect(await client.produce('a.b', batchOf(['zero']))).toMatchObject({ errorCode: 0, baseOffset: 0, logStartOffset: 0 })
  expect(await client.produce('a.b', batch)).toMatchObject({ errorCode: 0, baseOffset: 1 })
  const { records, highWatermark } = await client.fetch('a.b', 1)
  expect(valuesOf(records)).toEqual(['1:one', '2:two'])
  expect(highWatermark).toBe(3)
  expect(records?.subarray(16).equals(batch.subarray(16))).toBe(true)
})

it('fetch from the middle of a batch returns the whole batch', async () => {
  const { client } = await withTopic()
  await client.produce('a.b', batchOf(['0', '1', '2']))
  expect(valuesOf((await client.fetch('a.b', 2)).records)).toEqual(['0:0', '1:1', '2:2'])
})

it('the first batch is returned whole even when it is larger than every limit; what follows has to fit (KIP-74)', async () => {
  const { client } = await withTopic()
  await client.produce('a.b', batchOf(['x'.repeat(500)]))
  await client.produce('a.b', batchOf(['y'.repeat(500)]))
  for (const limits of [{ maxBytes: 1 }, { partitionMaxBytes: 1 }, { maxBytes: 600, partitionMaxBytes: 600 }, { maxBytes: 0, partitionMaxBytes: 0 }]) {
    expect(valuesOf((await client.fetch('a.b', 0, limits)).records)).toHaveLength(1)
  }
  expect(valuesOf((await client.fetch('a.b', 0, { maxBytes: 2000 })).records)).toHaveLength(2)
})

it('the first-batch rule holds once per answer, for the first partition that has data', async () => {
  const { client } = await withTopic()
  await client.create('c')
  await client.produce('a.b', batchOf(['x'.repeat(500)]))
  await client.produce('c', batchOf(['y'.repeat(500)]))
  const part = { partition: 0, fetchOffset: 0, partitionMaxBytes: 10 }
  const answer = await client.ask(fetch, 12, {
    maxWaitMs: 0, minBytes: 1, maxBytes: 10, topics: [{ topic: 'c', partitions: [part] }, { topic: 'a.b', partitions: [part] }],
  })
  expect(answer.responses.map((topic) => valuesOf(topic.partitions[0]?.records ?? null).length)).toEqual([1, 0])
})

it('offset == end is empty and not null; > end and < start are OFFSET_OUT_OF_RANGE', async () => {
  const { rig, client } = await withTopic()
  await client.produce('a.b', batchOf(['0']))
  await client.produce('a.b', batchOf(['1']))
  for (const version of [4, 11, 12]) {
    const atEnd = await client.fetch('a.b', 2, {}, version)
    expect(atEnd).toMatchObject({ errorCode: 0, highWatermark: 2 })
    expect(atEnd.records).toEqual(Buffer.alloc(0))
  }
  expect(await client.fetch('a.b', 3)).toMatchObject({ errorCode: KafkaErrorCode.OFFSET_OUT_OF_RANGE })
  const topic = rig.topics.byName(1, 'a.b')
  await rig.topics.shard(topic as NonNullable<typeof topic>, 0)?.trimFront(1)
  const below = await client.fetch('a.b', 0)
  expect(below).toMatchObject({ errorCode: KafkaErrorCode.OFFSET_OUT_OF_RANGE, logStartOffset: 1 })
  expect(below.records).toEqual(Buffer.alloc(0))
})

it('a long poll is woken by an append of another protocol', async () => {
  const { rig, client } = await withTopic()
  client.send(fetch, 11, client.fetchRequest('a.b', 0, { maxWaitMs: 10_000 }))
  await rig.settle()
  expect(client.take()).toEqual([])
  const target = rig.services.publisher.target(1, { label: 'slash', separator: '/' }, 'a/b', true)
  expect(rig.services.publisher.ready(target)).toBe(true)
  const run = createMessageRun()
  run.count = 1
  run.buffer = Buffer.from('from elsewhere')
  run.payloadStart = new Int32Array([0])
  run.payloadEnd = new Int32Array([14])
  rig.services.publisher.publish(target, run, false)
  await rig.settle()
  expect(valuesOf(fetched(client.take()[0]?.value).records)).toEqual(['0:from elsewhere'])
  expect(rig.timersPending()).toBe(0)
})

it('a long poll with nothing to read answers at max_wait, empty', async () => {
  const { rig, client } = await withTopic()
  client.send(fetch, 11, client.fetchRequest('a.b', 0, { maxWaitMs: 500 }))
  await rig.advance(499)
  expect(client.take()).toEqual([])
  await rig.advance(2)
  expect(fetched(client.take()[0]?.value)).toMatchObject({ errorCode: 0, records: Buffer.alloc(0) })
})

it('min_bytes counts over all partitions, and what came is not sent twice', async () => {
  const { rig, client } = await withTopic()
  await client.create('c')
  const other = rig.connect()
  const part = { partition: 0, fetchOffset: 0, partitionMaxBytes: 1 << 20 }
  client.send(fetch, 12, { maxWaitMs: 10_000, minBytes: 1500, maxBytes: 1 << 20, topics: [{ topic: 'a.b', partitions: [part] }, { topic: 'c', partitions: [part] }] })
  await other.produce('a.b', batchOf(['x'.repeat(600)]))
  await other.produce('a.b', batchOf(['y'.repeat(600)]))
  expect(client.take()).toEqual([])
  await other.produce('c', batchOf(['z'.repeat(600)]))
  const [answer] = client.take()
  const value = answer?.value as { responses: { partitions: { records: Buffer }[] }[] } | undefined
  expect(value?.responses.map((topic) => valuesOf(topic.partitions[0]?.records ?? null).length)).toEqual([2, 1])
})

it('an error in one partition is answered at once, with the data of the others', async () => {
  const { client } = await withTopic()
  await client.produce('a.b', batchOf(['0']))
  const part = { partition: 0, fetchOffset: 0, partitionMaxBytes: 1 << 20 }
  const answer = await client.ask(fetch, 12, {
    maxWaitMs: 10_000, minBytes: 1 << 20, maxBytes: 1 << 20,
    topics: [{ topic: 'none', partitions: [part] }, { topic: 'a.b', partitions: [part, { ...part, partition: 7 }] }],
  })
  expect(answer.responses.flatMap((topic) => topic.partitions.map((one) => one.errorCode))).toEqual([3, 0, 3])
})

it('what is not committed is not served', async () => {
  const { rig, client } = await withTopic()
  const reader = rig.connect()
  client.send(produce, 9, client.produceRequest('a.b', batchOf(['0'])))
  reader.send(fetch, 12, reader.fetchRequest('a.b', 0))
  expect(fetched(reader.take()[0]?.value)).toMatchObject({ errorCode: 0, highWatermark: 0, records: Buffer.alloc(0) })
  await rig.settle()
  expect(valuesOf((await reader.fetch('a.b', 0)).records)).toEqual(['0:0'])
})

it('sessions are not made, and an unknown one is told so', async () => {
  const { client } = await withTopic()
  await client.produce('a.b', batchOf(['0']))
  const full = await client.ask(fetch, 12, { ...client.fetchRequest('a.b', 0), sessionId: 0, sessionEpoch: 0 })
  expect(full).toMatchObject({ errorCode: 0, sessionId: 0 })
  const unknown = await client.ask(fetch, 12, { ...client.fetchRequest('a.b', 0), sessionId: 7, sessionEpoch: 3 })
  expect(unknown).toMatchObject({ errorCode: KafkaErrorCode.FETCH_SESSION_ID_NOT_FOUND, responses: [] })
})

it('read_committed has an empty list of aborted transactions and reads to the end', async () => {
  const { client } = await withTopic()
  await client.produce('a.b', batchOf(['0']))
  const answer = fetched(await client.ask(fetch, 11, { ...client.fetchRequest('a.b', 0), isolationLevel: 1 }))
  expect(answer).toMatchObject({ lastStableOffset: 1, highWatermark: 1, abortedTransactions: [] })
})

it('zstd batches do not go to Fetch below v10', async () => {
  const { client } = await withTopic()
  const { zstdBatch } = await import('./zstd-batch.ts')
  expect(await client.produce('a.b', zstdBatch())).toMatchObject({ errorCode: 0 })
  expect(await client.fetch('a.b', 0, {}, 9)).toMatchObject({ errorCode: KafkaErrorCode.UNSUPPORTED_COMPRESSION_TYPE, records: Buffer.alloc(0) })
  expect(await client.fetch('a.b', 0, {}, 10)).toMatchObject({ errorCode: 0 })
})

it('v13 finds topics by id, and an unknown id is UNKNOWN_TOPIC_ID', async () => {
  const { client } = await withTopic()
  await client.produce('a.b', batchOf(['0']))
  const { topics } = await client.ask(metadata, 12, { topics: [{ name: 'a.b' }] })
  const topicId = topics[0]?.topicId ?? ''
  const part = { partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 }
  const answer = await client.ask(fetch, 13, {
    maxWaitMs: 0, minBytes: 1, maxBytes: 1000, topics: [{ topicId, partitions: [part] }, { topicId: 'ab'.repeat(16), partitions: [part] }],
  })
  expect(answer.responses.map((topic) => topic.partitions[0]?.errorCode)).toEqual([0, KafkaErrorCode.UNKNOWN_TOPIC_ID])
  expect(valuesOf(answer.responses[0]?.partitions[0]?.records ?? null)).toEqual(['0:0'])
})

it('a leader epoch from the future is UNKNOWN_LEADER_EPOCH', async () => {
  const { client } = await withTopic()
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1000, currentLeaderEpoch: 5 }]
  const answer = await client.ask(fetch, 9, { maxWaitMs: 0, minBytes: 1, maxBytes: 1000, topics: [{ topic: 'a.b', partitions }] })
  expect(fetched(answer).errorCode).toBe(KafkaErrorCode.UNKNOWN_LEADER_EPOCH)
})

it('a client that goes away leaves no listener and no timer behind', async () => {
  const { rig, client } = await withTopic()
  client.send(fetch, 11, client.fetchRequest('a.b', 0, { maxWaitMs: 10_000 }))
  await rig.settle()
  expect(rig.timersPending()).toBe(1)
  client.connection.close({ code: 'NET_PEER_CLOSED', message: 'gone' })
  await rig.settle()
  expect(rig.timersPending()).toBe(0)
  expect(await rig.connect().produce('a.b', batchOf(['0']))).toMatchObject({ errorCode: 0 })
})

it('what has expired by its own end of life, or by the time to live of its topic, is not fetched, and the client gets on behind it', async () => {
  const rig = createRig()
  const client = rig.connect()
  await rig.topics.create({ tenant: 1, name: 'short.lived', origin: { format: 'kafka', separator: '' }, config: new Map([['message.ttl.ms', '1000']]) })
  for (let i = 0; i < 3; i++) await client.produce('short.lived', batchOf([`old ${i}`]))
  await rig.advance(1000)
  expect(valuesOf((await client.fetch('short.lived', 0)).records)).toEqual([])
  await client.produce('short.lived', batchOf(['new'], { timestamps: [rig.services.clock.now()] }))
  // One byte at a time: what has expired is passed over within the request.
  expect(valuesOf((await client.fetch('short.lived', 0, { partitionMaxBytes: 1 })).records)).toEqual(['3:new'])

  const target = rig.services.publisher.target(1, { label: 'slash', separator: '/' }, 'own/life', true)
  await rig.settle()
  expect(rig.services.publisher.ready(target)).toBe(true)
  const headers = encodeHeaders([['rmq.expires-at', Buffer.from(String(rig.services.clock.now() + 50))]])
  const run = {
    ...createMessageRun(), count: 2, buffer: Buffer.from('ab'), payloadStart: Int32Array.of(0, 1), payloadEnd: Int32Array.of(1, 2),
    timestampMs: rig.services.clock.now(), headersTrusted: true,
    headerBuffer: headers, headersStart: Int32Array.of(0, 0), headersEnd: Int32Array.of(headers.length, 0),
  }
  rig.services.publisher.publish(target, run, false)
  await rig.settle()
  expect(valuesOf((await client.fetch('own.life', 0)).records)).toEqual(['0:a', '1:b'])
  await rig.advance(50)
  expect(valuesOf((await client.fetch('own.life', 0)).records)).toEqual(['1:b'])
})
