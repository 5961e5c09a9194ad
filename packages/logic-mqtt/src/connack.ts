import type { MqttConnectPacket, MqttPacket, MqttProperties } from '@robustmq/codec-mqtt'
import { MqttReason } from '@robustmq/codec-mqtt'
import type { MqttConfig } from './mqtt-config.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** MQTT 3 return codes (3.1.1 section 3.2.2.3) for the refusals that this broker makes. */
const RETURN_CODES: Readonly<Record<number, number>> = {
  [MqttReason.UNSUPPORTED_PROTOCOL_VERSION]: 1,
  [MqttReason.CLIENT_IDENTIFIER_NOT_VALID]: 2,
  [MqttReason.BAD_USER_NAME_OR_PASSWORD]: 4,
  [MqttReason.NOT_AUTHORIZED]: 5,
}

/** A refusing CONNACK. In MQTT 3 what has no return code of its own is "server unavailable". */
export function refusingConnack(version: number, reasonCode: number, reasonString: string): MqttPacket {
  if (version === 5) return { type: 'connack', sessionPresent: false, reasonCode, properties: { reasonString } }
  return { type: 'connack', sessionPresent: false, reasonCode: RETURN_CODES[reasonCode] ?? 3, properties: {} }
}

export interface AcceptedConnect {
  readonly assignedClientId: string | null
  /** Keep-alive in force, seconds. */
  readonly keepAliveSeconds: number
}

/** The CONNACK of an accepted connection: says what is limited and what is not available ([MQTT-3.2.2-9] and others). */
export function acceptingConnack(connect: MqttConnectPacket, accepted: AcceptedConnect, config: MqttConfig): MqttPacket {
  const properties: Writable<MqttProperties> = {}
  if (connect.version === 5) {
    // Sessions live with their connection: said to whoever asked for more (section 3.2.2.3.2).
    if ((connect.properties.sessionExpirySeconds ?? 0) > 0) properties.sessionExpirySeconds = 0
    if (config.receiveMaximum < 65_535) properties.receiveMaximum = config.receiveMaximum
    properties.maximumQos = 1
    properties.packetBytesMax = config.packetBytesMax
    if (accepted.assignedClientId !== null) properties.assignedClientId = accepted.assignedClientId
    if (config.topicAliasMaximum > 0) properties.topicAliasMaximum = config.topicAliasMaximum
    properties.sharedSubscriptionAvailable = false
    if (accepted.keepAliveSeconds !== connect.keepAliveSeconds) properties.serverKeepAliveSeconds = accepted.keepAliveSeconds
  }
  return { type: 'connack', sessionPresent: false, reasonCode: 0, properties }
}

/** A reason to refuse the CONNECT that needs no look at anything else, or null. */
export function connectRefusal(connect: MqttConnectPacket): { readonly reasonCode: number; readonly message: string } | null {
  if (connect.properties.authenticationMethod !== undefined) {
    return { reasonCode: MqttReason.BAD_AUTHENTICATION_METHOD, message: 'enhanced authentication is not available' }
  }
  // [MQTT-3.1.3-8] of 3.1.1: without a name there is no session to keep; 3.1 has no empty names at all.
  if (connect.clientId === '' && (connect.version === 3 || (connect.version === 4 && !connect.clean))) {
    return { reasonCode: MqttReason.CLIENT_IDENTIFIER_NOT_VALID, message: 'an empty client id needs a clean session' }
  }
  if (connect.will?.qos === 2) return { reasonCode: MqttReason.QOS_NOT_SUPPORTED, message: 'QoS 2 is not available [MQTT-3.2.2-12]' }
  if (connect.will?.topic.startsWith('$') === true) return { reasonCode: MqttReason.TOPIC_NAME_INVALID, message: 'topics that begin with $ belong to the server' }
  return null
}

/** Keep-alive in force, seconds. Only MQTT 5 clients can be told another value than theirs, so only theirs is limited [MQTT-3.2.2-22]. */
export function keepAliveOf(connect: MqttConnectPacket, maxSeconds: number): number {
  const asked = connect.keepAliveSeconds
  if (maxSeconds === 0 || connect.version !== 5) return asked
  return asked === 0 ? maxSeconds : Math.min(asked, maxSeconds)
}
