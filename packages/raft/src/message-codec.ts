import { assert } from '@robustmq/common-errors'
import { ENTRY_CONF_CHANGE, ENTRY_NORMAL } from './entry.ts'
import type { RaftEntry } from './entry.ts'
import type { ConfState, RaftSnapshot } from './hard-state.ts'
import { MESSAGE_KIND_MAX, newMessage } from './message.ts'
import type { RaftMessage } from './message.ts'
import type { WireReader } from './wire-reader.ts'
import type { WireWriter } from './wire-writer.ts'

const HAS_INDEX = 1
const HAS_LOG_TERM = 2
const HAS_COMMIT = 4
const HAS_REJECT_HINT = 8
const HAS_CONTEXT = 16
const IS_REJECT = 32
const HAS_ENTRIES = 64
const HAS_SNAPSHOT = 128

const NO_ENTRIES: readonly RaftEntry[] = []
/** Kind, term, length of the data. */
const ENTRY_BYTES_MIN = 3

/**
 * One message; numbers are of variable length (`WireWriter.number`), what is zero or empty is left out:
 *
 *     1 byte   kind
 *     1 byte   what follows: 1 index, 2 logTerm, 4 commit, 8 rejectHint, 16 context, 64 entries, 128 snapshot; 32: reject
 *     number   term
 *     number   index, logTerm, commit, rejectHint, context: those that the byte above names, in this order
 *     entries  number count; each: 1 byte kind, number term, number length, data. Their indexes follow `index` one by one
 *     snapshot number index, number term, configuration, number length, data
 *     configuration: voters, outgoing, learners, learnersNext, each a number count and ids; 1 byte autoLeave
 *
 * Who sends it to whom stands once in the head of the batch.
 */
export function writeMessage(out: WireWriter, m: RaftMessage): void {
  const bits = (m.index > 0 ? HAS_INDEX : 0) | (m.logTerm > 0 ? HAS_LOG_TERM : 0) | (m.commit > 0 ? HAS_COMMIT : 0) |
    (m.rejectHint > 0 ? HAS_REJECT_HINT : 0) | (m.context > 0 ? HAS_CONTEXT : 0) | (m.reject ? IS_REJECT : 0) |
    (m.entries.length > 0 ? HAS_ENTRIES : 0) | (m.snapshot === null ? 0 : HAS_SNAPSHOT)
  out.byte(m.kind)
  out.byte(bits)
  out.number(m.term)
  if (m.index > 0) out.number(m.index)
  if (m.logTerm > 0) out.number(m.logTerm)
  if (m.commit > 0) out.number(m.commit)
  if (m.rejectHint > 0) out.number(m.rejectHint)
  if (m.context > 0) out.number(m.context)
  if (m.entries.length > 0) writeEntries(out, m.entries, m.index)
  if (m.snapshot !== null) writeSnapshot(out, m.snapshot)
}

function writeEntries(out: WireWriter, entries: readonly RaftEntry[], after: number): void {
  out.number(entries.length)
  let index = after
  for (const entry of entries) {
    assert(entry.index === ++index, 'the entries of a message do not follow each other')
    out.byte(entry.kind)
    out.number(entry.term)
    out.number(entry.data.length)
    out.bytes(entry.data)
  }
}

function writeSnapshot(out: WireWriter, { index, term, confState, data }: RaftSnapshot): void {
  out.number(index)
  out.number(term)
  writeConfState(out, confState)
  out.number(data.length)
  out.bytes(data)
}

function writeConfState(out: WireWriter, { voters, outgoing, learners, learnersNext, autoLeave }: ConfState): void {
  for (const ids of [voters, outgoing, learners, learnersNext]) {
    out.number(ids.length)
    for (const id of ids) out.number(id)
  }
  out.byte(autoLeave ? 1 : 0)
}

/** Reads what `writeMessage` wrote. Data of entries and snapshot are views of the bytes that are read. */
export function readMessage(input: WireReader, from: number, to: number): RaftMessage {
  const kind = input.byte()
  if (kind < 1 || kind > MESSAGE_KIND_MAX) input.fail(`unknown kind of message ${kind}`)
  const bits = input.byte()
  const term = input.number()
  const field = (bit: number): number => ((bits & bit) === 0 ? 0 : input.number())
  const index = field(HAS_INDEX)
  const logTerm = field(HAS_LOG_TERM)
  const commit = field(HAS_COMMIT)
  const rejectHint = field(HAS_REJECT_HINT)
  const context = field(HAS_CONTEXT)
  const entries = (bits & HAS_ENTRIES) === 0 ? NO_ENTRIES : readEntries(input, index)
  const snapshot = (bits & HAS_SNAPSHOT) === 0 ? null : readSnapshot(input)
  return newMessage({ kind, to, term, index, logTerm, commit, entries, reject: (bits & IS_REJECT) !== 0, rejectHint, context, snapshot }, from, term)
}

function readEntries(input: WireReader, after: number): RaftEntry[] {
  const entries: RaftEntry[] = []
  const count = input.count(ENTRY_BYTES_MIN)
  for (let i = 1; i <= count && input.failure === null; i++) {
    const kind = input.byte()
    if (kind !== ENTRY_NORMAL && kind !== ENTRY_CONF_CHANGE) {
      input.fail(`unknown kind of entry ${kind}`)
      break
    }
    const term = input.number()
    entries.push({ index: after + i, term, kind, data: input.bytes(input.number()) })
  }
  return entries
}

function readSnapshot(input: WireReader): RaftSnapshot {
  const index = input.number()
  const term = input.number()
  const confState = readConfState(input)
  return { index, term, confState, data: input.bytes(input.number()) }
}

function readConfState(input: WireReader): ConfState {
  const ids = (): number[] => {
    const count = input.count(1)
    const list: number[] = []
    for (let i = 0; i < count && input.failure === null; i++) list.push(input.number())
    return list
  }
  const voters = ids()
  const outgoing = ids()
  const learners = ids()
  const learnersNext = ids()
  return { voters, outgoing, learners, learnersNext, autoLeave: input.byte() === 1 }
}
