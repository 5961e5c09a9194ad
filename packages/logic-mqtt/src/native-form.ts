import type { AddressFormat, PublishTarget } from '@robustmq/broker-api'

/** How MQTT writes addresses; one object, compared by identity. The label is part of the disk format. */
export const MQTT_FORMAT: AddressFormat = Object.freeze({ label: 'mqtt', separator: '/' })

/** Identity of the wire form of MQTT 3.1 and 3.1.1; `wire` of a run is then a `MqttPublishRun`. */
export const WIRE_V3: object = Object.freeze({ wire: 'mqtt-3' })
/** The same for MQTT 5. */
export const WIRE_V5: object = Object.freeze({ wire: 'mqtt-5' })

/** An address of another protocol in level form: `a.b` is `a/b`. */
export function levelForm(address: string): string {
  return address.replaceAll('.', '/')
}

/** True when MQTT can carry the name in a PUBLISH ([MQTT-3.3.2-2], [MQTT-4.7.3-1], [MQTT-4.7.3-2]). */
export function isSendableName(name: string): boolean {
  return name.length > 0 && !name.includes('+') && !name.includes('#') && !name.includes('\0') && Buffer.byteLength(name) <= 0xffff
}

/**
 * The names under which MQTT clients know an address: [0] what wildcards match and receive, [1] a second one that only an
 * exact filter reaches (the dotted name of a record from another protocol), or null. See docs/adr/0001.
 */
export function namesOf(target: PublishTarget): { readonly name: string; readonly exactName: string | null } {
  if (target.format === MQTT_FORMAT) return { name: target.nativeName, exactName: null }
  const name = levelForm(target.address)
  return { name, exactName: target.nativeName === name ? null : target.nativeName }
}
