import { crc32c } from '@robustmq/common-bytes'
import { assert } from '@robustmq/common-errors'
import { readMessage, writeMessage } from './message-codec.ts'
import type { RaftMessage } from './message.ts'
import { WireReader } from './wire-reader.ts'
import { WireWriter } from './wire-writer.ts'

/** Version of what peers send each other. A batch of another version is refused by name. */
export const PEER_BATCH_VERSION = 1

const FRAME_MESSAGE = 1
const FRAME_CHUNK = 2
const FRAME_CHUNK_STATUS = 3
const HEAD_BYTES = 5

/** A message of one group. */
export interface MessageFrame {
  readonly frame: 'message'
  readonly group: number
  readonly message: RaftMessage
}

/** A part of a snapshot. `message` is the MSG_SNAPSHOT that it belongs to, without data. */
export interface ChunkFrame {
  readonly frame: 'chunk'
  readonly group: number
  readonly message: RaftMessage
  /** Bytes of the whole snapshot. */
  readonly bytesTotal: number
  /** Where `data` begins in it. */
  readonly offset: number
  /** CRC-32C of the snapshot from its first byte to the last one of `data`. */
  readonly crc: number
  readonly data: Uint8Array
}

/** What the receiver of a snapshot has, and so what it wants next. */
export interface ChunkStatusFrame {
  readonly frame: 'chunk-status'
  readonly group: number
  readonly index: number
  readonly term: number
  readonly offset: number
  /** 0 goes on at `offset`, 1 complete and handed to the group, 2 not wanted. */
  readonly status: number
}

export type PeerFrame = MessageFrame | ChunkFrame | ChunkStatusFrame

/** All that one node has for another one in one turn, of all groups. */
export interface PeerBatch {
  readonly from: number
  readonly to: number
  /** Another one than before: the sender was started anew and has forgotten everything that is not durable. */
  readonly incarnation: number
  readonly frames: readonly PeerFrame[]
}

/**
 * Collects what goes to one peer:
 *
 *     0  1  version, 1
 *     1  4  CRC-32C of everything after it, big endian
 *     5     number from, number to, number incarnation (`WireWriter.number`), then frames:
 *           1 byte   1 message, 2 chunk of a snapshot, 3 status of chunks
 *           4 bytes  length of the rest, big endian
 *           number   group
 *           1: a message (`message-codec.ts`)
 *           2: a message, number bytesTotal, number offset, 4 bytes crc, data up to the end of the frame
 *           3: number index, number term, number offset, 1 byte status
 */
export class PeerBatchEncoder {
  readonly from: number
  readonly to: number
  readonly #incarnation: number
  readonly #out = new WireWriter()
  frameCount = 0

  constructor(from: number, to: number, incarnation: number) {
    this.from = from
    this.to = to
    this.#incarnation = incarnation
    this.#begin()
  }

  /** Bytes collected so far. */
  get byteCount(): number {
    return this.#out.length
  }

  add(frame: PeerFrame): void {
    if (frame.frame === 'message') this.addMessage(frame.group, frame.message)
    else if (frame.frame === 'chunk') this.#addChunk(frame)
    else this.#addStatus(frame)
  }

  addMessage(group: number, message: RaftMessage): void {
    this.#check(message)
    const at = this.#open(FRAME_MESSAGE, group)
    writeMessage(this.#out, message)
    this.#close(at)
  }

  /** The batch, which belongs to the caller; the next one begins empty. */
  take(): Buffer {
    const out = this.#out
    const body = out.written(HEAD_BYTES)
    out.uint32At(1, crc32c(body, 0, body.length))
    const bytes = out.take()
    this.#begin()
    return bytes
  }

  #begin(): void {
    const out = this.#out
    out.reset()
    this.frameCount = 0
    out.byte(PEER_BATCH_VERSION)
    out.uint32(0)
    out.number(this.from)
    out.number(this.to)
    out.number(this.#incarnation)
  }

  #check(message: RaftMessage): void {
    assert(message.from === this.from && message.to === this.to, 'a message in the batch of another peer')
  }

  #open(kind: number, group: number): number {
    const out = this.#out
    out.byte(kind)
    const at = out.length
    out.uint32(0)
    out.number(group)
    this.frameCount++
    return at
  }

  #close(at: number): void {
    this.#out.uint32At(at, this.#out.length - at - 4)
  }

  #addChunk({ group, message, bytesTotal, offset, crc, data }: ChunkFrame): void {
    this.#check(message)
    const out = this.#out
    const at = this.#open(FRAME_CHUNK, group)
    writeMessage(out, message)
    out.number(bytesTotal)
    out.number(offset)
    out.uint32(crc)
    out.bytes(data)
    this.#close(at)
  }

  #addStatus({ group, index, term, offset, status }: ChunkStatusFrame): void {
    const out = this.#out
    const at = this.#open(FRAME_CHUNK_STATUS, group)
    out.number(index)
    out.number(term)
    out.number(offset)
    out.byte(status)
    this.#close(at)
  }
}

/**
 * Reads a batch, or says in words why it is none: a peer's fault is a value. All or nothing. Data of entries, snapshots and
 * chunks are views of `bytes`, which must not be changed afterwards.
 */
export function decodePeerBatch(bytes: Uint8Array): PeerBatch | string {
  if (bytes.length < HEAD_BYTES) return 'cut off'
  if (bytes[0] !== PEER_BATCH_VERSION) return `version ${bytes[0]} of peer batches, known is ${PEER_BATCH_VERSION}`
  const input = new WireReader(bytes, 1)
  if (input.uint32() !== crc32c(bytes, HEAD_BYTES, bytes.length)) return 'the checksum does not fit'
  const from = input.number()
  const to = input.number()
  const incarnation = input.number()
  const frames: PeerFrame[] = []
  while (!input.isAtEnd) frames.push(readFrame(input, from, to))
  return input.failure ?? { from, to, incarnation, frames }
}

function readFrame(input: WireReader, from: number, to: number): PeerFrame {
  const kind = input.byte()
  const end = input.enter(input.uint32())
  const group = input.number()
  if (kind < FRAME_MESSAGE || kind > FRAME_CHUNK_STATUS) input.fail(`unknown kind of frame ${kind}`)
  const frame = kind === FRAME_CHUNK ? readChunk(input, group, from, to) : kind === FRAME_CHUNK_STATUS ? readStatus(input, group)
    : { frame: 'message', group, message: readMessage(input, from, to) } as const
  input.leave(end)
  return frame
}

function readChunk(input: WireReader, group: number, from: number, to: number): ChunkFrame {
  const message = readMessage(input, from, to)
  if (message.snapshot === null) input.fail('a chunk of no snapshot')
  const bytesTotal = input.number()
  const offset = input.number()
  const crc = input.uint32()
  const data = input.rest()
  if (offset + data.length > bytesTotal) input.fail('a chunk beyond the end of its snapshot')
  return { frame: 'chunk', group, message, bytesTotal, offset, crc, data }
}

function readStatus(input: WireReader, group: number): ChunkStatusFrame {
  const index = input.number()
  const term = input.number()
  const offset = input.number()
  const status = input.byte()
  if (status > 2) input.fail(`unknown status of chunks ${status}`)
  return { frame: 'chunk-status', group, index, term, offset, status }
}
