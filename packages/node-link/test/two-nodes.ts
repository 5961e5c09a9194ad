import type { PeerNetwork } from '@robustmq/broker-api'
import { createRecordingLogger } from '@robustmq/common-log'
import type { RecordingLogger } from '@robustmq/common-log'
import { createNullMetrics } from '@robustmq/common-metrics'
import { createTimers, createTurns, systemClock, systemRandom } from '@robustmq/common-runtime'
import { createNodeLink } from '../src/index.ts'
import type { NodeLink, NodeLinkDeps, NodeLinkOptions } from '../src/index.ts'

const fail = (error: unknown): void => {
  throw error
}

export interface TestNode {
  readonly link: NodeLink
  readonly log: RecordingLogger
  /** Resolves when the node has, or has no, stream to the peer. */
  sees(peer: number, up: boolean): Promise<void>
  close(): Promise<void>
}

/** A node on loopback; not yet started. */
export function createTestNode(nodeId: number, options: Partial<NodeLinkOptions> = {}, deps: Partial<NodeLinkDeps> = {}): TestNode {
  const timers = createTimers({ onError: fail })
  const log = createRecordingLogger()
  const link = createNodeLink(
    { nodeId, brokerVersion: 'test', host: '127.0.0.1', port: 0, ...options },
    {
      turns: createTurns(fail), timers, clock: systemClock, random: systemRandom, log, metrics: createNullMetrics(), clusterId: () => 'c', ...deps,
    },
  )
  const waiting: { readonly peer: number; readonly up: boolean; readonly resolve: () => void }[] = []
  const told = (peer: number, up: boolean): void => {
    for (const one of waiting.splice(0)) {
      if (one.peer === peer && one.up === up) one.resolve()
      else waiting.push(one)
    }
  }
  link.watch({ peerUp: (peer) => told(peer, true), peerDown: (peer) => told(peer, false) })
  return {
    link,
    log,
    sees: (peer, up) => {
      if (link.peers().includes(peer) === up) return Promise.resolve()
      return new Promise((resolve) => void waiting.push({ peer, up, resolve }))
    },
    close: async () => {
      await link.close()
      timers.stop()
    },
  }
}

/** Lets two started nodes find each other. */
export async function join(first: TestNode, second: TestNode, ports: readonly [number, number]): Promise<void> {
  first.link.setPeers([{ nodeId: second.link.nodeId, address: `127.0.0.1:${ports[1]}` }])
  second.link.setPeers([{ nodeId: first.link.nodeId, address: `127.0.0.1:${ports[0]}` }])
  await Promise.all([first.sees(second.link.nodeId, true), second.sees(first.link.nodeId, true)])
}

/** Messages as text, and requests answered with what they hold. */
export function hear(network: PeerNetwork, channel: 1 | 2 | 3): string[] {
  const heard: string[] = []
  network.listen(channel, { peerMessage: (peer, message) => void heard.push(`${peer}: ${String(message)}`), peerRequest: (_peer, message) => message })
  return heard
}
