import { TARGET_READY } from '@robustmq/broker-api'
import { expect, it } from 'vitest'
import { createInMemoryNode, DOT } from './in-memory-node.ts'

const ORIGIN = { format: DOT.label, separator: DOT.separator }

it('the time to live of a topic bounds its retention, is refused when it is none, and a change reaches publishers', async () => {
  const { topics, publisher, settle } = createInMemoryNode()
  const topic = await topics.create({ tenant: 1, name: 'a', origin: ORIGIN, config: new Map([['message.ttl.ms', '60000']]) })
  expect(topics.shard(topic, 0)?.settings).toMatchObject({ retentionMs: 60_000, segmentMs: 30_000 })
  const short = await topics.create({ tenant: 1, name: 'b', origin: ORIGIN, config: new Map([['message.ttl.ms', '60000'], ['retention.ms', '5000']]) })
  expect(topics.shard(short, 0)?.settings.retentionMs).toBe(5_000)
  for (const value of ['0', '-1', 'soon']) {
    await expect(topics.create({ tenant: 1, name: 'c', origin: ORIGIN, config: new Map([['message.ttl.ms', value]]) })).rejects.toThrow(/message\.ttl\.ms is a whole number/)
  }
  const target = publisher.target(1, DOT, 'a', false)
  await settle()
  expect([target.state, publisher.ready(target)]).toEqual([TARGET_READY, true])
  await topics.alter(1, 'a', new Map([['message.ttl.ms', '10000']]), [])
  await settle()
  expect(publisher.ready(target)).toBe(true)
  expect(target.topic?.config.get('message.ttl.ms')).toBe('10000')
  const [partition] = target.topic === null ? [] : [topics.shard(target.topic, 0)]
  expect(partition?.settings.retentionMs).toBe(10_000)
})
