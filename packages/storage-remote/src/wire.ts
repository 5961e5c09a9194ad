import { BrokerError, isBrokerError } from '@robustmq/common-errors'
import type { RetryHint } from '@robustmq/common-errors'
import type { Durability, ShardSpec } from '@robustmq/storage-adapter'

/*
 * What travels on the channel of the shards. A wire format within the wire version of the link: an operation is never given
 * another meaning. Numbers are little-endian; a shard or an offset is a double (whole, below 2^53), an epoch a u32.
 *
 * One-way, to the node that holds the shard:
 *   1 APPEND    u8 op, u8 flags (1: conditional), u16 0, u32 epoch, u32 sequence, f64 shard, [f64 expected offset,] batch
 *   2 WATCH     u8 op, f64 shard …       commits are told in the turn in which they happen
 *   3 UNWATCH   u8 op, f64 shard …
 * One-way, from it:
 *   16 OUTCOMES u8 op, then per append: u32 sequence, u8 how (0: f64 base, f64 next | 1: u16 length, failure)
 *   17 OFFSETS  u8 op, then per shard: f64 shard, f64 log start, f64 committed, f64 stored bytes
 * Requests:
 *   32 OPEN     u8 op, u8 length, storage kind, then per shard: u32 epoch, f64 shard, u32 tenant, u32 group, u8 durability
 *               answer per shard: u8 how (0: f64 log start, committed, stored bytes | 1: u16 length, failure)
 *   33 FETCH    u8 op, u8 strict, u32 epoch, f64 shard, f64 offset, u32 bytes; answer: f64 next, log start, committed, batches
 *   34 TIME     u8 op, u32 epoch, f64 shard, f64 timestamp; answer: empty, or f64 offset, timestamp
 *   35 TRIM     u8 op, u32 epoch, f64 shard, f64 offset; answer: f64 log start
 *   36 DELETE   u8 op, u32 epoch, f64 shard, f64 offset …; answer: empty
 *   37 LOOKUP   u8 op, u32 epoch, f64 shard, JSON; answer: JSON
 */
export const OP_APPEND = 1
export const OP_WATCH = 2
export const OP_UNWATCH = 3
export const OP_OUTCOMES = 16
export const OP_OFFSETS = 17
export const OP_OPEN = 32
export const OP_FETCH = 33
export const OP_TIME = 34
export const OP_TRIM = 35
export const OP_DELETE = 36
export const OP_LOOKUP = 37

export const APPEND_HEAD_BYTES = 20
export const APPEND_CONDITIONAL = 1
export const OPEN_ENTRY_BYTES = 21
export const OFFSETS_ENTRY_BYTES = 32
export const FETCH_HEAD_BYTES = 24

const DURABILITIES: readonly Durability[] = ['always', 'interval', 'never']
const RETRIES: readonly RetryHint[] = ['never', 'later', 'elsewhere']

/** Bytes that a peer sent and that cannot be read: a fault of its build. */
export function malformed(): BrokerError {
  return new BrokerError({ code: 'STORAGE_UNSUPPORTED', retry: 'never', message: 'the request of another node cannot be read' })
}

export function encodeAppend(epoch: number, sequence: number, shard: number, expectedOffset: number | undefined, batch: Buffer): Buffer {
  const head = expectedOffset === undefined ? APPEND_HEAD_BYTES : APPEND_HEAD_BYTES + 8
  const out = Buffer.allocUnsafe(head + batch.length)
  out[0] = OP_APPEND
  out[1] = expectedOffset === undefined ? 0 : APPEND_CONDITIONAL
  out.writeUInt16LE(0, 2)
  out.writeUInt32LE(epoch, 4)
  out.writeUInt32LE(sequence, 8)
  out.writeDoubleLE(shard, 12)
  if (expectedOffset !== undefined) out.writeDoubleLE(expectedOffset, APPEND_HEAD_BYTES)
  batch.copy(out, head)
  return out
}

export function encodeWatch(op: typeof OP_WATCH | typeof OP_UNWATCH, shards: readonly number[]): Buffer {
  const out = Buffer.allocUnsafe(1 + shards.length * 8)
  out[0] = op
  shards.forEach((shard, i) => out.writeDoubleLE(shard, 1 + i * 8))
  return out
}

