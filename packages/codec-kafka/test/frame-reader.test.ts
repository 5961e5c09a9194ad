import { describe, expect, it } from 'vitest'
import { createFrameReader } from '../src/index.ts'
import type { FrameReader } from '../src/index.ts'

function frame(length: number, fill: number): Buffer {
  const bytes = Buffer.alloc(4 + length, fill)
  bytes.writeInt32BE(length, 0)
  return bytes
}

/** Reads every frame, as copies, from a stream given in chunks. */
function readAll(reader: FrameReader, chunks: readonly Buffer[]): Buffer[] {
  const frames: Buffer[] = []
  for (const chunk of chunks) {
    reader.push(chunk)
    while (reader.next() === 'frame') frames.push(Buffer.from(reader.bytes.subarray(reader.start, reader.end)))
  }
  return frames
}

describe('frame reader', () => {
  const stream = Buffer.concat([frame(8, 1), frame(20, 2), frame(9, 3)])
  const expected = [Buffer.alloc(8, 1), Buffer.alloc(20, 2), Buffer.alloc(9, 3)]

  it('returns the frames of one chunk as positions in it, without copying', () => {
    const reader = createFrameReader()
    reader.push(stream)
    expect(reader.next()).toBe('frame')
    expect(reader.bytes).toBe(stream)
    expect([reader.start, reader.end]).toEqual([4, 12])
    expect(reader.next()).toBe('frame')
    expect([reader.start, reader.end]).toEqual([16, 36])
    expect(reader.next()).toBe('frame')
    expect(reader.next()).toBe('need-more')
  })

  it('finds the same frames wherever the stream is cut, once or twice', () => {
    for (let a = 0; a <= stream.length; a++) {
      for (let b = a; b <= stream.length; b++) {
        const chunks = [stream.subarray(0, a), stream.subarray(a, b), stream.subarray(b)]
        expect(readAll(createFrameReader(), chunks)).toEqual(expected)
      }
    }
  })

  it('finds the same frames when every byte comes alone', () => {
    const chunks = Array.from(stream, (_, i) => stream.subarray(i, i + 1))
    expect(readAll(createFrameReader(), chunks)).toEqual(expected)
  })

  it('puts a frame of many chunks into one buffer of exactly its size', () => {
    const body = Buffer.alloc(5_000_000)
    for (let i = 0; i < body.length; i++) body[i] = (i * 31) & 0xff
    const prefix = Buffer.alloc(4)
    prefix.writeInt32BE(body.length, 0)
    const bytes = Buffer.concat([prefix, body, frame(8, 9)])
    const reader = createFrameReader()
    const seen: Buffer[] = []
    for (let at = 0; at < bytes.length; at += 65_536) {
      reader.push(bytes.subarray(at, at + 65_536))
      while (reader.next() === 'frame') seen.push(reader.bytes.subarray(reader.start, reader.end))
    }
    expect(seen).toHaveLength(2)
    expect((seen[0] as Buffer).buffer.byteLength).toBe(body.length)
    expect((seen[0] as Buffer).equals(body)).toBe(true)
  })

  it('allocates by what has arrived, not by what was announced', () => {
    const announced = Buffer.alloc(4)
    announced.writeInt32BE(100 * 1024 * 1024, 0)
    const before = process.memoryUsage().arrayBuffers
    const readers = Array.from({ length: 20 }, () => createFrameReader())
    for (const reader of readers) {
      expect(readAll(reader, [announced, Buffer.alloc(1000)])).toEqual([])
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 600 * 1024)
    expect(readers).toHaveLength(20)
  })

  it.each([
    ['frame-too-large', 1001],
    ['frame-too-small', 7],
    ['frame-too-small', 0],
    ['frame-length-negative', -1],
    ['frame-length-negative', -2147483648],
  ])('%s: %d is a failure at its position, for good, wherever the stream is cut', (code, length) => {
    const bad = Buffer.alloc(40)
    bad.writeInt32BE(length, 0)
    const bytes = Buffer.concat([frame(10, 1), bad])
    for (let cut = 0; cut <= bytes.length; cut++) {
      const reader = createFrameReader({ frameBytesMax: 1000 })
      expect(readAll(reader, [bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual([Buffer.alloc(10, 1)])
      expect(reader.next()).toBe('failed')
      expect(reader.failure).toEqual({ code, position: 14, frameBytes: length })
      reader.push(frame(10, 1))
      expect(reader.next()).toBe('failed')
    }
  })

  it('accepts the smallest and the largest frame', () => {
    const reader = createFrameReader({ frameBytesMax: 1000 })
    expect(readAll(reader, [frame(8, 1), frame(1000, 2)]).map((f) => f.length)).toEqual([8, 1000])
    expect(readAll(createFrameReader({ frameBytesMin: 4 }), [frame(4, 1)])).toHaveLength(1)
  })

  it('keeps the rest of a chunk over detach, when its owner overwrites it', () => {
    const chunk = Buffer.from(stream)
    const reader = createFrameReader()
    reader.push(chunk)
    expect(reader.next()).toBe('frame')
    reader.detach()
    chunk.fill(0xff)
    expect(reader.next()).toBe('frame')
    expect(Buffer.from(reader.bytes.subarray(reader.start, reader.end))).toEqual(expected[1])
    expect(reader.next()).toBe('frame')
    expect(reader.next()).toBe('need-more')
    const bad = Buffer.alloc(4)
    reader.push(bad)
    reader.next()
    expect(reader.failure?.position).toBe(stream.length)
  })

  it('refuses a chunk while the last one is not used up: a defect of the caller', () => {
    const reader = createFrameReader()
    reader.push(stream)
    expect(() => reader.push(stream)).toThrow(/used up/)
  })
})
