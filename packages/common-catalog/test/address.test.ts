import { expect, test } from 'vitest'
import { ADDRESS_BYTES_MAX, ADDRESS_LEVELS_MAX, addressFromLevels, addressLevels, canonicalAddress, nativeAddress } from '../src/index.ts'

test('a native name becomes canonical by reading its separator, and every dot, as a level break', () => {
  expect(canonicalAddress('a/b', '/')).toBe('a.b')
  expect(canonicalAddress('a.b', '/')).toBe('a.b')
  expect(canonicalAddress('a.b', '.')).toBe('a.b')
  expect(canonicalAddress('a/b', '.')).toBe('a/b')
  expect(canonicalAddress('a/b', '')).toBe('a/b')
  expect(canonicalAddress('/a//b/', '/')).toBe('.a..b.')
  expect(canonicalAddress('räume/küche', '/')).toBe('räume.küche')
  expect(nativeAddress('.a..b.', '/')).toBe('/a//b/')
})

test('levels and address lead to each other', () => {
  expect(addressFromLevels(['a', '', 'b'])).toBe('a..b')
  expect(addressLevels('a..b')).toEqual(['a', '', 'b'])
  expect(addressFromLevels([])).toBeNull()
  expect(addressFromLevels([''])).toBeNull()
})

test('names outside of the bounds have no address', () => {
  expect(canonicalAddress('', '/')).toBeNull()
  expect(canonicalAddress('a'.repeat(ADDRESS_BYTES_MAX), '/')).not.toBeNull()
  expect(canonicalAddress('a'.repeat(ADDRESS_BYTES_MAX + 1), '/')).toBeNull()
  expect(canonicalAddress('ä'.repeat(32_767), '/')).not.toBeNull()
  expect(canonicalAddress('ä'.repeat(32_768), '/')).toBeNull()
  expect(canonicalAddress('/'.repeat(ADDRESS_LEVELS_MAX - 1), '/')).not.toBeNull()
  expect(canonicalAddress('/'.repeat(ADDRESS_LEVELS_MAX), '/')).toBeNull()
  expect(addressFromLevels(new Array<string>(ADDRESS_LEVELS_MAX + 1).fill('a'))).toBeNull()
  expect(canonicalAddress('a\ud800b', '/')).toBeNull()
  expect(canonicalAddress('a😀b', '/')).toBe('a😀b')
})
