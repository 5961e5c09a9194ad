import { STATE_REMOVE } from '@robustmq/broker-api'
import type { StateKind } from '@robustmq/broker-api'

/*
 * How a state record is stored, a disk format. Batches are written by the broker itself (BROKER_WRITTEN), so their record
 * attributes can be trusted:
 *
 *   attributes   high nibble: version of this layout, 1; low nibble: STATE_PUT, STATE_DELTA or STATE_REMOVE
 *   key          owner's name, '/', the owner's own key
 *   value        the owner's; its version is the owner's matter. Null for STATE_REMOVE
 */

const VERSION = 1
const SLASH = 0x2f

/** Shards from this number on hold state, not topics: `STATE_SHARD_BASE + group`. */
export const STATE_SHARD_BASE: number = 2 ** 47

/** Number of the shard that holds the state of a replication group. */
export function stateShardOf(group: number): number {
  return STATE_SHARD_BASE + group
}

export function isStateShard(shard: number): boolean {
  return shard >= STATE_SHARD_BASE
}

export function attributesOf(kind: StateKind): number {
  return (VERSION << 4) | kind
}

/** The kind, or -1 when this build does not know the version or the kind. */
export function kindOf(attributes: number): StateKind | -1 {
  const kind = attributes & 0x0f
  return attributes >> 4 === VERSION && kind <= STATE_REMOVE ? (kind as StateKind) : -1
}

/** Where the owner's name ends in a stored key, or -1. */
export function ownerEnd(bytes: Uint8Array, keyStart: number, keyEnd: number): number {
  for (let at = keyStart; at < keyEnd; at++) if (bytes[at] === SLASH) return at
  return -1
}

export function ownerPrefix(name: string): Buffer {
  return Buffer.from(`${name}/`)
}
