import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { API_SCHEMAS, createApiCodec, createFrameReader, createWireWriter, decodeRequestHeader } from '../src/index.ts'
import type { ApiCodec, DecodeResult } from '../src/index.ts'
import { messageArbitrary, SEED, versionsOf } from './generated-values.ts'

/*
 * Mutated frames through the whole reading path: frames, header, body. Whatever comes, the answer is a value or a
 * failure with a position inside the frame; never an exception, never more memory than the input accounts for.
 */

const PACKETS = Number(process.env['ROBUSTMQ_FUZZ_PACKETS'] ?? 50_000)
const HEAP_GROWTH_BYTES_MAX = 256 * 1024 * 1024

interface Sample {
  readonly codec: ApiCodec<unknown, unknown>
  readonly version: number
  readonly request: Buffer
  readonly response: Buffer
}

function samples(): Sample[] {
  const writer = createWireWriter()
  return API_SCHEMAS.flatMap((schema) => {
    const codec = createApiCodec<unknown, unknown>(schema)
    return versionsOf(schema).flatMap((version) => {
      const requests = fc.sample(messageArbitrary(schema.request, version), { seed: SEED, numRuns: 4 })
      const responses = fc.sample(messageArbitrary(schema.response, version), { seed: SEED, numRuns: 4 })
      return requests.map((value, i) => ({
        codec,
        version,
        request: Buffer.concat(codec.encodeRequest(writer, version, i, 'fuzz', value)),
        response: Buffer.concat(codec.encodeResponse(writer, version, i, responses[i])),
      }))
    })
  })
}

/** xorshift32: seeded, so that a red run can be repeated. */
function createRandom(seed: number): (below: number) => number {
  let state = seed | 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const EXTREMES = [0x00, 0x01, 0x7f, 0x80, 0xff, 0xfe, 0x0f]

function mutate(frame: Buffer, random: (below: number) => number): Buffer {
  let bytes = Buffer.from(frame)
  for (let count = 1 + random(4); count > 0 && bytes.length > 0; count--) {
    const at = random(bytes.length)
    switch (random(6)) {
      case 0:
        bytes[at] = random(256)
        break
      case 1:
        bytes[at] = EXTREMES[random(EXTREMES.length)] as number
        break
      case 2:
        bytes[at] = (bytes[at] as number) ^ (1 << random(8))
        break
      case 3:
        bytes = bytes.subarray(0, at)
        break
      case 4:
        bytes.fill(EXTREMES[random(EXTREMES.length)] as number, at, Math.min(bytes.length, at + 1 + random(8)))
        break
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at - random(at + 1))])
    }
  }
  return bytes
}

function checkResult(result: DecodeResult<unknown>, start: number, end: number): boolean {
  if (result.ok) return true
  expect(result.position).toBeGreaterThanOrEqual(start)
  expect(result.position).toBeLessThanOrEqual(end)
  return false
}

describe('fuzz', () => {
  it(`${PACKETS} mutated frames: always a value or a failure (seed ${SEED})`, { timeout: 600_000 }, () => {
    const random = createRandom(SEED)
    const all = samples()
    const heapBefore = process.memoryUsage().heapUsed
    let decoded = 0
    let failed = 0
    for (let i = 0; i < PACKETS; i++) {
      const sample = all[random(all.length)] as Sample
      const isRequest = random(2) === 0
      const bytes = mutate(isRequest ? sample.request : sample.response, random)
      try {
        const body = bytes.subarray(Math.min(4, bytes.length))
        let ok = false
        if (!isRequest) ok = checkResult(sample.codec.decodeResponse(sample.version, body, 0, body.length), 0, body.length)
        else {
          const header = decodeRequestHeader(body, 0, body.length)
          if (header.ok) {
            ok = checkResult(sample.codec.decodeRequest(sample.version, body, header.bodyStart, body.length), header.bodyStart, body.length)
          }
        }
        if (ok) decoded++
        else failed++
      } catch (cause) {
        throw new Error(`packet ${i}, seed ${SEED}, ${sample.codec.schema.name} v${sample.version}: ${bytes.toString('hex')}`, { cause })
      }
    }
    expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(HEAP_GROWTH_BYTES_MAX)
    // Both outcomes must be common, or the mutations test nothing.
    expect(decoded).toBeGreaterThan(PACKETS / 20)
    expect(failed).toBeGreaterThan(PACKETS / 20)
  })

  it(`mutated streams in random chunks: frames or a failure (seed ${SEED})`, { timeout: 600_000 }, () => {
    const random = createRandom(SEED ^ 0x5a5a5a5a)
    const all = samples()
    let frames = 0
    for (let i = 0; i < PACKETS / 50; i++) {
      const parts = Array.from({ length: 5 }, () => (all[random(all.length)] as Sample).request)
      const stream = mutate(Buffer.concat(parts), random)
      const reader = createFrameReader({ frameBytesMax: 1 << 20 })
      for (let at = 0; at < stream.length; ) {
        const to = at + 1 + random(200)
        reader.push(stream.subarray(at, to))
        at = to
        while (reader.next() === 'frame') {
          frames++
          expect(reader.end - reader.start).toBeGreaterThanOrEqual(8)
          decodeRequestHeader(reader.bytes, reader.start, reader.end)
        }
      }
    }
    expect(frames).toBeGreaterThan(PACKETS / 50)
  })
})
