import { PEER_CHANNEL_RAFT } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'
import { afterEach, describe, expect, it } from 'vitest'
import type { PeerHello } from '../src/index.ts'
import { createTestNode, hear, join } from './two-nodes.ts'
import type { TestNode } from './two-nodes.ts'

const open: TestNode[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((node) => node.close()))
})
function node(...args: Parameters<typeof createTestNode>): TestNode {
  const made = createTestNode(...args)
  open.push(made)
  return made
}

/** Resolves when the line was logged. */
async function logged(of: TestNode, message: string, code: string): Promise<void> {
  while (!of.log.withMessage(message).some(({ fields }) => fields.code === code)) await new Promise((resolve) => void setImmediate(resolve))
}

async function expectRefusal(first: TestNode, second: TestNode, code: string, dialed = second.link.nodeId): Promise<void> {
  await first.link.start()
  const { port } = await second.link.start()
  first.link.setPeers([{ nodeId: dialed, address: `127.0.0.1:${port}` }])
  await logged(first, 'a node refuses us', code)
  expect(first.link.peers()).toEqual([])
  expect(second.link.peers()).toEqual([])
  expect(first.link.statuses()[0]).toMatchObject({ up: false, lastFailure: expect.stringContaining(code) as string })
}

describe('a stream is refused, and both sides say why,', () => {
  it('when the nodes belong to different clusters', async () => {
    const second = node(2, {}, { clusterId: () => 'blue' })
    await expectRefusal(node(1, {}, { clusterId: () => 'green' }), second, 'LINK_CLUSTER_MISMATCH')
    await logged(second, 'a node is refused', 'LINK_CLUSTER_MISMATCH')
    expect(second.link.peers()).toEqual([])
  })

  it('when another node answers than the one expected', async () => {
    const first = node(1)
    await expectRefusal(first, node(3), 'LINK_NODE_MISMATCH', 2)
    expect(first.link.peers()).toEqual([])
  })

  it('when both claim the same number', async () => {
    const first = node(2)
    await expectRefusal(first, node(2), 'LINK_SELF', 5)
    expect(first.link.peers()).toEqual([])
  })

  it('when whoever uses the link does not trust the identity', async () => {
    const heard: PeerHello[] = []
    const second = node(2, {}, {
      verifyPeer: (hello) => {
        heard.push(hello)
        return new BrokerError({ code: 'TEST_WIPED', retry: 'never', message: `node ${hello.nodeId} was wiped` })
      },
    })
    await expectRefusal(node(1, {}, { identity: () => Buffer.from('disk 7') }), second, 'TEST_WIPED')
    expect(heard[0]).toMatchObject({ nodeId: 1, clusterId: 'c', brokerVersion: 'test', certificateName: null })
    expect(String(heard[0]?.identity)).toBe('disk 7')
  })

  it('by the dialing side too', async () => {
    const first = node(1, {}, { verifyPeer: () => new BrokerError({ code: 'TEST_STRANGER', retry: 'never', message: 'a stranger' }) })
    const second = node(2)
    await first.link.start()
    const { port } = await second.link.start()
    first.link.setPeers([{ nodeId: 2, address: `127.0.0.1:${port}` }])
    await logged(first, 'a node refuses us', 'TEST_STRANGER')
    await second.sees(1, false)
    expect(first.link.peers()).toEqual([])
  })

  it('but not when one does not know its cluster yet', async () => {
    const first = node(1, {}, { clusterId: () => '' })
    const second = node(2)
    await join(first, second, [(await first.link.start()).port, (await second.link.start()).port])
    expect(first.link.peers()).toEqual([2])
  })
})

describe('a pair', () => {
  it('has one stream although both dial, however often they meet', async () => {
    for (let round = 0; round < 10; round++) {
      const first = createTestNode(1)
      const second = createTestNode(2)
      const heard = hear(second.link, PEER_CHANNEL_RAFT)
      hear(first.link, PEER_CHANNEL_RAFT)
      await join(first, second, [(await first.link.start()).port, (await second.link.start()).port])
      for (let i = 0; i < 20; i++) first.link.send(2, PEER_CHANNEL_RAFT, Buffer.from(String(i)))
      await first.link.request(2, PEER_CHANNEL_RAFT, Buffer.from('done'), 5000)
      expect(heard).toEqual(Array.from({ length: 20 }, (_, i) => `1: ${i}`))
      expect([first.link.peers(), second.link.peers()]).toEqual([[2], [1]])
      await Promise.all([first.close(), second.close()])
    }
  })

  it('is joined by the higher number when the lower does not know the address', async () => {
    const first = node(1)
    const second = node(2)
    const { port } = await first.link.start()
    await second.link.start()
    second.link.setPeers([{ nodeId: 1, address: `127.0.0.1:${port}` }])
    await Promise.all([first.sees(2, true), second.sees(1, true)])
    expect(first.link.statuses()).toMatchObject([{ nodeId: 2, address: '', up: true }])
  })

  it('finds each other again when one was replaced by a new process at the same address', async () => {
    const first = node(1)
    const old = createTestNode(2)
    const { port } = await old.link.start()
    await join(first, old, [(await first.link.start()).port, port])
    await old.close()
    await first.sees(2, false)
    const renewed = node(2, { port })
    const heard = hear(renewed.link, PEER_CHANNEL_RAFT)
    await renewed.link.start()
    await first.sees(2, true)
    first.link.send(2, PEER_CHANNEL_RAFT, Buffer.from('hello again'))
    hear(first.link, PEER_CHANNEL_RAFT)
    await renewed.link.request(1, PEER_CHANNEL_RAFT, Buffer.from('x'), 5000)
    expect(heard).toEqual(['1: hello again'])
  })

  it('that is no longer wanted parts', async () => {
    const first = node(1)
    const second = node(2)
    await join(first, second, [(await first.link.start()).port, (await second.link.start()).port])
    first.link.setPeers([])
    second.link.setPeers([])
    await Promise.all([first.sees(2, false), second.sees(1, false)])
    expect(first.link.statuses()).toEqual([])
  })
})

describe('beyond this machine', () => {
  it('nothing is listened on and nobody dialed in plain text', async () => {
    await expect(node(1, { host: '0.0.0.0' }).link.start()).rejects.toMatchObject({ code: 'LINK_UNSAFE' })
    expect(() => node(1).link.setPeers([{ nodeId: 2, address: '10.0.0.7:1228' }])).toThrow(expect.objectContaining({ code: 'LINK_UNSAFE' }))
    await node(1, { host: '0.0.0.0', plaintext: true }).link.start()
  })

  it('an address in use is said', async () => {
    const { port } = await node(1).link.start()
    await expect(node(2, { port }).link.start()).rejects.toMatchObject({ code: 'LINK_ADDRESS_UNUSABLE' })
  })
})
