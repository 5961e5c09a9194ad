/*
 * Commands and linearizable reads per second: `node bench/commands.bench.ts [nodes] [seconds] [clients] [command bytes]`.
 * All nodes are in this process, each with a write-ahead log of its own on the disk of the temporary directory; what they say to
 * each other is handed over in the next turn, without a network. Every command is durable on a majority before it counts.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PeerChannel, PeerHandler, PeerNetwork } from '@robustmq/broker-api'
import { createNullLogger } from '@robustmq/common-log'
import { createTimers, createTurns, nodeFileSystem, systemClock, systemRandom } from '@robustmq/common-runtime'
import { openWal } from '@robustmq/wal'
import type { Wal } from '@robustmq/wal'
import { createMetaService } from '../src/index.ts'
import type { MetaService } from '../src/index.ts'

const [nodeCount = 3, seconds = 5, clients = 1_000, commandBytes = 200] = process.argv.slice(2).map(Number)
const fatal = (error: unknown): void => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
}
// The timers of this process do not keep it alive.
const keepAlive = setInterval(() => undefined, 1_000)
const turns = createTurns(fatal)
const timers = createTimers({ onError: fatal })
const networks = new Map<number, DirectNetwork>()

class DirectNetwork implements PeerNetwork {
  readonly nodeId: number
  readonly handlers = new Map<number, PeerHandler>()

  constructor(nodeId: number) {
    this.nodeId = nodeId
    networks.set(nodeId, this)
  }

  peers(): readonly number[] {
    return [...networks.keys()].filter((id) => id !== this.nodeId)
  }

  send(peer: number, channel: PeerChannel, message: Uint8Array): boolean {
    setImmediate(() => networks.get(peer)?.handlers.get(channel)?.peerMessage(this.nodeId, Buffer.from(message)))
    return true
  }

  async request(peer: number, channel: PeerChannel, message: Uint8Array): Promise<Uint8Array> {
    const handler = networks.get(peer)?.handlers.get(channel)
    if (handler === undefined) throw new Error('not there')
    return handler.peerRequest(this.nodeId, Buffer.from(message))
  }

  listen(channel: PeerChannel, handler: PeerHandler): void {
    this.handlers.set(channel, handler)
  }

  watch(): void {}
}

/** Keeps the last command of each of 100 000 keys. */
function createKeys() {
  const keys = new Map<number, Uint8Array>()
  return {
    name: 'keys', version: 1,
    apply: (command: Uint8Array, index: number) => {
      keys.set(index % 100_000, command)
      return command.subarray(0, 8)
    },
    snapshot: () => Buffer.concat([...keys.values()]),
    restore: () => undefined,
  }
}

const directory = mkdtempSync(join(tmpdir(), 'robustmq-meta-bench-'))
const initialMembers = Array.from({ length: nodeCount }, (_, i) => ({ nodeId: i + 1, address: `${i + 1}` }))
const nodes: { meta: MetaService; wal: Wal }[] = []
for (const { nodeId } of initialMembers) {
  const fileSystem = nodeFileSystem
  const meta = createMetaService({ directory: join(directory, `${nodeId}`, 'meta'), initialMembers }, {
    fileSystem, clock: systemClock, random: systemRandom, turns, timers, log: createNullLogger(), network: new DirectNetwork(nodeId), onFailure: fatal,
  })
  meta.register(createKeys())
  const wal = await openWal({ directory: join(directory, `${nodeId}`, 'wal'), fileSystem, turns, timers }, (frame) => meta.replay(frame))
  meta.start(wal)
  nodes.push({ meta, wal })
}
await Promise.all(nodes.map(({ meta }) => meta.ready()))
const { meta: first } = nodes[0] as { meta: MetaService }
const leader = nodes.find(({ meta }) => meta.status()[0]?.role === 'leader')?.meta ?? first
const follower = nodes.find(({ meta }) => meta !== leader)?.meta ?? leader

async function measure(what: string, parallel: number, call: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + seconds * 1000
  const syncs = nodes.map(({ wal }) => wal.stats().syncs)
  let count = 0
  const latencies: number[] = []
  const began = performance.now()
  const cpu = process.cpuUsage()
  await Promise.all(Array.from({ length: parallel }, async (_, client) => {
    while (performance.now() < end) {
      const at = performance.now()
      await call()
      count++
      if (client % 50 === 0) latencies.push(performance.now() - at)
    }
  }))
  const took = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  latencies.sort((a, b) => a - b)
  const at = (share: number): string => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(2)
  const synced = nodes.map(({ wal }, i) => Math.round((wal.stats().syncs - (syncs[i] as number)) / took)).join(' ')
  process.stdout.write(`${what}: ${Math.round(count / took)}/s, ${Math.round(count / (user + system) * 1e6)} per CPU-second of all nodes, ${parallel} at a time, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; syncs/s per node ${synced}\n`)
}

const command = Buffer.alloc(commandBytes, 1)
for (const [name, meta] of [['leader', leader], ['follower', follower]] as const) {
  await measure(`commands by the ${name}`, 1, () => meta.propose('keys', command))
  await measure(`commands by the ${name}`, clients, () => meta.propose('keys', command))
  await measure(`linearizable reads on the ${name}`, clients, () => meta.readBarrier('keys'))
  if (leader === follower) break
}
for (const { meta, wal } of nodes) {
  await meta.close()
  await wal.close()
}
timers.stop()
clearInterval(keepAlive)
rmSync(directory, { recursive: true })
