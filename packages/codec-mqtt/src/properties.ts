/** Properties of any packet. What is absent on the wire is absent here: a default is the reader's business. */
export interface MqttProperties {
  readonly payloadFormat?: number
  readonly messageExpirySeconds?: number
  readonly contentType?: string
  readonly responseTopic?: string
  readonly correlationData?: Buffer
  /** In SUBSCRIBE one, in PUBLISH to a client any number. */
  readonly subscriptionIds?: readonly number[]
  readonly sessionExpirySeconds?: number
  readonly assignedClientId?: string
  readonly serverKeepAliveSeconds?: number
  readonly authenticationMethod?: string
  readonly authenticationData?: Buffer
  readonly requestProblemInformation?: boolean
  readonly willDelaySeconds?: number
  readonly requestResponseInformation?: boolean
  readonly responseInformation?: string
  readonly serverReference?: string
  readonly reasonString?: string
  readonly receiveMaximum?: number
  readonly topicAliasMaximum?: number
  readonly topicAlias?: number
  readonly maximumQos?: number
  readonly retainAvailable?: boolean
  /** In wire order, names may repeat: [MQTT-3.3.2-18]. */
  readonly userProperties?: ReadonlyArray<readonly [name: string, value: string]>
  /** Maximum Packet Size. */
  readonly packetBytesMax?: number
  readonly wildcardSubscriptionAvailable?: boolean
  readonly subscriptionIdsAvailable?: boolean
  readonly sharedSubscriptionAvailable?: boolean
}

/** The one object for every packet without properties. */
export const NO_PROPERTIES: MqttProperties = Object.freeze({})

/** Property identifiers (section 2.2.2.2) that code names. */
export const PROPERTY_PAYLOAD_FORMAT = 0x01
export const PROPERTY_MESSAGE_EXPIRY = 0x02
export const PROPERTY_RESPONSE_TOPIC = 0x08
export const PROPERTY_SUBSCRIPTION_ID = 0x0b
export const PROPERTY_SESSION_EXPIRY = 0x11
export const PROPERTY_AUTHENTICATION_METHOD = 0x15
export const PROPERTY_AUTHENTICATION_DATA = 0x16
export const PROPERTY_SERVER_REFERENCE = 0x1c
export const PROPERTY_RECEIVE_MAXIMUM = 0x21
export const PROPERTY_TOPIC_ALIAS = 0x23
export const PROPERTY_USER = 0x26
export const PROPERTY_PACKET_BYTES_MAX = 0x27

/** Wire types. A boolean is a byte of 0 or 1, a flag is the same kept as a number. */
export const KIND_BOOLEAN = 1
export const KIND_FLAG = 2
export const KIND_UINT16 = 3
export const KIND_UINT32 = 4
export const KIND_VARIABLE = 5
export const KIND_STRING = 6
export const KIND_BINARY = 7
export const KIND_PAIR = 8

/** Where a property block stands; one bit each. */
export const IN_CONNECT = 1
export const IN_CONNACK = 2
export const IN_PUBLISH_TO_SERVER = 4
export const IN_PUBLISH_TO_CLIENT = 8
export const IN_WILL = 16
export const IN_SUBSCRIBE = 32
export const IN_UNSUBSCRIBE = 64
/** PUBACK, PUBREC, PUBREL, PUBCOMP, SUBACK and UNSUBACK allow the same two. */
export const IN_ACK = 128
export const IN_DISCONNECT_TO_SERVER = 256
export const IN_DISCONNECT_TO_CLIENT = 512
export const IN_AUTH = 1024

const MESSAGE = IN_PUBLISH_TO_SERVER | IN_PUBLISH_TO_CLIENT | IN_WILL
const HANDSHAKE = IN_CONNECT | IN_CONNACK
const EVERYWHERE = 2047

export interface PropertyField {
  readonly id: number
  readonly key: keyof MqttProperties
  readonly kind: number
  readonly places: number
}

