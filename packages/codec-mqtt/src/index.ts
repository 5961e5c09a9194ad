/**
 * MQTT 3.1, 3.1.1 and 5.0 wire format: strict, incremental, bounded; for servers first, and for clients.
 *
 * A decoder turns the chunks of one connection into events. PUBLISH and short acknowledgements come as runs (positions in
 * the chunk, no object per message), the rare packets as objects, a broken rule as a `failure` with its reason code:
 *
 *     const decoder = createMqttDecoder()
 *     decoder.push(chunk)
 *     for (let event = decoder.next(); event !== NEED_MORE; event = decoder.next()) {
 *       if (event === FAILURE) break // decoder.failure
 *       if (event === PUBLISH_RUN) decoder.publishRun // count, topicStart, payloadStart[i], ...
 *       if (event === PACKET) decoder.packet // { type: 'connect', ... }
 *     }
 *
 * Pure: no I/O, no clock, no timers. Encoders write into the caller's buffer.
 *
 * @packageDocumentation
 */
export { ACK_RUN, FAILURE, MqttPacketType, NEED_MORE, PACKET, PUBLISH_RUN } from './constants.ts'
export type { MqttAckType, MqttEvent, MqttQos, MqttRole, MqttVersion } from './constants.ts'
export { createMqttDecoder, MqttDecoder } from './decoder.ts'
export type { MqttDecoderOptions } from './decoder.ts'
export { encodePacket, packetToBuffer, sizeOfPacket } from './encode-packet.ts'
export {
  encodeForwardedProperties,
  encodeProperties,
  FORWARD_UNCHANGED,
  messageExpiryOf,
  sizeOfForwardedProperties,
  sizeOfProperties,
} from './encode-properties.ts'
export type { PropertyForwarding } from './encode-properties.ts'
export { ACK_BYTES, encodeAck, encodePublish, encodePublishHead, publishFirstByte, sizeOfPublish } from './encode-publish.ts'
export type { MqttPublishFields } from './encode-publish.ts'
export { MQTT_FAILURE_REASONS } from './failure.ts'
export type { MqttFailure, MqttFailureCode } from './failure.ts'
export { DEFAULT_MQTT_LIMITS } from './limits.ts'
export type { MqttLimits } from './limits.ts'
export type {
  MqttAckPacket,
  MqttAuthPacket,
  MqttConnackPacket,
  MqttConnectPacket,
  MqttDisconnectPacket,
  MqttPacket,
  MqttPingreqPacket,
  MqttPingrespPacket,
  MqttSubackPacket,
  MqttSubscribePacket,
  MqttSubscription,
  MqttUnsubackPacket,
  MqttUnsubscribePacket,
  MqttWill,
} from './packets.ts'
export { NO_PROPERTIES } from './properties.ts'
export type { MqttProperties } from './properties.ts'
export { readProperties } from './read-properties.ts'
export { MqttReason } from './reason-codes.ts'
export { createMqttRuns } from './runs.ts'
export type { MqttAckRun, MqttPublishRun, MqttRuns } from './runs.ts'
export { isTopicFilter, isTopicName, splitTopicLevels, tryParseTopicFilter } from './topics.ts'
export type { MqttTopicFilter } from './topics.ts'
