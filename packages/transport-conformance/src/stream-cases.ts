import { deepEqual, equal, ok } from 'node:assert/strict'
import { createSeededRandom } from '@robustmq/common-runtime'
import type { Random } from '@robustmq/common-runtime'
import type { Connection } from '@robustmq/broker-api'
import { until, turns } from './recording-handler.ts'
import type { Stage } from './stage.ts'

const MEGABYTE = 1024 * 1024

/** Bytes that tell their position apart. */
function pattern(bytes: number, random: Random): Buffer {
  return random.bytes(bytes)
}

function sameBytes(actual: Buffer, expected: Buffer): void {
  equal(actual.length, expected.length)
  if (actual.equals(expected)) return
  let at = 0
  while (actual[at] === expected[at]) at++
  equal(at, -1, `streams differ at byte ${at}`)
}

function write(connection: Connection, bytes: Uint8Array): void {
  const at = connection.reserve(bytes.length)
  connection.buffer.set(bytes, at)
  connection.length = at + bytes.length
}

/** What is sent comes back whole and in order, whatever the sizes. */
export async function echoCase(stage: Stage): Promise<void> {
  const random = createSeededRandom(stage.harness.seed ?? 1)
  await stage.listen({
    onData: (chunk, connection) => {
      connection.writeChunk(chunk)
      if (connection.congested) connection.pause('echo')
    },
    onDrain: (connection) => connection.resume('echo'),
  })
  const { client, handler } = await stage.connectBoth()
  const sent: Buffer[] = []
  let total = 0
  for (const limit of [1, 20, 300, 5_000, 70_000]) {
    for (let i = 0; i < 40; i++) sent.push(pattern(1 + random.below(limit), random))
  }
  sent.push(pattern((stage.harness.megabytes ?? 8) * MEGABYTE, random))
  for (const piece of sent) {
    client.write(piece)
    total += piece.length
  }
  await until(`all ${total} bytes are back`, () => client.receivedBytes >= total)
  sameBytes(client.received(), Buffer.concat(sent))
  equal(handler.connection.bytesIn, total)
}

/** `reserve` and `writeChunk` may be mixed within a turn and over turns; the peer sees the order of the calls. */
export async function mixedOutputCase(stage: Stage): Promise<void> {
  const random = createSeededRandom(stage.harness.seed ?? 1)
  await stage.listen({})
  const { client, handler } = await stage.connectBoth()
  const connection = handler.connection
  const expected: Buffer[] = []
  let total = 0
  const sizes = [1, 2, 50, 4_000, 4_096, 20_000, 140_000, MEGABYTE]
  for (let turn = 0; turn < 12; turn++) {
    for (let i = 0; i < 25; i++) {
      const bytes = pattern(1 + random.below(sizes[random.below(i === 0 ? sizes.length : 6)] as number), random)
      if (random.below(2) === 0) connection.writeChunk(bytes)
      else write(connection, bytes)
      expected.push(bytes)
      total += bytes.length
    }
    equal(connection.pendingBytes > 0, true)
    await turns(random.below(3))
  }
  await until(`all ${total} bytes have come`, () => client.receivedBytes >= total)
  sameBytes(client.received(), Buffer.concat(expected))
  await until('nothing is pending', () => connection.pendingBytes === 0)
}

/** A reservation that is not used, or used in part, sends nothing of the rest. */
export async function partlyUsedReservationCase(stage: Stage): Promise<void> {
  await stage.listen({})
  const { client, handler } = await stage.connectBoth()
  const connection = handler.connection
  connection.reserve(100_000)
  const at = connection.reserve(1_000_000)
  ok(connection.buffer.length - at >= 1_000_000)
  connection.buffer[at] = 65
  connection.length = at + 1
  connection.reserve(500)
  await turns(2)
  connection.reserve(10)
  await turns(2)
  write(connection, Buffer.from('B'))
  await until('both bytes have come', () => client.receivedBytes >= 2)
  deepEqual(client.received(), Buffer.from('AB'))
}

/** The peer ends its side; the server sees that, answers at length, and ends. */
export async function halfCloseCase(stage: Stage): Promise<void> {
  const answer = createSeededRandom(stage.harness.seed ?? 1).bytes(3 * MEGABYTE)
  await stage.listen({
    onEnd: (connection) => {
      connection.writeChunk(answer)
      connection.end({ code: 'TEST_DONE', message: 'answered' })
    },
  })
  const { client, handler } = await stage.connectBoth()
  client.write(Buffer.from('question'))
  client.endSending()
  await until('the server has ended', () => client.ended)
  sameBytes(client.received(), answer)
  await until('the connection is gone', () => handler.closes.length > 0)
  equal(Buffer.concat(handler.chunks).toString(), 'question')
  equal(handler.ends, 1)
  equal(handler.closeCode, 'TEST_DONE')
}

/** `end` sends everything that was given before it; what is given after it is dropped. */
export async function endFlushesCase(stage: Stage): Promise<void> {
  const bytes = createSeededRandom(stage.harness.seed ?? 1).bytes(4 * MEGABYTE)
  await stage.listen({
    onData: (_chunk, connection) => {
      connection.writeChunk(bytes)
      write(connection, Buffer.from('tail'))
      connection.end({ code: 'TEST_DONE', message: 'sent' })
      equal(connection.closed, true)
      write(connection, Buffer.from('too late'))
      connection.writeChunk(Buffer.from('too late'))
      connection.end({ code: 'TEST_AGAIN', message: 'second' })
    },
  })
  const { client, handler } = await stage.connectBoth()
  client.write(Buffer.from('go'))
  await until('the server has ended', () => client.ended)
  client.endSending()
  await until('the connection is gone', () => handler.closes.length > 0)
  sameBytes(client.received(), Buffer.concat([bytes, Buffer.from('tail')]))
  equal(handler.closeCode, 'TEST_DONE')
}