function field(id: number, key: keyof MqttProperties, kind: number, places: number): PropertyField {
  return { id, key, kind, places }
}

/** Table 2-4 of the specification. */
export const PROPERTY_FIELDS: readonly PropertyField[] = [
  field(0x01, 'payloadFormat', KIND_FLAG, MESSAGE),
  field(0x02, 'messageExpirySeconds', KIND_UINT32, MESSAGE),
  field(0x03, 'contentType', KIND_STRING, MESSAGE),
  field(0x08, 'responseTopic', KIND_STRING, MESSAGE),
  field(0x09, 'correlationData', KIND_BINARY, MESSAGE),
  field(0x0b, 'subscriptionIds', KIND_VARIABLE, IN_PUBLISH_TO_CLIENT | IN_SUBSCRIBE),
  field(0x11, 'sessionExpirySeconds', KIND_UINT32, HANDSHAKE | IN_DISCONNECT_TO_SERVER),
  field(0x12, 'assignedClientId', KIND_STRING, IN_CONNACK),
  field(0x13, 'serverKeepAliveSeconds', KIND_UINT16, IN_CONNACK),
  field(0x15, 'authenticationMethod', KIND_STRING, HANDSHAKE | IN_AUTH),
  field(0x16, 'authenticationData', KIND_BINARY, HANDSHAKE | IN_AUTH),
  field(0x17, 'requestProblemInformation', KIND_BOOLEAN, IN_CONNECT),
  field(0x18, 'willDelaySeconds', KIND_UINT32, IN_WILL),
  field(0x19, 'requestResponseInformation', KIND_BOOLEAN, IN_CONNECT),
  field(0x1a, 'responseInformation', KIND_STRING, IN_CONNACK),
  field(0x1c, 'serverReference', KIND_STRING, IN_CONNACK | IN_DISCONNECT_TO_CLIENT),
  field(0x1f, 'reasonString', KIND_STRING, IN_CONNACK | IN_ACK | IN_DISCONNECT_TO_SERVER | IN_DISCONNECT_TO_CLIENT | IN_AUTH),
  field(0x21, 'receiveMaximum', KIND_UINT16, HANDSHAKE),
  field(0x22, 'topicAliasMaximum', KIND_UINT16, HANDSHAKE),
  field(0x23, 'topicAlias', KIND_UINT16, IN_PUBLISH_TO_SERVER | IN_PUBLISH_TO_CLIENT),
  field(0x24, 'maximumQos', KIND_FLAG, IN_CONNACK),
  field(0x25, 'retainAvailable', KIND_BOOLEAN, IN_CONNACK),
  field(0x26, 'userProperties', KIND_PAIR, EVERYWHERE),
  field(0x27, 'packetBytesMax', KIND_UINT32, HANDSHAKE),
  field(0x28, 'wildcardSubscriptionAvailable', KIND_BOOLEAN, IN_CONNACK),
  field(0x29, 'subscriptionIdsAvailable', KIND_BOOLEAN, IN_CONNACK),
  field(0x2a, 'sharedSubscriptionAvailable', KIND_BOOLEAN, IN_CONNACK),
]

/** Kind by identifier, 0 for an unknown one. Indexed by the whole byte: identifiers of two bytes do not exist. */
export const PROPERTY_KINDS: Uint8Array = new Uint8Array(256)
/** Places by identifier. */
export const PROPERTY_PLACES: Uint16Array = new Uint16Array(256)
/** Field name by identifier. */
export const PROPERTY_KEYS: ReadonlyArray<keyof MqttProperties | undefined> = fillTables()

function fillTables(): ReadonlyArray<keyof MqttProperties | undefined> {
  const keys: Array<keyof MqttProperties | undefined> = []
  for (const { id, key, kind, places } of PROPERTY_FIELDS) {
    PROPERTY_KINDS[id] = kind
    PROPERTY_PLACES[id] = places
    keys[id] = key
  }
  return keys
}
