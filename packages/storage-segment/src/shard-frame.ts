import { readInt64, writeInt64 } from '@robustmq/common-bytes'
import { storageError } from '@robustmq/storage-adapter'
import type { Durability } from '@robustmq/storage-adapter'

/*
 * Body of a frame about the life of a shard. A disk format: never renumber.
 *
 *   0 format version u8 = 1 | 1 operation u8 | 2 durability u8 | 3 reserved u8 x5 = 0 | 8 offset i64 (of a trim, else 0) |
 *   16 i64 each: the offsets of deleted records
 */
export const SHARD_CREATED = 1
export const SHARD_DELETED = 2
export const SHARD_TRIMMED = 3
/** Says nothing: written to have what is before it synced. */
export const SHARD_SYNCED = 4
/** Single records: their offsets follow. */
export const SHARD_RECORDS_DELETED = 5

const FORMAT_VERSION = 1
const BODY_BYTES = 16
const DURABILITIES: readonly Durability[] = ['always', 'interval', 'never']

export interface ShardFrame {
  readonly operation: number
  readonly durability: Durability
  readonly offset: number
}

export function encodeShardFrame(operation: number, durability: Durability, offset: number): Buffer {
  const body = Buffer.alloc(BODY_BYTES)
  body[0] = FORMAT_VERSION
  body[1] = operation
  body[2] = encodeDurability(durability)
  writeInt64(body, 8, offset)
  return body
}

export function encodeDeletedRecords(durability: Durability, offsets: readonly number[]): Buffer {
  const body = Buffer.alloc(BODY_BYTES + offsets.length * 8)
  encodeShardFrame(SHARD_RECORDS_DELETED, durability, 0).copy(body)
  for (const [i, offset] of offsets.entries()) writeInt64(body, BODY_BYTES + i * 8, offset)
  return body
}

/** Calls `take` for each offset of a frame of the operation SHARD_RECORDS_DELETED. */
export function walkDeletedRecords(body: Uint8Array, take: (offset: number) => void): void {
  for (let at = BODY_BYTES; at + 8 <= body.length; at += 8) take(readInt64(body, at))
}

/** @throws BrokerError STORAGE_FORMAT_UNKNOWN when written by another version */
export function decodeShardFrame(body: Uint8Array): ShardFrame {
  if (body[0] !== FORMAT_VERSION || body.length < BODY_BYTES) {
    throw storageError(
      'STORAGE_FORMAT_UNKNOWN',
      `a shard frame has format version ${body[0] ?? 'none'}; this program reads ${FORMAT_VERSION}`,
    )
  }
  const operation = body[1] as number
  if (operation < SHARD_CREATED || operation > SHARD_RECORDS_DELETED) {
    throw storageError('STORAGE_FORMAT_UNKNOWN', `a shard frame has the unknown operation ${operation}`)
  }
  return { operation, durability: decodeDurability(body[2] as number), offset: readInt64(body, 8) }
}

export function encodeDurability(durability: Durability): number {
  return DURABILITIES.indexOf(durability)
}

/** @throws BrokerError STORAGE_FORMAT_UNKNOWN */
export function decodeDurability(value: number): Durability {
  const durability = DURABILITIES[value]
  if (durability === undefined) throw storageError('STORAGE_FORMAT_UNKNOWN', `unknown durability ${value}`)
  return durability
}
