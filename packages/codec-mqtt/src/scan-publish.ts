import { readUint16 } from '@robustmq/common-bytes'
import type { MqttQos } from './constants.ts'
import { failAt } from './failure.ts'
import type { MqttFailure } from './failure.ts'
import type { MqttLimits } from './limits.ts'
import type { MqttPublishRun } from './runs.ts'
import { scannedTopicAlias, scanProperties } from './scan-properties.ts'
import { checkTopicNameBytes, TOPIC_BAD_UTF8, TOPIC_FAULT_MESSAGES, TOPIC_OK } from './topics.ts'
import type { TopicFault } from './topics.ts'
import { readVariableInteger, variableIntegerEnd } from './variable-integer.ts'

/** Longest topic that a decoder remembers; longer ones are checked every time. */
const REMEMBERED_TOPIC_BYTES_MAX = 1024

/** The last topic that a decoder has checked. Hot-path state, hence plain fields. */
export class TopicMemory {
  bytes: Buffer | null = null
  /** -1 while nothing is remembered. */
  length = -1
  /** Set when the last run ended before a packet whose topic was seen to differ: that packet need not be compared again. */
  nextDiffers = false

  /** True when the topic is the remembered one. */
  holds(buffer: Buffer, start: number, end: number): boolean {
    const length = end - start
    if (length !== this.length || this.bytes === null) return false
    const bytes = this.bytes
    for (let i = 0; i < length; i++) if (bytes[i] !== buffer[start + i]) return false
    return true
  }

  /** Checks a topic and remembers it, in one pass over its bytes. */
  learn(buffer: Buffer, start: number, end: number, levelCountMax: number): TopicFault {
    const length = end - start
    this.length = -1
    if (length > REMEMBERED_TOPIC_BYTES_MAX) return checkTopicNameBytes(buffer, start, end, levelCountMax, null)
    if (this.bytes === null || this.bytes.length < length) this.bytes = Buffer.allocUnsafe(Math.max(64, length))
    const fault = checkTopicNameBytes(buffer, start, end, levelCountMax, this.bytes)
    if (fault === TOPIC_OK) this.length = length
    return fault
  }
}

/** What stays the same for all packets of a connection. */
export interface PublishContext {
  version: number
  /** `IN_PUBLISH_TO_SERVER` or `IN_PUBLISH_TO_CLIENT`. */
  publishPlace: number
  readonly limits: MqttLimits
  readonly topics: TopicMemory
}

/* Result of the last readTail. */
let tailEnd = 0
let tailPacketId = 0
let tailPropertiesStart = 0
let tailAlias = 0

/**
 * Reads what stands between topic and payload: packet identifier and property block.
 *   [u16 packet id, QoS > 0] [varint length, properties: MQTT 5]
 */
function readTail(buffer: Buffer, at: number, packetEnd: number, qos: number, context: PublishContext): MqttFailure | null {
  tailPacketId = 0
  tailAlias = 0
  if (qos !== 0) {
    if (at + 2 > packetEnd) return failAt('MQTT_MALFORMED', 'PUBLISH ends before its packet identifier (section 3.3.2.2)', at)
    tailPacketId = readUint16(buffer, at)
    if (tailPacketId === 0) return failAt('MQTT_PROTOCOL_ERROR', 'packet identifier is 0 [MQTT-2.2.1-3]', at)
    at += 2
  }
  tailPropertiesStart = tailEnd = at
  if (context.version !== 5) return null
  const length = readVariableInteger(buffer, at, packetEnd)
  if (length < 0) return failAt('MQTT_MALFORMED', 'property length truncated or not in its shortest form [MQTT-1.5.5-1]', at)
  tailPropertiesStart = variableIntegerEnd
  tailEnd = tailPropertiesStart + length
  if (tailEnd > packetEnd) return failAt('MQTT_MALFORMED', 'property length exceeds the packet (section 2.2.2.1)', at)
  if (length === 0) return null
  const end = tailEnd
  const failure = scanProperties(buffer, tailPropertiesStart, end, context.publishPlace, context.limits.userPropertyCountMax)
  tailAlias = scannedTopicAlias
  return failure
}

function store(run: MqttPublishRun, index: number, packetStart: number, packetEnd: number): void {
  run.packetStart[index] = packetStart
  run.packetId[index] = tailPacketId
  run.propertiesStart[index] = tailPropertiesStart
  run.propertiesEnd[index] = tailEnd
  run.payloadStart[index] = tailEnd
  run.payloadEnd[index] = packetEnd
  if (tailEnd > tailPropertiesStart) run.hasProperties = true
}

