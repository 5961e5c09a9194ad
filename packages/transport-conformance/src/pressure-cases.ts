import { equal, ok } from 'node:assert/strict'
import { createSeededRandom } from '@robustmq/common-runtime'
import type { Connection } from '@robustmq/broker-api'
import { turns, until } from './recording-handler.ts'
import type { Stage } from './stage.ts'

const KILOBYTE = 1024
const HIGH = 256 * KILOBYTE
const LOW = 64 * KILOBYTE
const PIECE = 16 * KILOBYTE

/** A peer that does not read makes the connection congested; when it reads again, `onDrain` comes and nothing is lost. */
export async function backPressureCase(stage: Stage): Promise<void> {
  const total = (stage.harness.megabytes ?? 8) * 4 * 1024 * KILOBYTE
  const piece = createSeededRandom(stage.harness.seed ?? 1).bytes(PIECE)
  let given = 0
  let pendingMax = 0
  let stalls = 0
  const pump = (connection: Connection): void => {
    while (given < total && !connection.congested) {
      const at = connection.reserve(PIECE)
      piece.copy(connection.buffer, at)
      connection.length = at + PIECE
      given += PIECE
      pendingMax = Math.max(pendingMax, connection.pendingBytes)
    }
    if (given < total) stalls++
  }
  await stage.listen({ onData: (_chunk, connection) => pump(connection), onDrain: pump }, { highWaterBytes: HIGH, lowWaterBytes: LOW })
  const { client, handler } = await stage.connectBoth()
  client.pauseReading()
  client.write(Buffer.from('go'))
  await until('the connection stays congested', () => stalls > 0 && handler.connection.congested)
  // The kernels take some megabytes between them; then everything stands still.
  let before = -1
  while (before !== given) {
    before = given
    await turns(50)
  }
  ok(given < total, `the server stopped giving (${given} of ${total})`)
  equal(handler.connection.congested, true)
  ok(handler.connection.pendingBytes > LOW)
  client.resumeReading()
  await until('everything has come', () => client.receivedBytes >= total)
  equal(client.receivedBytes, total)
  const received = client.received()
  for (let at = 0; at < total; at += PIECE) ok(received.subarray(at, at + PIECE).equals(piece), `piece at ${at}`)
  ok(handler.drains > 0)
  ok(pendingMax <= HIGH + PIECE, `pending stayed within the high-water mark (${pendingMax})`)
  await until('it has drained', () => !handler.connection.congested)
}

/** A peer that never takes its output loses its connection, and only its own. */
export async function overflowCase(stage: Stage): Promise<void> {
  const piece = Buffer.alloc(64 * KILOBYTE, 1)
  await stage.listen((_connection, index) => ({
    onData: (chunk, connection) => {
      if (index === 1) connection.writeChunk(Buffer.from(chunk))
    },
  }), { highWaterBytes: HIGH, lowWaterBytes: LOW, pendingBytesMax: 4 * 1024 * KILOBYTE })
  const slow = await stage.connectBoth()
  const healthy = await stage.connectBoth()
  slow.client.pauseReading()
  let pendingMax = 0
  await until('the slow connection is gone', () => {
    for (let i = 0; i < 10; i++) slow.handler.connection.writeChunk(piece)
    pendingMax = Math.max(pendingMax, slow.handler.connection.pendingBytes)
    return slow.handler.closes.length > 0
  })
  equal(slow.handler.closeCode, 'NET_OUTPUT_OVERFLOW')
  ok(pendingMax <= 4 * 1024 * KILOBYTE, `pending stayed within its cap (${pendingMax})`)
  healthy.client.write(Buffer.from('still here'))
  await until('the other connection answers', () => healthy.client.receivedBytes === 10)
}

/** Nothing is delivered while anybody holds the connection, and nothing is lost. */
export async function pauseCase(stage: Stage): Promise<void> {
  const bytes = createSeededRandom(stage.harness.seed ?? 1).bytes(2 * 1024 * KILOBYTE)
  await stage.listen((connection) => {
    connection.pause('first')
    connection.pause('second')
    connection.pause('second')
    return {}
  })
  const { client, handler } = await stage.connectBoth()
  for (let at = 0; at < bytes.length; at += PIECE) client.write(bytes.subarray(at, at + PIECE))
  await turns(50)
  equal(handler.receivedBytes, 0)
  handler.connection.resume('second')
  await turns(50)
  equal(handler.receivedBytes, 0)
  handler.connection.resume('first')
  equal(handler.receivedBytes, 0, 'resume does not deliver during the call')
  await until('everything has come', () => handler.receivedBytes === bytes.length)
  ok(Buffer.concat(handler.chunks).equals(bytes))
}

/** `pause` inside `onData` takes effect at once, also when more has been read already. */
export async function pauseInsideCase(stage: Stage): Promise<void> {
  let paused = false
  let deliveredWhilePaused = 0
  await stage.listen({
    onData: (_chunk, connection) => {
      if (paused) deliveredWhilePaused++
      paused = true
      connection.pause('one at a time')
      setImmediate(() => {
        paused = false
        connection.resume('one at a time')
      })
    },
  })
  const { client, handler } = await stage.connectBoth()
  const bytes = createSeededRandom(stage.harness.seed ?? 1).bytes(300 * KILOBYTE)
  for (let at = 0; at < bytes.length; at += 1000) client.write(bytes.subarray(at, at + 1000))
  await until('everything has come', () => handler.receivedBytes === bytes.length)
  ok(Buffer.concat(handler.chunks).equals(bytes))
  equal(deliveredWhilePaused, 0)
}
