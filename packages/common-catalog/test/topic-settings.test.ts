import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'
import { expect, test } from 'vitest'
import { RETENTION_AUTOMATIC_DEFAULT, RETENTION_DEFAULT, shardSettings, TOPIC_SETTINGS, topicSettingRefusal } from '../src/index.ts'

test('what a topic says is what its shards are told; what it does not say is the default', () => {
  expect(shardSettings(new Map(), RETENTION_DEFAULT)).toEqual({ ...SHARD_SETTINGS_DEFAULT, retentionMs: 604_800_000 })
  expect(shardSettings(new Map(), RETENTION_AUTOMATIC_DEFAULT)).toMatchObject({ retentionMs: 86_400_000, retentionBytes: 2 ** 30, deleteOld: true, compaction: null })
  expect(shardSettings(new Map([['retention.ms', '-1'], ['retention.bytes', '5'], ['cleanup.policy', 'delete']]), RETENTION_DEFAULT))
    .toMatchObject({ retentionMs: null, retentionBytes: 5, deleteOld: true })
  const compacted = new Map([
    ['cleanup.policy', 'compact'], ['min.cleanable.dirty.ratio', '0.25'], ['min.compaction.lag.ms', '7'], ['max.compaction.lag.ms', '8'],
    ['delete.retention.ms', '9'], ['segment.bytes', '10'], ['segment.ms', '11'], ['lookup', 'key, tag'],
  ])
  expect(shardSettings(compacted, RETENTION_DEFAULT)).toEqual({
    retentionMs: 604_800_000, retentionBytes: null, deleteOld: false, segmentBytes: 10, segmentMs: 11,
    compaction: { dirtyRatioMin: 0.25, lagMs: 7, lagMsMax: 8, deleteRetentionMs: 9 }, lookup: { address: false, key: true, tag: true },
  })
  expect(shardSettings(new Map([['cleanup.policy', 'compact,delete']]), RETENTION_DEFAULT)).toMatchObject({
    deleteOld: true, compaction: { dirtyRatioMin: 0.5, lagMs: 0, lagMsMax: null, deleteRetentionMs: 86_400_000 },
  })
})

test('a value that means nothing is refused with the key and what it may be', () => {
  const wrong: Record<string, string[]> = {
    'cleanup.policy': ['', 'keep', 'compact,compact', 'delete,'], 'retention.ms': ['', '-2', '1.5', '1e3', 'x', ' 1'], 'retention.bytes': ['-2'],
    'segment.bytes': ['0'], 'segment.ms': ['0'], 'min.cleanable.dirty.ratio': ['-0.1', '1.1', 'half'], 'min.compaction.lag.ms': ['-1'],
    'max.compaction.lag.ms': ['0'], 'delete.retention.ms': ['-1'], 'lookup': ['value'],
  }
  expect(Object.keys(wrong).sort((a, b) => (a < b ? -1 : 1))).toEqual([...TOPIC_SETTINGS].sort((a, b) => (a < b ? -1 : 1)))
  for (const [key, values] of Object.entries(wrong)) for (const value of values) expect(topicSettingRefusal(key, value), `${key}=${value}`).toContain(`${key} is `)
  const right = { 'cleanup.policy': 'delete,compact', 'retention.ms': '-1', 'min.cleanable.dirty.ratio': '0.75', 'lookup': 'address', 'other.setting': 'anything' }
  for (const [key, value] of Object.entries(right)) expect(topicSettingRefusal(key, value)).toBe(null)
})
