import { assert } from '@robustmq/common-errors'
import { PACKET_BYTES_CEILING } from './constants.ts'

/** Bounds of one decoder. What exceeds them is a failure with its own code, never a silent cut. */
export interface MqttLimits {
  /** Largest whole control packet, fixed header included. Checked on the length field, before anything is kept. Default 1 MiB. */
  readonly packetBytesMax: number
  /** The same for CONNECT, which comes from a peer that nobody knows yet. Default 256 KiB (all fields of 64 KiB do not fit at once). */
  readonly connectBytesMax: number
  /** User properties in one property block. Default 128: the cost of a packet must not be chosen by the peer. */
  readonly userPropertyCountMax: number
  /** Filters in one SUBSCRIBE or UNSUBSCRIBE. Default 1024. */
  readonly filterCountMax: number
  /** Levels (`/` + 1) of a topic name or filter. Default 128: bounds the depth of every trie behind the codec. */
  readonly topicLevelCountMax: number
  /** Packets reported by one PUBLISH_RUN or ACK_RUN. Default 1024. */
  readonly runPacketCountMax: number
}

export const DEFAULT_MQTT_LIMITS: MqttLimits = Object.freeze({
  packetBytesMax: 1_048_576,
  connectBytesMax: 262_144,
  userPropertyCountMax: 128,
  filterCountMax: 1024,
  topicLevelCountMax: 128,
  runPacketCountMax: 1024,
})

/** Fills in the defaults. Throws `INTERNAL_ASSERTION` for a bound that is not a positive whole number or beyond the protocol's ceiling. */
export function completeLimits(limits: Partial<MqttLimits> = {}): MqttLimits {
  const complete = { ...DEFAULT_MQTT_LIMITS, ...limits }
  for (const [name, value] of Object.entries(complete)) {
    assert(Number.isSafeInteger(value) && value >= 1, `${name} must be a positive whole number`)
  }
  assert(complete.packetBytesMax <= PACKET_BYTES_CEILING, `packetBytesMax must not exceed ${PACKET_BYTES_CEILING}`)
  return complete
}