export interface OpenEntry {
  readonly spec: ShardSpec
  readonly epoch: number
}

export function encodeOpen(kind: string, entries: readonly OpenEntry[]): Buffer {
  const name = Buffer.from(kind)
  const out = Buffer.allocUnsafe(2 + name.length + entries.length * OPEN_ENTRY_BYTES)
  out[0] = OP_OPEN
  out[1] = name.length
  let at = 2 + name.copy(out, 2)
  for (const { spec, epoch } of entries) {
    out.writeUInt32LE(epoch, at)
    out.writeDoubleLE(spec.shard, at + 4)
    out.writeUInt32LE(spec.tenant, at + 12)
    out.writeUInt32LE(spec.group, at + 16)
    out[at + 20] = DURABILITIES.indexOf(spec.durability)
    at += OPEN_ENTRY_BYTES
  }
  return out
}

export function decodeOpen(bytes: Buffer): { readonly kind: string; readonly entries: readonly OpenEntry[] } {
  const start = 2 + (bytes[1] ?? 0)
  if (start > bytes.length || (bytes.length - start) % OPEN_ENTRY_BYTES !== 0) throw malformed()
  const entries: OpenEntry[] = []
  for (let at = start; at < bytes.length; at += OPEN_ENTRY_BYTES) {
    const durability = DURABILITIES[bytes[at + 20] as number]
    if (durability === undefined) throw malformed()
    entries.push({
      epoch: bytes.readUInt32LE(at),
      spec: { shard: bytes.readDoubleLE(at + 4), tenant: bytes.readUInt32LE(at + 12), group: bytes.readUInt32LE(at + 16), durability },
    })
  }
  return { kind: bytes.toString('utf8', 2, start), entries }
}

/** `u8 op, u32 epoch, f64 shard`, then numbers. */
export function encodeShardRequest(op: number, epoch: number, shard: number, numbers: readonly number[], tail: Buffer = NO_BYTES): Buffer {
  const out = Buffer.allocUnsafe(13 + numbers.length * 8 + tail.length)
  out[0] = op
  out.writeUInt32LE(epoch, 1)
  out.writeDoubleLE(shard, 5)
  numbers.forEach((value, i) => out.writeDoubleLE(value, 13 + i * 8))
  tail.copy(out, 13 + numbers.length * 8)
  return out
}

export function encodeFetch(epoch: number, shard: number, offset: number, bytesMax: number, strict: boolean): Buffer {
  const out = Buffer.allocUnsafe(26)
  out[0] = OP_FETCH
  out[1] = strict ? 1 : 0
  out.writeUInt32LE(epoch, 2)
  out.writeDoubleLE(shard, 6)
  out.writeDoubleLE(offset, 14)
  out.writeUInt32LE(bytesMax, 22)
  return out
}

/** u8 length, code, u8 retry, message. */
export function encodeFailure(error: BrokerError): Buffer {
  const code = Buffer.from(error.code.slice(0, 255))
  return Buffer.concat([Buffer.from([code.length]), code, Buffer.from([RETRIES.indexOf(error.retry)]), Buffer.from(error.message.slice(0, 4096))])
}

export function decodeFailure(bytes: Buffer, start: number, end: number): BrokerError {
  const codeEnd = start + 1 + (bytes[start] ?? 0)
  if (codeEnd >= end) return malformed()
  return new BrokerError({
    code: bytes.toString('latin1', start + 1, codeEnd), retry: RETRIES[bytes[codeEnd] as number] ?? 'never', message: bytes.toString('utf8', codeEnd + 1, end),
  })
}

/** What a peer network says, in the words of storage. */
export function unreachable(node: number, cause: unknown): BrokerError {
  const known = BrokerError.from(cause)
  if (!known.code.startsWith('PEER_')) return known
  return new BrokerError({ code: 'STORAGE_UNREACHABLE', retry: 'later', message: `node ${node}: ${known.message}`, ...(isBrokerError(cause) ? { cause } : {}) })
}

const NO_BYTES = Buffer.alloc(0)
