import { crc32c } from '@robustmq/common-bytes'
import { createStream } from '@robustmq/simulator'
import type { Random } from '@robustmq/common-runtime'
import { expect, test } from 'vitest'
import { MESSAGE_KIND_MAX, newMessage } from '../src/message.ts'
import type { RaftMessage } from '../src/message.ts'
import { decodePeerBatch, PeerBatchEncoder } from '../src/peer-batch.ts'
import type { PeerBatch, PeerFrame } from '../src/peer-batch.ts'

const MAX = Number.MAX_SAFE_INTEGER
const rounds = Number(process.env['ROBUSTMQ_FUZZ_PACKETS'] ?? 20_000)

function encode(frames: readonly PeerFrame[]): Buffer {
  const encoder = new PeerBatchEncoder(3, 5, 77)
  for (const frame of frames) encoder.add(frame)
  return encoder.take()
}

function decoded(bytes: Uint8Array): PeerBatch {
  const batch = decodePeerBatch(bytes)
  if (typeof batch === 'string') throw new Error(batch)
  return batch
}

function someNumber(random: Random): number {
  return [0, 1, 127, 128, 16_384, 2 ** 32, MAX, random.below(1000)][random.below(8)] ?? 0
}

function someMessage(random: Random): RaftMessage {
  const index = Math.min(someNumber(random), MAX - 10)
  const entries = Array.from({ length: random.below(4) }, (_, i) => ({
    index: index + 1 + i, term: someNumber(random), kind: (random.below(2) as 0 | 1), data: random.bytes(random.below(20)),
  }))
  const ids = (): number[] => Array.from({ length: random.below(4) }, () => someNumber(random))
  const confState = { voters: ids(), outgoing: ids(), learners: ids(), learnersNext: ids(), autoLeave: random.below(2) === 0 }
  const snapshot = random.below(4) > 0 ? null : { index: someNumber(random), term: someNumber(random), confState, data: random.bytes(random.below(20)) }
  return newMessage({
    kind: 1 + random.below(MESSAGE_KIND_MAX), to: 5, index, entries, snapshot, logTerm: someNumber(random), commit: someNumber(random),
    reject: random.below(2) === 0, rejectHint: someNumber(random), context: someNumber(random),
  }, 3, someNumber(random))
}

function someFrame(random: Random): PeerFrame {
  const group = someNumber(random)
  const message = someMessage(random)
  const kind = random.below(4)
  if (kind === 0) return { frame: 'chunk-status', group, index: someNumber(random), term: someNumber(random), offset: someNumber(random), status: random.below(3) }
  if (kind > 1 || message.snapshot === null) return { frame: 'message', group, message }
  const data = random.bytes(random.below(30))
  return { frame: 'chunk', group, message, bytesTotal: 1000 + data.length, offset: random.below(1000), crc: random.below(2 ** 32), data }
}

/** Data is compared by its bytes, whatever class of array holds them. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, one: unknown) => (one instanceof Uint8Array ? [...one] : one)))
}

test('a heartbeat has these bytes', () => {
  const bytes = encode([{ frame: 'message', group: 300, message: newMessage({ kind: 8, to: 5, commit: 200 }, 3, 4) }])
  expect(bytes.toString('hex')).toBe('01' + 'febc9a9a' + '03' + '05' + '4d' + '01' + '00000007' + 'ac02' + '08' + '04' + '04' + 'c801')
})

test('what was encoded is decoded, whatever it is', () => {
  const random = createStream(1, 0)
  for (let round = 0; round < 2000; round++) {
    const frames = Array.from({ length: random.below(5) }, () => someFrame(random))
    expect(plain(decoded(encode(frames)))).toEqual(plain({ from: 3, to: 5, incarnation: 77, frames }))
  }
})

test('a batch that is cut off anywhere, or has one bit changed anywhere, is refused', () => {
  const random = createStream(2, 0)
  for (let round = 0; round < 20; round++) {
    const bytes = encode([someFrame(random), someFrame(random)])
    for (let length = 0; length < bytes.length; length++) expect(decodePeerBatch(bytes.subarray(0, length))).toBeTypeOf('string')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] as number) ^ (1 << random.below(8))
      expect(decodePeerBatch(changed)).toBeTypeOf('string')
    }
  }
})

test('another version is refused by name', () => {
  const bytes = encode([])
  bytes[0] = 2
  expect(decodePeerBatch(bytes)).toBe('version 2 of peer batches, known is 1')
})

// The checksum is made right again, so that every mutation gets past it.
test('mutated batches are decoded or refused, never thrown at and never believed beyond their length', () => {
  const random = createStream(3, 0)
  let refused = 0
  for (let round = 0; round < rounds; round++) {
    const frames = [someFrame(random), someFrame(random)]
    const bytes = encode(frames)
    for (let i = 1 + random.below(4); i > 0; i--) bytes[5 + random.below(bytes.length - 5)] = random.below(256)
    bytes.writeUInt32BE(crc32c(bytes, 5), 1)
    const batch = decodePeerBatch(bytes)
    if (typeof batch === 'string') refused++
    else for (const one of batch.frames) if (one.frame !== 'chunk-status') expect(one.message.entries.length).toBeLessThan(bytes.length)
  }
  expect(refused).toBeGreaterThan(rounds / 4)
  expect(refused).toBeLessThan(rounds)
})

test('an absurd count or length is refused before anything is allocated for it', () => {
  const body = Buffer.from('030501' + '01' + '0000000c' + '01' + '01' + '40' + '01' + 'ffffffffffffff07', 'hex')
  const bytes = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), body])
  bytes.writeUInt32BE(crc32c(bytes, 5), 1)
  expect(decodePeerBatch(bytes)).toBe('a count is larger than what follows')
})

test('an encoder that was taken begins anew', () => {
  const encoder = new PeerBatchEncoder(3, 5, 77)
  const empty = encoder.byteCount
  encoder.addMessage(1, newMessage({ kind: 8, to: 5 }, 3, 4))
  expect(encoder.frameCount).toBe(1)
  encoder.take()
  expect([encoder.frameCount, encoder.byteCount]).toEqual([0, empty])
  expect(() => encoder.addMessage(1, newMessage({ kind: 8, to: 4 }, 3, 4))).toThrow('batch of another peer')
})
