import { encodeProperties, MqttReason, NO_PROPERTIES, sizeOfProperties } from '../src/index.ts'
import type { MqttPacket, MqttProperties, MqttQos, MqttSubscription, MqttVersion } from '../src/index.ts'

/** Small seeded generator (mulberry32): the same seed gives the same packets everywhere. */
export class Seeded {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** 0 <= result < bound. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (((t ^ (t >>> 14)) >>> 0) % bound) >>> 0
  }

  maybe(): boolean {
    return this.below(2) === 1
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T
  }
}

const TEXTS = ['', 'a', 'temperature', 'Größe', '温度', '😀', '\ufeffbom', 'x'.repeat(200)]
const NAMES = ['a', 'a/b', '/', '/a//b', 'site/line/7/temp', '温度/1', '$SYS/x', '\ufeffa', 'deep/'.repeat(20)]
const FILTERS = ['a', '#', '+', '/+', '+/+/#', 'a/+/b', '$share/group/a/#', '$share/g/+', 'a/#', '$SYS/#']

export function bytes(random: Seeded, lengthMax: number): Buffer {
  const length = random.below(lengthMax + 1)
  const result = Buffer.alloc(length)
  for (let i = 0; i < length; i++) result[i] = random.below(256)
  return result
}

type Mutable = { -readonly [K in keyof MqttProperties]: MqttProperties[K] }

function userProperties(random: Seeded, into: Mutable): void {
  if (!random.maybe()) return
  const list: Array<[string, string]> = []
  for (let i = random.below(4); i >= 0; i--) list.push([random.pick(TEXTS), random.pick(TEXTS)])
  into.userProperties = list
}

export function messageProperties(random: Seeded, will: boolean): MqttProperties {
  const p: Mutable = {}
  if (random.maybe()) p.payloadFormat = random.below(2)
  if (random.maybe()) p.messageExpirySeconds = random.below(0xffffffff)
  if (random.maybe()) p.contentType = random.pick(TEXTS)
  if (random.maybe()) p.responseTopic = random.pick(NAMES)
  if (random.maybe()) p.correlationData = bytes(random, 20)
  if (will && random.maybe()) p.willDelaySeconds = random.below(0xffffffff)
  userProperties(random, p)
  return p
}

export function propertyBlock(properties: MqttProperties): Buffer {
  const block = Buffer.alloc(sizeOfProperties(properties))
  encodeProperties(block, 0, properties)
  return block
}

function handshakeProperties(random: Seeded): MqttProperties {
  const p: Mutable = {}
  if (random.maybe()) p.sessionExpirySeconds = random.below(0xffffffff)
  if (random.maybe()) p.receiveMaximum = 1 + random.below(65_535)
  if (random.maybe()) p.packetBytesMax = 1 + random.below(0xfffffff0)
  if (random.maybe()) p.topicAliasMaximum = random.below(65_536)
  if (random.maybe()) {
    p.authenticationMethod = random.pick(TEXTS)
    if (random.maybe()) p.authenticationData = bytes(random, 10)
  }
  userProperties(random, p)
  return p
}

function connect(random: Seeded, version: MqttVersion): MqttPacket {
  const p: Mutable = version === 5 ? handshakeProperties(random) : {}
  if (version === 5 && random.maybe()) p.requestProblemInformation = random.maybe()
  if (version === 5 && random.maybe()) p.requestResponseInformation = random.maybe()
  const will = random.maybe()
    ? {
        topic: random.pick(NAMES),
        payload: bytes(random, 30),
        qos: random.below(3) as MqttQos,
        retain: random.maybe(),
        properties: version === 5 ? messageProperties(random, true) : NO_PROPERTIES,
      }
    : null
  const username = random.maybe() ? random.pick(TEXTS) : null
  const password = (username !== null || version === 5) && random.maybe() ? bytes(random, 10) : null
  return {
    type: 'connect', version, clean: random.maybe(), keepAliveSeconds: random.below(65_536), clientId: random.pick(TEXTS), will, username,
    password, properties: p,
  }
}

