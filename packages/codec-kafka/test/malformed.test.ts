import { describe, expect, it } from 'vitest'
import {
  createApiCodec,
  createTopicsApi,
  createWireWriter,
  decodeRequestHeader,
  fetchApi,
  metadataApi,
  peekRequestHeader,
  produceApi,
} from '../src/index.ts'

const writer = createWireWriter()
const produce = createApiCodec(produceApi)

function body(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex')
}

describe('malformed messages become failures with position and field path', () => {
  // Produce v3: null transactional id, acks -1, 1000 ms, one topic "t", one partition 3.
  const upToRecords = 'ffff ffff 000003e8 00000001 0001 74 00000001 00000003'

  it('names the field: records longer than what is left', () => {
    const bytes = body(`${upToRecords} 00000005 61626364`)
    expect(produce.decodeRequest(3, bytes, 0, bytes.length)).toEqual({
      ok: false,
      code: 'truncated',
      position: 23,
      path: '/topicData/0/partitionData/0/records',
    })
  })

  it('refuses lengths below -1 and null where it is not legal', () => {
    const negative = body(`${upToRecords} fffffffe`)
    expect(produce.decodeRequest(3, negative, 0, negative.length)).toMatchObject({ code: 'length-invalid', position: 23 })
    const nullName = body('ffff ffff 000003e8 00000001 ffff')
    // The element is too short for its fixed part, so a whole one is needed to see the null.
    const nullNameWhole = Buffer.concat([nullName, body('00000000')])
    expect(produce.decodeRequest(3, nullNameWhole, 0, nullNameWhole.length)).toEqual({
      ok: false,
      code: 'null-not-allowed',
      position: 12,
      path: '/topicData/0/name',
    })
    const nullTopics = body('ffff ffff 000003e8 ffffffff')
    expect(produce.decodeRequest(3, nullTopics, 0, nullTopics.length)).toMatchObject({ code: 'null-not-allowed', path: '/topicData' })
  })

  it('checks an array count against the bytes that are left, before anything is allocated', () => {
    const bytes = body('ffff ffff 000003e8 7fffffff')
    const before = process.memoryUsage().heapUsed
    for (let i = 0; i < 1000; i++) {
      expect(produce.decodeRequest(3, bytes, 0, bytes.length)).toMatchObject({ ok: false, code: 'truncated', path: '/topicData' })
    }
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024)
  })

  it('bounds the elements of a message: small elements cannot be multiplied into gigabytes', () => {
    // Metadata v9: 300 000 topics of two bytes each, an empty name and an empty tag section.
    const count = 300_000
    const request = Buffer.concat([body('e1a712'), Buffer.alloc(count * 2, body('0100')), body('01 00 00 00')])
    const refused = createApiCodec(metadataApi).decodeRequest(9, request, 0, request.length)
    expect(refused).toEqual({ ok: false, code: 'count-too-large', position: 0, path: '/topics' })
    const roomy = createApiCodec(metadataApi, { elementCountMax: count }).decodeRequest(9, request, 0, request.length)
    expect(roomy.ok && roomy.value.topics?.length).toBe(count)
  })

  it('counts the elements of nested arrays together', () => {
    const codec = createApiCodec(createTopicsApi, { elementCountMax: 5 })
    const topic = (brokerIds: number[]) => ({
      name: 't',
      numPartitions: -1,
      replicationFactor: -1,
      assignments: [{ partitionIndex: 0, brokerIds }],
      configs: [],
    })
    const decode = (brokerIds: number[]) => {
      const bytes = Buffer.concat(codec.encodeRequest(writer, 2, 1, null, { topics: [topic(brokerIds)], timeoutMs: 1 }))
      return codec.decodeRequest(2, bytes, 14, bytes.length)
    }
    expect(decode([1, 2, 3])).toMatchObject({ ok: true })
    expect(decode([1, 2, 3, 4])).toMatchObject({ code: 'count-too-large', path: '/topics/0/assignments/0/brokerIds' })
  })

  it.each([
    ['a size beyond the end', '01 05 7f', 'truncated'],
    ['tags that do not ascend', '02 06 00 05 00', 'tags-not-ascending'],
    ['the same tag twice', '02 05 00 05 00', 'tags-not-ascending'],
    ['an over-long varint', 'ff ff ff ff ff ff', 'length-invalid'],
    ['a known tag of the wrong size', '01 00 02 01 00', 'tag-size-wrong'],
    ['a known tag that ends too soon', '01 00 01 05', 'truncated'],
  ])('refuses a tag section with %s', (_what, tags, code) => {
    // Fetch v12, which knows the tag 0 (cluster id, a string): no topics, nothing forgotten, empty rack.
    const bytes = body(`ffffffff 00000001 00000001 00000001 00 00000000 ffffffff 01 01 01 ${tags}`)
    expect(createApiCodec(fetchApi).decodeRequest(12, bytes, 0, bytes.length)).toMatchObject({ ok: false, code })
  })

  it('answers a version that is not described with a failure, whatever the number', () => {
    for (const version of [-1, 2, 14, 32767, -32768]) {
      expect(produce.decodeRequest(version, Buffer.alloc(10), 0, 10)).toMatchObject({ ok: false, code: 'version-unsupported' })
    }
  })

  it('decodes in the middle of a buffer and gives positions in that buffer', () => {
    const inner = body(`${upToRecords} 00000002 6162`)
    const bytes = Buffer.concat([Buffer.alloc(100, 0xee), inner, Buffer.alloc(50, 0xee)])
    const result = produce.decodeRequest(3, bytes, 100, 100 + inner.length)
    if (!result.ok) throw new Error(JSON.stringify(result))
    const records = result.value.topicData[0]?.partitionData[0]?.records
    expect(records?.toString()).toBe('ab')
    expect(records?.buffer).toBe(bytes.buffer)
    expect(produce.decodeRequest(3, bytes, 100, 99 + inner.length)).toMatchObject({ position: 123 })
  })
})

