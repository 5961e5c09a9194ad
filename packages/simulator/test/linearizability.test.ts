import { expect, test } from 'vitest'
import { checkLinearizable, createStream, HistoryRecorder, keyValueModel } from '../src/index.ts'
import type { KeyValueInput, KeyValueOutput } from '../src/index.ts'
import { someHistory } from './some-history.ts'
import type { KeyValueOperation } from './some-history.ts'

let nextClient = 1
const at = (calledAt: number, returnedAt: number, input: KeyValueInput, output: KeyValueOutput | null): KeyValueOperation =>
  ({ client: nextClient++, input, output, calledAt, returnedAt: output === null ? Infinity : returnedAt })
const put = (from: number, to: number, value: string): KeyValueOperation => at(from, to, { op: 'put', key: 'k', value }, 'ok')
const get = (from: number, to: number, value: string | null): KeyValueOperation => at(from, to, { op: 'get', key: 'k' }, { value })
const lost = (from: number, input: KeyValueInput): KeyValueOperation => at(from, Infinity, input, null)
const append = (from: number, to: number, value: string, after: string): KeyValueOperation => at(from, to, { op: 'append', key: 'k', value }, { value: after })
const swap = (from: number, to: number, expected: string | null, value: string, done: boolean): KeyValueOperation =>
  at(from, to, { op: 'swap', key: 'k', expected, value }, { done })

const verdictOf = (...history: KeyValueOperation[]): string => checkLinearizable(keyValueModel, history).verdict

test('what happens at the same time may happen in either order, but in one order for everybody', () => {
  expect(verdictOf(put(0, 10, 'a'), put(1, 9, 'b'), get(11, 12, 'a'))).toBe('linearizable')
  expect(verdictOf(put(0, 10, 'a'), put(1, 9, 'b'), get(11, 12, 'b'), get(13, 14, 'b'))).toBe('linearizable')
  expect(verdictOf(put(0, 10, 'a'), put(1, 9, 'b'), get(11, 12, 'b'), get(13, 14, 'a'))).toBe('violated')
  expect(verdictOf(put(0, 10, 'a'), get(1, 3, 'a'), get(4, 6, null))).toBe('violated')
  expect(verdictOf(put(0, 10, 'a'), get(1, 5, 'a'), get(4, 6, null))).toBe('linearizable')
})

test('a stale read is a violation, and the explanation names it and leaves out what does not matter', () => {
  const before = Array.from({ length: 20 }, (_, i) => get(2 + i / 100, 3, 'old'))
  const after = [put(20, 21, 'newest'), get(22, 23, 'newest')]
  const result = checkLinearizable(keyValueModel, [put(0, 1, 'old'), ...before, put(4, 5, 'new'), get(6, 7, 'old'), ...after])
  expect(result.verdict === 'violated' ? result.explanation.replaceAll(/client \d+/g, 'client') : '').toBe([
    'part k: nothing explains client, 6 .. 7: get k -> old',
    'the state before it could be =new',
    'the shortest history that shows it, 3 operations:',
    '  client, 0 .. 1: put k old -> ok',
    '  client, 4 .. 5: put k new -> ok',
    '  client, 6 .. 7: get k -> old',
  ].join('\n'))
})

test('a confirmed write that is lost is a violation', () => {
  expect(verdictOf(put(0, 1, 'a'), get(2, 3, null))).toBe('violated')
  expect(verdictOf(append(0, 1, 'a', 'a'), append(2, 3, 'b', 'b'))).toBe('violated')
})

test('a write that is carried out twice is a violation', () => {
  expect(verdictOf(put(0, 1, 'a'), put(2, 3, 'b'), get(4, 5, 'b'), get(6, 7, 'a'))).toBe('violated')
  expect(verdictOf(append(0, 1, 'a', 'a'), append(2, 3, 'b', 'aab'))).toBe('violated')
  expect(verdictOf(lost(0, { op: 'append', key: 'k', value: 'a' }), get(2, 3, 'aa'))).toBe('violated')
})

