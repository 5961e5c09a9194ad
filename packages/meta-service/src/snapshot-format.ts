import { crc32c, readUint32, writeInt32 } from '@robustmq/common-bytes'
import { metaProto } from '@robustmq/proto-gen'
import type { ConfState } from '@robustmq/raft'
import { metaError } from './errors.ts'
import { NO_MEMBERS } from './group-log.ts'

/*
 * The snapshot file, a disk format and what is sent to a node that lags. Big-endian.
 *
 *   at  bytes
 *    0   8   magic "RMQMSNAP"
 *    8   4   format version, 2
 *   12   8   zero
 *   20   4   CRC-32C of bytes 0 .. 20
 *   24   n   the machines' snapshots back to back, in the head's order, each with its length and CRC-32C in the head
 *        n   head: robustmq.meta.v1.SnapshotHead
 *        4   bytes of the head
 *        4   CRC-32C of the head and of its length
 *
 * The head is at the end, so that the machines' bytes are written as they are made: a large catalog is many megabytes, and is
 * encoded in slices. Format 1, of a node that was always alone, had the head in front (its length and CRC at 12 and 16) and no
 * members in it. Later versions keep bytes 0 .. 24 and their checksum, so that an unknown version is told from damage.
 */

const MAGIC = Buffer.from('RMQMSNAP', 'latin1')
export const SNAPSHOT_FORMAT = 2
export const SNAPSHOT_PREFIX_BYTES = 24
const FORMAT_HEAD_FIRST = 1
const TAIL_BYTES = 8
/** A head above this is damage: 1024 clients with 64 KiB of answers and a little more. */
const HEAD_BYTES_MAX = 256 * 1024 * 1024

const { SnapshotHead } = metaProto.meta.v1

export interface SnapshotSection {
  readonly name: string
  readonly version: number
  readonly bytes: Uint8Array
}

/** What a snapshot says besides the machines' bytes. */
export interface SnapshotState {
  readonly appliedIndex: number
  readonly appliedTerm: number
  readonly timeMs: number
  readonly clients: readonly metaProto.meta.v1.ClientRecord.$Properties[]
  /** Null: written by a node that was alone, before there were members. */
  readonly confState: ConfState | null
}

export interface Snapshot extends SnapshotState {
  readonly sections: readonly SnapshotSection[]
}

/** A machine's bytes, made as they are asked for. */
export interface SectionSource {
  readonly name: string
  readonly version: number
  readonly parts: Iterator<Uint8Array>
}

/** What to write, one piece after the other; the pieces belong to the caller. The state may change meanwhile, the sources do not. */
export function* encodeSnapshot(state: SnapshotState, sources: readonly SectionSource[]): Generator<Uint8Array, void, undefined> {
  const prefix = Buffer.alloc(SNAPSHOT_PREFIX_BYTES)
  MAGIC.copy(prefix, 0)
  writeInt32(prefix, 8, SNAPSHOT_FORMAT)
  writeInt32(prefix, 20, crc32c(prefix, 0, 20))
  yield prefix
  const machines: metaProto.meta.v1.MachineSection.$Properties[] = []
  for (const { name, version, parts } of sources) {
    let bytes = 0
    let crc = 0
    for (let part = parts.next(); part.done !== true; part = parts.next()) {
      bytes += part.value.length
      crc = crc32c(part.value, 0, part.value.length, crc)
      yield part.value
    }
    machines.push({ name, version, bytes, crc32c: crc })
  }
  const head = SnapshotHead.encode({
    appliedIndex: state.appliedIndex, appliedTerm: state.appliedTerm, timeMs: state.timeMs, clients: [...state.clients], machines,
    members: state.confState === null ? null : {
      voters: [...state.confState.voters], outgoing: [...state.confState.outgoing], learners: [...state.confState.learners],
      learnersNext: [...state.confState.learnersNext], autoLeave: state.confState.autoLeave,
    },
  }).finish()
  const tail = Buffer.alloc(TAIL_BYTES)
  writeInt32(tail, 0, head.length)
  writeInt32(tail, 4, crc32c(tail, 0, 4, crc32c(head)))
  yield head
  yield tail
}

