import { chance, createStream } from '@robustmq/simulator'
import { expect, test } from 'vitest'
import { crc32c } from '@robustmq/common-bytes'
import { EMPTY_CONF_STATE } from '../src/hard-state.ts'
import { MSG_SNAPSHOT, newMessage } from '../src/message.ts'
import type { RaftMessage } from '../src/message.ts'
import type { ChunkFrame } from '../src/peer-batch.ts'
import { SnapshotReceiver } from '../src/snapshot-receiver.ts'
import { SnapshotSender } from '../src/snapshot-sender.ts'

const message = (index: number, term = 5, leader = 1): RaftMessage =>
  newMessage({ kind: MSG_SNAPSHOT, to: 2, snapshot: { index, term: 3, confState: EMPTY_CONF_STATE, data: Buffer.from('handle') } }, leader, term)
const content = (bytes: number, seed = 1): Buffer => createStream(seed, 0).bytes(bytes)
const senderOf = (data: Buffer, one = message(9)): SnapshotSender =>
  new SnapshotSender({ group: 7, message: one, bytesTotal: data.length, chunkBytesMax: 10, windowCount: 3, retryTicks: 2, giveUpTicks: 50 })

/** All chunks that the sender may send now. */
function chunksOf(sender: SnapshotSender, data: Buffer): ChunkFrame[] {
  const chunks: ChunkFrame[] = []
  for (let range = sender.nextRead(); range !== null; range = sender.nextRead()) {
    const chunk = sender.read(range.offset, data.subarray(range.offset, range.offset + range.length))
    if (chunk !== null) chunks.push(chunk)
  }
  return chunks
}

class Staging {
  bytes: Buffer = Buffer.alloc(0)
  completed: RaftMessage[] = []
  receiver = new SnapshotReceiver({ bytesMax: 10_000, streamsMax: 2, idleTicks: 5 })

  take(chunk: ChunkFrame): ReturnType<SnapshotReceiver['receive']> {
    const received = this.receiver.receive(chunk)
    if (received.discard) this.bytes = Buffer.alloc(0)
    if (received.write !== null) {
      expect(received.write.offset).toBe(this.bytes.length)
      this.bytes = Buffer.concat([this.bytes, received.write.data])
    }
    if (received.complete !== null) this.completed.push(received.complete)
    return received
  }
}

/** Runs until the sender is done; what is lost is decided by `arrives`. */
function run(sender: SnapshotSender, data: Buffer, staging: Staging, arrives: () => boolean): number {
  let sentBytes = 0
  for (let turn = 0; turn < 10_000 && sender.state === 'sending'; turn++) {
    for (const chunk of chunksOf(sender, data)) {
      sentBytes += chunk.data.length
      if (!arrives()) continue
      const { status } = staging.take(chunk)
      if (status !== null && arrives()) sender.status(status)
    }
    sender.tick()
  }
  return sentBytes
}

test('a snapshot arrives whole, once, whatever gets lost on the way', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = createStream(seed, 1)
    const data = content(random.below(200), seed)
    const staging = new Staging()
    const sender = senderOf(data)
    run(sender, data, staging, () => !chance(random, 300))
    expect(sender.state, `seed ${seed}`).toBe('delivered')
    expect(staging.bytes.equals(data), `seed ${seed}`).toBe(true)
    expect(staging.completed.map(({ snapshot }) => [snapshot?.index, snapshot?.data.length]), `seed ${seed}`).toEqual([[9, 0]])
  }
})

test('a new sender goes on where the old one stopped, and so does a receiver that was started anew', () => {
  const data = content(1000)
  const staging = new Staging()
  let left = 50
  const first = senderOf(data)
  run(first, data, staging, () => left-- > 0)
  const there = staging.bytes.length
  expect(there).toBeGreaterThan(200)
  expect(there).toBeLessThan(1000)
  staging.receiver = new SnapshotReceiver({}, [{ group: 7, index: 9, term: 3, bytesTotal: 1000, offset: there, crc: crc32c(staging.bytes) }])
  const second = senderOf(data, message(9, 6, 3))
  // The first chunks are sent before it is known what is there.
  expect(run(second, data, staging, () => true)).toBeLessThanOrEqual(1000 - there + 30)
  expect(second.state).toBe('delivered')
  expect(staging.bytes.equals(data)).toBe(true)
})

test('a receiver that was started anew with everything but the end is told the end', () => {
  const data = content(100)
  const staging = new Staging()
  staging.bytes = data
  staging.receiver = new SnapshotReceiver({}, [{ group: 7, index: 9, term: 3, bytesTotal: 100, offset: 100, crc: crc32c(data) }])
  const sender = senderOf(data)
  expect(run(sender, data, staging, () => true)).toBe(30)
  expect([sender.state, staging.completed.length]).toEqual(['delivered', 1])
})

test('the beginning of one snapshot is never continued by another that has the same index and length', () => {
  const staging = new Staging()
  let left = 20
  run(senderOf(content(500, 1)), content(500, 1), staging, () => left-- > 0)
  expect(staging.bytes.length).toBeGreaterThan(0)
  const other = senderOf(content(500, 2), message(9, 6, 3))
  run(other, content(500, 2), staging, () => true)
  expect(other.state).toBe('delivered')
  expect(staging.bytes.equals(content(500, 2))).toBe(true)
})

test('a snapshot that came for an old leader is taken again from a new one, and only once from the same', () => {
  const data = content(30)
  const staging = new Staging()
  const send = (term: number): number => run(senderOf(data, message(9, term)), data, staging, () => true)
  expect([send(5), send(5), send(6)]).toEqual([30, 30, 30])
  expect(staging.completed.map(({ term }) => term)).toEqual([5, 6])
})

test('a chunk that was changed is not taken', () => {
  const staging = new Staging()
  const [chunk] = chunksOf(senderOf(content(50)), content(50)) as [ChunkFrame]
  const received = staging.take({ ...chunk, data: content(10, 2) })
  expect([received.write, received.status?.offset, received.status?.status]).toEqual([null, 0, 0])
  expect(staging.take(chunk).write).not.toBeNull()
})

test('what is too large, of an old leader, or one too many is not taken', () => {
  const staging = new Staging()
  const [chunk] = chunksOf(senderOf(content(50)), content(50)) as [ChunkFrame]
  expect(staging.take({ ...chunk, bytesTotal: 10_000 }).status?.status).toBe(0)
  expect(staging.take({ ...chunk, bytesTotal: 10_001 }).status?.status).toBe(2)
  staging.take(chunk)
  expect(staging.take({ ...chunk, message: message(20, 4) }).status?.status).toBe(2)
  staging.take({ ...chunk, group: 8 })
  expect(staging.take({ ...chunk, group: 9 }).status).toBeNull()
  expect(Array.from({ length: 5 }, () => staging.receiver.tick())).toEqual([[], [], [], [], [7, 8]])
  expect(staging.take({ ...chunk, group: 9 }).status?.status).toBe(0)
})

test('a receiver that does not answer is given up', () => {
  const sender = senderOf(content(50))
  run(sender, content(50), new Staging(), () => false)
  expect(sender.state).toBe('failed')
})
