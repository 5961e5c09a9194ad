import { expect, test } from 'vitest'
import {
  createFoundFrame, decodeFrameHeader, encodeFrameHeader, FRAME_HEADER_BYTES, frameBytes, frameCrc, isFrameHeaderInRange,
} from '../src/frame.ts'
import { Batch, BlockPool } from '../src/gather.ts'
import { createWalFile, decodeFileHeader, encodeFileHeader } from '../src/wal-file.ts'
import type { WalFile } from '../src/wal-file.ts'
import type { FileHandle } from '@robustmq/common-runtime'
import { FRAME_BATCH } from '../src/index.ts'
import type { FrameHeader } from '../src/index.ts'
import { bodyOf, codeOf } from './wal-harness.ts'

const HEADER: FrameHeader = {
  kind: FRAME_BATCH, group: 0x01020304, term: 0x111213141516, index: 0x212223242526, tenant: 0x31323334, shard: 0x414243444546,
  baseOffset: 0x515253545556,
}

const file = (): WalFile => createWalFile({ number: 5, bytes: 65536, salt: 0xcafe, seed: 0x5eed }, null as unknown as FileHandle, '/w')

function oneFrame(body: Uint8Array, extra: Uint8Array | null): Buffer {
  const batch = new Batch(file(), 4096, new BlockPool())
  batch.add(HEADER, body, extra, 0xa1a2a3a4, 0x0001020304050607)
  batch.finish()
  return Buffer.concat(batch.buffers)
}

test('the bytes of a frame are as documented: a disk format, changed only with its version', () => {
  expect(oneFrame(Buffer.from('hello'), Buffer.from(' wal')).toString('hex')).toBe(
    [
      '719e51cb', '52574c46', '02', '01', '0000', '00000009', 'a1a2a3a4', '01020304', '31323334', '084a4ab9',
      '0001020304050607', '111213141516', '212223242526', '414243444546', '515253545556',
      Buffer.from('hello wal').toString('hex'), '00000000000000',
    ].join(''),
  )
})

test('the bytes of a file header are as documented, twice in the first 4096', () => {
  const head = encodeFileHeader({ number: 258, bytes: 0x4000000, salt: 0x0a0b0c0d, seed: 0x01020304 })
  const golden = `c4881acc${'5257414c'}01000000${'0a0b0c0d'}${'01020304'}${'00000000'}${'0000000000000102'}${'0000000004000000'}${'00'.repeat(24)}`
  expect(head.length).toBe(4096)
  expect(head.subarray(0, 64).toString('hex')).toBe(golden)
  expect(head.subarray(2048, 2112).toString('hex')).toBe(golden)
  head.fill(0xff, 0, 512)
  expect(decodeFileHeader(head, '/w')).toEqual({ number: 258, bytes: 0x4000000, salt: 0x0a0b0c0d, seed: 0x01020304 })
  head.fill(0xff, 2048, 2560)
  expect(decodeFileHeader(head, '/w')).toBe(null)
})

test('copied and referenced bodies give the same frame', () => {
  for (const length of [0, 1, 7, 8, 9, 4095, 4096, 4097, 10_000]) {
    const whole = bodyOf(length, length).subarray(0, length)
    const half = length >> 1
    const frame = oneFrame(whole.subarray(0, half), whole.subarray(half))
    expect(frame.length).toBe(frameBytes(length))
    expect(frame.length % 8).toBe(0)
    expect(frameCrc(frame, 0, frame.length, 0xcafe)).toBe(frame.readUInt32BE(0))
    expect(frame.subarray(FRAME_HEADER_BYTES, FRAME_HEADER_BYTES + length).equals(whole)).toBe(true)
  }
})

test('every header field comes back as it was given, up to its limits', () => {
  const max = 0xffff_ffff_ffff
  const header: FrameHeader = { kind: 255, group: 0xffff_ffff, term: max, index: max, tenant: 0xffff_ffff, shard: max, baseOffset: max }
  const bytes = Buffer.alloc(FRAME_HEADER_BYTES)
  encodeFrameHeader(bytes, 0, header, 0xffff_fff0, 0xffff_ffff, Number.MAX_SAFE_INTEGER, 7)
  const found = createFoundFrame()
  decodeFrameHeader(bytes, 0, found)
  expect(found).toMatchObject({ ...header, bodyBytes: 0xffff_fff0, chain: 0xffff_ffff, position: Number.MAX_SAFE_INTEGER, version: 2 })
  expect(isFrameHeaderInRange(header)).toBe(true)
  for (const wrong of [{ term: max + 1 }, { group: 2 ** 32 }, { kind: 256 }, { shard: -1 }, { index: 1.5 }, { tenant: Number.NaN }]) {
    expect(isFrameHeaderInRange({ ...header, ...wrong })).toBe(false)
  }
})

test('a newer file format is refused by name', () => {
  const head = encodeFileHeader({ number: 1, bytes: 65536, salt: 1, seed: 2 })
  head[8] = 2
  expect(decodeFileHeader(Buffer.concat([head.subarray(0, 64)]), '/w')).toBe(null)
  const newer = Buffer.from(head.subarray(0, 64))
  newer.writeUInt32BE(frameCrc(newer, 0, 64, 0), 0)
  expect(codeOf(() => decodeFileHeader(newer, '/w'))).toBe('WAL_FORMAT_UNKNOWN')
})