/**
 * Reads a file's bytes; the sections are views into them.
 * @throws BrokerError META_CORRUPT, META_FORMAT_UNKNOWN
 */
export function decodeSnapshotFile(bytes: Buffer, name: string): Snapshot {
  if (bytes.length < SNAPSHOT_PREFIX_BYTES || !bytes.subarray(0, 8).equals(MAGIC)) throw corrupt(name, 'no snapshot file')
  const format = readUint32(bytes, 8)
  if (crc32c(bytes, 0, 20) !== readUint32(bytes, 20)) throw corrupt(name, 'checksum of the prefix')
  if (format !== SNAPSHOT_FORMAT && format !== FORMAT_HEAD_FIRST) {
    throw metaError('META_FORMAT_UNKNOWN', `snapshot ${name} has format ${format}; this build knows up to ${SNAPSHOT_FORMAT}`, undefined, { file: name, format })
  }
  const [headStart, headEnd, sectionsStart, sectionsEnd] = format === FORMAT_HEAD_FIRST ? placesOfFormat1(bytes, name) : placesOfFormat2(bytes, name)
  let head: metaProto.meta.v1.SnapshotHead
  try {
    head = SnapshotHead.decode(bytes.subarray(headStart, headEnd))
  } catch (cause) {
    throw corrupt(name, 'head cannot be decoded', cause)
  }
  const sections: SnapshotSection[] = []
  let at = sectionsStart
  for (const machine of head.machines) {
    const end = at + (machine.bytes ?? 0)
    if (end > sectionsEnd) throw corrupt(name, `section ${machine.name ?? ''} cut off`)
    if (crc32c(bytes, at, end) !== (machine.crc32c ?? 0)) throw corrupt(name, `checksum of section ${machine.name ?? ''}`)
    sections.push({ name: machine.name ?? '', version: machine.version ?? 0, bytes: bytes.subarray(at, end) })
    at = end
  }
  if (at !== sectionsEnd) throw corrupt(name, 'bytes that belong to nothing')
  const { appliedIndex, appliedTerm, timeMs, clients } = head
  return { appliedIndex, appliedTerm, timeMs, clients, confState: confStateOf(head.members), sections }
}

function placesOfFormat1(bytes: Buffer, name: string): [number, number, number, number] {
  const headEnd = SNAPSHOT_PREFIX_BYTES + readUint32(bytes, 12)
  if (headEnd > HEAD_BYTES_MAX || headEnd > bytes.length) throw corrupt(name, 'head cut off')
  if (crc32c(bytes, SNAPSHOT_PREFIX_BYTES, headEnd) !== readUint32(bytes, 16)) throw corrupt(name, 'checksum of the head')
  return [SNAPSHOT_PREFIX_BYTES, headEnd, headEnd, bytes.length]
}

function placesOfFormat2(bytes: Buffer, name: string): [number, number, number, number] {
  const tail = bytes.length - TAIL_BYTES
  if (tail < SNAPSHOT_PREFIX_BYTES) throw corrupt(name, 'cut off')
  const headBytes = readUint32(bytes, tail)
  const headStart = tail - headBytes
  if (headBytes > HEAD_BYTES_MAX || headStart < SNAPSHOT_PREFIX_BYTES) throw corrupt(name, 'head cut off')
  if (crc32c(bytes, tail, tail + 4, crc32c(bytes, headStart, tail)) !== readUint32(bytes, tail + 4)) throw corrupt(name, 'checksum of the head')
  return [headStart, tail, SNAPSHOT_PREFIX_BYTES, headStart]
}

function confStateOf(members: metaProto.meta.v1.MemberSets.$Properties | null | undefined): ConfState | null {
  if (members === null || members === undefined) return null
  const { voters, outgoing, learners, learnersNext, autoLeave } = members
  return {
    ...NO_MEMBERS, voters: voters ?? [], outgoing: outgoing ?? [], learners: learners ?? [], learnersNext: learnersNext ?? [], autoLeave: autoLeave ?? false,
  }
}

function corrupt(name: string, what: string, cause?: unknown): Error {
  return metaError('META_CORRUPT', `snapshot ${name}: ${what}`, cause, { file: name })
}
