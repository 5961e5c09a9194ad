import { STATE_DELTA, STATE_PUT } from '@robustmq/common-state-log'
import type { StateKind, StateOwner, StateSweep, StateWriter } from '@robustmq/common-state-log'
import { decodeLaneDelta, decodeLaneKey, decodeLanePut, isReferenceLane, LaneEncoder } from './lane-state.ts'
import { ReferenceList } from './reference-list.ts'
import { ConsumerRecord, Lane, OP_COUNT, OP_DONE, OP_FLOOR, OP_RESERVE, OP_SEEK } from './lane.ts'
import type { Source } from './lane.ts'

export interface StateBookDeps {
  readonly source: (id: number) => Source
  readonly laneGone: (lane: Lane) => void
  readonly laneFound: (lane: Lane) => void
}

/** Lanes on disk: written as they change, read back at the start. */
export class StateBook implements StateOwner {
  readonly name = 'delivery'
  readonly groups: Map<number, Map<string, ConsumerRecord>> = new Map()
  readonly #deps: StateBookDeps
  readonly #encoder = new LaneEncoder()
  readonly #noted: number[] = []

  constructor(deps: StateBookDeps) {
    this.#deps = deps
  }

  record(group: number, name: string): ConsumerRecord | null {
    return this.groups.get(group)?.get(name) ?? null
  }

  add(record: ConsumerRecord): void {
    let records = this.groups.get(record.group)
    if (records === undefined) this.groups.set(record.group, (records = new Map()))
    records.set(record.name, record)
  }

  remove(record: ConsumerRecord): void {
    this.groups.get(record.group)?.delete(record.name)
  }

