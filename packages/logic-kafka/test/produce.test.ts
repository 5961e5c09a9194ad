import { KafkaErrorCode } from '@robustmq/codec-kafka'
import { CONTROL, sealBatch, setBatchBaseOffset } from '@robustmq/record-batch'
import { expect, it } from 'vitest'
import { batchOf, metadata, produce, produced } from './client.ts'
import type { Client } from './client.ts'
import { createRig } from './rig.ts'
import { valuesOf } from './values-of.ts'
import { zstdBatch } from './zstd-batch.ts'

async function withTopic(options: Parameters<typeof createRig>[0] = {}) {
  const rig = createRig(options)
  const client = rig.connect()
  await client.create('t')
  return { rig, client }
}

function withAttributes(bits: number): Buffer {
  const batch = batchOf(['x'])
  batch.writeInt16BE(bits, 21)
  sealBatch(batch, 0, batch.length)
  return batch
}

async function codeOf(client: Client, records: Buffer, version = 9): Promise<number> {
  return (await client.produce('t', records, -1, version)).errorCode
}

it('every served version of Produce is answered', async () => {
  const { client } = await withTopic()
  for (let version = 3; version <= 11; version++) {
    expect(await client.produce('t', batchOf([String(version)]), version % 2 === 0 ? 1 : -1, version)).toMatchObject({ errorCode: 0, baseOffset: version - 3 })
  }
})

it('acks=0 gets no response at all', async () => {
  const { rig, client } = await withTopic()
  client.send(produce, 7, client.produceRequest('t', batchOf(['0']), 0))
  const id = client.send(produce, 7, client.produceRequest('t', batchOf(['1']), 1))
  await rig.settle()
  expect(client.take().map((answer) => answer.id)).toEqual([id])
  expect(valuesOf((await client.fetch('t', 0)).records)).toEqual(['0:0', '1:1'])
})

it('acks=0 with an error closes the connection', async () => {
  const { rig, client } = await withTopic()
  client.send(produce, 7, client.produceRequest('missing', batchOf(['0']), 0))
  await rig.settle()
  expect(client.take()).toEqual([])
  expect(client.connection.reason?.code).toBe('KAFKA_PRODUCE_REFUSED')
})

it('acks other than 0, 1 and -1 are INVALID_REQUIRED_ACKS', async () => {
  const { client } = await withTopic()
  expect(await client.produce('t', batchOf(['0']), 2)).toMatchObject({ errorCode: KafkaErrorCode.INVALID_REQUIRED_ACKS, baseOffset: -1 })
})

it('the base offset and leader epoch that clients send are ignored', async () => {
  const { client } = await withTopic()
  const batch = batchOf(['0'])
  setBatchBaseOffset(batch, 0, 4711)
  batch.writeInt32BE(9, 12)
  expect(await client.produce('t', batch)).toMatchObject({ errorCode: 0, baseOffset: 0 })
  const { records } = await client.fetch('t', 0)
  expect(valuesOf(records)).toEqual(['0:0'])
  expect(records?.readInt32BE(12)).toBe(0)
})

it('what a batch must not be is refused with its own code', async () => {
  const { client } = await withTopic({ config: { message_bytes_max: 2000 } })
  const corrupt = batchOf(['x'])
  corrupt[corrupt.length - 2] = 0xff
  const oldMagic = batchOf(['x'])
  oldMagic[16] = 1
  const miscounted = batchOf(['x', 'y'])
  miscounted.writeInt32BE(5, 23)
  sealBatch(miscounted, 0, miscounted.length)
  expect(await codeOf(client, corrupt)).toBe(KafkaErrorCode.CORRUPT_MESSAGE)
  expect(await codeOf(client, oldMagic)).toBe(KafkaErrorCode.UNSUPPORTED_FOR_MESSAGE_FORMAT)
  expect(await codeOf(client, miscounted)).toBe(KafkaErrorCode.INVALID_RECORD)
  expect(await codeOf(client, batchOf(['x'.repeat(2000)]))).toBe(KafkaErrorCode.MESSAGE_TOO_LARGE)
  expect(await codeOf(client, withAttributes(CONTROL))).toBe(KafkaErrorCode.INVALID_RECORD)
  expect(await codeOf(client, withAttributes(0x4000))).toBe(KafkaErrorCode.INVALID_RECORD)
  expect(await codeOf(client, withAttributes(0x08))).toBe(KafkaErrorCode.INVALID_TIMESTAMP)
  expect(await codeOf(client, withAttributes(7))).toBe(KafkaErrorCode.UNSUPPORTED_COMPRESSION_TYPE)
  expect(await codeOf(client, Buffer.concat([batchOf(['x']), batchOf(['y'])]))).toBe(KafkaErrorCode.INVALID_RECORD)
  expect(await codeOf(client, Buffer.alloc(0))).toBe(KafkaErrorCode.INVALID_RECORD)
  expect(await codeOf(client, Buffer.alloc(30, 1))).toBe(KafkaErrorCode.UNSUPPORTED_FOR_MESSAGE_FORMAT)
  expect(await codeOf(client, zstdBatch(), 6)).toBe(KafkaErrorCode.UNSUPPORTED_COMPRESSION_TYPE)
  expect((await client.fetch('t', 0)).highWatermark).toBe(0)
})

