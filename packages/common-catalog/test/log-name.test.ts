import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeLogName, isHashedLogName, unescapeLogName } from '../src/index.ts'

const ALLOWED = /^[a-zA-Z0-9._-]{1,249}$/
const wellFormed = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), fc.string({ unit: fc.constantFrom('-', 'x', 'h', '.', '2', 'd', '/', 'ä'), minLength: 1, maxLength: 12 }))
  .filter((text) => Buffer.from(text).toString() === text)

/** Clients keep these names in their own configuration: a change of any line breaks them. */
const GOLDEN: readonly (readonly [string, string])[] = [
  ['sensors.room1', 'sensors.room1'],
  ['A_b-c.9', 'A_b-c.9'],
  ['.', '-x-.'],
  ['..', '-x-..'],
  ['...', '...'],
  ['.a..b.', '.a..b.'],
  ['-x-', '-x--2dx-2d'],
  ['-h-a', '-x--2dh-2da'],
  ['-x', '-x'],
  ['a b', '-x-a-20b'],
  ['a/b-c', '-x-a-2fb-2dc'],
  ['räume', '-x-r-c3-a4ume'],
  ['$SYS.uptime', '-x--24SYS.uptime'],
  ['😀', '-x--f0-9f-98-80'],
  ['a'.repeat(249), 'a'.repeat(249)],
  ['a'.repeat(250), `-h-${'a'.repeat(100)}-3f3e35e0a775d9b1d5ec2eccca06381c`],
  ['ü/'.repeat(60), `-h-${'__'.repeat(50)}-93e3085ee731d9f60d9166655698fffb`],
]

test('the log name of an address never changes', () => {
  for (const [address, logName] of GOLDEN) expect(escapeLogName(address)).toBe(logName)
})

test('every log name is one that a log client can carry, and short ones lead back', () => {
  fc.assert(
    fc.property(wellFormed, (address) => {
      const name = escapeLogName(address)
      expect(name).toMatch(ALLOWED)
      expect(name === '.' || name === '..').toBe(false)
      if (isHashedLogName(name)) expect(unescapeLogName(name)).toBeNull()
      else expect(unescapeLogName(name)).toBe(address)
    }),
    { numRuns: 3000 },
  )
})

test('a name leads to an address only when it is that address\'s one log name', () => {
  const names = fc.string({ unit: fc.constantFrom('-', 'x', 'h', '.', '2', 'd', 'c', '3', 'a', '4', 'A', '/'), maxLength: 10 }).map((text) => `-x-${text}`)
  fc.assert(
    fc.property(fc.oneof(names, fc.string()), (name) => {
      const address = unescapeLogName(name)
      expect(address === null ? name : escapeLogName(address)).toBe(name)
    }),
    { numRuns: 5000 },
  )
})

test('other spellings of an escape are refused', () => {
  for (const name of ['', '.', '..', '-x-', '-x-foo', '-x-a-2Fb', '-x-a-2', '-x-a-zz', '-x-a-20b-61', '-x--c3', '-x-a-2xb', 'a/b', 'a'.repeat(250)]) {
    expect(unescapeLogName(name), name).toBeNull()
  }
})