  newLane(record: ConsumerRecord, id: number, from: number): Lane {
    const references = isReferenceLane(id) ? new ReferenceList(from) : null
    const lane = new Lane(record, id, references === null ? this.#deps.source(id) : null, references, from, from)
    record.add(lane)
    return lane
  }

  recoverState(writer: StateWriter, kind: StateKind, bytes: Buffer, keyStart: number, keyEnd: number, valueStart: number, valueEnd: number): void {
    const { name, id } = decodeLaneKey(bytes, keyStart, keyEnd)
    let record = this.record(writer.group, name)
    let lane = record?.lane(id) ?? null
    if (kind === STATE_DELTA) {
      if (lane !== null) decodeLaneDelta(lane, bytes, valueStart, valueEnd)
      return
    }
    if (lane !== null && record !== null) {
      record.remove(lane)
      this.#deps.laneGone(lane)
      if (record.lanes.length === 0 && kind !== STATE_PUT) this.remove(record)
    }
    if (kind !== STATE_PUT) return
    if (record === null) {
      record = new ConsumerRecord(name, writer.group, writer)
      this.add(record)
    }
    lane = this.newLane(record, id, 0)
    record.hold = decodeLanePut(lane, bytes, valueStart, valueEnd)
  }

  stateRecovered(writer: StateWriter): void {
    for (const record of this.groups.get(writer.group)?.values() ?? []) {
      for (const lane of record.lanes) {
        lane.next = lane.floor
        lane.flushedFloor = lane.floor
        lane.reserved = Math.max(lane.reserved, lane.floor)
        lane.reservedDurable = lane.reserved
        lane.suspect = lane.reserved
        if (isReferenceLane(lane.id)) lane.priority = lane.id % 256
        lane.references?.dropBelow(lane.floor)
        for (const position of lane.counts?.keys() ?? []) if (lane.firstOpen(position) !== position) lane.counts?.delete(position)
        this.#deps.laneFound(lane)
      }
    }
  }

  sweepState(writer: StateWriter): StateSweep {
    const records = (this.groups.get(writer.group) ?? new Map<string, ConsumerRecord>()).values()
    let lanes: readonly Lane[] = []
    let at = 0
    return {
      next: () => {
        while (at >= lanes.length) {
          const step = records.next()
          if (step.done === true) return false
          lanes = [...(step.value as ConsumerRecord).lanes]
          at = 0
        }
        const lane = lanes[at++] as Lane
        // It may have been removed since the slice before.
        if (lane.record.lanes[lane.index] === lane && lane.record.writer !== null) this.put(lane)
        return true
      },
    }
  }

  /** Writes the whole of a lane. */
  put(lane: Lane): void {
    const { record } = lane
    const { writer, reader } = record
    if (writer === null) return
    const noted = this.#noted
    noted.length = 0
    for (const [position, count] of lane.counts ?? []) if (count > 0 || record.exact) noted.push(position, count)
    reader?.extraCounts(lane, noted)
    const encoder = this.#encoder
    encoder.put(lane, record.hold, noted)
    writer.put(encoder.keyOf(record.name, lane.id), encoder.bytes, 0, encoder.length)
    lane.ops = null
    lane.flushedFloor = lane.floor
    noted.length = 0
    reader?.extraState(lane, noted)
    if (noted.length === 0) return
    encoder.begin()
    for (let i = 0; i < noted.length; i += 3) encoder.operation(noted[i] as number, noted[i + 1] as number, noted[i + 2] as number)
    writer.delta(encoder.keyOf(record.name, lane.id), encoder.bytes, 0, encoder.length)
  }

  /** Writes what has changed since the last time. */
  flush(lane: Lane): void {
    const { record, ops } = lane
    lane.ops = null
    if (record.writer === null) return
    const encoder = this.#encoder
    encoder.begin()
    if (ops !== null) this.#operations(lane, ops)
    if (lane.floor > lane.flushedFloor) encoder.operation(OP_FLOOR, lane.floor, 0)
    lane.flushedFloor = lane.floor
    if (encoder.length > 0) record.writer.delta(encoder.keyOf(record.name, lane.id), encoder.bytes, 0, encoder.length)
  }

  done(lane: Lane, position: number): void {
    const encoder = this.#encoder
    encoder.begin()
    encoder.operation(OP_DONE, position, position + 1)
    lane.record.writer?.delta(encoder.keyOf(lane.record.name, lane.id), encoder.bytes, 0, encoder.length)
  }

  enqueue(lane: Lane, number: number, count: number, shard: number, offset: number): void {
    const encoder = this.#encoder
    encoder.begin()
    encoder.enqueue(number, count, shard, offset)
    lane.record.writer?.delta(encoder.keyOf(lane.record.name, lane.id), encoder.bytes, 0, encoder.length)
  }

  removeLane(lane: Lane): void {
    lane.ops = null
    lane.record.writer?.remove(this.#encoder.keyOf(lane.record.name, lane.id))
  }

  #operations(lane: Lane, ops: readonly number[]): void {
    const encoder = this.#encoder
    const { ranges, floor } = lane
    let reserve = -1
    let written = -1
    for (let i = 0; i < ops.length; i += 3) {
      const code = ops[i] as number
      const a = ops[i + 1] as number
      const b = ops[i + 2] as number
      if (code === OP_RESERVE) reserve = a
      else if (code === OP_COUNT) {
        if (a >= floor && (ranges === null || ranges.find(a) < 0)) encoder.operation(OP_COUNT, a, b)
      } else if (code === OP_SEEK) {
        encoder.operation(OP_SEEK, a, 0)
        lane.flushedFloor = a
        reserve = -1
        written = -1
      } else if (code === OP_DONE && b > floor && ranges !== null) {
        // What lies between, filtered out or never there, is written with it: so the log has few ranges too.
        for (let at = ranges.firstEndingAfter(Math.max(a, floor)); at < ranges.count && ranges.startOf(at) < b; at++) {
          if (at === written) continue
          written = at
          encoder.operation(OP_DONE, ranges.startOf(at), ranges.endOf(at))
        }
      }
    }
    if (reserve >= 0) encoder.operation(OP_RESERVE, reserve, 0)
  }
}
