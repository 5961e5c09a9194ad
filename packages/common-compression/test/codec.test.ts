import { errorCode } from '@robustmq/common-errors'
import fc from 'fast-check'
import { compressFrameSync } from 'lz4-napi'
import { compressSync } from 'snappy'
import { describe, expect, it } from 'vitest'
import * as compression from '../src/index.ts'

const { COMPRESSION_ERROR_CODES, COMPRESSION_LZ4, COMPRESSION_SNAPPY, decompress, tryDecompress } = compression

const CODECS = [
  ['none', 0],
  ['gzip', 1],
  ['snappy', 2],
  ['lz4', 3],
  ['zstd', 4],
] as const
const PACKED = CODECS.slice(1)
const RUNS = process.env['COMPRESSION_FULL'] === undefined ? 60 : 5000

/** Encoders that nobody here wrote. */
function compress(codec: number, bytes: Uint8Array): Buffer {
  const input = Buffer.from(bytes)
  if (codec === COMPRESSION_SNAPPY) return compressSync(input)
  return codec === COMPRESSION_LZ4 ? compressFrameSync(input) : compression.compress(codec, input)
}

function codeOf(run: () => unknown): string | null {
  try {
    run()
  } catch (cause) {
    return errorCode(cause)
  }
  return null
}

const unpack = (codec: number, bytes: Uint8Array, bytesMax = 1 << 20): Buffer => decompress(codec, bytes, 0, bytes.length, bytesMax)

function xerial(...blocks: Uint8Array[]): Buffer {
  const parts: Uint8Array[] = [Buffer.from('82534e415050590000000001' + '00000001', 'hex')]
  for (const block of blocks) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(block.length)
    parts.push(length, block)
  }
  return Buffer.concat(parts)
}

/** Compressible and not, with long and short matches. */
const contents = fc.oneof(
  fc.uint8Array({ maxLength: 5000 }),
  fc
    .array(fc.constantFrom('a', 'bcd', 'needle', 'x'.repeat(300), '0123456789abcdefghijklmnopqrstuvwxyz'), { maxLength: 900 })
    .map((words) => Buffer.from(words.join(''))),
)

