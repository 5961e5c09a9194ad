import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'
import { expect, it } from 'vitest'
import { retentionWithTtl, topicTtlMs, topicTtlRefusal } from '../src/index.ts'

it.each([['60000', 60_000], ['1', 1], ['0', 0], ['-1', 0], ['1.5', 0], ['soon', 0]] as const)('message.ttl.ms = %s is %d ms', (value, ms) => {
  expect(topicTtlMs(new Map([['message.ttl.ms', value]]))).toBe(ms)
  expect(topicTtlRefusal(value) === null).toBe(ms > 0)
})

it('a topic without the setting has no time to live', () => {
  expect(topicTtlMs(new Map())).toBe(0)
  expect(topicTtlMs(new Map([['retention.ms', '5']]))).toBe(0)
})

it('what may not be delivered any more is removed: the time to live bounds retention and the age of segments', () => {
  expect(retentionWithTtl(SHARD_SETTINGS_DEFAULT, 60_000)).toMatchObject({ retentionMs: 60_000, segmentMs: 30_000 })
  expect(retentionWithTtl({ ...SHARD_SETTINGS_DEFAULT, retentionMs: 5_000 }, 60_000).retentionMs).toBe(5_000)
  expect(retentionWithTtl(SHARD_SETTINGS_DEFAULT, 10)).toMatchObject({ retentionMs: 10, segmentMs: 10_000 })
  expect(retentionWithTtl(SHARD_SETTINGS_DEFAULT, 0)).toBe(SHARD_SETTINGS_DEFAULT)
  const compacted = { ...SHARD_SETTINGS_DEFAULT, deleteOld: false, compaction: { lagMs: 0, lagMsMax: null, deleteRetentionMs: 0, dirtyRatioMin: 0.5 } }
  expect(retentionWithTtl(compacted, 60_000)).toBe(compacted)
})
