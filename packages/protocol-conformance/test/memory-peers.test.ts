import { createTimers } from '@robustmq/common-runtime'
import { describe, expect, it, test } from 'vitest'
import { createMemoryPeers, peerNetworkConformance } from '../src/index.ts'

peerNetworkConformance({
  describe,
  test,
  open: async () => {
    const timers = createTimers({ onError: (error) => { throw error } })
    const peers = createMemoryPeers({ nodeIds: [1, 2] }, { timers })
    return {
      first: peers.network(1),
      second: peers.network(2),
      connect: async () => peers.connect(1, 2),
      part: async () => peers.disconnect(1, 2),
      dispose: async () => timers.stop(),
    }
  },
})

describe('a one-way partition', () => {
  it('keeps back one direction, and lets it go in order', async () => {
    const due: (() => void)[] = []
    const peers = createMemoryPeers({ nodeIds: [1, 2] }, { defer: (run) => void due.push(run) })
    const seen: string[] = []
    peers.network(2).listen(1, { peerMessage: (_peer, message) => void seen.push(String(message)), peerRequest: (_peer, message) => message })
    peers.connectAll()
    peers.hold(1, 2)
    peers.network(1).send(2, 1, Buffer.from('a'))
    for (const run of due.splice(0)) run()
    expect(seen).toEqual([])
    peers.network(1).send(2, 1, Buffer.from('b'))
    peers.release(1, 2)
    for (const run of due.splice(0)) run()
    expect(seen).toEqual(['a', 'b'])
  })
})
