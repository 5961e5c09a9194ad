import { BROKER_WRITTEN, BatchBuilder, encodeHeaders, RecordCursor } from '@robustmq/record-batch'
import { expect, it } from 'vitest'
import { createRecordFields } from '../src/index.ts'
import { createInMemoryNode, DOT } from './in-memory-node.ts'

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code

it('what the configuration of a topic says reaches its shards, when it is made, when it changes, and for partitions that are added', async () => {
  const { topics } = createInMemoryNode()
  const changed: string[] = []
  topics.watch({ topicCreated: () => undefined, topicDeleted: () => undefined, topicChanged: (topic) => void changed.push(topic.name) })
  const config = new Map([['retention.ms', '1000'], ['some.other', 'x']])
  const topic = await topics.create({ tenant: 1, name: 'a.b', origin: { format: 'dot', separator: '.' }, config })
  expect(topics.shard(topic, 0)?.settings).toMatchObject({ retentionMs: 1000, compaction: null })
  expect([topics.settings(topic).get('retention.ms'), topics.settings(topic).get('retention.bytes'), topics.settings(topic).get('some.other')]).toEqual(['1000', '-1', 'x'])
  const altered = await topics.alter(1, 'a.b', new Map([['cleanup.policy', 'compact'], ['retention.bytes', '77']]), ['retention.ms'])
  expect(topics.shard(altered, 0)?.settings).toMatchObject({ retentionMs: 604_800_000, retentionBytes: 77, deleteOld: false, compaction: { dirtyRatioMin: 0.5 } })
  const grown = await topics.addPartitions(1, 'a.b', 3)
  expect([0, 1, 2].map((partition) => topics.shard(grown, partition)?.settings.retentionBytes)).toEqual([77, 77, 77])
  expect(changed).toEqual(['a.b', 'a.b'])
  const automatic = await topics.create({ tenant: 1, name: 'c', origin: DOT_ORIGIN, automatic: true })
  expect(topics.shard(automatic, 0)?.settings).toMatchObject({ retentionMs: 86_400_000, retentionBytes: 2 ** 30 })
})

it('a configuration that means nothing is refused by name and value, and changes nothing', async () => {
  const { topics } = createInMemoryNode()
  const wrong = new Map([['retention.ms', 'soon']])
  await expect(topics.create({ tenant: 1, name: 'a', origin: DOT_ORIGIN, config: wrong })).rejects.toThrow(/retention\.ms is a whole number of at least -1, not "soon"/)
  expect(topics.byName(1, 'a')).toBe(null)
  const topic = await topics.create({ tenant: 1, name: 'a', origin: DOT_ORIGIN })
  expect(await topics.alter(1, 'a', wrong, []).catch(codeOf)).toBe('TOPIC_CONFIG_INVALID')
  expect(await topics.alter(1, 'none', new Map(), []).catch(codeOf)).toBe('TOPIC_UNKNOWN')
  expect(await topics.addPartitions(1, 'a', 1).catch(codeOf)).toBe('TOPIC_PARTITIONS_INVALID')
  expect(topics.byName(1, 'a')).toBe(topic)
})

it('records are looked up by the canonical form of the address that the broker wrote, and by their tag', () => {
  const fields = createRecordFields(new Map([['slash', '/']]))
  const builder = new BatchBuilder()
  builder.begin(1, BROKER_WRITTEN)
  for (const address of ['slash:a/b/c', 'other:a/b', 'nothing']) {
    const headers = encodeHeaders([['x', null], ['rmq.address', Buffer.from(address)], ['rmq.tag', Buffer.from('t')]])
    builder.append(1, 0, null, 0, 0, Buffer.from('v'), 0, 1, headers)
  }
  builder.append(1, 0, null, 0, 0, Buffer.from('v'), 0, 1, null)
  const batch = builder.finish()
  const cursor = new RecordCursor()
  cursor.open(batch, 0, batch.length)
  const found: (string | null)[][] = []
  while (cursor.next()) found.push([fields.address(cursor, true), fields.tag(cursor, true), fields.address(cursor, false), fields.tag(cursor, false)])
  expect(found).toEqual([['a.b.c', 't', null, null], ['a/b', 't', null, null], [null, 't', null, null], [null, null, null, null]])
})

const DOT_ORIGIN = { format: DOT.label, separator: DOT.separator }