describe('request header', () => {
  const header = (hex: string) => {
    const bytes = body(hex)
    return decodeRequestHeader(bytes, 0, bytes.length)
  }

  it('v1 and v2: the client id keeps its 16-bit length, v2 has a tag section', () => {
    expect(header('0000 0007 00000001 0002 6d65')).toMatchObject({ apiKey: 0, apiVersion: 7, clientId: 'me', bodyStart: 12 })
    expect(header('0000 0009 00000001 0002 6d65 01 05 02 ffff')).toMatchObject({ apiVersion: 9, clientId: 'me', bodyStart: 17 })
    expect(header('0012 0003 00000001 ffff 00')).toMatchObject({ apiKey: 18, clientId: null, bodyStart: 11 })
  })

  it('v0 of ControlledShutdown has no client id', () => {
    expect(header('0007 0000 00000001')).toMatchObject({ ok: true, clientId: null, bodyStart: 8 })
  })

  it('cut anywhere it is a failure, and the first three numbers can still be read', () => {
    const whole = body('0012 0063 00000005 0002 6d65 00')
    for (let end = 8; end < whole.length; end++) {
      expect(decodeRequestHeader(whole, 0, end)).toMatchObject({ ok: false, path: expect.stringContaining('/header') })
      expect(peekRequestHeader(whole, 0)).toEqual({ apiKey: 18, apiVersion: 99, correlationId: 5 })
    }
    for (let end = 0; end < 8; end++) expect(decodeRequestHeader(whole, 0, end)).toMatchObject({ ok: false, code: 'truncated' })
  })
})

