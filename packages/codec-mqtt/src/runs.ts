import type { MqttAckType, MqttQos } from './constants.ts'

const EMPTY = Buffer.alloc(0)
const FIRST_CAPACITY = 16

/**
 * Consecutive PUBLISH packets with one topic and one first byte, described by positions in `buffer`: what crosses the seam
 * to the session instead of an object per message.
 *
 * Everything here is valid until the next call of `next()` or `push()` of any decoder that shares the run. The bytes of
 * `buffer` are never written again by the decoder: subarrays of it may be kept.
 */
export class MqttPublishRun {
  /** Holds the packets; the chunk given to `push`, or the decoder's copy of a packet that came in pieces. */
  buffer: Buffer = EMPTY
  /** Number of packets, at least 1. */
  count = 0
  qos: MqttQos = 0
  retain = false
  dup = false
  /** Topic name of every packet in the run: bytes of the first one. Empty only with a topic alias. */
  topicStart = 0
  topicEnd = 0
  /**
   * True when the topic equals the one of this connection's previous run that had a topic (empty ones do not count):
   * what was found for that topic then still applies. False is always safe, and is given for topics above 1024 bytes.
   */
  topicRepeated = false
  /** Alias sent with the packet, 0 for none; a run with an alias has one packet. Range and lookup are the session's business. */
  topicAlias = 0
  /** The wire bytes of the whole run, without gaps. */
  start = 0
  end = 0
  /**
   * True when `start..end` may be sent, as it stands, to a subscriber that speaks the same version (3.1 and 3.1.1 are one),
   * is due QoS 0 and has no subscription identifier: QoS 0, RETAIN 0, no topic alias. What may differ between the packets:
   * their payloads and, in MQTT 5, their properties, which such a subscriber is owed unaltered.
   */
  uniformWire = false
  /** True when some packet has a property block that is not empty. */
  hasProperties = false
  packetStart: Int32Array = new Int32Array(FIRST_CAPACITY)
  payloadStart: Int32Array = new Int32Array(FIRST_CAPACITY)
  /** Also the end of the packet. */
  payloadEnd: Int32Array = new Int32Array(FIRST_CAPACITY)
  /** Packet identifiers, 0 at QoS 0. */
  packetId: Int32Array = new Int32Array(FIRST_CAPACITY)
  /** Contents of the property block, without its length; equal positions when it is empty or in MQTT 3. */
  propertiesStart: Int32Array = new Int32Array(FIRST_CAPACITY)
  propertiesEnd: Int32Array = new Int32Array(FIRST_CAPACITY)

  /** Lets go of the chunk, so that an idle connection does not keep it alive. */
  release(): void {
    this.buffer = EMPTY
    this.count = 0
  }

  /** Doubles the arrays, up to `countMax`. Called before a run is filled; positions are lost. */
  grow(countMax: number): void {
    const capacity = Math.min(countMax, this.packetStart.length * 2)
    this.packetStart = new Int32Array(capacity)
    this.payloadStart = new Int32Array(capacity)
    this.payloadEnd = new Int32Array(capacity)
    this.packetId = new Int32Array(capacity)
    this.propertiesStart = new Int32Array(capacity)
    this.propertiesEnd = new Int32Array(capacity)
  }
}

/** Consecutive short acknowledgements of one type. Valid as long as a `MqttPublishRun`. */
export class MqttAckRun {
  type: MqttAckType = 4
  /** Number of acknowledgements, at least 1. */
  count = 0
  packetId: Int32Array = new Int32Array(FIRST_CAPACITY)

  grow(countMax: number): void {
    this.packetId = new Int32Array(Math.min(countMax, this.packetId.length * 2))
  }
}

/**
 * The reused result objects. One pair may serve every decoder of a thread, since positions need to last only until the next
 * call: that saves 1.7 kB per idle connection, and 24 KiB once runs are long. Do not call another decoder that
 * shares the pair while reading a run.
 */
export interface MqttRuns {
  readonly publish: MqttPublishRun
  readonly ack: MqttAckRun
}

export function createMqttRuns(): MqttRuns {
  return { publish: new MqttPublishRun(), ack: new MqttAckRun() }
}
