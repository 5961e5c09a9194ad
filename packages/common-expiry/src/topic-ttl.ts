import type { ShardSettings } from '@robustmq/storage-adapter'

/** Topic setting: how long a record may be delivered, milliseconds from its own timestamp. */
export const TOPIC_TTL_KEY = 'message.ttl.ms'

const WHOLE = /^\d{1,15}$/

/** The topic's time to live in milliseconds; 0 when it has none. A value that is no whole number above 0 counts as none. */
export function topicTtlMs(config: ReadonlyMap<string, string>): number {
  if (config.size === 0) return 0
  const value = config.get(TOPIC_TTL_KEY)
  return value === undefined || !WHOLE.test(value) ? 0 : Number(value)
}

/** What is wrong with a value of `TOPIC_TTL_KEY`, or null. */
export function topicTtlRefusal(value: string): string | null {
  return WHOLE.test(value) && Number(value) > 0 ? null : 'a whole number of at least 1, milliseconds'
}

/**
 * Settings under which what may not be delivered any more is also removed. `ttlMs` 0 leaves them as they are. Segments
 * close within half the time to live, so that a record is gone from the disk at most one and a half times it after its append.
 * A compacted shard is left alone: its records are removed by key, and readers skip what is past its time.
 */
export function retentionWithTtl(settings: ShardSettings, ttlMs: number): ShardSettings {
  if (ttlMs === 0 || (settings.compaction !== null && !settings.deleteOld)) return settings
  const retentionMs = settings.retentionMs === null ? ttlMs : Math.min(settings.retentionMs, ttlMs)
  const segmentMs = Math.min(settings.segmentMs, Math.max(SEGMENT_MS_MIN, Math.floor(ttlMs / 2)))
  return { ...settings, retentionMs, segmentMs }
}

/** A topic of very short-lived messages does not make a segment per message. */
const SEGMENT_MS_MIN = 10_000
