import assert from 'node:assert/strict'
import type { PeerChannel, PeerNetwork } from '@robustmq/broker-api'
import { PEER_CHANNEL_INTEREST, PEER_CHANNEL_META, PEER_CHANNEL_RAFT, PEER_CHANNEL_SHARDS } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'

/** Two nodes under test. */
export interface PeerPair {
  /** Nodes 1 and 2; nothing is connected yet. */
  readonly first: PeerNetwork
  readonly second: PeerNetwork
  /** Lets the two find each other; resolves when both say so. Handlers and watchers are set before. */
  connect(): Promise<void>
  /** Ends the stream; resolves when both have been told. */
  part(): Promise<void>
  dispose(): Promise<void>
}

export interface PeerConformanceOptions {
  describe(name: string, define: () => void): void
  test(name: string, run: () => Promise<void>): void
  open(): Promise<PeerPair>
  /** Bytes of the largest message tried. Default 20 MiB. */
  readonly largeMessageBytes?: number
}

/** One suite for every `PeerNetwork`. Uses plain assertions and the runner that is given. */
export function peerNetworkConformance(options: PeerConformanceOptions): void {
  const define = (name: string, run: (pair: PeerPair) => Promise<void>): void => {
    options.test(name, async () => {
      const pair = await options.open()
      try {
        await run(pair)
      } finally {
        await pair.dispose()
      }
    })
  }
  options.describe('messages between nodes', () => defineMessageTests(define, options.largeMessageBytes ?? 20 * 1024 * 1024))
  options.describe('requests between nodes', () => defineRequestTests(define))
  options.describe('streams between nodes', () => defineStreamTests(define))
}

type Define = (name: string, run: (pair: PeerPair) => Promise<void>) => void

/** Collects messages; answers requests by `answer`. */
class Inbox {
  readonly messages: Buffer[] = []
  answer: (message: Buffer, peer: number) => Uint8Array | Promise<Uint8Array> = (message) => message
  #waiting: { readonly count: number; readonly resolve: () => void }[] = []

  constructor(network: PeerNetwork, channel: PeerChannel) {
    network.listen(channel, {
      peerMessage: (_peer, message) => {
        this.messages.push(message)
        const reached = this.#waiting.filter(({ count }) => this.messages.length >= count)
        this.#waiting = this.#waiting.filter(({ count }) => this.messages.length < count)
        for (const { resolve } of reached) resolve()
      },
      peerRequest: (peer, message) => this.answer(message, peer),
    })
  }

