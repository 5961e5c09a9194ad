import { readInt64, readUint32, writeInt32, writeInt64 } from '@robustmq/common-bytes'
import { BATCH_HEADER_BYTES, BATCH_PREFIX_BYTES, batchLength } from '@robustmq/record-batch'
import { storageError } from '@robustmq/storage-adapter'
import type { Companion } from '@robustmq/storage-adapter'

/*
 * What follows the batch in its frame when it has companions: their batches, so that one checksum holds all together and
 * a crash leaves all of them or none. Big-endian; a disk format: never renumber.
 *
 *   section         format version u8 = 1 | count u8 | zeros u8 x6 | companions
 *   per companion   shard i64 | base offset i64 | bytes u32 | zeros u32 | the batch
 */
const FORMAT_VERSION = 1
const SECTION_HEADER_BYTES = 8
const COMPANION_HEADER_BYTES = 24

/** Batches that one append may have beside its own. */
export const COMPANIONS_MAX = 16

/** `baseOffsets[i]` is that of companion `i`, whose batch is copied. */
export function encodeCompanions(companions: readonly Companion[], baseOffsets: readonly number[]): Buffer {
  let length = SECTION_HEADER_BYTES
  for (const { batch } of companions) length += COMPANION_HEADER_BYTES + batch.length
  const section = Buffer.allocUnsafe(length)
  section.fill(0, 0, SECTION_HEADER_BYTES)
  section[0] = FORMAT_VERSION
  section[1] = companions.length
  let at = SECTION_HEADER_BYTES
  for (const [i, { shard, batch }] of companions.entries()) {
    writeInt64(section, at, shard.spec.shard)
    writeInt64(section, at + 8, baseOffsets[i] as number)
    writeInt32(section, at + 16, batch.length)
    writeInt32(section, at + 20, 0)
    batch.copy(section, at + COMPANION_HEADER_BYTES)
    at += COMPANION_HEADER_BYTES + batch.length
  }
  return section
}

/** Where in its section the batch of companion `i` begins, given the lengths of those before it. */
export function companionPosition(companions: readonly Companion[], i: number): number {
  let at = SECTION_HEADER_BYTES + COMPANION_HEADER_BYTES
  for (let before = 0; before < i; before++) at += COMPANION_HEADER_BYTES + (companions[before] as Companion).batch.length
  return at
}

/**
 * Calls `take` for each companion of a frame's body whose own batch ends at `from`; `start` and `end` are of its batch in `body`.
 * @throws BrokerError STORAGE_FORMAT_UNKNOWN; STORAGE_CORRUPT when the section is not what a program of this format writes
 */
export function walkCompanions(body: Buffer, from: number, take: (shard: number, baseOffset: number, start: number, end: number) => void): void {
  if (from === body.length) return
  if (body[from] !== FORMAT_VERSION) {
    throw storageError('STORAGE_FORMAT_UNKNOWN', `companions of a batch have format version ${body[from]}; this program reads ${FORMAT_VERSION}`)
  }
  const count = body[from + 1] as number
  let at = from + SECTION_HEADER_BYTES
  for (let i = 0; i < count; i++) {
    const start = at + COMPANION_HEADER_BYTES
    const bytes = start <= body.length ? readUint32(body, at + 16) : 0
    if (bytes < BATCH_HEADER_BYTES || start + bytes > body.length || BATCH_PREFIX_BYTES + batchLength(body, start) !== bytes) {
      throw storageError('STORAGE_CORRUPT', 'the companions of a batch are not what was written, though their checksum holds')
    }
    take(readInt64(body, at), readInt64(body, at + 8), start, start + bytes)
    at = start + bytes
  }
}
