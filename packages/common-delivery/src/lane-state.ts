import { readVarint64, VARINT_INVALID, varintEnd, writeVarint } from '@robustmq/common-bytes'
import { BrokerError } from '@robustmq/common-errors'
import { RangeSet } from './range-set.ts'
import type { ReferenceList } from './reference-list.ts'
import { OP_COUNT, OP_DONE, OP_ENQUEUE, OP_FLOOR, OP_RESERVE, OP_SEEK } from './lane.ts'
import type { Lane } from './lane.ts'

/*
 * A lane in the state log, a disk format. Numbers are zig-zag varints.
 *
 *   key     name of the consumer (UTF-8), 0x00, 6 bytes: shard, or REFERENCES + priority
 *   put     version 1 | flags: 1 held | floor | reserved - floor | n, n x (gap, length): done above the floor
 *           | n, n x (position - floor, deliveries): where more than one
 *           | references only: next number | n, n x (number - end of the one before, length, shard, offset)
 *   delta   any number of: operation, arguments
 *           1 floor: position          all below is done          4 count: position, deliveries
 *           2 done: start, length                                 5 seek: position
 *           3 reserve: position                                   6 enqueue: number, count, shard, offset
 */
const VERSION = 1
const FLAG_HELD = 1
const NUMBER_BYTES_MAX = 10
/** Ids of lanes of references: no shard has such a number. */
export const REFERENCES: number = 2 ** 47
const ID_BYTES = 6

export function isReferenceLane(id: number): boolean {
  return id >= REFERENCES
}

export function stateInvalid(what: string): BrokerError {
  return new BrokerError({ code: 'DELIVERY_STATE_INVALID', retry: 'never', message: `state of consumers: ${what}` })
}

/** Encodes keys and values into buffers of its own, used again for each. */
export class LaneEncoder {
  bytes: Buffer = Buffer.allocUnsafe(1024)
  length = 0
  private key: Buffer = Buffer.allocUnsafe(512)

  /** The key of a lane; valid until the next call. */
  keyOf(name: string, id: number): Buffer {
    const size = Buffer.byteLength(name)
    if (this.key.length < size + 1 + ID_BYTES) this.key = Buffer.allocUnsafe(size + 1 + ID_BYTES)
    const at = this.key.write(name, 0)
    this.key[at] = 0
    this.key.writeUIntBE(id, at + 1, ID_BYTES)
    return this.key.subarray(0, at + 1 + ID_BYTES)
  }

  begin(): void {
    this.length = 0
  }

  number(value: number): void {
    if (this.length + NUMBER_BYTES_MAX > this.bytes.length) {
      const bigger = Buffer.allocUnsafe(this.bytes.length * 2)
      this.bytes.copy(bigger, 0, 0, this.length)
      this.bytes = bigger
    }
    this.length = writeVarint(this.bytes, this.length, value)
  }

  /** The whole of a lane; `counts`: positions and deliveries. */
  put(lane: Lane, held: boolean, counts: readonly number[]): void {
    this.begin()
    this.number(VERSION)
    this.number(held ? FLAG_HELD : 0)
    this.number(lane.floor)
    this.number(Math.max(0, lane.reserved - lane.floor))
    const { ranges, references, floor } = lane
    this.number(ranges === null ? 0 : ranges.count)
    let end = floor
    for (let i = 0; ranges !== null && i < ranges.count; i++) {
      this.number(ranges.startOf(i) - end)
      end = ranges.endOf(i)
      this.number(end - ranges.startOf(i))
    }
    this.number(counts.length / 2)
    for (let i = 0; i < counts.length; i += 2) {
      this.number((counts[i] as number) - floor)
      this.number(counts[i + 1] as number)
    }
    if (references !== null) this.runs(references, floor)
  }

  private runs(references: ReferenceList, floor: number): void {
    const first = references.runFrom(floor)
    this.number(references.nextNumber)
    this.number(references.runCount - first)
    let end = 0
    for (let run = first; run < references.runCount; run++) {
      this.number(references.number(run) - end)
      this.number(references.length(run))
      this.number(references.shard(run))
      this.number(references.offset(run))
      end = references.number(run) + references.length(run)
    }
  }