  reach(count: number): Promise<void> {
    if (this.messages.length >= count) return Promise.resolve()
    return new Promise((resolve) => void this.#waiting.push({ count, resolve }))
  }
}

function defineMessageTests(test: Define, largeMessageBytes: number): void {
  test('arrive in order per channel, each whole', async ({ first, second, connect }) => {
    const raft = new Inbox(second, PEER_CHANNEL_RAFT)
    const shards = new Inbox(second, PEER_CHANNEL_SHARDS)
    await connect()
    for (let i = 0; i < 5000; i++) {
      assert.equal(first.send(2, PEER_CHANNEL_RAFT, Buffer.from(`raft ${i}`)), true)
      if (i % 10 === 0) assert.equal(first.send(2, PEER_CHANNEL_SHARDS, Buffer.from(`shard ${i}`)), true)
    }
    await Promise.all([raft.reach(5000), shards.reach(500)])
    assert.deepEqual(raft.messages.map(String), Array.from({ length: 5000 }, (_, i) => `raft ${i}`))
    assert.deepEqual(shards.messages.map(String), Array.from({ length: 500 }, (_, i) => `shard ${i * 10}`))
  })

  test('an empty message arrives', async ({ first, second, connect }) => {
    const inbox = new Inbox(second, PEER_CHANNEL_META)
    await connect()
    first.send(2, PEER_CHANNEL_META, Buffer.alloc(0))
    await inbox.reach(1)
    assert.equal(inbox.messages[0]?.length, 0)
  })

  test('a large message arrives whole, and small ones of other channels do not wait for it', async ({ first, second, connect }) => {
    const large = new Inbox(second, PEER_CHANNEL_META)
    const small = new Inbox(second, PEER_CHANNEL_RAFT)
    await connect()
    const bytes = Buffer.alloc(largeMessageBytes)
    for (let i = 0; i < bytes.length; i += 4096) bytes.writeUInt32LE(i, i)
    assert.equal(first.send(2, PEER_CHANNEL_META, bytes), true)
    assert.equal(first.send(2, PEER_CHANNEL_META, Buffer.from('after')), true)
    first.send(2, PEER_CHANNEL_RAFT, Buffer.from('small'))
    await Promise.all([small.reach(1), large.reach(2)])
    assert.equal(Buffer.compare(large.messages[0] as Buffer, bytes), 0)
    assert.equal(String(large.messages[1]), 'after')
  })

  test('beyond the bound they are refused, and the stream lives on', async ({ first, second, connect }) => {
    const inbox = new Inbox(second, PEER_CHANNEL_SHARDS)
    await connect()
    const bytes = Buffer.alloc(8 * 1024 * 1024)
    let taken = 0
    while (first.send(2, PEER_CHANNEL_SHARDS, bytes)) {
      taken++
      assert.ok(taken <= 16, 'more than 128 MiB were taken in one turn')
    }
    assert.ok(taken >= 4, `${taken} of at least 4 were taken`)
    await assert.rejects(first.request(2, PEER_CHANNEL_SHARDS, bytes, 1000), { code: 'PEER_QUEUE_FULL', retry: 'later' })
    await inbox.reach(taken)
    assert.equal(first.send(2, PEER_CHANNEL_SHARDS, Buffer.from('again')), true)
    await inbox.reach(taken + 1)
  })

  test('to a node that is not there they are dropped', async ({ first, second, connect }) => {
    assert.equal(first.send(2, PEER_CHANNEL_RAFT, Buffer.from('early')), false)
    const inbox = new Inbox(second, PEER_CHANNEL_RAFT)
    await connect()
    assert.equal(first.send(7, PEER_CHANNEL_RAFT, Buffer.from('x')), false)
    assert.equal(first.send(1, PEER_CHANNEL_RAFT, Buffer.from('to itself')), false)
    first.send(2, PEER_CHANNEL_RAFT, Buffer.from('now'))
    await inbox.reach(1)
    assert.deepEqual(inbox.messages.map(String), ['now'])
  })
}

function defineRequestTests(test: Define): void {
  test('are answered, in whatever order the answers come', async ({ first, second, connect }) => {
    const inbox = new Inbox(second, PEER_CHANNEL_META)
    const slow = new Map<string, (answer: Uint8Array) => void>()
    inbox.answer = (message) => new Promise((resolve) => {
      slow.set(String(message), resolve)
      if (slow.size < 3) return
      for (const name of ['c', 'a', 'b']) slow.get(name)?.(Buffer.from(`answer to ${name}`))
    })
    await connect()
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => first.request(2, PEER_CHANNEL_META, Buffer.from(name), 10_000)))
    assert.deepEqual(answers.map((answer) => Buffer.from(answer).toString()), ['answer to a', 'answer to b', 'answer to c'])
  })

  test('both ways at once, large ones too', async ({ first, second, connect }) => {
    for (const network of [first, second]) new Inbox(network, PEER_CHANNEL_SHARDS).answer = (message, peer) => Buffer.concat([message, Buffer.from([peer])])
    await connect()
    const body = Buffer.alloc(3 * 1024 * 1024, 7)
    const [one, two] = await Promise.all([first.request(2, PEER_CHANNEL_SHARDS, body, 10_000), second.request(1, PEER_CHANNEL_SHARDS, body, 10_000)])
    assert.equal(one.length, body.length + 1)
    assert.equal(one[body.length], 1)
    assert.equal(two[body.length], 2)
  })

  test('fail with the error of the other side, by code and retry hint', async ({ first, second, connect }) => {
    const inbox = new Inbox(second, PEER_CHANNEL_META)
    inbox.answer = (message) => {
      const error = new BrokerError({ code: 'TEST_ELSEWHERE', retry: 'elsewhere', message: `not here: ${String(message)}` })
      if (String(message) === 'thrown') throw error
      return Promise.reject(error)
    }
    await connect()
    for (const way of ['thrown', 'rejected']) {
      await assert.rejects(first.request(2, PEER_CHANNEL_META, Buffer.from(way), 10_000), {
        code: 'TEST_ELSEWHERE', retry: 'elsewhere', message: `not here: ${way}`,
      })
    }
    inbox.answer = () => { throw new TypeError('a defect') }
    await assert.rejects(first.request(2, PEER_CHANNEL_META, Buffer.from('x'), 10_000), { code: 'INTERNAL_UNEXPECTED' })
    await assert.rejects(first.request(2, PEER_CHANNEL_INTEREST, Buffer.from('x'), 10_000), { code: 'PEER_REFUSED' })
  })

  test('that nobody answers end in time', async ({ first, second, connect }) => {
    new Inbox(second, PEER_CHANNEL_META).answer = () => new Promise(() => undefined)
    await connect()
    await assert.rejects(first.request(2, PEER_CHANNEL_META, Buffer.from('x'), 30), { code: 'PEER_TIMEOUT', retry: 'later' })
  })

  test('to a node that is not there fail at once', async ({ first, connect }) => {
    await assert.rejects(first.request(2, PEER_CHANNEL_META, Buffer.from('x'), 10_000), { code: 'PEER_UNAVAILABLE', retry: 'later' })
    await connect()
    await assert.rejects(first.request(9, PEER_CHANNEL_META, Buffer.from('x'), 10_000), { code: 'PEER_UNAVAILABLE' })
  })
}

