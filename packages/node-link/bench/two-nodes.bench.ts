// Two processes on loopback: `node bench/two-nodes.bench.ts`. Messages and bytes a second one way, and round trips.
import { fork } from 'node:child_process'
import { PEER_CHANNEL_RAFT, PEER_CHANNEL_SHARDS } from '@robustmq/broker-api'
import { createNullLogger } from '@robustmq/common-log'
import { createNullMetrics } from '@robustmq/common-metrics'
import { createTimers, createTurns, systemClock, systemRandom } from '@robustmq/common-runtime'
import { createNodeLink } from '../src/index.ts'
import type { NodeLink } from '../src/index.ts'

const fail = (error: unknown): void => {
  throw error
}

function node(nodeId: number): NodeLink {
  return createNodeLink({ nodeId, brokerVersion: 'bench', host: '127.0.0.1', port: 0 }, {
    turns: createTurns(fail), timers: createTimers({ onError: fail }), clock: systemClock, random: systemRandom, log: createNullLogger(),
    metrics: createNullMetrics(), clusterId: () => 'bench',
  })
}

if (process.argv[2] === 'sink') {
  const link = node(2)
  let received = 0
  link.listen(PEER_CHANNEL_SHARDS, { peerMessage: () => void received++, peerRequest: () => Buffer.from(String(received)) })
  link.listen(PEER_CHANNEL_RAFT, { peerMessage: () => undefined, peerRequest: (_peer, message) => message })
  process.send?.((await link.start()).port)
} else {
  const link = node(1)
  await link.start()
  const sink = fork(new URL(import.meta.url), ['sink'])
  const port = await new Promise<number>((resolve) => void sink.once('message', (value) => resolve(value as number)))
  const up = new Promise<void>((resolve) => link.watch({ peerUp: () => resolve(), peerDown: () => undefined }))
  link.setPeers([{ nodeId: 2, address: `127.0.0.1:${port}` }])
  await up
  const breathe = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
  let sent = 0
  for (const bytes of [100, 1024, 65_536, 1 << 20]) {
    const message = Buffer.alloc(bytes, 1)
    for (const seconds of [1, 3]) {
      const startedAt = performance.now()
      const before = sent
      while (performance.now() - startedAt < seconds * 1000) {
        for (let i = 0; i < 64; i++) if (link.send(2, PEER_CHANNEL_SHARDS, message)) sent++
        await breathe()
        while ((link.statuses()[0]?.queueBytes ?? 0) > 8 << 20) await breathe()
      }
      while (Number(Buffer.from(await link.request(2, PEER_CHANNEL_SHARDS, Buffer.from('?'), 60_000)).toString()) < sent) await breathe()
      const took = (performance.now() - startedAt) / 1000
      if (seconds === 3) console.log(`${bytes} B: ${Math.round((sent - before) / took)} messages/s, ${(((sent - before) * bytes) / took / (1 << 20)).toFixed(0)} MiB/s`)
    }
  }
  const times: number[] = []
  for (let i = 0; i < 5000; i++) {
    const startedAt = performance.now()
    await link.request(2, PEER_CHANNEL_RAFT, Buffer.alloc(100), 1000)
    times.push(performance.now() - startedAt)
  }
  times.sort((a, b) => a - b)
  console.log(`round trip: p50 ${(times[2500] as number).toFixed(2)} ms, p99 ${(times[4950] as number).toFixed(2)} ms`)
  for (const window of [64, 1024]) {
    const startedAt = performance.now()
    let done = 0
    await Promise.all(Array.from({ length: window }, async () => {
      while (performance.now() - startedAt < 3000) {
        await link.request(2, PEER_CHANNEL_RAFT, Buffer.alloc(100), 10_000)
        done++
      }
    }))
    console.log(`${window} requests under way: ${Math.round(done / ((performance.now() - startedAt) / 1000))} requests/s`)
  }
  sink.kill()
  process.exit(0)
}
