import type { ShardSettings } from '@robustmq/storage-adapter'
import { SHARD_SETTINGS_DEFAULT } from '@robustmq/storage-adapter'

/*
 * Which settings of a topic decide how it is kept, what values they take, and what they mean for its shards: the one place that says so.
 * Others (of a protocol, of other capabilities) may stand beside them in `Topic.config`.
 */

/** What is wrong with a value, or null. */
type Rule = (value: string) => string | null

const WHOLE = /^-?\d{1,15}$/

function whole(minimum: number): Rule {
  return (value) => (WHOLE.test(value) && Number(value) >= minimum ? null : `a whole number of at least ${minimum}`)
}

function share(value: string): string | null {
  return /^(?:0|1|0?\.\d{1,9}|[01]\.\d{1,9})$/.test(value) && Number(value) <= 1 ? null : 'a number from 0 to 1'
}

/** Words separated by commas, each once. */
function words(known: readonly string[]): Rule {
  return (value) => {
    const given = value.split(',').map((word) => word.trim())
    const isGood = given.every((word, i) => known.includes(word) && given.indexOf(word) === i)
    return isGood ? null : `${known.join(', ')}, or several of them with commas between`
  }
}

const LOOKUPS = ['address', 'key', 'tag']

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['cleanup.policy', words(['delete', 'compact'])],
  ['retention.ms', whole(-1)],
  ['retention.bytes', whole(-1)],
  ['segment.bytes', whole(1)],
  ['segment.ms', whole(1)],
  ['min.cleanable.dirty.ratio', share],
  ['min.compaction.lag.ms', whole(0)],
  ['max.compaction.lag.ms', whole(1)],
  ['delete.retention.ms', whole(0)],
  ['lookup', words(LOOKUPS)],
])

/** The settings that decide how a topic is kept. */
export const TOPIC_SETTINGS: readonly string[] = [...RULES.keys()]

/** Why the value of a setting is refused, or null; also null for settings that are not in `TOPIC_SETTINGS`. */
export function topicSettingRefusal(key: string, value: string): string | null {
  const allowed = RULES.get(key)?.(value) ?? null
  return allowed === null ? null : `${key} is ${allowed}, not ${JSON.stringify(value)}`
}

/** How long and how much of a topic is kept when it does not say. */
export interface TopicRetention {
  /** Milliseconds; null: not by age. */
  readonly retentionMs: number | null
  /** Bytes of each partition; null: not by size. */
  readonly retentionBytes: number | null
}

const DAY_MS = 24 * 3600 * 1000

/** Of topics that somebody made: seven days, any size. */
export const RETENTION_DEFAULT: TopicRetention = { retentionMs: 7 * DAY_MS, retentionBytes: null }
/** Of topics made by a first write: a day, 1 GiB. */
export const RETENTION_AUTOMATIC_DEFAULT: TopicRetention = { retentionMs: DAY_MS, retentionBytes: 1024 * 1024 * 1024 }

/** Settings that are not in `config`, in the words of `TOPIC_SETTINGS`. */
export function defaultTopicSettings(retention: TopicRetention): ReadonlyMap<string, string> {
  return new Map([
    ['cleanup.policy', 'delete'],
    ['retention.ms', String(retention.retentionMs ?? -1)],
    ['retention.bytes', String(retention.retentionBytes ?? -1)],
    ['segment.bytes', String(SHARD_SETTINGS_DEFAULT.segmentBytes)],
    ['segment.ms', String(SHARD_SETTINGS_DEFAULT.segmentMs)],
    ['min.cleanable.dirty.ratio', '0.5'],
    ['min.compaction.lag.ms', '0'],
    ['max.compaction.lag.ms', String(Number.MAX_SAFE_INTEGER)],
    ['delete.retention.ms', String(DAY_MS)],
    ['lookup', ''],
  ])
}

/** What the configuration of a topic means for its shards. Values are legal (`topicSettingRefusal`); one that is not counts as not given. */
export function shardSettings(config: ReadonlyMap<string, string>, retention: TopicRetention): ShardSettings {
  const defaults = defaultTopicSettings(retention)
  const text = (key: string): string => {
    const value = config.get(key)
    return value === undefined || topicSettingRefusal(key, value) !== null ? (defaults.get(key) as string) : value
  }
  const limit = (key: string): number | null => (Number(text(key)) < 0 ? null : Number(text(key)))
  const policies = text('cleanup.policy').split(',').map((word) => word.trim())
  const lookups = text('lookup').split(',').map((word) => word.trim())
  const lagMsMax = Number(text('max.compaction.lag.ms'))
  return {
    retentionMs: limit('retention.ms'),
    retentionBytes: limit('retention.bytes'),
    deleteOld: policies.includes('delete'),
    compaction: !policies.includes('compact') ? null : {
      lagMs: Number(text('min.compaction.lag.ms')),
      lagMsMax: lagMsMax >= Number.MAX_SAFE_INTEGER ? null : lagMsMax,
      deleteRetentionMs: Number(text('delete.retention.ms')),
      dirtyRatioMin: Number(text('min.cleanable.dirty.ratio')),
    },
    segmentBytes: Number(text('segment.bytes')),
    segmentMs: Number(text('segment.ms')),
    lookup: LOOKUPS.some((word) => lookups.includes(word))
      ? { address: lookups.includes('address'), key: lookups.includes('key'), tag: lookups.includes('tag') }
      : null,
  }
}
