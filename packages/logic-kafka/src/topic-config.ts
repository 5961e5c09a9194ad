import { TOPIC_SETTINGS, topicSettingRefusal } from '@robustmq/common-catalog'
import { TOPIC_TTL_KEY, topicTtlRefusal } from '@robustmq/common-expiry'

/** Judges the value of one topic setting: null when it is legal, else what is. */
type Rule = (value: string) => string | null

const INTEGER = /^-?\d{1,18}$/

function integer(minimum: number): Rule {
  return (value) => (INTEGER.test(value) && Number(value) >= minimum ? null : `a whole number of at least ${minimum}`)
}

function oneOf(...values: readonly string[]): Rule {
  return (value) => (values.includes(value) ? null : values.join(' or '))
}

const FLAG: Rule = oneOf('true', 'false')

/**
 * The topic settings that may be given beside `TOPIC_SETTINGS`. What this broker cannot do (recompression, append time) is refused
 * rather than stored and ignored; those kept for the sake of clients that always send them are in docs/protocols/kafka.md.
 */
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['compression.type', oneOf('producer')],
  ['message.timestamp.type', oneOf('CreateTime')],
  ['max.message.bytes', integer(1)],
  [TOPIC_TTL_KEY, (value) => topicTtlRefusal(value)],
  ['segment.jitter.ms', integer(0)],
  ['segment.index.bytes', integer(1)],
  ['index.interval.bytes', integer(0)],
  ['flush.messages', integer(1)],
  ['flush.ms', integer(0)],
  ['file.delete.delay.ms', integer(0)],
  ['min.insync.replicas', integer(1)],
  ['message.timestamp.before.max.ms', integer(0)],
  ['message.timestamp.after.max.ms', integer(0)],
  ['message.format.version', () => null],
  ['unclean.leader.election.enable', FLAG],
  ['preallocate', FLAG],
])

/** What is wrong with a setting, or null. A null value means the default. */
export function configRefusal(name: string, value: string | null): string | null {
  if (TOPIC_SETTINGS.includes(name)) return value === null ? null : topicSettingRefusal(name, value)
  const rule = RULES.get(name)
  if (rule === undefined) return `${name} is not a topic setting of this broker`
  const allowed = value === null ? null : rule(value)
  return allowed === null ? null : `${name} is ${allowed}, not ${JSON.stringify(value)}`
}