test('an operation without an answer may have happened early, late or never', () => {
  const write: KeyValueInput = { op: 'put', key: 'k', value: 'b' }
  expect(verdictOf(put(0, 1, 'a'), lost(2, write), get(3, 4, 'b'))).toBe('linearizable')
  expect(verdictOf(put(0, 1, 'a'), lost(2, write), get(3, 4, 'a'), get(50, 51, 'b'))).toBe('linearizable')
  expect(verdictOf(put(0, 1, 'a'), lost(2, write), get(3, 4, 'a'))).toBe('linearizable')
  expect(verdictOf(put(0, 1, 'a'), lost(2, write), get(3, 4, 'b'), get(50, 51, 'a'))).toBe('violated')
  expect(verdictOf(put(0, 1, 'a'), get(1.1, 1.2, 'b'), lost(2, write))).toBe('violated')
})

test('a swap succeeds exactly when it should', () => {
  expect(verdictOf(put(0, 1, 'a'), swap(2, 5, 'a', 'b', true), swap(2, 5, 'a', 'c', false), get(6, 7, 'b'))).toBe('linearizable')
  expect(verdictOf(put(0, 1, 'a'), swap(2, 5, 'a', 'b', true), swap(2, 5, 'a', 'c', true))).toBe('violated')
  expect(verdictOf(swap(0, 1, null, 'a', true), at(2, 3, { op: 'delete', key: 'k' }, 'ok'), swap(4, 5, 'a', 'b', false))).toBe('linearizable')
})

test('keys are checked apart, and the one that fails is named', () => {
  const other = (one: KeyValueOperation): KeyValueOperation => ({ ...one, input: { ...one.input, key: 'other' } })
  expect(verdictOf(put(0, 1, 'a'), other(get(2, 3, null)))).toBe('linearizable')
  expect(checkLinearizable(keyValueModel, [put(0, 1, 'a'), other(put(0, 1, 'a')), other(get(2, 3, null))])).toMatchObject({ part: 'other' })
})

test('the recorder orders by turns, and what has not ended is unknown', () => {
  const recorder = new HistoryRecorder<KeyValueInput, KeyValueOutput>()
  const ids = ['a', 'b', 'c', 'd'].map((value, client) => recorder.called(client, { op: 'put', key: 'k', value }))
  recorder.unknown(ids[1] as number)
  recorder.returned(ids[0] as number, 'ok')
  recorder.refused(ids[2] as number)
  expect(recorder.history().map(({ client, calledAt, returnedAt, output }) => [client, calledAt, returnedAt, output])).toEqual([
    [0, 1, 5, 'ok'], [1, 2, Infinity, null], [3, 4, Infinity, null],
  ])
})

test('histories of a correct map pass, and each with one answer from the past is refused', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = createStream(seed, 0)
    const history = someHistory(random, 300, 1 + random.below(5), 20, 2 + random.below(8))
    expect(checkLinearizable(keyValueModel, history).verdict, `seed ${seed}`).toBe('linearizable')
    // The last read of the history gets the first value of its key, overwritten long ago.
    const index = history.findLastIndex(({ input, output }) => input.op === 'get' && output !== null)
    const { key } = (history[index] as KeyValueOperation).input
    const values = history.filter(({ input, output }) => input.op === 'put' && output !== null && input.key === key)
    if (values.length < 20) continue
    const first = values[0]?.input as { readonly value: string }
    const stale = history.map((one, i) => (i === index ? { ...one, output: { value: first.value } } : one))
    expect(checkLinearizable(keyValueModel, stale).verdict, `seed ${seed}`).toBe('violated')
  }
})

test('ten thousand operations of twenty clients are checked without a long search', () => {
  const history = someHistory(createStream(7, 0), 10_000, 10, 10, 20)
  const result = checkLinearizable(keyValueModel, history)
  expect(result.verdict).toBe('linearizable')
  expect(result.points).toBeLessThan(100_000)
})

test('ten thousand operations on one key are checked too, and a search without end is given up', () => {
  const history = someHistory(createStream(8, 0), 10_000, 1, 2, 10)
  expect(checkLinearizable(keyValueModel, history).verdict).toBe('linearizable')
  expect(checkLinearizable(keyValueModel, history, { pointsMax: 100 })).toMatchObject({ verdict: 'unknown', part: 'k0' })
})