describe('encoding', () => {
  const fetch = createApiCodec(fetchApi)
  const partition = (records: Buffer | readonly Buffer[] | null) => ({ partitionIndex: 0, errorCode: 0, highWatermark: 1, records })

  it('passes records through as segments, without copying', () => {
    const a = Buffer.alloc(1000, 1)
    const b = Buffer.alloc(2000, 2)
    const c = Buffer.alloc(700, 3)
    for (const version of [4, 11, 12, 17]) {
      const value = { responses: [{ topic: 't', partitions: [partition([a, Buffer.alloc(0), b]), partition(c)] }] }
      const segments = fetch.encodeResponse(writer, version, 1, value)
      expect([segments[1] === a, segments[2] === b, segments[4] === c]).toEqual([true, true, true])
      const frame = Buffer.concat(segments)
      expect(frame.readInt32BE(0)).toBe(frame.length - 4)
      const result = fetch.decodeResponse(version, frame, 4, frame.length)
      if (!result.ok) throw new Error(JSON.stringify(result))
      expect(result.value.responses[0]?.partitions[0]?.records?.equals(Buffer.concat([a, b]))).toBe(true)
    }
  })

  it('copies small records between the headers: one segment', () => {
    const value = { responses: [{ topic: 't', partitions: [partition([Buffer.alloc(100), Buffer.alloc(100)])] }] }
    expect(fetch.encodeResponse(writer, 11, 1, value)).toHaveLength(1)
  })

  it('never writes again into a segment that was handed out', () => {
    const fresh = createWireWriter()
    const encode = (fill: string) =>
      fetch.encodeResponse(fresh, 11, 1, { responses: [{ topic: fill.repeat(3000), partitions: [partition(Buffer.alloc(600, fill))] }] })
    const kept = Array.from({ length: 60 }, (_, i) => encode(String.fromCharCode(65 + (i % 26))))
    kept.forEach((segments, i) => {
      const result = fetch.decodeResponse(11, Buffer.concat(segments), 4, Buffer.concat(segments).length)
      expect(result.ok && result.value.responses[0]?.topic).toBe(String.fromCharCode(65 + (i % 26)).repeat(3000))
    })
  })

  it('grows for a frame larger than its slab', () => {
    const topics = Array.from({ length: 20_000 }, (_, i) => ({ name: `topic-${i}-ü` }))
    const codec = createApiCodec(metadataApi)
    const frame = Buffer.concat(codec.encodeRequest(writer, 9, 1, null, { topics }))
    const result = codec.decodeRequest(9, frame, 15, frame.length)
    expect(result.ok && result.value.topics?.[19_999]?.name).toBe('topic-19999-ü')
  })

  it('throws for a value that the version cannot carry, and the writer is usable afterwards', () => {
    const codec = createApiCodec(metadataApi)
    expect(() => codec.encodeRequest(writer, 0, 1, null, { topics: null })).toThrow(/null/)
    expect(() => codec.encodeRequest(writer, 14, 1, null, { topics: null })).toThrow(/version 14/)
    expect(() => codec.encodeRequest(writer, 8, 1, null, { topics: [{ name: 'x'.repeat(40_000) }] })).toThrow(/32767/)
    const frame = Buffer.concat(codec.encodeRequest(writer, 1, 1, null, { topics: null }))
    expect(frame.toString('hex')).toBe('0000000e' + '0003' + '0001' + '00000001' + 'ffff' + 'ffffffff')
  })
})

describe('strings that repeat', () => {
  it('are the same text again, also when bytes beyond ASCII have the numbers of its characters', () => {
    const decode = (name: Buffer) => {
      const bytes = Buffer.concat([body('ffff ffff 000003e8 00000001'), Buffer.from([0, name.length]), name, body('00000000')])
      const result = produce.decodeRequest(3, bytes, 0, bytes.length)
      return result.ok ? result.value.topicData[0]?.name : result.code
    }
    expect(decode(Buffer.from('é'))).toBe('é')
    expect(decode(Buffer.from([0xe9]))).toBe('\ufffd')
    expect(decode(Buffer.from([0xe9]))).toBe('\ufffd')
    for (const name of ['orders', 'orders', 'orderz', 'order', '', 'orders', 'x'.repeat(65), 'x'.repeat(65), 'ab', 'é', 'ab']) {
      expect(decode(Buffer.from(name))).toBe(name)
    }
  })
})