function subscription(random: Seeded, version: MqttVersion): MqttSubscription {
  const topicFilter = random.pick(FILTERS)
  const shared = topicFilter.startsWith('$share/')
  const five = version === 5
  return {
    topicFilter,
    shareName: shared ? (topicFilter.split('/')[1] as string) : null,
    filter: shared ? topicFilter.split('/').slice(2).join('/') : topicFilter,
    qos: random.below(3) as MqttQos,
    noLocal: five && !shared && random.maybe(),
    retainAsPublished: five && random.maybe(),
    retainHandling: (five ? random.below(3) : 0) as 0 | 1 | 2,
  }
}

function some<T>(random: Seeded, make: () => T): T[] {
  return Array.from({ length: 1 + random.below(4) }, make)
}

function reasonProperties(random: Seeded, version: MqttVersion): MqttProperties {
  const p: Mutable = {}
  if (version !== 5) return p
  if (random.maybe()) p.reasonString = random.pick(TEXTS)
  userProperties(random, p)
  return p
}

/** A valid packet that a client may send after CONNECT, or CONNECT itself. */
export function clientPacket(random: Seeded, version: MqttVersion, type: MqttPacket['type']): MqttPacket {
  const packetId = 1 + random.below(65_535)
  switch (type) {
    case 'connect':
      return connect(random, version)
    case 'subscribe': {
      const p: Mutable = {}
      if (version === 5 && random.maybe()) p.subscriptionIds = [1 + random.below(268_435_455)]
      if (version === 5) userProperties(random, p)
      return { type, packetId, subscriptions: some(random, () => subscription(random, version)), properties: p }
    }
    case 'unsubscribe': {
      const p: Mutable = {}
      if (version === 5) userProperties(random, p)
      return { type, packetId, topicFilters: some(random, () => random.pick(FILTERS)), properties: p }
    }
    case 'disconnect': {
      const p: Mutable = { ...reasonProperties(random, version) }
      if (version === 5 && random.maybe()) p.sessionExpirySeconds = random.below(0xffffffff)
      return { type, reasonCode: version === 5 ? random.pick([0, 4, 0x80, 0x93]) : 0, properties: p }
    }
    case 'auth':
      return { type, reasonCode: random.pick([0x18, 0x19]), properties: { authenticationMethod: 'SCRAM', ...reasonProperties(random, 5) } }
    case 'puback':
    case 'pubrec':
      return { type, packetId, reasonCode: random.pick([0x10, 0x80, 0x97]), properties: reasonProperties(random, version) }
    case 'pubrel':
    case 'pubcomp':
      return { type, packetId, reasonCode: 0x92, properties: reasonProperties(random, version) }
    default:
      return { type: 'pingreq' }
  }
}

/** A valid packet that a server may send. */
export function serverPacket(random: Seeded, version: MqttVersion, type: MqttPacket['type']): MqttPacket {
  const packetId = 1 + random.below(65_535)
  const properties = reasonProperties(random, version)
  switch (type) {
    case 'connack': {
      const p: Mutable = version === 5 ? { ...handshakeProperties(random), ...properties } : {}
      if (version === 5 && random.maybe()) p.assignedClientId = 'auto'
      if (version === 5 && random.maybe()) p.serverKeepAliveSeconds = random.below(65_536)
      if (version === 5 && random.maybe()) p.maximumQos = random.below(2)
      if (version === 5 && random.maybe()) p.retainAvailable = random.maybe()
      if (version === 5 && random.maybe()) p.wildcardSubscriptionAvailable = random.maybe()
      if (version === 5 && random.maybe()) p.subscriptionIdsAvailable = random.maybe()
      if (version === 5 && random.maybe()) p.sharedSubscriptionAvailable = random.maybe()
      if (version === 5 && random.maybe()) p.serverReference = 'elsewhere:1883'
      return { type, sessionPresent: random.maybe(), reasonCode: 0, properties: p }
    }
    case 'suback':
      return { type, packetId, reasonCodes: some(random, () => random.pick([0, 1, 2, 0x80])), properties }
    case 'unsuback':
      return { type, packetId, reasonCodes: version === 5 ? some(random, () => random.pick([0, 0x11, 0x87])) : [], properties }
    case 'disconnect':
      return { type, reasonCode: MqttReason.SESSION_TAKEN_OVER, properties }
    case 'auth':
      return { type, reasonCode: 0x18, properties: { authenticationMethod: 'SCRAM', ...properties } }
    default:
      return { type: 'pingresp' }
  }
}