  /** Appends one operation as it is kept in `Lane.ops`. */
  operation(code: number, a: number, b: number): void {
    this.number(code)
    this.number(a)
    if (code === OP_DONE) this.number(b - a)
    else if (code === OP_COUNT) this.number(b)
  }

  enqueue(number: number, count: number, shard: number, offset: number): void {
    this.number(OP_ENQUEUE)
    this.number(number)
    this.number(count)
    this.number(shard)
    this.number(offset)
  }
}

export interface LaneKey {
  readonly name: string
  readonly id: number
}

export function decodeLaneKey(bytes: Buffer, start: number, end: number): LaneKey {
  const nameEnd = end - ID_BYTES - 1
  if (nameEnd < start || bytes[nameEnd] !== 0) throw stateInvalid('a key is not of a known form')
  return { name: bytes.toString('utf8', start, nameEnd), id: bytes.readUIntBE(nameEnd + 1, ID_BYTES) }
}

/** Reads the numbers of a value. */
class Reader {
  private at: number
  private readonly bytes: Buffer
  private readonly end: number

  constructor(bytes: Buffer, start: number, end: number) {
    this.bytes = bytes
    this.at = start
    this.end = end
  }

  get done(): boolean {
    return this.at >= this.end
  }

  number(): number {
    const value = readVarint64(this.bytes, this.at, this.end)
    if (value === VARINT_INVALID) throw stateInvalid('a value is cut off')
    this.at = varintEnd
    return value
  }
}

/** Fills a new lane from a put; returns whether it is held. */
export function decodeLanePut(lane: Lane, bytes: Buffer, start: number, end: number): boolean {
  const reader = new Reader(bytes, start, end)
  const version = reader.number()
  if (version !== VERSION) throw stateInvalid(`version ${version} is not known to this build`)
  const held = (reader.number() & FLAG_HELD) !== 0
  lane.floor = reader.number()
  lane.reserved = lane.floor + reader.number()
  let at = lane.floor
  for (let left = reader.number(); left > 0; left--) {
    const from = at + reader.number()
    at = from + reader.number()
    lane.ranges ??= new RangeSet()
    lane.ranges.add(from, at)
  }
  for (let left = reader.number(); left > 0; left--) {
    const position = lane.floor + reader.number()
    lane.counts ??= new Map()
    lane.counts.set(position, reader.number())
  }
  const { references } = lane
  if (references === null) return held
  const nextNumber = reader.number()
  at = 0
  for (let left = reader.number(); left > 0; left--) {
    const number = at + reader.number()
    const length = reader.number()
    const shard = reader.number()
    references.place(number, shard, reader.number(), length)
    at = number + length
  }
  references.nextNumber = nextNumber
  return held
}

/** Folds a delta into a lane. */
export function decodeLaneDelta(lane: Lane, bytes: Buffer, start: number, end: number): void {
  const reader = new Reader(bytes, start, end)
  while (!reader.done) {
    const code = reader.number()
    const a = reader.number()
    if (code === OP_FLOOR) lane.markDone(Math.min(lane.floor, a), a)
    else if (code === OP_DONE) lane.markDone(a, a + reader.number())
    else if (code === OP_RESERVE) lane.reserved = a
    else if (code === OP_COUNT) (lane.counts ??= new Map()).set(a, reader.number())
    else if (code === OP_SEEK) {
      lane.floor = a
      lane.reserved = a
      lane.ranges = null
      lane.counts = null
    } else if (code === OP_ENQUEUE && lane.references !== null) {
      const count = reader.number()
      const shard = reader.number()
      const offset = reader.number()
      // A put that follows its own deltas, as a sweep may write it, has them already.
      if (a >= lane.references.nextNumber) lane.references.place(a, shard, offset, count)
    } else throw stateInvalid(`operation ${code} is not known to this build`)
  }
}
