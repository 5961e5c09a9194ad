import { crc32c, readUint32, writeInt32 } from '@robustmq/common-bytes'
import { metaProto } from '@robustmq/proto-gen'
import { metaError } from './errors.ts'

/*
 * The snapshot file, a disk format. Big-endian.
 *
 *   at  bytes
 *    0   8   magic "RMQMSNAP"
 *    8   4   format version, 1
 *   12   4   bytes of the head
 *   16   4   CRC-32C of the head
 *   20   4   CRC-32C of bytes 0 .. 20
 *   24   n   head: robustmq.meta.v1.SnapshotHead
 *            the machines' snapshots back to back, in the head's order, each with its CRC-32C in the head
 *
 * Later versions keep bytes 0 .. 24 and their checksum, so that an unknown version is told from damage. A machine's
 * bytes are not part of the head so that they are written and read without another copy: a large catalog is many
 * megabytes.
 */

const MAGIC = Buffer.from('RMQMSNAP', 'latin1')
export const SNAPSHOT_FORMAT = 1
export const SNAPSHOT_PREFIX_BYTES = 24
/** A head above this is damage: 1024 clients with 64 KiB of answers and a little more. */
const HEAD_BYTES_MAX = 256 * 1024 * 1024

const { SnapshotHead } = metaProto.meta.v1

export interface SnapshotSection {
  readonly name: string
  readonly version: number
  readonly bytes: Uint8Array
}

export interface Snapshot {
  readonly appliedIndex: number
  readonly appliedTerm: number
  readonly timeMs: number
  readonly clients: readonly metaProto.meta.v1.ClientRecord.$Properties[]
  readonly sections: readonly SnapshotSection[]
}

/** The file as buffers to write one after the other. */
export function encodeSnapshotFile(snapshot: Snapshot): Uint8Array[] {
  const head = SnapshotHead.encode({
    appliedIndex: snapshot.appliedIndex,
    appliedTerm: snapshot.appliedTerm,
    timeMs: snapshot.timeMs,
    clients: [...snapshot.clients],
    machines: snapshot.sections.map(({ name, version, bytes }) => ({ name, version, bytes: bytes.length, crc32c: crc32c(bytes) })),
  }).finish()
  const prefix = Buffer.alloc(SNAPSHOT_PREFIX_BYTES)
  MAGIC.copy(prefix, 0)
  writeInt32(prefix, 8, SNAPSHOT_FORMAT)
  writeInt32(prefix, 12, head.length)
  writeInt32(prefix, 16, crc32c(head))
  writeInt32(prefix, 20, crc32c(prefix, 0, 20))
  return [prefix, head, ...snapshot.sections.map((section) => section.bytes)]
}

/**
 * Reads a file's bytes; the sections are views into them.
 * @throws BrokerError META_CORRUPT, META_FORMAT_UNKNOWN
 */
export function decodeSnapshotFile(bytes: Buffer, name: string): Snapshot {
  const corrupt = (what: string, cause?: unknown) => metaError('META_CORRUPT', `snapshot ${name}: ${what}`, cause, { file: name })
  if (bytes.length < SNAPSHOT_PREFIX_BYTES || !bytes.subarray(0, 8).equals(MAGIC)) throw corrupt('no snapshot file')
  const format = readUint32(bytes, 8)
  if (crc32c(bytes, 0, 20) !== readUint32(bytes, 20)) throw corrupt('checksum of the prefix')
  if (format !== SNAPSHOT_FORMAT) {
    throw metaError('META_FORMAT_UNKNOWN', `snapshot ${name} has format ${format}; this build knows ${SNAPSHOT_FORMAT}`, undefined, { file: name, format })
  }
  const headBytes = readUint32(bytes, 12)
  const headEnd = SNAPSHOT_PREFIX_BYTES + headBytes
  if (headBytes > HEAD_BYTES_MAX || headEnd > bytes.length) throw corrupt('head cut off')
  if (crc32c(bytes, SNAPSHOT_PREFIX_BYTES, headEnd) !== readUint32(bytes, 16)) throw corrupt('checksum of the head')
  let head: metaProto.meta.v1.SnapshotHead
  try {
    head = SnapshotHead.decode(bytes.subarray(SNAPSHOT_PREFIX_BYTES, headEnd))
  } catch (cause) {
    throw corrupt('head cannot be decoded', cause)
  }
  const sections: SnapshotSection[] = []
  let at = headEnd
  for (const machine of head.machines) {
    const end = at + (machine.bytes ?? 0)
    if (end > bytes.length) throw corrupt(`section ${machine.name ?? ''} cut off`)
    if (crc32c(bytes, at, end) !== machine.crc32c) throw corrupt(`checksum of section ${machine.name ?? ''}`)
    sections.push({ name: machine.name ?? '', version: machine.version ?? 0, bytes: bytes.subarray(at, end) })
    at = end
  }
  if (at !== bytes.length) throw corrupt('bytes after the end')
  return { appliedIndex: head.appliedIndex, appliedTerm: head.appliedTerm, timeMs: head.timeMs, clients: head.clients, sections }
}
