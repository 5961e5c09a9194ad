import { readInt64, readUint16, readUint32, writeInt32, writeInt64, writeUint16 } from '@robustmq/common-bytes'
import { ENTRY_CONF_CHANGE, ENTRY_NORMAL } from '@robustmq/raft'
import type { HardState, RaftEntry } from '@robustmq/raft'
import { metaError } from './errors.ts'

/*
 * What one Ready of a group leaves in the log: the body of a FRAME_META frame whose `shard` is 1, a disk format. Big-endian.
 * The frame's group is that of the machines, its base offset the index of the first entry and its index that of the last one
 * (both 0 without entries), its term the one of the hard state.
 *
 *   at  bytes
 *    0   2   format version, 1
 *    2   2   what is in it: 1 a hard state, 2 the mark of a snapshot that was taken over from another node
 *    4   8   term, vote, commit of the hard state, 8 bytes each
 *   28   8   index of the snapshot, then 8 bytes term
 *   44   4   number of entries
 *   48       each: 4 bytes length of the data, 1 byte kind, 8 bytes term, data
 *
 * Entries replace what stood at their indexes and after them: on recovery the later frame wins, so a cut is as durable as what
 * follows it. The mark of a snapshot empties the log. A Ready that is too large for one frame is written as several; the hard
 * state is in the last one, since a commit index must not survive without the entries that it speaks of.
 *
 * Frames whose `shard` is 0 are those of the layout before there was raft: one command each, of the main group, committed.
 */
export const RECORD_FORMAT = 1
/** `shard` of a frame with such a record. */
export const SHARD_RECORD = 1
/** `shard` of a frame with one committed command. */
export const SHARD_COMMAND = 0

const HAS_HARD_STATE = 1
const HAS_SNAPSHOT = 2
const HEAD_BYTES = 48
const ENTRY_HEAD_BYTES = 13

export interface RaftRecord {
  readonly hardState: HardState | null
  /** A snapshot that replaced state and log; its file is durable. */
  readonly snapshot: { readonly index: number; readonly term: number } | null
  readonly entries: readonly RaftEntry[]
}

/** Bytes that an entry adds to a record. */
export function recordEntryBytes(entry: RaftEntry): number {
  return ENTRY_HEAD_BYTES + entry.data.length
}

export function encodeRecord({ hardState, snapshot, entries }: RaftRecord): Buffer {
  let bytes = HEAD_BYTES
  for (const entry of entries) bytes += recordEntryBytes(entry)
  const out = Buffer.allocUnsafe(bytes)
  writeUint16(out, 0, RECORD_FORMAT)
  writeUint16(out, 2, (hardState === null ? 0 : HAS_HARD_STATE) | (snapshot === null ? 0 : HAS_SNAPSHOT))
  writeInt64(out, 4, hardState?.term ?? 0)
  writeInt64(out, 12, hardState?.vote ?? 0)
  writeInt64(out, 20, hardState?.commit ?? 0)
  writeInt64(out, 28, snapshot?.index ?? 0)
  writeInt64(out, 36, snapshot?.term ?? 0)
  writeInt32(out, 44, entries.length)
  let at = HEAD_BYTES
  for (const { data, kind, term } of entries) {
    writeInt32(out, at, data.length)
    out[at + 4] = kind
    writeInt64(out, at + 5, term)
    out.set(data, at + ENTRY_HEAD_BYTES)
    at += ENTRY_HEAD_BYTES + data.length
  }
  return out
}

/**
 * Reads what `encodeRecord` wrote; `first` is the index of the first entry. Data of entries are views of `bytes`.
 * @throws BrokerError META_CORRUPT, META_FORMAT_UNKNOWN
 */
export function decodeRecord(bytes: Uint8Array, first: number): RaftRecord {
  if (bytes.length < HEAD_BYTES) throw corrupt(first)
  const format = readUint16(bytes, 0)
  if (format !== RECORD_FORMAT) throw metaError('META_FORMAT_UNKNOWN', `a metadata record has format ${format}; this build knows ${RECORD_FORMAT}`, undefined, { format })
  const flags = readUint16(bytes, 2)
  const count = readUint32(bytes, 44)
  const entries: RaftEntry[] = []
  let at = HEAD_BYTES
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_HEAD_BYTES > bytes.length) throw corrupt(first)
    const end = at + ENTRY_HEAD_BYTES + readUint32(bytes, at)
    const kind = bytes[at + 4]
    if (end > bytes.length || kind !== ENTRY_NORMAL && kind !== ENTRY_CONF_CHANGE) throw corrupt(first)
    entries.push({ index: first + i, term: readInt64(bytes, at + 5), kind, data: bytes.subarray(at + ENTRY_HEAD_BYTES, end) })
    at = end
  }
  if (at !== bytes.length) throw corrupt(first)
  return {
    hardState: (flags & HAS_HARD_STATE) === 0 ? null : { term: readInt64(bytes, 4), vote: readInt64(bytes, 12), commit: readInt64(bytes, 20) },
    snapshot: (flags & HAS_SNAPSHOT) === 0 ? null : { index: readInt64(bytes, 28), term: readInt64(bytes, 36) },
    entries,
  }
}

function corrupt(first: number): Error {
  return metaError('META_CORRUPT', `a metadata record at entry ${first} cannot be decoded`, undefined, { first })
}
