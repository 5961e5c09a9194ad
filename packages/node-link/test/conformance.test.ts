import { peerNetworkConformance } from '@robustmq/protocol-conformance'
import { describe, test } from 'vitest'
import { createTestNode, join } from './two-nodes.ts'

peerNetworkConformance({
  describe,
  test,
  largeMessageBytes: 63 * 1024 * 1024,
  open: async () => {
    const first = createTestNode(1)
    const second = createTestNode(2)
    const ports = [(await first.link.start()).port, (await second.link.start()).port] as const
    return {
      first: first.link,
      second: second.link,
      connect: () => join(first, second, ports),
      part: async () => {
        first.link.setPeers([])
        second.link.setPeers([])
        await Promise.all([first.sees(2, false), second.sees(1, false)])
      },
      dispose: async () => {
        await Promise.all([first.close(), second.close()])
      },
    }
  },
})
