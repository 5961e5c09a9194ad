/*
 * Cost of connections: CPU per accepted connection, memory per idle one, cost of a write.
 *   node packages/net/bench/connections.ts [tcp|ws] [connections]
 * The clients run in a child process. Prints one line of JSON.
 */
import { fork } from 'node:child_process'
import { connect } from 'node:net'
import { createNullLogger } from '@robustmq/common-log'
import { createPromMetrics } from '@robustmq/common-metrics'
import { createTimers, createTurns, systemClock } from '@robustmq/common-runtime'
import type { Connection, ConnectionHandler } from '@robustmq/broker-api'
import { createListeners } from '../src/index.ts'

const transport = process.argv[2] === 'ws' ? 'ws' : 'tcp'
const count = Number(process.argv[3] ?? 5000)
const UPGRADE = 'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
  + 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'

if (process.argv[4] !== undefined) runClients(Number(process.argv[4]))
else await runServer()

function runClients(port: number): void {
  let open = 0
  const next = (): void => {
    if (open++ >= count) return
    const socket = connect(port, '127.0.0.1', () => {
      if (transport === 'ws') socket.write(UPGRADE)
      else next()
    })
    socket.on('data', () => { if (transport === 'ws' && !socket.listenerCount('drain')) { socket.on('drain', () => undefined); next() } })
    socket.on('error', () => process.exit(1))
  }
  for (let i = 0; i < 64; i++) next()
}

async function runServer(): Promise<void> {
  const onError = (error: unknown): void => { throw error }
  const turns = createTurns(onError)
  const timers = createTimers({ onError })
  const connections: Connection[] = []
  let arrived: () => void = () => undefined
  const all = new Promise<void>((resolve) => { arrived = resolve })
  class Idle implements ConnectionHandler {
    onData(): void {}
    onEnd(): void {}
    onDrain(): void {}
    onIdle(): void {}
    onClose(): void {}
  }
  const listeners = createListeners({}, { turns, timers, clock: systemClock, log: createNullLogger(), metrics: createPromMetrics() })
  const accept = (connection: Connection): ConnectionHandler => {
    connections.push(connection)
    if (connections.length === count) arrived()
    return new Idle()
  }
  const listener = await listeners.listen({ name: 'bench', protocol: 'bench', transport, host: '127.0.0.1', port: 0, accept })
  global.gc?.()
  const before = process.memoryUsage()
  const startedCpu = process.cpuUsage()
  const started = performance.now()
  const child = fork(new URL(import.meta.url).pathname, [transport, String(count), String(listener.port)])
  await all
  const elapsedMs = performance.now() - started
  const cpu = process.cpuUsage(startedCpu)
  await new Promise((resolve) => setTimeout(resolve, 500))
  global.gc?.()
  const after = process.memoryUsage()
  const writes = await measureWrites(connections)
  process.stdout.write(JSON.stringify({
    transport, count,
    cpuMicrosPerConnect: Math.round((cpu.user + cpu.system) / count),
    connectsPerSecond: Math.round((count * 1000) / elapsedMs),
    rssBytesPerIdle: Math.round((after.rss - before.rss) / count),
    heapBytesPerIdle: Math.round((after.heapUsed - before.heapUsed) / count),
    ...writes,
  }) + '\n')
  child.kill()
  await listeners.close()
  timers.stop()
}

/** CPU of one small write per connection and turn, and of one reserve of 32 bytes when many share a write. */
async function measureWrites(connections: readonly Connection[]): Promise<Record<string, number>> {
  const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
  const rounds = 20
  let start = process.cpuUsage()
  for (let round = 0; round < rounds; round++) {
    for (const connection of connections) {
      const at = connection.reserve(4)
      connection.buffer[at] = 1
      connection.length = at + 4
    }
    await turn()
    await turn()
  }
  let cpu = process.cpuUsage(start)
  const perWrite = (cpu.user + cpu.system) / rounds / connections.length
  const connection = connections[0] as Connection
  const reserves = 1000
  start = process.cpuUsage()
  for (let round = 0; round < 2000; round++) {
    for (let i = 0; i < reserves; i++) {
      const at = connection.reserve(32)
      connection.buffer[at] = 1
      connection.length = at + 32
    }
    await turn()
    await turn()
  }
  cpu = process.cpuUsage(start)
  return { writeMicros: Number(perWrite.toFixed(2)), reserveNanos: Math.round(((cpu.user + cpu.system) * 1000) / 2000 / reserves) }
}
