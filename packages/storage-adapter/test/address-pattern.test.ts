import { expect, test } from 'vitest'
import { addressMatcher, addressPrefix, exactAddress } from '../src/index.ts'
import type { AddressPattern } from '../src/index.ts'

const pattern = (levels: (string | null)[], rest = false, restIncludesNone = false): AddressPattern => ({ levels, rest, restIncludesNone })

test('patterns match level by level', () => {
  const cases: [AddressPattern, string[], string[]][] = [
    [pattern(['a', 'b']), ['a.b'], ['a', 'a.b.c', 'a.bb', 'aa.b']],
    [pattern(['a', null]), ['a.b', 'a.'], ['a', 'a.b.c', 'b.a']],
    [pattern([null, 'b']), ['a.b', '.b'], ['b', 'a.c', 'a.b.b']],
    [pattern(['a'], true), ['a.b', 'a.b.c'], ['a', 'b.a']],
    [pattern(['a'], true, true), ['a', 'a.b', 'a.b.c'], ['ab', 'b']],
    [pattern(['a', null], true), ['a.b.c'], ['a.b', 'a']],
    [pattern([], true), ['a', 'a.b', ''], []],
    [pattern([null]), ['a', ''], ['a.b']],
  ]
  for (const [which, yes, no] of cases) {
    const matches = addressMatcher(which)
    for (const address of yes) {
      expect(matches(address), `${JSON.stringify(which)} ${address}`).toBe(true)
      expect(address.startsWith(addressPrefix(which))).toBe(true)
    }
    for (const address of no) expect(matches(address), `${JSON.stringify(which)} ${address}`).toBe(false)
  }
  expect(exactAddress(pattern(['a', 'b']))).toBe('a.b')
  expect([pattern(['a', null]), pattern(['a'], true), pattern([], true)].map((p) => exactAddress(p))).toEqual([null, null, null])
})
