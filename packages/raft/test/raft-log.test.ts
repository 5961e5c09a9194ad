import { expect, test } from 'vitest'
import { EMPTY_CONF_STATE } from '../src/hard-state.ts'
import { InFlights } from '../src/in-flights.ts'
import { MemoryRaftStorage } from '../src/memory-storage.ts'
import { RaftLog } from '../src/raft-log.ts'
import { TERM_COMPACTED, TERM_UNKNOWN } from '../src/raft-storage.ts'
import type { RaftEntry } from '../src/entry.ts'

const entry = (index: number, term: number, bytes = 0): RaftEntry => ({ index, term, kind: 0, data: new Uint8Array(bytes) })

/** Entries 2..n of the given terms; entry 1 is the first snapshot. The last `unstable` are not in the storage. */
function logOf(terms: readonly number[], unstable = 0): RaftLog {
  const storage = new MemoryRaftStorage([1])
  const entries = terms.map((term, i) => entry(i + 2, term))
  storage.append(entries.slice(0, entries.length - unstable))
  const log = new RaftLog(storage, false)
  log.append(entries.slice(entries.length - unstable))
  return log
}

test('an append that agrees changes nothing, not even what comes after it', () => {
  const log = logOf([1, 1, 2, 2], 2)
  expect(log.tryAppend(2, 1, 0, [entry(3, 1)])).toBe(3)
  expect(log.lastIndex()).toBe(5)
})

test('an append that differs cuts the tail, in storage too, and one that does not fit is refused', () => {
  const log = logOf([1, 1, 2, 2], 1)
  expect(log.tryAppend(3, 9, 0, [entry(4, 9)])).toBe(-1)
  expect(log.tryAppend(2, 1, 0, [entry(3, 3)])).toBe(3)
  expect([2, 3, 4].map((index) => log.term(index))).toEqual([1, 3, TERM_UNKNOWN])
  expect(log.unstable.entries.map(({ index }) => index)).toEqual([3])
})

test('a committed entry is never replaced, and commit never goes beyond the log', () => {
  const log = logOf([1, 1, 1])
  log.commitTo(3)
  expect(() => log.tryAppend(2, 1, 0, [entry(3, 2)])).toThrow('contradicts')
  expect(() => log.commitTo(5)).toThrow('beyond the end')
})

test('a write says nothing about entries that were replaced while it was under way, even when they come back', () => {
  const log = logOf([1, 1], 2)
  const { unstable } = log
  const state = (): number[][] => [unstable.entries.map(({ term }) => term), unstable.unissuedEntries().map(({ index }) => index)]
  unstable.issue(1, [])
  log.tryAppend(2, 1, 0, [entry(3, 5)])
  expect(state()).toEqual([[1, 5], [3]])
  unstable.issue(2, [])
  log.tryAppend(2, 1, 0, [entry(3, 1), entry(4, 1)])
  unstable.issue(3, [])
  expect(state()).toEqual([[1, 1, 1], []])
  unstable.takePersisted(1)
  expect(state()).toEqual([[1, 1], []])
  expect(unstable.takePersisted(2)?.ticket).toBe(2)
  expect(unstable.takePersisted(2)).toBeNull()
  expect(state()).toEqual([[1, 1], []])
  unstable.takePersisted(3)
  expect(state()).toEqual([[], []])
})

test('a snapshot that arrives makes entries under way count for nothing', () => {
  const log = logOf([1, 1], 2)
  const { unstable } = log
  unstable.issue(1, [])
  log.restore({ index: 9, term: 2, confState: EMPTY_CONF_STATE, data: new Uint8Array(0) })
  expect(unstable.hasUnissued()).toBe(true)
  unstable.issue(2, [])
  log.append([entry(10, 2)])
  unstable.takePersisted(1)
  expect([unstable.offset, unstable.snapshot?.index]).toEqual([10, 9])
  expect(unstable.takePersisted(2)?.snapshot?.index).toBe(9)
  expect([unstable.snapshot, unstable.entries.length, log.lastIndex()]).toEqual([null, 1, 10])
})

test('slices join storage and tail, keep to their bytes, and give at least one entry', () => {
  const log = logOf([1, 1, 2, 2, 3], 2)
  const indexes = (low: number, high: number, bytesMax: number) => log.slice(low, high, bytesMax)?.map(({ index }) => index)
  expect(indexes(2, 7, 1e6)).toEqual([2, 3, 4, 5, 6])
  expect(indexes(3, 6, 1)).toEqual([3])
  expect(indexes(2, 7, 4 * 24)).toEqual([2, 3, 4, 5])
  expect(indexes(5, 7, 24)).toEqual([5])
  expect(indexes(1, 3, 1e6)).toBeUndefined()
})

test('the hint passes over a whole term at once', () => {
  const log = logOf([1, 1, 4, 4, 4, 4])
  expect(log.lastWithTermAtMost(7, 3)).toBe(3)
  expect(log.lastWithTermAtMost(20, 4)).toBe(7)
  expect(log.lastWithTermAtMost(7, 0)).toBe(0)
})

test('compaction keeps the term before the first entry', () => {
  const storage = new MemoryRaftStorage([1])
  storage.append([entry(2, 1), entry(3, 2), entry(4, 2)])
  storage.keepSnapshot(4, storage.initialState().confState, new Uint8Array(0))
  storage.compact(3)
  expect([storage.firstIndex(), storage.lastIndex(), storage.term(2), storage.term(3), storage.term(5)]).toEqual([4, 4, TERM_COMPACTED, 2, TERM_UNKNOWN])
  expect(() => storage.compact(5)).toThrow('beyond the snapshot')
})

test('the window is bounded by count and by bytes, and always takes one message', () => {
  const byCount = new InFlights(2, 1000)
  byCount.add(5, 1)
  byCount.add(7, 1)
  expect(byCount.isFull()).toBe(true)
  byCount.freeTo(6)
  expect([byCount.isFull(), byCount.count]).toEqual([false, 1])
  byCount.add(9, 1)
  byCount.freeTo(9)
  expect(byCount.count).toBe(0)
  const byBytes = new InFlights(10, 10)
  byBytes.add(1, 500)
  expect(byBytes.isFull()).toBe(true)
  byBytes.freeTo(1)
  expect(byBytes.isFull()).toBe(false)
})