it('a topic can lower the size of messages with max.message.bytes', async () => {
  const { client } = await withTopic()
  const { createTopics } = await import('./client.ts')
  const configs = [{ name: 'max.message.bytes', value: '100' }]
  await client.ask(createTopics, 7, { timeoutMs: 0, topics: [{ name: 'small', numPartitions: 1, replicationFactor: 1, assignments: [], configs }] })
  expect(await client.produce('small', batchOf(['x'.repeat(100)]))).toMatchObject({ errorCode: KafkaErrorCode.MESSAGE_TOO_LARGE })
  expect(await client.produce('small', batchOf(['x']))).toMatchObject({ errorCode: 0 })
})

it('transactions are refused in a way that ends them', async () => {
  const { client } = await withTopic()
  const request = { ...client.produceRequest('t', batchOf(['0'])), transactionalId: 'tx' }
  expect(produced(await client.ask(produce, 9, request)).errorCode).toBe(KafkaErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
  const batch = batchOf(['x'], { producerId: 5, sequence: 0 })
  batch.writeInt16BE(0x10, 21)
  sealBatch(batch, 0, batch.length)
  expect(await codeOf(client, batch)).toBe(KafkaErrorCode.INVALID_TXN_STATE)
})

it('several topics and partitions of one request are answered in its order, each with its own result', async () => {
  const { client } = await withTopic({ config: { default_partitions: 2 } })
  await client.create('u')
  const answer = await client.ask(produce, 9, {
    acks: -1, timeoutMs: 0,
    topicData: [
      { name: 'u', partitionData: [{ index: 1, records: batchOf(['a']) }, { index: 2, records: batchOf(['b']) }] },
      { name: 'none', partitionData: [{ index: 0, records: batchOf(['c']) }] },
      { name: 't', partitionData: [{ index: 0, records: batchOf(['d', 'e']) }, { index: 0, records: batchOf(['f']) }, { index: -1, records: null }] },
    ],
  })
  expect(answer.responses.map((topic) => topic.partitionResponses.map(({ index, errorCode, baseOffset }) => [index, errorCode, baseOffset]))).toEqual([
    [[1, 0, 0], [2, 3, -1]], [[0, 3, -1]], [[0, 0, 0], [0, 0, 2], [-1, 3, -1]],
  ])
})

it('a batch that came in the middle of a large chunk does not pin it, and is not changed by what follows', async () => {
  const { rig, client } = await withTopic()
  const requests = Array.from({ length: 300 }, (_, i) => client.encode(produce, 9, client.produceRequest('t', batchOf([`value ${i}`]))))
  const chunk = Buffer.allocUnsafeSlow(requests.reduce((sum, request) => sum + request.length, 0))
  Buffer.concat(requests).copy(chunk)
  client.deliver(chunk)
  await rig.settle()
  client.take()
  chunk.fill(0xff)
  expect(valuesOf((await client.fetch('t', 0)).records)).toEqual(Array.from({ length: 300 }, (_, i) => `${i}:value ${i}`))
})

it('the first Produce after a topic was made elsewhere waits until the topic can be written', async () => {
  const { rig, client } = await withTopic()
  const origin = { format: 'slash', separator: '/' }
  void rig.topics.create({ tenant: 1, name: 'fresh', origin })
  const id = client.send(produce, 9, client.produceRequest('fresh', batchOf(['0'])))
  await rig.settle()
  const [answer] = client.take()
  expect(answer?.id).toBe(id)
  expect([0, KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION]).toContain(produced(answer?.value).errorCode)
})

it('a name that this protocol cannot carry is written and read under its escape', async () => {
  const { rig, client } = await withTopic()
  await rig.topics.create({ tenant: 1, name: 'räume.1', origin: { format: 'slash', separator: '/' } })
  const { topics } = await client.ask(metadata, 9, { topics: null })
  const name = topics.find((topic) => topic.name?.startsWith('-x-'))?.name ?? ''
  expect(await client.produce(name, batchOf(['x']))).toMatchObject({ errorCode: 0, baseOffset: 0 })
  expect(valuesOf((await client.fetch(name, 0)).records)).toEqual(['0:x'])
})

it('a topic that was deleted and made again is another one', async () => {
  const { rig, client } = await withTopic()
  await client.produce('t', batchOf(['old']))
  await rig.topics.delete(1, 't')
  await rig.settle()
  expect(await client.produce('t', batchOf(['x']))).toMatchObject({ errorCode: KafkaErrorCode.UNKNOWN_TOPIC_OR_PARTITION })
  await client.create('t')
  expect(await client.produce('t', batchOf(['new']))).toMatchObject({ errorCode: 0, baseOffset: 0 })
  expect(valuesOf((await client.fetch('t', 0)).records)).toEqual(['0:new'])
})