function checkTopic(run: MqttPublishRun, buffer: Buffer, context: PublishContext): MqttFailure | null {
  const { topicStart, topicEnd } = run
  run.topicRepeated = false
  if (topicStart === topicEnd && context.version === 5) {
    if (run.topicAlias !== 0) return null
    return failAt('MQTT_PROTOCOL_ERROR', 'empty topic name without a topic alias (section 3.3.2.1)', topicStart)
  }
  const differs = context.topics.nextDiffers
  context.topics.nextDiffers = false
  if (!differs && context.topics.holds(buffer, topicStart, topicEnd)) {
    run.topicRepeated = true
    return null
  }
  const fault = context.topics.learn(buffer, topicStart, topicEnd, context.limits.topicLevelCountMax)
  if (fault !== TOPIC_OK) {
    const code = fault === TOPIC_BAD_UTF8 ? 'MQTT_MALFORMED' : 'MQTT_TOPIC_NAME_INVALID'
    return failAt(code, TOPIC_FAULT_MESSAGES[fault] as string, topicStart)
  }
  return null
}

/**
 * Fills `run` with the complete packet at `packetStart` and those after it that share its first byte and topic. A following
 * packet that is incomplete, different or wrong ends the run; the decoder meets it again as the first of the next call.
 * `bodyStart` follows the fixed header; `end` bounds the buffer. Returns a failure of the first packet, or null.
 */
export function scanPublishRun(
  run: MqttPublishRun, context: PublishContext, buffer: Buffer, packetStart: number, bodyStart: number, packetEnd: number, end: number,
): MqttFailure | null {
  const first = buffer[packetStart] as number
  const topicStart = bodyStart + 2
  const topicEnd = topicStart + readUint16(buffer, bodyStart)
  if (topicStart > packetEnd || topicEnd > packetEnd) return failAt('MQTT_MALFORMED', 'topic name exceeds the packet (section 1.5.4)',
    bodyStart)
  const qos = ((first >> 1) & 3) as MqttQos
  const tailFailure = readTail(buffer, topicEnd, packetEnd, qos, context)
  if (tailFailure !== null) return tailFailure
  if (run.count === run.packetStart.length && run.count < context.limits.runPacketCountMax) run.grow(context.limits.runPacketCountMax)
  run.buffer = buffer
  run.qos = qos
  run.retain = (first & 1) !== 0
  run.dup = (first & 8) !== 0
  run.topicStart = topicStart
  run.topicEnd = topicEnd
  run.topicAlias = tailAlias
  run.hasProperties = false
  run.start = packetStart
  run.end = packetEnd
  run.count = 1
  store(run, 0, packetStart, packetEnd)
  const topicFailure = checkTopic(run, buffer, context)
  if (topicFailure !== null) return topicFailure
  run.uniformWire = qos === 0 && (first & 1) === 0 && tailAlias === 0
  if (tailAlias === 0) extendRun(run, context, buffer, first, qos, end)
  return null
}

function extendRun(run: MqttPublishRun, context: PublishContext, buffer: Buffer, first: number, qos: number, end: number): void {
  const { topicStart } = run
  const topicLength = run.topicEnd - topicStart
  const lengthHigh = topicLength >>> 8
  const lengthLow = topicLength & 0xff
  const countMax = Math.min(run.packetStart.length, context.limits.runPacketCountMax)
  const packetBytesMax = context.limits.packetBytesMax
  let count = 1
  let at = run.end
  while (count < countMax && at + 1 < end && buffer[at] === first) {
    let length = buffer[at + 1] as number
    let body = at + 2
    if (length >= 0x80) {
      length = readVariableInteger(buffer, at + 1, end)
      if (length < 0) break
      body = variableIntegerEnd
    }
    const next = body + length
    const bodyTopic = body + 2
    const bodyTopicEnd = bodyTopic + topicLength
    if (next > end || bodyTopicEnd > next || next - at > packetBytesMax) break
    if (buffer[body] !== lengthHigh || buffer[body + 1] !== lengthLow) break
    let same = 0
    while (same < topicLength && buffer[bodyTopic + same] === buffer[topicStart + same]) same++
    if (same < topicLength) {
      context.topics.nextDiffers = true
      break
    }
    if (readTail(buffer, bodyTopicEnd, next, qos, context) !== null || tailAlias !== 0) break
    store(run, count++, at, next)
    at = next
  }
  run.count = count
  run.end = at
}
