import type { MqttQos, MqttVersion } from './constants.ts'
import type { MqttProperties } from './properties.ts'

/*
 * The rare packets as objects. Strings and Buffers in them are copies: they do not pin the chunk they came from.
 * `properties` is `NO_PROPERTIES` in MQTT 3.
 */

export interface MqttWill {
  readonly topic: string
  readonly payload: Buffer
  readonly qos: MqttQos
  readonly retain: boolean
  readonly properties: MqttProperties
}

export interface MqttConnectPacket {
  readonly type: 'connect'
  readonly version: MqttVersion
  /** Clean Start of MQTT 5, Clean Session before. */
  readonly clean: boolean
  readonly keepAliveSeconds: number
  /** May be empty; what that means is the session's business. */
  readonly clientId: string
  readonly will: MqttWill | null
  readonly username: string | null
  readonly password: Buffer | null
  readonly properties: MqttProperties
}

export interface MqttConnackPacket {
  readonly type: 'connack'
  readonly sessionPresent: boolean
  /** Return code 0..5 in MQTT 3, reason code in MQTT 5. */
  readonly reasonCode: number
  readonly properties: MqttProperties
}

/** An acknowledgement with a reason code: MQTT 5 only. The short form arrives in `ackRun`. */
export interface MqttAckPacket {
  readonly type: 'puback' | 'pubrec' | 'pubrel' | 'pubcomp'
  readonly packetId: number
  readonly reasonCode: number
  readonly properties: MqttProperties
}

export interface MqttSubscription {
  /** As sent, `$share/<name>/` included: what UNSUBSCRIBE must repeat. */
  readonly topicFilter: string
  /** Name of the shared subscription, null for an ordinary one. */
  readonly shareName: string | null
  /** The filter to match with. */
  readonly filter: string
  readonly qos: MqttQos
  readonly noLocal: boolean
  readonly retainAsPublished: boolean
  readonly retainHandling: 0 | 1 | 2
}

export interface MqttSubscribePacket {
  readonly type: 'subscribe'
  readonly packetId: number
  readonly subscriptions: readonly MqttSubscription[]
  readonly properties: MqttProperties
}

export interface MqttSubackPacket {
  readonly type: 'suback'
  readonly packetId: number
  readonly reasonCodes: readonly number[]
  readonly properties: MqttProperties
}

export interface MqttUnsubscribePacket {
  readonly type: 'unsubscribe'
  readonly packetId: number
  readonly topicFilters: readonly string[]
  readonly properties: MqttProperties
}

export interface MqttUnsubackPacket {
  readonly type: 'unsuback'
  readonly packetId: number
  /** Empty in MQTT 3, which has none. */
  readonly reasonCodes: readonly number[]
  readonly properties: MqttProperties
}

export interface MqttPingreqPacket {
  readonly type: 'pingreq'
}

export interface MqttPingrespPacket {
  readonly type: 'pingresp'
}

export interface MqttDisconnectPacket {
  readonly type: 'disconnect'
  readonly reasonCode: number
  readonly properties: MqttProperties
}

export interface MqttAuthPacket {
  readonly type: 'auth'
  readonly reasonCode: number
  readonly properties: MqttProperties
}

/** Every packet except PUBLISH and the short acknowledgements. */
export type MqttPacket =
  | MqttConnectPacket
  | MqttConnackPacket
  | MqttAckPacket
  | MqttSubscribePacket
  | MqttSubackPacket
  | MqttUnsubscribePacket
  | MqttUnsubackPacket
  | MqttPingreqPacket
  | MqttPingrespPacket
  | MqttDisconnectPacket
  | MqttAuthPacket