function defineStreamTests(test: Define): void {
  test('both sides are told when a stream begins and ends, and again', async ({ first, second, connect, part }) => {
    const seen: string[] = []
    for (const network of [first, second]) {
      network.watch({
        peerUp: (peer) => {
          assert.ok(network.peers().includes(peer))
          seen.push(`${network.nodeId} sees ${peer}`)
        },
        peerDown: (peer) => {
          assert.equal(network.peers().includes(peer), false)
          seen.push(`${network.nodeId} lost ${peer}`)
        },
      })
    }
    assert.deepEqual(first.peers(), [])
    await connect()
    assert.deepEqual(first.peers(), [2])
    assert.deepEqual(second.peers(), [1])
    await part()
    await connect()
    assert.deepEqual(seen.filter((line) => line.startsWith('1')), ['1 sees 2', '1 lost 2', '1 sees 2'])
    assert.deepEqual(seen.filter((line) => line.startsWith('2')), ['2 sees 1', '2 lost 1', '2 sees 1'])
  })

  test('what was under way is lost with the stream: requests fail, answers of before do not arrive', async ({ first, second, connect, part }) => {
    const inbox = new Inbox(second, PEER_CHANNEL_META)
    let answerLate: (answer: Uint8Array) => void = () => undefined
    const asked = new Promise<void>((resolve) => {
      inbox.answer = () => new Promise((settle) => {
        answerLate = settle
        resolve()
      })
    })
    await connect()
    const lost = first.request(2, PEER_CHANNEL_META, Buffer.from('x'), 60_000)
    const failed = assert.rejects(lost, { code: 'PEER_UNAVAILABLE', retry: 'later' })
    await asked
    await part()
    await failed
    await connect()
    answerLate(Buffer.from('of the former stream'))
    inbox.answer = () => Buffer.from('of this one')
    assert.equal(Buffer.from(await first.request(2, PEER_CHANNEL_META, Buffer.from('y'), 10_000)).toString(), 'of this one')
  })
}
