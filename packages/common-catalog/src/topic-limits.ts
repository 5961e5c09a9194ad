import type { catalogProto } from '@robustmq/proto-gen'
import { ADDRESS_BYTES_MAX, isCanonicalAddress } from './address.ts'

/*
 * What a topic may be. The state machine decides by these numbers, so they belong to its version: another number
 * means another version. Stricter limits of a deployment are checked before proposing.
 */

export const TOPIC_PARTITIONS_MAX = 10_000
export const TOPIC_CONFIG_ENTRIES_MAX = 64
/** Characters of a configuration key. */
export const TOPIC_CONFIG_KEY_MAX = 255
/** Characters of all keys and values of one topic. */
export const TOPIC_CONFIG_TOTAL_MAX = 65_536
const FORMAT_LABEL = /^[a-z0-9-]{0,32}$/
const STORAGE_KIND = /^[a-z0-9-]{1,32}$/

type CreateTopic = catalogProto.catalog.v1.CreateTopic

/** Why a topic cannot be as the command asks; null when it can. */
export function topicRefusal(command: CreateTopic): string | null {
  if (!isCanonicalAddress(command.name)) return 'name is empty, too long, too deep or not text'
  if (command.id.length !== 16 || isZero(command.id)) return 'id is not 16 bytes with a bit set'
  if (command.partitions < 1 || command.partitions > TOPIC_PARTITIONS_MAX) return `partitions not in 1..${TOPIC_PARTITIONS_MAX}`
  if (!STORAGE_KIND.test(command.storage)) return 'storage kind is not 1 to 32 of [a-z0-9-]'
  if (command.durability < 0 || command.durability > 2) return 'durability is not known'
  const origin = command.origin
  if (origin !== null && origin !== undefined) {
    if (!FORMAT_LABEL.test(origin.format ?? '')) return 'origin format is not up to 32 of [a-z0-9-]'
    if ((origin.separator ?? '').length > 1) return 'origin separator is longer than one character'
    const nativeName = origin.nativeName ?? ''
    if (nativeName.length > ADDRESS_BYTES_MAX || Buffer.byteLength(nativeName) > ADDRESS_BYTES_MAX) return 'native name is too long'
  }
  return configRefusal(command.config)
}

/** Why a topic cannot have this configuration; null when it can. */
export function configRefusal(config: readonly catalogProto.catalog.v1.ConfigEntry.$Properties[]): string | null {
  if (config.length > TOPIC_CONFIG_ENTRIES_MAX) return `more than ${TOPIC_CONFIG_ENTRIES_MAX} configuration entries`
  let total = 0
  let previous = ''
  for (const entry of config) {
    const key = entry.key ?? ''
    if (key.length === 0 || key.length > TOPIC_CONFIG_KEY_MAX) return `configuration key not of 1..${TOPIC_CONFIG_KEY_MAX} characters`
    if (key <= previous) return 'configuration keys do not rise'
    previous = key
    total += key.length + (entry.value ?? '').length
  }
  return total > TOPIC_CONFIG_TOTAL_MAX ? `configuration is larger than ${TOPIC_CONFIG_TOTAL_MAX} characters` : null
}

function isZero(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0) return false
  return true
}
