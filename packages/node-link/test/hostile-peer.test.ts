import { Client, credentials, Metadata } from '@grpc/grpc-js'
import { PEER_CHANNEL_RAFT } from '@robustmq/broker-api'
import { createSeededRandom } from '@robustmq/common-runtime'
import { nodeProto } from '@robustmq/proto-gen'
import { afterEach, describe, expect, it } from 'vitest'
import { createTestNode, hear } from './two-nodes.ts'
import type { TestNode } from './two-nodes.ts'

const v1 = nodeProto.node.v1
const asIs = (bytes: Buffer): Buffer => bytes
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

interface RawPeer {
  send(bytes: Uint8Array): void
  /** The next frame; null when the stream has ended. */
  next(): Promise<nodeProto.node.v1.Frame | null>
}

/** Speaks gRPC and sends whatever it likes. */
async function dialRaw(): Promise<{ readonly node: TestNode; readonly peer: RawPeer }> {
  const node = createTestNode(1)
  const { port } = await node.link.start()
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure())
  const call = client.makeBidiStreamRequest<Buffer, Buffer>('/robustmq.node.v1.NodeLink/Link', asIs, asIs, new Metadata(), {})
  const frames: (nodeProto.node.v1.Frame | null)[] = []
  const waiting: ((frame: nodeProto.node.v1.Frame | null) => void)[] = []
  const give = (frame: nodeProto.node.v1.Frame | null): void => {
    const resolve = waiting.shift()
    if (resolve === undefined) frames.push(frame)
    else resolve(frame)
  }
  call.on('data', (bytes: Buffer) => give(v1.Frame.decode(bytes)))
  call.on('error', () => undefined)
  call.on('status', () => give(null))
  closing.push(() => call.cancel(), () => client.close(), () => node.close())
  return {
    node,
    peer: {
      send: (bytes) => void call.write(Buffer.from(bytes)),
      next: () => (frames.length > 0 ? Promise.resolve(frames.shift() ?? null) : new Promise((resolve) => void waiting.push(resolve))),
    },
  }
}

const hello = (fields: nodeProto.node.v1.Hello.$Properties): Uint8Array => v1.Frame.encode({
  hello: { wireVersion: 1, wireVersionMin: 1, clusterId: 'c', nodeId: 9, wantedNodeId: 1, incarnation: 5, ...fields },
}).finish()

const parts = (...list: nodeProto.node.v1.Part.$Properties[]): Uint8Array => v1.Frame.encode({ parts: list }).finish()

describe('a peer that', () => {
  it('does not say who it is, is refused', async () => {
    const { peer } = await dialRaw()
    peer.send(parts({ channel: 1, body: Buffer.from('x') }))
    expect((await peer.next())?.refusal?.code).toBe('LINK_PROTOCOL')
  })

  it('speaks only a newer version, is refused by name', async () => {
    const { peer } = await dialRaw()
    peer.send(hello({ wireVersion: 3, wireVersionMin: 2 }))
    expect(await peer.next()).toMatchObject({ refusal: { code: 'LINK_WIRE_VERSION', message: 'node 9 speaks versions 2 to 3, node 1 1 to 1' } })
  })

  it('speaks a newer version and ours, is welcome', async () => {
    const { peer, node } = await dialRaw()
    peer.send(hello({ wireVersion: 3, wireVersionMin: 1 }))
    expect((await peer.next())?.hello?.nodeId).toBe(1)
    expect(node.link.peers()).toEqual([9])
  })

  it('begins a message within a message, loses its stream', async () => {
    const { peer, node } = await dialRaw()
    peer.send(hello({}))
    await peer.next()
    peer.send(parts({ channel: 1, kind: 1, id: 1, body: Buffer.from('a'), more: true }, { channel: 1, kind: 1, id: 2, body: Buffer.from('b') }))
    expect(await peer.next()).toBeNull()
    expect(node.link.peers()).toEqual([])
  })

  it('sends pieces without end, loses its stream before they are kept', async () => {
    const { peer, node } = await dialRaw()
    peer.send(hello({}))
    await peer.next()
    const body = Buffer.alloc(3 * 1024 * 1024)
    for (let i = 0; i < 22; i++) peer.send(parts({ channel: 1, body, more: true }))
    expect(await peer.next()).toBeNull()
    expect(node.link.peers()).toEqual([])
  })

  it('asks for a channel of the future, gets an answer, and one-way messages to it are ignored', async () => {
    const { peer, node } = await dialRaw()
    const heard = hear(node.link, PEER_CHANNEL_RAFT)
    peer.send(hello({}))
    await peer.next()
    peer.send(parts({ channel: 77, body: Buffer.from('x') }, { channel: 77, kind: 1, id: 4, body: Buffer.from('y') }, { channel: 1, body: Buffer.from('z') }))
    // A channel that this node cannot even answer on: silence, and the requester's own time limit.
    peer.send(parts({ channel: 1, kind: 1, id: 5, body: Buffer.from('q') }))
    const answer = await peer.next()
    expect(answer?.parts?.[0]).toMatchObject({ kind: 2, id: 5 })
    expect(heard).toEqual(['9: z'])
  })

  it('sends noise, harms nobody (seeded)', async () => {
    const seed = 20_261_122
    const random = createSeededRandom(seed)
    for (let round = 0; round < 30; round++) {
      const { peer, node } = await dialRaw()
      const heard = hear(node.link, PEER_CHANNEL_RAFT)
      if (round % 2 === 1) {
        peer.send(hello({ nodeId: 9 }))
        await peer.next()
      }
      peer.send(random.bytes(1 + random.below(200)))
      const good = createTestNode(2)
      closing.push(() => good.close())
      hear(good.link, PEER_CHANNEL_RAFT)
      const { port } = await good.link.start()
      node.link.setPeers([{ nodeId: 2, address: `127.0.0.1:${port}` }])
      await good.sees(1, true)
      await good.link.request(1, PEER_CHANNEL_RAFT, Buffer.from('x'), 5000)
      expect(heard.filter((line) => line.startsWith('2')), `seed ${seed}`).toEqual([])
      for (const close of closing.splice(0)) await close()
    }
  })
})