describe.each(CODECS)('%s', (_, codec) => {
  it('gives back what was compressed, from the middle of a buffer, within an exact bound', () => {
    fc.assert(
      fc.property(contents, (plain) => {
        const packed = compress(codec, plain)
        const framed = Buffer.concat([Buffer.alloc(9, 0xee), packed, Buffer.alloc(5, 0xee)])
        const result = decompress(codec, framed, 9, 9 + packed.length, Math.max(plain.length, 1))
        expect(result.equals(plain)).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('refuses one byte more than the bound', () => {
    const plain = Buffer.alloc(3000, 'bound ')
    const packed = compress(codec, plain)
    expect(unpack(codec, packed, 3000).equals(plain)).toBe(true)
    expect(codeOf(() => unpack(codec, packed, 2999))).toBe('COMPRESSION_TOO_LARGE')
    expect(tryDecompress(codec, packed, 0, packed.length, 2999)).toBeNull()
  })
})

describe.each(PACKED)('%s, damaged', (_, codec) => {
  it('refuses a bomb without making its output', () => {
    const packed = compress(codec, Buffer.alloc(64 * 1024 * 1024))
    expect(packed.length).toBeLessThan(4 * 1024 * 1024)
    const before = process.memoryUsage().arrayBuffers
    expect(codeOf(() => unpack(codec, packed, 100_000))).toBe('COMPRESSION_TOO_LARGE')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024)
  })

  it('has a code for every truncation', () => {
    const packed = compress(codec, Buffer.concat([Buffer.alloc(300, 'truncate '), Buffer.from('some other ending: 0123456789')]))
    for (let length = 0; length < packed.length; length++) {
      expect(codeOf(() => decompress(codec, packed, 0, length, 10_000)), `length ${length} of ${packed.length}`).toBe('COMPRESSION_CORRUPT')
    }
  })

  it('has a code, or an output within the bound, for any damage', () => {
    const packed = compress(codec, Buffer.concat([Buffer.alloc(300, 'damage '), Buffer.from('and a different ending')]))
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(packed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), (changes) => {
        const bad = Buffer.from(packed)
        for (const [at, value] of changes) bad[at] = value
        let length = 0
        const code = codeOf(() => (length = unpack(codec, bad, 2000).length))
        expect(code === null ? length <= 2000 : COMPRESSION_ERROR_CODES.includes(code as never)).toBe(true)
      }),
      { numRuns: RUNS * 20 },
    )
    expect(unpack(codec, packed).subarray(0, 7).toString()).toBe('damage ')
  })

  it('has a code for bytes that are something else', () => {
    expect(codeOf(() => unpack(codec, Buffer.from('\x7fneither of these')))).toBe('COMPRESSION_CORRUPT')
  })
})

it('an unknown codec has its own code', () => {
  expect(codeOf(() => unpack(5, Buffer.alloc(3)))).toBe('COMPRESSION_UNKNOWN_CODEC')
  expect(codeOf(() => compress(7, Buffer.alloc(3)))).toBe('COMPRESSION_UNKNOWN_CODEC')
})

describe('snappy', () => {
  // The worked example of the format's encyclopedia article: a literal of 67, a copy of 6 from 63 back, a literal of 8.
  const TEXT = 'Wikipedia is a free, web-based, collaborative, multilingual encyclopedia project.'
  const LITERAL = Buffer.from(TEXT.slice(0, 67))
  const RAW = Buffer.concat([Buffer.from('51f042', 'hex'), LITERAL, Buffer.from('093f1c', 'hex'), Buffer.from('project.')])

  it('reads the published example, raw and framed', () => {
    expect(unpack(COMPRESSION_SNAPPY, RAW).toString()).toBe(TEXT)
    expect(unpack(COMPRESSION_SNAPPY, xerial(RAW)).toString()).toBe(TEXT)
    expect(unpack(COMPRESSION_SNAPPY, xerial(RAW, RAW, RAW)).toString()).toBe(TEXT.repeat(3))
    expect(unpack(COMPRESSION_SNAPPY, xerial()).length).toBe(0)
    expect(unpack(COMPRESSION_SNAPPY, Buffer.of(0)).length).toBe(0)
  })

  it('reads copies with 16- and 32-bit distances, overlapping ones too', () => {
    expect(unpack(COMPRESSION_SNAPPY, Buffer.from('0c046162' + '260200', 'hex')).toString()).toBe('ab'.repeat(6))
    expect(unpack(COMPRESSION_SNAPPY, Buffer.from('0c046162' + '2702000000', 'hex')).toString()).toBe('ab'.repeat(6))
  })

  it.each([
    ['a copy from before the block', '0500000109'],
    ['a copy of distance 0', '0900610100' + '01'],
    ['more than announced', '0208616263'],
    ['fewer than announced', '0904616200'],
    ['an output that no input of this size gives', 'ffffffff0f00'],
    ['a length of six bytes', '80808080808000'],
  ])('refuses %s', (_, hex) => {
    expect(codeOf(() => unpack(COMPRESSION_SNAPPY, Buffer.from(hex, 'hex'), 2 ** 32))).toBe('COMPRESSION_CORRUPT')
  })

  it('a copy never reaches into the chunk before', () => {
    const copyFirst = Buffer.from('040101', 'hex')
    expect(codeOf(() => unpack(COMPRESSION_SNAPPY, xerial(RAW, copyFirst)))).toBe('COMPRESSION_CORRUPT')
  })

  it('has a code for every truncation of a framed stream that is not the end of a chunk', () => {
    const framed = xerial(RAW, RAW)
    for (let length = 0; length < framed.length; length++) {
      if (length === 16 || length === 16 + 4 + RAW.length) continue
      expect(codeOf(() => decompress(COMPRESSION_SNAPPY, framed, 0, length, 10_000)), `length ${length}`).toBe('COMPRESSION_CORRUPT')
    }
  })

  it('bounds the sum of the chunks', () => {
    const framed = xerial(RAW, RAW, RAW)
    expect(codeOf(() => unpack(COMPRESSION_SNAPPY, framed, 3 * TEXT.length - 1))).toBe('COMPRESSION_TOO_LARGE')
    expect(unpack(COMPRESSION_SNAPPY, framed, 3 * TEXT.length).length).toBe(3 * TEXT.length)
  })
})

describe('lz4', () => {
  const TEXT = Array.from({ length: 40 }, (_, i) => `line ${i % 7} of golden text, golden text\n`).join('')
  const BLOCK =
    'f8076c696e652030206f6620676f6c64656e20746578742c0d00110a23001f3123000f1f3223000f1f3323000f1f3423000f1f3523000f1f3623000f0ff500ffffffff6a50746578740a'

  // Made by the reference command line tool, lz4 1.9.4, from TEXT.
  it.each([
    ['independent blocks, content checksum', `04224d186440a74a000000${BLOCK}00000000a4606c1f`],
    ['content size', `04224d186c407805000000000000244a000000${BLOCK}00000000a4606c1f`],
    ['block checksums', `04224d187440bd4a000000${BLOCK}a97805ff00000000a4606c1f`],
    ['no checksums', `04224d186040824a000000${BLOCK}00000000`],
  ])('reads frames of the reference tool: %s', (_, hex) => {
    const frame = Buffer.from(hex, 'hex')
    expect(unpack(COMPRESSION_LZ4, frame).toString()).toBe(TEXT)
    expect(unpack(COMPRESSION_LZ4, Buffer.concat([frame, Buffer.from('502a4d1802000000ffff', 'hex'), frame])).toString()).toBe(TEXT + TEXT)
    for (let length = 0; length < frame.length; length++) {
      expect(codeOf(() => decompress(COMPRESSION_LZ4, frame, 0, length, 10_000)), `length ${length}`).toBe('COMPRESSION_CORRUPT')
    }
  })

  it('a match reaches into the block before only where blocks are linked', () => {
    const blocks = '08000080' + '6162636465666768' + '05000000' + '04' + '0800' + '10' + '5a' + '00000000'
    expect(unpack(COMPRESSION_LZ4, Buffer.from(`04224d18404000${blocks}`, 'hex')).toString()).toBe('abcdefghabcdefghZ')
    expect(codeOf(() => unpack(COMPRESSION_LZ4, Buffer.from(`04224d18604000${blocks}`, 'hex')))).toBe('COMPRESSION_CORRUPT')
  })

  it('refuses a block that grows past its announced maximum', () => {
    const block = Buffer.concat([Buffer.from('1f410100', 'hex'), Buffer.alloc(300, 255), Buffer.from('001041', 'hex')])
    const size = Buffer.alloc(4)
    size.writeUInt32LE(block.length)
    const frame = Buffer.concat([Buffer.from('04224d18604000', 'hex'), size, block, Buffer.alloc(4)])
    expect(codeOf(() => unpack(COMPRESSION_LZ4, frame))).toBe('COMPRESSION_CORRUPT')
  })

  it('refuses a content size over the bound before decoding', () => {
    const frame = Buffer.from(`04224d186c40ffffffffffff0f00244a000000${BLOCK}00000000a4606c1f`, 'hex')
    expect(codeOf(() => unpack(COMPRESSION_LZ4, frame))).toBe('COMPRESSION_TOO_LARGE')
  })
})

it('zstd reads a frame of the reference tool', () => {
  const hex =
    '28b52ffd647804f50300e4036c696e652030206f6620676f6c64656e20746578742c0a3132333435363031323334353630313233343536303132333435363031323334353630313233342920f0a503b738e730479c739823ce39cc91ce39cc11e71ce688730e73c4398775c4398739e29cc31c71ce618e38d7618e38e730479c5bce4cba04e0641332f8e98a'
  const text = Array.from({ length: 40 }, (_, i) => `line ${i % 7} of golden text, golden text\n`).join('')
  expect(unpack(4, Buffer.from(hex, 'hex')).toString()).toBe(text)
})
