import { describe, expect, it } from 'vitest'
import { crc32c, crc32cPortable } from '../src/index.ts'

describe('crc32c', () => {
  it('gives the check value of RFC 3720 appendix B.4', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
    expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa)
    expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43)
  })

  it('continues from a previous value and agrees between the portable and the native path at every length', () => {
    const bytes = Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 31 + (i >> 3)) & 0xff))
    for (const length of [0, 1, 7, 8, 9, 255, 383, 384, 385, 1024, 2000]) {
      const whole = crc32c(bytes, 0, length)
      expect(whole).toBe(crc32cPortable(bytes, 0, length))
      const cut = length >> 1
      expect(crc32c(bytes, cut, length, crc32c(bytes, 0, cut))).toBe(whole)
    }
  })
})
