import type { PacketReader } from './packet-reader.ts'
import { checkTopicFilter, checkTopicNameBytes, TOPIC_BAD_UTF8, TOPIC_FAULT_MESSAGES, TOPIC_OK } from './topics.ts'

/** Reads a topic name; '' after a failure. */
export function readTopicName(reader: PacketReader): string {
  const at = reader.at
  const text = reader.text()
  if (reader.failure !== null) return ''
  const fault = checkTopicNameBytes(reader.buffer, at + 2, reader.at, reader.limits.topicLevelCountMax, null)
  if (fault === TOPIC_OK) return text
  reader.fail(fault === TOPIC_BAD_UTF8 ? 'MQTT_MALFORMED' : 'MQTT_TOPIC_NAME_INVALID', TOPIC_FAULT_MESSAGES[fault] as string, at)
  return ''
}

/** Reads a topic filter as sent; '' after a failure. */
export function readTopicFilter(reader: PacketReader): string {
  const at = reader.at
  const text = reader.text()
  if (reader.failure !== null) return ''
  const fault = checkTopicFilter(text, reader.limits.topicLevelCountMax)
  if (fault === TOPIC_OK) return text
  reader.fail('MQTT_TOPIC_FILTER_INVALID', TOPIC_FAULT_MESSAGES[fault] as string, at)
  return ''
}
